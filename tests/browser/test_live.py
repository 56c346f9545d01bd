"""The live grid in a real JupyterLab: what a learner's kernel keeps shows by itself, until it is frozen."""

import pytest

from helpers import questions, work

from ..conftest import ROOT
from .parts import serious_faults

LIVE = ROOT / "notebooks" / "teacher" / "live.ipynb"
RIGHT = next(option.number for option in questions.get("01-date").options if option.answer == "right")


def keep(place, revision, tries):
    """Keep a right answer as a learner's kernel does."""
    work.save("01-date", {"answer": RIGHT, "first": None, "tries": tries}, revision, place)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_a_change_on_the_disk_shows_by_itself_with_numbers_for_names_and_not_while_frozen(
    open_notebook, tmp_path, theme
):
    keep(tmp_path / "Anna", 0, 0)
    page = open_notebook(LIVE)
    page.evaluate("(theme) => { jupyterapp.commands.execute('apputils:change-theme', {theme}); }", theme)
    place = page.get_by_label("Folder of the class:")
    place.fill(str(tmp_path / "none"))
    place.press("Enter")
    page.get_by_text("cannot be opened as a folder").wait_for()
    place.fill(str(tmp_path))
    place.press("Enter")
    page.get_by_label("Lesson:").select_option(label="Notebook: 01 the article")
    cell = page.locator(".live tbody tr").first.locator("td").nth(1)  # 01-date, after 01-guess
    cell.get_by_text("begun").wait_for(timeout=15000)
    assert page.locator(".live tbody th").inner_text() == "1"
    keep(tmp_path / "Anna", 1, 1)
    cell.get_by_text("done").wait_for(timeout=15000)
    assert serious_faults(page) == []
    page.get_by_label("Show names").check()
    page.locator(".live tbody th", has_text="1 · Anna").wait_for()
    clock = page.locator(".live p", has_text="Seen at")
    seen = clock.inner_text().partition("Seen at")[2]
    page.wait_for_function("(seen) => !document.querySelector('.live p').innerText.endsWith(seen)", arg=seen)
    page.get_by_label("Freeze").check()
    page.get_by_text("Frozen: as it was at").wait_for()
    keep(tmp_path / "Bo", 0, 0)
    page.wait_for_timeout(5000)
    assert page.locator(".live tbody th").count() == 1
    page.get_by_label("Freeze").uncheck()
    page.locator(".live tbody th", has_text="Bo").wait_for(timeout=15000)
