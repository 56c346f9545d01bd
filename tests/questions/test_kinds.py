"""Every kind of question, by the table of its examples and by every question of the lesson: form, count, key."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers import lesson, questions
from helpers.questions import Question
from tests.make_class import answer_to, examples

KINDS = sorted(path.stem for path in Path(questions.__file__).parent.glob("*.js"))
EVERY = list(questions.every().values())
ROWS = [
    pytest.param(id, row, id=f"{questions.get(id).kind}: {row['name']}")
    for id, rows in examples().items()
    for row in rows
]
ANY_JSON = [None, True, 1.5, -1, "", "<b>", [], {}, [[1]], {"1": {}}, {"1": None}, {"x": 1}, {"cells": {"1": 3}}]


def test_every_kind_has_a_table_of_examples_with_odd_and_hostile_ones():
    assert sorted(questions.get(id).kind for id in examples()) == KINDS
    for rows in examples().values():
        for sort in ("odd", "hostile"):
            assert any(row["name"].startswith(sort) for row in rows)
        assert {row["form"] for row in rows} == {True, False}
        assert len({row["name"] for row in rows}) == len(rows)


def test_a_kind_is_one_file_of_python_beside_one_of_javascript():
    folder = Path(questions.__file__).parent
    assert sorted({path.stem for path in folder.glob("*.py")} - {"__init__", "question"}) == KINDS
    assert set(KINDS) == set(lesson.questions["kind"].cat.categories)


@pytest.mark.parametrize(("id", "row"), ROWS)
def test_an_example_has_the_form_that_its_table_says(id, row):
    assert questions.has_form(id, row["answer"]) is row["form"]


@pytest.mark.parametrize(("id", "row"), [pair for pair in ROWS if pair.values[1]["form"]])
def test_an_example_is_counted_as_its_table_says(id, row):
    question = questions.get(id)
    assert [list(pair) for pair in questions.kind(question).counted(question, row["answer"])] == row["counted"]


@pytest.mark.parametrize(("id", "row"), [pair for pair in ROWS if pair.values[1]["form"]])
def test_an_example_is_right_or_wrong_as_the_page_marks_it(id, row):
    assert questions.is_right(id, row["answer"]) is row["right"]


def test_nothing_is_neither_right_nor_wrong():
    nothing = [None, " ", [], {}, {"1": ""}, False]
    assert all(questions.is_nothing(answer) for answer in nothing)
    assert not any(questions.is_nothing(answer) for answer in ("a", [0], {"1": True}, 0))
    assert {questions.is_right(question.id, answer) for question in EVERY for answer in nothing} == {None}


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_a_pair_is_right_wrong_or_neither_and_of_a_guess_always_neither(question):
    kind = questions.kind(question)
    judged = {kind.right(question, *pair) for pair in kind.counted(question, answer_to(question))}
    assert judged <= {True, False} if kind.wanted(question) else kind.OPEN or judged == {None}
    assert judged == {None} or question.moment == "check"


def test_what_can_be_said_too_is_right_beside_what_is():
    assert [questions.is_right("05-train", number) for number in (1, 2, 3)] == [True, True, False]


def test_a_code_is_as_ours_or_not_but_the_table_is_not_judged():
    question = questions.get("08-test")
    kind = questions.kind(question)
    assert kind.right(question, "The library closed on Friday. - how surely", "stated") is True
    assert kind.right(question, "The library closed on Friday. - how surely", "possible") is False
    assert questions.is_right("08-test", answer_to(question)) is None
    guess = questions.get("00-test")
    assert {kind.right(guess, *pair) for pair in kind.counted(guess, answer_to(guess))} == {None}


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_every_question_fits_its_kind_and_what_the_page_gets_is_json(question):
    kind = questions.kind(question)
    kind.fits(question)
    page = kind.page(question)
    assert json.loads(json.dumps(page)) == page
    answer = answer_to(question)
    assert kind.form(question, answer)
    assert kind.counted(question, answer)


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_no_answer_makes_a_kind_fail(question):
    kind = questions.kind(question)
    others = [answer_to(other) for other in EVERY]
    for answer in [*ANY_JSON, *others]:
        has_form = questions.has_form(question.id, answer)
        assert has_form in (True, False)
        if has_form and answer is not None:
            kind.counted(question, answer)


@pytest.mark.parametrize(("id", "row"), [pair for pair in ROWS if pair.values[1]["form"]])
def test_what_else_a_kind_says_of_an_answer_fits_together(id, row):
    question = questions.get(id)
    kind: Any = questions.kind(question)
    if hasattr(kind, "spread"):
        low, high = kind.SCALE
        assert all(low <= number <= high and text for text, number in kind.spread(question, row["answer"]))
    if hasattr(kind, "cells"):
        items = {item for item, _ in kind.counted(question, row["answer"])}
        of_their_own = {item for item in items if item.endswith(" 0")}
        assert items - of_their_own <= set(kind.cells(question))
    if hasattr(kind, "texts"):
        assert all(text.strip() and isinstance(heading, str) for heading, text in kind.texts(question, row["answer"]))


TEXTS = {
    "01-own": (" Words. ", [("", "Words.")]),
    "07-briefing": (
        {"1": "My claim", "2": " ", "11": True, "13": True},
        [
            ("My claim, in one or two sentences", "My claim"),
            ("Charts", "What is the article made of? · Who is tied to whom?"),
        ],
    ),
    "08-yours": (
        [{"statement": "It shuts.", "how surely": "stated"}, {"how surely": "likely"}],
        [("", "It shuts. | stated")],
    ),
    "04-hypotheses": ({"own": "Mine", "mind": " "}, [("A hypothesis of their own", "Mine")]),
    "06-q01": ({"chance": 70, "reason": "So it was."}, [("70 %", "So it was.")]),
}


@pytest.mark.parametrize("id", TEXTS)
def test_what_was_written_comes_with_its_heading(id):
    answer, wanted = TEXTS[id]
    kind: Any = questions.kind(questions.get(id))
    assert kind.texts(questions.get(id), answer) == wanted


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_the_key_is_a_table(question):
    heads, rows = questions.kind(question).key(question)
    assert all(len(row) == len(heads) for row in rows)
    assert bool(rows) == (question.kind not in ("text", "own"))


def test_what_answers_no_question_known_here_is_not_judged():
    assert questions.has_form("08-own", {"any": ["thing"]})


def test_an_unknown_question_is_told_in_one_sentence_with_the_nearest():
    with pytest.raises(questions.UnknownQuestion, match=r"no question “03-tabel” .did you mean “03-table”") as told:
        questions.get("03-tabel")
    assert told.value._render_traceback_() == [str(told.value)]


def test_the_page_of_a_forecast_has_the_record_and_the_words_of_likelihood():
    question = questions.get("06-q01")
    page = questions.kind(question).page(question)
    assert page["base"] == {"text": page["base"]["text"], "times": 2, "chances": 11, "percent": 23}
    assert page["words"][0] == ["almost no chance", 1, 5]
    assert (page["record"]["resolution"], page["record"]["day"]) == ("yes", "2023-10-13")
    assert page["record"]["source"] == lesson.source_of("wh-1013")


def test_the_page_of_the_table_of_weights_has_two_sides_with_what_the_exchanges_name():
    question = questions.get("03-table")
    page = questions.kind(question).page(question)
    assert [side["name"] for side in page["sides"]] == ["Russia", "North Korea"]
    shown = {item["id"] for side in page["sides"] for item in side["items"]}
    named = {id for row in page["exchanges"] for id in row["wants"] + row["limits"]} - {""}
    assert shown == named
    assert page["exchanges"][3]["limits"] == ["ru-not-bound", ""]


def test_evidence_says_where_it_stands():
    question = questions.get("04-hypotheses")
    assert questions.kind(question).page(question)["where"]["13"] == "¶12, John Kirby"


# Data that does not fit

# What is changed: id of a question, number of an option or None, column, value; and what is told of it.
FAULTS: dict[str, tuple[str, int | None, str, str, str]] = {
    "a misspelt verdict": ("00-hedge", 2, "answer", "rigth", "“rigth” cannot stand here. To mend it: write right,"),
    "also right, where all that fit are chosen": (
        "01-check",
        2,
        "answer",
        "also right",
        "“also right” cannot stand here",
    ),
    "a misspelt verdict is mended": ("00-hedge", 2, "answer", "rigth", "did you mean “right”"),
    "no option is right": ("00-hedge", 2, "answer", "wrong", "0 options are right"),
    "two options are right": ("00-hedge", 1, "answer", "right", "2 options are right"),
    "an option without text": ("00-hedge", 1, "text", "", "the option has no text"),
    "a guess with an answer": ("01-guess", 1, "answer", "right", "leave it blank: this is a guess"),
    "a misspelt verdict of many": ("01-check", 3, "answer", "rong", "did you mean “wrong”"),
    "an item without a group": ("01-who", 2, "answer", "", "it belongs to no group"),
    "a step without a place": ("03-chain", 2, "answer", "", "“” is no place. To mend it: write its place, from 1 to 4"),
    "a step too far": ("03-chain", 2, "answer", "5", "“5” is no place"),
    "two steps in one place": ("03-chain", 2, "answer", "3", "two steps have one place"),
    "about two": ("01-pandas", 1, "answer", "about 2", "“about 2” is no number. To mend it: write the right number"),
    "a range turned round": ("04-range", 1, "answer", "80-55", "“80-55” is no number"),
    "percentages turned round": (
        "04-words",
        6,
        "answer",
        "80-55",
        "“80-55” is no range. To mend it: leave it blank, or write a range of percentages",
    ),
    "more than all": (
        "04-words",
        6,
        "answer",
        "80-155",
        "“80-155” is no range. To mend it: leave it blank, or write a range of percentages",
    ),
    "off the map": ("02-map", 3, "answer", "5 9", "“5 9” is no place on the map"),
    "neither hypothesis nor evidence": ("04-hypotheses", 2, "answer", "hypothsis", "did you mean “hypothesis”"),
    "evidence that stands on no claim": ("04-hypotheses", 12, "claims", "", "it stands on no claim"),
    "neither text nor chart": ("07-briefing", 12, "answer", "timeline", "“timeline” is no part of a briefing"),
    "codes with no value": (
        "00-test",
        2,
        "answer",
        "who says it | how surely: stated",
        "is no list of codes. To mend it",
    ),
    "codes with a column twice": (
        "00-test",
        2,
        "answer",
        "how surely: likely | how surely: stated",
        "is no list of codes. To mend it",
    ),
    "no codes": ("00-test", 2, "answer", "", "“” is no list of codes. To mend it: write names and values of columns"),
    "codes in another order": (
        "00-test",
        2,
        "answer",
        "how surely: stated | who says it: the town | could be looked up: no",
        "its columns are how surely, who says it, could be looked up. To mend it: write who says it, how surely",
    ),
    "a code that is none": (
        "00-test",
        2,
        "answer",
        "who says it: the town | how surely: state | could be looked up: no",
        "“state” is no value of “how surely”. To mend it: use one of possible, conditional, likely, stated (did you",
    ),
    "a code in another way of writing": (
        "00-test",
        4,
        "answer",
        "who says it: The Notice | how surely: stated | could be looked up: no",
        "“The Notice” is written “the notice” before",
    ),
    "a chart that is none": ("07-briefing", 12, "answer", "chart:time line", "is no part of a briefing"),
}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Questions are read anew after a test that changed their rows."""
    yield
    questions.every.cache_clear()


def with_cell(id: str, number: int | None, column: str, value: str, monkeypatch: pytest.MonkeyPatch) -> Question:
    """A question with one cell changed, of its own row or of an option."""
    name, key = ("options", "question") if number else ("questions", "id")
    table = getattr(lesson, name).astype("object").copy()
    rows = table[key] == id
    table.loc[rows & (table["number"] == number) if number else rows, column] = value
    monkeypatch.setitem(vars(lesson), name, table)
    questions.every.cache_clear()
    return questions.get(id)


def fault_of(question: Question) -> str:
    with pytest.raises(lesson.DataError) as told:
        questions.kind(question).fits(question)
    assert "\n" not in str(told.value)
    assert " To mend it: " in str(told.value)
    return str(told.value)


@pytest.mark.parametrize("name", FAULTS)
def test_data_that_does_not_fit_is_told_with_file_row_and_mend(name, monkeypatch):
    id, number, column, value, why = FAULTS[name]
    told = fault_of(with_cell(id, number, column, value, monkeypatch))
    assert why in told
    options = lesson.options.reset_index(drop=True)
    row = options.index[(options["question"] == id) & (options["number"] == number)][0] + 2  # the header is row 1
    of_the_question = "options are right" in why
    assert of_the_question or told.startswith(f"data/options.csv, row {row}, column {column}: ")
    assert not of_the_question or f"{id}: " in told


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("text", "own", "weights", "forecast")])
def test_a_question_without_options_is_told(kind):
    question = next(question for question in EVERY if question.kind == kind)
    told = fault_of(Question(**{name: getattr(question, name) for name in lesson.questions.columns}))
    row = list(lesson.questions["id"]).index(question.id) + 2
    assert told.startswith(f"data/questions.csv, row {row}: {question.id}: ")


@pytest.mark.parametrize("kind", ["text", "own", "weights"])
def test_options_where_there_are_none_to_choose_are_told(kind):
    question = next(question for question in EVERY if question.kind == kind)
    fields: dict[str, Any] = {name: getattr(question, name) for name in lesson.questions.columns}
    assert "it has options" in fault_of(Question(**fields, options=EVERY[0].options))


def test_a_forecast_without_its_row_is_told(monkeypatch):
    monkeypatch.setitem(vars(lesson), "forecasts", lesson.forecasts[lesson.forecasts["id"] != "06-q03"])
    assert "add a row with this id to data/forecasts.csv" in fault_of(questions.get("06-q03"))


def test_a_wish_where_a_limit_should_stand_is_told(monkeypatch):
    exchanges = lesson.exchanges.copy()
    column = next(column for column in exchanges.columns if column.endswith("_limit"))
    exchanges.loc[0, column] = "nk-food"
    monkeypatch.setitem(vars(lesson), "exchanges", exchanges)
    told = fault_of(questions.get("03-table"))
    assert told.startswith(
        f"data/exchanges.csv, row 2, column {column}: “nk-food” is a motive of north_korea of the kind"
    )


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_on_paper_every_question_has_its_options_and_room_for_an_answer(question):
    sheet = questions.paper(question)
    assert sheet.ticks or sheet.lines or (sheet.rows and sheet.columns)
    texts = {option.text for option in question.options if option.text}
    assert {*sheet.ticks, *sheet.rows} == texts


def test_the_order_of_boxes_on_paper_tells_nothing():
    assert questions.paper(questions.get("01-time")).ticks == [
        "A crisis broke out in Korea.",
        "Sullivan warned North Korea.",
        "Weapons were swapped for help.",
    ]
    assert questions.paper(questions.get("01-again")).ticks == ["About 1 or 2", "About 5", "About 8 or 9"]


def test_on_paper_one_can_see_what_there_is_to_choose_from():
    columns = questions.paper(questions.get("01-who")).columns
    assert sorted(*columns.values()) == sorted({option.answer for option in questions.get("01-who").options})
    assert list(questions.paper(questions.get("01-find")).columns) == ["who says it", "how directly", "how surely"]
