"""What the data knows from elsewhere: from where, since when, and nothing too early."""

import json
import re
from urllib.parse import urlsplit

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


@pytest.mark.parametrize("name", ["source_cards", "left_out"])
def test_tables_for_notebook_05_have_no_later_day_and_no_later_source(name):
    table = getattr(lesson, name)
    assert table["date"].max() <= DAY
    assert days_of_sources(table).max() <= DAY


def test_questions_of_the_notebooks_up_to_05_tell_nothing_later():
    questions = lesson.questions[lesson.questions["notebook"] < "06"]
    options = lesson.options[lesson.options["question"].isin(questions["id"])]
    for table in (questions, options, lesson.source_cards, lesson.left_out, lesson.known(lesson.votes)):
        for cell in table.select_dtypes("str").to_numpy().ravel():
            assert not later_than_the_day(cell), cell


def test_base_rates_count_nothing_later():
    for row in lesson.forecasts.itertuples():
        assert not later_than_the_day(row.base_rate), row.id
        assert row.asked_on == DAY < row.resolved_on <= row.resolve_by or row.id == "06-q12", row.id


def test_the_package_says_when_it_was_last_checked_how_and_how_far():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    newest = lesson.sources["date"].max()
    assert pd.Timestamp(package["lastChecked"]) >= max(newest, lesson.not_found["reaches"].max())
    assert "not on the live web" in package["checkedHow"]
    assert f"newest text that a row stands on is of {newest:%-d %B %Y}" in package["checkedHow"]
    assert f"headlines were seen up to {lesson.not_found['reaches'].max():%-d %B %Y}" in package["checkedHow"]


SYMBOL = re.compile(r"\b(?:S|A)/RES/|\bdraft S/\d{4}/\d+|\bSG/SM/\d+")


def test_every_source_has_an_address_with_a_path_or_the_symbol_of_a_document():
    for source in lesson.sources.itertuples():
        path = urlsplit(source.url).path.strip("/") or urlsplit(source.url).query
        assert path or SYMBOL.search(source.publisher) or source.id == "article", source.id


def test_every_source_says_what_was_really_read_and_an_unread_one_is_not_trusted_highly():
    sources = lesson.sources[lesson.sources["id"] != "article"]
    assert sources["read_as"].notna().all()
    unread = sources[sources["read_as"] == "not read"]
    assert set(unread["confidence"]) <= {"low", "medium"}
    assert (unread["read_at"] == "").all()
    assert not (sources["read_at"] == sources["url"]).any()


COPIES = ("pledgetimes.com", "allizine.com", "devdiscourse.com", "wikipedia.org", "vuink.com")


def test_no_source_is_a_scraper_a_machine_translation_or_an_encyclopedia():
    for address in [*lesson.sources["url"], *lesson.sources["read_at"]]:
        assert not any(host in address for host in COPIES), address


def test_who_denied_something_is_named_with_the_day():
    for table in (lesson.later, lesson.forecasts):
        for told in table["denied_by"]:
            for one in told.split(";"):
                assert not told or re.search(r"\b20\d\d\b", one), told
    denied = lesson.later["status"].isin(["claim denied", "claim later confirmed"])
    assert (lesson.later.loc[denied, "denied_by"] != "").all()


def test_kyiv_and_seoul_speak_beside_washington_and_moscow_before_the_day_and_after():
    for known in ("yes", "no"):
        rows = lesson.later[(lesson.later["known_on_the_day"] == known)]
        for opening in ("Ukraine’s", "South Korea’s"):
            assert rows["event"].str.startswith(opening).any(), (known, opening)
    cards = lesson.source_cards["title"]
    for opening in ("Putin", "Kirby", "North Korea", "South Korea’s", "The head of Ukraine’s"):
        assert cards.str.startswith(opening).any(), opening


def test_the_timeline_goes_on_after_december_2025_each_row_with_its_kind_of_source():
    assert (lesson.later["date"] > "2025-12-31").sum() >= 10
    assert lesson.later["kind_of_source"].notna().all()
    assert lesson.later["date"].is_monotonic_increasing


def test_the_actors_of_later_events_are_known():
    named = {id for ids in lesson.later["actors"] for id in ids.split()}
    assert named <= set(lesson.actors["id"])
