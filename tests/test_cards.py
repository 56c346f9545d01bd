"""Cards: every row can be asked where it comes from."""

import pytest

from helpers import cards, lesson

from .test_data import OUTSIDE, later_than_the_day


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
        assert source["publisher"].replace("'", "&#x27;") in shown


def test_nothing_has_an_unknown_id():
    with pytest.raises(ValueError, match="Nothing has the id “kmi”"):
        cards.explain("kmi")


@pytest.mark.parametrize("check", lesson.checks["id"])
def test_source_cards_stand_in_their_order_and_do_not_tell_the_finding(check):
    shown = cards.sources(check).data
    rows = lesson.source_cards[lesson.source_cards["check"] == check].sort_values("order")
    places = [shown.index(f"{row.order}. ") for row in rows.itertuples()]
    assert places == sorted(places)
    finding = lesson.checks.set_index("id").loc[check]
    assert finding["finding_text"] not in shown
    assert finding["reasons"] not in shown


def test_source_cards_of_no_check():
    with pytest.raises(ValueError, match="There are no source cards for “05-trian”: choose one of 05-train"):
        cards.sources("05-trian")


def test_the_page_of_sources_can_end_on_the_day():
    assert f"{len(lesson.sources)} sources" in cards.sources_page().data
    assert later_than_the_day(cards.sources_page().data)
    assert not later_than_the_day(cards.sources_page("2023-09-13").data)
