"""The teacher's board in a real JupyterLab: chosen from lists, told by buttons, and put on a projector."""

from playwright.sync_api import Locator, Page, expect

from helpers import questions

from ..conftest import ROOT, RUN_ALL
from .parts import serious_faults

BOARD = ROOT / "notebooks" / "teacher" / "class_board.ipynb"
# Of all words that are seen on the projector, the size of the smallest, in pixels.
SMALLEST = """(board) => {
    const sizes = [];
    const walker = document.createTreeWalker(board, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { parentElement: around, data } = walker.currentNode;
        if (data.trim() && around.checkVisibility() && around.tagName !== "OPTION" && around.tagName !== "STYLE")
            sizes.push(parseFloat(getComputedStyle(around).fontSize));
    }
    return Math.min(...sizes);
}"""
# What is seen in the corners of the window, and whether all of it is the board.
COVERS = """(board) => [[2, 2], [innerWidth - 20, 2], [2, innerHeight - 2], [innerWidth - 20, innerHeight - 2]]
    .every(([x, y]) => board.contains(document.elementFromPoint(x, y)))"""


def choose(board: Locator, label: str, begins: str) -> None:
    """Choose from a list what begins so; the widgets write blanks that do not break."""
    options = board.get_by_label(label, exact=True).locator("option").all_text_contents()
    at = next(place for place, text in enumerate(options) if text.replace("\xa0", " ").startswith(begins))
    board.get_by_label(label, exact=True).select_option(index=at)


def test_the_board_is_chosen_from_lists_and_put_on_a_projector(open_notebook):
    page = open_notebook(BOARD)
    board = page.locator(".class-board")
    expect(board).to_contain_text("30 learners.", timeout=60000)
    choose(board, "Lesson", "Notebook: 01")
    of_the_lesson = board.get_by_label("Question", exact=True).locator("option")
    expect(of_the_lesson).to_have_count(len(questions.of("01_the_article")))
    choose(board, "Question", "01-kremlin")
    expect(board.locator("h3")).to_have_text(questions.get("01-kremlin").stem)
    expect(board).not_to_contain_text("✓ right")
    board.get_by_role("button", name="Show what is right").click()
    expect(board).to_contain_text("✓ right")
    assert serious_faults(page) == []

    page.set_viewport_size({"width": 1366, "height": 768})
    choose(board, "Show", "Learners")
    board.get_by_role("button", name="Show names").click()
    expect(board.locator(".name").first).to_be_visible()
    board.get_by_role("button", name="Projector").click()
    expect(board.get_by_role("button", name="Back (Esc)")).to_be_visible()
    assert board.evaluate(COVERS)
    assert board.evaluate(SMALLEST) >= 24
    expect(board.locator(".name").first).to_be_hidden()
    assert serious_faults(page) == []
    expect(board.get_by_role("button", name="Next", exact=True)).to_be_focused()
    assert board.locator(".rail").first.evaluate("(rail) => rail.getBoundingClientRect().width") >= 250
    choose(board, "Show", "How answers spread")
    turns_pages(page, board)
    goes_back(page, board)


def test_run_all_leads_to_the_board_and_a_kernel_that_has_ended_is_told(open_notebook):
    page = open_notebook(BOARD, run=False)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.evaluate(RUN_ALL)
    board = page.locator(".class-board")
    expect(board).to_contain_text("30 learners.", timeout=60000)
    expect(board.get_by_label("Class", exact=True)).to_be_in_viewport()
    told = "(board) => getComputedStyle(board, '::before').content"
    assert board.evaluate(told) == "none"
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.shutdown()")
    board.get_by_role("button", name="Next", exact=True).click()
    assert "The kernel has ended: choose Run All Cells again." in board.evaluate(told)


def turns_pages(page: Page, board: Locator) -> None:
    """A clicker and the arrows go on and back, and Space goes on from where the focus was put."""
    board.get_by_role("button", name="Next", exact=True).focus()
    here, there = questions.get("01-kremlin").stem, next_stem("01-kremlin")
    keys = {"PageDown": there, "ArrowLeft": here, "ArrowRight": there, "PageUp": here, "Space": there}
    for key, stem in keys.items():
        page.keyboard.press(key)
        expect(board.locator("h3").first).to_have_text(stem)
    assert board.evaluate("(board) => board.matches(':popover-open')")
    assert board.locator("th").first.evaluate("(head) => getComputedStyle(head).position") == "sticky"


def next_stem(id: str) -> str:
    asked = questions.of("01_the_article")
    return asked[asked.index(questions.get(id)) + 1].stem


def goes_back(page: Page, board: Locator) -> None:
    """Esc brings the notebook back, and no key that is pressed on the projector changes it."""
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    board.get_by_role("button", name="Next", exact=True).focus()
    page.keyboard.press("x")
    page.keyboard.press("Escape")
    expect(board.get_by_role("button", name="Projector")).to_be_visible()
    assert not board.evaluate("(board) => board.matches(':popover-open')")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
