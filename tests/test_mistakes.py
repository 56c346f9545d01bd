"""What beginners mistype in the lines of pandas: each is told in one sentence, by the cells as they stand."""

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import mistakes

from .conftest import ROOT

SETUP = """import sys; sys.path.insert(0, "..")
from helpers import activities, lesson
activities.progress("01_the_article")"""
LINE = 'lesson.claims[lesson.claims.speaker == "sullivan"][["id", "claim"]]'
TYPED = {
    LINE.replace("sullivan", "Kirby"): "the column speaker has no “Kirby” (did you mean “kirby”?)",
    LINE.replace("sullivan", "kriby"): "(did you mean “kirby”?)",
    LINE.replace('"sullivan"', "kirby"): 'put quotation marks round it: "kirby"',
    LINE.replace('"sullivan"', '"kirby'): "A quotation mark is missing",
    LINE.replace('"sullivan"', "“kirby”"): "Quotation marks must be straight",
    LINE[:-1]: "A bracket is missing",
    LINE.replace("==", "="): "write two signs",
    LINE.replace(".speaker", ".speakr"): "no column speakr (did you mean “speaker”?)",
    LINE.replace('"claim"', '"cliam"'): "no column cliam (did you mean “claim”?)",
    'lesson.claims[lesson.claims["speaker"] == "Kirby"]': "did you mean “kirby”?",
    'len(lesson.claims[lesson.claims.subject == "China"])': "did you mean “china”?",
    'lesson.claims[lesson.claims.kind == "evnt"]': "did you mean “event”?",
    'lesson.claims[(lesson.claims.speaker == "kirby") and (lesson.claims.kind == "event")]': "Put & between",
    'lesson.another.claims[lesson.another.claims.speaker == "Tovane"]': "did you mean “tovane”?",
    "lesosn.claims": "did you mean",
    "lesson.cliams": "did you mean “claims”?",
}


@pytest.fixture(scope="module")
def told():
    """What each line gives, run one after the other in one kernel: texts of its outputs, joined."""
    cells = [nbformat.v4.new_code_cell(code) for code in (SETUP, *TYPED, LINE, "1 / 0", "0")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    where = {"metadata": {"path": str(ROOT / "notebooks")}}
    NotebookClient(notebook, timeout=120, allow_errors=True, resources=where).execute()
    return {cell.source: cell.outputs for cell in notebook.cells}


def text(output):
    return "\n".join(output.get("traceback", [])) + output.get("data", {}).get("text/html", "")


@pytest.mark.parametrize("line", TYPED)
def test_a_mistake_is_told_in_one_sentence_with_no_traceback(told, line):
    said = text(told[line][-1])
    assert TYPED[line].replace('"', "&#34;") in said.replace('"', "&#34;")
    assert "Traceback" not in said
    assert len(said.split("\n")) == 1


def test_a_line_that_finds_something_is_left_alone(told):
    assert len(told[LINE]) == 1
    assert "Nothing is found" not in text(told[LINE][0])
    assert len(told["0"]) == 1


def test_what_is_no_beginners_mistake_keeps_its_traceback(told):
    assert "ZeroDivisionError" in text(told["1 / 0"][0])


def test_nothing_is_explained_twice_or_outside_of_ipython():
    mistakes.explain_mistakes(None)
    assert mistakes.sentence_for(RuntimeError("no")) == ""
