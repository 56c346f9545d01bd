"""Marking: what is right, what is said about it, and when the explanation comes."""

import errno
import os
import re
import time
from threading import Thread

import pytest

from helpers import activities, answers, handing_in, lesson, marking, progress, report


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """A folder of its own for the work of each test, and no widget left of another."""
    monkeypatch.setattr(answers, "FOLDER", tmp_path / "my_work")
    monkeypatch.setattr(activities, "_shown", {})
    return tmp_path / "my_work"


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
    assert said["notes"][-1] == {"right": None, "text": "2 more fit. Which?"}


def test_match_names_what_is_open_and_what_does_not_fit():
    answer = right_answer("01-who") | {"1": "an official outside the talks"}
    del answer["2"]
    said = marking.mark(*parts("01-who"), answer)
    assert [note["right"] for note in said["notes"]] == [False, None, True, True, True, True]
    assert "You chose “an official outside the talks”." in said["notes"][0]["text"]
    assert said["notes"][1]["text"].startswith("Still open: ")
    assert said["right"] is False


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
    assert said == {"right": None, "message": "Choose, move or write something first.", "notes": [], "explanation": ""}


def test_checking_nothing_is_no_try():
    activity = activities.ask("00-hedge")
    activity.check()
    assert activity.feedback["message"].startswith("Choose")
    change(activity, 1)
    activity.check()
    assert activity.feedback["explanation"] == ""
    assert answers.load("00-hedge")[0].state == {"answer": 1, "first": 1, "tries": 1}


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
    guess = activities.ask("04-guess")
    guess.answer = 1
    guess.check()
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


def change(activity, answer):
    """What the page does after a change."""
    activity.answer = answer
    activity.sent = {"number": activity.sent.get("number", 0) + 1, "what": "keep"}


def restart(monkeypatch):
    """What is left when the kernel has restarted: nothing but the files."""
    monkeypatch.setattr(activities, "_shown", {})


def test_running_a_cell_again_keeps_the_answer():
    change(activities.ask("01-date"), 2)
    assert activities.ask("01-date").answer == 2


@pytest.mark.parametrize("question", lesson.questions["id"])
def test_an_answer_and_what_was_said_of_it_are_there_after_a_restart(question, monkeypatch):
    row, _ = parts(question)
    kind = row["kind"]
    others = {"percents": {"1": 40}, "map": {"1": [5, None]}, "weights": {"nk-food": 3}, "briefing": {"1": "It is so."}}
    others |= {"forecast": {"chance": 40, "reason": "It is rare."}}
    others |= {"text": "Words", "hypotheses": {"cells": {"11": {"1": "C"}}, "own": "", "mind": ""}}
    answer = others[kind] if kind in others else 2 if row["moment"] == "guess" else right_answer(question)
    activity = activities.ask(question)
    change(activity, answer)
    activity.check()
    answer = answer | {"committed": True} if kind == "forecast" else answer
    before = dict(activity.feedback)
    restart(monkeypatch)
    again = activities.ask(question)
    assert again is not activity
    assert (again.answer, again.feedback) == (answer, before)
    assert again.saved["problem"] == ""
    assert again.saved["at"]


def test_every_change_is_saved_and_confirmed(work):
    activity = activities.ask("01-own")
    for words in ("The", "The article", "The article says"):
        change(activity, words)
        assert activity.saved["number"] == activity.sent["number"]
        assert answers.load("01-own")[0].state["answer"] == words
    assert activity.saved["where"] == str(work / "01-own.json")


def test_messages_that_arrive_at_once_are_no_conflict():
    activity = activities.ask("01-date")
    activity.answer = 2
    deeds = [
        Thread(target=activities.DEEDS[what], args=[activity]) for what in ("keep", "check", "keep", "check", "keep")
    ]
    for deed in deeds:
        deed.start()
    for deed in deeds:
        deed.join()
    assert activity.saved["problem"] == ""
    assert answers.load("01-date")[0].state == {"answer": 2, "first": 2, "tries": 2}


def test_what_cannot_be_saved_is_told_and_stays_on_the_page(work):
    work.write_text("a file where the folder should be")
    activity = activities.ask("01-own")
    change(activity, "My words")
    assert activity.saved["problem"]
    assert str(work) in activity.saved["problem"]
    assert activity.answer == "My words"
    work.unlink()
    change(activity, "My words, again")
    assert activity.saved["problem"] == ""


def test_a_damaged_file_is_told_and_set_aside(work):
    work.mkdir()
    (work / "01-own.json").write_text("{damaged")
    activity = activities.ask("01-own")
    assert "01-own" in activity.saved["problem"]
    change(activity, "New words")
    assert activity.saved["problem"] == ""
    assert any(path.read_text() == "{damaged" for path in work.iterdir())


STRANGE = [7.5, "x", [1, "y"], {"a": [1]}, {"1": None}, [[]], {"cells": 3}, {"cells": {"1": "x"}}, True, [1, 1], 99]


@pytest.mark.parametrize(
    ("question", "answer"),
    [(q, answer) for q in lesson.questions["id"] for answer in STRANGE if not marking.has_form(*parts(q), answer)],
)
def test_an_answer_of_another_form_is_left_in_its_file_and_told(question, answer):
    answers.save(question, {"answer": answer, "first": answer, "tries": 3}, 0)
    activity = activities.ask(question)
    assert activity.answer is None
    assert "has not the form" in activity.saved["problem"]
    assert answers.load(question)[0].state["answer"] == answer


def test_an_answer_of_another_form_is_kept_as_a_copy_when_answered_anew(work):
    answers.save("03-chain", {"answer": [1, 2], "first": None, "tries": 0}, 0)
    activity = activities.ask("03-chain")
    activity.sent = {"number": 1, "what": "check"}  # with nothing chosen
    assert answers.load("03-chain")[0].state["answer"] == [1, 2]
    change(activity, [1, 2, 3, 4])
    assert activity.saved["problem"] == ""
    copies = [path for path in work.iterdir() if path.name.startswith("03-chain.before-")]
    assert ["[\n   1,\n   2\n  ]" in path.read_text() for path in copies] == [True]
    assert set(answers.load_all()[0]) == {"03-chain"}


@pytest.mark.parametrize("first", [[1], {}, "x", None, 99])
def test_a_guess_of_another_form_does_not_stop_asking_again(first):
    answers.save("01-guess", {"answer": 1, "first": first, "tries": 1}, 0)
    again = activities.ask("01-again")
    change(again, 1)
    again.check()
    assert again.feedback["right"] is True


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("04-hypotheses", {"cells": {"1": {"1": []}}}),
        ("03-table", {"nk-food": 100}),
        ("04-words", {"1": -5}),
        ("02-map", {"1": [9, 1]}),
    ],
)
def test_values_out_of_range_have_not_the_form(question, answer):
    assert not marking.has_form(*parts(question), answer)


def test_running_again_does_not_throw_away_what_is_marked_as_not_saved(monkeypatch):
    one, other = two_windows(monkeypatch)
    change(other, "from the other window")
    change(one, "my long text")
    assert one.saved["other"]
    one.load()
    assert one.answer == "my long text"
    assert one.saved["other"]


def test_the_file_to_hand_in_says_what_is_not_in_it(work, monkeypatch):
    change(activities.ask("01-date"), 1)
    change(activities.ask("01-own"), "old")
    (work / "02-own.json").write_text("{damaged")
    monkeypatch.setattr(answers.safe_file, "put", no_disk)
    change(activities.ask("01-own"), "old and much more")
    place = handing_in.HandIn()
    place.do("file", "Blue Fox")
    assert "2 activities" in place.message
    assert "NOT in it, since it is not saved: 01-own." in place.message
    assert "02-own.json was damaged" in place.message


def no_disk(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_loading_a_file_leaves_a_copy_of_what_it_replaces(work):
    change(activities.ask("01-own"), "from the file")
    data = answers.hand_in("Blue Fox")
    change(activities.ask("01-own"), "an hour of work")
    path = work / "01-own.json"
    path.write_text(re.sub(r'"saved": "[^"]+"', '"saved": "2026-01-01T00:00:00.000+00:00"', path.read_text()))
    assert answers.restore(data) == (["01-own"], [])
    assert any("an hour of work" in copy.read_text() for copy in work.glob("01-own.before-*.json"))


def test_other_files_in_the_folder_are_left_alone(work):
    change(activities.ask("01-own"), "words")
    others = {"package.json": "{", "hand-in-anna-20261125-1030.json": "{}", ".other-program.tmp": "x"}
    for name, text in others.items():
        (work / name).write_text(text)
        os.utime(work / name, (0, 0))
    records, problems = answers.load_all()
    assert (set(records), problems) == ({"01-own"}, [])
    assert {name: (work / name).read_text() for name in others} == others


def test_only_few_strange_answers_have_the_form_of_a_question():
    fine = [(q, answer) for q in lesson.questions["id"] for answer in STRANGE if marking.has_form(*parts(q), answer)]
    assert all(answer in ("x", [1, 1], {"cells": 3}) for _, answer in fine), fine


def two_windows(monkeypatch):
    one = activities.ask("01-own")
    change(one, "first")
    restart(monkeypatch)
    return one, activities.ask("01-own")


def test_another_window_is_not_overwritten_and_either_can_win(monkeypatch):
    one, other = two_windows(monkeypatch)
    change(other, "from the other window")
    change(one, "from this window")
    assert one.saved["other"]
    assert answers.load("01-own")[0].state["answer"] == "from the other window"
    one.keep_mine()
    assert answers.load("01-own")[0].state["answer"] == "from this window"
    change(other, "once more from the other")
    assert other.saved["other"]
    other.take_other()
    assert other.answer == "from this window"
    assert other.saved["problem"] == ""


def test_start_over():
    activity = activities.ask("01-time")
    change(activity, 2)
    activity.check()
    assert activity.feedback["right"] is False
    activity.start_over()
    assert (activity.answer, activity.feedback) == (None, {})
    assert answers.load("01-time")[0].state == {"answer": None, "first": None, "tries": 0}


def test_a_check_that_comes_while_a_change_is_being_saved_waits_for_it(monkeypatch):
    """JupyterLab hands messages to several threads: what the first of them saves must not look like another window."""
    save = answers.save

    def slow(*given):
        record = save(*given)
        time.sleep(0.2)
        return record

    monkeypatch.setattr(answers, "save", slow)
    activity = activities.ask("01-time")
    saving = Thread(target=change, args=(activity, 2))
    saving.start()
    time.sleep(0.1)
    activity.check()
    saving.join()
    assert activity.saved["problem"] == ""
    assert answers.load("01-time")[0].state["tries"] == 1


def test_a_forecast_needs_a_chance_or_the_word_that_one_already_knew():
    activity = activities.ask("06-q03")
    for answer in (None, {"reason": "Third time lucky"}):
        change(activity, answer)
        activity.check()
        assert activity.feedback["notes"] == []
        assert "committed" not in (activity.answer or {})
    assert "Write a chance from 0 to 100 first" in activity.feedback["message"]
    change(activity, {"knew": True})
    activity.check()
    assert activity.feedback["message"] == "The record: yes, clear on 2023-11-21."
    assert activity.feedback["notes"][-1]["text"] == "You already knew: it is not scored."


def test_the_record_of_a_forecast_comes_only_once_it_is_committed():
    activity = activities.ask("06-q01")
    record = lesson.forecasts.set_index("id").loc["06-q01"]
    assert record["record"] not in str(activity.question)
    change(activity, {"chance": 30, "reason": ""})
    assert activity.feedback == {}
    activity.check()
    told = [note["text"] for note in activity.feedback["notes"]]
    assert told[0] == record["record"]
    assert told[1] == "Kind of evidence: government claim. Denied by: The Kremlin."
    assert "2023-10-13" in told[2]
    assert "Your penalty is 0.49" in told[3]
    assert "more than the 0.25" in told[3]


def test_a_committed_forecast_stays_until_start_over(monkeypatch):
    activity = activities.ask("06-q07")
    change(activity, {"chance": 5})
    activity.check()
    committed = {"chance": 5, "committed": True}
    for other in ({"chance": 95, "committed": True}, {"chance": 95}, None):
        # As the page sends it: both at once.
        activity.set_state({"answer": other, "sent": {"number": activity.sent["number"] + 1, "what": "keep"}})
        assert activity.answer == committed
        assert answers.load("06-q07")[0].state["answer"] == committed
    activity.check()
    assert answers.load("06-q07")[0].state["tries"] == 1
    restart(monkeypatch)
    again = activities.ask("06-q07")
    change(again, {"chance": 95})
    assert again.answer == committed
    again.start_over()
    change(again, {"chance": 95})
    assert again.answer == {"chance": 95}


def test_a_base_rate_stands_on_the_page_with_words_and_their_ranges():
    shown = activities.ask("06-q03").question
    assert shown["base"]["percent"] == 29
    assert ["unlikely", 20, 45] in shown["words"]
    assert activities.ask("06-q08").question["base"]["percent"] is None


def test_progress_counts_what_was_checked_and_follows():
    line, picture = progress.progress("01_the_article"), progress.progress()
    total = (lesson.questions["notebook"] == "01_the_article").sum()
    assert f"0 of {total} done here" in line.value
    activity = activities.ask("01-guess")
    change(activity, 1)
    assert f"0 of {total} done here" in line.value
    activity.check()
    assert f"1 of {total} done here, 1 of {len(lesson.questions)} in the series" in line.value
    assert f"1 of {total}" in picture.value


def test_on_binder_a_reminder_stands_on_top(monkeypatch):
    assert "Binder" not in progress.progress("01_the_article").value
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    assert progress.progress("01_the_article").value.startswith("<p")
    assert "You are on Binder" in progress.progress("01_the_article").value


def test_the_report_has_every_answer_in_words_and_escapes_them():
    answered = {"01-own": "<script>alert(1)</script>", "01-date": 1, "01-check": [1, 3], "04-words": {"1": 40}}
    answered |= {"03-chain": [2, 4, 1, 3], "02-map": {"3": [4, 2]}, "07-briefing": {"1": "My <b>claim</b>", "11": True}}
    answered |= {"04-hypotheses": {"cells": {"11": {"1": "I", "0": "C"}}, "own": "A signal", "mind": "Pictures"}}
    answered |= {"06-q02": {"chance": 7, "reason": "Never <so> far", "committed": True}}
    for question, answer in answered.items():
        change(activities.ask(question), answer)
    page = report.report("Blue <i>Fox</i>")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "One article, read by Blue &lt;i&gt;Fox&lt;/i&gt;" in page
    for told in (
        "My &lt;b&gt;claim&lt;/b&gt;",
        "40 %",
        "China: power 4, interest 2",
        "A signal",
        "Pictures",
        "<svg",
        "7 %, committed",
    ):
        assert told in page
    assert "http" not in page.replace("http://www.w3.org", "")


@pytest.mark.parametrize("kind", sorted(report.WORDS))
@pytest.mark.parametrize("answer", [7, "x", [1, "y"], {"a": [1]}, {"1": None}, [[]], {"cells": 3}, True])
def test_the_report_stands_answers_of_any_form(kind, answer):
    options = lesson.options[lesson.options["question"] == "02-map"].to_dict("records")
    assert report.told(kind, options, answer).startswith("<") or report.told(kind, options, answer) == ""


def test_unknown_question():
    with pytest.raises(ValueError, match="There is no question “01-dte”"):
        activities.ask("01-dte")
