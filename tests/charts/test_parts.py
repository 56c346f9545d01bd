"""What the charts share."""

import altair as alt
import pandas as pd
import pytest

from helpers.charts import look, parts


def test_a_reading_says_where_and_then_the_text_in_lines():
    assert parts.reading(["¶1 · A voice"], ["one two three"], width=8) == ["¶1 · A\nvoice\none two\nthree"]


def test_long_texts_are_put_in_lines_and_what_is_missing_stays_so():
    lines = parts.in_lines(pd.Series(["one two three", 7, None], dtype="object"), width=8)
    assert lines.to_list()[:2] == ["one two\nthree", "7"]
    assert lines.isna().to_list() == [False, False, True]


def test_under_words_lies_the_colour_of_the_page():
    ground, words = (layer.to_dict()["mark"] for layer in parts.words(alt.Chart(pd.DataFrame({"a": [1]})), dx=5))
    assert ground["stroke"] == look.PAPER
    assert "stroke" not in words
    assert ground["dx"] == words["dx"] == 5
    assert ground["aria"] is words["aria"] is False


def test_heads_of_several_lines_stand_above_the_columns():
    axis = parts.heads(["one", "two\nlines"]).to_dict()
    assert axis["orient"] == "top"
    assert axis["labelPadding"] == 4 + 17


def test_readings_need_a_text_for_each_head():
    with pytest.raises(ValueError, match="zip"):
        parts.reading(["one", "two"], ["text"])


def test_the_panel_shows_what_was_clicked_in_lines():
    panel = parts.reading_panel(pd.DataFrame({"_read": ["a\nb"]}), x=-20).to_dict()
    assert panel["transform"][0] == {"filter": {"param": "clicked", "empty": False}}
    assert panel["mark"]["x"] == -20
    assert panel["height"] == {"step": 21}  # for each line, so none where nothing is clicked


@pytest.mark.parametrize(("last", "layers"), [(2022, 0), (2023, 0), (2024, 3)])
def test_the_line_of_the_day_stands_only_where_something_is_later(last, layers):
    assert len(parts.day_line(last, 90)) == layers


def test_the_line_of_the_day_is_dotted_and_named():
    rule, _, words = (layer.to_dict() for layer in parts.day_line(2024, 90))
    assert rule["mark"]["strokeDash"] == [2, 4]
    assert words["mark"]["text"] == "13 September 2023"
    assert rule["encoding"]["x"]["field"] == "_day"
