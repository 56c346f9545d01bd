"""A learner's work: what is saved comes back, and what could not be kept is said in words.

The ids are of a notebook that there is not, so that any answer will do; only the tests of the door have real ones.
"""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpers import lesson, questions, work
from helpers.errors import LessonError
from helpers.work import kept, place, safe_file
from helpers.work.untrusted import SCHEMA
from tests.conftest import ROOT
from tests.make_class import examples

from .parts import MADE, SAVED, names, state

# Keeping


def test_what_is_saved_comes_back(tmp_path):
    saved = work.save("08-date", state({"2": "ja – да – 네"}, first=[1], tries=2), 0, tmp_path)
    assert saved.revision == 1
    assert abs(saved.saved - datetime.now(UTC)) < timedelta(seconds=60)
    assert work.load("08-date", tmp_path) == (saved, "")


def test_nothing_kept_is_no_problem(tmp_path):
    assert work.load("08-date", tmp_path / "not-there") == (None, "")
    assert work.load_all(tmp_path / "not-there") == ({}, [])


def test_a_file_is_plain_json_and_its_owners_only(tmp_path):
    folder = tmp_path / "my_work"
    work.save("08-date", state("да"), 6, folder)
    text = (folder / "08-date.json").read_text(encoding="utf-8")
    value = json.loads(text)
    assert (value["format"], value["activity"], value["revision"]) == (1, "08-date", 7)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", value["saved"])
    assert value["state"] == state("да")
    assert "да" in text
    assert "\n " in text
    assert names(folder) == ["08-date.json"]
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "08-date.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_the_group_may_read_what_is_shared_and_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setenv("READING_SHARED", "1")
    folder = tmp_path / "my_work"
    work.save("01-own", state("old"), 0, folder)
    work.save("01-own", state(None), 1, folder, [("start-over", state("old"))])
    place.next_hand_in(folder)
    assert len(names(folder)) == 3
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o640}
    assert folder.stat().st_mode & 0o777 == 0o750


def test_the_folder_can_be_set_and_importing_is_cheap():
    script = "import sys; from helpers import work; print(work.folder(), {'altair', 'jsonschema'} & {*sys.modules})"
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=ROOT, env=os.environ | {"READING_WORK": "/else/where"}, stdout=subprocess.PIPE)
    assert said.stdout.decode().split() == [str(Path("/else/where").absolute()), "set()"]


@pytest.mark.parametrize(
    "activity", ["", "../08-date", "a/b", "a\\b", "A", "a.b", "-a", "con", "lpt1", "a\n", "a" * 62]
)
def test_only_an_id_becomes_a_file_name(tmp_path, activity):
    with pytest.raises(work.NoActivity, match="is no id of an activity"):
        work.save(activity, state(1), 0, tmp_path)
    with pytest.raises(work.NoActivity, match="is no id of an activity"):
        work.load(activity, tmp_path)
    pattern = json.loads(SCHEMA.read_text())["properties"]["answers"]["propertyNames"]["pattern"]
    assert not re.search(pattern, activity)
    assert re.search(pattern, "console-1")
    assert names(tmp_path) == []


def test_half_an_emoji_does_not_stop_saving(tmp_path):
    assert work.save("08-own", state("well \ud83d"), 0, tmp_path).state["answer"] == "well ?"


def test_a_newer_revision_is_not_overwritten(tmp_path):
    first = work.save("08-date", state(1), 0, tmp_path)
    other = work.save("08-date", state(2), first.revision, tmp_path)
    with pytest.raises(work.NewerWork) as caught:
        work.save("08-date", state(3), first.revision, tmp_path)
    assert caught.value.record == other
    assert work.load("08-date", tmp_path)[0] == other
    assert work.save("08-date", state(3), other.revision, tmp_path).revision == 3


def test_saving_twice_the_same_is_no_conflict(tmp_path):
    saved = work.save("08-date", state(1), 0, tmp_path)
    assert work.save("08-date", state(1), 0, tmp_path) == saved


DAMAGED = {
    "zero bytes": b"",
    "cut off": b'{"format": 1, "activity": "08-date", "revis',
    "nulls after a crash": b"\0" * 300,
    "no JSON": b"hello",
    "not UTF-8": b'{"format": 1, "activity": "\xff"}',
    "UTF-16": '{"format": 1}'.encode("utf-16"),
    "a list": b"[1]",
    "wrong shape": b'{"format": 1, "activity": "08-date", "revision": 1}',
    "wrong state": b'{"format":1,"activity":"08-date","revision":1,"saved":"2026-11-25T10:42:07+00:00","state":3}',
    "revision of text": b'{"format":1,"activity":"08-date","revision":"1","saved":"2026-11-25T10:42:07+00:00",'
    b'"state":{"answer":1,"first":1,"tries":1}}',
    "no date": b'{"format":1,"activity":"08-date","revision":1,"saved":"soon","state":'
    b'{"answer":1,"first":1,"tries":1}}',
    "another activity": b'{"format":1,"activity":"08-own","revision":1,"saved":"2026-11-25T10:42:07+00:00",'
    b'"state":{"answer":1,"first":1,"tries":1}}',
    "too large": b"[" + b" " * 300_000 + b"]",
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_set_aside_and_the_rest_loads(tmp_path, kind):
    other = work.save("08-own", state("words"), 0, tmp_path)
    (tmp_path / "08-date.json").write_bytes(DAMAGED[kind])
    found, problems = work.load_all(tmp_path)
    assert found == {"08-own": other}
    aside = next(tmp_path.glob("08-date.damaged-*.json"))
    assert re.fullmatch(r"08-date\.damaged-\d{8}-\d{6}\.json", aside.name)
    assert aside.read_bytes() == DAMAGED[kind]
    assert len(problems) == 1
    assert aside.name in problems[0]
    work.save("08-date", state(1), 0, tmp_path)
    assert work.load_all(tmp_path)[1] == []
    assert aside.read_bytes() == DAMAGED[kind]


def test_what_was_set_aside_is_never_overwritten(tmp_path):
    for turn in range(5):
        (tmp_path / "08-date.json").write_bytes(b"damage %d" % turn)
        work.load("08-date", tmp_path)
    (tmp_path / "08-date.json").write_bytes(b"damage 5")
    work.save("08-date", state(1), 0, tmp_path)
    damaged = {path.read_bytes() for path in tmp_path.glob("08-date.damaged-*")}
    assert damaged == {b"damage %d" % turn for turn in range(6)}


def test_a_newer_format_is_left_alone(tmp_path):
    path = tmp_path / "08-date.json"
    path.write_bytes(b'{"format": 2, "activity": "08-date", "everything": "new"}')
    record, problem = work.load("08-date", tmp_path)
    assert record is None
    assert "newer version" in problem
    with pytest.raises(work.NotSaved, match="newer version"):
        work.save("08-date", state(1), 0, tmp_path)
    assert path.read_bytes() == b'{"format": 2, "activity": "08-date", "everything": "new"}'
    assert names(tmp_path) == ["08-date.json"]


# The door


def edited(folder, activity, answer, first=None, tries=1):
    """A file of this activity as a hand, or another program, would have written it; gives its bytes."""
    record = {"format": 1, "activity": activity, "revision": 7, "saved": SAVED, "state": state(answer, first, tries)}
    (folder / f"{activity}.json").write_text(json.dumps(record))
    return (folder / f"{activity}.json").read_bytes()


ODD = [
    pytest.param(id, row["answer"], id=f"{id}: {row['name']}")
    for id, rows in examples().items()
    for row in rows
    if not row["form"]
]


@pytest.mark.parametrize(("activity", "answer"), ODD)
def test_an_answer_without_the_form_of_its_question_is_not_given_out(tmp_path, activity, answer):
    data = edited(tmp_path, activity, answer, first=answer)
    record, problem = work.load(activity, tmp_path)
    assert (record.revision, record.state) == (7, state(None))
    assert problem == kept.MISFIT
    assert work.load_all(tmp_path) == ({activity: record}, [kept.MISFIT])
    assert work.done(tmp_path) == set()
    assert (tmp_path / f"{activity}.json").read_bytes() == data


@pytest.mark.parametrize(
    ("activity", "answer"),
    [("06-q01", {"committed": True}), ("02-map", {"1": [9, 1]}), ("06-q01", {"chance": 60.5}), ("01-who", {"1": "x"})],
)
def test_one_judgement_for_what_was_judged_in_three_ways(tmp_path, activity, answer):
    edited(tmp_path, activity, answer)
    assert work.load(activity, tmp_path)[1] == kept.MISFIT


def test_saving_over_what_has_not_the_form_makes_a_copy_first(tmp_path):
    edited(tmp_path, "06-q01", {"committed": True})
    record, _ = work.load("06-q01", tmp_path)
    saved = work.save("06-q01", state({"chance": 30}), record.revision, tmp_path)
    assert work.load("06-q01", tmp_path) == (saved, "")
    [copy] = tmp_path.glob("06-q01.before-*.json")
    assert json.loads(copy.read_text())["state"]["answer"] == {"committed": True}
    assert work.earlier("06-q01", tmp_path) == []
    work.save("06-q01", state({"chance": 40}), saved.revision, tmp_path)
    assert len(names(tmp_path)) == 2


def test_no_copy_no_saving(tmp_path, monkeypatch):
    data = edited(tmp_path, "06-q01", {"committed": True})
    write = safe_file.write

    def full(path, *rest):
        if "before" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, *rest)

    monkeypatch.setattr(safe_file, "write", full)
    with pytest.raises(work.NotSaved, match="is not saved: the disk is full"):
        work.save("06-q01", state({"chance": 30}), 7, tmp_path)
    assert (tmp_path / "06-q01.json").read_bytes() == data
    assert names(tmp_path) == ["06-q01.json"]


def test_a_first_answer_without_the_form_is_forgotten(tmp_path):
    edited(tmp_path, "01-date", 2, first="two", tries=3)
    record, problem = work.load("01-date", tmp_path)
    assert (record.state, problem) == (state(2, None, 3), "")


def test_a_later_try_without_the_form_takes_no_commitment_away(tmp_path):
    committed = {"chance": 60, "committed": True}
    edited(tmp_path, "06-q01", {"chance": 60.5}, first=committed, tries=2)
    assert work.load("06-q01", tmp_path)[0].state == state(None, committed, 2)


def test_what_another_window_saved_goes_through_the_door_too(tmp_path):
    edited(tmp_path, "01-date", "two")
    with pytest.raises(work.NewerWork) as caught:
        work.save("01-date", state(2), 0, tmp_path)
    assert caught.value.record.state == state(None)


def test_every_error_is_told_in_one_sentence():
    for error in (work.NotSaved, work.NoActivity, work.NotHandedIn, work.BadFile, work.NewerFormat):
        assert error("Why.")._render_traceback_() == ["Why."]
    assert issubclass(work.NewerWork, LessonError)


# Counting


def test_done_is_what_was_checked(tmp_path):
    assert work.done(tmp_path / "not-there") == set()
    work.save("01-date", state(2, 2, tries=1), 0, tmp_path)
    work.save("01-own", state("words"), 0, tmp_path)
    (tmp_path / "01-who.json").write_text("{damaged")
    assert work.done(tmp_path) == {"01-date"}
    work.save("01-own", state("words", "words", tries=1), 1, tmp_path)
    assert work.done(tmp_path) == {"01-date", "01-own"}
    work.save("01-date", state(None), 1, tmp_path)  # started over
    (tmp_path / "01-own.json").unlink()
    assert work.done(tmp_path) == set()


def test_counting_reads_no_file_that_has_not_changed(tmp_path, monkeypatch):
    for number in range(5):
        work.save(f"08-n{number}", state(1, 1, tries=1), 0, tmp_path)
    assert len(work.done(tmp_path)) == 5
    read = []
    load = kept.load
    monkeypatch.setattr(kept, "load", lambda activity, folder: (read.append(activity), load(activity, folder))[1])
    assert len(work.done(tmp_path)) == 5
    assert read == []
    work.save("08-n3", state(2, 1, tries=2), 1, tmp_path)
    assert len(work.done(tmp_path)) == 5
    assert read == ["08-n3"]


# As it was made before


def test_files_made_before_load_as_they_are(tmp_path):
    shutil.copytree(MADE, tmp_path / "my_work")
    found, problems = work.load_all(tmp_path / "my_work")
    written = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in MADE.glob("[0-9]*.json")}
    assert len(written) > 15
    assert {id: (record.revision, record.state) for id, record in found.items()} == {
        id: (file["revision"], file["state"]) for id, file in written.items()
    }
    assert problems == []
    kinds = {questions.get(id).kind for id in found}
    assert kinds == set(lesson.questions["kind"]) - {"coding", "own"}  # which came later


def test_what_is_saved_now_is_written_as_before(tmp_path):
    before = json.loads((MADE / "06-q01.json").read_text(encoding="utf-8"))
    work.save("06-q01", before["state"], before["revision"] - 1, tmp_path)
    after = json.loads((tmp_path / "06-q01.json").read_text(encoding="utf-8"))
    assert after == before | {"saved": after["saved"]}
    assert list(after) == list(before)


# Places where nothing can be saved


def mount(*arguments):
    try:
        return subprocess.run(["mount", *arguments], stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def may_mount():
    here = tempfile.mkdtemp()
    if mounted := mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", here):
        subprocess.run(["umount", here], check=True)
    Path(here).rmdir()
    return mounted


@pytest.fixture(
    params=["a real tmpfs" if os.name == "posix" and may_mount() else "simulated, since mount is not permitted"]
)
def disk(request, tmp_path, monkeypatch):
    """A disk of 64 KB that a test can fill, or make read-only."""
    made = (Tmpfs if request.param == "a real tmpfs" else Simulated)(tmp_path / "disk", monkeypatch)
    yield made
    made.end()


class Tmpfs:
    def __init__(self, folder, monkeypatch):
        self.folder = folder
        folder.mkdir()
        assert mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder))

    def fill(self):
        with suppress(OSError), open(self.folder / "film", "wb", buffering=0) as film:
            while film.write(b"x" * 4096):
                pass

    def make_room(self):
        (self.folder / "film").unlink()

    def make_read_only(self):
        assert mount("-o", "remount,ro", str(self.folder))

    def end(self):
        subprocess.run(["umount", self.folder], check=True)


class Simulated:
    def __init__(self, folder, monkeypatch):
        self.folder, self.monkeypatch = folder, monkeypatch
        folder.mkdir()

    def fill(self):
        def full(descriptor):
            raise OSError(errno.ENOSPC, "No space left on device")

        self.monkeypatch.setattr(os, "fsync", full)

    def make_room(self):
        self.monkeypatch.undo()

    def make_read_only(self):
        real = os.open

        def read_only(path, flags, *rest, **named):
            if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
                raise OSError(errno.EROFS, "Read-only file system")
            return real(path, flags, *rest, **named)

        self.monkeypatch.setattr(os, "open", read_only)

    def end(self):
        self.monkeypatch.undo()


def test_a_full_disk_is_said_in_words_and_nothing_is_lost(disk):
    saved = work.save("08-own", state("confirmed"), 0, disk.folder)
    before = names(disk.folder)
    disk.fill()
    with pytest.raises(work.NotSaved) as caught:
        work.save("08-own", state("longer " * 100), saved.revision, disk.folder)
    assert str(caught.value).startswith(f"{disk.folder / '08-own.json'} is not saved: the disk is full; to mend it, ")
    assert work.load("08-own", disk.folder) == (saved, "")
    disk.make_room()
    assert names(disk.folder) == before
    assert work.save("08-own", state("longer"), saved.revision, disk.folder).revision == 2


def test_a_read_only_folder_is_said_in_words_and_still_read(disk):
    saved = work.save("08-own", state("confirmed"), 0, disk.folder)
    (disk.folder / "08-date.json").write_bytes(b"damaged")
    disk.make_read_only()
    with pytest.raises(work.NotSaved, match="this folder cannot be written to; to mend it, set READING_WORK"):
        work.save("08-own", state("more"), saved.revision, disk.folder)
    found, problems = work.load_all(disk.folder)
    assert found == {"08-own": saved}
    assert len(problems) == 1
    assert "08-date.json" in problems[0]


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "my_work"):
        with pytest.raises(work.NotSaved, match="something else stands where its folder or file should be"):
            work.save("08-date", state(1), 0, folder)
        assert work.load_all(folder) == ({}, [])


def test_a_folder_whose_name_is_too_long(tmp_path):
    with pytest.raises(work.NotSaved, match="its name is too long; to mend it, "):
        work.save("08-date", state(1), 0, tmp_path / ("a" * 300))


@pytest.mark.parametrize("answer", ["x" * 300_000, json.loads("[" * 9 + "]" * 9), 10**10])
def test_what_could_not_be_read_again_is_not_saved(tmp_path, answer):
    saved = work.save("08-own", state("confirmed"), 0, tmp_path)
    with pytest.raises(work.NotSaved, match=r"08-own.json is not saved\. .+ To mend it, shorten the answer"):
        work.save("08-own", state(answer), 1, tmp_path)
    assert work.load("08-own", tmp_path) == (saved, "")
