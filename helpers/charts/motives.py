"""Charts of the motives: who could give what to whom, and who says that it is wanted."""

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from helpers import lesson
from helpers.charts.look import BLUE, GREY, INK
from helpers.charts.parts import CLICKED, flat, reading_panel, words

PLACES = ["that side itself", "the article", "another voice", "nobody named"]


def exchange(motives: pd.DataFrame, actors: pd.DataFrame, claims: pd.DataFrame) -> alt.VConcatChart:
    """Who could give what to whom? Rows give, columns receive; a click on a thing shows the claims behind it.

    motives, actors, claims : DataFrames as in lesson. Shown is each motive that names from whom something is wanted.
    """
    named = actors.set_index("id")["name"]
    rows = motives[motives["from_actor"] != ""]
    table = pd.DataFrame(
        {
            "gives": rows["from_actor"].map(named),
            "receives": rows["actor"].map(named),
            "what": rows["short"],
            "paragraphs": rows["claims"].map(lesson.paragraphs_of),
        }
    )
    table["_slot"] = table.groupby(["gives", "receives"]).cumcount()
    table["_read"] = _readings(
        table["gives"] + " → " + table["receives"] + ": " + table["what"], rows["claims"], claims
    )
    table["_said"] = table["_read"].map(flat)
    order = [named[actor] for actor in motives["actor"].unique()]
    axis = {"labelFontSize": 15, "labelAngle": 0, "labelPadding": 8, "ticks": False, "domain": False}
    x = alt.X("receives:N", sort=order, title="receives →", axis=alt.Axis(orient="top", **axis))
    corner = {"titleAngle": 0, "titleAlign": "right", "titleAnchor": "end", "titleX": -8, "titleY": -14}
    y = alt.Y("gives:N", sort=order, title="gives ↓", axis=alt.Axis(**axis, **corner))
    boxes = alt.Chart(table).transform_filter("datum._slot === 0").encode(x=x, y=y)
    boxes = boxes.encode(y=alt.Y("gives:N", sort=order, bandPosition=0), y2=alt.Y2("gives", bandPosition=1)).mark_rect(
        fill=GREY, fillOpacity=0.12, stroke=GREY, aria=False
    )
    things = alt.Chart(table).encode(x=x, y=y, yOffset=alt.YOffset("_slot:O"))
    marks = things.mark_point(filled=True, size=140, color=BLUE, opacity=1, xOffset=-80, cursor="pointer").encode(
        stroke=alt.condition(CLICKED, alt.value(INK), alt.value("transparent")),
        strokeWidth=alt.value(3),
        description="_said:N",
    )
    told = things.mark_text(align="left", dx=-71, cursor="pointer", aria=False).encode(text="what:N")
    drawing = alt.layer(boxes, marks.add_params(CLICKED), told).properties(
        width=len(order) * 176, height=table["gives"].nunique() * 92
    )
    return alt.vconcat(drawing, reading_panel(table, x=-100)).properties(
        title=alt.Title(
            "Who could give what to whom?",
            subtitle="As we read the article. Click the dot before a thing to read its claims.",
        ),
        description="A table of who could give what to whom. "
        + " ".join(f"{row['gives']} to {row['receives']}: {row['what']}." for row in table.to_dict("records")),
    )


def _readings(heads: Iterable[str], claim_ids: Iterable[str], claims: pd.DataFrame) -> list[str]:
    told = [_claims_told(claims, ids) for ids in claim_ids]
    return [f"{head}\n{text}" for head, text in zip(heads, told, strict=True)]


def _claims_told(claims: pd.DataFrame, ids: str) -> str:
    """Claims as lines of at most 102 letters: paragraph, voice, claim."""
    rows = claims[claims["id"].isin(ids.split())]
    lines = (f"¶{row.number} · {row.voice}: {row.claim}" for row in rows.itertuples())
    return "\n".join(textwrap.fill(line, 102) for line in lines)


def who_says(
    motives: pd.DataFrame, actors: pd.DataFrame, voices: pd.DataFrame, claims: pd.DataFrame
) -> alt.VConcatChart:
    """Who says that an actor wants this? Each need and ambition, and whose claims stand behind it.

    motives, actors, voices, claims : DataFrames as in lesson. The number beside a mark counts claims.
    """
    voice = {voice.id: voice for voice in voices.itertuples()}
    speaker = claims.set_index("id")["speaker"].map(voice)
    named = actors.set_index("id")["name"]
    rows = []
    for motive in motives[motives["kind"] != "limit"].itertuples():
        ids = pd.Series(motive.said_in.split())
        places = ids.map(lambda claim, actor=motive.actor: _place(speaker[claim], actor))
        for place, group in ids.groupby(places):
            rows.append((f"{named[motive.actor]}: {motive.short}", place, len(group), " ".join(group)))
    table = pd.DataFrame(rows, columns=["who wants what", "who says so", "claims", "_ids"])
    table["paragraphs"] = table["_ids"].map(lesson.paragraphs_of)
    heads = table["who wants what"] + " – " + table["who says so"]
    table["_read"] = _readings(heads, table.pop("_ids"), claims)
    table["_said"] = table["_read"].map(flat)
    names = list(dict.fromkeys(table["who wants what"]))
    base = alt.Chart(table).encode(
        x=alt.X(
            "who says so:N",
            sort=PLACES,
            title="who says so",
            scale=alt.Scale(domain=PLACES),
            axis=alt.Axis(orient="top", labelAngle=0, grid=True),
        ),
        y=alt.Y("who wants what:N", sort=names, title=None, axis=alt.Axis(labelLimit=370, grid=True)),
    )
    marks = base.mark_point(filled=True, size=260, opacity=1, color=BLUE, cursor="pointer").encode(
        stroke=alt.condition(CLICKED, alt.value(INK), alt.value("transparent")),
        strokeWidth=alt.value(3),
        description="_said:N",
    )
    numbers = words(base.encode(text="claims:Q"), dx=14, align="left")
    return alt.vconcat(
        alt.layer(*numbers, marks.add_params(CLICKED)).properties(width=460, height=alt.Step(27)),
        reading_panel(table, x=-275),
    ).properties(
        title=alt.Title("Who says that it is wanted?", subtitle="The number counts claims. Click a mark to read them."),
        description=f"{len(names)} needs and ambitions, and the claims that say so. "
        + "; ".join(f"{row[0]}, {row[1]}: {row[2]}" for row in rows),
    )


def _place(voice: Any, actor: str) -> str:
    """Where a voice stands that says what an actor wants. voice : a row of voices."""
    if voice.speaks_for == actor:
        return PLACES[0]
    return {"journalist": PLACES[1], "nobody named": PLACES[3]}.get(voice.kind, PLACES[2])
