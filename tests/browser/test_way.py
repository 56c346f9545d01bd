"""The way through a page: Run All stays at the top, and what tells the end opens by itself."""

from ..conftest import ROOT
from .parts import ARTICLE

TOP = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
CELLS = "[...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
ACTIVE = f"() => {CELLS}.findIndex(cell => cell.classList.contains('jp-mod-active'))"
RUN_ALL = "() => { jupyterapp.commands.execute('notebook:run-all-cells'); }"
IDLE = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
ALL = 16  # forecasts


def test_run_all_leaves_the_learner_at_the_top(open_notebook):
    page = open_notebook(ARTICLE, run=False)
    page.evaluate(RUN_ALL)
    page.locator("form.activity").nth(5).wait_for(state="attached", timeout=30000)
    page.wait_for_function(f"() => ({ACTIVE})() === 0", timeout=30000)
    assert page.evaluate(TOP) == 0
    page.keyboard.press("Shift+Enter")  # goes on from there
    page.wait_for_function(f"() => ({ACTIVE})() === 1", timeout=5000)


def test_whoever_scrolls_while_all_runs_is_left_alone(open_notebook):
    page = open_notebook(ARTICLE, run=False)
    page.evaluate(RUN_ALL)
    page.locator("form.activity").first.wait_for(state="attached", timeout=30000)
    page.mouse.move(700, 400)
    page.mouse.wheel(0, 900)
    page.wait_for_function(IDLE, timeout=30000)
    page.wait_for_timeout(1500)
    assert 200 < page.evaluate(TOP) < 1500  # neither at the top nor at the end


def test_what_tells_the_end_opens_when_the_last_end_was_asked_for_and_stays_in_the_file(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "06_what_happened_next.ipynb")
    forms = page.locator("form.activity", has_text="What could be counted")
    forms.nth(ALL - 1).wait_for(state="attached", timeout=30000)
    gates = page.get_by_text("This tells the end.")
    assert gates.count() > 8
    charts = page.locator(".jp-RenderedVegaCommon5, .vega-embed")
    before = charts.count()
    for number in range(ALL):
        form = forms.nth(number)
        form.get_by_label("I already knew").check()
        form.get_by_role("button", name="Commit").click()
        assert gates.count() > 8
        form.get_by_role("button", name="Show what came").click()
    page.wait_for_function("() => !document.body.innerText.includes('This tells the end.')", timeout=20000)
    page.wait_for_function("(n) => document.querySelectorAll('.vega-embed').length > n + 6", arg=before, timeout=20000)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.vega-embed').length > 6", timeout=60000)
    assert gates.count() == 0
