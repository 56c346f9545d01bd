"""The tables of the articles: valid, complete, and every row stands on something."""

import itertools
import re

import pytest
from frictionless import Package

from helpers import lesson
from helpers.lesson.package import DATA

from . import ANOTHER, TABLES

ARTICLES = {"first": (lesson, TABLES), "another": (lesson.another, ANOTHER.tables)}

of_both = pytest.mark.parametrize("article", [lesson, lesson.another], ids=list(ARTICLES))
each_table = pytest.mark.parametrize(
    ("article", "name"),
    [
        pytest.param(article, name, id=f"{which}-{name}")
        for which, (article, tables) in ARTICLES.items()
        for name in tables
    ],
)


@pytest.mark.parametrize("folder", [DATA, ANOTHER.folder], ids=list(ARTICLES))
def test_frictionless_finds_the_package_valid(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize(("folder", "which"), [(DATA, "first"), (ANOTHER.folder, "another")], ids=list(ARTICLES))
def test_frictionless_and_the_loader_read_the_same_rows(folder, which):
    package, (article, tables) = Package(str(folder / "datapackage.json")), ARTICLES[which]
    counted = {name: len(package.get_resource(name).read_rows()) for name in tables}
    assert counted == {name: len(getattr(article, name)) for name in tables}


@pytest.mark.parametrize(("article", "last"), [(lesson, 19), (lesson.another, 13)], ids=list(ARTICLES))
def test_every_paragraph_is_retold_and_has_a_claim(article, last):
    assert list(article.paragraphs["number"]) == list(range(1, last + 1))
    assert set(article.claims["paragraph"]) == set(article.paragraphs["id"])


@of_both
def test_a_claim_is_numbered_after_its_paragraph(article):
    assert (article.claims["id"].str[:3] == article.claims["paragraph"]).all()


@each_table
def test_every_row_stands_on_a_claim(article, name):
    table = getattr(article, name)
    if "claims" not in table:
        return
    if name == "positions":
        silent = table["position"] == "silent"
        assert ((table["claims"] == "") == silent).all()
        table = table[~silent]
    if name == "questions":
        other = table["id"].str.fullmatch("00-test|08-.*")  # on another text
        assert (table.loc[other, "claims"] == "").all()
        table = table[~other]
    if name == "options":  # an option stands on the claims of its question; a piece of evidence on its own
        table = table[table["answer"] == "evidence"]
    assert (table["claims"] != "").all()


def test_who_says_that_it_is_wanted_is_among_the_claims_of_a_motive():
    for row in lesson.motives.itertuples():
        assert bool(row.said_in) == (row.kind != "limit"), row.id
        assert set(row.said_in.split()) <= set(row.claims.split()), row.id


@of_both
def test_every_voice_has_a_position_or_is_silent_in_every_dispute(article):
    pairs = set(zip(article.positions["dispute"], article.positions["voice"], strict=True))
    assert pairs == {(dispute, voice) for dispute in article.disputes["id"] for voice in article.voices["id"]}


@of_both
def test_a_position_stands_on_claims_of_its_own_voice(article):
    speaker = article.claims.set_index("id")["speaker"]
    for row in article.positions.itertuples():
        assert {speaker[claim] for claim in row.claims.split()} <= {row.voice}, (row.dispute, row.voice)


@of_both
def test_a_voice_stands_on_claims_of_its_own(article):
    speaker = article.claims.set_index("id")["speaker"]
    for row in article.voices.itertuples():
        assert {speaker[claim] for claim in row.claims.split()} == {row.id}


@of_both
def test_what_is_stated_has_no_hedge_beside_it_and_all_else_has(article):
    assert list(article.claims["hedge"] == "") == list(article.claims["certainty"] == "stated")


def test_what_is_presupposed_is_said_by_nobody_and_stands_in_the_glossary():
    presupposed = lesson.claims[lesson.claims["attribution"] == "presupposed"]
    assert list(presupposed["id"]) == ["p11-7", "p13-1"]
    assert "p11-7" in lesson.glossary.set_index("id")["claims"]["presupposed"]


def test_both_states_of_korea_stand_in_the_glossary_by_their_own_names():
    assert {"DPRK", "Republic of Korea"} <= set(lesson.glossary["term"])


def test_glossary_explains_twenty_words_or_more():
    assert len(lesson.glossary) >= 20


@each_table
def test_quoted_fragments_have_at_most_five_words(article, name):
    table = getattr(article, name)
    for column in table.select_dtypes("str").columns.drop("text" if name == "paragraphs" else [], errors="ignore"):
        for cell in table[column]:
            for quoted in re.findall("“([^”]*)”", cell):
                assert len(quoted.split()) <= 5, (column, quoted)


@of_both
def test_the_map_of_ties_has_at_most_fifteen_actors_apart_from_each_other(article):
    placed = article.actors.dropna(subset=["x"])
    assert len(placed) <= 15
    for one, other in itertools.combinations(placed.itertuples(), 2):
        assert abs(one.x - other.x) > 1.2 or abs(one.y - other.y) >= 0.8, (one.id, other.id)


def test_limits_and_wants_of_an_exchange_are_motives_of_that_kind():
    kind = lesson.motives.set_index("id")["kind"]
    for row in lesson.exchanges.itertuples():
        assert {kind[id] for id in (row.russia_limit, row.north_korea_limit) if id} == {"limit"}
        assert "limit" not in {kind[row.russia_wants], kind[row.north_korea_wants]}
