"""Reading the hand-ins of a class: the newest of each learner, and what could not be read, with the reason."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from helpers import questions
from helpers.classroom import collect
from helpers.classroom.learners import Learners
from helpers.errors import LessonError, did_you_mean
from helpers.work import BadFile, Record, read_hand_in, with_form

LEAST = 5  # learners who must have answered before a table tells anything
MEMORY = 1024**3  # bytes that all hand-ins may take, by estimate

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
    """

    work: pd.DataFrame
    refused: pd.DataFrame
    replaced: pd.DataFrame
    left_out: pd.DataFrame
    same_name: list[str] = field(default_factory=list)
    tried_again: int = 0


def load_class(folder: Path, report: Callable[[int, int], None] | None = None) -> Class:
    """All hand-ins in a folder, single or in zip archives; the newest of each learner counts.

    report : a function that is told how many files are done and how many there are, at most a hundred times.

    Raises ClassroomError if there is no such folder or nothing in it.
    """
    entries = _entries(folder)
    total = sum(map(collect.count, entries))
    learners = Learners()
    refused: list[tuple[str, str]] = []
    memory = 0
    for done, (name, content) in enumerate(collect.contents(entries), start=1):
        try:
            data = content()
            # A value takes more room than its letters, a list or an object much more.
            memory += 4 * len(data) + 64 * data.count(b",") + 150 * (data.count(b"[") + data.count(b"{"))
            if memory > MEMORY:
                raise BadFile("The files before it are as much as can be read at once.")
            learners.add(name, read_hand_in(data))
        except BadFile as bad:
            refused.append((name, str(bad)))
        if report and (done == total or done % -(-total // 99) == 0):
            report(done, total)
    return class_of(learners, refused)


def _entries(folder: Path) -> list[collect.Entry]:
    try:
        entries = collect.entries(folder)
    except OSError as error:
        near = did_you_mean(folder.name, _folders_beside(folder))
        raise ClassroomError(f"{folder} cannot be opened as a folder: {error.strerror}{near}.") from None
    if not entries:
        raise ClassroomError(f"There is nothing in {folder}: put the hand-ins of the class there.")
    return entries


def _folders_beside(folder: Path) -> list[str]:
    with suppress(OSError):
        return [path.name for path in folder.parent.iterdir() if path.is_dir() and not path.name.startswith(".")]
    return []


def class_of(learners: Learners, refused: list[tuple[str, str]]) -> Class:
    told_apart = learners.told_apart()
    newest = [(hand_in.alias + tag, hand_in) for learner, tag in told_apart for _, hand_in in [learner.newest]]
    given = [(alias, record, with_form(record)) for alias, hand_in in newest for record in hand_in.answers.values()]
    left_out = [
        (alias, record.activity, NO_FORM)
        for alias, record, checked in given
        if record.state["answer"] is not None and checked.state["answer"] is None
    ]
    replaced = [
        (file, hand_in.alias + tag, learner.why_older(file, hand_in))
        for learner, tag in told_apart
        for file, hand_in in learner.older
    ]
    return Class(
        _work([(alias, checked) for alias, _, checked in given]),
        pd.DataFrame(refused, columns=REFUSED),
        pd.DataFrame(sorted(replaced), columns=REPLACED),
        pd.DataFrame(left_out, columns=LEFT_OUT),
        sorted((learner.newest[1].alias + tag for learner, tag in told_apart if tag), key=str.casefold),
        sum(questions.counting(record.activity, record.state) != record.state["answer"] for _, _, record in given),
    )


def _work(records: list[tuple[str, Record]]) -> pd.DataFrame:
    columns = {
        "alias": [alias for alias, _ in records],
        "activity": [record.activity for _, record in records],
        # As objects, or pandas makes 1 to 1.0 where somebody has no answer.
        "answer": pd.Series(
            [questions.counting(record.activity, record.state) for _, record in records], dtype="object"
        ),
        "first": pd.Series([record.state["first"] for _, record in records], dtype="object"),
        "tries": pd.Series([record.state["tries"] for _, record in records], dtype="int64"),
        "saved": pd.Series([record.saved for _, record in records], dtype="datetime64[us, UTC]"),
    }
    return pd.DataFrame(columns)


EMPTY = class_of(Learners(), [])
