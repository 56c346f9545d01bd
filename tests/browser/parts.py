"""What the tests in the browser share: finding a question on the page, answering it, and what axe finds."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from helpers import lesson

from ..conftest import ROOT

ARTICLE = ROOT / "notebooks" / "01_the_article.ipynb"
SHUT = {"06-evidence", "06-voices", "06-again"}  # asked when what came of all forecasts was asked for
OUTPUT = ".jp-OutputArea-output"
# What an answer is met with, but not "Choose, move or write something".
MESSAGES = re.compile("Noted|Right|Not yet|Compare|Committed|The record|agree with ours")
SAVED = re.compile(r"(^|\s)Saved \d")  # not "NOT SAVED", nor "Another window saved"


def activity(page: Page, question: str) -> Locator:
    """The form of a question."""
    stem = lesson.questions.set_index("id").loc[question, "stem"]
    return page.locator("form.activity", has_text=stem)


def fill_in(form: Locator, kind: str) -> None:
    """Answer one question somehow, as a person would."""
    if kind in ("choice", "choices"):
        form.locator("input").first.check()
    elif kind == "order":
        form.get_by_role("button", name="Move down").first.click()
    elif kind in ("percents", "forecast"):
        form.get_by_role("spinbutton").first.fill("40")
    elif kind in ("match", "map", "weights", "hypotheses", "coding"):
        form.locator("select").first.select_option(index=1)
    elif kind in ("briefing", "own"):
        form.get_by_role("textbox").first.fill("3")
    else:
        form.get_by_role("textbox").fill("3")


def serious_faults(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds in the outputs: rule and HTML."""
    faults = Axe().run(page, context=OUTPUT).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in faults if fault["impact"] in ("serious", "critical")]
