"""The minutes that a notebook promises follow from what stands in it, by one rule."""

import math
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest

from helpers import cards, lesson, questions

from .conftest import ROOT
from .words import SERIES, WORD, prose

WORDS_A_MINUTE = 130
SECONDS = {  # to think, choose and write: beside the words that are read
    "choice": 45,
    "choices": 60,
    "number": 60,
    "order": 60,
    "forecast": 75,
    "match": 90,
    "percents": 120,
    "map": 150,
    "coding": 150,
    "own": 600,
    "text": 180,
    "weights": 240,
    "hypotheses": 480,
    "briefing": 600,
    "chart": 60,
    "hand-in": 300,
}
LOOKED_UP = {"glossary", "sources_page"}  # cards that nobody reads through; all others are read, open or folded
OPTIONAL = "## If you like"  # from here on a notebook may be left, but for its last cell
PROMISE = re.compile(r"About (\d+) minutes")


def minutes(path: Path) -> int:
    """Words at 130 a minute, and seconds for each activity by its kind, rounded up to 5 minutes.

    Read are the cells of text up to what is optional, the cards but those that are looked up, and of a question its
    stem, its options, what is said of those that fit, and the explanation.
    """
    words = seconds = 0
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.source.startswith(OPTIONAL):
            break
        for text, time in shown(cell):
            words += len(WORD.findall(text))
            seconds += time
    return 5 * math.ceil((words / WORDS_A_MINUTE + seconds / 60) / 5)


def shown(cell: Any) -> Iterator[tuple[str, int]]:
    """What a cell gives to read, and the seconds that it asks for besides."""
    if cell.cell_type == "markdown":
        yield prose(cell.source), 0
        return
    for question in re.findall(r'activities\.ask\("([^"]+)"(?:, early=True)?\)', cell.source):
        yield asked(questions.get(question))
    for name, given in re.findall(r"\bcards\.(\w+)\(([^)]*)\)", cell.source):
        if name not in LOOKED_UP:
            html = getattr(cards, name)(*eval(f"[{given}]", {"lesson": lesson})).data
            yield unescape(re.sub("<[^>]+>", " ", html.split("</style>")[-1])), 0
    if re.search(
        r"\bcharts\.\w+\(|(forecasts\.(compare|calibration)|activities\.(path|verdicts|coded|agreement|again))\(",
        cell.source,
    ):
        yield "", SECONDS["chart"]
    if "activities.hand_in()" in cell.source:
        yield "", SECONDS["hand-in"]


def asked(question: questions.Question) -> tuple[str, int]:
    told = [question.stem, question.explanation, *(option.text for option in question.options)]
    told += [option.feedback for option in question.options if option.answer != "wrong"]
    return " ".join([*told, *record(question.id)]), SECONDS[question.kind]


def record(id: str) -> list[str]:
    """What a forecast tells besides: what could be counted, and what came."""
    row = lesson.forecasts[lesson.forecasts["id"] == id]
    return row[["base_rate", "record"]].to_numpy().ravel().tolist()


def test_the_rule_counts_words_and_seconds():
    one = nbformat.v4.new_code_cell('activities.ask("00-hedge")')
    (text, seconds), *others = shown(one)
    assert ("It is ruled out." in text, "leaves the door open" in text, seconds, others) == (True, False, 45, [])
    assert [time for _, time in shown(nbformat.v4.new_code_cell("charts.kinds(lesson.claims)"))] == [60]
    folded = nbformat.v4.new_code_cell("cards.reader(1, 1)")
    assert [WORD.findall(text)[:2] for text, _ in shown(folded)] == [["1", "Putin"]]
    assert not list(shown(nbformat.v4.new_code_cell("cards.glossary()")))


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.stem)
def test_a_notebook_promises_the_minutes_that_the_rule_gives(path):
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    promised = [int(found) for cell in cells for found in PROMISE.findall(cell)]
    assert promised == [minutes(path)]


def test_the_tables_of_the_series_give_the_same_minutes():
    start = "\n".join(cell.source for cell in nbformat.read(SERIES[0], as_version=4).cells)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    given = [dict(re.findall(r"^\|.*?(0\w+)\.ipynb\).*\| (\d+) \|$", text, re.M)) for text in (start, readme)]
    expected = {path.stem: str(minutes(path)) for path in SERIES}
    assert given[1] == expected
    assert given[0] == {name: told for name, told in expected.items() if name != SERIES[0].stem}
