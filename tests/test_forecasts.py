"""Forecasts: the arithmetic of penalties, and what is said of few and of many."""

import json

import pytest

from helpers import answers, classroom, forecasts, lesson
from helpers.untrusted import Record

from .make_class import make_class


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """A folder of its own for the work of each test."""
    monkeypatch.setattr(answers, "FOLDER", tmp_path / "my_work")
    return tmp_path / "my_work"


def records(**given):
    """Records of forecasts: q01={"chance": 30, "committed": True} and so on."""
    kept = {}
    for name, answer in given.items():
        kept[f"06-{name}"] = Record(f"06-{name}", 1, None, {"answer": answer, "first": answer, "tries": 1})
    return kept


def commit(number, chance):
    answers.save(f"06-q{number:02}", {"answer": {"chance": chance, "committed": True}, "first": None, "tries": 1}, 0)


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


@pytest.mark.parametrize(("chance", "words"), [(30, "more than"), (50, "as much as"), (70, "less than")])
def test_a_penalty_is_told_beside_that_of_always_50(chance, words):
    told = forecasts.penalty_told({"chance": chance, "committed": True}, "yes")
    assert f"{words} the 0.25" in told


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
    assert table["base rate"].isna().tolist() == [False, True]


def test_too_few_forecasts_give_a_sentence():
    commit(1, 30)
    commit(2, 30)
    for shown in (forecasts.compare(), forecasts.calibration()):
        assert "Too few forecasts yet: commit at least 3" in shown.data


def test_three_give_a_chart_with_means_over_the_same_questions():
    for number, chance in ((1, 100), (8, 50), (4, 0)):
        commit(number, chance)
    chart = forecasts.compare()
    table = chart.data
    means = table[table["question"].str.startswith("MEAN of 3")].set_index("who")["penalty"]
    assert means["you"] == pytest.approx(0.25 / 3)
    assert means["always 50 %"] == pytest.approx(0.25)
    means = table[table["question"] == "MEAN of 2 with a base rate"].set_index("who")["penalty"]
    assert means["you"] == pytest.approx(0)
    assert means["base rate"] == pytest.approx((0.76**2 + 0.35**2) / 2)


def test_calibration_comes_with_the_words_too_few_to_tell():
    for number in range(1, 17):
        commit(number, number * 6)
    shown = forecasts.calibration().data
    assert "Too few to tell." in shown
    assert "almost certain (95–99 %)" in shown


def test_a_class_stands_beside_the_learner_where_five_or_more_answered(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    make_class(12, folder)
    work = classroom.read(folder).work
    table = forecasts.scores(records(q01={"chance": 30, "committed": True}), work)
    chances = [
        hand_in["answers"]["06-q01"]["state"]["answer"]["chance"]
        for hand_in in (json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir())
        if "06-q01" in hand_in["answers"]
    ]
    assert table["class"].iloc[0] == pytest.approx(sum(chances) / len(chances))
    few = work[work["alias"].isin(list(work["alias"].unique())[:4])]
    assert forecasts.scores(records(q01={"chance": 30, "committed": True}), few)["class"].isna().all()
    for number in (1, 2, 3):
        commit(number, 40)
    assert "class" in set(forecasts.compare(folder).data["who"])


def test_every_base_rate_is_a_percentage_or_blank():
    assert lesson.forecasts["base_rate_percent"].notna().sum() == 10


def test_what_tells_the_end_stays_shut_until_all_is_committed():
    last = len(lesson.forecasts)
    for number in range(1, last):
        commit(number, 50)
    assert "still open: 1)" in forecasts.once_committed("the end").data
    answers.save(f"06-q{last:02}", {"answer": {"chance": 50}, "first": None, "tries": 0}, 0)
    assert "still open: 1)" in forecasts.once_committed("the end").data
    answers.save(f"06-q{last:02}", {"answer": {"knew": True, "committed": True}, "first": None, "tries": 1}, 1)
    assert forecasts.once_committed("the end") == "the end"
