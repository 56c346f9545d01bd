"""All that is kept as one file to hand in, and put back from such a file."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers import questions
from helpers.errors import LessonError
from helpers.work import history, place
from helpers.work.kept import (
    MISFIT,
    NOTHING,
    NewerWork,
    NotSaved,
    keep_beside,
    load,
    load_all,
    path_of,
    put,
    save,
)
from helpers.work.untrusted import (
    HAND_IN,
    LIMIT,
    MOST_REVISIONS,
    TEXT,
    BadFile,
    Record,
    clean_alias,
    kind,
    read_hand_in,
    texts_in,
)
from helpers.work.written import fields, to_json


class NotHandedIn(LessonError):
    """There is no file to hand in: one sentence that says why."""


def hand_in(alias: str, folder: Path | None = None) -> bytes:
    """All that is kept, as the bytes of one file to hand in.

    alias : a name of the learner's choice, 1 to 40 characters; nothing else in the file is about the person.

    Raises BadFile if the alias will not do, NotHandedIn if nothing is kept or it is too long.
    """
    alias, (records, _) = clean_alias(alias), load_all(folder)
    if not records:
        raise NotHandedIn("Nothing is kept yet, so there is nothing to hand in.")
    made = datetime.now(UTC).isoformat(timespec="milliseconds")
    told: dict[str, Any] = {"format": HAND_IN, "kind": kind(), "alias": alias, "made": made}
    known = place.next_hand_in(Path(folder or place.folder()))
    told |= {"number": known.number, "folders": known.folders} if known else {}
    data = to_json(told | {"answers": {activity: fields(record) for activity, record in records.items()}})
    lengths = {activity: max(map(len, texts_in(record.state))) for activity, record in records.items()}
    longest = sorted(lengths, key=lengths.__getitem__, reverse=True)[:3]
    if len(data) > LIMIT or lengths[longest[0]] > TEXT:
        named = ", ".join(f"{key} ({lengths[key]:,} characters)" for key in longest if lengths[key] > 1000)
        raise NotHandedIn(
            f"This is too long to hand in: a text may have {TEXT:,} characters, and all together {LIMIT // 1024} KB. "
            f"The longest texts are in {named or longest[0]}."
        )
    try:
        read_hand_in(data)
    except BadFile as bad:
        raise NotHandedIn(f"This cannot be handed in. {bad}") from None
    return data


@dataclass
class Restored:
    """What became of the answers in a hand-in: ids of activities.

    back : put back; what stood there is in its history.
    before : of those, the states that stood there, as undo_restore takes them.
    same : as it is here.
    beside : what is here is newer, and stays; what the hand-in says is in its history.
    left : the hand-in's does not fit its question, or what is here is of a newer version of these notebooks.
    """

    back: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    before: dict[str, dict[str, Any]] = field(default_factory=dict, compare=False)


def restore(data: bytes, folder: Path | None = None) -> Restored:
    """Put a hand-in back into the folder.

    data : bytes of a hand-in. An answer in it takes the place of an older one, and of an empty one however new. Of the
    same work (see HandIn.folders) the higher revision is the newer one, else the later time.

    Raises BadFile or NotSaved.
    """
    given, where = read_hand_in(data), Path(folder or place.folder())
    is_same_work = False
    with suppress(OSError):
        is_same_work = bool(set(given.folders) & set(place.lineage(where).folders))
    found, failed = Restored(), []
    for record in given.answers.values():
        try:
            _put_back(record, is_same_work, folder, found)
        except NotSaved as problem:
            failed.append(problem)
    if failed:
        raise NotSaved(f"{len(found.back)} were put back, {len(failed)} were not. {failed[0]}")
    if given.folders:
        place.loaded(where, given.folders, given.number)
    return found


def undo_restore(states: dict[str, dict[str, Any]], folder: Path | None = None) -> list[str]:
    """Put back what a hand-in took the place of, with no trace of what it had committed.

    states : as in Restored.before. Returns the ids; what the hand-in said is in their history. Raises NotSaved,
    NewerWork if a window saved meanwhile, and NoActivity if there is no such id.
    """
    for activity, state in states.items():
        current, _ = load(activity, folder)
        known, before = (current.revision, [("back", current.state)]) if current else (0, [])
        save(activity, state, known, folder, before, binds=False)
    return list(states)


def _put_back(record: Record, is_same_work: bool, folder: Path | None, found: Restored) -> None:
    """Put one answer of a hand-in back, if it should be, and note in `found` what became of it."""
    current, problem = load(record.activity, folder)
    unread = not current and problem and path_of(record.activity, folder).exists()
    if unread or not questions.has_form(record.activity, record.state["answer"]):
        found.left.append(record.activity)
        return
    known = current.revision if current else 0
    usable = current if problem != MISFIT else None
    state = questions.bound(record.activity, current.state, record.state) if current else record.state
    if usable and (usable.state == state or history.is_empty(record.state)):
        if usable.state == state and record.revision > known:
            put(replace(usable, revision=record.revision), known, folder)  # so that the next edit here is the newer one
        found.same.append(record.activity)
        return
    if usable and not _is_newer(record, usable, is_same_work):
        keep_beside(record, "file", folder)
        found.beside.append(record.activity)
        return
    # Above every revision that an open window may know, so that none overwrites it unawares; but loading is no edit.
    revision = min(max(known + 1, record.revision), MOST_REVISIONS)
    try:
        put(replace(record, state=state, revision=revision), known, folder, [("file", usable.state)] if usable else ())
    except NewerWork:
        _put_back(record, is_same_work, folder, found)  # a window saved meanwhile
        return
    found.back.append(record.activity)
    found.before[record.activity] = current.state if current else dict(NOTHING)


def _is_newer(record: Record, current: Record, is_same_work: bool) -> bool:
    """Whether a record of a hand-in, which says something, is to take the place of what is here."""
    if history.is_empty(current.state):
        return True
    return record.revision > current.revision if is_same_work else record.saved > current.saved
