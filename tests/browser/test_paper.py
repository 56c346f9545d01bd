"""What is printed in Chromium: every plan, the levels and privacy stand on one page, of A4 and of US Letter."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers import lesson
from helpers.classroom import paper

ALONE = [*(f"plan-{route}" for route in lesson.routes["id"]), "plans", "judging", "privacy"]
ROOM = 690  # CSS pixels that are left of the width of A4 between its margins
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"

each_size = pytest.mark.parametrize("size", ["A4", "Letter"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("paper")
    paper.main(made)
    return made


@pytest.fixture(scope="module")
def opened(chromium, folder):
    """A function: name of a page to the page, open as it is printed."""
    page = chromium.new_page(viewport={"width": ROOM, "height": 900})
    page.emulate_media(media="print")

    def open_(name):
        page.goto(f"{(folder / name).as_uri()}.html")
        return page

    yield open_
    page.close()


def printed(page, size):
    """How many pages of paper it takes. Nothing may be wider than the paper: it would be cut."""
    needed, room = page.evaluate(WIDTHS)
    assert needed <= room
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size)))


@each_size
@pytest.mark.parametrize("name", ALONE)
def test_what_is_to_be_one_page_is_one(opened, name, size):
    assert printed(opened(name), size) == 1


@each_size
def test_the_sheets_for_learners_are_few(opened, size):
    assert printed(opened("01-sheets"), size) <= 8


def test_every_page_can_be_heard_too(opened, folder):
    for path in folder.iterdir():
        faults = Axe().run(opened(path.stem)).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == [], path.name
