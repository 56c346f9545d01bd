"""Charts of the article itself: what it is made of, what came when, which way the train went."""

import warnings
from typing import Any

import altair as alt
import pandas as pd

from helpers import lesson
from helpers.charts.look import BLUE, GREEN, GREY, INK, PURPLE, VERMILION
from helpers.charts.parts import CLICKED, WIDTH, reading, reading_panel, words

LABELS, PERIOD, ROW = 390, 300, 20  # timeline: room for the names of events, and for the marks
ASIDE = 0.6  # route: degrees by which stops that cover each other are drawn apart


def kinds(claims: pd.DataFrame) -> alt.VConcatChart:
    """What kinds of claims is the article made of? One mark a claim; a click shows it.

    claims : DataFrame with kind, certainty, claim, voice and number, as lesson.claims (all or some of its rows).
    """
    rows = claims.sort_values(["kind", "certainty"], ascending=[True, False])
    table = pd.DataFrame(
        {
            "kind": rows["kind"].astype("str"),
            "¶": rows["number"].astype(int),
            "who says so": rows["voice"],
            "how surely": rows["certainty"].astype("str"),
            "claim": rows["claim"],
        }
    )
    counts = table["kind"].value_counts(sort=False)
    certainty = list(reversed(claims["certainty"].cat.categories))  # the surest first
    table["_place"] = table.groupby("kind", sort=False).cumcount() + 1
    told = "¶" + table["¶"].astype("str") + " · " + table["who says so"]
    table["_read"] = reading(told, table["claim"])
    table["_said"] = table["kind"] + ", " + table["how surely"] + ": " + told + ": " + table["claim"]
    marks = (
        alt.Chart(table)
        .mark_point(filled=True, size=230, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("_place:Q", title="number of claims", axis=alt.Axis(grid=False, tickMinStep=1)),
            y=alt.Y("kind:N", sort=list(counts.index), title=None),
            color=alt.Color("how surely:N", sort=certainty, scale=_scale(certainty, [BLUE, PURPLE, GREEN, VERMILION])),
            shape=alt.Shape(
                "how surely:N", sort=certainty, scale=_scale(certainty, ["square", "diamond", "triangle-up", "circle"])
            ),
            stroke=alt.condition(CLICKED, alt.value(INK), alt.value("transparent")),
            strokeWidth=alt.value(3),
            description="_said:N",
        )
        .properties(width=WIDTH, height=200)
        .add_params(CLICKED)
    )
    sums = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return alt.vconcat(marks, reading_panel(table)).properties(
        title=alt.Title("What is the article made of?", subtitle="Click a mark to read its claim below."),
        description=f"{len(table)} claims in rows by kind: {sums}.",
    )


def timeline(events: pd.DataFrame) -> alt.VConcatChart:
    """What came before, what happens in those days, and what is only expected?

    events : DataFrame as lesson.events. Exact times are filled, vague ones hollow; a click shows how we know.
    """
    table = pd.DataFrame(
        {
            "when": events["phase"].astype("str"),
            "what": events["title"],
            "first day": events["start"].dt.strftime("%Y-%m-%d"),
            "last day": events["end"].dt.strftime("%Y-%m-%d"),
            "how exactly": events["precision"].astype("str"),
            "words of the article": "“" + events["printed_as"] + "”",
            "how we know": events["note"],
            "paragraphs": events["claims"].map(lesson.paragraphs_of),
        }
    )
    table["_vague"] = table["how exactly"].isin(["vague", "open"])
    # A stretch of a few days is too thin to see, or to click, on a scale of years.
    table["_thin"] = (events["end"] - events["start"]).dt.days.lt(30) & (table["when"] == "before")
    heads = table["what"] + " · " + table["paragraphs"] + " · " + table["words of the article"]
    table["_read"] = reading(heads, table["how we know"])
    table["_said"] = table["what"] + ": " + _days(table) + table["_vague"].map({True: ", vague", False: ""})
    month = f"{events.loc[table['when'] == 'the days', 'start'].min():%B %Y}"
    panels = [
        _period(table, "before", "before, by year", format="%Y", tickCount="year"),
        _period(table, "the days", f"the days, in {month}", format="%-d", tickCount="day"),
        _expected(table),
    ]
    with warnings.catch_warnings():  # one click for three panels is meant: altair warns of it (altair#3891)
        warnings.filterwarnings("ignore", "Automatically deduplicated selection parameter")
        chart = alt.vconcat(*panels, reading_panel(table, -LABELS), spacing=10)
    counts, no_date = table["when"].value_counts(), _no_date(table, " and have no date")
    return chart.properties(
        title=alt.Title("What came when?", subtitle="Click a mark to read how we know."),
        description=f"A timeline in three parts: {counts['before']} events before, {counts['the days']} in "
        f"the days of the article in {month}, and {counts['expected']} that are only expected{no_date}.",
    )


def _days(table: pd.DataFrame) -> pd.Series:
    """One day, or the first and the last, of each row in words."""
    several = table["first day"] != table["last day"]
    return table["first day"] + (" to " + table["last day"]).where(several, "")


def _period(table: pd.DataFrame, when: str, title: str, **axis: Any) -> alt.LayerChart:
    """One part of the timeline: bars for stretches of time, diamonds for single days."""
    base = _events(table, when).encode(
        fill=alt.condition("datum._vague", alt.value("transparent"), alt.value(BLUE)),
        stroke=alt.condition(CLICKED, alt.value(INK), alt.value(BLUE)),
        description="_said:N",  # by itself Vega-Lite says the last day in local time
    )
    bars = base.transform_filter("datum['first day'] != datum['last day'] && !datum._thin").mark_bar(
        height=14, strokeWidth=3, cursor="pointer"
    )
    days = base.transform_filter("datum['first day'] == datum['last day'] || datum._thin")
    # UTC, or local time would move the days.
    scale = alt.Scale(type="utc", nice=False, padding=14)
    x = alt.X("first day:T", title=None, scale=scale, axis=alt.Axis(labelOverlap=False, **axis))
    return alt.layer(
        bars.encode(x=x, x2="last day:T", strokeDash=_dashed_if_vague()).add_params(CLICKED),
        days.mark_point(shape="diamond", size=200, strokeWidth=3, opacity=1, cursor="pointer").encode(x=x),
    ).properties(width=PERIOD, height=alt.Step(ROW), title=alt.Title(title, fontSize=15))


def _expected(table: pd.DataFrame) -> alt.LayerChart:
    """The part of the timeline with no dates: the article's own words beside each thing expected."""
    base = _events(table, "expected")
    marks = base.mark_point(shape="triangle-right", size=160, strokeWidth=3, fill="transparent", opacity=1).encode(
        stroke=alt.condition(CLICKED, alt.value(INK), alt.value(BLUE)), description="what:N"
    )
    told = base.mark_text(align="left", dx=16, aria=False).encode(text="words of the article:N", x=alt.value(14))
    return alt.layer(marks.encode(x=alt.value(14)).add_params(CLICKED), told).properties(
        width=PERIOD, height=alt.Step(ROW), title=alt.Title(f"expected{_no_date(table, ', with no date')}", fontSize=15)
    )


def _no_date(table: pd.DataFrame, words: str) -> str:
    """Words that say so, where nothing that is expected has a last day; else ""."""
    return words if table.loc[table["when"] == "expected", "last day"].isna().all() else ""


def _events(table: pd.DataFrame, when: str) -> alt.Chart:
    """The events of one part, with their names in rows. All parts share one table: it is what a reader is shown."""
    names = list(table.loc[table["when"] == when, "what"])
    axis = alt.Axis(labelLimit=LABELS, minExtent=LABELS, maxExtent=LABELS, ticks=False, domain=False)
    y = alt.Y("what:N", sort=names, title=None, axis=axis)
    return alt.Chart(table).transform_filter(alt.datum["when"] == when).encode(y=y)


def _dashed_if_vague() -> Any:
    return alt.condition("datum._vague", alt.value([5, 4]), alt.value([1, 0]))


def route(places: pd.DataFrame, land: dict[str, Any]) -> alt.VConcatChart:
    """Which way did the train go? A map of its stations; a click shows how we know.

    places : DataFrame as lesson.places; rows with no route_order are left out. land : GeoJSON dict, as lesson.land.
    """
    stations = places.dropna(subset=["route_order"]).sort_values("route_order")
    table = pd.DataFrame(
        {
            "stop": stations["route_order"].astype(int),
            "place": stations["name"],
            "state": stations["country"],
            "what for": stations["role"],
            "in the article": (stations["printed_as"] != "").map({True: "named", False: "not named"}),
            "way there": stations["leg"].astype("str"),
            "source": stations["source"],
            "_longitude": stations["longitude"],
            "_latitude": stations["latitude"],
        }
    )
    table["_longitude"] += _apart(table)
    table["_from_longitude"] = table["_longitude"].shift(fill_value=table["_longitude"].iloc[0])
    table["_from_latitude"] = table["_latitude"].shift(fill_value=table["_latitude"].iloc[0])
    table["_label"] = table["stop"].astype("str") + " " + table["place"]
    told = table["_label"] + " · " + table["in the article"] + " in the article"
    table["_read"] = reading(told, table["what for"])
    table["_said"] = told + ": " + table["what for"]
    base = alt.Chart(table).encode(longitude="_longitude:Q", latitude="_latitude:Q")
    legs = base.mark_rule(strokeWidth=3, color=VERMILION, aria=False).encode(
        longitude2="_from_longitude", latitude2="_from_latitude", strokeDash=_way_there()
    )
    stops = base.mark_point(filled=True, size=190, color=BLUE, opacity=1, cursor="pointer").encode(
        stroke=alt.condition(CLICKED, alt.value(INK), alt.value("transparent")),
        strokeWidth=alt.value(3),
        shape=alt.Shape("in the article:N", scale=_scale(["named", "not named"], ["square", "circle"])),
        description="_said:N",
    )
    at_home = alt.datum["state"] == table["state"].iloc[0]  # where it sets out, names stand to the left
    named = base.encode(text="_label:N")
    look = {"fontSize": 15, "fontWeight": "bold"}
    right = words(named.transform_filter(~at_home), align="left", dx=12, **look)
    left = words(named.transform_filter(at_home), align="right", dx=-12, **look)
    inferred = table.loc[table["way there"] == "inferred", "place"]
    drawing = alt.layer(*_land(land), legs, stops.add_params(CLICKED), *right, *left).project(
        "mercator", scale=1000, center=[130.5, 46.2], translate=[WIDTH / 2, 200]
    )
    return alt.vconcat(drawing.properties(width=WIDTH, height=400), reading_panel(table)).properties(
        title=alt.Title(
            "Which way did the train go?",
            subtitle="Straight lines join the stops; two near each other are drawn apart. Click one to read more.",
        ),
        description=f"A map of the way of the train, with the stops {', '.join(table['place'])}. "
        f"Dashed, because it is inferred: the way to {' and '.join(inferred)}.",
    )


def _apart(stops: pd.DataFrame) -> pd.Series:
    """Degrees to the east by which a stop is drawn beside its place, where one before or after would cover its mark."""
    is_near = stops[["_longitude", "_latitude"]].diff().abs().fillna(360).lt(2 * ASIDE).all(axis=1)
    return ASIDE * (is_near.astype(int) - is_near.shift(-1, fill_value=False).astype(int))


def _way_there() -> alt.StrokeDash:
    return alt.StrokeDash("way there:N", scale=_scale(["known", "inferred"], [[1, 0], [6, 5]]))


def _land(land: dict[str, Any]) -> list[alt.Chart]:
    """Two layers: the shapes of the states, and their names."""
    shapes = alt.Data(values=land["features"])
    names = alt.Data(
        values=[feature["properties"] for feature in land["features"] if "longitude" in feature["properties"]]
    )
    return [
        alt.Chart(shapes).mark_geoshape(fill=GREY, fillOpacity=0.18, stroke=GREY, clip=True, aria=False),
        alt.Chart(names)
        .mark_text(fontSize=16, opacity=0.75, aria=False)
        .encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N"),
    ]


def _scale(domain: list[str], values: list[Any]) -> alt.Scale:
    return alt.Scale(domain=domain, range=values)
