"""Where a learner's work is kept, and how it is handed in. Knows no widget.

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

from helpers import safe_file
from helpers.untrusted import (
    FORMAT,
    LIMIT,
    MOST_REVISIONS,
    TEXT,
    BadFile,
    NewerFormat,
    Record,
    clean_alias,
    read_hand_in,
    read_record,
    texts,
)

ROOT = Path(__file__).parent.parent
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


# Of the files in the folder, those that may be an activity's; a learner may put others there, such as a hand-in.
OURS = re.compile(r"[0-9]{2}-[a-z0-9-]{1,57}")


class NotSaved(Exception):
    """Work could not be kept: one sentence that says where, what, and how to mend it."""


class NewerWork(Exception):
    """Another window saved this activity since: `record` is what it saved, and stays as it is."""

    def __init__(self, record):
        super().__init__(f"{record.activity} was saved in another window, as revision {record.revision}.")
        self.record = record


def load(activity, folder=None):
    """What is kept of one activity.

    Returns (Record or None, problem). `problem` is "" or a sentence for the learner: a damaged file was set aside, or
    the file cannot be used. Raises ValueError if `activity` is no id.
    """
    path = _path(activity, folder)
    try:
        return _read_or_mend(path)
    except FileNotFoundError:
        return None, ""
    except NewerFormat:
        return None, f"{path} is from a newer version of these notebooks: update them to see your work."
    except OSError as error:
        return None, f"{path} cannot be read: {error.strerror}."


def load_all(folder=None):
    """Everything that is kept: a dict of activity to Record, and a list of problems as `load` tells them."""
    folder, found, problems = Path(folder or FOLDER), {}, []
    for activity in sorted(path.stem for path in folder.glob("*.json") if OURS.fullmatch(path.stem)):
        record, problem = load(activity, folder)
        if record:
            found[activity] = record
        if problem:
            problems.append(problem)
    safe_file.sweep(folder)
    return found, problems


def save(activity, state, revision, folder=None):
    """Keep the state of one activity.

    activity : an id such as "01-date".
    state : see Record.
    revision : of the Record that was last loaded or saved here, 0 if there was none.

    Returns the Record as it is on the disk now. Raises NewerWork if another window saved a later revision with another
    state, NotSaved if it could not be kept, ValueError if `activity` is no id.
    """
    return _keep(Record(activity, revision + 1, datetime.now(UTC), state), revision, folder)


def hand_in(alias, folder=None):
    """All that is kept, as the bytes of one file to hand in.

    alias : a name of the learner's choice, 1 to 40 characters; nothing else in the file is about the person.

    Raises ValueError, with a sentence for the learner, if the alias will not do, nothing is kept, or it is too long.
    """
    alias, (records, _) = clean_alias(alias), load_all(folder)
    if not records:
        raise ValueError("Nothing is kept yet, so there is nothing to hand in.")
    answers = {activity: _fields(record) for activity, record in records.items()}
    made = datetime.now(UTC).isoformat(timespec="milliseconds")
    data = _to_json({"format": FORMAT, "kind": "hand-in", "alias": alias, "made": made, "answers": answers})
    lengths = {activity: max(map(len, texts(record.state))) for activity, record in records.items()}
    longest = sorted(lengths, key=lengths.get, reverse=True)[:3]
    if len(data) > LIMIT or lengths[longest[0]] > TEXT:
        named = ", ".join(f"{key} ({lengths[key]:,} characters)" for key in longest if lengths[key] > 1000)
        raise ValueError(
            f"This is too long to hand in: a text may have {TEXT:,} characters, and all together {LIMIT // 1024} KB. "
            f"The longest texts are in {named or longest[0]}."
        )
    try:
        read_hand_in(data)
    except BadFile as bad:
        raise ValueError(f"This cannot be handed in. {bad}") from None
    return data


def restore(data, folder=None):
    """Put a hand-in back into the folder.

    data : bytes of a hand-in.

    Returns two lists of ids: what was put back, and what was left as it is, because it was saved later than the one in
    the hand-in or by a newer version of these notebooks. Raises BadFile or NotSaved.
    """
    restored, kept, failed = [], [], []
    for activity, record in read_hand_in(data).answers.items():
        current, problem = load(activity, folder)
        if (current and current.saved >= record.saved) or (problem and _path(activity, folder).exists()):
            kept.append(activity)
            continue
        known = current.revision if current else 0
        # Above every revision that an open window may know, so that none overwrites it unawares.
        revision = min(max(known, record.revision) + 1, MOST_REVISIONS)
        try:
            if current and current.state != record.state:
                copy_aside(activity, folder)
            _keep(replace(record, revision=revision), known, folder)
        except NewerWork:
            kept.append(activity)
        except NotSaved as problem:
            failed.append(problem)
        else:
            restored.append(activity)
    if failed:
        raise NotSaved(f"{len(restored)} were put back, {len(failed)} were not. {failed[0]}")
    return restored, kept


def copy_aside(activity, folder=None):
    """Leave a copy of what is kept of an activity beside it, before something else takes its place. Raises NotSaved."""
    path = _path(activity, folder)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    try:
        safe_file.write(path.with_name(f"{activity}.before-{stamp}.json"), path.read_bytes(), "xb")
    except OSError as error:
        raise NotSaved(f"{path} is not changed, since no copy of it could be made: {error.strerror}.") from error


def _path(activity, folder):
    if not ACTIVITY.fullmatch(activity):
        raise ValueError(f"“{activity}” is no id of an activity: use small letters, digits and hyphens.")
    return Path(folder or FOLDER) / f"{activity}.json"


def _fields(record):
    saved = record.saved.isoformat(timespec="milliseconds")
    return {"revision": record.revision, "saved": saved, "state": record.state}


def _to_json(value):
    # Half of an emoji, which a browser may send, becomes "?".
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8", "replace")


def _keep(record, known, folder):
    """Write a Record unless a later revision than `known` is there. Returns what is on the disk; raises as `save`."""
    path, token = _path(record.activity, folder), secrets.token_hex(8)
    data = _to_json({"format": FORMAT, "activity": record.activity} | _fields(record))
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
                raise NewerWork(current)
            safe_file.put(temporary, path, data)
    except NewerFormat:
        raise NotSaved(f"{path} is not saved: a newer version of these notebooks wrote it; update them.") from None
    except BadFile as bad:
        raise NotSaved(f"{path} is not saved. {bad} To mend it, shorten the answer.") from None
    except OSError as error:
        what, remedy = REMEDIES.get(error.errno, (error.strerror, "copy your work elsewhere and ask for help"))
        raise NotSaved(f"{path} is not saved: {what}; to mend it, {remedy}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return record


def _read(path):
    with path.open("rb") as file:
        return read_record(file.read(LIMIT + 1), path.stem)


def _read_or_mend(path):
    try:
        return _read(path), ""
    except NewerFormat:
        raise
    except BadFile:
        with safe_file.locked(path, secrets.token_hex(8)):
            return _mend(path)


def _mend(path):
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
