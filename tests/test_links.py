"""Links that open a copy elsewhere: made from its git address, with no look at the network."""

import os
import subprocess
import sys
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from helpers import links

from .conftest import ROOT

HUB = "https://hub.school.example"


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://github.com/fox/article.git", "https://github.com/fox/article.git"),
        ("https://github.com/fox/article", "https://github.com/fox/article"),
        ("git@github.com:fox/article.git", "https://github.com/fox/article.git"),
        ("github.com:fox/article.git", "https://github.com/fox/article.git"),
        ("ssh://git@git.school.example:2222/fox/article.git", "https://git.school.example/fox/article.git"),
        ("git@gitlab.com:school/history/article.git", "https://gitlab.com/school/history/article.git"),
        ("https://git.school.example:8443/fox/article", "https://git.school.example:8443/fox/article"),
        ("https://fox:secret@github.com/fox/article.git", "https://github.com/fox/article.git"),
        ("", ""),
        ("/home/fox/article", ""),
        ("../article", ""),
        ("file:///home/fox/article", ""),
        ("C:/Users/fox/article", ""),
        ("C:\\Users\\fox\\article", ""),
    ],
)
def test_what_git_calls_origin_becomes_the_address_that_anybody_can_read(origin, address):
    assert links.public(origin) == address


@pytest.mark.parametrize("copy", ["https://github.com/fox/article.git", "https://git.school.example/a/b/article"])
def test_binder_and_a_hub_get_the_whole_address_the_branch_and_the_first_notebook(copy):
    found = links.to(copy, "more/maps", f"{HUB}/")
    binder = urlsplit(found["Binder"])
    provider, address, branch = binder.path.removeprefix("/v2/").split("/")
    assert (binder.hostname, provider, unquote(address), unquote(branch)) == ("mybinder.org", "git", copy, "more/maps")
    assert parse_qs(binder.query) == {"urlpath": ["lab/tree/notebooks/00_start_here.ipynb"]}
    hub = urlsplit(found["A JupyterHub with nbgitpuller"])
    assert f"{hub.scheme}://{hub.netloc}{hub.path}" == f"{HUB}/hub/user-redirect/git-pull"
    assert parse_qs(hub.query) == {
        "repo": [copy],
        "branch": ["more/maps"],
        "targetPath": ["article"],
        "urlpath": ["lab/tree/article/notebooks/00_start_here.ipynb"],
    }
    assert (ROOT / "notebooks" / "00_start_here.ipynb").is_file()


def test_a_copy_on_github_gets_the_address_of_its_plain_pages_with_a_word():
    found = links.to("https://github.com/Fox/article.git", "", HUB)
    assert "https://fox.github.io/article/pages/index.html#route=says" in found.values()
    assert not [one for one in links.to("https://git.school.example/a/b", "", HUB).values() if "#route" in one]


def test_with_no_branch_the_host_chooses():
    found = links.to("https://github.com/fox/article", "", HUB)
    assert "%2Farticle/HEAD?" in found["Binder"]
    assert "branch" not in found["A JupyterHub with nbgitpuller"]


@pytest.mark.parametrize(
    ("copy", "download"),
    [
        ("https://github.com/fox/article.git", "https://github.com/fox/article/archive/main.zip"),
        ("https://codeberg.org/fox/article", "https://codeberg.org/fox/article/archive/main.zip"),
        ("https://gitlab.com/a/b/article.git", "https://gitlab.com/a/b/article/-/archive/main/article-main.zip"),
        ("https://git.school.example/fox/article.git", "https://git.school.example/fox/article"),
    ],
)
def test_a_download_is_a_zip_file_where_the_host_is_known(copy, download):
    assert links.to(copy, "main", HUB)["To download"] == download


def test_one_command_prints_the_links_of_a_clone(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:  # of a hook, for instance
        monkeypatch.delenv(name)
    subprocess.run(["git", "init", "-q", "-b", "class", tmp_path], check=True)
    assert links.told(folder=tmp_path) == links.NOT_PUBLISHED
    remote = ["remote", "add", "origin", "git@github.com:fox/article.git"]
    subprocess.run(["git", "-C", tmp_path, *remote], check=True)
    assert "https://mybinder.org/v2/git/https%3A%2F%2Fgithub.com%2Ffox%2Farticle.git/class?" in links.told(
        folder=tmp_path
    )
    within = tmp_path / "unpacked"
    within.mkdir()
    assert links.told(folder=within) == links.NOT_PUBLISHED
    command = [sys.executable, "-m", "helpers.links", HUB]
    assert (
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == f"{links.told(HUB)}\n"
    )
