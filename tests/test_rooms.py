"""The rooms of helpers/: who may import whom, read from the imports themselves."""

import ast
from functools import cache
from pathlib import Path

import pytest

from .conftest import ROOT

HELPERS = ROOT / "helpers"
CLASS_SIDE = {"classroom"}  # what only a teacher needs
FILES = sorted(HELPERS.rglob("*.py"))


def room(path: Path) -> str:
    """The room that a file belongs to: the first folder in helpers/, or the name of the file."""
    return path.relative_to(HELPERS).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """The rooms that a file imports, wherever in it."""
    found = set()
    assert "from ." not in path.read_text(encoding="utf-8"), path  # a relative import would not be seen below
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "helpers":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("helpers.")}
    return found - {room(path)}


@cache
def arrows() -> dict[str, set[str]]:
    """Each room to the rooms that it imports."""
    found: dict[str, set[str]] = {}
    for path in FILES:
        found.setdefault(room(path), set()).update(imported(path))
    return found


def reached(start: str) -> set[str]:
    """Every room that a room imports, itself or through others."""
    seen, waiting = set(), [start]
    while waiting:
        for other in arrows().get(waiting.pop(), set()) - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def test_every_import_leads_to_a_room():
    assert set().union(*arrows().values()) <= set(arrows())


@pytest.mark.parametrize("name", sorted({room(path) for path in FILES}))
def test_no_room_imports_itself_in_a_circle(name):
    assert name not in reached(name)


@pytest.mark.parametrize("name", sorted({room(path) for path in FILES} - CLASS_SIDE))
def test_the_side_of_the_learner_never_imports_that_of_the_class(name):
    assert not reached(name) & CLASS_SIDE


def test_html_is_written_and_escaped_in_one_place():
    assert [path for path in FILES if "escape(" in path.read_text(encoding="utf-8")] == [HELPERS / "page.py"]
    for path in (path for path in FILES if path.name != "page.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Markup", "HTML"):
                made = ast.unparse(node.args[0])
                assert made == "''" or made.startswith("str("), f"{path}, line {node.lineno}: {made}"


def test_only_questions_know_the_kinds_by_name():
    kinds = {path.stem for path in (HELPERS / "questions").glob("*.js")}
    for path in (path for path in FILES if room(path) != "questions"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and "kind" in ast.unparse(node.left):
                named = {constant.value for constant in ast.walk(node) if isinstance(constant, ast.Constant)}
                assert not named & kinds, f"{path}, line {node.lineno}"
