"""The data package: valid, complete, and every row stands on something."""

import re

import pytest
from frictionless import Package

from helpers import lesson

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
    assert (table["claims"] != "").all()


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
    used = set(lesson.voices["source"]) | set(lesson.events["source"]) | set(lesson.places["source"])
    assert set(lesson.sources["id"]) - used <= {"natural-earth"}  # the map's; see datapackage.json


def test_nothing_is_later_than_the_article():
    days = [*lesson.events["start"], *lesson.events["end"].dropna(), *lesson.sources["date"].dropna()]
    assert max(days).isoformat()[:10] == "2023-09-13"


def test_glossary_explains_twenty_words_or_more():
    assert len(lesson.glossary) >= 20


def test_quoted_fragments_have_at_most_five_words():
    for name in TABLES:
        for column in getattr(lesson, name).select_dtypes("str"):
            for cell in getattr(lesson, name)[column]:
                for quoted in re.findall("“([^”]*)”", cell):
                    assert len(quoted.split()) <= 5, (name, column, quoted)


def test_options_fit_the_kind_of_their_question():
    for question in lesson.questions.itertuples():
        answers = list(lesson.options.loc[lesson.options["question"] == question.id, "answer"])
        if question.moment == "guess":
            assert set(answers) == {""}
        elif question.kind == "choice":
            assert sorted(answers) == ["right"] + ["wrong"] * (len(answers) - 1)
        elif question.kind == "choices":
            assert set(answers) == {"right", "wrong"}
        elif question.kind == "number":
            assert len(answers) == 1
            assert float(answers[0]) >= 0
        elif question.kind == "text":
            assert answers == []
        else:
            assert len(set(answers)) > 1


def test_every_option_with_an_answer_says_why():
    marked = lesson.options[lesson.options["answer"] != ""]
    assert (marked["feedback"].str.len() > 10).all()


def test_the_number_asked_for_is_the_number_in_the_data():
    asked = lesson.options.set_index("question").loc["01-pandas", "answer"]
    assert int(asked) == (lesson.claims["speaker"] == "kirby").sum()
