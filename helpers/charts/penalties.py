"""Charts of forecasts: what a penalty is, and how a learner's compare with others."""

import altair as alt
import pandas as pd

from helpers.charts.look import BLUE, GREY, INK, PURPLE, VERMILION

WAYS = {  # shape, colour
    "you": ("circle", BLUE),
    "always 50 %": ("cross", GREY),
    "base rate": ("square", VERMILION),
    "class": ("triangle-up", PURPLE),
}


def penalty(table: pd.DataFrame) -> alt.LayerChart:
    """What does a chance cost if it happens, and if it does not? The Brier score of one forecast.

    table : chance (in percent), what comes out (two words), penalty.
    """
    kinds = list(table["what comes out"].unique())
    base = alt.Chart(table).encode(
        x=alt.X("chance:Q", title="chance that you give, in percent", axis=alt.Axis(grid=False)),
        y=alt.Y("penalty:Q", title="penalty"),
        color=alt.Color("what comes out:N", title=None, scale=alt.Scale(domain=kinds, range=[BLUE, VERMILION])),
    )
    shape = alt.Shape("what comes out:N", title=None, scale=alt.Scale(domain=kinds, range=["circle", "diamond"]))
    points = base.mark_point(filled=True, size=110, opacity=1).encode(shape=shape)
    numbers = base.mark_text(dy=-14, fontSize=12).encode(text=alt.Text("penalty:Q", format=".2f"), color=alt.value(INK))
    shown = numbers.transform_filter("datum.chance % 20 == 0 && datum.penalty > 0.1")
    always = alt.Chart(pd.DataFrame({"_y": [0.25]})).encode(y="_y:Q")
    words = {"text": "always 50 %: 0.25", "align": "left", "dx": 6, "dy": -9, "x": 0, "fontSize": 13}
    return alt.layer(
        base.mark_line(strokeWidth=2),
        points,
        shown,
        always.mark_rule(strokeDash=[5, 4], color=INK),
        always.mark_text(**words),
    ).properties(
        width=520,
        height=260,
        title=alt.Title("What does a chance cost?", subtitle="0 is best. To be sure and wrong costs most: 1."),
        description="The penalty of a chance: the distance from what came out, times itself. For 80 percent it is 0.04 "
        "if the thing happens and 0.64 if it does not; for 50 percent always 0.25.",
    )


def compared(table: pd.DataFrame) -> alt.Chart:
    """The penalties of a learner beside those of others, question by question, with the means on top.

    table : question, resolution, who (one of WAYS), chance, penalty; the means first, which have no chance.
    """
    domain = [who for who in WAYS if who in set(table["who"])]
    shapes, colours = zip(*(WAYS[who] for who in domain), strict=True)
    order = list(table["question"].unique())
    means = table[table["chance"].isna()]
    marks = alt.Chart(table).mark_point(filled=True, size=170, opacity=0.9)
    return marks.encode(
        x=alt.X("penalty:Q", title="penalty: left is better", scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("question:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, grid=True, offset=10)),
        shape=alt.Shape("who:N", title=None, sort=domain, scale=alt.Scale(domain=domain, range=shapes)),
        color=alt.Color("who:N", title=None, sort=domain, scale=alt.Scale(domain=domain, range=colours)),
    ).properties(
        width=480,
        height=alt.Step(27),
        title=alt.Title(
            "Your penalties beside others", subtitle="0 is best. First the means, each over the same questions."
        ),
        description="Mean penalties: "
        + "; ".join(f"{row.question}, {row.who}: {row.penalty:.2f}" for row in means.itertuples()),
    )
