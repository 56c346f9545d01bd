"""Killed wherever it may be: nothing that was confirmed is lost, and nothing that an undo is to bring back."""

import errno
import json
import os
import random
import shutil
import time

import pytest

from helpers import work
from helpers.work import safe_file

from .crashes import killed_after, killed_at
from .parts import answer, hand_in, state

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")

ID = "08-own"
LONG = "confirmed " * 2000


def refuse(*_):
    raise PermissionError(errno.EACCES, "Permission denied")


@pytest.fixture(params=["a willing drive", "a drive that refuses to replace"])
def drive(request, monkeypatch):
    monkeypatch.setattr(safe_file, "STALE", 0.02)
    monkeypatch.setattr(safe_file, "PAUSES", ())
    if request.param != "a willing drive":
        monkeypatch.setattr(os, "replace", refuse)
        monkeypatch.setattr(os, "rename", refuse)


def confirmed(folder):
    """A folder with work that was confirmed, and its record."""
    shutil.rmtree(folder, ignore_errors=True)
    return work.save(ID, state(LONG), 0, folder)


def half_written(folder):
    """The same, but the process was killed while it wrote the next one in place."""
    record = confirmed(folder)
    shutil.copy(folder / f"{ID}.json", folder / f".{ID}.json.bak")
    (folder / f"{ID}.json").write_bytes(b'{"format": 1, "activity": "08-own", "rev')
    return record


def states(folder):
    """What stands there, and what stood there before."""
    record, _ = work.load(ID, folder)
    earlier = [one.record.state["answer"] for one in work.earlier(ID, folder)]
    return record and record.state["answer"], earlier


GIVEN = json.dumps(hand_in(q08_own=answer("from the file") | {"revision": 9, "saved": "2099-01-01T00:00:00+00:00"}))
DOINGS = {
    "saving": (confirmed, lambda folder: work.save(ID, state("new"), 1, folder)),
    "starting over": (confirmed, lambda folder: work.save(ID, state(None), 1, folder, [("start-over", state(LONG))])),
    "undoing": (confirmed, lambda folder: work.save(ID, state("back"), 1, folder, [("back", state(LONG))])),
    "restoring": (confirmed, lambda folder: work.restore(GIVEN.encode(), folder)),
    "mending": (half_written, lambda folder: work.load(ID, folder)),
    "saving over what is half written": (half_written, lambda folder: work.save(ID, state("new"), 1, folder)),
    "handing in": (confirmed, lambda folder: work.hand_in("Kim", folder)),
}
NEW = {"saving": "new", "starting over": None, "undoing": "back", "restoring": "from the file"}


def is_lost(folder, doing):
    """Whether what was confirmed can neither be read nor be taken back, or the new one is another than was saved."""
    now, earlier = states(folder)
    new = NEW.get(doing, "new" if "over" in doing else LONG)
    if now == LONG:
        return False
    return now != new or (doing in NEW and doing != "saving" and LONG not in earlier)


@pytest.mark.parametrize("doing", DOINGS)
def test_killed_at_each_dealing_with_a_file_nothing_is_lost(tmp_path, drive, doing):
    prepare, call = DOINGS[doing]
    folder, number, lost = tmp_path / "my_work", 0, 0
    while True:
        prepare(folder)
        was_killed = killed_at(number, lambda: call(folder))
        lost += is_lost(folder, doing)
        if not was_killed:
            break
        number += 1
    assert number >= 5
    assert lost == 0


@pytest.mark.parametrize("doing", DOINGS)
def test_killed_after_a_while_and_again_while_mending_nothing_is_lost(tmp_path, drive, doing):
    chance, folder, start = random.Random(doing), tmp_path / "my_work", time.monotonic()
    prepare, call = DOINGS[doing]
    kills = lost = 0
    while kills < 40 and time.monotonic() - start < 10:
        prepare(folder)
        kills += killed_after(chance.random() * 0.02, lambda: call(folder))
        kills += killed_after(chance.random() * 0.005, lambda: work.load(ID, folder))
        lost += is_lost(folder, doing)
    assert kills >= 5
    assert lost == 0
