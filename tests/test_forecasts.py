"""Forecasts: the arithmetic of penalties and base rates, and what stays shut."""

import re

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML, display

from helpers import forecasts, lesson, work
from helpers.activities import wire


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own for the work of each test."""
    monkeypatch.setenv("READING_WORK", str(tmp_path / "my_work"))
    return tmp_path / "my_work"


def commit(number, tries, **given):
    """Commit a forecast; with a second try, what came of it was asked for."""
    work.save(f"06-q{number:02}", {"answer": given | {"committed": True}, "first": None, "tries": tries}, 100 * tries)


@pytest.mark.parametrize(
    ("chance", "resolution", "penalty"),
    [
        (100, "yes", 0),
        (100, "no", 1),
        (0, "no", 0),
        (0, "yes", 1),
        (50, "yes", 0.25),
        (80, "yes", 0.04),
        (80, "no", 0.64),
    ],
)
def test_penalty(chance, resolution, penalty):
    assert forecasts.penalty(chance, resolution) == pytest.approx(penalty)


def test_penalties_of_both_ends_meet_at_fifty():
    table = forecasts.penalties()
    assert list(table.columns) == ["chance", "what comes out", "penalty"]
    assert len(table) == 22
    assert list(table[table["chance"] == 50]["penalty"]) == [0.25, 0.25]
    assert list(table[table["chance"] == 100].set_index("what comes out")["penalty"].items()) == [
        ("it happens", 0),
        ("it does not happen", 1),
    ]


def test_comparison_and_calibration_are_places_that_the_page_fills():
    assert 'data-scores="compare"' in forecasts.compare().data
    assert 'data-scores="calibration"' in forecasts.calibration().data


def test_a_comparison_brings_the_forecasts_to_a_page_of_another_notebook(monkeypatch):
    monkeypatch.setattr(wire, "_open", {})
    wire.open_for("00_start_here")
    forecasts.compare()
    assert list(wire._open) == ["00_start_here"]
    opened, heard = wire._open["00_start_here"], []
    monkeypatch.setattr(opened.page.layout, "send", heard.append)
    opened.hear({"what": "look"})  # a page that listens only now
    assert [question["id"] for question in heard[0]["questions"]] == list(lesson.forecasts["id"])
    assert set(lesson.forecasts["id"]) <= set(heard[0]["kept"])


def stretches(row):
    """In how many stretches, and of how many, it happened: as data/datapackage.json tells it, from days alone."""
    span = (row.resolve_by - row.asked_on).days
    chances = (row.asked_on - row.since).days // span
    ago = [(row.asked_on - pd.Timestamp(day)).days // span for day in row.happened.split()]
    return len({which for which in ago if which < chances}), chances


def counted(row):
    """The same for every kind of chance."""
    known = lesson.known(lesson.satellites)
    return {
        "stretch": lambda: stretches(row),
        "try": lambda: ((known["outcome"] == "success").sum(), len(known)),
        "renewal": lambda: (len(row.happened.split()), len(range(2010, 2024))),
        "year": lambda: (len(row.happened.split()), len(range(2018, 2023))),
    }[row.chance_is]()


@pytest.mark.parametrize("row", list(lesson.forecasts.itertuples()), ids=lambda row: row.id)
def test_every_base_rate_follows_from_its_parts_by_one_rule(row):
    times, chances = counted(row)
    assert (row.times, row.chances) == (times, chances)
    assert row.base_rate_percent == round(100 * (times + 1) / (chances + 2))
    assert pd.isna(row.since) == (row.chance_is != "stretch")
    assert all(pd.Timestamp(day) < row.asked_on for day in row.happened.split())


def test_what_is_told_of_a_base_rate_names_the_numbers_that_it_is_counted_from():
    words = {1: "one", 5: "five", 7: "seven", 14: "fourteen"}
    for row in lesson.forecasts.itertuples():
        assert re.search(rf"\b({row.chances}|{words.get(row.chances, row.chances)})\b", row.base_rate), row.id
        if row.chance_is == "stretch":
            assert f"of {(row.resolve_by - row.asked_on).days} days" in row.base_rate


def test_days_of_tests_sanctions_and_satellites_are_those_of_the_other_tables():
    days = lesson.forecasts.set_index("id")["happened"]
    adopted = lesson.sanctions[lesson.sanctions["kind"] == "sanctions"]["date"].dt.strftime("%Y-%m-%d")
    assert days["06-q05"].split() == list(adopted)[1:]  # from the first on
    years = [int(day[:4]) for day in days["06-q04"].split()]
    tests = lesson.missile_tests.set_index("year")["nuclear_tests"]
    assert {year: years.count(year) for year in years} == tests[(tests > 0) & (tests.index > 2006)].to_dict()
    reached = lesson.satellites[lesson.satellites["outcome"] == "success"]
    assert days["06-q03"].split() == list(lesson.known(reached)["date"].dt.strftime("%Y-%m-%d"))


def test_what_tells_the_end_stays_shut_until_what_came_of_each_was_asked(folder):
    last = len(lesson.forecasts)
    for number in range(1, last):
        commit(number, 2, chance=50)
    assert forecasts.once_told("the end") is None
    work.save(f"06-q{last:02}", {"answer": {"chance": 50}, "first": None, "tries": 0}, 0)
    assert forecasts.once_told("the end") is None
    commit(last, 1, knew=True)
    assert forecasts.once_told("the end") is None
    commit(last, 2, knew=True)
    assert forecasts.once_told("the end") == "the end"
    path = folder / "06-q02.json"  # a file that was edited: it must not take notebook 06 down
    path.write_text(path.read_text(encoding="utf-8").replace('"chance": 50,\n', ""), encoding="utf-8")
    assert forecasts.once_told("the end") is None


class ChartAndTable:
    """What shows itself in two parts, as a chart does."""

    def _ipython_display_(self):
        display(HTML("a chart"), HTML("its table"))


@pytest.fixture
def shell():
    """IPython itself, as a kernel has it: what is displayed goes to its publisher."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_what_was_shut_shows_by_itself_when_the_last_end_was_asked_for(monkeypatch, shell):
    shown = []
    monkeypatch.setattr(forecasts.DisplayHandle, "update", lambda _, data, **more: shown.append(data))
    monkeypatch.setattr(forecasts, "_shut", [])
    opened = wire.Wire("06_what_happened_next")
    monkeypatch.setattr(opened.page.layout, "send", lambda _: None)
    for number in range(1, len(lesson.forecasts)):
        commit(number, 2, chance=50)
    assert forecasts.once_told(HTML("an end")) is None
    assert forecasts.once_told(ChartAndTable()) is None
    for tries in (1, 2, 2):
        assert shown == [] or tries == 2
        given = {"chance": 50, "committed": True}
        state = {"answer": given, "first": given, "tries": tries}
        opened.hear({"what": "keep", "id": "06-q16", "state": state, "revision": 100 * tries})
    assert [data["text/html"] for data in shown] == ["an end", "a chart", "its table"]
