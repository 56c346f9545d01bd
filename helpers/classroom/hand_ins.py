"""Reading the hand-ins of a class: the newest of each learner, and what could not be read, with the reason."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.classroom import collect
from helpers.classroom.learners import Learners
from helpers.classroom.light import FILE, Given
from helpers.errors import LessonError, did_you_mean
from helpers.work import BadFile, read_hand_in

LEAST = 5  # learners who must have answered before a table tells anything
MEMORY = 2 * 1024**3  # bytes that all hand-ins may take, by estimate: 50,000 full ones take 1.7 GB

REFUSED = ["file", "why"]
REPLACED = ["file", "alias", "why"]
LEFT_OUT = ["alias", "activity", "why"]
NO_FORM = "The answer has not the form of its question."


class ClassroomError(LessonError):
    """What was asked for a class cannot be had: one sentence that says why."""


@dataclass(frozen=True)
class Class:
    """What was found in a folder of hand-ins.

    work : one row for each learner and activity: alias, activity, answer, first, tries, saved. An answer is the one
        that counts, see questions.counting; to a question known here it has its form.
    refused : files that are no hand-ins: file, why.
    replaced : hand-ins of which there is a newer one of the same learner: file, alias, why.
    left_out : answers that have not the form of their question: alias, activity, why.
    same_name : aliases of learners who are told apart by what stands in brackets, such as "Kim (3f2a)".
    tried_again : number of answers, such as forecasts, that were tried again after a commitment, which is what counts.
    files : the files on the disk from which hand-ins were read, to how many, and to how many files in them were none.
    """

    work: pd.DataFrame
    refused: pd.DataFrame
    replaced: pd.DataFrame
    left_out: pd.DataFrame
    same_name: list[str] = field(default_factory=list)
    tried_again: int = 0
    files: dict[collect.Entry, tuple[int, int]] = field(default_factory=dict)


def load_class(folder: Path, report: Callable[[int, int], None] | None = None) -> Class:
    """All hand-ins in a folder, single or in zip archives; the newest of each learner counts.

    report : a function that is told how many files are done and how many there are, at most a hundred times.

    Raises ClassroomError if there is no such folder, nothing in it, or more than can be read at once.
    """
    entries = _entries(folder)
    _check_room(folder, entries)
    total = sum(entry.files for entry in entries)
    learners = Learners()
    refused: list[tuple[str, str]] = []
    read: Counter[collect.Entry] = Counter()
    for done, (entry, name, content) in enumerate(collect.contents(entries), start=1):
        try:
            if learners.memory > MEMORY:
                raise BadFile("The files before it are as much as can be read at once.")
            learners.add(name, read_hand_in(content()))
            read[entry] += 1
        except BadFile as bad:
            refused.append((name, str(bad)))
        if report and (done == total or done % -(-total // 99) == 0):
            report(done, total)
    return replace(class_of(learners, refused), files={one: (many, one.files - many) for one, many in read.items()})


def _entries(folder: Path) -> list[collect.Entry]:
    try:
        entries = collect.entries(folder)
    except OSError as error:
        near = did_you_mean(folder.name, _folders_beside(folder))
        raise ClassroomError(f"{folder} cannot be opened as a folder: {error.strerror}{near}.") from None
    if not entries:
        raise ClassroomError(f"There is nothing in {folder}: put the hand-ins of the class there.")
    return entries


def _check_room(folder: Path, entries: list[collect.Entry]) -> None:
    """Raise ClassroomError now if the hand-ins, of which only sizes are known yet, would take too much memory."""
    needed = [(_needed(entry), entry.name) for entry in entries]
    total = sum(number for number, _ in needed)
    if total > MEMORY:
        number, name = max(needed)
        raise ClassroomError(
            f"The hand-ins in {folder} would take {_gigabytes(total)} of memory, of which {_gigabytes(MEMORY)} may be "
            f"taken: spread them over {math.ceil(1.1 * total / MEMORY)} folders and read one after the other (the "
            f"largest is {name[:60]}, with {_gigabytes(number)})."
        )


def _needed(entry: collect.Entry) -> int:
    """Bytes of memory that what is in an entry takes, if its answers are as long as answers are."""
    return FILE * entry.files + entry.size


def _gigabytes(number: int) -> str:
    return f"{number / 1024**3:.1f} GB"


def _folders_beside(folder: Path) -> list[str]:
    with suppress(OSError):
        return [path.name for path in folder.parent.iterdir() if path.is_dir() and not path.name.startswith(".")]
    return []


def class_of(learners: Learners, refused: list[tuple[str, str]]) -> Class:
    told_apart = learners.told_apart()
    newest = [(learner.newest.hand_in.alias + tag, learner.newest) for learner, tag in told_apart]
    replaced = [
        (given.file, given.hand_in.alias + tag, learner.why_older(given))
        for learner, tag in told_apart
        for given in learner.older
    ]
    left_out = [(alias, activity, NO_FORM) for alias, given in newest for activity in given.left_out]
    return Class(
        _work(newest),
        pd.DataFrame(refused, columns=REFUSED),
        pd.DataFrame(sorted(replaced), columns=REPLACED),
        pd.DataFrame(left_out, columns=LEFT_OUT),
        sorted((learner.newest.hand_in.alias + tag for learner, tag in told_apart if tag), key=str.casefold),
        sum(given.tried_again for _, given in newest),
    )


def _work(newest: list[tuple[str, Given]]) -> pd.DataFrame:
    rows = [len(given.columns[0]) for _, given in newest]

    def column(values: Iterable[Iterable[Any]], kind: str = "object") -> Any:
        return np.fromiter(chain.from_iterable(values), dtype=kind, count=sum(rows))

    activity, answer, first, tries, saved = ([given.columns[place] for _, given in newest] for place in range(5))
    alias = (repeat(alias, many) for (alias, _), many in zip(newest, rows, strict=True))
    columns = {
        "alias": pd.Series(column(alias), dtype="object"),
        "activity": pd.Categorical(column(activity)),
        # As objects, or pandas makes 1 to 1.0 where somebody has no answer.
        "answer": pd.Series(column(answer), dtype="object"),
        "first": pd.Series(column(first), dtype="object"),
        "tries": column(tries, "int64"),
        "saved": pd.Series(column(saved, "int64").astype("datetime64[us]")).dt.tz_localize("UTC"),
    }
    return pd.DataFrame(columns, copy=False)


EMPTY = class_of(Learners(), [])
