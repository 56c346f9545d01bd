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

import altair as alt
import pandas as pd
from IPython import get_ipython
from IPython.display import HTML, display

pd.set_option("display.max_colwidth", None)  # what stands in a table is there to be read
pd.set_option("display.html.use_mathjax", False)  # and "$5" is no formula

VEGA_LITE = "application/vnd.vegalite.v5+json"

# From Okabe and Ito (2008), for colour-blind readers; those with a contrast of 3:1 or more on white and on #111.
BLUE, VERMILION, GREEN, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#888888"
# Takes the text colour of the page, so that it follows the light and the dark theme (drawn as SVG).
INK = "currentColor"
PAPER = "var(--jp-layout-color0, white)"  # the background of a notebook


# How tables and what opens look; JupyterLab's own rules would set words to the right.
STYLE = """<style>
.vega-embed{max-width:100%} .vega-embed svg{max-width:100%; height:auto}
.cards details{border-top:1px solid #8888; padding:.3em 0; max-width:56em}
.cards summary{cursor:pointer; font-size:110%; line-height:1.45; padding:.2em}
.cards summary:focus-visible{outline:3px solid #0072B2}
.cards table{font-size:100%; margin:.4em 0 .8em; border-collapse:collapse}
.cards.cards table th,.cards.cards table td{text-align:left; vertical-align:top; padding:.35em .7em; white-space:normal}
.cards .heading{font-style:italic}
.cards ul{margin:0; padding-left:1.1em}
</style>"""


@alt.theme.register("lesson", enable=True)
def look():
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
            "title": {"color": INK, "subtitleColor": INK, "fontSize": 17, "subtitleFontSize": 14, "anchor": "start"},
            "axis": {**words, "domainColor": GREY, "tickColor": GREY, "gridColor": GREY, "gridOpacity": 0.3},
            "legend": {**words, "symbolSize": 160, "orient": "top", "labelLimit": 300},
            "header": words,
            "text": {"color": INK, "fontSize": 14},
            "rule": {"color": GREY},
            "range": {"category": [BLUE, VERMILION, GREEN, PURPLE, GREY]},
        },
    }


def show(chart):
    """Show an Altair chart and, folded under it, its table.

    The chart's `description` is its text alternative; its table is the first DataFrame in it.
    """
    spec = chart.to_dict()
    spec["$schema"] = "https://vega.github.io/schema/vega-lite/v5.6.1.json"
    display({VEGA_LITE: spec, "text/plain": spec.get("description", "A chart.")}, raw=True)
    frame = _first_frame(chart)
    if frame is not None:
        columns = [column for column in frame if not str(column).startswith("_")]
        table = folded("The same as a table", frame.to_html(columns=columns, index=False, na_rep=""))
        display(HTML(f'{STYLE}<div class="cards mathjax_ignore">{table}</div>'))


def folded(summary, inside):
    """HTML that opens on click or Enter: `summary` and `inside` are HTML strings, and so is what comes back."""
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _first_frame(chart):
    """The first DataFrame in a chart or in its parts, or None."""
    if hasattr(getattr(chart, "data", None), "to_html"):
        return chart.data
    parts = next((chart[key] for key in ("layer", "hconcat", "vconcat", "concat") if key in chart._kwds), [])
    return next((frame for frame in map(_first_frame, parts) if frame is not None), None)


if get_ipython():
    get_ipython().display_formatter.ipython_display_formatter.for_type(alt.TopLevelMixin, show)
