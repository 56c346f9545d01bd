"""What a learner's forecasts were worth, and what stays shut until they are committed.

A penalty is the Brier score of one forecast: the distance of the chance from what came out (1 for yes, 0 for no), times
itself. 0 is best, 1 is worst; always saying 50 % gives 0.25. On the page questions/forecast.js tells it of each, and
activities/scores.js puts them side by side.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from IPython.display import HTML, display

from helpers import lesson, questions, work
from helpers.activities import wire
from helpers.activities.places import place
from helpers.page import element

ENDS = {"yes": "it happens", "no": "it does not happen"}
WAITING = element("p", "This fills as you commit your forecasts, when the notebook has run.")
SHUT = element("p", element("b", "This tells the end."), " It opens when all forecasts are committed.")


def penalty(chance: float, resolution: str) -> float:
    """The penalty, 0 to 1, of a chance in percent when the answer came out as resolution, "yes" or "no"."""
    return (chance / 100 - (resolution == "yes")) ** 2


def penalties() -> pd.DataFrame:
    """What a chance costs, in steps of ten: chance, what comes out, penalty."""
    rows = [(chance, told, penalty(chance, end)) for end, told in ENDS.items() for chance in range(0, 101, 10)]
    return pd.DataFrame(rows, columns=["chance", "what comes out", "penalty"])


@lesson.needs("forecasts")
def compare(class_means: Mapping[str, float] | None = None) -> HTML:
    """The place where the learner's penalties stand beside those of "always 50 %" and of the base rates.

    class_means : mean chances of a class, in percent, by id of the question; the class then stands beside them.
    """
    return _scores("compare", json.dumps(class_means or {}))


@lesson.needs("forecasts")
def calibration() -> HTML:
    """The place of a table: how often what the learner called so came true, with the words "too few to tell"."""
    return _scores("calibration")


def _scores(name: str, means: str = "{}") -> HTML:
    wire.open_for(questions.get(lesson.forecasts["id"].iloc[0]).notebook)
    return place("scores", name, WAITING, data_class=means)


@lesson.needs("forecasts")
def once_committed(shown: Any) -> Any:
    """What tells the end: a chart, a table or a card, as it is; but a sentence while a forecast is not committed."""
    is_told = not _uncommitted()
    display(place("gate", "", SHUT, data_open=str(is_told).lower()))
    return shown if is_told else None


def _uncommitted() -> list[str]:
    """The forecasts that are not committed yet, by id: of each the first counts, a later try does not."""
    records = work.load_all()[0]
    given = {id: questions.counting(id, records[id].state) or {} for id in lesson.forecasts["id"] if id in records}
    return [id for id in lesson.forecasts["id"] if not given.get(id, {}).get("committed")]
