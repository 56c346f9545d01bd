"""What a learner's forecasts were worth: penalties, compared with "always 50 %", with base rates and with a class.

A penalty is the Brier score of one forecast: the distance of the chance from what came out (1 for yes, 0 for no), times
itself. 0 is best, 1 is worst; always saying 50 % gives 0.25.
"""

import pandas as pd
from IPython.display import HTML

from helpers import answers, classroom, lesson
from helpers.cards import _cards, _table

LEAST = 3  # forecasts, or a comparison says nothing
FEW = "Too few forecasts yet: commit at least {} that you did not already know the end of, then run this cell again."
SHUT = "<b>This tells the end.</b> Commit your open forecasts first (still open: {}), then run this cell again."


def penalty(chance, resolution):
    """The penalty, 0 to 1, of a chance in percent when the answer came out as resolution, "yes" or "no"."""
    return (chance / 100 - (resolution == "yes")) ** 2


def penalty_told(answer, resolution):
    """The penalty of one committed forecast, in a sentence. answer : see activities.Activity."""
    if answer.get("knew"):
        return "You already knew: it is not scored."
    mine = penalty(answer["chance"], resolution)
    verdict = "less than" if mine < 0.25 else "more than" if mine > 0.25 else "as much as"
    told = f"You gave {answer['chance']} %. Your penalty is {mine:.2f}, on a scale from 0 (best) to 1 (worst)"
    return f"{told}: {verdict} the 0.25 of somebody who always says 50 %."


def scores(records, work=None):
    """The forecasts that are committed and count, with what came out.

    records : dict of activity to Record, as answers.load_all gives first. work : a class's, as classroom.Class has it.

    Returns one row for each forecast: id, short, resolution, and the chances you, always 50, base rate and, with a
    work, class, in percent; blank where there is none. The class's is its mean, of those who did not know.
    """
    table = lesson.forecasts[["id", "short", "resolution", "base_rate_percent"]]
    table = table.rename(columns={"base_rate_percent": "base rate"}).astype({"resolution": "str"})
    counted = {id: a["chance"] for id, a in _committed(records).items() if not a.get("knew")}
    table.insert(3, "you", table["id"].map(counted).astype("Float64"))
    table.insert(4, "always 50", 50)
    if work is not None:
        table["class"] = table["id"].map(lambda id: _class_mean(work, id)).astype("Float64")
    return table.dropna(subset="you").reset_index(drop=True)


def _committed(records):
    """The answers among the records that are committed forecasts, by id."""
    given = {id: records[id].state.get("answer") or {} for id in lesson.forecasts["id"] if id in records}
    return {id: answer for id, answer in given.items() if answer.get("committed") is True}


def _class_mean(work, question):
    """The mean chance of those in a class who did not know, or None where fewer than classroom.LEAST answered."""
    counts = classroom.spread(work, question, "forecast", lesson.options)
    counts = counts[counts["item"] == "did not know"]
    return (counts["value"] * counts["learners"]).sum() / counts["learners"].sum() if len(counts) else None


def compare(folder=None):
    """The learner beside "always 50 %" and the base rates, as a chart; a sentence while there are too few forecasts.

    folder : of hand-ins of a class, whose mean then stands beside them. Raises ClassroomError if it cannot be used.
    """
    from helpers import charts

    table = scores(answers.load_all()[0], classroom.read(folder).work if folder else None)
    return charts.compared(table) if len(table) >= LEAST else _sentence(FEW.format(LEAST))


def once_committed(shown):
    """What tells the end: a chart, a table or a card, as it is; but a sentence while a forecast is not committed."""
    left = len(lesson.forecasts) - len(_committed(answers.load_all()[0]))
    return shown if not left else _sentence(SHUT.format(left))


def calibration():
    """How often what the learner called so came true, as a table: always with the words "too few to tell"."""
    table = scores(answers.load_all()[0])
    if len(table) < LEAST:
        return _sentence(FEW.format(LEAST))
    words = lesson.likelihood[lesson.likelihood["source"] == "icd-203"]
    bands = pd.cut(table["you"].astype(float), [-1, *words["high"][:-1], 100], labels=list(words["term"]))
    rows = [
        [f"{word.term} ({word.low}–{word.high} %)", len(group), (group["resolution"] == "yes").sum()]
        for word in words.itertuples()
        if len(group := table[bands == word.term])
    ]
    heads = ["What you called", "forecasts", "of these came out yes"]
    told = f"<p><b>Too few to tell.</b> With {len(table)} forecasts, chance alone moves these numbers a lot.</p>"
    return _cards(told + _table(heads, rows))


def _sentence(text):
    return HTML(f"<p>{text}</p>")
