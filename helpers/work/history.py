"""What stood in an activity before something else took its place: the last five, each in a file beside it.

A file is named 01-own.before-0003-start-over.json: the third of this activity, and why. It is written as the activity's
own file is, so a person can read it, and put it back by hand too.
"""

import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import questions
from helpers.work import safe_file
from helpers.work.untrusted import LIMIT, BadFile, Record, read_copy, read_record
from helpers.work.written import to_file

MOST = 5  # of each activity
# Why: start-over, file (a hand-in was loaded), window (another one saved), copy (of a sync program), back (something
# earlier was taken back), row (one was removed), emptied (a long text went at one stroke), form (it did not fit its
# question).
WHY = ("start-over", "file", "window", "copy", "back", "row", "emptied", "form")
BEFORE = re.compile(r"(?P<activity>.+)\.before-(?P<number>[0-9]{1,9})-(?P<why>[a-z0-9-]+)\.json")

File = tuple[int, str, Path]  # of a history: which in turn, why, where


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stood in an activity before. why : see WHY."""

    why: str
    record: Record


def earlier(activity: str, folder: Path) -> list[Earlier]:
    """What stood in an activity before and has the form of its question, the newest first."""
    return earlier_of([activity], folder)[activity]


def earlier_of(activities: Iterable[str], folder: Path) -> dict[str, list[Earlier]]:
    """The same of many activities, with one look into the folder."""
    files = _files(folder)
    return {activity: _fitting(activity, files.get(activity, [])) for activity in activities}


def _fitting(activity: str, files: list[File]) -> list[Earlier]:
    found = [(why, _record(path, activity)) for _, why, path in reversed(files)]
    return [Earlier(why, one) for why, one in found if one and questions.has_form(activity, one.state["answer"])]


def add(record: Record, why: str, folder: Path) -> None:
    """Keep a record beside its activity as the newest there, unless it is empty; of more than five the oldest goes.

    Needs the lock of the activity. Raises OSError, and then nothing is changed; BadFile if it could not be read again.
    """
    record = read_record(to_file(record), record.activity)
    if is_empty(record.state):
        return
    files = _files(folder).get(record.activity, [])
    readable = [(path, known) for _, _, path in files if (known := _record(path, record.activity))]
    same = [path for path, known in readable if known.state == record.state]
    if same and same[-1] == readable[-1][0]:
        return
    number = files[-1][0] + 1 if files else 1
    path = folder / f"{record.activity}.before-{number:04}-{why}.json"
    safe_file.write_whole(path, to_file(record))
    others = [path for path, _ in readable if path not in same]
    for old in [*same, *others[: -MOST + 1]]:
        with suppress(OSError):
            old.unlink()


def is_empty(state: dict[str, Any]) -> bool:
    """Whether nothing in a state is worth keeping: no answer, or only blanks and empty parts."""
    return questions.is_nothing(state["answer"])


def take_copies(folder: Path) -> list[str]:
    """Bring what sync programs left beside activities, such as 01-own-DESKTOP-7.json, into their history.

    Returns a sentence for each. What cannot be read as a copy, or cannot be taken now, is left alone.
    """
    told = []
    for path in _strangers(folder):
        with suppress(OSError, BadFile):
            record = read_copy(safe_file.read(path, LIMIT + 1))
            own = folder / f"{record.activity}.json"
            if path != own and path.name.startswith(record.activity):
                with safe_file.locked(own, secrets.token_hex(8)):
                    here = _record(own, record.activity)
                    if not here or here.state != record.state:
                        add(record, "copy", folder)
                    path.unlink()
                told.append(
                    f"{path.name} was a copy of {record.activity} by a sync program: see what stood there before."
                )
    return told


def _strangers(folder: Path) -> list[Path]:
    """The files that have the look of an activity's, but not the name of one that is known here."""
    with suppress(OSError):
        named = [path for path in folder.iterdir() if re.fullmatch(r"[0-9]{2}-[a-z0-9].+\.json", path.name)]
        ours = [path for path in named if BEFORE.fullmatch(path.name) or ".damaged-" in path.name]
        return sorted(path for path in named if path.stem not in questions.every() and path not in ours)
    return []


def _files(folder: Path) -> dict[str, list[File]]:
    """The files of all histories in a folder: each activity to its own, the oldest first."""
    found: dict[str, list[File]] = {}
    with suppress(OSError):
        for path in folder.iterdir():
            if match := BEFORE.fullmatch(path.name):
                found.setdefault(match["activity"], []).append((int(match["number"]), match["why"], path))
    return {activity: sorted(files) for activity, files in found.items()}


def _record(path: Path, activity: str) -> Record | None:
    """The record in a file, or None if there is none."""
    with suppress(OSError, BadFile):
        return read_record(safe_file.read(path, LIMIT + 1), activity)
    return None
