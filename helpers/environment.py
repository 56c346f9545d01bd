"""Is everything there? A check that says what to do when it is not. Needs nothing but Python and Jupyter."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from IPython.display import Markdown
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
OLDEST_PYTHON = (3, 11)


def check(requirements: Path = ROOT / "requirements.txt") -> Markdown:
    """A Markdown table: each thing the notebooks need, what is there, and what to do about it.

    requirements : file of requirements as pip reads them, one a line.
    """
    rows = [_python(), *(_package(line) for line in requirements.read_text(encoding="utf-8").splitlines() if line)]
    to_do = [row for row in rows if row[2] != "fine"]
    verdict = "Something is missing: see the last column." if to_do else "**Everything is there. Go on.**"
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return Markdown(f"{verdict}\n\n| needed | found | what to do |\n|---|---|---|\n{table}")


def _python() -> tuple[str, str, str]:
    found = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info >= OLDEST_PYTHON
    return "Python 3.11 or newer", found, "fine" if fine else "install a newer Python, then start anew from the README"


def _package(line: str) -> tuple[str, str, str]:
    needed = Requirement(line)
    if sys.platform == "emscripten" and needed.name == "jupyterlab":
        return line, "JupyterLite", "fine"  # there it is the page itself, and no package of the kernel
    try:
        found = version(needed.name)
    except PackageNotFoundError:
        found = None
    if found and needed.specifier.contains(found, prereleases=True):
        return line, found, "fine"
    return line, found or "nothing", f'run `%pip install "{line}"` in a cell, then restart the kernel'
