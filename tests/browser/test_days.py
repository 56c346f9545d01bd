"""A chart says the same days wherever its reader lives."""

import nbformat
import pytest

from helpers.charts.look import VEGA_LITE
from tests.charts import EVERY, spec

from ..conftest import TOKEN

DATED = ("timeline", "after")
ZONES = ("UTC", "America/Los_Angeles", "Asia/Pyongyang", "Pacific/Kiritimati")  # from 8 hours behind to 14 ahead
TOLD = """() => [...document.querySelectorAll('svg.marks')].flatMap((chart) =>
    [...chart.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))
        .concat([...chart.querySelectorAll('text')].map((one) => one.textContent)))"""


@pytest.fixture
def dated(project, lab):
    """The address of a notebook that was saved with its charts: nothing has to run to see them."""
    assert lab
    outputs = [nbformat.v4.new_output("display_data", {VEGA_LITE: spec(EVERY[name])}) for name in DATED]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}  # or JupyterLab asks which
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=outputs)], metadata=kernel)
    nbformat.write(notebook, project / "notebooks" / "dated.ipynb")
    return f"{lab}/lab/tree/notebooks/dated.ipynb?reset&token={TOKEN}"


def told_in(chromium, address, zone):
    """What the charts say, seen and spoken, before and after a click, for a reader in this time zone."""
    context = chromium.new_context(timezone_id=zone, viewport={"width": 1366, "height": 3000})
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(f"() => document.querySelectorAll('svg.marks').length === {len(DATED)}", timeout=60000)
    before = page.evaluate(TOLD)
    page.locator("svg.marks [aria-label^='War in Ukraine']").click()
    page.locator("svg.marks").get_by_text("War in Ukraine · ¶7").wait_for(timeout=5000)
    after = page.evaluate(TOLD)
    context.close()
    return before, after


def test_the_days_of_a_chart_are_the_same_in_every_time_zone(chromium, dated):
    told = {zone: told_in(chromium, dated, zone) for zone in ZONES}
    assert "War in Ukraine: 2022-02-24 to 2023-09-12" in told["UTC"][0]
    for zone in ZONES:
        assert told[zone] == told["UTC"], zone
