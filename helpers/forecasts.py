"""What a learner's forecasts were worth, and what stays shut until they are committed.

A penalty is the Brier score of one forecast: the distance of the chance from what came out (1 for yes, 0 for no), times
itself. 0 is best, 1 is worst; always saying 50 % gives 0.25. On the page questions/forecast.js tells it of each, and
activities/scores.js puts them side by side.
"""

from typing import Any

import pandas as pd
from IPython.display import HTML, DisplayHandle, display
from IPython.utils.capture import RichOutput, capture_output

from helpers import lesson, questions, work
from helpers.activities import wire
from helpers.activities.places import place
from helpers.page import element

_shut: list[tuple[DisplayHandle, RichOutput]] = []  # places that stay shut, and what each shows then
ENDS = {"yes": "it happens", "no": "it does not happen"}
WAITING = element("p", "This fills as you commit your forecasts, when the notebook has run.")
SHUT = element("p", element("b", "This tells the end."), " It opens when you have asked what came of all forecasts.")


def penalty(chance: float, resolution: str) -> float:
    """The penalty, 0 to 1, of a chance in percent when the answer came out as resolution, "yes" or "no"."""
    return (chance / 100 - (resolution == "yes")) ** 2


def penalties() -> pd.DataFrame:
    """What a chance costs, in steps of ten: chance, what comes out, penalty."""
    rows = [(chance, told, penalty(chance, end)) for end, told in ENDS.items() for chance in range(0, 101, 10)]
    return pd.DataFrame(rows, columns=["chance", "what comes out", "penalty"])


@lesson.needs("forecasts")
def compare() -> HTML:
    """The place where the learner's penalties stand beside those of "always 50 %" and of the base rates."""
    return _scores("compare")


@lesson.needs("forecasts")
def calibration() -> HTML:
    """The place of a table: how often what the learner called so came true, with the words "too few to tell"."""
    return _scores("calibration")


def _scores(name: str) -> HTML:
    wire.bring(*(questions.get(id) for id in lesson.forecasts["id"]))
    return place("scores", name, WAITING)


@lesson.needs("forecasts")
def once_told(shown: Any) -> Any:
    """What tells the end: a chart, a table or a card, as it is; but a sentence until the learner knows all ends.

    It takes the place of the sentence by itself when the last forecast is committed and its end was asked for.
    """
    is_told = _is_all_told()
    gate = DisplayHandle()
    gate.display(place("gate", "", SHUT, data_open=str(is_told).lower()))
    if is_told:
        return shown
    with capture_output(stdout=False, stderr=False) as captured:
        display(shown)
    for number, output in enumerate(captured.outputs):
        _shut.append((_empty() if number else gate, output))  # the second is such as the table under a chart
    return None


def _empty() -> DisplayHandle:
    handle = DisplayHandle()
    handle.display(HTML(""))
    return handle


def _open(kept: set[str]) -> None:
    """Show what was shut, if the learner knows all ends now. kept : ids of questions of which something is new."""
    if not _shut or kept.isdisjoint(lesson.forecasts["id"]) or not _is_all_told():
        return
    while _shut:
        handle, output = _shut.pop(0)
        handle.update(output.data, raw=True, metadata=output.metadata)


wire.after_keeping.append(_open)


def _is_all_told() -> bool:
    """Whether the learner has been told the end of every forecast."""
    return all(_is_told(id) for id in lesson.forecasts["id"])


def _is_told(id: str) -> bool:
    """Whether a forecast is committed, and its end was asked for: of answers the first counts, a later try does not."""
    record = work.load(id)[0]
    given = record and questions.counting(id, record.state)
    return bool(record and given and given.get("committed") and record.state["tries"] > 1)
