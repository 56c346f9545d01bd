"""All that is kept as one file to hand in, and put back from such a file."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from helpers import questions
from helpers.errors import LessonError
from helpers.work.kept import (
    MISFIT,
    NewerWork,
    NotSaved,
    copy_aside,
    fields,
    load,
    load_all,
    path_of,
    put,
    to_json,
)
from helpers.work.untrusted import FORMAT, LIMIT, MOST_REVISIONS, TEXT, BadFile, clean_alias, read_hand_in, texts_in


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
    answers = {activity: fields(record) for activity, record in records.items()}
    made = datetime.now(UTC).isoformat(timespec="milliseconds")
    data = to_json({"format": FORMAT, "kind": "hand-in", "alias": alias, "made": made, "answers": answers})
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


def restore(data: bytes, folder: Path | None = None) -> tuple[list[str], list[str]]:
    """Put a hand-in back into the folder.

    data : bytes of a hand-in.

    Returns two lists of ids: what was put back, and what was left as it is, because it was saved later than the one in
    the hand-in or by a newer version of these notebooks, or because the one in the hand-in has not the form of its
    question. Raises BadFile or NotSaved.
    """
    restored, kept, failed = [], [], []
    for activity, record in read_hand_in(data).answers.items():
        current, problem = load(activity, folder)
        usable = current if problem != MISFIT else None
        unread = not current and problem and path_of(activity, folder).exists()
        has_form = questions.has_form(activity, record.state["answer"])
        if unread or not has_form or (usable and usable.saved >= record.saved):
            kept.append(activity)
            continue
        known = current.revision if current else 0
        # Above every revision that an open window may know, so that none overwrites it unawares.
        revision = min(max(known, record.revision) + 1, MOST_REVISIONS)
        try:
            if usable and usable.state != record.state:
                copy_aside(activity, folder)
            put(replace(record, revision=revision), known, folder)
        except NewerWork:
            kept.append(activity)
        except NotSaved as problem:
            failed.append(problem)
        else:
            restored.append(activity)
    if failed:
        raise NotSaved(f"{len(restored)} were put back, {len(failed)} were not. {failed[0]}")
    return restored, kept
