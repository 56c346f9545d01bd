"""A learner's work as one file: handed in, put back, and as it was made before."""

import json
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from helpers import questions, work
from helpers.work import Restored

from .parts import MADE, answer, state
from .parts import hand_in as made


@pytest.fixture
def kept(tmp_path):
    """A folder with two activities, and their Records."""
    folder = tmp_path / "my_work"
    records = [
        work.save("08-date", state(2, first=1, tries=2), 0, folder),
        work.save("08-own", state("да"), 4, folder),
    ]
    return folder, {record.activity: record for record in records}


def test_hand_in_and_back(kept):
    folder, records = kept
    data = work.hand_in("  Kim 🦊 ", folder)
    found = work.read_hand_in(data)
    assert found.alias == "Kim 🦊"
    assert found.answers == records
    assert abs(found.made - datetime.now(UTC)) < timedelta(seconds=60)
    assert json.loads(data).keys() == {"format", "kind", "alias", "made", "number", "folders", "answers"}


@pytest.mark.parametrize(
    "alias", ["", "   ", "a" * 41, "a\nb", "a\0b", "a\x1bb", "\u202eevil", "a\u2028b", "a\ud800", "\u200b"]
)
def test_an_alias_that_will_not_do(kept, alias):
    with pytest.raises(work.BadFile, match=r"^The name .+"):
        work.hand_in(alias, kept[0])


def test_nothing_to_hand_in(tmp_path):
    with pytest.raises(work.NotHandedIn, match="Nothing is kept yet"):
        work.hand_in("Kim", tmp_path)


def test_a_hand_in_that_is_too_long_names_the_longest_texts(kept):
    work.save("08-briefing", state("x" * 20_001), 0, kept[0])
    with pytest.raises(work.NotHandedIn, match=r"longest texts are in 08-briefing \(20,001 characters\)\.$"):
        work.hand_in("Kim", kept[0])
    work.save("08-briefing", state(["x" * 19_000] * 12), 1, kept[0])
    work.save("08-more", state(["x" * 18_000] * 12), 0, kept[0])
    with pytest.raises(work.NotHandedIn, match=r"256 KB.+08-briefing \(19,000 .+\), 08-more \(18,000 .+\)\.$"):
        work.hand_in("Kim", kept[0])


def test_restoring_into_a_new_session(kept, tmp_path):
    folder, records = kept
    data = work.hand_in("Kim", folder)
    assert work.restore(data, tmp_path / "new") == Restored(back=["08-date", "08-own"])
    found, problems = work.load_all(tmp_path / "new")
    assert {activity: (record.state, record.saved) for activity, record in found.items()} == {
        activity: (record.state, record.saved) for activity, record in records.items()
    }
    assert problems == []


def test_restoring_keeps_what_was_saved_later(kept):
    folder, records = kept
    data = work.hand_in("Kim", folder)
    time.sleep(0.002)
    later = work.save("08-date", state(3), records["08-date"].revision, folder)
    (folder / "08-own.json").unlink()
    assert work.restore(data, folder) == Restored(back=["08-own"], beside=["08-date"])
    assert work.load("08-date", folder) == (later, "")
    assert work.load("08-own", folder)[0].state == state("да")


def test_restoring_over_older_work_is_noticed_by_an_open_window(kept, tmp_path):
    folder, records = kept
    other = tmp_path / "other"
    open_window = work.save("08-date", state(1), 20, other)
    value = json.loads(work.hand_in("Kim", folder))
    value["answers"]["08-date"]["saved"] = (open_window.saved + timedelta(hours=1)).isoformat()
    assert work.restore(json.dumps(value).encode(), other) == Restored(back=["08-date", "08-own"])
    with pytest.raises(work.NewerWork) as caught:
        work.save("08-date", state(9), open_window.revision, other)
    assert caught.value.record.state == records["08-date"].state


def test_restoring_leaves_a_newer_format_alone(kept, tmp_path):
    data = work.hand_in("Kim", kept[0])
    (tmp_path / "08-date.json").write_bytes(b'{"format": 2}')
    assert work.restore(data, tmp_path) == Restored(back=["08-own"], left=["08-date"])
    assert (tmp_path / "08-date.json").read_bytes() == b'{"format": 2}'


def test_restoring_what_is_no_hand_in(tmp_path):
    with pytest.raises(work.BadFile):
        work.restore(b'{"format": 1}', tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_hand_in_made_before_is_read_and_put_back(tmp_path):
    data = (MADE / "hand-in-Blue-Fox.json").read_bytes()
    answers = work.read_hand_in(data).answers
    assert work.restore(data, tmp_path) == Restored(back=list(answers))
    found, problems = work.load_all(tmp_path)
    assert {id: record.state for id, record in found.items()} == {id: record.state for id, record in answers.items()}
    assert problems == []


def test_a_hand_in_is_put_back_over_what_has_not_the_form_of_its_question(tmp_path):
    later = answer("two") | {"saved": "2026-11-25T23:00:00.000+00:00"}
    file = {"format": 1, "activity": "01-date"} | later
    (tmp_path / "01-date.json").write_text(json.dumps(file))
    assert work.restore(json.dumps(made(q01_date=2)).encode(), tmp_path) == Restored(back=["01-date"])
    assert work.load("01-date", tmp_path)[0].state["answer"] == 2
    [copy] = tmp_path.glob("01-date.before-*.json")
    assert json.loads(copy.read_text())["state"] == file["state"]


def test_what_has_not_the_form_of_its_question_is_not_put_back(tmp_path):
    kept = work.save("01-date", state(2), 0, tmp_path)
    later = made(q01_date=answer("two") | {"saved": "2099-11-25T23:00:00.000+00:00"}, q01_own="words")
    assert work.restore(json.dumps(later).encode(), tmp_path) == Restored(back=["01-own"], left=["01-date"])
    assert work.load("01-date", tmp_path) == (kept, "")


def test_what_has_not_the_form_of_its_question_is_not_handed_in(tmp_path):
    work.save("01-own", state("words"), 0, tmp_path)
    (tmp_path / "01-date.json").write_text(json.dumps({"format": 1, "activity": "01-date"} | answer("two")))
    answers = work.read_hand_in(work.hand_in("Kim", tmp_path)).answers
    assert {id: record.state["answer"] for id, record in answers.items()} == {"01-date": None, "01-own": "words"}


# Clocks, and the same work on two machines


def at(folder, when, monkeypatch):
    """Let the clock of this machine be wrong."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromisoformat(when)

    for name in ("kept", "hand_in"):
        monkeypatch.setattr(sys.modules[f"helpers.work.{name}"], "datetime", Clock)
    return folder


@pytest.mark.parametrize("when", ["1970-01-01", "1999-12-31", "2015-03-01", "2101-01-01", "9999-12-31"])
def test_work_is_kept_and_handed_in_whatever_the_clock_says(tmp_path, monkeypatch, when):
    folder = at(tmp_path, f"{when}T00:00:00+00:00", monkeypatch)
    saved = work.save("08-own", state("words"), 0, folder)
    assert work.load("08-own", folder) == (saved, "")
    assert work.restore(work.hand_in("Kim", folder), tmp_path / "new") == Restored(back=["08-own"])


@pytest.mark.parametrize("clock", ["2015-03-01T00:00:00+00:00", "2026-11-27T00:00:00+00:00"])
def test_the_same_work_on_two_machines_is_compared_by_revision_whatever_a_clock_says(tmp_path, monkeypatch, clock):
    school, home = tmp_path / "school", tmp_path / "home"
    work.save("08-own", state("at school"), 0, school)
    work.save("08-date", state(1), 0, school)
    work.restore(work.hand_in("Kim", school), home)
    at(home, clock, monkeypatch)
    record, _ = work.load("08-own", home)
    work.save("08-own", state("later at home"), record.revision, home)
    monkeypatch.undo()
    assert work.restore(work.hand_in("Kim", home), school) == Restored(back=["08-own"], same=["08-date"])
    assert work.load("08-own", school)[0].state == state("later at home")
    assert [one.record.state["answer"] for one in work.earlier("08-own", school)] == ["at school"]


def test_what_is_older_in_the_file_stands_beside_what_is_here(tmp_path):
    work.save("08-own", state("older"), 0, tmp_path)
    data = work.hand_in("Kim", tmp_path)
    newer = work.save("08-own", state("newer"), 1, tmp_path)
    assert work.restore(data, tmp_path) == Restored(beside=["08-own"])
    assert work.load("08-own", tmp_path) == (newer, "")
    assert [(one.why, one.record.state["answer"]) for one in work.earlier("08-own", tmp_path)] == [("file", "older")]


def test_a_hand_in_puts_back_what_an_empty_newer_answer_hides(tmp_path):
    work.save("08-own", state("a long text"), 0, tmp_path)
    data = work.hand_in("Kim", tmp_path)
    work.save("08-own", state(" "), 7, tmp_path)
    assert work.restore(data, tmp_path) == Restored(back=["08-own"])
    assert work.load("08-own", tmp_path)[0].state["answer"] == "a long text"


def test_an_empty_answer_in_a_hand_in_hides_nothing(tmp_path):
    kept = work.save("08-own", state("a long text"), 0, tmp_path)
    empty = made(q08_own=answer(None) | {"revision": 900, "saved": "2099-01-01T00:00:00+00:00"})
    assert work.restore(json.dumps(empty).encode(), tmp_path) == Restored(same=["08-own"])
    assert work.load("08-own", tmp_path) == (kept, "")


def committed(chance):
    return {"chance": chance, "committed": True}


def test_a_hand_in_does_not_undo_a_commitment(tmp_path):
    work.save("06-q01", state(committed(60), committed(60), 1), 0, tmp_path)
    other = made(**{"q06-q01": answer(committed(99), committed(99)) | {"revision": 9, "saved": "2099-01-01T00:00Z"}})
    assert work.restore(json.dumps(other).encode(), tmp_path) == Restored(back=["06-q01"])
    record, _ = work.load("06-q01", tmp_path)
    assert record.state == state(committed(99), committed(60), 1)
    assert questions.counting("06-q01", record.state) == committed(60)


def test_loading_a_file_can_be_undone(kept, tmp_path):
    older = work.save("08-own", state("mine"), 0, tmp_path)
    given = json.loads(work.hand_in("Kim", kept[0]))
    for one in given["answers"].values():
        one["saved"] = "2099-01-01T00:00:00+00:00"
    found = work.restore(json.dumps(given).encode(), tmp_path)
    assert found.back == ["08-date", "08-own"]
    assert work.undo_restore(found.before, tmp_path) == found.back
    assert work.load("08-own", tmp_path)[0].state == older.state
    assert work.load("08-date", tmp_path)[0].state == state(None)
    assert [one.record.state["answer"] for one in work.earlier("08-own", tmp_path)] == ["да", "mine"]
    assert [one.record.state["answer"] for one in work.earlier("08-date", tmp_path)] == [2]


def test_loading_over_an_empty_answer_is_undone_to_an_empty_one(tmp_path):
    work.save("08-own", state("old"), 0, tmp_path)
    data = work.hand_in("Kim", tmp_path)
    work.save("08-own", state(None), 1, tmp_path, [("file", state("another"))])
    work.undo_restore(work.restore(data, tmp_path).before, tmp_path)
    assert work.load("08-own", tmp_path)[0].state == state(None)


def test_a_commitment_of_somebody_elses_file_goes_when_loading_it_is_undone(tmp_path):
    work.save("06-q01", state({"chance": 5}), 0, tmp_path)
    other = made(**{"q06-q01": answer(committed(90), committed(90)) | {"saved": "2099-01-01T00:00:00+00:00"}})
    work.undo_restore(work.restore(json.dumps(other).encode(), tmp_path).before, tmp_path)
    assert work.load("06-q01", tmp_path)[0].state == state({"chance": 5})


@pytest.mark.parametrize("later", [state(committed(90), committed(90), 1), state(None), state({"chance": 7})])
def test_no_message_undoes_a_commitment(tmp_path, later):
    work.save("06-q01", state(committed(20), committed(20), 1), 0, tmp_path)
    saved = work.save("06-q01", later, 1, tmp_path)
    assert saved == work.load("06-q01", tmp_path)[0]
    assert (saved.state["first"], saved.state["answer"]) == (committed(20), later["answer"])


def test_a_hand_in_does_not_undo_a_commitment_beside_an_answer_without_the_form(tmp_path):
    file = {"format": 1, "activity": "06-q01"} | answer({"chance": 60.5}, committed(20))
    (tmp_path / "06-q01.json").write_text(json.dumps(file))
    work.restore(json.dumps(made(**{"q06-q01": answer(committed(90), committed(90))})).encode(), tmp_path)
    assert work.load("06-q01", tmp_path)[0].state["first"] == committed(20)


@pytest.mark.parametrize("revision", [999_999, 1_000_000])
def test_a_revision_as_high_as_can_be_blocks_nothing(tmp_path, revision):
    most = made(q08_own=answer("from the file") | {"revision": revision})
    assert work.restore(json.dumps(most).encode(), tmp_path) == Restored(back=["08-own"])
    for text in ("one", "two", "three"):
        record, _ = work.load("08-own", tmp_path)
        work.save("08-own", state(text), record.revision, tmp_path)
    assert work.load("08-own", tmp_path)[0].state == state("three")


def test_a_hand_in_cannot_name_the_note_of_the_folder():
    with pytest.raises(work.BadFile):
        work.read_hand_in(json.dumps(made(q08_own=answer(1)) | {"answers": {"folder": answer(1)}}).encode())


def machines(tmp_path):
    """Two machines of the same work, with the same text."""
    one, other = tmp_path / "one", tmp_path / "other"
    work.save("08-own", state("v1"), 0, one)
    work.restore(work.hand_in("Kim", one), other)
    return one, other


def edited(folder, text):
    record, _ = work.load("08-own", folder)
    return work.save("08-own", state(text), record.revision, folder)


def test_loading_is_no_edit_so_the_next_edit_elsewhere_is_the_newer_one(tmp_path):
    one, other = machines(tmp_path)
    edited(one, "v2")
    assert work.restore(work.hand_in("Kim", one), other) == Restored(back=["08-own"])
    edited(one, "v3")
    assert work.restore(work.hand_in("Kim", other), one) == Restored(beside=["08-own"])


def test_the_same_after_more_edits_elsewhere_makes_the_next_edit_here_the_newer_one(tmp_path):
    one, other = machines(tmp_path)
    for text in ("a", "b", "c", "v1"):
        edited(other, text)
    assert work.restore(work.hand_in("Kim", other), one) == Restored(same=["08-own"])
    edited(one, "v2")
    assert work.restore(work.hand_in("Kim", one), other) == Restored(back=["08-own"])
