"""Penalties, from small tables made by hand."""

import pytest

from helpers import charts

from . import COMPARED, EVERY, channel, description, marks, spec, table, told_apart

PENALTY = EVERY["penalty"]


def test_a_line_for_each_end():
    penalties = table(PENALTY).set_index(["what comes out", "chance"])["penalty"]
    assert len(penalties) == 22
    assert penalties["it happens", 80] == pytest.approx(0.04)
    assert penalties["it does not happen", 80] == pytest.approx(0.64)
    assert "For 80 percent it is 0.04 if the thing happens and 0.64 if it does not" in description(PENALTY)


def test_ends_have_shapes_and_always_50_has_a_line():
    shapes = told_apart(PENALTY, "shape", "what comes out")
    assert shapes == {"it happens": "circle", "it does not happen": "diamond"}
    assert marks(PENALTY) == ["line", "point", "text", "rule", "text"]
    assert spec(PENALTY)["layer"][-1]["mark"]["text"] == "always 50 %: 0.25"
    assert [list(rows[0].values()) for rows in spec(PENALTY)["datasets"].values() if "_y" in rows[0]] == [[0.25]]


def test_a_learner_beside_others_with_the_means_on_top():
    chart = EVERY["compared"]
    assert table(chart).equals(COMPARED)
    assert channel(chart, "y")[0]["sort"] == ["MEAN of 1", "Satellite"]
    assert channel(chart, "x")[0]["scale"]["domain"] == [0, 1]
    assert description(chart) == "Mean penalties: MEAN of 1, you: 0.16; MEAN of 1, always 50 %: 0.25"


def test_each_has_a_shape_and_only_those_who_are_there_a_place_in_the_legend():
    whole = {"you": "circle", "always 50 %": "cross", "base rate": "square", "class": "triangle-up"}
    assert told_apart(EVERY["compared"], "shape", "who") == whole
    alone = charts.compared(COMPARED[COMPARED["who"].isin(["you", "always 50 %"])])
    assert told_apart(alone, "shape", "who") == {"you": "circle", "always 50 %": "cross"}
    assert list(told_apart(alone, "color", "who")) == ["you", "always 50 %"]
