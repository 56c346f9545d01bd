"""An error that is told in one sentence."""

import pytest

from helpers.errors import LessonError, did_you_mean


def test_a_notebook_shows_the_sentence_and_no_traceback():
    assert LessonError("Say it so.")._render_traceback_() == ["Say it so."]


@pytest.mark.parametrize(
    ("value", "known", "told"),
    [
        ("clams", ["actors", "claims"], " (did you mean “claims”?)"),
        ("China", ["china"], " (did you mean “china”?)"),
        ("CLAIMS", ["claims"], " (did you mean “claims”?)"),
        ("weather", ["actors", "claims"], ""),
        (None, ["actors"], ""),
        ("x", [], ""),
    ],
)
def test_the_nearest_is_named_where_one_is_near(value, known, told):
    assert did_you_mean(value, known) == told


def test_a_name_is_told_by_its_id():
    assert did_you_mean("Kim Jong-un", ["kim", "Kim Jong Un"], {"Kim Jong Un": "kim"}) == " (did you mean “kim”?)"
    assert did_you_mean("kmi", ["kim", "Kim Jong Un"], {"Kim Jong Un": "kim"}) == " (did you mean “kim”?)"
