"""Notebook 08: what its questions take for right is what the data of the second article says."""

import subprocess
import sys
from typing import Any

import pytest

from helpers import lesson, questions
from helpers.questions import Question, coding
from helpers.questions.question import NOTEBOOKS

another = lesson.another
STEPS = [questions.get(f"08-code-{step}") for step in (1, 2, 3)]


def names() -> dict[str, str]:
    return dict(zip(another.voices["id"], another.voices["name"], strict=True))


def ours(question: Question) -> dict[str, dict[str, str]]:
    """Text of each option to our codes."""
    return {option.text: coding.codes(option) for option in question.options}


def paragraphs_told(question: Question) -> dict[str, str]:
    return {option.text: option.feedback for option in question.options}


@pytest.mark.parametrize("question", STEPS, ids=lambda question: question.id)
def test_the_codes_of_statements_are_those_of_the_claims(question):
    rows: dict[str, Any] = {row.claim: row for row in another.claims.itertuples()}
    for statement, codes in ours(question).items():
        row = rows[statement]
        assert codes == {
            "who says it": names()[row.speaker],
            "how directly": row.attribution,
            "how surely": row.certainty,
            "what kind": row.kind,
        }
        assert f"(¶{row.number})" in paragraphs_told(question)[statement]


def test_twelve_to_fourteen_statements_are_coded_in_three_parts_of_the_text():
    assert [len(question.options) for question in STEPS] == [5, 5, 4]
    number = dict(zip(another.claims["claim"], another.claims["number"], strict=True))
    parts = [{int(number[option.text]) for option in question.options} for question in STEPS]
    assert all(max(part) <= high for part, high in zip(parts, (5, 8, 13), strict=True))
    assert all(min(part) > low for part, low in zip(parts, (0, 5, 8), strict=True))


def test_the_positions_of_voices_are_those_of_the_table():
    asked = dict(zip(another.disputes["id"], another.disputes["question"], strict=True))
    held: dict[str, dict[str, str]] = {name: {} for name in names().values()}
    for row in another.positions.itertuples():
        held[names()[row.voice]][asked[row.dispute]] = row.position
    assert ours(questions.get("08-views")) == held
    told = questions.get("08-views").explanation
    assert (another.positions["position"] == "silent").sum() == 12
    assert told.startswith(f"Twelve of the {len(another.positions)} cells are silent")
    spoken = another.positions[another.positions["position"] != "silent"]
    assert spoken["voice"].is_unique  # no voice answers both
    assert spoken["dispute"].nunique() == 2


def test_the_number_asked_for_is_the_number_in_the_data():
    rows = another.claims[another.claims["speaker"] == "tovane"]
    assert questions.get("08-pandas").options[0].answer == str(len(rows))
    assert set(rows["certainty"]) == {"stated"}  # as it is explained


def test_the_notice_is_coded_alike_before_and_after():
    assert ours(questions.get("00-test")) == ours(questions.get("08-test"))
    assert questions.get("08-test").asks_again == "00-test"


def test_as_a_notebook_imports_it_the_first_article_is_the_first():
    code = "import sys; sys.path.insert(0, '..'); from helpers import lesson; print(lesson.is_first())"
    done = subprocess.run([sys.executable, "-c", code], cwd=NOTEBOOKS, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
