"""Links that open this copy of the project with nothing installed, made from its own git address.

In a notebook, print(links.told()); or, in the folder of the project, python -m helpers.links; either with the address
of a JupyterHub, if there is one. Needs nothing but Python and git, and asks nobody.
"""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

ROOT = Path(__file__).parent.parent
START = "notebooks/00_start_here.ipynb"
NOT_PUBLISHED = (
    "No link can lead to this copy yet: publish it first, for instance on GitHub, and clone it anew from there "
    "(or name the address with git remote add origin ADDRESS)."
)


def told(hub: str = "https://YOUR-HUB", folder: Path = ROOT) -> str:
    """The links as lines of text, or one sentence that says what to do first.

    hub : address of a JupyterHub with nbgitpuller. folder : a clone; its branch now is the one that the links open.
    """
    copy = public(_git(folder, "remote", "get-url", "origin"))
    if not copy:
        return NOT_PUBLISHED
    found = to(copy, _git(folder, "branch", "--show-current"), hub)
    return "\n".join(f"{what}:\n  {link}" for what, link in found.items())


def public(origin: str) -> str:
    """The address that anybody can read of what git calls `origin`; "" of a folder on this machine, or of nothing.

    With ssh:// and git@host:owner/name.git it is that of the same host with https. Names and passwords are left out.
    """
    short = re.fullmatch(r"(?:[^@/\\]+@)?([^:/\\@]{2,}):/?([^/\\].*)", origin)
    parts = urlsplit(f"ssh://{short[1]}/{short[2]}" if short else origin)
    if parts.scheme not in ("http", "https", "ssh") or not parts.hostname:
        return ""
    if parts.scheme == "ssh":
        return f"https://{parts.hostname}{parts.path}"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def to(copy: str, branch: str, hub: str) -> dict[str, str]:
    """The links to a copy, each by what it is for.

    copy : its public address. branch : "" for the one that the host shows first. hub : address of a JupyterHub.
    """
    page = copy.rstrip("/").removesuffix(".git")
    name = page.rpartition("/")[2]
    pull = {"repo": copy, "branch": branch, "targetPath": name, "urlpath": f"lab/tree/{name}/{START}"}
    asked = urlencode({key: value for key, value in pull.items() if value})
    return {
        "Binder": f"https://mybinder.org/v2/git/{quote(copy, safe='')}/{quote(branch or 'HEAD', safe='')}"
        f"?urlpath=lab/tree/{START}",
        "A JupyterHub with nbgitpuller": f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{asked}",
        "To download": _archive(page, name, quote(branch or "HEAD")),
    } | _plain_pages(page)


def _plain_pages(page: str) -> dict[str, str]:
    """The address of the plain pages with a lesson's word, of a copy on GitHub, which puts them there."""
    parts = urlsplit(page)
    owner, _, name = parts.path.strip("/").partition("/")
    found = f"https://{owner.lower()}.github.io/{name}/pages/index.html#route=says"
    return (
        {"Plain pages, once they are on the web, with the lesson “says”": found}
        if parts.hostname == "github.com"
        else {}
    )


def _archive(page: str, name: str, branch: str) -> str:
    """The address of a copy as a zip file, where it is known how its host names that; else its page."""
    host = urlsplit(page).hostname or ""
    if "gitlab" in host:
        return f"{page}/-/archive/{branch}/{name}-{branch.replace('/', '-')}.zip"
    return f"{page}/archive/{branch}.zip" if host in ("github.com", "codeberg.org") else page


def _git(folder: Path, *asked: str) -> str:
    """What git says of a clone, "" if there is no git or this is no clone. A clone around it is not meant."""
    try:
        command = ["git", f"--git-dir={folder / '.git'}", *asked]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


if __name__ == "__main__":
    print(told(sys.argv[1]) if len(sys.argv) > 1 else told())
