"""Charts of the actors: who is tied to whom, and who gets to speak."""

import textwrap
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from helpers import lesson
from helpers.charts.look import BLUE, GREY, INK, PURPLE, VERMILION
from helpers.charts.parts import words

WIDE, HIGH = 450, 430  # pixels of the map
BESIDE, LETTERS, LEADING = 322, 42, 17  # of what stands beside it: pixels, letters of a line, pixels to the next
ACROSS, UP = 11, 5  # units of x and y in data/actors.csv that it shows
SIDES = [("center", 0, 22), ("center", 0, -22), ("left", 16, 0), ("right", -16, 0)]  # of a name: align, dx, dy
LETTER = 9  # pixels of a letter of a name
CHOSEN = "isValid(actor._name) && isValid(actor._name[0])"
TONES = {  # colour, dashes, and how far beside its place a line stands, so that lines do not cover each other
    "belongs together": (GREY, [1, 0], 0),
    "helps or may help": (BLUE, [1, 0], 0.07),
    "stands against": (VERMILION, [6, 4], -0.07),
    "is at war with": (VERMILION, [18, 3], -0.07),
    "is linked to": (PURPLE, [1.5, 3], 0),
}


def ties(actors: pd.DataFrame, relations: pd.DataFrame, claims: pd.DataFrame) -> alt.HConcatChart:
    """Who is tied to whom? A map with fixed places; choose an actor by click or in the list, and read its ties.

    actors, relations, claims : DataFrames as in lesson. Actors with no x and y are left out, with their ties.
    """
    shown = actors.dropna(subset=["x"]).set_index("id")
    table = _tie_table(shown, relations)
    actor = alt.selection_point(
        name="actor",
        fields=["_name"],
        on="click",
        empty=False,
        bind=alt.binding_select(options=[None, *shown["name"]], labels=["everybody", *shown["name"]], name="Actor: "),
    )
    tones, (colours, dashes, _) = list(TONES), zip(*TONES.values(), strict=True)
    legend: dict[str, Any] = {
        "title": None,
        "sort": tones,
        "legend": alt.Legend(columns=2, symbolSize=600, columnPadding=6, orient="bottom"),
    }
    is_end = "(datum.from === actor._name[0] || datum.to === actor._name[0])"
    is_near = "indexof(datum._near, '|' + actor._name[0] + '|') >= 0"
    x = alt.X("_x:Q", scale=alt.Scale(domain=[0, ACROSS], nice=False), axis=None)
    y = alt.Y("_y:Q", scale=alt.Scale(domain=[0.4, 0.4 + UP], nice=False), axis=None)
    lines = (
        alt.Chart(table)
        .mark_rule(strokeWidth=2.5)
        .encode(
            description="_said:N",
            x=x,
            y=y,
            x2="_x2",
            y2="_y2",
            color=alt.Color("tone:N", **legend, scale=alt.Scale(domain=tones, range=colours)),
            strokeDash=alt.StrokeDash("tone:N", **legend, scale=alt.Scale(domain=tones, range=dashes)),
            opacity=alt.condition(f"!({CHOSEN}) || {is_end}", alt.value(0.9), alt.value(0.03)),
        )
    )
    nodes = alt.Chart(_nodes(shown, table)).encode(
        x=x, y=y, opacity=alt.condition(f"!({CHOSEN}) || {is_near}", alt.value(1), alt.value(0.15))
    )
    shapes = alt.Scale(
        domain=["person", "state", "institution", "group"], range=["circle", "square", "diamond", "triangle-up"]
    )
    marks = nodes.mark_point(filled=True, size=420, color=INK, cursor="pointer").encode(
        shape=alt.Shape("kind:N", title=None, scale=shapes, legend=alt.Legend(columns=1, orient="bottom")),
        description="_said:N",
    )
    beside = {key: alt.ExprRef(f"datum._{key}") for key in ("align", "dx", "dy")}
    names = words(nodes.encode(text="_name:N"), fontWeight="bold", baseline="middle", **beside)
    drawing = alt.layer(lines, *names, marks.add_params(actor)).properties(width=WIDE, height=HIGH)
    both = alt.hconcat(drawing, _lines_of(shown, table, claims))
    return both.resolve_scale(color="independent", shape="independent", strokeDash="independent").properties(
        title=alt.Title(
            "Who is tied to whom?",
            subtitle="Choose an actor, by click or in the list under the chart, to read its ties.",
        ),
        description=f"A map of {len(shown)} actors and {len(table)} ties between them. "
        "Its table lists every tie as a sentence, with its paragraphs.",
    )


def _tie_table(shown: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """One row a tie between two actors that are shown, with the ends of its line."""
    rows = relations[relations["from_actor"].isin(shown.index) & relations["to_actor"].isin(shown.index)]
    ends = {"from": shown.loc[rows["from_actor"]], "to": shown.loc[rows["to_actor"]]}
    shift = rows["tone"].map(lambda tone: TONES[tone][2]).astype(float).to_numpy()
    return pd.DataFrame(
        {
            "from": ends["from"]["name"].to_numpy(),
            "to": ends["to"]["name"].to_numpy(),
            "tie": rows["sentence"].to_numpy(),
            "tone": rows["tone"].astype("str").to_numpy(),
            "paragraphs": rows["claims"].map(lesson.paragraphs_of).to_numpy(),
            "_said": rows["sentence"].to_numpy(),
            "_x": ends["from"]["x"].to_numpy() + shift,
            "_y": ends["from"]["y"].to_numpy() + shift,
            "_x2": ends["to"]["x"].to_numpy() + shift,
            "_y2": ends["to"]["y"].to_numpy() + shift,
        }
    )


def _nodes(shown: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The actors, each with the names of those near to it: itself and the other ends of its ties."""

    def near(name: str) -> str:
        mine = table[(table["from"] == name) | (table["to"] == name)]
        return "|".join(["", name, *mine["from"], *mine["to"], ""])

    frame = shown[["name", "kind", "x", "y"]].rename(columns={"name": "_name", "x": "_x", "y": "_y"})
    frame = frame.astype({"kind": "str"}).assign(_near=frame["_name"].map(near))
    frame["_said"] = frame["_name"] + ", " + frame["kind"]
    sides = [_clearest(node, table) for node in frame.itertuples(index=False, name=None)]
    return frame.assign(**pd.DataFrame(sides, columns=["_align", "_dx", "_dy"], index=frame.index))


def _clearest(node: tuple[Any, ...], table: pd.DataFrame) -> tuple[str, int, int]:
    """The side of its mark on which the fewest lines run through a name, within the map. node : name, kind, x, y."""
    name, _, x, y = node[:4]
    along = np.linspace(0, 1, 60)[:, None]
    # How far points of all lines are from the mark, in pixels.
    east = ((1 - along) * table["_x"].to_numpy() + along * table["_x2"].to_numpy() - x) * WIDE / ACROSS
    south = (y - (1 - along) * table["_y"].to_numpy() - along * table["_y2"].to_numpy()) * HIGH / UP
    half = len(name) * LETTER / 2

    def covered(side: tuple[str, int, int]) -> int:
        align, dx, dy = side
        middle = dx + {"left": half, "center": 0, "right": -half}[align]
        is_outside = not half <= x * WIDE / ACROSS + middle <= WIDE - half
        return int(((abs(east - middle) < half + 4) & (abs(south - dy) < 11)).sum()) + is_outside * along.size

    return min(SIDES, key=covered)


def _lines_of(shown: pd.DataFrame, table: pd.DataFrame, claims: pd.DataFrame) -> alt.Chart:
    """Beside the map: where the chosen actor is a subject, and its ties; with nobody chosen, how many ties each has."""
    ends = pd.concat([table["from"], table["to"]]).value_counts()
    every = ["Ties of each:", *(f"{name} {number}" for name, number in ends.items())]
    told = [(None, every)]
    for id, name in shown["name"].items():
        mine = table[(table["from"] == name) | (table["to"] == name)]
        head = f"{name} is the subject of {_count(claims, id)}. Its ties:"
        told.append((name, [head, *(mine["paragraphs"] + " · " + mine["tie"])]))
    rows = [(name, line) for name, texts in told for text in texts for line in textwrap.wrap(text, LETTERS)]
    lines = pd.DataFrame(rows, columns=["_name", "_text"])
    lines["_line"] = lines.groupby("_name", dropna=False).cumcount()
    return (
        alt.Chart(lines)
        .transform_filter(f"datum._name === ({CHOSEN} ? actor._name[0] : null)")
        .mark_text(align="left", baseline="middle", x=0)
        .encode(y=alt.Y("_line:O", axis=None), text="_text:N")
        .properties(width=BESIDE, height=alt.Step(LEADING))
    )


def _count(claims: pd.DataFrame, actor: str) -> str:
    """How many claims have an actor as their subject, and where: "3 claims (¶16 ¶17)"."""
    rows = claims[claims["subject"] == actor]
    where = f" ({lesson.paragraphs_of(' '.join(rows['id']))})" if len(rows) else ""
    return f"{len(rows)} claim{'' if len(rows) == 1 else 's'}{where}"


def speaking(claims: pd.DataFrame, voices: pd.DataFrame, actors: pd.DataFrame) -> alt.LayerChart:
    """Who is spoken about, and who speaks? For each state two counts of claims, and one for each group of other voices.

    claims, voices, actors : DataFrames as in lesson. A claim is about a side if its subject or target belongs to it; it
    is a side's own if its voice speaks for the state. Returns a chart; its table has side, spoken about, speaking.
    """
    side = actors.set_index("id")["side"]
    states = list(actors.dropna(subset=["state_order"]).sort_values("state_order")["name"])
    about = {
        state: int((claims[["subject", "target"]].apply(lambda ids: ids.map(side)) == state).any(axis=1).sum())
        for state in states
    }
    speaks = claims["speaker"].map(_who_speaks(voices, side)).value_counts()
    rows: list[tuple[str, int | None, int]]
    rows = [(state, about[state], int(speaks.get(state, 0))) for state in states]
    rows += [
        (group, None, int(speaks.get(group, 0)))
        for group in ("experts and former officials", "nobody named", "the article itself")
    ]
    table = pd.DataFrame(rows, columns=["side", "spoken about", "speaking"])
    rows_in_order = alt.Y(
        "side:N", sort=list(table["side"]), title=None, axis=alt.Axis(labelLimit=240, grid=True, labelPadding=14)
    )
    base = alt.Chart(table).encode(y=rows_in_order)
    line = base.mark_rule(strokeWidth=2, aria=False).encode(
        x=alt.X("spoken about:Q", title="number of claims"), x2="speaking"
    )
    points = alt.Chart(table.melt("side", var_name="which", value_name="claims").dropna()).encode(y=rows_in_order)
    scale = {"domain": ["spoken about", "speaking"]}
    marks = points.mark_point(filled=True, size=190, opacity=1).encode(
        x="claims:Q",
        shape=alt.Shape("which:N", title=None, scale=alt.Scale(**scale, range=["square", "circle"])),
        color=alt.Color("which:N", title=None, scale=alt.Scale(**scale, range=[VERMILION, BLUE])),
    )
    table["_far"] = table[["spoken about", "speaking"]].max(axis=1)
    table["_told"] = [
        f"about {about:.0f}, own {own}" if about > 0 else f"own {own}" for _, about, own, _ in table.to_numpy()
    ]
    numbers = words(base.encode(x="_far:Q", text="_told:N"), dx=14, align="left")
    return alt.layer(line, *numbers, marks).properties(
        width=480,
        height=alt.Step(34),
        title=alt.Title(
            "Who is spoken about, and who speaks?",
            subtitle="About: as subject or as target. A claim can be about two sides; it has one speaker.",
        ),
        description="Claims about each side and by each side. "
        + "; ".join(f"{name}: about {about_ or 0}, speaking {own}" for name, about_, own in rows),
    )


def _who_speaks(voices: pd.DataFrame, side: pd.Series) -> dict[str, str]:
    """Id of a voice to the side that it speaks for, or to the group that it belongs to."""
    groups = {"journalist": "the article itself", "nobody named": "nobody named"}
    return {
        voice.id: side[voice.speaks_for] if voice.speaks_for else groups.get(voice.kind, "experts and former officials")
        for voice in voices.itertuples()
    }
