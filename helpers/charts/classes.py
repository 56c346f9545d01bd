"""Charts of a class: how answers spread, and the competing-hypotheses table of all."""

import altair as alt
import pandas as pd

from helpers.charts.look import BLUE, INK
from helpers.charts.parts import LINES, heads, in_lines, words

EMPTY = "Nothing to show: "
MOST = 1000  # different answers in one chart


def class_answers(frame: pd.DataFrame, title: str) -> alt.LayerChart | alt.Chart:
    """How far do the answers go apart? For each item a row of circles: the larger, the more learners.

    frame : item, value, learners; where it has no rows, frame.attrs["why"] may say why. title : of the chart.
    """
    if not len(frame):
        return _nothing(frame.attrs.get("why", "nobody has answered."), title)
    if len(frame) > MOST:
        return _nothing(f"{len(frame)} different answers are too many for a chart.", title)
    table = frame.astype({"value": "str"})
    table["item"] = in_lines(table["item"], 44)
    numbers = table["value"].str.fullmatch(r"\d{1,9}")
    order = sorted(table["value"].unique(), key=lambda text: (int(text), "") if numbers.all() else (0, text))
    base = alt.Chart(table).encode(
        x=alt.X("value:N", sort=order, title="answer", axis=alt.Axis(labelAngle=0, labelLimit=120, grid=True)),
        y=alt.Y("item:N", sort=None, title=None, axis=alt.Axis(labelLimit=330, grid=True, labelExpr=LINES)),
    )
    size = alt.Size("learners:Q", legend=None, scale=alt.Scale(range=[250, 900]))
    circles = base.mark_circle(color=BLUE, opacity=0.35).encode(size=size)
    return alt.layer(circles, *words(base.encode(text="learners:Q"))).properties(
        width=520,
        height=alt.Step(34),
        title=alt.Title(title, subtitle="The number says how many learners."),
        description=f"{title} {len(table)} answers, each with the number of learners who gave it.",
    )


def class_hypotheses(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """What speaks against which hypothesis, in the judgement of the class? A number of learners for each cell.

    frame : evidence, hypothesis, inconsistent (how many say so); without rows as in class_answers.
    """
    title = "How many say that it speaks against?"
    if not len(frame):
        return _nothing(frame.attrs.get("why", "nobody has answered."), title)
    table = frame.copy()
    table["evidence"] = in_lines(table["evidence"], 48)
    table["hypothesis"] = in_lines(table["hypothesis"].str.split(":").str[0], 20)
    rows = table["evidence"].str.count("\n").max() + 1
    base = alt.Chart(table).encode(
        x=alt.X("hypothesis:N", sort=None, title=None, axis=heads(table["hypothesis"])),
        y=alt.Y("evidence:N", sort=None, title=None, axis=alt.Axis(labelLimit=380, labelExpr=LINES)),
    )
    boxes = base.mark_rect(fill=BLUE).encode(
        fillOpacity=alt.Opacity("inconsistent:Q", legend=None, scale=alt.Scale(range=[0.05, 0.5]))
    )
    numbers = base.mark_text(fontSize=15, color=INK, aria=False).encode(text="inconsistent:Q")
    return alt.layer(boxes, numbers).properties(
        width=480,
        height=alt.Step(max(36, 17 * rows)),
        title=alt.Title(title, subtitle="A row with unlike numbers separates the hypotheses."),
        description="For each piece of evidence and hypothesis, how many learners say that it speaks against it: "
        + "; ".join(f"{row.evidence}, {row.hypothesis}: {row.inconsistent}" for row in table.itertuples()),
    )


def _nothing(why: str, title: str) -> alt.Chart:
    """A line of text in place of a chart that would show nothing."""
    lone = alt.Chart(alt.Data(values=[{"why": EMPTY + why}]))
    return lone.mark_text(align="left", fontSize=15, x=0).encode(text="why:N").properties(width=520, title=title)
