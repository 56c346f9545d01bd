"""In real Chromium against real JupyterLab, with the cable pulled: it draws, it answers, everybody can use it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers import lesson

from .conftest import NOTEBOOKS, ROOT

ARTICLE = ROOT / "notebooks" / "01_the_article.ipynb"
OUTPUT = ".jp-OutputArea-output"
# How many marks each chart of a notebook has painted, by the classes that Vega gives to groups of marks.
PAINTED = """() => [...document.querySelectorAll('.jp-OutputArea-output svg.marks')].map(
    (chart) => chart.querySelectorAll('.mark-symbol path, .mark-rect path, .mark-shape path').length)"""


def calls(path, what):
    """How often the code of a notebook calls `what`."""
    return path.read_text(encoding="utf-8").count(what)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all_offline(open_notebook, path):
    page = open_notebook(path)
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.refused == []
    painted = page.evaluate(PAINTED)
    assert len(painted) == calls(path, "charts.") == page.locator("[role=graphics-document]").count()
    assert all(marks > 5 for marks in painted), painted
    assert page.locator("form.activity").count() == calls(path, "activities.ask(")
    for chart in page.locator("[role=graphics-document]").all():
        assert len(chart.get_attribute("aria-label")) > 20
    assert page.locator("svg.marks").count() == page.get_by_text("The same as a table").count()
    drawn = page.eval_on_selector_all("svg.marks, form.activity", "all => all.map((one) => one.clientWidth)")
    assert max(drawn) <= 900
    faults = Axe().run(page, context=OUTPUT).response["violations"]
    assert [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical")] == []
    assert [said for said in page.warnings if "vega" in said.lower()] == []


def test_charts_stay_after_a_reload_with_no_kernel(open_notebook, lab):
    page = open_notebook(ARTICLE)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('svg.marks').length > 0", timeout=60000)
    page.wait_for_timeout(1500)
    assert len(page.evaluate(PAINTED)) == 3
    assert page.refused == []


def test_a_click_in_a_chart_shows_the_claim(open_notebook):
    page = open_notebook(ARTICLE)
    chart = page.locator("svg.marks", has_text="What is the article made of?")
    assert chart.get_by_text("¶", exact=False).count() == 0
    chart.locator(".mark-symbol path").first.click()
    first = lesson.claims[lesson.claims["kind"] == "event"].iloc[0]
    chart.get_by_text(f"¶{first['number']} · {first['voice']}").wait_for(timeout=3000)


def test_charts_follow_the_dark_theme(open_notebook):
    page = open_notebook(ARTICLE)
    colour = "() => getComputedStyle(document.querySelector('svg.marks .mark-text text')).fill"
    light = page.evaluate(colour)
    theme = "(theme) => jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.evaluate(theme, "JupyterLab Dark")
    page.wait_for_function(f"() => ({colour})() !== '{light}'", timeout=5000)
    page.evaluate(theme, "JupyterLab Light")
    page.wait_for_function(f"() => ({colour})() === '{light}'", timeout=5000)


def activity(page, question):
    stem = lesson.questions.set_index("id").loc[question, "stem"]
    return page.locator("form.activity", has_text=stem)


def test_every_widget_answers(open_notebook):
    page = open_notebook(ARTICLE)
    for question in lesson.questions[lesson.questions["notebook"] == "01_the_article"].itertuples():
        form = activity(page, question.id)
        if question.kind in ("choice", "choices"):
            form.locator("input").first.check()
        elif question.kind == "match":
            form.locator("select").first.select_option(index=1)
        else:
            form.get_by_role("textbox").fill("3")
        form.locator("button[type=submit]").click()
        form.locator(".message").wait_for(timeout=5000)
        assert "Choose or write" not in form.locator(".message").inner_text()


def test_wrong_then_right_by_keyboard_alone(open_notebook):
    page = open_notebook(ARTICLE)
    form = activity(page, "01-kremlin")
    form.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    form.get_by_text("Not yet.").wait_for(timeout=5000)
    assert "¶5" in form.get_by_role("status").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    form.get_by_text("Right.", exact=True).wait_for(timeout=5000)
    assert "Two voices share ¶5" in form.get_by_role("status").inner_text()


def test_answers_survive_a_reload_and_running_all_again(open_notebook):
    page = open_notebook(ARTICLE)
    activity(page, "01-own").get_by_role("textbox").fill("The article reports a journey.")
    activity(page, "01-date").locator("input").nth(1).check()
    page.wait_for_timeout(500)
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_timeout(1500)
    assert activity(page, "01-own").get_by_role("textbox").input_value() == "The article reports a journey."
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    page.reload()
    activity(page, "01-own").get_by_role("textbox").wait_for(timeout=60000)
    assert activity(page, "01-own").get_by_role("textbox").input_value() == "The article reports a journey."
    assert activity(page, "01-date").locator("input").nth(1).is_checked()
