"""Charts of what came after 13 September 2023, and of which voices of the article had it right."""

import json
import warnings
from collections.abc import Iterable

import altair as alt
import numpy as np
import pandas as pd

from helpers import lesson
from helpers.charts.look import BLUE, GREEN, GREY, INK, PURPLE, VERMILION
from helpers.charts.parts import CLICKED, WIDTH, reading, reading_panel, words

STATUS = {  # shape, colour
    "established": ("square", BLUE),
    "claim later confirmed": ("triangle-up", GREEN),
    "outside estimate": ("cross", GREY),
    "one side's claim": ("circle", PURPLE),
    "claim denied": ("diamond", VERMILION),
}
# Marks of one status stand on these lines, the first in the middle of a row so high, so that none covers another.
LANES, ROW = (2, 1, 3, 0, 4), 41
MARK = 10  # pixels that a mark takes
STRETCHED = {
    "2018-06-01": 0,
    "2022-01-01": 110,
    "2023-06-01": 290,
    "2023-09-01": 420,
    "2023-09-14": WIDTH,
}  # day: pixels
TICKS = {"2019-01-01": "2019", "2022-01-01": "2022", "2023-01-01": "2023"}
TICKS |= {"2023-06-01": "June", "2023-09-01": "1 Sept", "2023-09-07": "7 Sept", "2023-09-13": "13 Sept"}


def after(later: pd.DataFrame) -> alt.VConcatChart:
    """What came before the day, and what after? Facts told apart from claims; a click shows one.

    later : DataFrame as in lesson.
    """
    table = pd.DataFrame(
        {
            "date": later["date"].dt.strftime("%Y-%m-%d"),
            "event": later["event"],
            "how it stands": later["status"].astype("str"),
            "denied by": later["denied_by"],
            "kind of source": later["kind_of_source"].astype("str"),
            "source": later["source"].map(lesson.source_of),
            "_after": later["known_on_the_day"] == "no",
        }
    )
    table["_x"] = _stretched(table["date"])
    rows = table.assign(_x=table["_x"].where(~table["_after"], _even(table["date"]))).groupby(
        ["_after", "how it stands"]
    )
    table["_lane"] = rows["_x"].transform(_lanes)
    denied = table["denied by"].map(lambda who: f" Denied by: {who}." if who else "")
    heads = table["date"] + " · " + table["how it stands"]
    table["_read"] = reading(heads, table["event"] + denied + " (" + table["source"] + ")", 98)
    table["_said"] = heads + ": " + table["event"] + denied
    panels = [
        _times(table, False, "up to 13 September 2023 (the last weeks are stretched)", _stretched_axis()),
        _times(table, True, "after that day", _even_axis()),
    ]
    with warnings.catch_warnings():  # one click for two panels is meant: altair warns of it (altair#3891)
        warnings.filterwarnings("ignore", "Automatically deduplicated selection parameter")
        chart = alt.vconcat(*panels, reading_panel(table, x=-150), spacing=12)
    counts = table[table["_after"]]["how it stands"].value_counts()
    return chart.properties(
        title=alt.Title(
            "What came before, and what after?",
            subtitle="Rows tell facts from claims. Up and down within a row means nothing. Click a mark to read it.",
        ),
        description="Two timelines of events. After 13 September 2023: "
        + "; ".join(f"{counts.get(status, 0)} {status}" for status in STATUS),
    )


def _stretched(days: Iterable[str]) -> list[int]:
    """Pixels from the left, on an axis on which the last months before the day have room for their many events."""
    known = [pd.Timestamp(day).value for day in STRETCHED]
    return [round(x) for x in np.interp([pd.Timestamp(day).value for day in days], known, list(STRETCHED.values()))]


def _even(days: pd.Series) -> pd.Series:
    """About where a day stands on the axis of the time after, in pixels from the left."""
    after = pd.to_datetime(days)
    first = pd.Timestamp(list(STRETCHED)[-1])
    return (after - first) / (after.max() - first) * WIDTH


def _lanes(places: pd.Series) -> list[int]:
    """For marks from left to right a lane each: the first in which it covers none, or else the one with most room."""
    last = dict.fromkeys(LANES, -np.inf)
    lanes: list[int] = []
    for place in places:
        free = [lane for lane in LANES if place - last[lane] >= MARK]
        lanes.append(free[0] if free else min(LANES, key=lambda lane: last[lane]))
        last[lanes[-1]] = place
    return lanes


def _stretched_axis() -> alt.X:
    places = _stretched(TICKS)
    told = json.dumps({str(place): label for place, label in zip(places, TICKS.values(), strict=True)})
    axis = alt.Axis(values=places, grid=False, labelExpr=f"({told})[datum.value]")
    return alt.X("_x:Q", title=None, scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=axis)


def _even_axis() -> alt.X:
    axis = alt.Axis(grid=False, format="%b %Y", tickCount=8)
    return alt.X("date:T", title=None, scale=alt.Scale(type="utc", padding=10), axis=axis)


def _times(table: pd.DataFrame, is_after: bool, title: str, x: alt.X) -> alt.Chart:
    """One of the two timelines, with a row for each way in which its events stand."""
    present = set(table.loc[table["_after"] == is_after, "how it stands"])
    domain = [status for status in STATUS if status in present]
    shapes, colours = zip(*STATUS.values(), strict=True)
    scale = {"domain": list(STATUS)}
    return (
        alt.Chart(table)
        .transform_filter(alt.datum["_after"] == is_after)
        .mark_point(filled=True, size=80, opacity=1, cursor="pointer")
        .encode(
            x=x,
            y=alt.Y("how it stands:N", title=None, sort=domain, scale=alt.Scale(domain=domain)),
            yOffset=alt.YOffset("_lane:O", scale=alt.Scale(domain=sorted(LANES))),
            shape=alt.Shape("how it stands:N", legend=None, scale=alt.Scale(**scale, range=shapes)),
            color=alt.Color("how it stands:N", legend=None, scale=alt.Scale(**scale, range=colours)),
            stroke=alt.condition(CLICKED, alt.value(INK), alt.value("transparent")),
            strokeWidth=alt.value(3),
            description="_said:N",  # by itself Vega-Lite says the year alone
        )
        .properties(width=WIDTH, height=len(domain) * ROW, title=alt.Title(title, fontSize=15, frame="group"))
        .add_params(CLICKED)
    )


def containers(series: pd.DataFrame) -> alt.VConcatChart:
    """How many containers are said to have gone to Russia, by whom, and when was it said?

    series : DataFrame as in lesson. Counts that start at different times are not joined by a line.
    """
    rows = series[series["series"] == "containers"]
    table = rows[["who", "value", "note"]].rename(columns={"value": "at least", "who": "who says so"})
    table.insert(0, "said on", rows["date"].dt.strftime("%Y-%m-%d"))
    table["source"] = rows["source"].map(lesson.source_of)
    table["_row"] = table["said on"] + " · " + table["who says so"]
    table["_told"] = [f"at least {value:,.0f}" for value in table["at least"]]
    table["_read"] = reading(table["_row"], table["note"])
    table["_said"] = table["_row"] + ": " + table["_told"]
    scale = alt.Scale(domain=[0, table["at least"].max() * 1.4], nice=False)
    base = alt.Chart(table).encode(
        x=alt.X("at least:Q", title="containers so far, at least", scale=scale, axis=alt.Axis(tickCount=4)),
        y=alt.Y("_row:N", sort=list(table["_row"]), title=None, axis=alt.Axis(labelLimit=340, grid=True)),
    )
    marks = base.mark_point(filled=True, shape="triangle-right", size=220, color=VERMILION, opacity=1, cursor="pointer")
    marks = marks.encode(
        stroke=alt.condition(CLICKED, alt.value(INK), alt.value("transparent")),
        strokeWidth=alt.value(3),
        description="_said:N",
    )
    numbers = words(base.encode(text="_told:N"), align="left", dx=14)
    return alt.vconcat(
        alt.layer(*numbers, marks.add_params(CLICKED)).properties(width=440, height=alt.Step(32)),
        reading_panel(table, x=-305),
    ).properties(
        title=alt.Title(
            "How many containers to Russia, as who says?",
            subtitle="All are claims of governments; Russia and North Korea deny arms transfers. Click for a note.",
        ),
        description="Claims of containers: " + "; ".join(table["_row"] + ": " + table["_told"]),
    )


def foreseen(forecasts: pd.DataFrame, voices: pd.DataFrame) -> alt.VConcatChart:
    """Which voice of the article leaned the way it came out, and what did nobody speak of?

    forecasts, voices : DataFrames as in lesson.
    """
    named = voices.set_index("id")["name"]
    leaned = forecasts["voice_leaned"].astype("str").where(forecasts["voice_leaned"].notna(), "")
    table = pd.DataFrame(
        {
            "question": forecasts["short"],
            "it came out": forecasts["resolution"].astype("str"),
            "voice": forecasts["voice"].map(named).where(leaned != "", "silent, or leans neither way"),
            "the voice leaned to": leaned,
            "record": forecasts["record"],
        }
    )
    verdict = (leaned == table["it came out"]).map({True: " ✓ leaned right", False: " ✗ leaned wrong"})
    table["_told"] = table["voice"] + verdict.where(leaned != "", "")
    table["_read"] = reading(table["question"] + " · " + table["_told"], table["record"], 82)
    table["_said"] = table["question"] + ": " + table["it came out"] + ". " + table["_told"]
    kinds = ["how it came out", "where a voice leaned"]
    long = table.rename(columns={"it came out": kinds[0], "the voice leaned to": kinds[1]})
    long = long.melt(["question", "_read", "_said"], kinds, "what", "answer").query("answer != ''")
    y = alt.Y("question:N", sort=list(table["question"]), title=None, axis=alt.Axis(labelLimit=300, grid=True))
    axis = alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False)
    x = alt.X("answer:N", sort=["no", "yes"], title=None, axis=axis)
    told = alt.Chart(table).mark_text(align="left", x=178, aria=False).encode(y=y, text="_told:N")
    marks = (
        alt.Chart(long)
        .mark_point(opacity=1, cursor="pointer")
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "what:N", title=None, sort=kinds, scale=alt.Scale(domain=kinds, range=["square", "circle"])
            ),
            stroke=alt.Stroke("what:N", title=None, sort=kinds, scale=alt.Scale(domain=kinds, range=[BLUE, VERMILION])),
            fill=alt.condition(alt.datum["what"] == kinds[0], alt.value(BLUE), alt.value("transparent")),
            size=alt.condition(alt.datum["what"] == kinds[0], alt.value(90), alt.value(380)),
            strokeWidth=alt.condition(CLICKED, alt.value(4), alt.value(2)),
            description="_said:N",
        )
        .add_params(CLICKED)
    )
    silent = table["question"][leaned == ""]
    return alt.vconcat(
        alt.layer(told, marks).properties(width=160, height=alt.Step(24)), reading_panel(table, x=-230)
    ).properties(
        title=alt.Title(
            "Which voice had it right?",
            subtitle="Ring round the square: right. Ring and square apart: wrong. Leanings are our reading. Click one.",
        ),
        description=f"{len(table)} questions, how each came out, and which way a voice of the article leaned. "
        f"No leaning on: {'; '.join(silent)}.",
    )
