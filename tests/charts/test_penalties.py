"""Penalties, from small tables made by hand."""

import pytest

from . import EVERY, description, marks, spec, table, told_apart

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
    assert marks(PENALTY) == ["line", "point", "text", "text", "rule", "text"]
    assert spec(PENALTY)["layer"][-1]["mark"]["text"] == "always 50 %: 0.25"
    assert [list(rows[0].values()) for rows in spec(PENALTY)["datasets"].values() if "_y" in rows[0]] == [[0.25]]
