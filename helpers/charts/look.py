"""How charts look, and how they reach the screen without the internet.

Importing this module switches the look on and tells Jupyter to show every Altair chart as a Vega-Lite
specification of its own mime type, which JupyterLab draws with what it brings along. Under the chart stands
its table, folded, for whoever cannot see or read the chart.

Five bar charts each way, in JupyterLab 4.6.6 and Chromium 156 with every request beyond localhost refused
(medians of three runs; "again" is after a reload with the kernel gone; bytes sent run from kernel to browser):

    way                                draws  again  saved KB  sent KB  run to paint, s
    Altair 6, default renderer             0      0      24.6     36.0  -
    Altair 5.5, default renderer           0      0      24.7     36.0  -
    Altair 6, mimetype renderer            0      0      12.8     23.9  -
    Altair 5.5, mimetype renderer          5      5      60.8     23.1  2.4
    Altair 6, jupyter renderer, offline    5      0       4.0   4671.1  4.1
    Altair 6, JupyterChart, offline        5      0       3.8   4668.9  4.1
    anywidget, its module sent once        5      0       4.6    960.1  2.1
    Altair 6, the bundle below             5      5      60.3     22.5  2.5

The bundle wins: nothing to fetch, charts that stay in the saved notebook, fewest bytes, Altair's newest version.
What is saved includes a picture of each chart that JupyterLab adds by itself. JupyterLab 4.6 brings Vega-Lite 5.6.1,
so charts here use only what version 5 knows; a test draws every one of them there.
"""

import os
from typing import Any

import altair as alt
import pandas as pd
from IPython import get_ipython
from IPython.display import display

from helpers import lite, page

VEGA_LITE = "application/vnd.vegalite.v5+json"
PNG_BEGINS = "iVBORw0KGgo="

# From Okabe and Ito (2008), for colour-blind readers; those with a contrast of 3:1 or more on white and on #111.
BLUE, VERMILION, GREEN, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#888888"
# Takes the text colour of the page, so that it follows the light and the dark theme (drawn as SVG).
INK = "currentColor"
PAPER = "var(--jp-layout-color0, white)"  # the background of a notebook


@alt.theme.register("lesson", enable=True)  # type: ignore[untyped-decorator]
def look() -> alt.theme.ThemeConfig:
    """The look of all charts: a Vega-Lite fragment as a dict, in the form that alt.theme asks for."""
    words = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
    }
    return {
        "usermeta": {"embedOptions": {"renderer": "svg", "actions": False}},
        "config": {
            "background": "transparent",
            "font": "system-ui, sans-serif",
            "view": {"stroke": None},
            "autosize": {"type": "pad", "resize": True},  # what a click shows may be wider than the chart
            "title": {"color": INK, "subtitleColor": INK, "fontSize": 17, "subtitleFontSize": 14, "anchor": "start"},
            "axis": {**words, "domainColor": GREY, "tickColor": GREY, "gridColor": GREY, "gridOpacity": 0.3},
            "legend": {**words, "symbolSize": 160, "orient": "top", "labelLimit": 300},
            "header": words,
            "text": {"color": INK, "fontSize": 14},
            "rule": {"color": GREY},
            "range": {"category": [BLUE, VERMILION, GREEN, PURPLE, GREY]},
        },
    }


def show(chart: alt.TopLevelMixin) -> None:
    """Show an Altair chart and, folded under it, its table. The chart's `description` is its text alternative."""
    spec = chart.to_dict()
    spec["$schema"] = "https://vega.github.io/schema/vega-lite/v5.6.1.json"
    shown = {VEGA_LITE: lite.for_page(spec), "text/plain": spec.get("description", "A chart.")}
    if os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
        shown["image/png"] = PNG_BEGINS  # or Voilà shows an error where JupyterLab adds a picture of the chart
    display(shown, raw=True)
    table = table_of(chart)
    if table is not None:
        display(page.cards(page.folded("The same as a table", page.frame(table))))


def table_of(chart: alt.TopLevelMixin) -> pd.DataFrame | None:
    """The table of a chart as a reader is shown it: the first DataFrame in it, without what only serves the drawing.

    That are the columns whose names begin with "_". None of a chart that has no DataFrame.
    """
    frame = _first_frame(chart)
    return None if frame is None else frame[[column for column in frame if not str(column).startswith("_")]]


def _first_frame(chart: Any) -> pd.DataFrame | None:
    """The first DataFrame in a chart or in its parts, or None."""
    data = getattr(chart, "data", None)
    if isinstance(data, pd.DataFrame):
        return data
    parts: list[Any] = next((chart[key] for key in ("layer", "hconcat", "vconcat", "concat") if key in chart._kwds), [])
    return next((frame for frame in map(_first_frame, parts) if frame is not None), None)


if get_ipython():
    get_ipython().display_formatter.ipython_display_formatter.for_type(alt.TopLevelMixin, show)
