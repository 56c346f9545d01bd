"""Every notebook: runs from the top in a fresh kernel, and has the shape that readers can count on."""

import itertools
import json
import re

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import lesson

from .conftest import NOTEBOOKS
from .lesson.test_outside import TABLES, later_than_the_day

ANNOUNCED = "We last looked on 26 November 2026"  # the one later day that 05 tells

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


@each_notebook
def test_runs_from_the_top_in_a_fresh_kernel(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    if path.stem < "06" and path.parent.name == "notebooks":
        shown = json.dumps(outputs) + "".join(cell.source for cell in notebook.cells)
        asked = [stem for stem in lesson.forecasts["question"] if stem in shown]  # three look ahead in 00
        expected = ["2026"] * shown.count(ANNOUNCED) + [day for stem in asked for day in later_than_the_day(stem)]
        assert sorted(later_than_the_day(shown)) == sorted(expected)


def test_up_to_05_tables_that_go_on_are_cut_at_the_day():
    goes_on = {name for name in TABLES if "known_on_the_day" in getattr(lesson, name)} | {"forecasts"}
    for path in (path for path in NOTEBOOKS if path.stem < "06"):
        code = "\n".join(cell.source for cell in cells(path, "code"))
        left = re.sub(r"lesson\.known\(lesson\.\w+\)", "", code)
        assert not goes_on & set(re.findall(r"lesson\.(\w+)", left)), path
        assert "sources_page()" not in code


@each_notebook
def test_is_committed_without_outputs(path):
    for cell in cells(path, "code"):
        assert (cell.outputs, cell.execution_count) == ([], None)


@each_notebook
def test_text_cells_are_short_and_code_cells_too(path):
    for cell in cells(path, "markdown"):
        prose = re.sub(r"^\|.*$", "", cell.source, flags=re.M)  # tables are looked up, not read
        assert len(re.findall(r"\w+", prose)) <= 80, cell.source
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= 8, cell.source


@each_notebook
def test_has_one_title_and_skips_no_level(path):
    levels = [len(mark) for mark in re.findall(r"^(#+) ", "\n".join(c.source for c in cells(path, "markdown")), re.M)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


SERIES = pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path.parent.name == "notebooks"])


@SERIES
def test_key_points_open_only_when_they_are_asked_for(path):
    (points,) = [cell.source for cell in cells(path, "markdown") if cell.source.startswith("## Key points")]
    assert re.fullmatch(
        r"## Key points\n\n<details><summary>.+</summary>\n\n(- .+\n)+\n</details>(\n\n[^-<]+)*", points
    )


@SERIES
def test_code_is_folded_but_for_lines_that_are_worth_reading(path):
    for cell in cells(path, "code"):
        is_shown = "show-code" in cell.metadata.get("tags", []) or cell.source.startswith("print(")
        assert cell.metadata.get("jupyter", {}).get("source_hidden", False) != is_shown, cell.source


@SERIES
def test_how_to_get_a_line_back_stands_under_the_first_line_to_change(path):
    shown = nbformat.read(path, as_version=4).cells
    to_change = [at for at, cell in enumerate(shown) if "show-code" in cell.metadata.get("tags", [])]
    for at in to_change[:1]:
        assert {"Ctrl + Z", "Ctrl + Enter", "Undo Cell Operation"} <= set(
            re.findall(r"Ctrl \+ \w+|Undo Cell Operation", shown[at + 1].source)
        )


@each_notebook
def test_links_lead_somewhere(path):
    for cell in cells(path, "markdown"):
        for target in re.findall(r"\]\(([^)]+)\)", cell.source):
            assert (path.parent / target).is_file(), target


@each_notebook
def test_asks_the_questions_that_the_data_has_for_it(path):
    asked = re.findall(r'activities\.ask\("([^"]+)"\)', "\n".join(cell.source for cell in cells(path, "code")))
    assert sorted(asked) == sorted(lesson.questions.loc[lesson.questions["notebook"] == path.stem, "id"])
