"""The data package: valid, complete, and every row stands on something."""

import itertools
import json
import re

import pandas as pd
import pytest
from frictionless import Package

from helpers import forecasts, lesson

TABLES = [name for name in lesson._package().resources if name != "map"]


def test_frictionless_finds_the_package_valid():
    report = Package(str(lesson.DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


def test_frictionless_and_the_loader_read_the_same_rows():
    package = Package(str(lesson.DATA / "datapackage.json"))
    counted = {name: len(package.get_resource(name).read_rows()) for name in TABLES}
    assert counted == {name: len(getattr(lesson, name)) for name in TABLES}


def test_every_paragraph_is_retold_and_has_a_claim():
    assert list(lesson.paragraphs["number"]) == list(range(1, 20))
    assert set(lesson.claims["paragraph"]) == set(lesson.paragraphs["id"])


def test_a_claim_is_numbered_after_its_paragraph():
    assert (lesson.claims["id"].str[:3] == lesson.claims["paragraph"]).all()


@pytest.mark.parametrize("name", [name for name in TABLES if "claims" in getattr(lesson, name)])
def test_every_row_stands_on_a_claim(name):
    table = getattr(lesson, name)
    if name == "positions":
        silent = table["position"] == "silent"
        assert ((table["claims"] == "") == silent).all()
        table = table[~silent]
    if name == "options":  # an option stands on the claims of its question; a piece of evidence on its own
        table = table[table["answer"] == "evidence"]
    assert (table["claims"] != "").all()


def test_who_says_that_it_is_wanted_is_among_the_claims_of_a_motive():
    for row in lesson.motives.itertuples():
        assert bool(row.said_in) == (row.kind != "limit"), row.id
        assert set(row.said_in.split()) <= set(row.claims.split()), row.id


def test_every_voice_has_a_position_or_is_silent_in_every_dispute():
    pairs = set(zip(lesson.positions["dispute"], lesson.positions["voice"], strict=True))
    assert pairs == {(dispute, voice) for dispute in lesson.disputes["id"] for voice in lesson.voices["id"]}


def test_a_position_stands_on_claims_of_its_own_voice():
    speaker = lesson.claims.set_index("id")["speaker"]
    for row in lesson.positions.itertuples():
        assert {speaker[claim] for claim in row.claims.split()} <= {row.voice}, (row.dispute, row.voice)


def test_a_voice_stands_on_claims_of_its_own():
    speaker = lesson.claims.set_index("id")["speaker"]
    for row in lesson.voices.itertuples():
        assert {speaker[claim] for claim in row.claims.split()} == {row.id}


def test_every_source_is_used():
    tables = [getattr(lesson, name) for name in TABLES if name != "relations"]  # there, source is an actor
    used = {source for table in tables if "source" in table for source in table["source"]}
    assert set(lesson.sources["id"]) - used <= {"natural-earth", "heuer-1999"}  # of the map, and of a method


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
    for table in (questions, options, lesson.checks, lesson.source_cards, lesson.left_out, lesson.votes):
        for cell in table.select_dtypes("str").to_numpy().ravel():
            assert not later_than_the_day(cell), cell


def test_base_rates_count_nothing_later():
    for row in lesson.forecasts.itertuples():
        assert not later_than_the_day(row.base_rate), row.id
        assert row.asked_on == DAY < row.resolved_on <= row.resolve_by or row.id == "06-q12", row.id


def test_there_are_forecasts_enough_of_both_ends():
    assert 12 <= len(lesson.forecasts) <= 16
    assert set(lesson.forecasts["resolution"]) == {"yes", "no"}
    asked = lesson.questions.loc[lesson.questions["kind"] == "forecast", "id"]
    assert set(asked) == set(lesson.forecasts["id"])


def test_a_check_asks_for_its_own_finding_and_has_cards():
    explained = lesson.questions.set_index("id")["explanation"]
    for row in lesson.checks.itertuples():
        options = lesson.options[lesson.options["question"] == row.id]
        right = options[options["answer"] == "right"].iloc[0]
        assert right["text"].split(":")[0] == row.finding, row.id
        assert right["feedback"] == row.finding_text, row.id
        assert explained[row.id] == row.reasons, row.id
        words = [text.split(":")[0] for text in options["text"]]
        assert words == list(lesson.checks["finding"].cat.categories), row.id
        assert (lesson.source_cards["check"] == row.id).any(), row.id


def test_the_package_says_when_it_was_last_checked():
    package = json.loads((lesson.DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert pd.Timestamp(package["lastChecked"]) >= lesson.sources["date"].max()


def test_the_actors_of_later_events_are_known():
    named = {id for ids in lesson.later["actors"] for id in ids.split()}
    assert named <= set(lesson.actors["id"])


def test_glossary_explains_twenty_words_or_more():
    assert len(lesson.glossary) >= 20


def test_quoted_fragments_have_at_most_five_words():
    for name in TABLES:
        for column in getattr(lesson, name).select_dtypes("str"):
            for cell in getattr(lesson, name)[column]:
                for quoted in re.findall("“([^”]*)”", cell):
                    assert len(quoted.split()) <= 5, (name, column, quoted)


# What the answers of all options of a question must be, for each kind.
FITS = {
    "choice": lambda answers: sorted(answers) == ["right"] + ["wrong"] * (len(answers) - 1),
    "choices": lambda answers: set(answers) == {"right", "wrong"},
    "number": lambda answers: len(answers) == 1 and all(float(end) >= 0 for end in answers[0].split("-")),
    "text": lambda answers: answers == [],
    "weights": lambda answers: answers == [],
    "match": lambda answers: len(set(answers)) > 1,
    "order": lambda answers: sorted(answers) == [str(place + 1) for place in range(len(answers))],
    "percents": lambda answers: all(re.fullmatch(r"(\d+-\d+)?", answer) for answer in answers),
    "map": lambda answers: all(re.fullmatch("[1-5] [1-5]", answer) for answer in answers),
    "hypotheses": lambda answers: set(answers) == {"hypothesis", "evidence"},
    "forecast": lambda answers: answers == [],
    "briefing": lambda answers: {answer.split(":")[0] for answer in answers} == {"text", "chart"},
}


@pytest.mark.parametrize("question", list(lesson.questions.itertuples()), ids=lambda question: question.id)
def test_options_fit_the_kind_of_their_question(question):
    answers = list(lesson.options.loc[lesson.options["question"] == question.id, "answer"])
    if question.moment == "guess":
        assert set(answers) == (set() if question.kind == "text" else {""})
    else:
        assert FITS[question.kind](answers)


def test_every_option_with_an_answer_says_why():
    marked = lesson.options[~lesson.options["answer"].str.fullmatch("|hypothesis|evidence|text|chart:.*")]
    assert (marked["feedback"].str.len() > 10).all()


def test_asking_again_offers_the_same_options_as_the_guess():
    texts = lesson.options.groupby("question")["text"].apply(list)
    again = [id for id in texts.index if id.endswith("-again")]
    assert len(again) >= 3
    for id in again:
        assert texts[id] == texts[id.replace("-again", "-guess")]


def test_the_map_of_ties_has_at_most_fifteen_actors_apart_from_each_other():
    placed = lesson.actors.dropna(subset=["x"])
    assert len(placed) <= 15
    for one, other in itertools.combinations(placed.itertuples(), 2):
        assert abs(one.x - other.x) > 1.2 or abs(one.y - other.y) >= 0.8, (one.id, other.id)


def test_limits_and_wants_of_an_exchange_are_motives_of_that_kind():
    kind = lesson.motives.set_index("id")["kind"]
    for row in lesson.exchanges.itertuples():
        assert {kind[id] for id in (row.russia_limit, row.north_korea_limit) if id} == {"limit"}
        assert "limit" not in {kind[row.russia_wants], kind[row.north_korea_wants]}


def test_the_numbers_asked_for_are_the_numbers_in_the_data():
    asked = lesson.options.set_index("question")["answer"]
    article = lesson.positions[lesson.positions["voice"] == "article"]
    assert int(asked["01-pandas"]) == (lesson.claims["speaker"] == "kirby").sum()
    assert int(asked["02-pandas"]) == (lesson.claims["subject"] == "china").sum()
    assert int(asked["03-pandas"]) == (lesson.motives["kind"] == "ambition").sum()
    assert int(asked["04-pandas"]) == (article["position"] != "silent").sum()
    known, after = lesson.known(lesson.sanctions), lesson.later[lesson.later["known_on_the_day"] == "no"]
    assert int(asked["05-pandas"]) == (known["russia"] == "for").sum()
    assert int(asked["06-pandas"]) == (after["status"] == "claim denied").sum()
    assert float(asked["06-brier"]) == pytest.approx(forecasts.penalty(80, "yes"))


def test_the_counts_told_in_words_are_the_counts_in_the_data():
    explained = lesson.questions.set_index("id")["explanation"]
    speakers = lesson.claims["speaker"].value_counts()
    assert speakers[["kofman", "cha_tursa", "yang", "kozyrev"]].sum() == 22
    assert "22 claims" in explained["02-again"]
    assert (lesson.positions["position"] == "silent").sum() == 50
    assert len(lesson.positions) == 72
    assert explained["04-again"].startswith("Fifty of 72")
    assert list(lesson.checks["finding"].value_counts(sort=False)) == [4, 5, 1, 2]
    assert explained["05-again"].startswith(
        "By our findings four are supported, five imprecise, one unsupported, and two"
    )
    assert (lesson.forecasts["resolution"] == "yes").sum() == 9
    assert explained["06-again"].startswith("Nine came out yes, seven no")
