"""The one way to write HTML: whatever is not ours is escaped."""

import pandas as pd
from markupsafe import Markup

from helpers import page

HOSTILE = "<script>alert('x')</script>"
SAFE = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"


def test_text_and_attributes_are_escaped_and_markup_is_not():
    assert page.element("p", "1 < 2", Markup("<b>3</b>"), class_="a", data_x='"') == (
        '<p class="a" data-x="&#34;">1 &lt; 2<b>3</b></p>'
    )


def test_nothing_gets_in_as_it_is():
    written = [
        page.element("p", HOSTILE, title=HOSTILE),
        page.joined(HOSTILE),
        page.lines(HOSTILE),
        page.facts([(HOSTILE, HOSTILE)]),
        page.table([HOSTILE], [[HOSTILE], [[HOSTILE]]]),
        page.frame(pd.DataFrame({HOSTILE: [HOSTILE]})),
        page.listed([HOSTILE]),
        page.folded(HOSTILE, HOSTILE),
        page.cards(HOSTILE).data,
        page.sentence(HOSTILE).data,
    ]
    for html in written:
        assert "<script>" not in html
        assert "&lt;script&gt;" in html


def test_facts_stand_in_lines():
    assert page.facts([("Post", "President"), ("Limits", 3)]) == "<p><b>Post:</b> President<br><b>Limits:</b> 3</p>"


def test_a_list_in_a_cell_is_a_list():
    assert page.table(["Wants"], [[["food", "money"]]]) == (
        '<table><tr><th scope="col">Wants</th></tr><tr><td><ul><li>food</li><li>money</li></ul></td></tr></table>'
    )
    assert page.listed(["first"], "ol") == "<ol><li>first</li></ol>"


def test_a_frame_has_no_index_and_an_empty_cell_where_one_is_missing():
    html = page.frame(pd.DataFrame({"name": ["a", None]}, index=[7, 8]))
    assert "<td></td>" in html
    assert "7" not in html


def test_cards_have_their_look_and_hold_no_formula():
    html = page.cards(page.element("p", "$x$")).data
    assert html.startswith(page.STYLE)
    assert html.endswith('<div class="cards mathjax_ignore"><p>$x$</p></div>')
    assert page.sentence("Not ", "here.").data == '<p class="mathjax_ignore">Not here.</p>'


def test_a_document_is_whole_runs_nothing_and_asks_nobody():
    told = page.document(HOSTILE, "p { color: #000; }", HOSTILE)
    assert told.startswith('<!doctype html>\n<html lang="en"><head><meta charset="utf-8">')
    assert told.count(SAFE) == 2
    assert "default-src &#39;none&#39;" in told
    assert "<style>p { color: #000; }</style>" in told
    assert "<script" not in told
