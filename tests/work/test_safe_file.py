"""Crashes, other writers and odd drives: nothing that was confirmed is ever lost."""

import errno
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from helpers import work
from helpers.work import safe_file
from tests.conftest import ROOT

from .parts import names, state


def start(script, *arguments):
    """A Python process that runs a script, with the project on its path."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": "."})


WRITER = """
import sys
from helpers import work
from helpers.work import safe_file
safe_file.STALE = 0.3
folder, activity, times, mark = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
record, _ = work.load(activity, folder)
known, marks = (record.revision, record.state["answer"]) if record else (0, [])
for turn in range(times):
    while True:
        try:
            state = {"answer": [*marks, f"{mark}{turn}"], "first": None, "tries": 0}
            record = work.save(activity, state, known, folder)
            break
        except work.NewerWork as newer:
            record = newer.record
        finally:
            known, marks = record.revision, record.state["answer"]
    print(known, flush=True)
"""


def test_kill_during_200_writes_loses_nothing_confirmed(tmp_path):
    chance = random.Random(7)
    confirmed, kills = 0, 0
    while confirmed < 200:
        writer = start(WRITER, tmp_path, "08-own", 200, f"{kills}-")
        for _ in range(chance.randint(1, 40)):
            confirmed = int(writer.stdout.readline())
        time.sleep(chance.random() * 0.01)
        writer.kill()
        confirmed = int([confirmed, *writer.stdout.read().split()][-1])
        writer.wait()
        kills += 1
        record, problem = work.load("08-own", tmp_path)
        assert problem == ""
        assert record.revision in (confirmed, confirmed + 1)
        assert len(record.state["answer"]) == record.revision
        confirmed = record.revision
    assert kills >= 5


def test_two_processes_on_two_activities(tmp_path):
    writers = [start(WRITER, tmp_path, activity, 50, "x") for activity in ("08-own", "08-date")]
    assert [writer.communicate(timeout=60)[0].split()[-1] for writer in writers] == ["50", "50"]
    found, problems = work.load_all(tmp_path)
    assert {activity: len(record.state["answer"]) for activity, record in found.items()} == {
        "08-own": 50,
        "08-date": 50,
    }
    assert problems == []


def test_two_processes_on_one_activity_lose_nothing_of_each_other(tmp_path):
    writers = [start(WRITER, tmp_path, "08-own", 50, mark) for mark in "ab"]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    record, _ = work.load("08-own", tmp_path)
    assert sorted(record.state["answer"]) == sorted(f"{mark}{turn}" for mark in "ab" for turn in range(50))
    assert record.revision == 100
    assert names(tmp_path) == ["08-own.json"]


def test_the_lock_of_a_dead_writer_is_broken(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.2)
    (tmp_path / ".08-date.lock").write_text("0123456789abcdef")
    (tmp_path / ".08-date.0123456789abcdef.tmp").write_text("half")
    assert work.save("08-date", state(1), 0, tmp_path).revision == 1
    assert names(tmp_path) == ["08-date.json"]


def test_the_lock_of_a_dead_writer_is_broken_on_a_machine_that_sleeps_too_long(tmp_path, monkeypatch):
    sleep = time.sleep
    monkeypatch.setattr(safe_file, "STALE", 0.02)
    monkeypatch.setattr(safe_file.time, "sleep", lambda _: sleep(0.1))
    (tmp_path / ".08-own.lock").write_text("left by a crash")
    work.save("08-own", state("words"), 0, tmp_path)
    assert names(tmp_path) == ["08-own.json"]


def test_a_slow_writer_that_was_taken_for_dead_overwrites_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.2)
    path, slow = tmp_path / "08-date.json", "0123456789abcdef"
    safe_file.write(safe_file.temporary(path, slow), b"slow", "xb")
    with safe_file.locked(path, slow):
        saved = work.save("08-date", state(1), 0, tmp_path)
        with pytest.raises(FileNotFoundError):
            safe_file.put(safe_file.temporary(path, slow), path, b"slow")
    assert work.load("08-date", tmp_path) == (saved, "")


def test_a_lock_that_others_keep_taking_is_said_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.3)
    done = threading.Event()

    def take_turns():
        turn = 0
        while not done.wait(0.05):
            turn += 1
            (tmp_path / ".08-date.lock").write_text(f"{turn:016x}")

    (tmp_path / ".08-date.lock").write_text("f" * 16)
    others = threading.Thread(target=take_turns)
    others.start()
    try:
        with pytest.raises(work.NotSaved, match=r"another program holds it, .+; to mend it, wait"):
            work.save("08-date", state(1), 0, tmp_path)
    finally:
        done.set()
        others.join()
    assert names(tmp_path) == [".08-date.lock"]


def test_a_drive_that_refuses_to_replace_is_written_in_place(tmp_path, monkeypatch):
    def refuse(old, new):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    for turn in range(3):
        saved = work.save("08-date", state(turn), turn, tmp_path)
    assert work.load("08-date", tmp_path) == (saved, "")
    assert names(tmp_path) == ["08-date.json"]


def test_a_drive_that_refuses_for_a_moment_is_asked_again(tmp_path, monkeypatch):
    replace, refusals = os.replace, [PermissionError(errno.EACCES, "Permission denied")] * 2

    def refuse_twice(old, new):
        if refusals:
            raise refusals.pop()
        replace(old, new)

    monkeypatch.setattr(os, "replace", refuse_twice)
    monkeypatch.setattr(safe_file, "write", once(safe_file.write))
    assert work.save("08-date", state(1), 0, tmp_path).revision == 1
    assert refusals == []


def once(function):
    calls = []

    def call(*arguments):
        calls.append(arguments)
        assert len(calls) == 1, "the file was written in place"
        return function(*arguments)

    return call


def test_a_crash_while_writing_in_place_gives_back_what_was_confirmed(tmp_path):
    saved = work.save("08-date", state("confirmed"), 0, tmp_path)
    path = tmp_path / "08-date.json"
    path.rename(tmp_path / ".08-date.json.bak")
    path.write_bytes(b'{"format": 1, "act')
    record, problem = work.load("08-date", tmp_path)
    assert record == saved
    assert "damaged" in problem
    assert "What was saved before is back." in problem
    assert work.load("08-date", tmp_path) == (saved, "")
    work.save("08-date", state("later"), saved.revision, tmp_path)
    assert not (tmp_path / ".08-date.json.bak").exists()


def test_a_disk_that_gives_back_something_else_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", lambda old, new: Path(new).write_bytes(b"something else"))
    with pytest.raises(work.NotSaved, match="gives back something else"):
        work.save("08-date", state(1), 0, tmp_path)


def test_what_a_crash_left_goes_after_a_day(tmp_path):
    for name, hours in {".08-date.0123456789abcdef.tmp": 26, ".08-own.0123456789abcdef.tmp": 1}.items():
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (time.time() - hours * 3600,) * 2)
    work.load_all(tmp_path)
    assert names(tmp_path) == [".08-own.0123456789abcdef.tmp"]


# Drives and scanners that are not willing


def refusing(monkeypatch, name, error, times=1, only=""):
    """Let a function of the system refuse some times, for paths that hold certain letters."""
    real, left = getattr(os, name), [error] * times

    def ask(*arguments, **named):
        if left and only in str(arguments[0]):
            raise left.pop()
        return real(*arguments, **named)

    monkeypatch.setattr(os, name, ask)
    monkeypatch.setattr(safe_file, "PAUSES", (0.001,) * 3)
    return left


DENIED = PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
@pytest.mark.parametrize("function", ["replace", "fsync"])
def test_a_drive_that_knows_no_replace_or_no_fsync_is_written_all_the_same(tmp_path, monkeypatch, function, number):
    refusing(monkeypatch, function, OSError(number, os.strerror(number)), times=99)
    for turn in range(3):
        saved = work.save("08-date", state(turn), turn, tmp_path)
    assert work.load("08-date", tmp_path) == (saved, "")
    assert names(tmp_path) == ["08-date.json"]


@pytest.mark.parametrize("times", [1, 99])
def test_a_scanner_that_holds_the_file_after_it_was_written_does_not_unsave_it(tmp_path, monkeypatch, times):
    read, held = safe_file.Path.open, []

    def ask(path, *rest, **named):
        if (
            path.name == "08-date.json"
            and len(held) < times
            and (tmp_path / ".08-date.lock").exists()
            and path.exists()
        ):
            held.append(path)
            raise DENIED
        return read(path, *rest, **named)

    monkeypatch.setattr(safe_file, "PAUSES", (0.001,) * 3)
    monkeypatch.setattr(safe_file.Path, "open", ask)
    assert work.save("08-date", state(1), 0, tmp_path).revision == 1
    monkeypatch.undo()
    assert work.save("08-date", state(2), 1, tmp_path).revision == 2


def test_a_backup_that_cannot_be_removed_does_not_unsave_it(tmp_path, monkeypatch):
    refusing(monkeypatch, "replace", DENIED, times=99)
    refusing(monkeypatch, "unlink", DENIED, times=99, only=".bak")
    assert work.save("08-date", state(1), 0, tmp_path).revision == 1
    assert work.save("08-date", state(2), 1, tmp_path).revision == 2
    monkeypatch.undo()
    assert work.save("08-date", state(3), 2, tmp_path).revision == 3
    assert names(tmp_path) == ["08-date.json"]


def test_a_file_that_is_held_is_not_told_as_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    work.save("08-date", state(1), 0, tmp_path)
    monkeypatch.setattr(safe_file, "PAUSES", ())
    monkeypatch.setattr(safe_file, "read", lambda *_: (_ for _ in ()).throw(DENIED))
    with pytest.raises(work.NotSaved, match="another program holds it, such as a virus scanner"):
        work.save("08-date", state(2), 1, tmp_path)
    assert "another program holds it" in work.load("08-date", tmp_path)[1]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EDQUOT, "your share of the disk is full; to mend it, delete something of yours there"),
        (errno.ENOSPC, "the disk is full; to mend it, delete something"),
        (errno.ENOENT, "its folder, or a file in it, went away; to mend it, see that it is there"),
        (errno.ESTALE, "its drive does not answer; to mend it, see that it is connected"),
        (errno.EIO, "the disk reports a fault; to mend it, copy your work elsewhere"),
        (errno.EROFS, "this folder cannot be written to; to mend it, set READING_WORK"),
    ],
)
def test_what_is_really_wrong_is_told(tmp_path, monkeypatch, number, words):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(safe_file, "write", fail)
    with pytest.raises(work.NotSaved, match=words):
        work.save("08-date", state(1), 0, tmp_path)


def test_a_writer_that_was_stopped_before_it_wrote_in_place_overwrites_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.1)
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(DENIED))
    work.save("08-date", state("old"), 0, tmp_path)
    path, slow = tmp_path / "08-date.json", "0123456789abcdef"
    safe_file.write(safe_file.temporary(path, slow), b"slow", "xb")
    with safe_file.locked(path, slow) as still_mine:
        for turn in range(1, 3):
            saved = work.save("08-date", state(f"confirmed {turn}"), turn, tmp_path)
        with pytest.raises(OSError, match="took it for left behind"):
            safe_file.put(safe_file.temporary(path, slow), path, b"slow", still_mine)
    assert work.load("08-date", tmp_path) == (saved, "")


def test_the_lock_of_another_is_not_removed_while_it_is_still_empty(tmp_path):
    lock = tmp_path / ".08-date.lock"
    with safe_file.locked(tmp_path / "08-date.json", "0123456789abcdef"):
        lock.unlink()
        lock.touch()
    assert lock.exists()


def test_a_folder_that_cannot_be_written_is_told_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "open", lambda *_: (_ for _ in ()).throw(DENIED))
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("it waits"))
    with pytest.raises(PermissionError), safe_file.locked(tmp_path / "08-date.json", "0123456789abcdef"):
        pass


def test_a_missing_file_looks_for_its_backup(tmp_path):
    saved = work.save("08-date", state("confirmed"), 0, tmp_path)
    (tmp_path / "08-date.json").rename(tmp_path / ".08-date.json.bak")
    record, problem = work.load("08-date", tmp_path)
    assert record == saved
    assert "was gone. What was saved before is back." in problem
    assert work.load("08-date", tmp_path) == (saved, "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_named_pipe_in_place_of_a_file_hangs_nothing(tmp_path):
    os.mkfifo(tmp_path / "08-date.json")
    record, problem = work.load("08-date", tmp_path)
    assert (record, "something else stands where" in problem) == (None, True)
    with pytest.raises(work.NotSaved, match="something else stands where its folder or file should be"):
        work.save("08-date", state(1), 0, tmp_path)


def test_what_a_crash_left_is_not_swept_by_a_clock_that_is_ahead(tmp_path, monkeypatch):
    (tmp_path / ".08-date.0123456789abcdef.tmp").write_text("on its way")
    monkeypatch.setattr(time, "time", lambda: 4e9)
    work.load_all(tmp_path)
    assert names(tmp_path) == [".08-date.0123456789abcdef.tmp"]
