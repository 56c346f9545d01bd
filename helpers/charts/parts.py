"""What the charts share: sizes, the click, and the place under a chart that shows what was clicked."""

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from helpers.charts.look import INK

WIDTH = 620  # with labels below 900 px, and readable on a 1366 px laptop at 125 % zoom
LINE = 21  # pixels from one line of text to the next
LINES = r"split(datum.value, '\n')"  # for labels of several lines

CLICKED = alt.selection_point(name="clicked", fields=["_read"], empty=False)


def in_lines(texts: pd.Series, width: int) -> pd.Series:
    """Texts in lines of at most `width` letters, for labels with LINES as their labelExpr."""
    return texts.map(lambda text: textwrap.fill(str(text), width), na_action="ignore")


def reading(heads: Iterable[str], texts: Iterable[str], width: int = 80) -> list[str]:
    """What a click shows: a line that says where it stands, then the text in lines of `width` letters.

    heads, texts : two lists or Series of strings, of one length. Returns a list of strings.
    """
    return [f"{head}\n{textwrap.fill(text, width)}" for head, text in zip(heads, texts, strict=True)]


def reading_panel(table: pd.DataFrame, width: int = WIDTH, x: int = 0, lines: int = 3) -> alt.Chart:
    """The lines under a chart: the text `_read` of the row that was clicked, from x pixels on."""
    return (
        alt.Chart(table)
        .transform_filter(CLICKED)
        .mark_text(align="left", baseline="top", lineBreak="\n", fontSize=15, lineHeight=LINE, x=x, y=0)
        .encode(text="_read:N")
        .properties(width=width, height=lines * LINE + 3)
    )


# How the line of the day looks; its words stand beside it.
DOTS: dict[str, Any] = {"color": INK, "strokeWidth": 2, "strokeDash": [2, 4], "aria": False}


def day_line(last: int) -> list[alt.Chart]:
    """Layers with a dotted line at 13 September 2023 on an axis of years; none if `last`, a year, is before."""
    if last < 2024:
        return []
    line = alt.Chart(pd.DataFrame({"_day": [2023.7]})).encode(x="_day:Q")
    words = {"text": "13 September 2023", "align": "right", "dx": -5, "y": 6}
    return [line.mark_rule(**DOTS), line.mark_text(**words)]
