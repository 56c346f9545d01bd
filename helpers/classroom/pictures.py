"""What the board shows, as HTML: tables with bars, so that it is read aloud, and grows with the words.

A function takes the class and a question, or some, and gives Markup. `told` is whether to show what is right. Nothing
here knows a kind of question by name: see `questions.Kind` for what a kind says of itself.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers import lesson, questions
from helpers.classroom import tables
from helpers.classroom.hand_ins import LEAST, Class
from helpers.page import element, folded, joined, listed, table
from helpers.questions import Question

MOST, LONGEST = 200, 2000  # rows of a list, and characters of a text, that are shown
VALUES = 12  # different answers to one item that are shown
BINS = 10  # of a scale, at most
MARKS = {True: "✓ right", False: "✗ not right"}


def question(found: Class, asked: Question, told: bool) -> Markup:
    """How the answers to a question spread, and on demand what is right, and why."""
    kind: Any = questions.kind(asked)
    column = "first" if kind.wanted(asked) else "answer"
    people = len(tables.given(found, asked, column))
    parts = [_how_many(found, asked, people)]
    if people < LEAST:
        return joined(*parts, _too_few())
    if hasattr(kind, "spread"):
        parts.append(_spread(found, asked))
    elif hasattr(kind, "cells"):
        parts += _cells(found, asked, column, told)
    else:
        rows = tables.counts(found, asked, column)
        parts.append(_items(rows, asked, people, told))
        if _are_options(rows) and told:  # which say what is right themselves
            return joined(*parts, why(asked))
    return joined(*parts, *([_forecast(found, asked), why(asked), _key(asked)] if told else ()))


def _forecast(found: Class, asked: Question) -> Markup:
    """What a forecast was worth to the class; nothing of another question."""
    if asked.id not in set(lesson.forecasts["id"]):
        return joined()
    rows = tables.forecasts(found)
    of = [
        f"It came out: {row.resolution}. The mean chance was {row.mean:.0f} %: a penalty (Brier score) of "
        f"{row.penalty:.2f}, from 0 (best) to 1. The learners’ own penalties are {row.penalties:.2f} in the mean."
        for row in rows[rows["question"] == asked.id].itertuples()
    ]
    return element("p", *of)


def _how_many(found: Class, asked: Question, people: int) -> Markup:
    answers = tables.given(found, asked)
    words = f"{_learners(people)} answered."
    if questions.kind(asked).wanted(asked):
        firsts = tables.given(found, asked, "first")
        right = [sum(questions.is_right(asked.id, one) is True for one in all.values()) for all in (firsts, answers)]
        words = f"The first check of {_learners(people)}."
        if people >= LEAST:
            words += f" Right at once: {right[0]}. Right by now: {right[1]}."
    return element("p", words)


def _items(rows: pd.DataFrame, asked: Question, people: int, told: bool) -> Markup:
    """What was chosen, or given to each item."""
    if rows.empty:
        return _too_few()
    if _are_options(rows):
        return _options(rows, asked, people, told)
    judged = told and rows["right"].notna().any()
    lines = []
    for item, values in rows.groupby("item", sort=False):
        right = int(values[values["right"].eq(True)]["learners"].sum())
        bars = [_people(right, int(values["learners"].sum()))] if judged else []
        lines.append([item, *bars, _values(values, told)])
    answers = "Answers, and how many gave them"
    return table(["", "Put right", f"{answers}; ✓ is right"] if judged else ["", answers], lines)


def _are_options(rows: pd.DataFrame) -> bool:
    return set(rows["value"]) == {tables.CHOSEN}


def _options(rows: pd.DataFrame, asked: Question, people: int, told: bool) -> Markup:
    judged = told and rows["right"].notna().any()
    said = {option.text: option.feedback for option in asked.options}
    lines = [
        [row.item, _people(row.learners, people), *((_mark(row.right), said.get(row.item, "")) if judged else ())]
        for row in rows.itertuples()
    ]
    return table(["Option", "Learners", *(("Right?", "What is said of it") if judged else ())], lines)


def _values(rows: pd.DataFrame, told: bool, called: dict[str, str] | None = None) -> Markup:
    """Different answers, each with how many gave it: the most common first, or in the order of `called`."""
    order = {value: place for place, value in enumerate(called or ())}
    most = sorted(rows.itertuples(), key=lambda row: (order.get(row.value, 0), -row.learners))
    shown = [_value((called or {}).get(row.value, row.value), row, told) for row in most]
    more = [f"and {len(shown) - VALUES} others"] if len(shown) > VALUES else []
    return listed([*shown[:VALUES], *more])


def _value(value: Any, row: Any, told: bool) -> Markup:
    words = f"{value:g}" if isinstance(value, float) else str(value)
    mark = joined(" ", element("b", "✓")) if told and row.right else ""
    return joined(element("b", row.learners), f" × {words}", mark)


def _cells(found: Class, asked: Question, column: str, told: bool) -> list[Markup]:
    """The table of a kind whose items are its cells."""
    kind: Any = questions.kind(asked)
    called = getattr(kind, "CALLED", None)
    rows = tables.counts(found, asked, column)
    if rows.empty:
        return [_too_few()]
    of = dict(list(rows.groupby("item", sort=False)))
    heads = list(dict.fromkeys(head for _, head in kind.cells(asked).values()))
    lines = []
    for line, items in groupby(kind.cells(asked).items(), key=lambda cell: cell[1][0]):
        lines.append([line, *(_cell(of[item], told, called) if item in of else "" for item, _ in items)])
    alike = tables.alike(found, asked, column)
    share = "" if math.isnan(alike) else f"Two learners at random chose the same in {_percent(alike)} of cells."
    return [table(["", *heads], lines), element("p", share)]


def _cell(rows: pd.DataFrame, told: bool, called: dict[str, str] | None) -> Markup:
    ours = ""
    if told and rows["right"].notna().any():
        same = int(rows[rows["right"].eq(True)]["learners"].sum())
        ours = element("div", f"✓ as ours: {_percent(same / rows['learners'].sum())}")
    return joined(_values(rows, told, called), ours)


def _spread(found: Class, asked: Question) -> Markup:
    """Numbers on a scale: lowest, middle and highest, and how many lie where."""
    low, high = questions.kind(asked).SCALE  # type: ignore[attr-defined]
    of = tables.spread(found, asked)
    if not of:
        return _too_few()
    lines = [
        [text, len(given), *(f"{one:g}" for one in (given[0], median(given), given[-1])), _strip(given, low, high)]
        for text, given in of.items()
    ]
    where = joined(element("span", f"{low} "), " … ", element("span", f" {high}"))
    return table(["", "Learners", "Lowest", "Middle", "Highest", where], lines)


def _strip(given: Sequence[float], low: float, high: float) -> Markup:
    """Small columns: how many of the numbers lie in each part of the scale."""
    bins = int(min(BINS, high - low + 1))
    width = (high - low + (1 if bins < BINS else 0)) / bins
    number = [0] * bins
    for value in given:
        number[min(bins - 1, int((value - low) / width))] += 1
    columns = (element("span", style=f"height:{100 * many / max(number):.0f}%") for many in number)
    return element("div", *columns, class_="strip", aria_hidden="true")


def why(asked: Question) -> Markup:
    """What the learner reads afterwards, such as one way to say it; of a guess these are words to the learner alone."""
    if asked.moment == "guess" or not asked.explanation:
        return joined()
    return element("p", element("b", "Why: "), asked.explanation)


def _key(asked: Question) -> Markup:
    """What is right, or what we say, as the answer key has it."""
    heads, rows = questions.kind(asked).key(asked)
    return folded("From the answer key", table(heads, rows)) if rows else joined()


def texts(found: Class, asked: Question, numbers: Sequence[int], names: bool) -> Markup:
    """Texts side by side. numbers : of the learners who wrote them."""
    written = tables.texts(found, asked)
    if not written:
        return element("p", "Nobody has written anything yet.")
    none = ("", [("", "Nothing is written here.")])
    boxes = [_text(number, *written.get(number, none), names) for number in numbers]
    told = f"{_learners(len(written))} wrote something."
    return joined(element("p", told), element("div", *boxes, class_=f"texts of-{min(3, len(boxes))}"))


def _text(number: int, alias: str, parts: Iterable[tuple[str, str]], names: bool) -> Markup:
    name = alias if names else ""
    inside = [joined(element("b", heading) if heading else "", element("div", _short(text))) for heading, text in parts]
    return element("div", element("h4", _who(number, name)), *inside)


def learners(found: Class, asked: Sequence[Question], names: bool) -> Markup:
    """Who may need help, and who did what, by number."""
    rows = tables.learners(found, asked)
    if rows.empty:
        return element("p", "Nobody has handed anything in yet.")
    middle = rows["done"].median()
    shown = [(_who(row.number, row.alias if names else ""), row) for row in rows.head(MOST).itertuples()]
    need = [[who, reason] for who, row in shown if (reason := _needs(row, middle))]
    told = table(["Learner", "Why"], need) if need else element("p", "Nobody, as far as answers can tell.")
    did = [[who, _bar(row.done / len(asked), f"{row.done} of {len(asked)}")] for who, row in shown]
    return joined(
        element("h3", "Who may need help?"),
        told,
        element("h3", "Who did what?"),
        table(["Learner", "Questions answered and checked"], did),
    )


def _needs(row: Any, middle: float) -> str:
    """Why a learner may need help, or "". middle : of what the class has done."""
    told = []
    if not row.done:
        told.append("nothing done")
    elif row.done < middle / 2:
        told.append(f"only {row.done} done, where half of the class has {middle:g} or more")
    if row.stuck:
        told.append(f"checked {tables.TRIES} times or more, and not right: {', '.join(row.stuck)}")
    return "; ".join(told)


def before_after(found: Class, asked: Question, told: bool) -> Markup:
    """What a question found before, when it was a guess, and after."""
    rows = tables.before_after(found, asked)
    if rows.empty:
        return _too_few()
    both, changed = rows.attrs["both"], rows.attrs["changed"]
    if not _are_options(rows):
        return joined(element("p", f"{_learners(both)} did both; {changed} changed something."), _agreed(rows))
    mark = [(_mark(right),) if told else () for right in rows["right"]]
    lines = [
        [row.item, _people(row.before, both), _people(row.after, both), *marked]
        for row, marked in zip(rows.itertuples(), mark, strict=True)
    ]
    table_of = table(["", "Before", "After", *(["Right?"] if told else [])], lines)
    return joined(element("p", f"{_learners(both)} did both; {changed} changed their answer."), table_of)


def _agreed(rows: pd.DataFrame) -> Markup:
    """How many gave our value to each item."""
    ours = rows[rows["right"].eq(True)]
    people = rows.groupby("item")[["before", "after"]].sum()
    lines = [
        [row.item, _people(row.before, people.before[row.item]), _people(row.after, people.after[row.item])]
        for row in ours.itertuples()
    ]
    return table(["As ours", "Before", "After"], lines)


def misreadings(found: Class, asked: Iterable[Question], told: bool, most: int = 6) -> Markup:
    """On demand the wrong options that were chosen most often at the first check, with what is said about them."""
    rows = tables.wrong_options(found, asked)
    if rows.empty:
        return element("p", rows.attrs["why"])
    if not told:
        split = rows["question"].nunique()
        many = f"{split} question{'' if split == 1 else 's'}"
        return element("p", f"The first check split the class at {many}. Press “Show what is right” to see how.")
    lines = [
        [row.stem, row.option, f"{row.learners} ({_percent(row.share)})", row.feedback]
        for row in rows.head(most).itertuples()
    ]
    heading = element("p", "Wrong options that were chosen most often at the first check.")
    return joined(heading, table(["Question", "Wrong option", "Learners", "What is said of it"], lines))


def forecasts(found: Class, told: bool) -> Markup:
    """What the class expected, and on demand what came, and what that was worth."""
    rows = tables.forecasts(found)
    if rows.empty:
        return _too_few()
    lines = [
        [row.short, _bar(row.mean / 100, f"{row.mean:.0f} %"), *(_end(row) if told else ())]
        for row in rows.itertuples()
    ]
    heads = ["Forecast", "Mean chance", *(("It came out", "Penalty of the mean") if told else ())]
    return joined(table(heads, lines), *(_calibrated(found, rows) if told else ()))


def _end(row: Any) -> tuple[str, str]:
    return row.resolution, f"{row.penalty:.2f}"


def _calibrated(found: Class, rows: pd.DataFrame) -> list[Markup]:
    bins = tables.calibration(found)
    lines = [
        [f"{row.low} to {row.high} %", row.number, f"{row.mean:.0f} %", _bar(row.share, _percent(row.share))]
        for row in bins.itertuples()
    ]
    worth = (
        f"Mean penalty (Brier score, 0 is best): {rows['penalty'].mean():.2f} of the class’s mean, "
        f"{rows['penalties'].mean():.2f} of one learner, 0.25 of who always says 50 %."
    )
    few = (
        f"All learners forecast the same {len(rows)} questions: so few that a single one moves every row. "
        "Talk about it, and conclude little."
    )
    heads = ["Chance given", "Forecasts", "Mean chance", "Came true"]
    return [element("p", worth), element("h3", "Calibration of the class"), table(heads, lines), element("p", few)]


def summary(found: Class) -> Markup:
    """Who is in, and what could not be read. What may name a learner, as files do, is folded."""
    lists = {
        ("file", "not read"): ("Files that could not be read, and why", found.refused),
        ("file", "replaced by a newer one"): ("Older hand-ins", found.replaced),
        ("answer", "left out"): ("Answers that were left out", found.left_out),
    }
    counted = (_counted(len(rows), *words) for words, (_, rows) in lists.items() if len(rows))
    return joined(
        element("p", element("b", f"{_learners(found.work['alias'].nunique())}."), " ", *counted),
        *_same_name(found.same_name),
        *_tried_again(found.tried_again),
        *(_list(title, rows) for title, rows in lists.values() if len(rows)),
    )


def _same_name(aliases: list[str]) -> list[Markup]:
    told = "have the name of somebody else and are told apart by the start of the id of their work, in brackets"
    return [folded(f"{len(aliases)} learners {told}", listed(aliases[:MOST]))] if aliases else []


def _tried_again(number: int) -> list[Markup]:
    told = "1 forecast was" if number == 1 else f"{number} forecasts were"
    return [element("p", f"{told} tried again: what was committed first is counted.")] if number else []


def _list(title: str, rows: pd.DataFrame) -> Markup:
    inside = table(list(rows), rows.head(MOST).to_numpy().tolist())
    return folded(f"{title} (the first {MOST})" if len(rows) > MOST else title, inside)


def _counted(number: int, thing: str, what: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'} {what}. "


def _bar(share: float, words: str) -> Markup:
    """A bar, and its number in words. share : from 0 to 1."""
    bar = element("span", style=f"width:{100 * share:.0f}%", class_="bar", aria_hidden="true")
    return element("div", element("div", bar, class_="rail"), words, class_="number")


def _people(number: int, of: int) -> Markup:
    """How many learners, as a bar."""
    share = number / of if of else 0
    return _bar(share, f"{number} ({_percent(share)})")


def _mark(right: bool | None) -> Markup:
    return element("b", MARKS[right], class_="number") if right is not None else joined()


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _learners(number: int) -> str:
    return f"{number} learner{'' if number == 1 else 's'}"


def _who(number: int, name: str) -> Markup:
    """A learner: by number, and by name where that is asked for, which the projector never shows."""
    named = element("span", f": {name}", class_="name") if name else ""
    return joined(element("span", f"Learner {number}", class_="number"), named)


def _too_few() -> Markup:
    few = f"Fewer than {LEAST} learners have answered, so nothing is shown."
    return element("p", f"{few} Talk from the texts instead: choose Texts.")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … ({len(text)} characters in all)"
