"""What the data knows from elsewhere: from where, since when, and nothing too early."""

import json
import re

import pandas as pd
import pytest

from helpers import lesson
from helpers.lesson.package import DATA

from . import TABLES

OUTSIDE = [
    "sanctions",
    "missile_tests",
    "satellites",
    "series",
    "votes",
    "later",
    "source_cards",
    "left_out",
    "forecasts",
]


DAY = pd.Timestamp("2023-09-13")


def later_than_the_day(text):
    """What in a text is later than 13 September 2023: a list of years, months or days."""
    months = r"(?:October|November|December) 2023|2023-1[0-2]-\d\d|2023-09-(?:1[4-9]|[23]\d)"
    return re.findall(rf"\b(?:202[4-9]|{months})\b", text)


def days_of_sources(table):
    return table["source"].map(lesson.sources.set_index("id")["date"])


def test_every_source_is_used():
    tables = [getattr(lesson, name) for name in TABLES]
    used = {source for table in tables if "source" in table for source in table["source"]}
    assert set(lesson.sources["id"]) - used <= {"natural-earth", "heuer-1999"}  # of the map, and of a method


def test_what_is_later_than_the_day_is_found():
    for text in ("in 2024.", "December 2023", "2023-09-14", "2023-10-01", "in 2026-11"):
        assert later_than_the_day(text)
    for text in ("13 September 2023", "December 2022", "2023-09-13", "id 120245", "in October"):
        assert not later_than_the_day(text)


def test_nothing_of_the_article_is_later_than_the_article():
    days = [*lesson.events["start"], *lesson.events["end"].dropna()]
    for name in ("voices", "events", "places", "likelihood"):
        days += list(days_of_sources(getattr(lesson, name)).dropna())
    assert max(days) == DAY


@pytest.mark.parametrize("name", OUTSIDE)
def test_every_outside_row_has_a_source_with_a_day_and_says_how_sure_we_are(name):
    table = getattr(lesson, name)
    assert days_of_sources(table).notna().all()
    sure = lesson.sources.set_index("id")["confidence"]
    assert table.get("confidence", table["source"].map(sure)).notna().all()


@pytest.mark.parametrize("name", [name for name in OUTSIDE if "known_on_the_day" in getattr(lesson, name)])
def test_what_was_known_on_the_day_has_no_later_day_and_no_later_source(name):
    known = lesson.known(getattr(lesson, name))
    assert days_of_sources(known).max() <= DAY
    assert known.get("date", days_of_sources(known)).max() <= DAY
    for cell in known.select_dtypes("str").to_numpy().ravel():
        assert not later_than_the_day(cell), cell


@pytest.mark.parametrize("name", ["votes", "source_cards", "left_out"])
def test_tables_for_notebook_05_have_no_later_day_and_no_later_source(name):
    table = getattr(lesson, name)
    assert table["date"].max() <= DAY
    assert days_of_sources(table).max() <= DAY


def test_questions_of_the_notebooks_up_to_05_tell_nothing_later():
    questions = lesson.questions[lesson.questions["notebook"] < "06"]
    options = lesson.options[lesson.options["question"].isin(questions["id"])]
    for table in (questions, options, lesson.source_cards, lesson.left_out, lesson.votes):
        for cell in table.select_dtypes("str").to_numpy().ravel():
            assert not later_than_the_day(cell), cell


def test_base_rates_count_nothing_later():
    for row in lesson.forecasts.itertuples():
        assert not later_than_the_day(row.base_rate), row.id
        assert row.asked_on == DAY < row.resolved_on <= row.resolve_by or row.id == "06-q12", row.id


def test_the_package_says_when_it_was_last_checked():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert pd.Timestamp(package["lastChecked"]) >= lesson.sources["date"].max()


def test_the_actors_of_later_events_are_known():
    named = {id for ids in lesson.later["actors"] for id in ids.split()}
    assert named <= set(lesson.actors["id"])
