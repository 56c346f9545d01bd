"""In real Chromium against real JupyterLab, with the cable pulled: every notebook draws, and charts can be clicked."""

import pytest
from playwright.sync_api import expect

from helpers import lesson, work

from ..conftest import NOTEBOOKS, ROOT
from .parts import ARTICLE, serious_faults

# How many marks each chart of a notebook has painted, by the classes that Vega gives to groups of marks.
PAINTED = """() => [...document.querySelectorAll('.jp-OutputArea-output svg.marks')].map(
    (chart) => chart.querySelectorAll('.mark-symbol path, .mark-rect path, .mark-shape path').length)"""


def calls(path, what):
    """How often the code of a notebook calls `what`."""
    return path.read_text(encoding="utf-8").count(what)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all_offline(open_notebook, project, path):
    for id in lesson.forecasts["id"]:  # or the charts of what came later stay shut
        state = {"answer": {"knew": True, "committed": True}, "first": None, "tries": 2}
        work.save(id, state, 0, project / "my_work")
    page = open_notebook(path)
    asked = sum(calls(path, f"activities.{what}(") for what in ("ask", "hand_in", "agreement"))
    expect(page.locator("form.activity")).to_have_count(asked, timeout=20000)  # a busy machine takes a while
    expect(page.locator("[role=graphics-document]")).to_have_count(calls(path, "charts."), timeout=20000)
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.refused == []
    painted = page.evaluate(PAINTED)
    assert len(painted) == calls(path, "charts.")
    assert all(marks >= 5 for marks in painted), painted
    for chart in page.locator("[role=graphics-document]").all():
        assert len(chart.get_attribute("aria-label")) > 20
    assert page.locator("svg.marks").count() == page.get_by_text("The same as a table").count()
    drawn = page.eval_on_selector_all("svg.marks, form.activity", "all => all.map((one) => one.clientWidth)")
    assert max(drawn, default=0) <= 900
    assert serious_faults(page) == []
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


def test_choosing_an_actor_in_the_list_shows_its_ties(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "02_the_actors.ipynb")
    chart = page.locator("svg.marks", has_text="Who is tied to whom?")
    chart.get_by_text("North Korea 14").wait_for(timeout=5000)
    page.get_by_label("Actor:").select_option(label="Wagner")
    chart.get_by_text("Korea armed Wagner.").wait_for(timeout=5000)
    assert chart.get_by_text("North Korea 14").count() == 0


def test_a_click_on_an_actor_shows_its_ties_and_fades_the_rest(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "02_the_actors.ipynb")
    chart = page.locator("svg.marks", has_text="Who is tied to whom?")
    names = [name for name in lesson.actors.dropna(subset=["x"])["name"]]
    chart.locator(".mark-symbol.role-mark path").nth(names.index("China")).click()
    chart.get_by_text("China: subject of 3 claims").wait_for(timeout=5000)
    faded = chart.locator(".mark-symbol.role-mark path").nth(names.index("Ukraine"))
    assert float(faded.get_attribute("opacity")) < 0.5
