"""Servers that are not the JupyterLab of the README: Notebook 7, and such as let no question be drawn."""

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from helpers import environment

from ..conftest import READY, RUN_ALL, TOKEN, _local_only, served
from .parts import SAVED, activity

IDLE = "() => jupyterapp.shell.currentWidget.content.widgets.every(cell => cell.prompt !== '*')"
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


def test_in_notebook_7_a_question_is_saved_a_word_opens_and_keys_add_and_delete_no_cells(open_on, tmp_path):
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
        form.locator("legend .word", has_text="Moscow").press("Enter")
        expect(page.locator("legend .meaning").first).to_contain_text("The name of a capital")
        assert page.locator(".jp-mod-editMode").count() == 0


def checked(open_on, address):
    """What the check of notebook 00 says of the page, when all cells have run."""
    page = open_on(f"{address}/lab/tree/notebooks/00_start_here.ipynb")
    place = page.locator("[data-check]")
    place.wait_for(timeout=60000)
    page.wait_for_function(IDLE, timeout=60000)
    return page, place


def test_the_check_says_that_everything_is_there_when_the_page_answers(open_on, tmp_path):
    with served(tmp_path) as address:
        _, place = checked(open_on, address)
        expect(place).to_have_text(environment.GO_ON, timeout=20000)


def without_anywidget(folder):
    """Set JupyterLab up as one that has no page's side of anywidget."""
    config = folder / "config" / "labconfig"
    config.mkdir(parents=True)
    (config / "page_config.json").write_text(json.dumps({"disabledExtensions": {"anywidget": True}}))
    return ()


def without_blob(_folder):
    """The option of a server that allows all that JupyterLab itself needs, and no scripts from blob: addresses."""
    policy = {"Content-Security-Policy": "script-src 'self' 'unsafe-inline' 'unsafe-eval'"}
    return (f"--ServerApp.tornado_settings={ {'headers': policy} }",)


@pytest.mark.parametrize(
    ("fault", "remedy"), [(without_anywidget, "run pip install anywidget"), (without_blob, "blob:")]
)
def test_the_check_says_what_to_do_when_the_page_does_not_answer(open_on, tmp_path, fault, remedy):
    with served(tmp_path, *fault(tmp_path)) as address:
        page, place = checked(open_on, address)
        page.wait_for_timeout(5000)
        expect(place).to_contain_text(environment.SILENT)
        expect(place).to_contain_text(remedy)
        expect(page.get_by_text(environment.GO_ON)).to_have_count(0)
        expect(page.locator("form.activity")).to_have_count(0)


def test_the_list_of_files_has_nothing_of_the_teacher_but_its_path_opens(lab):
    def listed(path):
        with urllib.request.urlopen(f"{lab}/api/contents/{path}?token={TOKEN}&content=1") as told:
            return json.load(told)

    names = [entry["name"] for entry in listed("notebooks")["content"]]
    assert "01_the_article.ipynb" in names
    assert "teacher" not in names
    assert listed("notebooks/teacher/lesson_plan.ipynb")["content"]["cells"]
