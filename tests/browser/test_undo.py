"""Undo: what stood there before comes back; a commitment does not go; keys and clicks that used to bite."""

import json

import pytest
from playwright.sync_api import expect

from ..conftest import ROOT
from .parts import ARTICLE, SAVED, activity, serious_faults

LATER = ROOT / "notebooks" / "06_what_happened_next.ipynb"
BRIEFING = ROOT / "notebooks" / "07_your_briefing.ipynb"
LONG = "A briefing that took half an hour, and that no single click may take away. " * 3


def kept(project, id):
    return json.loads((project / "my_work" / f"{id}.json").read_text(encoding="utf-8"))["state"]


def test_a_briefing_is_not_one_click_from_gone(open_notebook, project):
    page = open_notebook(BRIEFING)
    form = activity(page, "07-briefing")
    form.get_by_role("textbox").first.fill(LONG)
    form.get_by_role("button", name="Start over").click()  # before anything was sent
    expect(form.get_by_role("textbox").first).to_have_value("")
    form.get_by_text(SAVED).wait_for(timeout=5000)
    page = open_notebook(BRIEFING, clean=False)
    form = activity(page, "07-briefing")
    form.get_by_text("Undo: earlier answers (1)").click()
    assert serious_faults(page) == []
    form.get_by_role("button", name="Take this back").click()
    expect(form.get_by_role("textbox").first).to_have_value(LONG)
    form.get_by_text(SAVED).wait_for(timeout=5000)
    assert LONG in kept(project, "07-briefing")["answer"].values()


def test_a_long_text_that_goes_at_one_stroke_can_be_taken_back(open_notebook):
    page = open_notebook(ARTICLE)
    form = activity(page, "01-own")
    form.get_by_role("textbox").fill(LONG)
    form.get_by_role("textbox").press("Control+a")
    form.get_by_role("textbox").press("x")
    form.get_by_text("Undo: earlier answers (1)").click()
    form.get_by_role("button", name="Take this back").click()
    expect(form.get_by_role("textbox")).to_have_value(LONG)


def test_a_commitment_stays_and_a_later_try_is_shown_as_such(open_notebook, project):
    page = open_notebook(LATER)
    form = activity(page, "06-q01")
    chance = form.get_by_label("Chance of yes")
    chance.fill("60")
    chance.press("Enter")
    page.wait_for_timeout(300)
    assert form.get_by_text("The record:").count() == 0  # Enter commits nothing
    form.get_by_role("button", name="Commit").click()
    form.get_by_role("button", name="Show what came").click()
    form.get_by_text("You gave 60 %.").wait_for(timeout=2000)
    form.get_by_role("button", name="Start over").click()
    expect(chance).to_have_value("")
    assert form.get_by_text("You gave 60 %.").count() == 0
    chance.fill("99")
    form.get_by_role("button", name="Commit").click()
    form.get_by_text("A later try is kept, and not scored: 99 %.").wait_for(timeout=2000)
    form.get_by_text(SAVED).wait_for(timeout=5000)
    state = kept(project, "06-q01")
    assert (state["first"]["chance"], state["answer"]["chance"]) == (60, 99)
    page = open_notebook(LATER, clean=False)
    assert "You gave 60 %." in activity(page, "06-q01").inner_text()


def test_ctrl_s_in_a_field_saves_the_notebook(open_notebook):
    page = open_notebook(ARTICLE)
    dirty = "() => jupyterapp.shell.currentWidget.context.model.dirty"
    assert page.evaluate(dirty)
    field = activity(page, "01-own").get_by_role("textbox")
    field.press("Control+s")
    page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty", timeout=5000)
    assert field.evaluate("field => field === document.activeElement")


@pytest.mark.parametrize("where", ["input", "button"])
def test_single_keys_on_a_question_add_and_delete_no_cells(open_notebook, where):
    page = open_notebook(ARTICLE)
    cells = "() => jupyterapp.shell.currentWidget.content.widgets.length"
    before = page.evaluate(cells)
    activity(page, "01-kremlin").locator(where).first.focus()
    for key in ("a", "b", "x", "d", "d", "m", "z"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.evaluate(cells) == before


def test_two_windows_get_one_download_a_click_and_a_second_click_gives_another(open_notebook):
    page = open_notebook(BRIEFING)
    other = page.context.new_page()
    other.goto(page.url)
    activity(page, "07-recall").get_by_role("textbox").fill("A train")
    activity(page, "07-recall").get_by_text(SAVED).wait_for(timeout=5000)
    downloads = []
    for window in (page, other):
        window.on("download", lambda download: downloads.append(download.suggested_filename))
    place = page.locator("form.activity", has_text="Make my file to hand in")
    place.get_by_label("A name that is not your own").fill("Fox")
    for count, what in enumerate(["report", "report", "file to hand in", "file to hand in"], start=1):
        place.get_by_role("button", name=f"Make my {what}").click()
        place.get_by_text("is made").wait_for(timeout=30000)
        page.wait_for_timeout(500)
        assert len(downloads) == count
