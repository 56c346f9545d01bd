"""What a class answered, as tables. `found` is a Class, `question` a Question, `asked` some of them.

`least` is how many learners must have answered before a table tells anything; below that the table is empty, and its
`attrs["why"]` says so.
"""

import csv
import errno
import hashlib
import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import lesson, questions
from helpers.classroom.hand_ins import LEAST, Class, ClassroomError
from helpers.forecasts import penalty
from helpers.questions import Option, Question
from helpers.work import safe_file

Pairs = list[tuple[str, Any]]  # of an item and a value, as a kind of question counts an answer
CHOSEN = "chosen"  # the value of an option that was chosen
TRIES = 3  # checks after which somebody whose answer is not right may need help

# What a spreadsheet may take for a formula: = + - @, also of full width, after blanks and what cannot be seen, at the
# start of a cell, or of what becomes one where ; divides cells. Nor may a cell start with a tab or a line break.
UNSEEN = r" \v\f\0-\x08\x0e-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
FORMULA = re.compile(rf"\A(?=[{UNSEEN}]*[\t\r\n])|(?:\A|(?<=[;\t\r\n]))(?=[{UNSEEN}\x22]*[=+\-@＝＋－＠﹦﹢﹣﹫])")


def numbers(found: Class) -> dict[str, int]:
    """Each alias to a number, from 1: the same for the same class, in an order that tells nothing of the names."""
    aliases = sorted(set(found.work["alias"]), key=lambda alias: hashlib.sha256(alias.encode()).hexdigest())
    return {alias: number for number, alias in enumerate(aliases, start=1)}


def learners(found: Class, asked: Sequence[Question]) -> pd.DataFrame:
    """How far each learner is with some questions: one row for each number.

    Returns number, alias, done (how many are answered and checked, as the learner's own progress counts) and stuck (ids
    of those that were checked TRIES times or more, and are not right).
    """
    of = {question.id: place for place, question in enumerate(asked)}
    rows = found.work[found.work["activity"].isin(list(of))]
    done = Counter(rows[rows["tries"] > 0]["alias"])
    stuck: dict[str, list[str]] = {}
    for row in rows[rows["tries"] >= TRIES].itertuples():
        if questions.is_right(row.activity, row.answer) is False:
            stuck.setdefault(row.alias, []).append(row.activity)
    told = [
        (number, alias, done[alias], sorted(stuck.get(alias, []), key=of.__getitem__))
        for alias, number in numbers(found).items()
    ]
    return pd.DataFrame(told, columns=["number", "alias", "done", "stuck"])


def given(found: Class, question: Question, column: str = "answer", instead: str | None = None) -> dict[str, Any]:
    """Each alias to its answer, where there is one, as `column` of the class has it: "answer", or "first".

    instead : the column to take where the first one has nothing.
    """
    rows = found.work[found.work["activity"] == question.id]
    pairs = zip(rows["alias"], rows[column], rows[instead or column], strict=True)
    answers = {alias: other if answer is None else answer for alias, answer, other in pairs}
    return {alias: answer for alias, answer in answers.items() if answer is not None}


def counted(found: Class, question: Question, column: str = "answer", instead: str | None = None) -> dict[str, Pairs]:
    """Each alias to what its answer counts for, where that is anything; see `given`."""
    of = questions.kind(question).counted
    pairs = {alias: of(question, answer) for alias, answer in given(found, question, column, instead).items()}
    return {alias: items for alias, items in pairs.items() if items}


def counts(found: Class, question: Question, column: str = "answer", least: int = LEAST) -> pd.DataFrame:
    """How often each answer was given: item, value, learners, right (True, False, or None where nothing is).

    item and value are as the kind of the question counts: the text of an option (of weights the id of a motive; of a
    forecast whether the learner already knew; else "answer"), and "chosen", the group, the place, the percentage,
    "power interest", the weight, the chance, the number or the text. Of options to choose, those that nobody chose
    are there too. Items that fewer than `least` learners answered are left out.
    """
    answers = counted(found, question, column)
    number = Counter(pair for pairs in answers.values() for pair in pairs)
    names = [option.text for option in question.options]
    if number and {value for _, value in number} == {CHOSEN}:
        pairs = [(name, CHOSEN) for name in names] if len(answers) >= least else []
    else:
        people = Counter(item for item, _ in number.elements())
        order = sorted(number, key=lambda pair: (names.index(pair[0]) if pair[0] in names else 0, *pair))
        pairs = [pair for pair in order if people[pair[0]] >= least]
    right = questions.kind(question).right
    rows = [(*pair, number[pair], right(question, *pair)) for pair in pairs]
    return _table(rows, ["item", "value", "learners", "right"], least)


def before_after(found: Class, question: Question, least: int = LEAST) -> pd.DataFrame:
    """How those answered who did both, the guess and what asks it again: item, value, before, after, right.

    question : the one that asks once more. What was checked first counts, or what stands there. item, value and right
        as in `counts`. attrs["both"] says how many did both, attrs["changed"] how many of them answered otherwise.
    """
    guess = questions.get(question.asks_again)
    old, new = (counted(found, asked, "first", instead="answer") for asked in (guess, question))
    both = [alias for alias in old if alias in new]
    before, after = (Counter(pair for alias in both for pair in answers[alias]) for answers in (old, new))
    names = [(option.text, CHOSEN) for option in question.options]
    pairs = names if {value for _, value in before | after} <= {CHOSEN} else sorted(before | after)
    right = questions.kind(question).right
    rows = [(*pair, before[pair], after[pair], right(question, *pair)) for pair in pairs if len(both) >= least]
    table = _table(rows, ["item", "value", "before", "after", "right"], least)
    table.attrs |= {"both": len(both), "changed": sum(set(old[alias]) != set(new[alias]) for alias in both)}
    return table


def wrong_options(found: Class, asked: Iterable[Question], least: int = LEAST) -> pd.DataFrame:
    """Which wrong options were chosen at the first check, the most common first.

    Returns question, stem, option, learners, share (of those who checked) and feedback, for every question that has
    options which are wrong.
    """
    rows: list[tuple[Any, ...]] = []
    answered = False
    for question in asked:
        wrong = [option for option in question.options if option.answer == "wrong"]
        answers = counted(found, question, "first") if wrong else {}
        if len(answers) >= least:
            answered = True
            rows += _chosen(question, wrong, answers)
    nobody = ["Nobody chose a wrong option at the first check."] if answered else []
    table = _table(rows, ["question", "stem", "option", "learners", "share", "feedback"], least, *nobody)
    return table.sort_values(["learners", "share"], ascending=False, kind="stable", ignore_index=True)


def _chosen(question: Question, options: list[Option], answers: dict[str, Pairs]) -> list[tuple[Any, ...]]:
    """The rows of those options that somebody chose."""
    number = Counter(item for pairs in answers.values() for item, _ in pairs)
    return [
        (question.id, question.stem, o.text, number[o.text], number[o.text] / len(answers), o.feedback)
        for o in options
        if number[o.text]
    ]


def alike(found: Class, question: Question, column: str = "answer") -> float:
    """The share of pairs of learners who gave the same value to an item, of all pairs and items; NaN of no pair."""
    values: dict[str, Counter[Any]] = {}
    for pairs in counted(found, question, column).values():
        for item, value in pairs:
            values.setdefault(item, Counter())[value] += 1
    all_pairs = sum(math.comb(number.total(), 2) for number in values.values())
    same = sum(math.comb(many, 2) for number in values.values() for many in number.values())
    return same / all_pairs if all_pairs else math.nan


def spread(found: Class, question: Question, least: int = LEAST) -> dict[str, list[float]]:
    """The numbers that were given, sorted, by what they were given to, of a kind that has a scale."""
    of: dict[str, list[float]] = {}
    kind: Any = questions.kind(question)
    for answer in given(found, question).values():
        for text, number in kind.spread(question, answer):
            of.setdefault(text, []).append(number)
    return {text: sorted(numbers) for text, numbers in of.items() if len(numbers) >= least}


def texts(found: Class, question: Question) -> dict[int, tuple[str, list[tuple[str, str]]]]:
    """What was written, of a kind that has texts: the number of each learner to its alias, and headings with texts."""
    kind: Any = questions.kind(question)
    answers, of = given(found, question), numbers(found)
    written = {of[alias]: (alias, kind.texts(question, answers[alias])) for alias in answers}
    return {number: written[number] for number in sorted(written) if written[number][1]}


def forecasts(found: Class, least: int = LEAST) -> pd.DataFrame:
    """The forecasts of those who did not know the end; only where at least `least` committed one.

    Returns question, short, learners, mean (chance in percent), resolution ("yes" or "no"), penalty (of the mean) and
    penalties (the mean of the learners' own).
    """
    rows = []
    for asked in lesson.forecasts.itertuples():
        question, end = questions.get(asked.id), str(asked.resolution)
        chances = [chance for of in spread(found, question, least).values() for chance in of]
        if chances:
            mean = sum(chances) / len(chances)
            own = sum(penalty(chance, end) for chance in chances) / len(chances)
            rows.append((question.id, asked.short, len(chances), mean, end, penalty(mean, end), own))
    columns = ["question", "short", "learners", "mean", "resolution", "penalty", "penalties"]
    return _table(rows, columns, least)


def calibration(found: Class, least: int = LEAST) -> pd.DataFrame:
    """How often came true what was called so likely, all forecasts of `forecasts` together.

    Returns low, high (of a fifth of the scale, in percent), number (of forecasts), mean (chance) and share (that came
    true); only fifths with at least `least` forecasts.
    """
    said = [
        (chance, str(asked.resolution) == "yes")
        for asked in lesson.forecasts.itertuples()
        for of in spread(found, questions.get(asked.id), least).values()
        for chance in of
    ]
    rows = []
    for low in range(0, 100, 20):
        high = low + 20 if low == 80 else low + 19
        ends = [(chance, came) for chance, came in said if low <= chance <= high]
        if len(ends) >= least:
            chances, came = zip(*ends, strict=True)
            rows.append((low, high, len(ends), sum(chances) / len(ends), sum(came) / len(ends)))
    return _table(rows, ["low", "high", "number", "mean", "share"], least)


def export(found: Class) -> pd.DataFrame:
    """One row for each learner and question: alias, question, notebook, answer and first in words, right, tries, saved.

    `kept` is the answer as JSON. What answers no question known here has only that.
    """
    rows = []
    for row in found.work.itertuples():
        question = questions.every().get(row.activity)
        words = [in_words(question, answer) if question else "" for answer in (row.answer, row.first)]
        is_right = questions.is_right(row.activity, row.answer) if question else None
        right = {True: "right", False: "not right", None: ""}[is_right]
        notebook = question.notebook if question else ""
        saved = f"{row.saved:%Y-%m-%d %H:%M:%S}"
        kept = "" if row.answer is None else json.dumps(row.answer, ensure_ascii=False)
        rows.append((row.alias, row.activity, notebook, *words, right, row.tries, saved, kept))
    columns = ["alias", "question", "notebook", "answer", "first", "right", "tries", "saved (UTC)", "kept"]
    return pd.DataFrame(rows, columns=columns)


def in_words(question: Question, answer: Any) -> str:
    """An answer in words: what was written, or what was counted of it."""
    if answer is None:
        return ""
    kind: Any = questions.kind(question)
    if hasattr(kind, "texts") and (written := kind.texts(question, answer)):
        return "; ".join(f"{heading}: {text}" if heading else text for heading, text in written)
    cells = kind.cells(question) if hasattr(kind, "cells") else {}
    called = getattr(kind, "CALLED", {})
    pairs = [(" - ".join(cells.get(item, (item,))), value) for item, value in kind.counted(question, answer)]
    return "; ".join(item if value == CHOSEN else f"{item}: {called.get(value, value)}" for item, value in pairs)


def to_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV that a spreadsheet opens as text and numbers, with no cell taken for a formula.

    The file is written whole or not at all: until it is, an old one stands. Raises ClassroomError.
    """
    if frame.index.name:
        frame = frame.reset_index()
    safe = frame.map(_cell).rename(columns=_cell)
    text = safe.to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC)
    path = Path(os.path.abspath(path))
    try:
        safe_file.write_whole(path, text.encode("utf-8-sig"))
    except OSError as error:
        raise ClassroomError(f"{path} is not written: {_why(error, path)}.") from error


def _why(error: OSError, path: Path) -> str:
    """Why a file is not written, and how to mend it."""
    if isinstance(error, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK):
        return "another program has it open; close it there, such as in the spreadsheet program"
    if isinstance(error, PermissionError):
        return f"{path.parent} may not be written; copy the hand-ins to another folder, and read that one"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; make room and press the button again"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}; read another one"
    return f"{error.strerror}; copy the hand-ins to another folder, and read that one"


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return FORMULA.sub("'", value) if isinstance(value, str) else value


def _table(
    rows: list[tuple[Any, ...]],
    columns: list[str],
    least: int,
    why: str = "Fewer than {} learners have answered, so nothing is shown.",
) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=columns)
    if not rows:
        table.attrs["why"] = why.format(least)
    return table
