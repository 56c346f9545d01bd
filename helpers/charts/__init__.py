"""The charts: each answers one question. Tables of helpers.lesson go in, an Altair chart comes out.

A chart carries its text alternative in `description`, and nothing in it is told by colour or by a tooltip alone.
Clicks work inside the chart, with no kernel. How charts reach the screen is in look.py, which shows the
table of a chart without the columns whose names begin with "_": those only serve the drawing.
"""

from helpers import lesson
from helpers.charts.actors import speaking, ties
from helpers.charts.article import kinds, route, timeline
from helpers.charts.ballots import sanctions, votes
from helpers.charts.context import missile_tests, petroleum, shells, trade
from helpers.charts.later import after, containers, foreseen
from helpers.charts.motives import exchange, who_says
from helpers.charts.penalties import penalty
from helpers.charts.views import likelihood, positions

__all__ = [
    "after",
    "containers",
    "exchange",
    "foreseen",
    "kinds",
    "likelihood",
    "missile_tests",
    "penalty",
    "petroleum",
    "positions",
    "route",
    "sanctions",
    "shells",
    "speaking",
    "ties",
    "timeline",
    "trade",
    "votes",
    "who_says",
]

for _name in __all__:  # with another article, a chart of a table that it has not is told in one sentence
    globals()[_name] = lesson.needs()(globals()[_name])
