"""What stood there before: the last five, readable, and the copies that sync programs leave."""

import json
import shutil

import pytest

from helpers import work

from .parts import answer, hand_in, names, state


def said(folder, activity="08-own"):
    """Why and what, of all that stood there before, the newest first."""
    return [(one.why, one.record.state["answer"]) for one in work.earlier(activity, folder)]


def test_what_was_before_stays_beside_as_a_file_that_a_person_can_read(tmp_path):
    first = work.save("08-own", state("a long text", "a long text", 1), 0, tmp_path)
    work.save("08-own", state(None), first.revision, tmp_path, [("start-over", first.state)])
    assert names(tmp_path) == ["08-own.before-0001-start-over.json", "08-own.json"]
    written = json.loads((tmp_path / "08-own.before-0001-start-over.json").read_text(encoding="utf-8"))
    assert (written["activity"], written["state"]) == ("08-own", state("a long text", "a long text", 1))
    assert said(tmp_path) == [("start-over", "a long text")]
    assert work.load("08-own", tmp_path)[0].state == state(None)


def test_the_last_five_stay_and_each_once(tmp_path):
    for number in range(8):
        before = [("start-over", state(f"text {number}"))] * 2
        work.save("08-own", state(None), number, tmp_path, before)
    assert said(tmp_path) == [("start-over", f"text {number}") for number in (7, 6, 5, 4, 3)]
    assert len(names(tmp_path)) == 6


@pytest.mark.parametrize("empty", [None, "", "  \n", {}, {"1": ""}, [], {"a": [None, False, " "]}])
def test_what_is_empty_is_not_kept(tmp_path, empty):
    work.save("08-own", state("new"), 0, tmp_path, [("start-over", state(empty, "first", 1))])
    assert said(tmp_path) == []


def test_what_was_before_is_kept_also_where_another_window_saved_later(tmp_path):
    work.save("08-own", state("theirs"), 4, tmp_path)
    with pytest.raises(work.NewerWork):
        work.save("08-own", state(None), 1, tmp_path, [("start-over", state("mine"))])
    assert said(tmp_path) == [("start-over", "mine")]


def test_what_is_too_long_to_be_kept_does_not_stop_the_rest(tmp_path):
    assert work.save("08-own", state("new"), 0, tmp_path, [("start-over", state("x" * 300_000))]).revision == 1
    assert said(tmp_path) == []


def test_what_has_not_the_form_of_its_question_is_not_given_out(tmp_path):
    work.save("01-date", state(2), 0, tmp_path, [("start-over", state("two")), ("start-over", state(1))])
    assert said(tmp_path, "01-date") == [("start-over", 1)]
    assert len(names(tmp_path)) == 3


def test_files_named_as_before_are_read_too(tmp_path):
    work.save("08-own", state("new"), 0, tmp_path)
    old = json.loads((tmp_path / "08-own.json").read_text()) | {"state": state("old")}
    (tmp_path / "08-own.before-20261125-104207-123456.json").write_text(json.dumps(old))
    (tmp_path / "08-own.before-0001-file.json").write_text("{damaged")
    assert said(tmp_path) == [("104207-123456", "old")]
    work.save("08-own", state(None), 1, tmp_path, [("start-over", state("new"))])
    assert said(tmp_path) == [("start-over", "new"), ("104207-123456", "old")]


# Copies

COPIES = [
    "08-own-DESKTOP-4F7K2.json",
    "08-own-laptop.json",
    "08-own (1).json",
    "08-own 2.json",
    "08-own (Kim's conflicted copy 2026-11-25).json",
    "08-own (conflicted copy 2026-11-25 104207).json",
    "08-own.sync-conflict-20261125-104207-ABCDEFG.json",
    "08-own_conflict-20261125-104207.json",
    "08-own[Conflict].json",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_a_sync_program_left_is_told_and_can_be_taken(tmp_path, name):
    work.save("08-own", state("elsewhere"), 6, tmp_path)
    (tmp_path / "08-own.json").rename(tmp_path / name)
    here = work.save("08-own", state("here"), 0, tmp_path)
    found, problems = work.load_all(tmp_path)
    assert found == {"08-own": here}
    assert len(problems) == 1
    assert name in problems[0]
    assert said(tmp_path) == [("copy", "elsewhere")]
    assert names(tmp_path) == ["08-own.before-0001-copy.json", "08-own.json"]
    assert work.load_all(tmp_path) == (found, [])


def test_a_copy_that_says_the_same_goes(tmp_path):
    work.save("08-own", state("here"), 0, tmp_path)
    shutil.copy(tmp_path / "08-own.json", tmp_path / "08-own (1).json")
    work.take_copies(tmp_path)
    assert names(tmp_path) == ["08-own.json"]
    assert said(tmp_path) == []


def test_a_copy_whose_activity_is_gone_comes_back_when_it_is_taken(tmp_path):
    work.save("08-own", state("elsewhere"), 0, tmp_path)
    (tmp_path / "08-own.json").rename(tmp_path / "08-own (1).json")
    work.take_copies(tmp_path)
    assert said(tmp_path) == [("copy", "elsewhere")]


OTHERS = {
    "07-hand-in.json": json.dumps(hand_in()),
    "08-notes of mine.json": '{"activity": "../08-own"}',
    "08-list.json": "[1]",
    "08-cut (1).json": '{"format": 1, "activ',
    "08-other (1).json": json.dumps({"format": 1, "activity": "08-own"} | answer("words")),
}


def test_other_files_of_a_learner_are_left_alone(tmp_path):
    for name, text in OTHERS.items():
        (tmp_path / name).write_text(text)
    work.take_copies(tmp_path)
    assert names(tmp_path) == sorted(OTHERS)


def test_what_is_there_already_becomes_the_newest_again(tmp_path):
    for number, text in enumerate(["x", "a", "b", "c", "d", "x", "y"]):
        work.save("08-own", state(None), number, tmp_path, [("start-over", state(text))])
    assert [text for _, text in said(tmp_path)] == ["y", "x", "d", "c", "b"]


def test_files_that_were_half_written_push_nothing_out(tmp_path):
    for number in range(5):
        work.save("08-own", state(None), number, tmp_path, [("start-over", state(f"text {number}"))])
    for number in range(6, 9):
        (tmp_path / f"08-own.before-000{number}-file.json").write_text("{half")
    work.save("08-own", state(None), 5, tmp_path, [("start-over", state("newest"))])
    assert [text for _, text in said(tmp_path)] == ["newest", "text 4", "text 3", "text 2", "text 1"]


def test_a_history_with_an_endless_number_stops_nothing(tmp_path):
    (tmp_path / f"08-own.before-{'9' * 200}-file.json").write_text("{}")
    work.save("08-own", state(None), 0, tmp_path, [("start-over", state("text"))])
    assert said(tmp_path) == [("start-over", "text")]
