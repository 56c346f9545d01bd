"""A chart as a picture, or as a table where nothing draws one."""

import sys

import pytest

from helpers import charts, lesson
from helpers.charts.picture import UnknownChart, picture

OFFERED = [answer.removeprefix("chart:") for answer in lesson.options["answer"] if answer.startswith("chart:")]


def test_charts_are_offered_for_the_briefing():
    assert OFFERED == ["kinds", "timeline", "ties", "speaking", "positions"]
    assert set(OFFERED) <= set(charts.__all__)


@pytest.mark.parametrize("name", OFFERED)
def test_every_chart_that_is_offered_is_a_picture_with_its_title(name):
    drawn = picture(name)
    assert drawn.startswith("<svg ")
    asked = lesson.options.set_index("answer").loc[f"chart:{name}", "text"]
    assert asked in drawn


@pytest.mark.parametrize("name", OFFERED)
def test_where_nothing_draws_a_chart_is_its_title_and_its_table(name, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # what importing then raises is as if it were not installed
    told = picture(name)
    assert told.startswith("<h4>")
    assert lesson.options.set_index("answer").loc[f"chart:{name}", "text"] in told
    assert told.count("<tr") > 2
    assert "<svg" not in told


def test_the_table_of_a_chart_holds_what_the_chart_shows(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    told = picture("kinds")
    assert all(f">{kind}<" in told for kind in lesson.claims["kind"].unique())


def test_a_chart_that_is_not_offered_is_told_with_the_nearest():
    with pytest.raises(UnknownChart) as caught:
        picture("tie")
    told = "There is no chart “tie” (did you mean “ties”?): choose one of kinds, timeline, ties, speaking, positions."
    assert caught.value._render_traceback_() == [told]
