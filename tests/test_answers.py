"""A learner's work: nothing that was confirmed is ever lost, and what could not be kept is said in words."""

import errno
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpers import answers, safe_file
from helpers.untrusted import SCHEMA, BadFile

ROOT = Path(__file__).parent.parent


def state(answer, first=None, tries=0):
    return {"answer": answer, "first": first, "tries": tries}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def start(script, *arguments):
    """A Python process that runs a script, with the project on its path."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": "."})


# Keeping


def test_what_is_saved_comes_back(tmp_path):
    saved = answers.save("01-date", state({"2": "ja – да – 네"}, first=[1], tries=2), 0, tmp_path)
    assert saved.revision == 1
    assert abs(saved.saved - datetime.now(UTC)) < timedelta(seconds=60)
    assert answers.load("01-date", tmp_path) == (saved, "")


def test_nothing_kept_is_no_problem(tmp_path):
    assert answers.load("01-date", tmp_path / "not-there") == (None, "")
    assert answers.load_all(tmp_path / "not-there") == ({}, [])


def test_a_file_is_plain_json_and_its_owners_only(tmp_path):
    folder = tmp_path / "my_work"
    answers.save("01-date", state("да"), 6, folder)
    text = (folder / "01-date.json").read_text(encoding="utf-8")
    value = json.loads(text)
    assert (value["format"], value["activity"], value["revision"]) == (1, "01-date", 7)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", value["saved"])
    assert value["state"] == state("да")
    assert "да" in text
    assert "\n " in text
    assert names(folder) == ["01-date.json"]
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "01-date.json").stat().st_mode & 0o777 == 0o600


def test_the_folder_can_be_set_and_importing_is_cheap():
    script = "import sys; from helpers import answers; print(answers.FOLDER, {'pandas', 'jsonschema'} & {*sys.modules})"
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=ROOT, env=os.environ | {"READING_WORK": "/else/where"}, stdout=subprocess.PIPE)
    assert said.stdout.decode().split() == [str(Path("/else/where").absolute()), "set()"]


@pytest.mark.parametrize(
    "activity", ["", "../01-date", "a/b", "a\\b", "A", "a.b", "-a", "con", "lpt1", "a\n", "a" * 62]
)
def test_only_an_id_becomes_a_file_name(tmp_path, activity):
    with pytest.raises(ValueError, match="is no id of an activity"):
        answers.save(activity, state(1), 0, tmp_path)
    with pytest.raises(ValueError, match="is no id of an activity"):
        answers.load(activity, tmp_path)
    pattern = json.loads(SCHEMA.read_text())["properties"]["answers"]["propertyNames"]["pattern"]
    assert not re.search(pattern, activity)
    assert re.search(pattern, "console-1")
    assert names(tmp_path) == []


def test_half_an_emoji_does_not_stop_saving(tmp_path):
    assert answers.save("01-own", state("well \ud83d"), 0, tmp_path).state["answer"] == "well ?"


def test_a_newer_revision_is_not_overwritten(tmp_path):
    first = answers.save("01-date", state(1), 0, tmp_path)
    other = answers.save("01-date", state(2), first.revision, tmp_path)
    with pytest.raises(answers.NewerWork) as caught:
        answers.save("01-date", state(3), first.revision, tmp_path)
    assert caught.value.record == other
    assert answers.load("01-date", tmp_path)[0] == other
    assert answers.save("01-date", state(3), other.revision, tmp_path).revision == 3


def test_saving_twice_the_same_is_no_conflict(tmp_path):
    saved = answers.save("01-date", state(1), 0, tmp_path)
    assert answers.save("01-date", state(1), 0, tmp_path) == saved


DAMAGED = {
    "zero bytes": b"",
    "cut off": b'{"format": 1, "activity": "01-date", "revis',
    "nulls after a crash": b"\0" * 300,
    "no JSON": b"hello",
    "not UTF-8": b'{"format": 1, "activity": "\xff"}',
    "UTF-16": '{"format": 1}'.encode("utf-16"),
    "a list": b"[1]",
    "wrong shape": b'{"format": 1, "activity": "01-date", "revision": 1}',
    "wrong state": b'{"format":1,"activity":"01-date","revision":1,"saved":"2026-11-25T10:42:07+00:00","state":3}',
    "revision of text": b'{"format":1,"activity":"01-date","revision":"1","saved":"2026-11-25T10:42:07+00:00",'
    b'"state":{"answer":1,"first":1,"tries":1}}',
    "no date": b'{"format":1,"activity":"01-date","revision":1,"saved":"soon","state":'
    b'{"answer":1,"first":1,"tries":1}}',
    "another activity": b'{"format":1,"activity":"01-own","revision":1,"saved":"2026-11-25T10:42:07+00:00",'
    b'"state":{"answer":1,"first":1,"tries":1}}',
    "too large": b"[" + b" " * 300_000 + b"]",
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_set_aside_and_the_rest_loads(tmp_path, kind):
    other = answers.save("01-own", state("words"), 0, tmp_path)
    (tmp_path / "01-date.json").write_bytes(DAMAGED[kind])
    found, problems = answers.load_all(tmp_path)
    assert found == {"01-own": other}
    aside = next(tmp_path.glob("01-date.damaged-*.json"))
    assert re.fullmatch(r"01-date\.damaged-\d{8}-\d{6}\.json", aside.name)
    assert aside.read_bytes() == DAMAGED[kind]
    assert len(problems) == 1
    assert aside.name in problems[0]
    answers.save("01-date", state(1), 0, tmp_path)
    assert answers.load_all(tmp_path)[1] == []
    assert aside.read_bytes() == DAMAGED[kind]


def test_what_was_set_aside_is_never_overwritten(tmp_path):
    for turn in range(5):
        (tmp_path / "01-date.json").write_bytes(b"damage %d" % turn)
        answers.load("01-date", tmp_path)
    (tmp_path / "01-date.json").write_bytes(b"damage 5")
    answers.save("01-date", state(1), 0, tmp_path)
    damaged = {path.read_bytes() for path in tmp_path.glob("01-date.damaged-*")}
    assert damaged == {b"damage %d" % turn for turn in range(6)}


def test_a_newer_format_is_left_alone(tmp_path):
    path = tmp_path / "01-date.json"
    path.write_bytes(b'{"format": 2, "activity": "01-date", "everything": "new"}')
    record, problem = answers.load("01-date", tmp_path)
    assert record is None
    assert "newer version" in problem
    with pytest.raises(answers.NotSaved, match="newer version"):
        answers.save("01-date", state(1), 0, tmp_path)
    assert path.read_bytes() == b'{"format": 2, "activity": "01-date", "everything": "new"}'
    assert names(tmp_path) == ["01-date.json"]


# Crashes and other writers

WRITER = """
import sys
from helpers import answers, safe_file
safe_file.STALE = 0.3
folder, activity, times, mark = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
record, _ = answers.load(activity, folder)
known, marks = (record.revision, record.state["answer"]) if record else (0, [])
for turn in range(times):
    while True:
        try:
            state = {"answer": [*marks, f"{mark}{turn}"], "first": None, "tries": 0}
            record = answers.save(activity, state, known, folder)
            break
        except answers.NewerWork as newer:
            record = newer.record
        finally:
            known, marks = record.revision, record.state["answer"]
    print(known, flush=True)
"""


def test_kill_during_200_writes_loses_nothing_confirmed(tmp_path):
    chance = random.Random(7)
    confirmed, kills = 0, 0
    while confirmed < 200:
        writer = start(WRITER, tmp_path, "01-own", 200, f"{kills}-")
        for _ in range(chance.randint(1, 40)):
            confirmed = int(writer.stdout.readline())
        time.sleep(chance.random() * 0.01)
        writer.kill()
        confirmed = int([confirmed, *writer.stdout.read().split()][-1])
        writer.wait()
        kills += 1
        record, problem = answers.load("01-own", tmp_path)
        assert problem == ""
        assert record.revision in (confirmed, confirmed + 1)
        assert len(record.state["answer"]) == record.revision
        confirmed = record.revision
    assert kills >= 5


def test_two_processes_on_two_activities(tmp_path):
    writers = [start(WRITER, tmp_path, activity, 50, "x") for activity in ("01-own", "01-date")]
    assert [writer.communicate(timeout=60)[0].split()[-1] for writer in writers] == ["50", "50"]
    found, problems = answers.load_all(tmp_path)
    assert {activity: len(record.state["answer"]) for activity, record in found.items()} == {
        "01-own": 50,
        "01-date": 50,
    }
    assert problems == []


def test_two_processes_on_one_activity_lose_nothing_of_each_other(tmp_path):
    writers = [start(WRITER, tmp_path, "01-own", 50, mark) for mark in "ab"]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    record, _ = answers.load("01-own", tmp_path)
    assert sorted(record.state["answer"]) == sorted(f"{mark}{turn}" for mark in "ab" for turn in range(50))
    assert record.revision == 100
    assert names(tmp_path) == ["01-own.json"]


def test_the_lock_of_a_dead_writer_is_broken(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.2)
    (tmp_path / ".01-date.lock").write_text("0123456789abcdef")
    (tmp_path / ".01-date.0123456789abcdef.tmp").write_text("half")
    assert answers.save("01-date", state(1), 0, tmp_path).revision == 1
    assert names(tmp_path) == ["01-date.json"]


def test_a_slow_writer_that_was_taken_for_dead_overwrites_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.2)
    path, slow = tmp_path / "01-date.json", "0123456789abcdef"
    safe_file.write(safe_file.temporary(path, slow), b"slow", "xb")
    with safe_file.locked(path, slow):
        saved = answers.save("01-date", state(1), 0, tmp_path)
        with pytest.raises(FileNotFoundError):
            safe_file.put(safe_file.temporary(path, slow), path, b"slow")
    assert answers.load("01-date", tmp_path) == (saved, "")


def test_a_lock_that_others_keep_taking_is_said_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.3)
    done = threading.Event()

    def take_turns():
        turn = 0
        while not done.wait(0.05):
            turn += 1
            (tmp_path / ".01-date.lock").write_text(f"{turn:016x}")

    (tmp_path / ".01-date.lock").write_text("f" * 16)
    others = threading.Thread(target=take_turns)
    others.start()
    try:
        with pytest.raises(answers.NotSaved, match="another program is writing it; to mend it, wait"):
            answers.save("01-date", state(1), 0, tmp_path)
    finally:
        done.set()
        others.join()
    assert names(tmp_path) == [".01-date.lock"]


def test_a_drive_that_refuses_to_replace_is_written_in_place(tmp_path, monkeypatch):
    def refuse(old, new):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    for turn in range(3):
        saved = answers.save("01-date", state(turn), turn, tmp_path)
    assert answers.load("01-date", tmp_path) == (saved, "")
    assert names(tmp_path) == ["01-date.json"]


def test_a_drive_that_refuses_for_a_moment_is_asked_again(tmp_path, monkeypatch):
    replace, refusals = os.replace, [PermissionError(errno.EACCES, "Permission denied")] * 2

    def refuse_twice(old, new):
        if refusals:
            raise refusals.pop()
        replace(old, new)

    monkeypatch.setattr(os, "replace", refuse_twice)
    monkeypatch.setattr(safe_file, "write", once(safe_file.write))
    assert answers.save("01-date", state(1), 0, tmp_path).revision == 1
    assert refusals == []


def once(function):
    calls = []

    def call(*arguments):
        calls.append(arguments)
        assert len(calls) == 1, "the file was written in place"
        return function(*arguments)

    return call


def test_a_crash_while_writing_in_place_gives_back_what_was_confirmed(tmp_path):
    saved = answers.save("01-date", state("confirmed"), 0, tmp_path)
    path = tmp_path / "01-date.json"
    path.rename(tmp_path / "01-date.bak")
    path.write_bytes(b'{"format": 1, "act')
    record, problem = answers.load("01-date", tmp_path)
    assert record == saved
    assert "damaged" in problem
    assert "What was saved before is back." in problem
    assert answers.load("01-date", tmp_path) == (saved, "")
    answers.save("01-date", state("later"), saved.revision, tmp_path)
    assert not (tmp_path / "01-date.bak").exists()


def test_a_disk_that_gives_back_something_else_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", lambda old, new: Path(new).write_bytes(b"something else"))
    with pytest.raises(answers.NotSaved, match="gives back something else"):
        answers.save("01-date", state(1), 0, tmp_path)


def test_what_a_crash_left_goes_after_a_day(tmp_path):
    for name, hours in {".01-date.0123456789abcdef.tmp": 25, ".01-own.0123456789abcdef.tmp": 1}.items():
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (time.time() - hours * 3600,) * 2)
    answers.load_all(tmp_path)
    assert names(tmp_path) == [".01-own.0123456789abcdef.tmp"]


# Places where nothing can be saved


def mount(*arguments):
    try:
        return subprocess.run(["mount", *arguments], stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def may_mount():
    here = "/tmp/reading-may-mount"
    Path(here).mkdir(exist_ok=True)
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
    saved = answers.save("01-own", state("confirmed"), 0, disk.folder)
    before = names(disk.folder)
    disk.fill()
    with pytest.raises(answers.NotSaved) as caught:
        answers.save("01-own", state("longer " * 100), saved.revision, disk.folder)
    assert str(caught.value).startswith(f"{disk.folder / '01-own.json'} is not saved: the disk is full; to mend it, ")
    assert answers.load("01-own", disk.folder) == (saved, "")
    disk.make_room()
    assert names(disk.folder) == before
    assert answers.save("01-own", state("longer"), saved.revision, disk.folder).revision == 2


def test_a_read_only_folder_is_said_in_words_and_still_read(disk):
    saved = answers.save("01-own", state("confirmed"), 0, disk.folder)
    (disk.folder / "01-date.json").write_bytes(b"damaged")
    disk.make_read_only()
    with pytest.raises(answers.NotSaved, match="this folder cannot be written to; to mend it, set READING_WORK"):
        answers.save("01-own", state("more"), saved.revision, disk.folder)
    found, problems = answers.load_all(disk.folder)
    assert found == {"01-own": saved}
    assert len(problems) == 1
    assert "01-date.json" in problems[0]


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "my_work"):
        with pytest.raises(
            answers.NotSaved, match="something else stands where its folder should be; to mend it, move"
        ):
            answers.save("01-date", state(1), 0, folder)
        assert answers.load_all(folder) == ({}, [])


def test_a_folder_whose_name_is_too_long(tmp_path):
    with pytest.raises(answers.NotSaved, match="its name is too long; to mend it, "):
        answers.save("01-date", state(1), 0, tmp_path / ("a" * 300))


@pytest.mark.parametrize("answer", ["x" * 300_000, json.loads("[" * 9 + "]" * 9), 10**10])
def test_what_could_not_be_read_again_is_not_saved(tmp_path, answer):
    saved = answers.save("01-own", state("confirmed"), 0, tmp_path)
    with pytest.raises(answers.NotSaved, match=r"01-own.json is not saved\. .+ To mend it, shorten the answer"):
        answers.save("01-own", state(answer), 1, tmp_path)
    assert answers.load("01-own", tmp_path) == (saved, "")


# Handing in


@pytest.fixture
def kept(tmp_path):
    """A folder with two activities, and their Records."""
    folder = tmp_path / "my_work"
    records = [
        answers.save("01-date", state(2, first=1, tries=2), 0, folder),
        answers.save("01-own", state("да"), 4, folder),
    ]
    return folder, {record.activity: record for record in records}


def test_hand_in_and_back(kept):
    folder, records = kept
    data = answers.hand_in("  Kim 🦊 ", folder)
    found = answers.read_hand_in(data)
    assert found.alias == "Kim 🦊"
    assert found.answers == records
    assert abs(found.made - datetime.now(UTC)) < timedelta(seconds=60)
    assert json.loads(data).keys() == {"format", "kind", "alias", "made", "answers"}


@pytest.mark.parametrize(
    "alias", ["", "   ", "a" * 41, "a\nb", "a\0b", "a\x1bb", "\u202eevil", "a\u2028b", "a\ud800", "\u200b"]
)
def test_an_alias_that_will_not_do(kept, alias):
    with pytest.raises(ValueError, match=r"^The name .+"):
        answers.hand_in(alias, kept[0])


def test_nothing_to_hand_in(tmp_path):
    with pytest.raises(ValueError, match="Nothing is kept yet"):
        answers.hand_in("Kim", tmp_path)


def test_a_hand_in_that_is_too_long_names_the_longest_texts(kept):
    answers.save("07-briefing", state("x" * 20_001), 0, kept[0])
    with pytest.raises(ValueError, match=r"longest texts are in 07-briefing \(20,001 characters\)\.$"):
        answers.hand_in("Kim", kept[0])
    answers.save("07-briefing", state(["x" * 19_000] * 12), 1, kept[0])
    answers.save("07-more", state(["x" * 18_000] * 12), 0, kept[0])
    with pytest.raises(ValueError, match=r"256 KB.+07-briefing \(19,000 .+\), 07-more \(18,000 .+\)\.$"):
        answers.hand_in("Kim", kept[0])


def test_restoring_into_a_new_session(kept, tmp_path):
    folder, records = kept
    data = answers.hand_in("Kim", folder)
    assert answers.restore(data, tmp_path / "new") == (["01-date", "01-own"], [])
    found, problems = answers.load_all(tmp_path / "new")
    assert {activity: (record.state, record.saved) for activity, record in found.items()} == {
        activity: (record.state, record.saved) for activity, record in records.items()
    }
    assert problems == []


def test_restoring_keeps_what_was_saved_later(kept):
    folder, records = kept
    data = answers.hand_in("Kim", folder)
    time.sleep(0.002)
    later = answers.save("01-date", state(3), records["01-date"].revision, folder)
    (folder / "01-own.json").unlink()
    assert answers.restore(data, folder) == (["01-own"], ["01-date"])
    assert answers.load("01-date", folder) == (later, "")
    assert answers.load("01-own", folder)[0].state == state("да")


def test_restoring_over_older_work_is_noticed_by_an_open_window(kept, tmp_path):
    folder, records = kept
    other = tmp_path / "other"
    open_window = answers.save("01-date", state(1), 20, other)
    value = json.loads(answers.hand_in("Kim", folder))
    value["answers"]["01-date"]["saved"] = (open_window.saved + timedelta(hours=1)).isoformat()
    assert answers.restore(json.dumps(value).encode(), other) == (["01-date", "01-own"], [])
    with pytest.raises(answers.NewerWork) as caught:
        answers.save("01-date", state(9), open_window.revision, other)
    assert caught.value.record.state == records["01-date"].state


def test_restoring_leaves_a_newer_format_alone(kept, tmp_path):
    data = answers.hand_in("Kim", kept[0])
    (tmp_path / "01-date.json").write_bytes(b'{"format": 2}')
    assert answers.restore(data, tmp_path) == (["01-own"], ["01-date"])
    assert (tmp_path / "01-date.json").read_bytes() == b'{"format": 2}'


def test_restoring_what_is_no_hand_in(tmp_path):
    with pytest.raises(BadFile):
        answers.restore(b'{"format": 1}', tmp_path / "new")
    assert not (tmp_path / "new").exists()
