"""Marking: what is right, what is said about it, and when the explanation comes."""

import pytest

from helpers import activities, lesson, marking


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
        "number": lambda: options[0]["answer"].split("-")[0],
        "order": lambda: [o["number"] for o in sorted(options, key=lambda o: o["answer"])],
    }[row["kind"]]()


CHECKED = [q.id for q in lesson.questions.itertuples() if q.moment == "check" and q.kind in marking.MARKERS]


@pytest.mark.parametrize("question", CHECKED)
def test_the_right_answer_is_right_at_once_and_explained(question):
    row, options = parts(question)
    said = marking.mark(row, options, right_answer(question))
    assert said["right"] is True
    assert all(note["right"] for note in said["notes"])
    assert said["explanation"] == row["explanation"]


@pytest.mark.parametrize("question", [q for q in CHECKED if parts(q)[0]["kind"] == "choice"])
def test_every_wrong_choice_says_why_hints_first_and_explains_after(question):
    row, options = parts(question)
    for option in options:
        if option["answer"] == "wrong":
            first = marking.mark(row, options, option["number"])
            assert first["right"] is False
            assert first["notes"] == [{"right": False, "text": option["feedback"]}]
            assert row["hint"] in first["message"]
            assert first["explanation"] == ""
            assert marking.mark(row, options, option["number"], tries=2)["explanation"] == row["explanation"]


def test_choices_tell_how_many_are_missing():
    said = marking.mark(*parts("01-check"), [1])
    assert said["right"] is False
    assert said["notes"][-1]["text"] == "2 more fit."


def test_match_names_what_is_open_and_what_does_not_fit():
    answer = right_answer("01-who") | {"1": "an official"}
    del answer["2"]
    said = marking.mark(*parts("01-who"), answer)
    assert [note["right"] for note in said["notes"]] == [False, False, True, True, True, True]
    assert said["notes"][1]["text"].startswith("Still open: ")


@pytest.mark.parametrize(("answer", "right"), [("2", True), ("2.0", True), ("2,0", True), ("4", False), ("two", False)])
def test_number(answer, right):
    assert marking.mark(*parts("01-pandas"), answer)["right"] is right


@pytest.mark.parametrize("question", ["01-guess", "01-own"])
def test_a_guess_and_own_words_are_neither_right_nor_wrong(question):
    said = marking.mark(*parts(question), 1 if question == "01-guess" else "The article reports …")
    assert said["right"] is None
    assert said["explanation"]


@pytest.mark.parametrize("answer", [None, "", [], {}])
def test_nothing_chosen(answer):
    said = marking.mark(*parts("01-date"), answer)
    assert said == {"right": None, "message": "Choose or write something first.", "notes": [], "explanation": ""}


def test_order_says_of_each_place_whether_it_fits():
    right = right_answer("03-chain")
    said = marking.mark(*parts("03-chain"), [right[1], right[0], *right[2:]])
    assert [note["right"] for note in said["notes"]] == [False, False, True, True]
    assert said["notes"][0]["text"].startswith("1. North Korea’s economy recovers.")


@pytest.mark.parametrize(
    ("answer", "right"), [("55", True), ("67,5 %", True), ("80", True), ("54", False), ("81", False)]
)
def test_a_number_may_lie_in_a_range(answer, right):
    assert marking.mark(*parts("04-range"), answer)["right"] is right


def test_percents_compare_with_the_published_ranges():
    said = marking.mark(*parts("04-words"), {"1": 30, "6": 60})
    assert said["right"] is None
    assert said["compare"] == {"6": (55, 80), "7": (5, 20)}
    assert [note["text"].split(": you ")[1][:4] for note in said["notes"]] == ["30 %", "60 %"]


def test_a_map_compares_place_by_place():
    said = marking.mark(*parts("02-map"), {"1": [3, 2], "2": [1, None]})
    assert said["compare"]["1"] == [5, 5]
    assert said["notes"][0]["text"].startswith("Kim Jong Un: you power 3, interest 2; we 5 and 5.")
    assert said["notes"][1]["text"].startswith("Vladimir Putin: you power 1, interest –; we 5 and 4.")
    assert len(said["notes"]) == len(said["compare"])


def test_weights_compare_with_every_expectation():
    said = marking.mark(*parts("03-table"), {"nk-food": 4})
    assert [note["text"].split(": ")[0] for note in said["notes"]] == list(lesson.exchanges["title"])


def test_asking_again_recalls_the_guess():
    activities.ask("04-guess").answer = 1
    again = activities.ask("04-again")
    again.answer = 3
    again.check()
    assert again.feedback["right"] is True
    assert again.feedback["notes"][-1] == {"right": None, "text": "Before reading you guessed: About one time in ten."}


def test_answers_are_not_on_the_page_before_checking():
    shown = activities.ask("02-map").question
    assert all(set(option) == {"number", "text"} for option in shown["options"])


def test_evidence_says_who_and_where():
    options = activities.ask("04-hypotheses").question["options"]
    assert {option["part"] for option in options} == {"hypothesis", "evidence"}
    assert options[3]["where"] == "¶3, Kim Jong Un"


def test_the_bargaining_table_names_every_want_and_limit_it_uses():
    shown = activities.ask("03-table").question
    on_the_page = {item["id"] for side in shown["sides"] for item in side["items"]}
    used = {id for exchange in shown["exchanges"] for id in exchange["wants"] + exchange["limits"] if id}
    assert on_the_page == used


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
