"""What the charts share."""

import pandas as pd
import pytest

from helpers.charts import parts


def test_a_reading_is_a_line_that_says_where_and_then_the_text_in_lines():
    assert parts.reading(["¶1 · A voice"], ["one two three"], width=8) == ["¶1 · A voice\none two\nthree"]


def test_long_texts_are_put_in_lines_and_what_is_missing_stays_so():
    lines = parts.in_lines(pd.Series(["one two three", 7, None], dtype="object"), width=8)
    assert lines.to_list()[:2] == ["one two\nthree", "7"]
    assert lines.isna().to_list() == [False, False, True]


def test_readings_need_a_text_for_each_head():
    with pytest.raises(ValueError, match="zip"):
        parts.reading(["one", "two"], ["text"])


def test_the_panel_shows_what_was_clicked_in_lines():
    panel = parts.reading_panel(pd.DataFrame({"_read": ["a\nb"]}), width=300, x=-20, lines=2).to_dict()
    assert panel["transform"] == [{"filter": {"param": "clicked", "empty": False}}]
    assert panel["mark"]["lineBreak"] == "\n"
    assert (panel["mark"]["x"], panel["width"], panel["height"]) == (-20, 300, 45)


@pytest.mark.parametrize(("last", "layers"), [(2022, 0), (2023, 0), (2024, 2)])
def test_the_line_of_the_day_stands_only_where_something_is_later(last, layers):
    assert len(parts.day_line(last)) == layers


def test_the_line_of_the_day_is_dotted_and_named():
    rule, words = (layer.to_dict() for layer in parts.day_line(2024))
    assert rule["mark"]["strokeDash"] == [2, 4]
    assert words["mark"]["text"] == "13 September 2023"
    assert rule["encoding"]["x"]["field"] == "_day"
