"""The charts: each answers one question. Tables of helpers.lesson go in, an Altair chart comes out.

A chart carries its text alternative in `description`, and nothing in it is told by colour or by a tooltip alone.
Clicks work inside the chart, with no kernel. How charts reach the screen is in helpers.theme, which shows the
table of a chart without the columns whose names begin with "_": those only serve the drawing.
"""

from helpers.charts.actors import speaking, ties
from helpers.charts.article import kinds, route, timeline
from helpers.charts.classes import class_hypotheses, spread
from helpers.charts.motives import exchange, who_says
from helpers.charts.views import likelihood, positions

__all__ = [
    "class_hypotheses",
    "exchange",
    "kinds",
    "likelihood",
    "positions",
    "route",
    "speaking",
    "spread",
    "ties",
    "timeline",
    "who_says",
]
