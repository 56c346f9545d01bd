"""Codes for statements: pictures that follow them, agreement with ours and a classmate's, and rows of one's own."""

import json

from playwright.sync_api import expect

from helpers import questions

from ..conftest import ROOT
from .parts import SAVED, activity, serious_faults

NOTEBOOK = ROOT / "notebooks" / "08_another_article.ipynb"
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def ours(id):
    """Our codes of a question, as an answer."""
    question = questions.get(id)
    return questions.kind(question).page(question)["codes"]


def choose(form, codes):
    for number, row in codes.items():
        for column, value in row.items():
            form.get_by_label(f"{column}, statement {number}", exact=True).select_option(value)


def hand_in(**answers):
    """A classmate's file."""
    kept = {id: {"revision": 1, "state": {"answer": one, "first": None, "tries": 1}} for id, one in answers.items()}
    return json.dumps({"format": 2, "kind": "hand-in", "alias": "Blue Fox", "answers": kept}).encode()


def test_codes_are_drawn_at_once_and_compared_with_ours_and_a_classmates(open_notebook):
    page = open_notebook(NOTEBOOK)
    form, place = activity(page, "08-code-1"), page.locator("[data-agreement]")
    picture = page.locator("[data-coded]").first
    expect(place).to_contain_text("This shows when you have pressed Compare above.")
    expect(place.locator("input[type=file]")).to_be_hidden()
    codes = ours("08-code-1")
    choose(form, {"1": codes["1"], "2": codes["2"] | {"how surely": "likely"}})
    expect(picture.get_by_role("row", name="event")).to_have_text("event1")
    expect(picture.get_by_role("row", name="The article itself")).to_have_text("The article itself2")
    form.get_by_role("button", name="Compare").click()
    expect(form.locator(".message")).to_have_text("7 of 20 cells, 35 %, agree with ours. 12 cells are still open.")
    expect(form.locator(".feedback")).to_contain_text("How surely: you chose “likely”, we “stated”.")
    expect(place.get_by_role("row", name="how surely")).to_have_text("how surely50 % (1 of 2)")

    theirs = codes["2"] | {"what kind": "forecast"}
    file = {"name": "mate.json", "mimeType": "application/json", "buffer": hand_in(**{"08-code-1": {"2": theirs}})}
    place.locator("input[type=file]").set_input_files(file)
    expect(place).to_contain_text("Read: the codes of Blue Fox.")
    expect(place.get_by_role("row", name="all")).to_have_text("all88 % (7 of 8)50 % (2 of 4)")
    expect(place.get_by_role("row", name="classmate The article itself")).to_contain_text("≠ forecast")
    choose(form, {"2": {"what kind": "forecast"}})
    expect(place.get_by_role("row", name="all")).to_have_text("all75 % (6 of 8)75 % (3 of 4)")
    place.locator("input[type=file]").set_input_files(file | {"buffer": b" " * (256 * 1024 + 1)})
    expect(place).to_contain_text("This file is too large to be a hand-in: at most 256 KB.")
    expect(form.get_by_label("what kind, statement 3")).to_have_value("")  # nothing of it came in here
    assert serious_faults(page) == []


def test_rows_of_ones_own_are_pasted_removed_taken_back_and_downloaded(open_notebook):
    page = open_notebook(NOTEBOOK)
    form = activity(page, "08-yours")
    form.get_by_label("statement, statement 1").evaluate(PASTE, "=1+1\r\n\r\nIt may open in June.\nNobody was hurt.")
    form.get_by_label("who says it, statement 2").fill("The mayor")
    form.get_by_label("how surely, statement 2").select_option("possible")
    form.get_by_role("button", name="Remove statement 2").click()
    expect(form.get_by_label("statement, statement 2", exact=True)).to_have_value("Nobody was hurt.")
    expect(form.get_by_role("status").filter(has_text="Statement 2 is removed.")).to_be_visible()
    form.get_by_text("Undo: earlier answers (1)").click()
    expect(form.get_by_text("before a row was removed")).to_be_visible()
    form.get_by_role("button", name="Take this back").click()
    expect(form.get_by_label("who says it, statement 2")).to_have_value("The mayor")
    expect(page.locator("[data-coded]").last.get_by_role("row", name="The mayor")).to_have_text("The mayor1")
    with page.expect_download() as download:
        form.get_by_role("button", name="Download as CSV").click()
    lines = download.value.path().read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines == [
        "claim,speaker,attribution,certainty,kind",
        "'=1+1,,,,",
        "It may open in June.,The mayor,,possible,",
        "Nobody was hurt.,,,,",
        "",
    ]
    expect(form.locator(".status")).to_have_text(SAVED)
    assert serious_faults(page) == []


def test_the_notice_of_the_start_stands_beside_that_of_now(open_notebook):
    start = open_notebook(ROOT / "notebooks" / "00_start_here.ipynb")
    form = activity(start, "00-test")
    choose(form, {"1": ours("00-test")["1"] | {"how surely": "likely"}})
    form.get_by_role("button", name="Note my codes").click()
    expect(form.locator(".message")).to_have_text("Noted, with 9 cells still open.")
    expect(form.locator(".status")).to_have_text(SAVED)
    page = open_notebook(NOTEBOOK, clean=False)
    expect(page.locator("[data-again]")).to_contain_text("This shows when you have pressed Compare above.")
    choose(activity(page, "08-test"), ours("08-test"))
    activity(page, "08-test").get_by_role("button", name="Compare").click()
    place = page.locator("[data-again]")
    expect(place).to_contain_text("As ours: before 67 % (2 of 3), now 100 % (12 of 12). This is no grade.")
    expect(place.get_by_role("row", name="before").first).to_contain_text("≠ likely")
