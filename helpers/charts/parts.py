"""What the charts share: sizes, the click, and the place under a chart that shows what was clicked."""

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from helpers.charts.look import INK, PAPER

WIDTH = 620  # with labels below 900 px, and readable on a 1366 px laptop at 125 % zoom
LINE = 21  # pixels from one line of text to the next
LINES = r"split(datum.value, '\n')"  # for labels of several lines

CLICKED = alt.selection_point(name="clicked", fields=["_read"], empty=False)


def in_lines(texts: pd.Series, width: int) -> pd.Series:
    """Texts in lines of at most `width` letters, for labels with LINES as their labelExpr."""
    return texts.map(lambda text: textwrap.fill(str(text), width, break_on_hyphens=False), na_action="ignore")


def reading(heads: Iterable[str], texts: Iterable[str], width: int = 80) -> list[str]:
    """What a click shows: a line that says where it stands, then the text in lines of `width` letters.

    heads, texts : two lists or Series of strings, of one length. Returns a list of strings.
    """
    pairs = zip(heads, texts, strict=True)
    return [f"{textwrap.fill(head, width)}\n{textwrap.fill(text, width)}" for head, text in pairs]


def flat(text: str) -> str:
    """A text of several lines as it is spoken: in one."""
    return " ".join(text.split())


def reading_panel(table: pd.DataFrame, x: int = 0) -> alt.Chart:
    """The lines under a chart: the text `_read` of the row that was clicked, from x pixels on.

    It is as high as it has lines, so with nothing clicked there is no empty room. table : one row a text.
    """
    lines = alt.Chart(table).transform_filter(CLICKED).transform_calculate(_line="split(datum._read, '\\n')")
    return (
        lines.transform_flatten(["_line"])
        .transform_window(_place="row_number()")
        .mark_text(align="left", baseline="middle", fontSize=15, x=x)
        .encode(y=alt.Y("_place:O", axis=None), text="_line:N")
        .properties(height=alt.Step(LINE))
    )


def words(base: alt.Chart, **look: Any) -> list[alt.Chart]:
    """Two layers: words, and under them the colour of the page, so that no line of the ground runs through them.

    base : a chart that encodes the text. look : as mark_text has it. The marks beside them are what is spoken.
    """
    return [base.mark_text(aria=False, **ground, **look) for ground in (GROUND, {})]


GROUND: dict[str, Any] = {"stroke": PAPER, "strokeWidth": 5, "strokeJoin": "round"}


def heads(texts: Iterable[str], **more: Any) -> alt.Axis:
    """The axis for heads of columns in one line or several, as in_lines puts them."""
    most = max(text.count("\n") for text in texts)
    # Vega draws the lines of a label from the axis on downwards, at the top too.
    look = {"orient": "top", "labelAngle": 0, "labelExpr": LINES, "labelPadding": 4 + 17 * most}
    return alt.Axis(labelLimit=170, ticks=False, domain=False, **look, **more)


# How the line of the day looks; its words stand beside it.
DOTS: dict[str, Any] = {"color": INK, "strokeWidth": 2, "strokeDash": [2, 4], "aria": False}


def day_line(last: int, down_to: int) -> list[alt.Chart]:
    """Layers with a dotted line between the columns of 2023 and 2024; none if `last`, a year, is before.

    down_to : how many pixels from the top it ends, above the numbers that stand beside it.
    """
    if last < 2024:
        return []
    line = alt.Chart(pd.DataFrame({"_day": [2023.5]})).encode(x="_day:Q")
    rule = line.mark_rule(**DOTS).encode(y=alt.value(0), y2=alt.value(down_to))
    return [rule, *words(line, text="13 September 2023", align="right", dx=-6, y=9)]
