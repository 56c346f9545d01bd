"""Forecasts: the arithmetic of penalties, and what is said of few and of many."""

import re

import pandas as pd
import pytest

from helpers import forecasts, lesson, work
from helpers.work import Record


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own for the work of each test."""
    monkeypatch.setenv("READING_WORK", str(tmp_path / "my_work"))
    return tmp_path / "my_work"


def records(**given):
    """Records of forecasts: q01={"chance": 30, "committed": True} and so on."""
    states = {f"06-{name}": {"answer": answer, "first": answer, "tries": 1} for name, answer in given.items()}
    return {id: Record(id, 1, None, state) for id, state in states.items()}


def commit(number, chance):
    work.save(f"06-q{number:02}", {"answer": {"chance": chance, "committed": True}, "first": None, "tries": 1}, 0)


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


def test_scores_count_what_is_committed_and_was_not_known():
    table = forecasts.scores(
        records(
            q01={"chance": 30, "committed": True},
            q02={"chance": 30},
            q03={"chance": 30, "committed": True, "knew": True},
            q05={"knew": True, "committed": True},
            q08={"chance": 0, "committed": True},
            q09=None,
        )
    )
    assert list(table["id"]) == ["06-q01", "06-q08"]
    assert list(table["you"]) == [30, 0]
    assert list(table["always 50"]) == [50, 50]
    assert table["base rate"].tolist() == [23, 2]
    assert "class" not in table


def test_what_says_committed_without_a_chance_is_no_forecast(folder):
    """A file that was edited: it must not take notebook 06 down."""
    commit(1, 30)
    path = folder / "06-q01.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"chance": 30,\n', ""), encoding="utf-8")
    assert "chance" not in path.read_text(encoding="utf-8")
    assert "Too few forecasts yet" in forecasts.compare().data
    assert f"still open: {len(lesson.forecasts)})" in forecasts.once_committed("the end").data


def test_too_few_forecasts_give_a_sentence():
    commit(1, 30)
    commit(2, 30)
    for shown in (forecasts.compare(), forecasts.calibration()):
        assert "Too few forecasts yet: commit at least 3" in shown.data


def test_three_give_means_over_the_same_questions():
    given = {f"q{number:02}": {"chance": chance, "committed": True} for number, chance in ((1, 100), (8, 50), (4, 0))}
    table = forecasts.side_by_side(forecasts.scores(records(**given)))
    assert list(table.columns) == ["question", "resolution", "who", "chance", "penalty"]
    means = table[table["question"] == "MEAN of 3"].set_index("who")["penalty"]
    assert means.to_dict() == {
        "always 50 %": pytest.approx(0.25),
        "base rate": pytest.approx((0.77**2 + 0.98**2 + 0.33**2) / 3),
        "you": pytest.approx(0.25 / 3),
    }
    assert table["chance"].isna().tolist() == [True] * 3 + [False] * 9


def test_a_class_stands_beside_the_learner_where_it_has_a_mean():
    given = {f"q{number:02}": {"chance": 40, "committed": True} for number in (1, 2, 3)}
    scored = forecasts.scores(records(**given), {"06-q01": 61.5, "06-q16": 12})
    assert scored["class"].fillna(-1).tolist() == [61.5, -1, -1]
    table = forecasts.side_by_side(scored)
    means = table[table["question"] == "MEAN of 1 of the class"].set_index("who")["penalty"]
    assert means.to_dict() == {
        "always 50 %": pytest.approx(0.25),
        "base rate": pytest.approx(0.77**2),
        "class": pytest.approx(0.385**2),
        "you": pytest.approx(0.36),
    }
    assert list(table["question"].unique())[:3] == [
        "MEAN of 3",
        "MEAN of 1 of the class",
        "US: new arms went to Russia",
    ]


def test_a_comparison_is_a_chart_of_that_table():
    for number in (1, 2, 3):
        commit(number, 40)
    chart = forecasts.compare()
    assert chart.data.equals(forecasts.side_by_side(forecasts.scores(work.load_all()[0])))
    assert "class" in set(forecasts.compare({"06-q01": 50.0}).data["who"])


def test_calibration_comes_with_the_words_too_few_to_tell():
    for number in range(1, 17):
        commit(number, number * 6)
    shown = forecasts.calibration().data
    assert "Too few to tell." in shown
    assert "almost certain (95–99 %)" in shown


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


def test_what_tells_the_end_stays_shut_until_all_is_committed():
    last = len(lesson.forecasts)
    for number in range(1, last):
        commit(number, 50)
    assert "still open: 1)" in forecasts.once_committed("the end").data
    work.save(f"06-q{last:02}", {"answer": {"chance": 50}, "first": None, "tries": 0}, 0)
    assert "still open: 1)" in forecasts.once_committed("the end").data
    work.save(f"06-q{last:02}", {"answer": {"knew": True, "committed": True}, "first": None, "tries": 1}, 1)
    assert forecasts.once_committed("the end") == "the end"
