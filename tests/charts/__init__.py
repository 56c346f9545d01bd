"""Tests of the charts by their tables and specifications, with no browser: what a reader is told, and by what marks."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from helpers import charts, lesson
from helpers.charts import look

PENALTIES = pd.DataFrame(
    [
        *((chance, "it happens", (1 - chance / 100) ** 2) for chance in range(0, 101, 10)),
        *((chance, "it does not happen", (chance / 100) ** 2) for chance in range(0, 101, 10)),
    ],
    columns=["chance", "what comes out", "penalty"],
)

EVERY: dict[str, alt.TopLevelMixin] = {
    "after": charts.after(lesson.later),
    "containers": charts.containers(lesson.series),
    "exchange": charts.exchange(lesson.motives, lesson.actors, lesson.claims),
    "foreseen": charts.foreseen(lesson.forecasts, lesson.voices),
    "kinds": charts.kinds(lesson.claims),
    "likelihood": charts.likelihood(lesson.likelihood),
    "missile_tests": charts.missile_tests(lesson.missile_tests),
    "penalty": charts.penalty(PENALTIES),
    "petroleum": charts.petroleum(lesson.series),
    "positions": charts.positions(lesson.positions, lesson.disputes, lesson.voices),
    "route": charts.route(lesson.places, lesson.land),
    "sanctions": charts.sanctions(lesson.sanctions),
    "shells": charts.shells(lesson.series),
    "speaking": charts.speaking(lesson.claims, lesson.voices, lesson.actors),
    "ties": charts.ties(lesson.actors, lesson.relations, lesson.claims),
    "timeline": charts.timeline(lesson.events),
    "trade": charts.trade(lesson.series),
    "votes": charts.votes(lesson.votes),
    "who_says": charts.who_says(lesson.motives, lesson.actors, lesson.voices, lesson.claims),
}


_SPECS: dict[int, tuple[alt.TopLevelMixin, dict[str, Any]]] = {}


def spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The specification of a chart, made once: that takes a while."""
    if id(chart) not in _SPECS:
        _SPECS[id(chart)] = (chart, chart.to_dict())  # with the chart, so that no other gets its id
    return _SPECS[id(chart)][1]


def table(chart: alt.TopLevelMixin) -> pd.DataFrame:
    """The table of a chart as a reader is shown it, with its rows numbered from 0."""
    shown = look.table_of(chart)
    assert shown is not None
    return shown.reset_index(drop=True)


def description(chart: alt.TopLevelMixin) -> str:
    """The text alternative of a chart."""
    return spec(chart)["description"]


def units(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts of a specification that have marks of their own, without the ground under words."""
    inner = [unit for key in ("vconcat", "hconcat", "layer") for unit in part.get(key, [])]
    if inner:
        for unit in inner:
            yield from units(unit)
    elif part["mark"].get("stroke") != look.PAPER:
        yield part


def channel(chart: alt.TopLevelMixin, name: str) -> list[dict[str, Any]]:
    """What a channel, as "color", encodes: one dict for each mark that uses it for a field."""
    used = (unit.get("encoding", {}).get(name, {}) for unit in units(spec(chart)))
    return [encoding for encoding in used if "field" in encoding]


def told_apart(chart: alt.TopLevelMixin, name: str, field: str) -> dict[Any, Any]:
    """How a channel tells the values of a field apart: each value of its domain to a shape, colour or dashes."""
    scale = next(encoding["scale"] for encoding in channel(chart, name) if encoding["field"] == field)
    return dict(zip(scale["domain"], map(str, scale["range"]), strict=True))


def marks(chart: alt.TopLevelMixin) -> list[str]:
    """The kinds of marks of a chart, as "bar", in the order in which they are drawn."""
    return [unit["mark"]["type"] for unit in units(spec(chart))]
