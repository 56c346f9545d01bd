"""Words of the glossary, explained where they stand: by keyboard and by click, in cells, cards and questions."""

from playwright.sync_api import expect

from .parts import ARTICLE, activity, serious_faults

MEANING = "claim: One statement"
EDITED = """() => {
  const notebook = jupyterapp.shell.currentWidget.content;
  const cell = notebook.widgets[0];
  cell.model.sharedModel.setSource("# New\\n\\nHere a claim stands anew.");
  cell.rendered = false;
  cell.rendered = true;
}"""


def test_a_word_opens_by_keyboard_and_closes_with_escape(open_notebook):
    page = open_notebook(ARTICLE)
    word = page.locator(".jp-MarkdownOutput .word").first
    expect(word).to_have_text("claim")
    word.focus()
    page.keyboard.press("Enter")
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text=MEANING)).to_be_visible()
    assert page.locator(".jp-mod-editMode").count() == 0
    page.keyboard.press("Escape")
    expect(page.get_by_text(MEANING)).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.get_by_text(MEANING)).to_be_visible()
    assert serious_faults(page) == []


def test_a_word_opens_by_click_in_cells_cards_and_feedback_and_in_a_cell_made_anew(open_notebook):
    page = open_notebook(ARTICLE)
    page.locator(".jp-MarkdownOutput .word").first.click()
    expect(page.get_by_text(MEANING)).to_be_visible()
    page.locator(".jp-MarkdownOutput .word").first.click()
    expect(page.get_by_text(MEANING)).to_have_count(0)
    page.locator("summary", has_text="On Tuesday Kim").click()
    page.locator("details[open] .word", has_text="armoured train").first.click()
    expect(page.get_by_text("armoured train: A train with plates of steel")).to_be_visible()
    form = activity(page, "01-kremlin")
    form.locator("input").nth(1).check()
    form.locator("button[type=submit]").click()
    form.locator(".feedback .word", has_text="voices").click()
    expect(form.get_by_text("voice: Somebody who is heard")).to_be_visible()
    form.locator("legend .word", has_text="Kremlin").click()
    expect(page.get_by_text("Kremlin: A fortress in Moscow")).to_be_visible()
    page.evaluate(EDITED)
    page.get_by_text("Here a claim stands anew").locator(".word").click()
    expect(page.get_by_text(MEANING)).to_be_visible()
    assert serious_faults(page) == []


def test_what_a_click_is_meant_for_otherwise_holds_no_word(open_notebook):
    page = open_notebook(ARTICLE)
    page.locator(".word").first.wait_for()
    for other in ("label", "h1", "h2", "a", "pre", "summary", "svg", ".glossary"):
        assert page.locator(f"{other} .word").count() == 0, other
