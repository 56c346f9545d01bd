"""Marking: what is right, what is said about it, and when the explanation comes."""

import pytest

from helpers import activities, lesson


def parts(question):
    row = lesson.questions[lesson.questions["id"] == question].to_dict("records")[0]
    return row, lesson.options[lesson.options["question"] == question].to_dict("records")


def right_answer(question):
    row, options = parts(question)
    right = [o["number"] for o in options if o["answer"] == "right"]
    return {
        "choice": lambda: right[0],
        "choices": lambda: right,
        "match": lambda: {str(o["number"]): o["answer"] for o in options},
        "number": lambda: options[0]["answer"],
    }[row["kind"]]()


CHECKED = [q.id for q in lesson.questions.itertuples() if q.moment == "check" and q.kind != "text"]


@pytest.mark.parametrize("question", CHECKED)
def test_the_right_answer_is_right_at_once_and_explained(question):
    row, options = parts(question)
    said = activities.mark(row, options, right_answer(question))
    assert said["right"] is True
    assert all(note["right"] for note in said["notes"])
    assert said["explanation"] == row["explanation"]


@pytest.mark.parametrize("question", [q for q in CHECKED if parts(q)[0]["kind"] == "choice"])
def test_every_wrong_choice_says_why_hints_first_and_explains_after(question):
    row, options = parts(question)
    for option in options:
        if option["answer"] == "wrong":
            first = activities.mark(row, options, option["number"])
            assert first["right"] is False
            assert first["notes"] == [{"right": False, "text": option["feedback"]}]
            assert row["hint"] in first["message"]
            assert first["explanation"] == ""
            assert activities.mark(row, options, option["number"], tries=2)["explanation"] == row["explanation"]


def test_choices_tell_how_many_are_missing():
    said = activities.mark(*parts("01-check"), [1])
    assert said["right"] is False
    assert said["notes"][-1]["text"] == "2 more fit."


def test_match_names_what_is_open_and_what_does_not_fit():
    answer = right_answer("01-who") | {"1": "an official"}
    del answer["2"]
    said = activities.mark(*parts("01-who"), answer)
    assert [note["right"] for note in said["notes"]] == [False, False, True, True, True, True]
    assert said["notes"][1]["text"].startswith("Still open: ")


@pytest.mark.parametrize(("answer", "right"), [("2", True), ("2.0", True), ("2,0", True), ("4", False), ("two", False)])
def test_number(answer, right):
    assert activities.mark(*parts("01-pandas"), answer)["right"] is right


@pytest.mark.parametrize("question", ["01-guess", "01-own"])
def test_a_guess_and_own_words_are_neither_right_nor_wrong(question):
    said = activities.mark(*parts(question), 1 if question == "01-guess" else "The article reports …")
    assert said["right"] is None
    assert said["explanation"]


@pytest.mark.parametrize("answer", [None, "", [], {}])
def test_nothing_chosen(answer):
    said = activities.mark(*parts("01-date"), answer)
    assert said == {"right": None, "message": "Choose or write something first.", "notes": [], "explanation": ""}


def test_running_a_cell_again_keeps_the_answer():
    activities.ask("01-date").answer = 2
    assert activities.ask("01-date").answer == 2


def test_start_over():
    activity = activities.ask("01-time")
    activity.answer = 2
    activity.check()
    assert activity.feedback["right"] is False
    activity.start_over()
    assert (activity.answer, activity.feedback, activity.tries) == (None, {}, 0)


def test_unknown_question():
    with pytest.raises(ValueError, match="There is no question “01-dte”"):
        activities.ask("01-dte")
