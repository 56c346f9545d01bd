"""Cards: every row can be asked where it comes from."""

import subprocess
import sys

import pytest
from markupsafe import escape

from helpers import cards, lesson
from helpers.errors import LessonError

from .lesson.test_outside import OUTSIDE, later_than_the_day


@pytest.mark.parametrize("name", [*cards.SHOWN, "claims"])
def test_explain_shows_every_row_of_every_table(name):
    for id in getattr(lesson, name)["id"]:
        assert len(cards.explain(id).data) > 200, id


@pytest.mark.parametrize("name", OUTSIDE)
def test_explain_shows_the_source_its_publisher_and_its_day(name):
    sources = lesson.sources.set_index("id")
    assert name in cards.SHOWN
    for row in getattr(lesson, name).itertuples():
        shown = cards.explain(row.id).data
        source = sources.loc[row.source]
        assert f"{source['date']:%Y-%m-%d}" in shown
        assert escape(source["publisher"]) in shown


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("kmi", "kim"),
        ("China", "china"),
        ("Kim Jong Un", "kim"),
        ("White House", "white-house"),
        ("the white house", "white_house"),
        ("p12-22", "p12-2"),
        ("no such thing at all", None),
    ],
)
def test_an_unknown_id_is_told_in_one_sentence_with_the_nearest_id_or_name(wrong, near):
    with pytest.raises(LessonError) as caught:
        cards.explain(wrong)
    told = f" (did you mean “{near}”?)" if near else ""
    where = "ids stand in the tables, for instance in lesson.actors[['id', 'name']]."
    assert caught.value._render_traceback_() == [f"Nothing has the id “{wrong}”{told}: {where}"]


def test_a_check_is_explained_with_what_we_found():
    shown = cards.explain("05-law").data
    for words in (
        "We found:</b> supported: ",
        "Why:</b> Resolution 1718",
        "What we say:</b> The texts are public",
        "¶8",
    ):
        assert words in shown


def test_a_tie_is_explained_without_a_source():
    shown = cards.explain("kim-putin").data
    assert "Tie:</b> Kim travels to Russia to meet Putin." in shown
    assert "Source:" not in shown


def test_needs_ambitions_and_limits_stand_side_by_side():
    shown = cards.motives().data
    heads = ["Russia", "North Korea", "China", "United States"]
    assert [shown.index(f'<th scope="col">{head}</th>') for head in heads] == sorted(
        shown.index(f'<th scope="col">{head}</th>') for head in heads
    )
    for wants in lesson.motives["wants"]:
        assert escape(wants) in shown


def test_the_reader_shows_the_paragraphs_asked_for():
    shown = cards.reader(18, 19).data
    assert shown.count("<details>") == 2
    assert all(escape(claim) in shown for claim in lesson.claims.loc[lesson.claims["number"] >= 18, "claim"])


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: cards.reader(20, 25), "There are no paragraphs 20 to 25: they go from 1 to 19."),
        (lambda: cards.sources_page("soon"), "“soon” is no day: write it like 2023-09-13."),
        (lambda: cards.sources("05-trian"), "There are no source cards for “05-trian” (did you mean “05-train”?): "),
        (lambda: lesson.source_of("artcle"), "There is no source “artcle” (did you mean “article”?): "),
        (lambda: lesson.known(lesson.claims), "This table has no column “known_on_the_day”: take it as it is."),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_sentence(call, told):
    with pytest.raises(LessonError) as caught:
        call()
    assert caught.value._render_traceback_()[0].startswith(told)


def test_cards_need_no_charts():
    command = [sys.executable, "-c", "import sys, helpers.cards; sys.exit('altair' in sys.modules)"]
    assert subprocess.run(command, check=False).returncode == 0


CHECKS = list(lesson.source_cards["check"].unique())


@pytest.mark.parametrize("check", CHECKS)
def test_source_cards_stand_in_their_order_and_do_not_tell_the_finding(check):
    shown = cards.sources(check).data
    rows = lesson.source_cards[lesson.source_cards["check"] == check].sort_values("order")
    places = [shown.index(f"{row.order}. ") for row in rows.itertuples()]
    assert places == sorted(places)
    found = lesson.options[(lesson.options["question"] == check) & (lesson.options["answer"] == "right")]
    assert escape(found["feedback"].item()) not in shown
    assert escape(lesson.questions.set_index("id").loc[check, "explanation"]) not in shown


def test_the_page_of_sources_can_end_on_the_day():
    assert f"{len(lesson.sources)} sources" in cards.sources_page().data
    assert later_than_the_day(cards.sources_page().data)
    assert not later_than_the_day(cards.sources_page("2023-09-13").data)


def test_an_article_of_our_own_can_stand_in_full_with_its_numbers():
    paragraphs = lesson.another.paragraphs
    shown = cards.text(paragraphs, 1, 5).data
    for row in paragraphs.itertuples():
        assert (escape(row.text) in shown) == (row.number <= 5)
    assert shown.count("<b>¶") == 5
    assert f"<b>{escape(paragraphs['text'][0])}</b>" in shown  # the headline


def test_a_glossary_of_another_article_can_be_shown():
    words = lesson.another.glossary
    shown = cards.glossary(words).data
    assert f"{len(words)} words, explained" in shown
    assert all(escape(meaning) in shown for meaning in words["meaning"])
