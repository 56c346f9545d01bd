"""What is printed in Chromium: every plan, the levels and privacy stand on one page, of A4 and of US Letter."""

import re

import pytest

from helpers import lesson
from helpers.classroom import paper

ALONE = [*(f"plan-{route}" for route in lesson.routes["id"]), "plans", "judging", "privacy"]


@pytest.fixture(scope="module")
def printed(chromium, tmp_path_factory):
    """A function: name of a page, and of a size of paper, to how many pages it takes, and whether it is too wide."""
    folder = tmp_path_factory.mktemp("paper")
    paper.main(folder)
    page = chromium.new_page(viewport={"width": 690, "height": 900})  # of A4 what is left between its margins

    def print_(name, size):
        page.goto(f"{(folder / name).as_uri()}.html")
        page.emulate_media(media="print")
        is_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size))), is_wide

    yield print_
    page.close()


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("name", ALONE)
def test_what_is_to_be_one_page_is_one(printed, name, size):
    assert printed(name, size) == (1, False)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_sheets_are_few_and_none_is_too_wide(printed, size):
    pages, is_wide = printed("01-sheets", size)
    assert pages <= 8
    assert not is_wide
