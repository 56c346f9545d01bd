"""What a learner's forecasts were worth: penalties, compared with "always 50 %", with base rates and with a class.

A penalty is the Brier score of one forecast: the distance of the chance from what came out (1 for yes, 0 for no), times
itself. 0 is best, 1 is worst; always saying 50 % gives 0.25. On the page questions/forecast.js tells it of each.
"""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
from IPython.display import HTML

from helpers import charts, lesson, questions, work
from helpers.page import cards, element, sentence, table
from helpers.work import Record

LEAST = 3  # forecasts, or a comparison says nothing
FEW = "Too few forecasts yet: commit at least {} that you did not already know the end of, then run this cell again."
SHUT = " Commit your open forecasts first (still open: {}), then run this cell again."
ENDS = {"yes": "it happens", "no": "it does not happen"}

# Whose chances stand side by side, by column of `scores`: the name in a chart, and the head of the mean. Only a class
# answers fewer questions than the learner: the others stand beside it too.
WAYS = {
    "you": ("you", "MEAN of {}"),
    "always 50": ("always 50 %", ""),
    "base rate": ("base rate", ""),
    "class": ("class", "MEAN of {} of the class"),
}


def penalty(chance: float, resolution: str) -> float:
    """The penalty, 0 to 1, of a chance in percent when the answer came out as resolution, "yes" or "no"."""
    return (chance / 100 - (resolution == "yes")) ** 2


def penalties() -> pd.DataFrame:
    """What a chance costs, in steps of ten: chance, what comes out, penalty."""
    rows = [(chance, told, penalty(chance, end)) for end, told in ENDS.items() for chance in range(0, 101, 10)]
    return pd.DataFrame(rows, columns=["chance", "what comes out", "penalty"])


def scores(records: Mapping[str, Record], class_means: Mapping[str, float] | None = None) -> pd.DataFrame:
    """The forecasts that are committed and count, with what came out.

    records : by id, as work.load_all gives them first. class_means : mean chances of a class, in percent, by id.

    Returns one row for each forecast: id, short, resolution, and the chances you, always 50, base rate and, with means
    of a class, class, in percent; that of a class is blank where it has none.
    """
    rows = lesson.forecasts[["id", "short", "resolution", "base_rate_percent"]]
    rows = rows.rename(columns={"base_rate_percent": "base rate"}).astype({"resolution": "str"})
    counted = {id: a["chance"] for id, a in _committed(records).items() if not a.get("knew")}
    rows.insert(3, "you", rows["id"].map(counted).astype("Float64"))
    rows.insert(4, "always 50", 50)
    if class_means is not None:
        rows["class"] = rows["id"].map(class_means).astype("Float64")
    return rows.dropna(subset="you").reset_index(drop=True)


def _committed(records: Mapping[str, Record]) -> dict[str, dict[str, Any]]:
    """The forecasts among the records that are committed, by id: of each the first, a later try counts for nothing."""
    given = {id: questions.counting(id, records[id].state) or {} for id in lesson.forecasts["id"] if id in records}
    return {id: answer for id, answer in given.items() if answer.get("committed")}


def side_by_side(scored: pd.DataFrame) -> pd.DataFrame:
    """Every penalty in a row of its own: question, resolution, who, chance, penalty.

    scored : as `scores` gives it, with at least one row. The first rows are means, which have no chance: each is over
    the questions that one of them answers, for all who stand beside it.
    """
    ways = [way for way in WAYS if way in scored and scored[way].notna().any()]
    long = scored.melt(["short", "resolution"], ways, "who", "chance").dropna(subset="chance")
    long["penalty"] = [penalty(*pair) for pair in zip(long["chance"], long["resolution"], strict=True)]
    means = [_means(scored, long, way) for way in ways if WAYS[way][1]]
    rows = pd.concat([*means, long]).rename(columns={"short": "question"})
    rows["who"] = rows["who"].map({way: name for way, (name, _) in WAYS.items()})
    return rows[["question", "resolution", "who", "chance", "penalty"]].reset_index(drop=True)


def _means(scored: pd.DataFrame, long: pd.DataFrame, way: str) -> pd.DataFrame:
    """The mean penalties over the questions that a way answers: its own, and of those who stand beside it."""
    same = scored.loc[scored[way].notna(), "short"]
    rows = long[long["short"].isin(same) & long["who"].isin({"you", "always 50", "base rate", way})]
    return rows.groupby("who", as_index=False)["penalty"].mean().assign(short=WAYS[way][1].format(len(same)))


def compare(class_means: Mapping[str, float] | None = None) -> alt.Chart | HTML:
    """The learner beside "always 50 %" and the base rates, as a chart; a sentence while there are too few forecasts.

    class_means : see `scores`; the class then stands beside them.
    """
    scored = scores(work.load_all()[0], class_means)
    return charts.compared(side_by_side(scored)) if len(scored) >= LEAST else sentence(FEW.format(LEAST))


def once_committed(shown: Any) -> Any:
    """What tells the end: a chart, a table or a card, as it is; but a sentence while a forecast is not committed."""
    left = len(lesson.forecasts) - len(_committed(work.load_all()[0]))
    return sentence(element("b", "This tells the end."), SHUT.format(left)) if left else shown


def calibration() -> HTML:
    """How often what the learner called so came true, as a table: always with the words "too few to tell"."""
    scored = scores(work.load_all()[0])
    if len(scored) < LEAST:
        return sentence(FEW.format(LEAST))
    words = lesson.likelihood[lesson.likelihood["source"] == "icd-203"]
    # As forecast.js says a chance in words.
    ranges = [f"{word.term} ({word.low}–{word.high} %)" for word in words.itertuples()]
    names, highs = ["impossible (0 %)", *ranges, "certain (100 %)"], [0, *words["high"], 100]
    bands = pd.cut(scored["you"].astype(float), [-1, *highs], labels=names)
    rows = [
        [name, len(group), (group["resolution"] == "yes").sum()]
        for name in names
        if len(group := scored[bands == name])
    ]
    told = f" With {len(scored)} forecasts, chance alone moves these numbers a lot."
    heads = ["What you called", "forecasts", "of these came out yes"]
    return cards(element("p", element("b", "Too few to tell."), told), table(heads, rows))
