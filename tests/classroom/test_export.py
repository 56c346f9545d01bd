"""A file for a spreadsheet is written whole or not at all, and why it is not is said in one sentence."""

import errno
import os
import random
import time
from itertools import count

import pandas as pd
import pytest

from helpers.classroom import ClassroomError, tables
from helpers.work import safe_file
from tests.work.crashes import killed_after, killed_at

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
OLD = pd.DataFrame({"alias": ["Kim"] * 9, "text": "old"})
NEW = pd.DataFrame({"alias": ["Lee"] * 4_000, "text": "new " * 50})


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where a table is exported to; an old one is there."""
    monkeypatch.setattr(safe_file, "PAUSES", ())
    (tmp_path / "hand_ins").mkdir()
    tables.to_csv(OLD, tmp_path / "hand_ins" / "class.csv")
    return tmp_path / "hand_ins" / "class.csv"


@pytest.fixture
def whole(path):
    """What the file may be: whole old, or whole new."""
    old = path.read_bytes()
    tables.to_csv(NEW, path.with_name("new.csv"))
    return [old, path.with_name("new.csv").read_bytes()]


@needs_fork
def test_killed_at_any_dealing_with_a_file_the_table_is_whole(path, whole):
    seen = []
    for number in count():
        path.write_bytes(whole[0])
        was_killed = killed_at(number, lambda: tables.to_csv(NEW, path))
        seen.append(whole.index(path.read_bytes()))
        if not was_killed:
            break
    assert seen[0] == 0
    assert seen[-1] == 1
    assert number > 3


@needs_fork
def test_killed_at_any_time_the_table_is_whole(path, whole):
    chance, start = random.Random(7), time.monotonic()
    tables.to_csv(NEW, path)
    takes = 1.2 * (time.monotonic() - start)
    for _ in range(40):
        path.write_bytes(whole[0])
        killed_after(chance.uniform(0, takes), lambda: tables.to_csv(NEW, path))
        assert path.read_bytes() in whole
        if time.monotonic() - start > 10:
            break


def refuse(error):
    def call(*_):
        raise OSError(error, os.strerror(error))

    return call


def told(path):
    """What is told where the new table cannot be written."""
    with pytest.raises(ClassroomError) as error:
        tables.to_csv(NEW, path)
    return str(error.value)


def test_a_file_that_another_program_holds_is_named(path, whole, monkeypatch):
    monkeypatch.setattr(safe_file, "put", refuse(errno.EACCES))
    why = "another program has it open; close it there, such as in the spreadsheet program."
    assert told(path) == f"{path} is not written: {why}"
    assert path.read_bytes() == whole[0]


def test_a_full_disk_is_told_and_the_old_table_stands(path, whole, monkeypatch):
    monkeypatch.setattr(safe_file, "_sync", refuse(errno.ENOSPC))
    assert told(path) == f"{path} is not written: the disk is full; make room and press the button again."
    assert path.read_bytes() == whole[0]
    assert sorted(file.name for file in path.parent.iterdir()) == ["class.csv", "new.csv"]


def test_a_folder_that_is_gone_is_named(path):
    gone = path.parent / "gone" / "class.csv"
    assert told(gone) == f"{gone} is not written: there is no folder {gone.parent}; read another one."


def test_a_folder_that_may_not_be_written_is_named(path, monkeypatch):
    monkeypatch.setattr(safe_file, "write", refuse(errno.EACCES))
    why = f"{path.parent} may not be written; copy the hand-ins to another folder, and read that one."
    assert told(path.with_name("other.csv")).endswith(why)


def test_a_name_that_is_a_folder_is_one_sentence(path):
    below = path.with_name("below.csv")
    below.mkdir()
    why = "Is a directory; copy the hand-ins to another folder, and read that one."
    assert told(below) == f"{below} is not written: {why}"
