"""Fields for numbers, and lists: what is typed or scrolled over them by accident costs nobody an answer."""

import json

from playwright.sync_api import expect

from ..conftest import ROOT
from .parts import SAVED, activity, serious_faults

NOTEBOOK = ROOT / "notebooks" / "04_the_expert_views.ipynb"
SCROLLED = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"


def scrolls_only(page, field):
    """Turn the wheel over a field that has the focus: whether the page moves and the field stays as it is."""
    field.scroll_into_view_if_needed()
    field.focus()
    field.hover()
    value, top = field.input_value(), page.evaluate(SCROLLED)
    page.mouse.wheel(0, 120)
    page.wait_for_function(f"() => ({SCROLLED})() !== {top}", timeout=5000)
    return field.input_value() == value


def test_a_wheel_over_a_field_that_has_the_focus_scrolls_the_page_and_changes_nothing(open_notebook):
    page = open_notebook(NOTEBOOK)
    page.set_viewport_size({"width": 1366, "height": 700})
    percent = activity(page, "04-words").get_by_role("spinbutton").nth(1)
    percent.fill("60")
    number = activity(page, "04-range").get_by_role("textbox")
    number.fill("7")
    chosen = activity(page, "04-sure").locator("select").first
    chosen.select_option("likelihood")
    for field in (percent, number, chosen):
        assert scrolls_only(page, field)
    assert page.locator("form.activity input[type=number]").count() == 0


def test_what_is_no_percentage_is_told_in_words_and_takes_nothing_away(open_notebook, project):
    page = open_notebook(NOTEBOOK)
    form = activity(page, "04-words")
    field, told = form.get_by_role("spinbutton").first, form.get_by_text("Write a whole number from 0 to 100.")

    def kept():
        form.get_by_text(SAVED).wait_for(timeout=5000)
        return json.loads((project / "my_work" / "04-words.json").read_text(encoding="utf-8"))["state"]["answer"]

    field.focus()
    page.keyboard.type("60")
    assert kept() == {"1": 60}
    for wrong in ("x", "1", " per cent"):
        page.keyboard.type(wrong)
        expect(told).to_be_visible()
    expect(field).to_have_value("60x1 per cent")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(described).to_have_text("Write a whole number from 0 to 100.")
    expect(described).to_have_attribute("role", "status")
    assert serious_faults(page) == []
    page.keyboard.press("Enter")
    assert kept() == {"1": 60}
    expect(form.locator(".feedback")).to_be_empty()
    expect(field).to_have_value("60x1 per cent")

    field.fill("60 %")
    expect(told).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("61")
    expect(field).to_have_attribute("aria-valuenow", "61")
    form.get_by_role("spinbutton").nth(1).fill("20")  # so that something is left
    field.fill("")
    expect(told).to_have_count(0)
    form.get_by_role("button", name="Compare").click()
    form.get_by_text("Compare with the ranges").wait_for(timeout=5000)
    assert kept() == {"2": 20}
