"""Servers that are not the JupyterLab of the README: Notebook 7."""

import pytest

from ..conftest import READY, RUN_ALL, TOKEN, _local_only, served
from .parts import SAVED, activity

CELLS = "() => jupyterapp.shell.currentWidget.content.widgets.length"


@pytest.fixture
def open_on(chromium):
    """A function: address of a notebook on a server -> its page after Run All."""
    contexts = []

    def open_it(address):
        contexts.append(chromium.new_context(viewport={"width": 1366, "height": 9000}))
        page = contexts[-1].new_page()
        page.refused = []
        page.route("**/*", lambda route: _local_only(route, page))
        page.goto(f"{address}?token={TOKEN}")
        page.wait_for_function(READY, timeout=60000)
        page.evaluate(RUN_ALL)
        return page

    yield open_it
    for context in contexts:
        context.close()


def test_in_notebook_7_a_question_is_saved_and_single_keys_add_and_delete_no_cells(open_on, tmp_path):
    with served(tmp_path, app="notebook") as address:
        page = open_on(f"{address}/notebooks/notebooks/00_start_here.ipynb")
        form = activity(page, "00-hedge")
        form.locator("input").first.check()
        form.get_by_text(SAVED).wait_for(timeout=20000)
        before = page.evaluate(CELLS)
        for where in ("input", "button"):
            form.locator(where).first.focus()
            for key in ("a", "b", "x", "d", "d", "m", "z"):
                page.keyboard.press(key)
            page.wait_for_timeout(300)
            assert page.evaluate(CELLS) == before
