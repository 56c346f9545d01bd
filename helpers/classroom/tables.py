"""What a class answered, as tables. `found` is a Class, `question` the id of a question.

`least` is how many learners must have answered before a table tells anything; below that the table is empty, and its
`attrs["why"]` says so. A function that takes an id raises questions.UnknownQuestion if there is no such question.
"""

import csv
import errno
import json
import math
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import lesson, questions
from helpers.classroom.hand_ins import LEAST, Class, ClassroomError
from helpers.questions import Option, Question
from helpers.work import safe_file

Pairs = list[tuple[str, Any]]  # of an item and a value, as a kind of question counts an answer

# What a spreadsheet may take for a formula: = + - @, also of full width, after blanks and what cannot be seen, at the
# start of a cell, or of what becomes one where ; divides cells. Nor may a cell start with a tab or a line break.
UNSEEN = r" \v\f\0-\x08\x0e-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
FORMULA = re.compile(rf"\A(?=[{UNSEEN}]*[\t\r\n])|(?:\A|(?<=[;\t\r\n]))(?=[{UNSEEN}\x22]*[=+\-@＝＋－＠﹦﹢﹣﹫])")


def who_did_what(found: Class) -> pd.DataFrame:
    """How many activities each learner has done, which is answered and checked, as the learner's own progress counts.

    Returns one row for each alias, one column for each notebook, whose head says out of how many: "01 (of 14)".
    """
    of = Counter(question.notebook for question in questions.every().values())
    notebooks = found.work["activity"].map({id: question.notebook for id, question in questions.every().items()})
    done = found.work[(found.work["tries"] > 0) & notebooks.notna()]
    table = pd.crosstab(done["alias"], notebooks.rename("notebook"))
    table = table.reindex(index=sorted(set(found.work["alias"]), key=str.casefold), columns=list(of), fill_value=0)
    table.columns = [f"{notebook[:2]} (of {number})" for notebook, number in of.items()]
    return table.rename_axis(index="alias")


def counts(found: Class, question: str, least: int = LEAST) -> pd.DataFrame:
    """How often each answer was given: item, value, learners.

    item and value are as the kind of the question counts: the text of an option (of weights the id of a motive; of a
    forecast whether the learner already knew; else "answer"), and "chosen", the group, the place, the percentage,
    "power interest", the weight, the chance, the number or the text. Of options to choose, those that nobody chose
    are there too. Items that fewer than `least` learners answered are left out.
    """
    asked = questions.get(question)
    given = _given(found, asked, "answer")
    number = Counter(pair for pairs in given.values() for pair in pairs)
    names = [option.text for option in asked.options]
    if number and {value for _, value in number} == {"chosen"}:
        rows = [(name, "chosen", number[name, "chosen"]) for name in names] if len(given) >= least else []
    else:
        people = Counter(item for item, _ in number.elements())
        order = sorted(number, key=lambda pair: (names.index(pair[0]) if pair[0] in names else 0, *pair))
        rows = [(*pair, number[pair]) for pair in order if people[pair[0]] >= least]
    return _table(rows, ["item", "value", "learners"], least)


def wrong_options(found: Class, least: int = LEAST) -> pd.DataFrame:
    """Which wrong options were chosen at the first check, the most common first.

    Returns question, stem, option, learners, share (of those who checked) and feedback, for every question that has
    options which are wrong.
    """
    rows: list[tuple[Any, ...]] = []
    asked = 0
    for question in questions.every().values():
        wrong = [option for option in question.options if option.answer == "wrong"]
        given = _given(found, question, "first") if wrong else {}
        if len(given) >= least:
            asked += 1
            rows += _chosen(question, wrong, given)
    nobody = ["Nobody chose a wrong option at the first check."] if asked else []
    table = _table(rows, ["question", "stem", "option", "learners", "share", "feedback"], least, *nobody)
    return table.sort_values(["learners", "share"], ascending=False, kind="stable", ignore_index=True)


def _chosen(question: Question, options: list[Option], given: dict[str, Pairs]) -> list[tuple[Any, ...]]:
    """The rows of those options that somebody chose."""
    number = Counter(item for pairs in given.values() for item, _ in pairs)
    return [
        (question.id, question.stem, o.text, number[o.text], number[o.text] / len(given), o.feedback)
        for o in options
        if number[o.text]
    ]


def hypotheses(found: Class, question: str, least: int = LEAST) -> pd.DataFrame:
    """The table of competing hypotheses of the whole class, one row for each hypothesis and piece of evidence.

    Returns hypothesis, evidence, consistent, inconsistent, neutral, blank (numbers of learners) and disagreement: how
    far learners differ, from 0 (all the same) to 1 (half say that it fits, half that it speaks against).
    """
    asked = questions.get(question)
    parts = {part: [o for o in asked.options if o.answer == part] for part in ("hypothesis", "evidence")}
    if not all(parts.values()):
        raise ClassroomError(f"“{question}” has no hypotheses and evidence to count.")
    pairs = {f"{e.number} {h.number}": (h.text, e.text) for h in parts["hypothesis"] for e in parts["evidence"]}
    given = {alias: [pair for pair in marks if pair[0] in pairs] for alias, marks in _given(found, asked).items()}
    learners = sum(1 for marks in given.values() if marks)
    number = Counter(pair for marks in given.values() for pair in marks)
    rows = []
    for item, texts in pairs.items() if learners >= least else ():
        fits, against, neutral = (number[item, mark] for mark in "CIN")
        marked = fits + against + neutral
        differ = math.sqrt((fits + against) / marked - ((fits - against) / marked) ** 2) if marked else math.nan
        rows.append((*texts, fits, against, neutral, learners - marked, differ))
    columns = ["hypothesis", "evidence", "consistent", "inconsistent", "neutral", "blank", "disagreement"]
    return _table(rows, columns, least)


def before_after(found: Class, question: str, least: int = LEAST) -> pd.DataFrame:
    """How learners answered before and after reading: a cross-table of option texts, of those who did both.

    question : one that asks a guess once more. What was checked first counts, or what stands there.

    Raises ClassroomError if it asks no guess again.
    """
    after = questions.get(question)
    if not after.asks_again:
        again = [id for id, other in questions.every().items() if other.asks_again]
        raise ClassroomError(f"“{question}” asks no guess again: choose one of {', '.join(again)}.")
    before = questions.get(after.asks_again)
    old, new = (_given(found, asked, "first", instead="answer") for asked in (before, after))
    both = Counter((old[alias][0][0], new[alias][0][0]) for alias in old if alias in new)
    heads = [option.text for option in after.options]
    enough = both.total() >= least
    rows = [(o.text, *(both[o.text, head] for head in heads)) for o in before.options if enough]
    return _table(rows, ["before", *heads], least).set_index("before")


def written(found: Class, question: str, part: str | int | None = None) -> pd.DataFrame:
    """What learners wrote: alias, text. As it came: to be escaped before it is shown.

    part : in an answer of several texts the name of one, such as "mind" of hypotheses or the number of a briefing's.
    """
    answers = _answers(found, questions.get(question).id, "answer")
    texts = ((alias, answer if part is None else _part(answer, str(part))) for alias, answer in answers.items())
    rows = [(alias, text) for alias, text in texts if isinstance(text, str) and text.strip()]
    return pd.DataFrame(rows, columns=["alias", "text"])


def _part(answer: Any, part: str) -> Any:
    return answer.get(part) if isinstance(answer, dict) else None


def forecast_means(found: Class, least: int = LEAST) -> dict[str, float]:
    """Mean chances of those who did not know the end, in percent, by id; only where at least `least` committed one."""
    means = {}
    for question in lesson.forecasts["id"]:
        table = counts(found, question, least)
        table = table[table["item"] == "did not know"]
        if len(table):
            means[question] = float((table["value"] * table["learners"]).sum() / table["learners"].sum())
    return means


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
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        safe_file.write_whole(path, text.encode("utf-8-sig"))
    except OSError as error:
        raise ClassroomError(f"{path} is not written: {_why(error, path)}.") from error


def _why(error: OSError, path: Path) -> str:
    """Why a file is not written, and how to mend it."""
    if isinstance(error, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK):
        return "another program has it open; close it there, such as in the spreadsheet program, and run the cell again"
    if isinstance(error, PermissionError):
        return f"{path.parent} may not be written; choose another folder by READING_WORK"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; make room and run the cell again"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}, and none can be made; choose another by READING_WORK"
    return f"{error.strerror}; choose another name or another folder"


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return FORMULA.sub("'", value) if isinstance(value, str) else value


def _answers(found: Class, question: str, column: str, instead: str | None = None) -> dict[str, Any]:
    """Each alias to its answer, where there is one. instead : the column to take where the first one has nothing."""
    rows = found.work[found.work["activity"] == question]
    given = zip(rows["alias"], rows[column], rows[instead or column], strict=True)
    answers = {alias: other if answer is None else answer for alias, answer, other in given}
    return {alias: answer for alias, answer in answers.items() if answer is not None}


def _given(found: Class, question: Question, column: str = "answer", instead: str | None = None) -> dict[str, Pairs]:
    """Each alias to what its answer counts for, where that is anything."""
    counted = questions.kind(question).counted
    answers = _answers(found, question.id, column, instead)
    pairs = {alias: counted(question, answer) for alias, answer in answers.items()}
    return {alias: items for alias, items in pairs.items() if items}


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
