"""Where a learner's work is kept. Knows no page.

Each activity has a file of its own, plain JSON in the folder my_work (or where READING_WORK points), so that two
notebooks open at once never write to the same file unless both show the same activity.
"""

import errno
import json
import os
import re
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from helpers import questions
from helpers.errors import LessonError
from helpers.work import safe_file
from helpers.work.untrusted import FORMAT, LIMIT, BadFile, NewerFormat, Record, read_record

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.path.expanduser(os.environ.get("READING_WORK") or ROOT / "my_work")).absolute()

# Never a name that Windows keeps for devices, since it becomes the name of a file.
ACTIVITY = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]{0,60}")

NOT_WRITABLE = ("this folder cannot be written to", "set READING_WORK to one that can, then start anew")
NO_FOLDER = ("something else stands where its folder should be", "move that, or set READING_WORK to another place")
DISK_FULL = ("the disk is full", "delete something that you do not need, then change any answer")
REMEDIES = {
    errno.EROFS: NOT_WRITABLE,
    errno.EACCES: NOT_WRITABLE,
    errno.EPERM: NOT_WRITABLE,
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.ENOTDIR: NO_FOLDER,
    errno.EEXIST: NO_FOLDER,
    errno.EISDIR: NO_FOLDER,
    errno.ENOENT: ("its folder, or a file in it, went away", "see that the folder is there, then change any answer"),
    errno.ENAMETOOLONG: ("its name is too long", "set READING_WORK to a folder with a shorter one, then start anew"),
    errno.EBUSY: ("another program is writing it", "wait a moment, then change any answer"),
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


def folder() -> Path:
    """The folder that work is kept in."""
    return FOLDER


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
        return None, f"{path} cannot be read: {error.strerror}."


def with_form(record: Record) -> Record:
    """The door: from here on, every answer and every first answer has the form of its question, or is None."""
    if not questions.has_form(record.activity, record.state["answer"]):
        return replace(record, state=dict(NOTHING))
    if not questions.has_form(record.activity, record.state["first"]):
        return replace(record, state=record.state | {"first": None})
    return record


def load_all(folder: Path | None = None) -> tuple[dict[str, Record], list[str]]:
    """Everything that is kept: a dict of activity to Record, and a list of problems as `load` tells them."""
    found, problems = {}, []
    for path in _files(folder):
        record, problem = load(path.stem, folder)
        if record:
            found[path.stem] = record
        if problem:
            problems.append(problem)
    safe_file.sweep(Path(folder or FOLDER))
    return found, problems


def _files(folder: Path | None) -> list[Path]:
    return sorted(path for path in Path(folder or FOLDER).glob("*.json") if OURS.fullmatch(path.stem))


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


def save(activity: str, state: dict[str, Any], revision: int, folder: Path | None = None) -> Record:
    """Keep the state of one activity.

    activity : an id such as "01-date".
    state : see Record.
    revision : of the Record that was last loaded or saved here, 0 if there was none.

    Returns the Record as it is on the disk now. Raises NewerWork if another window saved a later revision with another
    state, NotSaved if it could not be kept, NoActivity if `activity` is no id.
    """
    return put(Record(activity, revision + 1, datetime.now(UTC), state), revision, folder)


def copy_aside(activity: str, folder: Path | None = None) -> None:
    """Leave a copy of what is kept of an activity beside it, before something else takes its place. Raises NotSaved."""
    path = path_of(activity, folder)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    try:
        safe_file.write(path.with_name(f"{activity}.before-{stamp}.json"), path.read_bytes(), "xb")
    except OSError as error:
        raise NotSaved(f"{path} is not changed, since no copy of it could be made: {error.strerror}.") from error


def path_of(activity: str, folder: Path | None) -> Path:
    """The file of an activity. Raises NoActivity if it is no id."""
    if not ACTIVITY.fullmatch(activity):
        raise NoActivity(f"“{activity}” is no id of an activity: use small letters, digits and hyphens.")
    return Path(folder or FOLDER) / f"{activity}.json"


def fields(record: Record) -> dict[str, Any]:
    """What a file says of a record, as JSON."""
    saved = record.saved.isoformat(timespec="milliseconds")
    return {"revision": record.revision, "saved": saved, "state": record.state}


def to_json(value: Any) -> bytes:
    """A file's bytes."""
    # Half of an emoji, which a browser may send, becomes "?".
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8", "replace")


def put(record: Record, known: int, folder: Path | None = None) -> Record:
    """Write a Record unless a later revision than `known` is there. Returns what is on the disk; raises as `save`."""
    path, token = path_of(record.activity, folder), secrets.token_hex(8)
    data = to_json({"format": FORMAT, "activity": record.activity} | fields(record))
    temporary = safe_file.temporary(path, token)
    try:
        record = read_record(data, record.activity)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        safe_file.write(temporary, data, "xb")
        with safe_file.locked(path, token):
            current, _ = _mend(path)
            if current and current.revision > known:
                if current.state == record.state:
                    return current
                raise NewerWork(with_form(current))
            if current and not questions.has_form(record.activity, current.state["answer"]):
                copy_aside(record.activity, folder)
            safe_file.put(temporary, path, data)
    except NewerFormat:
        raise NotSaved(f"{path} is not saved: a newer version of these notebooks wrote it; update them.") from None
    except BadFile as bad:
        raise NotSaved(f"{path} is not saved. {bad} To mend it, shorten the answer.") from None
    except OSError as error:
        what, remedy = REMEDIES.get(error.errno or 0, (error.strerror, "copy your work elsewhere and ask for help"))
        raise NotSaved(f"{path} is not saved: {what}; to mend it, {remedy}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return record


def _read(path: Path) -> Record:
    with path.open("rb") as file:
        return read_record(file.read(LIMIT + 1), path.stem)


def _read_or_mend(path: Path) -> tuple[Record | None, str]:
    try:
        return _read(path), ""
    except NewerFormat:
        raise
    except BadFile:
        with safe_file.locked(path, secrets.token_hex(8)):
            return _mend(path)


def _mend(path: Path) -> tuple[Record | None, str]:
    """The Record of a file, or None, and a problem; a damaged file is set aside. Raises NewerFormat or OSError.

    Needs the lock, since what looked damaged may have been half written.
    """
    try:
        return _read(path), ""
    except FileNotFoundError:
        return None, ""
    except NewerFormat:
        raise
    except BadFile as bad:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        names = (f"{path.stem}.damaged-{stamp}{f'-{n}' if n else ''}.json" for n in count())
        aside = next(path.with_name(name) for name in names if not path.with_name(name).exists())
        path.rename(aside)
        problem = f"{path} was damaged and is set aside as {aside.name}. {bad}"
    try:
        safe_file.write(path, safe_file.backup(path).read_bytes(), "xb")
        return _read(path), f"{problem} What was saved before is back."
    except (FileNotFoundError, BadFile):
        path.unlink(missing_ok=True)
        return None, problem
