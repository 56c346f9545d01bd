"""Every question answers, by mouse and by keyboard, and says why."""

import pytest
from playwright.sync_api import expect

from helpers import lesson

from ..conftest import NOTEBOOKS, ROOT
from .parts import ARTICLE, MESSAGES, OUTPUT, SAVED, activity, fill_in, serious_faults


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_widget_answers(open_notebook, path):
    page = open_notebook(path)
    for question in lesson.questions[lesson.questions["notebook"] == path.stem].itertuples():
        form = activity(page, question.id)
        fill_in(form, question.kind)
        while form.locator("button.next").count():  # of hypotheses: on to the whole table, where one can finish
            form.locator("button.next").click()
        form.locator("button[type=submit]").click()
        form.locator(".message", has_text=MESSAGES).last.wait_for(timeout=5000)
        if question.kind == "forecast":  # the last one opens what follows
            form.get_by_role("button", name="Show what came").click()
    assert page.locator(OUTPUT).get_by_text("NOT SAVED.").count() == 0
    assert serious_faults(page) == []


def test_the_map_draws_what_is_chosen_and_then_ours(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "02_the_actors.ipynb")
    form = activity(page, "02-map")
    form.get_by_label("Power of China").select_option("4")
    form.get_by_label("Interest of China").select_option("2")
    form.get_by_text("● China").wait_for(timeout=2000)
    assert form.get_by_role("img").get_attribute("aria-label") == "Your map. China: power 4, interest 2"
    assert form.get_by_text("□ China").count() == 0
    form.get_by_role("button", name="Compare").click()
    form.get_by_text("□ China").wait_for(timeout=5000)
    assert form.get_by_text("● China").count() == 1


def test_changing_a_weight_moves_the_exchanges(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "03_the_motives.ipynb")
    form = activity(page, "03-table")
    for text, weight in [
        ("Refill its stock", "3"),
        ("An arms deal would", "1"),
        ("Food", "4"),
        ("It is warned", "0"),
    ]:
        form.get_by_label(text, exact=False).select_option(weight)
    result = form.locator(".result", has_text="Russian food")
    assert result.locator("b").inner_text() == "3 − 1 = 2: likely"
    form.get_by_label("It is warned", exact=False).select_option("4")
    assert result.locator("b").inner_text() == "3 − 4 = −1: unlikely (was 2)"
    assert form.locator(".result", has_text="in public").locator("b").inner_text() == "3 of its weights still to set"


def test_hypotheses_by_keyboard_with_totals_only_at_the_end(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "04_the_expert_views.ipynb")
    form = activity(page, "04-hypotheses")
    form.get_by_role("textbox").fill("A signal to Washington")
    for step in range(8):
        assert form.get_by_text("least against it first").count() == 0
        if step == 2:  # only the second hypothesis has something against it
            form.locator("select").nth(1).focus()
            page.keyboard.type("speaks")
            form.locator("select").nth(0).focus()
            page.keyboard.type("fits")
        form.get_by_role("button", name="Next evidence" if step < 7 else "Show the whole table").focus()
        page.keyboard.press("Enter")
    rows = form.locator("tr").all_inner_texts()
    assert len(rows) == 1 + 4
    assert rows[-1].startswith("Arms for know-how")
    assert rows[-1].endswith("1")
    assert any(row.startswith("Yours: A signal to Washington") for row in rows)
    form.get_by_text("Separates your hypotheses: E3.").wait_for(timeout=2000)
    form.get_by_label("What would change your mind?").fill("Pictures of full trains.")


def test_a_forecast_starts_unset_and_is_fixed_once_committed(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "06_what_happened_next.ipynb")
    form = activity(page, "06-q03")
    chance, commit = form.get_by_role("spinbutton"), form.get_by_role("button", name="Commit")
    assert chance.input_value() == ""
    form.get_by_text("(2 + 1) ÷ (7 + 2) is about 33 %: unlikely (20–45 %).").wait_for(timeout=2000)
    commit.click()
    form.get_by_text("Choose, move or write something first.").wait_for(timeout=5000)
    chance.focus()
    page.keyboard.type("101")
    assert chance.get_attribute("aria-invalid") == "true"
    chance.fill("")
    page.keyboard.type("60")
    form.get_by_text("in words: likely (55–80 %)").wait_for(timeout=2000)
    assert form.get_by_text("The record").count() == 0
    commit.press("Enter")  # in the field it would commit what may be half a number
    form.get_by_text("Committed: it is fixed now.").wait_for(timeout=5000)
    assert form.get_by_text("The record").count() == 0
    expect(form.get_by_role("button", name="Start over")).to_be_hidden()  # what is committed stays
    form.get_by_role("button", name="Show what came").press("Enter")
    form.get_by_text("The record: yes, clear on 2023-11-21.").wait_for(timeout=5000)
    form.get_by_text("Your penalty is 0.16").wait_for(timeout=2000)
    form.get_by_text(SAVED).wait_for(timeout=5000)
    assert chance.is_disabled()
    form.get_by_role("button", name="Start over").click()
    expect(chance).to_be_enabled()
    expect(chance).to_have_value("")


def test_wrong_then_right_by_keyboard_alone(open_notebook):
    page = open_notebook(ARTICLE)
    form = activity(page, "01-kremlin")
    form.get_by_label("A swap of weapons for help").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    form.get_by_text("Not yet.").wait_for(timeout=5000)
    assert "¶5" in form.locator(".feedback").inner_text()
    for _ in range(2):  # options stand in an order of each learner
        if not form.get_by_label("Ties, the region, world affairs").is_checked():
            page.keyboard.press("ArrowDown")
    assert form.locator(".feedback").inner_text() == ""  # it was said of another option
    page.keyboard.press("Enter")
    form.get_by_text("Right.", exact=True).wait_for(timeout=5000)
    assert "Two voices share ¶5" in form.locator(".feedback").inner_text()
