"""Charts of the expert views: who takes which position, and what words of likelihood are to mean."""

import altair as alt
import pandas as pd

from helpers import lesson
from helpers.charts.look import BLUE, GREY, PURPLE, VERMILION
from helpers.charts.parts import CLICKED, heads, in_lines, reading, reading_panel, words

POSITIONS = {  # shape, colour
    "yes": ("triangle-up", BLUE),
    "depends": ("diamond", PURPLE),
    "no": ("triangle-down", VERMILION),
    "silent": ("circle", GREY),
}


def positions(positions: pd.DataFrame, disputes: pd.DataFrame, voices: pd.DataFrame) -> alt.VConcatChart:
    """Who says yes, who says no, who is silent? Voices in rows, disputed questions in columns; a click shows more.

    positions, disputes, voices : DataFrames as in lesson. A filled mark is stated, a hollow one hedged or conditional.
    """
    dispute = disputes.set_index("id")
    short = in_lines(dispute["short"], 10)
    voice = voices.set_index("id")["name"]
    table = pd.DataFrame(
        {
            "voice": positions["voice"].map(voice),
            "question": positions["dispute"].map(dispute["question"]),
            "position": positions["position"].astype("str"),
            "how surely": positions["certainty"].astype("str").where(positions["certainty"].notna(), ""),
            "in our words": positions["summary"],
            "paragraphs": positions["claims"].map(lesson.paragraphs_of),
            "_short": positions["dispute"].map(short),
        }
    )
    told = table["voice"] + " · " + table["question"] + " " + table["position"] + " " + table["paragraphs"]
    table["_read"] = reading(told, table["in our words"], 85)
    table["_said"] = told + ": " + table["in our words"]
    shapes, colours = zip(*POSITIONS.values(), strict=True)
    scale = {"title": "position", "sort": list(POSITIONS)}
    colour = alt.Scale(domain=list(POSITIONS), range=colours)
    marks = (
        alt.Chart(table)
        .mark_point(opacity=1, cursor="pointer")
        .encode(
            x=alt.X("_short:N", sort=list(short), title=None, axis=heads(short, grid=True)),
            y=alt.Y(
                "voice:N",
                sort=list(voice),
                title=None,
                axis=alt.Axis(labelLimit=240, grid=True, ticks=False, domain=False),
            ),
            shape=alt.Shape("position:N", **scale, scale=alt.Scale(domain=list(POSITIONS), range=shapes)),
            stroke=alt.Stroke("position:N", **scale, scale=colour),
            fill=alt.Fill("position:N", **scale, scale=colour),
            fillOpacity=alt.condition(
                "datum['how surely'] === 'stated' || datum.position === 'silent'", alt.value(1), alt.value(0)
            ),
            strokeWidth=alt.condition(CLICKED, alt.value(5), alt.value(2)),
            size=alt.condition("datum.position === 'silent'", alt.value(60), alt.value(260)),
            description="_said:N",
        )
        .properties(width=len(dispute) * 92, height=alt.Step(28))
        .add_params(CLICKED)
    )
    silent = (table["position"] == "silent").sum()
    return alt.vconcat(marks, reading_panel(table, x=-215)).properties(
        title=alt.Title(
            "Who says yes, who says no, who is silent?",
            subtitle="Filled: stated plainly. Hollow: hedged, or only if. Click a mark to read the position.",
        ),
        description=f"{len(voice)} voices on {len(dispute)} questions; {silent} of {len(table)} places are silent.",
    )


def likelihood(likelihood: pd.DataFrame) -> alt.LayerChart:
    """What is a word of likelihood to mean? A bar from the lowest to the highest percentage.

    likelihood : DataFrame as in lesson.
    """
    table = pd.DataFrame(
        {
            "word": likelihood["term"],
            "from": likelihood["low"].astype(int),
            "to": likelihood["high"].astype(int),
            "who uses or read it so": likelihood["read_by"],
            "source": likelihood["source"],
        }
    )
    published = table["source"] == "icd-203"
    table["_kind"] = published.map({True: "a published range", False: "how people took it"})
    table["_told"] = table["from"].astype("str") + "–" + table["to"].astype("str") + " %"
    table.loc[~published, "_told"] += " (" + table["_kind"] + ")"  # not by colour alone
    table["_said"] = table["word"] + ": " + table["_told"]
    base = alt.Chart(table).encode(
        y=alt.Y("word:N", sort=list(table["word"]), title=None, axis=alt.Axis(labelLimit=220))
    )
    x = alt.X("from:Q", title="percent", scale=alt.Scale(domain=[0, 100]))
    kinds = ["a published range", "how people took it"]
    bars = base.mark_bar(height=16).encode(
        x=x,
        x2="to",
        color=alt.Color("_kind:N", title=None, scale=alt.Scale(domain=kinds, range=[BLUE, VERMILION])),
        description="_said:N",
    )
    numbers = words(base.encode(x="to:Q", text="_told:N"), align="left", dx=8)
    return alt.layer(bars, *numbers).properties(
        width=480,
        height=alt.Step(30),
        title=alt.Title(
            "What is the word to mean?",
            subtitle="US intelligence services publish their ranges (ICD 203). People without such a list differ.",
        ),
        description="Ranges in percent: " + "; ".join(table["word"] + " " + table["_told"]),
    )
