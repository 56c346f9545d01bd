"""The answer key: it says all that the data knows, and what it says stays words."""

import re
from html import unescape

import pytest
from markupsafe import escape

from helpers import classroom, lesson, questions

QUESTIONS = list(lesson.questions.itertuples())
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>&\"'"


@pytest.fixture(autouse=True)
def fresh():
    """Questions are read anew after a test that changed their rows."""
    yield
    questions.every.cache_clear()


def card(question):
    """The part of the answers that is about one question, as text with its tags."""
    html = classroom.answers(question.notebook).data
    return next(part for part in html.split("<details>") if f"<b>{question.id}</b>" in part)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_shows_its_options_its_reasons_and_its_paragraphs(question):
    shown = unescape(card(question))
    options = lesson.options[lesson.options["question"] == question.id]
    for text in [question.stem, question.hint, question.explanation, *options["text"], *options["feedback"]]:
        assert text in shown
    assert lesson.paragraphs_of(question.claims) in shown


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_right_options_come_first_and_are_told_from_wrong_ones_with_their_misreading(kind):
    for question in [q for q in QUESTIONS if q.kind == kind and q.moment == "check"]:
        options = lesson.options[lesson.options["question"] == question.id]
        shown = re.findall("<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", card(question))
        told = {"right": "right", "also right": "can be said too", "wrong": "not right"}
        assert sorted(shown) == sorted(
            (escape(o.text), told[o.answer], escape(o.feedback)) for o in options.itertuples()
        )
        fits = [verdict for _, verdict, _ in shown]
        assert fits == sorted(fits, key=list(told.values()).index)


def test_steps_stand_in_their_order_and_ranges_are_written_out():
    asked = {question.id: question for question in QUESTIONS}
    assert re.findall(r"<tr><td>(\d)</td>", card(asked["03-chain"])) == ["1", "2", "3", "4"]
    assert "<td>2 to 4.5</td>" in card(asked["04-range"])
    assert "<td>4</td><td>4</td>" in card(asked["02-map"])


def test_what_has_no_right_and_wrong_says_so():
    compared = {"text", "percents", "map", "weights", "hypotheses", "briefing", "coding", "own"}
    for question in QUESTIONS:
        is_open = question.moment == "guess" or question.kind in compared
        assert ("There is no right and wrong here." in card(question)) == is_open
        assert ("<b>What the learner reads then:</b>" in card(question)) == is_open


def test_the_key_of_a_forecast_has_its_record_and_that_of_weights_what_is_expected():
    asked = {question.id: question for question in QUESTIONS}
    record = lesson.forecasts.set_index("id").loc["06-q01"]
    for told in (record["base_rate"], record["record"], record["evidence"], lesson.source_of(record["source"])):
        assert escape(told) in card(asked["06-q01"])
    assert all(escape(told) in card(asked["03-table"]) for told in lesson.exchanges["expectation"])


def test_nothing_from_the_data_becomes_markup(monkeypatch):
    for name, columns in (("questions", ["stem", "hint", "explanation"]), ("options", ["text", "feedback"])):
        table = getattr(lesson, name).copy()
        table[columns] = HOSTILE
        monkeypatch.setitem(vars(lesson), name, table)
    questions.every.cache_clear()
    for notebook in lesson.questions["notebook"].unique():
        html = classroom.answers(notebook).data
        assert escape(HOSTILE) in html
        assert "<script" not in html
        assert "<img" not in html


@pytest.mark.parametrize("name", ["01_The_Article", "lesson_plan", "", "../01_the_article", None, HOSTILE])
def test_an_unknown_notebook_is_told_in_one_sentence(name):
    with pytest.raises(questions.UnknownQuestion, match="There are no questions for a notebook") as caught:
        classroom.answers(name)
    told = str(caught.value)
    assert f"“{name}”" in told
    assert ": choose one of 00_start_here, 01_the_article" in told
    assert "\n" not in told
    assert ("did you mean “01_the_article”" in told) == (name in ("01_The_Article", "../01_the_article"))


def test_rows_that_are_wrong_are_told(monkeypatch):
    options = lesson.options.copy()
    options.loc[(options["question"] == "01-pandas"), "answer"] = "about 2"
    monkeypatch.setitem(vars(lesson), "options", options)
    questions.every.cache_clear()
    with pytest.raises(lesson.DataError, match=r"data/options.csv, row \d+, column answer: “about 2” is no number"):
        classroom.answers("01_the_article")
