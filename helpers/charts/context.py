"""Charts of facts from outside the article: tests, trade, oil and shells, with their gaps and ranges.

Each takes a table of lesson, all of its rows or only those known on the day (lesson.known). Where some are later, a
dotted line marks 13 September 2023.
"""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from helpers import lesson
from helpers.charts.look import BLUE, GREY, INK, PURPLE, VERMILION
from helpers.charts.parts import LINES, WIDTH, day_line, flat, in_lines, words

YEARS = 740  # missile_tests: so that numbers of two digits stand beside each other
WHOLE = alt.condition("datum._whole", alt.value(BLUE), alt.value("transparent"))  # a year that is known in full


def _years(first: float, last: float, ticks: Iterable[int], field: str = "year") -> alt.X:
    """An axis of years from first to last. ticks : the years that it names."""
    scale = alt.Scale(domain=[first, last], nice=False, zero=False, padding=0)
    return alt.X(f"{field}:Q", title="year", scale=scale, axis=alt.Axis(format="d", grid=False, values=list(ticks)))


def missile_tests(missile_tests: pd.DataFrame) -> alt.VConcatChart:
    """How many missiles and satellites did North Korea launch in each year, and how many nuclear tests?

    missile_tests : DataFrame as in lesson. A year that was only partly known on the day has a hollow bar.
    """
    columns = ["year", "launches", "succeeded", "failed", "unknown", "nuclear_tests", "note"]
    table = missile_tests[columns].rename(columns={"nuclear_tests": "nuclear tests", "unknown": "outcome unknown"})
    table["_whole"] = missile_tests["known_on_the_day"] != "partly"
    table["_said"] = [f"{row.year}: {row.launches} launches" for row in missile_tests.itertuples()]
    table["_tested"] = [f"{row.year}: nuclear tests: {row.nuclear_tests}" for row in missile_tests.itertuples()]
    last = table["year"].max()
    base = alt.Chart(table).encode(x=_years(1983.2, last + 0.8, range(1984, last + 1, 4)))
    launched = base.transform_filter("datum.launches > 0").encode(
        y=alt.Y("launches:Q", title="launches", scale=alt.Scale(domain=[0, 80]))
    )
    layers = [
        launched.mark_bar(size=9, stroke=BLUE, strokeWidth=1.5).encode(fill=WHOLE, description="_said:N"),
        *words(launched.encode(text="launches:Q"), dy=-9),
    ]
    if last == 2022:
        look = {"text": "2023: the year was not over", "angle": 270, "align": "left"}
        layers += words(alt.Chart(table.iloc[-1:]).encode(x=alt.XDatum(2023.2), y=alt.YDatum(1)), **look)
    nuclear = base.transform_filter("datum['nuclear tests'] > 0")
    diamonds = nuclear.mark_point(filled=True, shape="diamond", size=170, color=VERMILION, opacity=1, yOffset=-8)
    numbers = nuclear.mark_text(dy=11, aria=False).encode(text="nuclear tests:Q")
    hollow = "" if table["_whole"].all() else " Hollow: partly known."
    panels = [
        alt.layer(*layers, *day_line(last, 90)).properties(width=YEARS, height=230),
        alt.layer(diamonds.encode(description="_tested:N"), numbers).properties(
            width=YEARS, height=48, title=alt.Title("nuclear tests", fontSize=14)
        ),
    ]
    return alt.vconcat(*panels, spacing=6).properties(
        title=alt.Title(
            "How many launches and tests?",
            subtitle=f"Satellites, and missiles that carry 500 kg over 300 km; others count more.{hollow}",
        ),
        description="Launches by year: "
        + ", ".join(f"{row.year}: {row.launches}" for row in table.itertuples() if row.launches)
        + f". Nuclear tests: {table['nuclear tests'].sum()}.",
    )


def trade(series: pd.DataFrame) -> alt.LayerChart:
    """How much of North Korea's trade is with China? Years without a figure that we could check stay open.

    series : DataFrame as in lesson.
    """
    rows = series[series["series"] == "china_share_of_trade"]
    table = rows[["year", "value", "who", "note"]].rename(columns={"value": "percent"})
    table["source"] = rows["source"].map(lesson.source_of)
    years = range(table["year"].min(), table["year"].max() + 1)
    gaps = pd.DataFrame({"year": [year for year in years if year not in set(table["year"])]})
    gaps = gaps.assign(_from=gaps["year"] - 0.5, _to=gaps["year"] + 0.5)
    ends = (years[0] - 0.5, years[-1] + 0.5, years)
    percent = alt.Y("percent:Q", title="percent of trade", scale=alt.Scale(domain=[0, 110]))
    table["_said"] = [f"{row.year}: {row.percent} percent" for row in table.itertuples()]
    base = alt.Chart(table).encode(x=_years(*ends), y=percent)
    empty = alt.Chart(gaps)
    return alt.layer(
        *words(base.encode(text=alt.Text("percent:Q", format=".1f")), dy=-16),
        base.mark_point(filled=True, size=170, color=BLUE, opacity=1).encode(description="_said:N"),
        empty.mark_rect(color=GREY, opacity=0.18, aria=False).encode(x=_years(*ends, "_from"), x2="_to"),
        empty.mark_text(text="?", fontSize=18, aria=False).encode(x=_years(*ends), y=alt.YDatum(50)),
    ).properties(
        width=WIDTH,
        height=220,
        title=alt.Title(
            "How much of North Korea's trade is with China?",
            subtitle="Counted in South Korea, without its own trade with the North. Grey with ?: no figure to check.",
        ),
        description="China's share of North Korea's trade: "
        + "; ".join(f"{row.year}: {row.percent} percent" for row in table.itertuples()),
    )


def petroleum(series: pd.DataFrame) -> alt.LayerChart:
    """How much refined oil went to North Korea, against the limit? What Russia reported, and what others estimate.

    series : DataFrame as in lesson. A hollow bar is a year that was not over when it was reported.
    """
    reporting = series.loc[series["series"] == "petroleum_reported", "who"].iloc[0].split(",")[0]
    kinds = {
        "petroleum_cap": "limit, for all states together",
        "petroleum_reported": f"reported by {reporting}",
        "petroleum_estimated": "at least, as others say",
    }
    rows = series[series["series"].isin(kinds)]
    # What is known of a whole year takes the place of what was known of a part of it.
    replaced = rows["series"].eq("petroleum_reported") & rows.duplicated(["series", "year"], keep="last")
    rows = rows[~replaced]
    table = rows[["year", "value", "who", "kind_of_number", "note"]].rename(columns={"value": "barrels"})
    table.insert(0, "what", rows["series"].astype("str").map(kinds))
    table["source"] = rows["source"].map(lesson.source_of)
    table["_whole"] = rows["date"].dt.year.ne(rows["year"]).fillna(True)
    table["_told"] = [f"{barrels:,.0f}" for barrels in table["barrels"]]
    table["_when"] = table["_told"] + ":\n" + in_lines(table["note"].str.extract("([^,.]*)")[0], 16)
    table["_said"] = table["year"].astype("str") + ", " + table["what"] + ": " + table["_told"] + " barrels"
    last, estimates = table["year"].max(), "petroleum_estimated" in set(rows["series"])
    # Room at the right for what stands beside the estimates.
    x = _years(2017.4, last + (1.6 if estimates else 0.6), range(2018, last + 1))
    scale = alt.Scale(domain=[0, table["barrels"].max() * 1.2])
    base = alt.Chart(table).encode(y=alt.Y("barrels:Q", title="barrels", axis=alt.Axis(format="~s"), scale=scale))
    limit, reported, estimated = (base.transform_filter(alt.datum["what"] == what) for what in kinds.values())
    said = "_said:N"
    layers = [
        limit.mark_tick(orient="horizontal", thickness=3, size=60, color=INK, opacity=1).encode(x=x, description=said),
        reported.mark_bar(size=36, stroke=BLUE, strokeWidth=2).encode(x=x, fill=WHOLE, description=said),
        *words(reported.encode(x=x, text="_told:N"), dy=-11),
    ]
    triangles = ""
    if estimates:
        triangles = " ▲: at least, others say."
        look = {"align": "left", "baseline": "line-bottom", "lineBreak": "\n", "dx": 13, "dy": 2}
        marks = estimated.mark_point(filled=True, shape="triangle-up", size=200, color=VERMILION, opacity=1)
        layers += [marks.encode(x=x, description=said), *words(estimated.encode(x=x, text="_when:N"), **look)]
    told = "; ".join(f"{row.year}, {row.what}: {row.barrels:,.0f}" for row in table.itertuples())
    return alt.layer(*layers, *day_line(last, 270)).properties(
        width=640,
        height=270,
        title=alt.Title(
            "How much refined oil, against the limit?",
            subtitle=f"Line: UN limit. Bar: {kinds['petroleum_reported']} (hollow: year not over). "
            f"No bar: no figure.{triangles}",
        ),
        description=f"Refined oil for North Korea in barrels: {told}",
    )


def shells(series: pd.DataFrame) -> alt.LayerChart:
    """How many shells are fired and made? Each number with who gives it; a bar where it is a range.

    series : DataFrame as in lesson.
    """
    rows = series[series["series"] == "shells"]
    what = rows["unit"].str.removeprefix("million rounds ")
    table = pd.DataFrame(
        {
            "what": what + " in " + rows["year"].astype("str"),
            "who says so": rows["who"] + ", " + rows["date"].dt.strftime("%Y-%m-%d"),
            "million rounds": rows["value"],
            "to": rows["value_high"].fillna(rows["value"]),
            "note": rows["note"],
            "source": rows["source"].map(lesson.source_of),
            "_kind": what,
        }
    )
    table["_row"] = in_lines(table["what"] + " · " + table["who says so"], 48)
    ends = zip(table["million rounds"], table["to"], strict=True)
    table["_told"] = [f"{low:g}" if low == high else f"{low:g}–{high:g}" for low, high in ends]
    table["_said"] = table["_row"].map(flat) + ": " + table["_told"] + " million rounds"
    kinds = list(dict.fromkeys(what))
    shapes = alt.Scale(domain=kinds, range=["circle", "square", "diamond"][: len(kinds)])
    colours = alt.Scale(domain=kinds, range=[VERMILION, BLUE, PURPLE][: len(kinds)])
    axis = alt.Axis(labelLimit=380, grid=True, labelExpr=LINES)
    base = alt.Chart(table).encode(y=alt.Y("_row:N", sort=list(table["_row"]), title=None, axis=axis))
    coloured = base.encode(color=alt.Color("_kind:N", legend=None, scale=colours))
    low = alt.X("million rounds:Q", title="million rounds", scale=alt.Scale(domain=[0, 14]), axis=alt.Axis(tickCount=7))
    points = coloured.mark_point(filled=True, size=170, opacity=1)
    points = points.encode(shape=alt.Shape("_kind:N", legend=None, scale=shapes))
    return alt.layer(
        coloured.mark_rule(strokeWidth=6, aria=False).encode(x=low, x2="to"),
        *words(base.encode(x="to:Q", text="_told:N"), align="left", dx=14),
        points.mark_point(filled=True, size=170, opacity=1, aria=False).encode(x=low),
        points.encode(x="to:Q", description="_said:N"),
    ).properties(
        width=400,
        height=alt.Step(38),
        title=alt.Title("How many shells, as who says?", subtitle="All are estimates. A bar is a range."),
        description="Estimates in million rounds: "
        + "; ".join(table["what"] + ", " + table["who says so"] + ": " + table["_told"]),
    )
