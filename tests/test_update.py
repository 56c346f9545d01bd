"""A learner who ran and saved notebooks updates the project: nothing of the work is lost, and every notebook opens."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest

from .conftest import ROOT

NAMES = ("00_start_here", "01_the_article")
ANSWER = Path("my_work") / "01-own.json"
# As nbgitpuller 1.3.0 has them in pull.py; it also fetches anew each notebook that was deleted.
AS_NBGITPULLER = ["-c", "user.name=nbgitpuller", "-c", "user.email=nbgitpuller@nbgitpuller.link"]

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints, with no settings of the developer's own and nobody's name. It must succeed."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # of a hook, for instance
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=folder, env=bare | plain, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=Teacher", "-c", "user.email=teacher@localhost", "commit", "-qm", message)


def notebook(folder: Path, name: str) -> dict[str, Any]:
    """A notebook of a copy of the project, which must be a good one, with no cell twice."""
    read: dict[str, Any] = json.loads((folder / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert len({cell["id"] for cell in read["cells"]}) == len(read["cells"])
    nbformat.validate(read)
    return read


def save(folder: Path, name: str, content: dict[str, Any]) -> None:
    """Save a notebook as JupyterLab does: with its keys sorted."""
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8")


def run(folder: Path, name: str) -> None:
    """Run and save a notebook, as far as git sees it: numbers and outputs, and what the kernel says of itself."""
    ran = notebook(folder, name)
    for number, cell in enumerate((cell for cell in ran["cells"] if cell["cell_type"] == "code"), start=1):
        text = [f"line {line} of output {number}\n" for line in range(300)]
        cell |= {"execution_count": number, "outputs": [{"output_type": "stream", "name": "stdout", "text": text}]}
    ran["metadata"] = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "name": "python", "version": "3.12.1"},
    }
    save(folder, name, ran)


def change(teacher: Path) -> None:
    """What a new version brings: other text and code, a new cell at the end, other data."""
    changed = notebook(teacher, "01_the_article")
    first = {cell["cell_type"]: cell for cell in reversed(changed["cells"])}
    for cell in first.values():
        cell["source"] = ["# NEW\n", *cell["source"]]
    changed["cells"].append({"cell_type": "markdown", "id": "01-new", "metadata": {}, "source": ["A NEW cell."]})
    save(teacher, "01_the_article", changed)
    (teacher / "data" / "options.csv").write_text("NEW", encoding="utf-8")
    commit(teacher, "New")


@pytest.fixture
def teacher(tmp_path: Path) -> Path:
    """A copy of some of the project, in git."""
    folder = tmp_path / "teacher"
    for name in (".gitignore", "data/options.csv", *(f"notebooks/{name}.ipynb" for name in NAMES)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q")
    commit(folder, "First")
    return folder


@pytest.fixture
def learner(teacher: Path) -> Path:
    """A clone of it with work, in which two notebooks were run and saved; what it came from is newer by now."""
    folder = teacher.parent / "learner"
    git(teacher.parent, "clone", "-q", "teacher", "learner")
    for name in NAMES:
        run(folder, name)
    (folder / ANSWER).parent.mkdir()
    (folder / ANSWER).write_text("words", encoding="utf-8")
    change(teacher)
    return folder


def as_nbgitpuller(folder: Path) -> None:
    """Update as nbgitpuller does."""
    git(folder, "fetch", "-q")
    for name in git(folder, "ls-files", "--deleted").split():
        git(folder, "checkout", "origin/HEAD", "--", name)
    git(folder, "reset", "--mixed")
    git(folder, *AS_NBGITPULLER, "commit", "-am", "Automatic commit by nbgitpuller", "--allow-empty")
    git(folder, *AS_NBGITPULLER, "merge", "-Xours", "origin/HEAD")


def outputs(folder: Path, name: str) -> int:
    return sum(bool(cell.get("outputs")) for cell in notebook(folder, name)["cells"])


def test_a_pull_after_a_stash_brings_the_new_notebooks_and_keeps_the_work(teacher, learner):
    git(learner, "stash")
    git(learner, "pull", "-q")
    for name in NAMES:
        assert notebook(learner, name) == notebook(teacher, name)
    assert (learner / "data" / "options.csv").read_text(encoding="utf-8") == "NEW"
    assert (learner / ANSWER).read_text(encoding="utf-8") == "words"
    assert git(learner, "status", "--short") == ""
    assert "line 0 of output 1" in git(learner, "stash", "show", "-p")  # what was changed in a notebook is not lost


def test_a_stash_and_a_pull_do_no_harm_where_nothing_was_changed(teacher, learner):
    for _ in range(2):
        git(learner, "stash")
        git(learner, "pull", "-q")
    assert notebook(learner, "01_the_article") == notebook(teacher, "01_the_article")


def test_nbgitpuller_brings_new_text_into_notebooks_that_were_run_and_keeps_the_work(teacher, learner):
    as_nbgitpuller(learner)
    assert outputs(learner, "00_start_here") > 0
    assert outputs(learner, "01_the_article") > 0
    assert json.dumps(notebook(learner, "01_the_article")).count("# NEW") == 2  # in text and in code
    assert (learner / "data" / "options.csv").read_text(encoding="utf-8") == "NEW"
    assert (learner / ANSWER).read_text(encoding="utf-8") == "words"
    assert git(learner, "status", "--short") == ""


def test_with_nbgitpuller_a_notebook_that_is_deleted_comes_back_as_it_is_now(teacher, learner):
    (learner / "notebooks" / "01_the_article.ipynb").unlink()
    as_nbgitpuller(learner)
    assert notebook(learner, "01_the_article") == notebook(teacher, "01_the_article")
    assert outputs(learner, "00_start_here") > 0
    assert (learner / ANSWER).read_text(encoding="utf-8") == "words"
