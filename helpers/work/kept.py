"""Where a learner's work is kept. Knows no page.

Each activity has a file of its own, plain JSON (see place.py for the folder), so that two notebooks open at once never
write to the same file unless both show the same activity. What stood there before stays beside it (see history.py).
"""

import errno
import os
import re
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from helpers import questions
from helpers.errors import LessonError
from helpers.work import history, place, safe_file
from helpers.work.untrusted import ACTIVITY, LIMIT, MOST_REVISIONS, BadFile, NewerFormat, Record, read_record
from helpers.work.written import to_file

NOT_WRITABLE = ("this folder cannot be written to", "set READING_WORK to one that can, then start anew")
NO_FOLDER = (
    "something else stands where its folder or file should be",
    "move that, or set READING_WORK to another place",
)
HELD = ("another program holds it, such as a virus scanner or a sync program", "wait: it is tried again by itself")
NO_DRIVE = ("its drive does not answer", "see that it is connected: it is tried again by itself")
REMEDIES = {
    errno.EROFS: NOT_WRITABLE,
    errno.EACCES: NOT_WRITABLE,
    errno.EPERM: NOT_WRITABLE,
    errno.ENOSPC: ("the disk is full", "delete something that you do not need: it is tried again by itself"),
    errno.EDQUOT: ("your share of the disk is full", "delete something of yours there: it is tried again by itself"),
    errno.ENOTDIR: NO_FOLDER,
    errno.EEXIST: NO_FOLDER,
    errno.EISDIR: NO_FOLDER,
    errno.ENOENT: ("its folder, or a file in it, went away", "see that it is there: it is tried again by itself"),
    errno.ENAMETOOLONG: ("its name is too long", "set READING_WORK to a folder with a shorter one, then start anew"),
    errno.EBUSY: HELD,
    errno.EAGAIN: HELD,
    errno.ESTALE: NO_DRIVE,
    errno.ETIMEDOUT: NO_DRIVE,
    errno.EHOSTDOWN: NO_DRIVE,
    errno.EHOSTUNREACH: NO_DRIVE,
    errno.ENETUNREACH: NO_DRIVE,
    errno.ENOTCONN: NO_DRIVE,
    errno.ENXIO: NO_DRIVE,
    errno.EBADMSG: ("the disk gives back something else", "copy your work elsewhere, and ask for help with this disk"),
    errno.EIO: ("the disk reports a fault", "copy your work elsewhere, and ask for help with this disk"),
}

MISFIT = "What is kept does not fit the question as it is now. It stays until you answer anew, and then as a copy."
NOTHING: dict[str, Any] = {"answer": None, "first": None, "tries": 0}

# Of the files in the folder, those that may be an activity's; a learner may put others there, such as a hand-in.
OURS = re.compile(r"[0-9]{2}-[a-z0-9-]{1,57}")


class NotSaved(LessonError):
    """Work could not be kept: one sentence that says where, what, and how to mend it."""


class NoActivity(LessonError):
    """What was given is no id of an activity."""


class NewerWork(LessonError):
    """Another window saved this activity since: `record` is what it saved, and stays as it is."""

    def __init__(self, record: Record) -> None:
        super().__init__(f"{record.activity} was saved in another window, as revision {record.revision}.")
        self.record = record


def load(activity: str, folder: Path | None = None) -> tuple[Record | None, str]:
    """What is kept of one activity.

    Returns (Record or None, problem). `problem` is "" or a sentence for the learner: a damaged file was set aside, the
    file cannot be used, or its answer has not the form of the question, and then the Record's state holds nothing.
    Raises NoActivity if `activity` is no id.
    """
    path = path_of(activity, folder)
    try:
        record, problem = _read_or_mend(path)
        given = record and with_form(record)
        is_misfit = record and given and record.state["answer"] != given.state["answer"]
        return given, problem or (MISFIT if is_misfit else "")
    except FileNotFoundError:
        return None, ""
    except NewerFormat:
        return None, f"{path} is from a newer version of these notebooks: update them to see your work."
    except OSError as error:
        return None, f"{path} cannot be read: {_why(error, os.path.exists(path))[0]}."


def with_form(record: Record) -> Record:
    """The door: from here on, every answer and every first answer has the form of its question, or is None."""
    if not questions.has_form(record.activity, record.state["first"]):
        record = replace(record, state=record.state | {"first": None})
    if not questions.has_form(record.activity, record.state["answer"]):
        return replace(record, state=questions.bound(record.activity, record.state, dict(NOTHING)))
    return record


def load_all(folder: Path | None = None) -> tuple[dict[str, Record], list[str]]:
    """Everything that is kept: a dict of activity to Record, and a list of problems as `load` tells them."""
    found, problems = {}, history.take_copies(_place(folder))
    for path in _files(folder):
        record, problem = load(path.stem, folder)
        if record:
            found[path.stem] = record
        if problem:
            problems.append(problem)
    safe_file.sweep(_place(folder))
    return found, problems


def _files(folder: Path | None) -> list[Path]:
    return sorted(path for path in _place(folder).glob("*.json") if OURS.fullmatch(path.stem))


def _place(folder: Path | None) -> Path:
    return Path(folder or place.folder())


_tried: dict[Path, tuple[tuple[int, int], bool]] = {}  # a file: what it was when it was read, and whether it has a try


def done(folder: Path | None = None) -> set[str]:
    """Ids of the activities that were checked at least once. A file that has not changed since is not read again."""
    paths = _files(folder)
    for path in paths:
        with suppress(OSError):
            found = path.stat()
            seen = (found.st_mtime_ns, found.st_size)
            if _tried.get(path, (None, False))[0] != seen:
                record, _ = load(path.stem, folder)
                _tried[path] = seen, bool(record and record.state["tries"])
    return {path.stem for path in paths if _tried.get(path, (None, False))[1]}


def save(
    activity: str,
    state: dict[str, Any],
    revision: int,
    folder: Path | None = None,
    before: Sequence[tuple[str, dict[str, Any]]] = (),
    binds: bool = True,
) -> Record:
    """Keep the state of one activity.

    activity : an id such as "01-date".
    state : see Record.
    revision : of the Record that was last loaded or saved here, 0 if there was none.
    before : states to keep beside it, each with why (see history.WHY): what this one takes the place of.
    binds : whether a commitment that is there stays one, whatever the state says.

    Returns the Record as it is on the disk now. Raises NewerWork if another window saved a later revision with another
    state, NotSaved if it could not be kept, NoActivity if `activity` is no id.
    """
    number = min(revision + 1, MOST_REVISIONS)
    return put(Record(activity, number, datetime.now(UTC), state), revision, folder, before, binds)


def path_of(activity: str, folder: Path | None) -> Path:
    """The file of an activity. Raises NoActivity if it is no id."""
    if not ACTIVITY.fullmatch(activity):
        raise NoActivity(f"“{activity}” is no id of an activity: use small letters, digits and hyphens.")
    return _place(folder) / f"{activity}.json"


def earlier(activity: str, folder: Path | None = None) -> list[history.Earlier]:
    """What stood in an activity before and fits its question, the newest first: at most five."""
    return history.earlier(activity, _place(folder))


def earlier_of(activities: Iterable[str], folder: Path | None = None) -> dict[str, list[history.Earlier]]:
    """The same of many activities: each to its own."""
    return history.earlier_of(activities, _place(folder))


def keep_beside(record: Record, why: str, folder: Path | None = None) -> None:
    """Keep a record in the history of its activity, which stays as it is. why : see history.WHY. Raises NotSaved."""
    path = path_of(record.activity, folder)
    try:
        with safe_file.locked(path, secrets.token_hex(8)):
            history.add(record, why, path.parent)
    except OSError as error:
        what, remedy = _why(error, os.path.exists(path))
        raise NotSaved(f"{path} is not changed: {what}; to mend it, {remedy}.") from error


def take_copies(folder: Path | None = None) -> list[str]:
    """See history.take_copies."""
    return history.take_copies(_place(folder))


def put(
    record: Record,
    known: int,
    folder: Path | None = None,
    before: Sequence[tuple[str, dict[str, Any]]] = (),
    binds: bool = True,
) -> Record:
    """Write a Record unless a later revision than `known` is there. Else as `save`."""
    path, token, data = path_of(record.activity, folder), secrets.token_hex(8), to_file(record)
    temporary = safe_file.temporary(path, token)
    try:
        record = read_record(data, record.activity)
        safe_file.make_folder(path.parent)
        safe_file.write(temporary, data, "xb")
        with safe_file.locked(path, token) as still_mine:
            current, _ = _mend(path)
            for why, state in before:
                with suppress(BadFile):  # too long to be kept at all, and told when it was typed
                    history.add(replace(record, state=state), why, path.parent)
            if current and current.revision > known:
                if current.state == record.state:
                    return current
                raise NewerWork(with_form(current))
            if current and not questions.has_form(record.activity, current.state["answer"]):
                history.add(current, "form", path.parent)
            if current and binds:
                state = questions.bound(record.activity, with_form(current).state, record.state)
                if state != record.state:
                    record = replace(record, state=state)
                    data = to_file(record)
                    safe_file.write(temporary, data, "wb")
            safe_file.put(temporary, path, data, still_mine)
    except NewerFormat:
        raise NotSaved(f"{path} is not saved: a newer version of these notebooks wrote it; update them.") from None
    except BadFile as bad:
        raise NotSaved(f"{path} is not saved. {bad} To mend it, shorten the answer.") from None
    except OSError as error:
        what, remedy = _why(error, os.path.exists(temporary))
        raise NotSaved(f"{path} is not saved: {what}; to mend it, {remedy}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return record


def _why(error: OSError, reached: bool) -> tuple[str, str]:
    """What is wrong, and how to mend it. reached : whether the folder could be written, or the file is there."""
    if reached and error.errno in (errno.EACCES, errno.EPERM):
        return HELD
    return REMEDIES.get(error.errno or 0, (str(error.strerror), "copy your work elsewhere and ask for help"))


def _read(path: Path) -> Record:
    return read_record(safe_file.read(path, LIMIT + 1), path.stem)


def _read_or_mend(path: Path) -> tuple[Record | None, str]:
    try:
        return _read(path), ""
    except NewerFormat:
        raise
    except FileNotFoundError:
        if not os.path.exists(safe_file.backup(path)):
            return None, ""
    except BadFile:
        pass
    with safe_file.locked(path, secrets.token_hex(8)):
        return _mend(path)


def _mend(path: Path) -> tuple[Record | None, str]:
    """The Record of a file, or None, and a problem; a damaged file is set aside. Raises NewerFormat or OSError.

    Needs the lock, since what looked damaged may have been half written.
    """
    problem = ""
    try:
        return _read(path), ""
    except FileNotFoundError:
        pass  # who mended it may have been killed before the backup was back
    except NewerFormat:
        raise
    except BadFile as bad:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        names = (f"{path.stem}.damaged-{stamp}{f'-{n}' if n else ''}.json" for n in count())
        aside = next(path.with_name(name) for name in names if not path.with_name(name).exists())
        safe_file.move(path, aside)
        problem = f"{path} was damaged and is set aside as {aside.name}. {bad}"
    try:
        record = read_record(safe_file.read(safe_file.backup(path), LIMIT + 1), path.stem)
    except (FileNotFoundError, BadFile):
        return None, problem
    safe_file.write_whole(path, to_file(record))
    return record, f"{problem or f'{path} was gone.'} What was saved before is back."
