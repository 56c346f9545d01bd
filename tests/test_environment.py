"""The environment check says what to do, and lets the page itself say that it answers."""

import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import environment

from .conftest import ROOT


@pytest.fixture
def check(monkeypatch):
    """A function: what `environment.check` shows, as text."""

    def checked(*file):
        shown = []
        monkeypatch.setattr(environment, "display", shown.append)
        environment.check(*file)
        return [one.data for one in shown]

    return checked


def test_where_all_is_fine_the_page_is_left_to_say_so(check):
    table, place = check()
    assert "What Python needs is there." in table
    assert "Everything is there" not in table
    assert f'data-check="{environment.GO_ON}"' in place
    standing = re.sub("<[^>]*>", " ", place)
    assert "Everything is there" not in standing
    assert "anywidget" in standing
    assert "Content-Security-Policy" in standing


def test_missing_and_old_packages_are_named_with_a_remedy(check, tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("no-such-package>=1\npandas>=999\naltair\n")
    table, place = check(file)
    assert "Something is missing" in table
    assert '| no-such-package>=1 | nothing | run `%pip install "no-such-package>=1"`' in table
    assert "| pandas>=999 | " in table
    assert "Everything" not in table + place


def test_it_works_where_nothing_is_installed_but_jupyter():
    code = """
import sys
class Missing:
    def find_spec(self, name, *_):
        if name.split(".")[0] in ("altair", "anywidget", "markupsafe", "pandas"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
from helpers import environment
environment.display = lambda shown: print(shown.data)
environment.check()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "| needed | found | what to do |" in done.stdout


def test_a_file_named_helpers_beside_the_notebooks_is_not_taken_for_ours(tmp_path):
    for name in ("helpers", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "helpers.py").write_text("raise SystemError('not ours')")
    notebook = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "environment.check" in cell.source]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    assert environment.GO_ON in str(notebook.cells[0].outputs)


def test_in_jupyterlite_jupyterlab_is_the_page_and_not_missing(check, tmp_path, monkeypatch):
    file = tmp_path / "requirements.txt"
    file.write_text("jupyterlab>=999\naltair\n")
    assert "Something is missing" in check(file)[0]
    monkeypatch.setattr("sys.platform", "emscripten")
    assert "What Python needs is there." in check(file)[0]
