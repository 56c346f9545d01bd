"""What a forecast costs."""

import altair as alt
import pandas as pd

from helpers.charts.look import BLUE, INK, VERMILION
from helpers.charts.parts import words


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
    # Beside its point, on the side away from the line.
    told = base.encode(text=alt.Text("penalty:Q", format=".2f"), color=alt.value(INK))
    shown = told.transform_filter("datum.chance % 20 == 0 && datum.penalty > 0.3")
    sides = [(kinds[0], "left", 10), (kinds[1], "right", -10)]
    numbers = [
        layer
        for kind, side, dx in sides
        for layer in words(shown.transform_filter(alt.datum["what comes out"] == kind), align=side, dx=dx, dy=-7)
    ]
    always = alt.Chart(pd.DataFrame({"_y": [0.25]})).encode(y="_y:Q")
    look = {"aria": False, "text": "always 50 %: 0.25", "align": "left", "dx": 6, "dy": -10, "x": 0}
    return alt.layer(
        base.mark_line(strokeWidth=2, aria=False),
        points,
        *numbers,
        always.mark_rule(strokeDash=[5, 4], color=INK, aria=False),
        always.mark_text(**look),
    ).properties(
        width=520,
        height=260,
        title=alt.Title("What does a chance cost?", subtitle="0 is best. To be sure and wrong costs most: 1."),
        description="The penalty of a chance: the distance from what came out, times itself. For 80 percent it is 0.04 "
        "if the thing happens and 0.64 if it does not; for 50 percent always 0.25.",
    )
