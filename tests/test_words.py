"""The words that a learner reads are easy enough."""

from collections.abc import Iterator
from typing import Any

import pytest

from .charts import EVERY, spec
from .words import grade, texts, together

HIGHEST = 8  # years of school


def test_the_formula_gives_what_can_be_counted_by_hand():
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade("He sees the Security Council. It votes in 2023!") == pytest.approx(0.39 * 4 + 11.8 * 8 / 8 - 15.59)


def test_a_short_text_is_taken_together_with_its_neighbours():
    long = "word " * 20
    assert together(["One.", long, "Two.", "Three."]) == [f"One.\n{long}\nTwo.\nThree.\n"]
    assert together([long, long, "Two."]) == [f"{long}\n", f"{long}\nTwo.\n"]


@pytest.mark.parametrize("name", texts())
def test_reads_at_grade_eight_or_below(name):
    """A name of a person, place or institution counts as one easy word, whatever its length; so does a number."""
    hard = {text: round(grade(text), 1) for text in texts()[name] if grade(text) > HIGHEST}
    assert not hard


def test_so_do_the_captions_of_charts():
    lines = [line for chart in EVERY.values() for line in _caption(spec(chart)["title"])]
    assert len(lines) > len(EVERY)
    assert {line: round(grade(line), 1) for line in together(lines) if grade(line) > HIGHEST} == {}


def _caption(title: Any) -> Iterator[str]:
    for key in ("text", "subtitle"):
        lines = title.get(key, [])
        yield from [lines] if isinstance(lines, str) else lines
