"""What holds for every chart."""

import re
from pathlib import Path

import pytest
import vl_convert

from helpers import charts

from . import EVERY, channel, description, spec, table, units

FOLDER = Path(charts.__file__).parent
COLOURS = ("color", "fill", "stroke")
BESIDE_COLOUR = ("shape", "strokeDash", "x", "y", "text")
IN_WORDS = {"likelihood": "_kind"}  # the words stand in the text beside the bar, see test_views


def test_all_of_them_are_here():
    assert sorted(EVERY) == sorted(charts.__all__)
    assert len(EVERY) == 19


def test_each_file_of_charts_has_its_tests():
    named = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert named <= {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_has_a_title_a_text_alternative_and_a_table(name):
    whole = spec(EVERY[name])
    assert whole["title"]["text"]
    assert len(description(EVERY[name])) > 40
    assert len(table(EVERY[name]))


@pytest.mark.parametrize("name", EVERY)
def test_what_only_serves_the_drawing_stays_hidden(name):
    assert not [column for column in table(EVERY[name]) if column.startswith("_")]
    assert "tooltip" not in str(spec(EVERY[name]))  # nobody who uses a keyboard would read it
    drawn = vl_convert.vegalite_to_svg(spec(EVERY[name]))
    assert not re.findall(r"<text[^>]*>_[^<]*", drawn)


@pytest.mark.parametrize("name", EVERY)
def test_no_mark_speaks_a_column_that_only_serves_the_drawing(name):
    for unit in units(spec(EVERY[name])):
        fields = {str(one.get("field")) for one in unit.get("encoding", {}).values() if isinstance(one, dict)}
        is_silent = unit["mark"].get("aria") is False or fields & {"_line", "_text"}  # what is read after a click
        assert is_silent or "description" in unit.get("encoding", {}) or not re.search("'_", str(fields)), fields


def test_marks_say_who_speaks_and_what():
    said = {name: vl_convert.vegalite_to_svg(spec(EVERY[name])) for name in ("kinds", "shells", "containers", "votes")}
    assert "motive, possible: ¶10 · The article itself: " in said["kinds"]
    assert "made by Russia in 2023 · RUSI, 2023-09-12: 2.5 million rounds" in said["shells"]
    assert "2024-02-23 · US State Department: at least 10,000" in said["containers"]
    assert "2022-04-07 · Suspends Russia from the Human Rights Council, China: against" in said["votes"]


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_told_by_colour_alone(name):
    coloured = {encoding["field"] for key in COLOURS for encoding in channel(EVERY[name], key)}
    beside = {encoding["field"] for key in BESIDE_COLOUR for encoding in channel(EVERY[name], key)}
    assert coloured - beside <= {IN_WORDS.get(name)}


@pytest.mark.parametrize("name", EVERY)
def test_what_is_clicked_can_be_read(name):
    whole = spec(EVERY[name])
    if "'name': 'clicked'" in str(whole):
        panel = whole["vconcat"][-1]
        clicked, lines, *_ = panel["transform"]
        assert clicked == {"filter": {"param": "clicked", "empty": False}}
        assert lines["calculate"] == "split(datum._read, '\\n')"
        assert panel["encoding"]["text"]["field"] == lines["as"] == "_line"


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_is_narrow_enough_for_a_small_laptop(name):
    for unit in (part for part in units(spec(EVERY[name])) if isinstance(part.get("width"), int)):
        assert unit["width"] <= 760


def days_of(unit):
    """The channels of a part that place it by days: name to what is encoded."""
    encoding = unit.get("encoding", {})
    return {name: one for name, one in encoding.items() if isinstance(one, dict) and one.get("type") == "temporal"}


@pytest.mark.parametrize("name", EVERY)
def test_no_day_is_drawn_or_spoken_in_local_time(name):
    for unit in units(spec(EVERY[name])):
        days = days_of(unit)
        assert set(days) <= {"x", "y"}  # elsewhere, as in a text or a legend, Vega-Lite writes local days
        for encoding in days.values():
            assert encoding["scale"]["type"] == "utc"
            assert "timeUnit" not in encoding
            assert unit["encoding"]["description"]["type"] == "nominal"  # or it writes the spoken words, in local time
    assert not re.search(r"timeFormat|toDate|datetime\(|'timeUnit'", str(spec(EVERY[name])))


def test_what_is_spoken_has_whole_days_as_the_tables_have_them():
    said = {row["_said"] for row in next(iter(spec(EVERY["timeline"])["datasets"].values()))[:12]}
    assert "War in Ukraine: 2022-02-24 to 2023-09-12" in said
    assert "Kim explains why he came: 2023-09-12 to 2023-09-13, vague" in said
    assert "Kim rides through Russia in an armoured train: 2023-09-12" in said
    later = {row["_said"] for row in next(iter(spec(EVERY["after"])["datasets"].values()))}
    assert "2018-06-12 · established: Trump and Kim meet in Singapore" in {text.split(",")[0] for text in later}
