"""What the teacher's board shows of a class: who is in, texts side by side. Everything a learner wrote is escaped."""

import os
from pathlib import Path

import ipywidgets
import pandas as pd
from IPython.display import HTML, display
from markupsafe import Markup

from helpers import forecasts, questions, work
from helpers.classroom import tables
from helpers.classroom.hand_ins import EMPTY, Class, ClassroomError, load_class
from helpers.page import cards, element, folded, frame, sentence

MOST, LONGEST = 200, 2000  # rows of a table, and characters of a text, that are shown
SOME = 12  # names in a sentence
ROOT = Path(__file__).parents[2]


def read(folder: str | Path) -> Class:
    """Read the hand-ins of a folder, with a bar that shows how far it is, and say what was found.

    folder : path, from the folder of the project. Returns a Class; an empty one, and a sentence on the page, if there
        is no such folder.
    """
    bar = ipywidgets.IntProgress(description="Reading")
    display(bar)

    def report(done: int, total: int) -> None:
        bar.max, bar.value = total, done
        bar.description = f"{done} of {total}"

    try:
        found = load_class(ROOT / folder, report)
    except ClassroomError as problem:
        display(sentence(element("b", problem)))
        return EMPTY
    display(cards(*_summary(found)))
    return found


def misreadings(found: Class, most: int = 10) -> HTML:
    """The wrong options that were chosen most often, at the first check, with what is said about them."""
    wrong = tables.wrong_options(found)
    if wrong.empty:
        return sentence(wrong.attrs["why"])
    wrong = wrong.head(most)
    wrong["share"] = (wrong["share"] * 100).round().astype(int).astype("str") + " %"
    return cards(frame(wrong))


def texts(found: Class, question: str, part: str | int | None = None) -> HTML:
    """What the class wrote to a question of words, side by side: a name and its text in each card.

    part : see `written`. Raises questions.UnknownQuestion.
    """
    stem = element("p", element("b", questions.get(question).stem))
    shown = [
        element("td", element("b", row.alias), element("div", _short(row.text)))
        for row in tables.written(found, question, part).head(MOST).itertuples()
    ]
    rows = [element("tr", *shown[at : at + 3]) for at in range(0, len(shown), 3)]
    return cards(stem, element("table", *rows) if rows else element("p", "Nobody has written anything yet."))


def compare_forecasts(found: Class) -> HTML:
    """The forecasts that were made on this machine beside those of the class; see forecasts.compare."""
    return forecasts.compare(tables.forecast_means(found))


def export(table: pd.DataFrame, name: str) -> HTML:
    """Write a table as CSV for a spreadsheet, with no cell that could be taken for a formula; say where it is.

    name : of the file; it goes where a learner's own work is kept.
    """
    path = os.path.abspath(work.folder() / name)
    try:
        tables.to_csv(table, Path(path))
    except ClassroomError as problem:
        return sentence(element("b", problem))
    return sentence(f"Written: {path}")


def _summary(found: Class) -> list[Markup]:
    learners = found.work["alias"].nunique()
    others = _counted(found.refused, "file", "not read") + _counted(found.replaced, "file", "replaced by a newer one")
    others += _counted(found.left_out, "answer", "left out")
    lists = {
        "Files that could not be read, and why": found.refused,
        "Older hand-ins": found.replaced,
        "Answers that were left out": found.left_out,
    }
    return [
        element("p", element("b", f"{learners} learners."), f" {others}"),
        *_same_name(found.same_name),
        *_tried_again(found.tried_again),
        *(_list(title, rows) for title, rows in lists.items() if len(rows)),
    ]


def _same_name(aliases: list[str]) -> list[Markup]:
    shown = ", ".join(aliases[:SOME]) + (f" and {len(aliases) - SOME} more" if len(aliases) > SOME else "")
    told = "have the name of somebody else and are told apart by the start of the id of their work, in brackets"
    return [element("p", f"{len(aliases)} learners {told}: {shown}.")] if aliases else []


def _tried_again(number: int) -> list[Markup]:
    told = "1 forecast was" if number == 1 else f"{number} forecasts were"
    return [element("p", f"{told} tried again: what was committed first is counted.")] if number else []


def _list(title: str, rows: pd.DataFrame) -> Markup:
    return folded(f"{title} (the first {MOST})" if len(rows) > MOST else title, frame(rows.head(MOST)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … ({len(text)} characters in all)"


def _counted(rows: pd.DataFrame, thing: str, what: str) -> str:
    return f"{len(rows)} {thing}{'' if len(rows) == 1 else 's'} {what}. " if len(rows) else ""
