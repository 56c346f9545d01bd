"""The plain pages: they open from a file and from a static host, keep what is done, and are the same lesson."""

import json
import re
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpers import lesson, questions, routes, work
from helpers.classroom.hand_ins import load_class
from tests.work.parts import answer, hand_in

from ..browser.parts import MESSAGES, SAVED, activity, fill_in
from ..conftest import NOTEBOOKS, ROOT

NAMES = [path.stem for path in NOTEBOOKS if path.parent.name == "notebooks"]
MADE_IN_JUPYTER = ROOT / "tests" / "work" / "made_today" / "hand-in-Blue-Fox.json"
ALL_DRAWN = "[...document.querySelectorAll('.drawing')].every((one) => one.querySelector('svg'))"
LOAD = "(text) => [...readingPages.values()][0].page.ask({ what: 'load', text })"
SAMPLES = sorted((ROOT / "tests" / "questions" / "examples").glob("*.json"))


def asked_in(notebook):
    return lesson.questions[lesson.questions["notebook"] == notebook]


EARLY = {"00_start_here": {"06-q03", "06-q07", "06-q16"}}  # forecasts of 06 that stand in another notebook too


def commit_all(page):
    """Commit all forecasts of 06, at 50 percent, and ask what came of each."""
    for id in lesson.forecasts["id"]:
        form = activity(page, id)
        form.get_by_role("spinbutton").fill("50")
        form.get_by_role("button", name="Commit").click()
        form.get_by_role("button", name="Show what came").click()


def made(page, button):
    """The file that a button of the place to hand in makes, as bytes."""
    page.get_by_label("A name that is not your own").fill("Blue Fox")
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def loaded(page, data, told="answer"):
    page.get_by_label("Load a file that you made before").set_input_files(
        {"name": "hand-in.json", "mimeType": "application/json", "buffer": data}
    )
    expect(page.locator("form.activity .message", has_text=told).last).to_be_visible()


@pytest.mark.parametrize("notebook", NAMES)
def test_every_question_of_a_page_opened_as_a_file_answers_and_is_kept(open_page, browser_context, notebook):
    page = open_page(notebook)
    for question in asked_in(notebook).itertuples():
        form = activity(page, question.id)
        fill_in(form, question.kind)
        while form.locator("button.next").count():
            form.locator("button.next").click()
        form.locator("button[type=submit]").click()
        form.locator(".message", has_text=MESSAGES).last.wait_for()
        if question.kind == "forecast":  # the ends of all open what follows
            form.get_by_role("button", name="Show what came").click()
        expect(form.locator(".status")).to_have_text(SAVED)
    shown = page.locator("[data-question]").count()
    assert shown == len(asked_in(notebook)) + len(EARLY.get(notebook, ()))
    assert (browser_context.refused, browser_context.said, page.evaluate("forbidden")) == ([], [], [])
    page.reload()
    expect(page.locator(".feedback .message")).to_have_count(len(asked_in(notebook)))


@pytest.mark.parametrize("notebook", NAMES)
def test_every_chart_is_drawn_under_the_content_policy_and_axe_finds_nothing_serious(
    open_page, browser_context, notebook
):
    page = open_page(notebook)
    if notebook.startswith("06"):
        commit_all(page)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")  # looked at too
    page.wait_for_function(f"() => {ALL_DRAWN}")
    assert page.locator(".drawing").count() == page.locator(".drawing[role=graphics-document]").count()
    assert (browser_context.refused, browser_context.said, page.evaluate("forbidden")) == ([], [], [])
    faults = Axe().run(page).response["violations"]
    assert [
        (fault["id"], fault["nodes"][0]["html"][:200]) for fault in faults if fault["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.parametrize("width", [360, 768, 1366])
@pytest.mark.parametrize("notebook", NAMES)
def test_no_page_is_wider_than_its_window(open_page, notebook, width):
    page = open_page(notebook)
    page.set_viewport_size({"width": width, "height": 700})
    page.locator(".drawing svg").first.wait_for() if page.locator(".drawing:visible").count() else None
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_is_explained_by_key_and_by_click_also_in_a_notebook_opened_later(open_page):
    page = open_page("00_start_here")
    page.get_by_role("link", name="05 Checking the claims").first.click()
    word = page.locator(".text .word", has_text="resolutions").first
    word.press("Enter")
    expect(page.locator(".text .meaning", has_text="resolution: A decision")).to_be_visible()
    page.keyboard.press("Escape")
    expect(word).to_have_attribute("aria-expanded", "false")
    word.click()
    expect(page.locator(".text .meaning", has_text="resolution: A decision")).to_be_visible()
    assert page.evaluate("forbidden") == []


def test_texts_and_questions_are_those_of_the_notebooks(pages):
    html = (pages / "index.html").read_text(encoding="utf-8")
    notebooks = re.findall('<template id="([^"]+)"(.*?)</template>', html, re.S)
    assert [name for name, _ in notebooks] == NAMES
    for name, shown in notebooks:
        assert set(re.findall('data-question="([^"]+)"', shown)) == set(asked_in(name)["id"]) | EARLY.get(name, set())
        for text in ("Run All", "kernel", "teacher/", ".ipynb", "my_work"):
            assert text not in shown, name
    links = set(re.findall('href="#([^"]+)"', html)) - {"content"}
    assert links == set(NAMES)


def test_all_pages_weigh_little_and_the_zip_holds_them_all(pages):
    files = {path.name: path.read_bytes() for path in pages.iterdir()}
    assert sum(map(len, files.values())) <= 3_000_000
    with zipfile.ZipFile(pages.with_suffix(".zip")) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_an_answer_is_there_in_other_notebooks_and_after_the_page_was_closed(open_page):
    page = open_page("00_start_here")
    form = activity(page, "00-hedge")
    form.locator("input").first.check()
    form.locator("button[type=submit]").click()
    expect(form.locator(".status")).to_have_text(SAVED)
    page.get_by_role("navigation").get_by_role("link", name="01 The article").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The article")
    expect(page.locator("[data-progress]").first).to_contain_text(f"1 of {len(lesson.questions)} in the series")
    assert page.title().startswith("The article")
    assert page.locator("nav [aria-current]").inner_text() == "01 The article"
    assert page.evaluate("document.activeElement.id") == "content"
    page.go_back()
    expect(activity(page, "00-hedge").locator("input").first).to_be_checked()
    page.close()
    expect(activity(open_page("00_start_here"), "00-hedge").locator("input").first).to_be_checked()


def test_another_window_is_told_what_was_saved_and_nothing_is_written_over(open_page):
    one, other = open_page("01_the_article"), open_page("01_the_article")
    activity(one, "01-own").get_by_role("textbox").fill("words of the first")
    expect(activity(other, "01-own").get_by_role("textbox")).to_have_value("words of the first")


def test_a_hand_in_made_on_a_page_is_read_by_jupyter_and_the_board(open_page, tmp_path):
    page = open_page("07_your_briefing")
    activity(page, "07-recall").get_by_role("textbox").fill("What I recall")
    activity(page, "07-recall").locator("button[type=submit]").click()
    data = made(page, "Make my file to hand in")
    given = work.read_hand_in(data)
    assert (given.alias, given.number, len(given.folders)) == ("Blue Fox", 1, 1)
    assert given.answers["07-recall"].state["answer"] == "What I recall"
    assert work.restore(data, tmp_path / "my_work").back == ["07-recall"]
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "fox.json").write_bytes(data)
    found = load_class(tmp_path / "class")
    assert list(found.work["alias"].unique()) == ["Blue Fox"]
    assert work.read_hand_in(made(page, "Make my file to hand in")).number == 2


def test_a_hand_in_made_in_jupyter_loads_on_a_page_and_comes_back_whole(open_page):
    page = open_page("07_your_briefing")
    given = work.read_hand_in(MADE_IN_JUPYTER.read_bytes())
    loaded(page, MADE_IN_JUPYTER.read_bytes())
    back = work.read_hand_in(made(page, "Make my file to hand in"))
    known = {id: record.state for id, record in given.answers.items() if id in questions.every()}
    assert {id: record.state for id, record in back.answers.items()} == known
    assert len(known) > 10


def test_loading_takes_the_newer_keeps_the_older_beside_it_and_can_be_undone(open_page):
    page = open_page("07_your_briefing")
    form = activity(page, "07-recall")
    form.get_by_role("textbox").fill("first words")
    expect(form.locator(".status")).to_have_text(SAVED)
    older = made(page, "Make my file to hand in")
    form.get_by_role("textbox").fill("second words")
    expect(form.locator(".status")).to_have_text(SAVED)
    loaded(page, older)
    expect(page.get_by_text("1 answer was older than what is here")).to_be_visible()
    expect(form.get_by_role("textbox")).to_have_value("second words")
    form.get_by_text("Undo: earlier answers (1)").click()
    expect(form.get_by_text("first words")).to_be_visible()
    form.get_by_role("textbox").fill("")
    expect(form.locator(".status")).to_have_text(SAVED)
    loaded(page, older)
    expect(form.get_by_role("textbox")).to_have_value("first words")
    page.get_by_role("button", name="Undo this loading").click()
    expect(page.get_by_text("What the file took the place of is back.")).to_be_visible()
    expect(form.get_by_role("textbox")).to_have_value("")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_strangers_file_breaks_no_page(open_page, browser_context, sample):
    table = json.loads(sample.read_text(encoding="utf-8"))
    question = questions.get(table["question"])
    page = open_page(question.notebook)
    for example in table["examples"]:
        given = hand_in() | {"answers": {question.id: answer(example["answer"], first=example["answer"])}}
        told = page.evaluate(LOAD, json.dumps(given))
        if example["form"]:
            assert told["found"]["left"] == [], example
        page.reload()
        expect(activity(page, question.id).locator("button[type=submit]")).to_be_attached()
        page.evaluate("localStorage.clear()")
        page.reload()
    assert browser_context.said == []


def test_what_tells_the_end_opens_when_all_is_committed(open_page):
    page = open_page("06_what_happened_next")
    sealed = page.locator(".gated")
    assert sealed.count() > 8
    assert page.locator(".gated.shut").count() == sealed.count()
    expect(page.get_by_text("still open: 16").first).to_be_visible()
    expect(page.locator(".gated .drawing").first).to_be_hidden()
    commit_all(page)
    expect(page.locator(".gated.shut")).to_have_count(0)
    expect(page.locator(".gated .drawing svg").first).to_be_visible()
    expect(page.locator(".compared tr").nth(1)).to_contain_text("MEAN of 16")
    page.reload()
    expect(page.locator(".gated .drawing svg").first).to_be_visible()


def test_a_report_has_the_answers_and_the_chosen_charts_as_pictures(open_page, chromium, tmp_path):
    page = open_page("07_your_briefing")
    form = activity(page, "07-briefing")
    form.get_by_role("textbox").first.fill("My claim")
    form.get_by_label("Put in the chart").nth(2).check()
    form.locator("button[type=submit]").click()
    path = tmp_path / "report.html"
    path.write_bytes(made(page, "Make my report"))
    context = chromium.new_context()
    report = context.new_page()
    report.goto(path.as_uri())
    expect(report.get_by_text("My claim")).to_be_visible()
    assert report.locator("section svg path").count() > 10
    context.close()


def visited(context, address):
    page = context.new_page()
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    return page


def test_after_a_first_visit_the_page_opens_with_the_network_gone(host, browser_context):
    page = visited(browser_context, host.address)
    host.end()
    page.close()
    page = browser_context.new_page()
    page.goto(f"{host.address}/#05_checking_the_claims")
    page.locator("form.activity").first.wait_for()
    page.locator(".drawing").first.scroll_into_view_if_needed()
    page.locator(".drawing svg").first.wait_for()
    assert browser_context.refused == []


def test_who_comes_back_sees_what_is_new_whatever_a_cache_says(host, browser_context):
    page = visited(browser_context, host.address)
    index = host.folder / "index.html"
    index.write_text(index.read_text(encoding="utf-8").replace("<h1>Start here", "<h1>Newer"), encoding="utf-8")
    script = host.folder / "offline.js"
    script.write_text(script.read_text(encoding="utf-8") + "// newer", encoding="utf-8")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Newer")
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    for _ in range(50):
        if "<h1>Newer" in page.evaluate("caches.match('index.html').then((kept) => kept.text())"):
            break
        page.wait_for_timeout(200)
    host.end()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Newer")


def test_what_stands_at_the_address_later_is_shown(host, browser_context):
    page = visited(browser_context, host.address)
    for path in host.folder.iterdir():
        path.unlink()
    (host.folder / "index.html").write_text("<h1>Something else</h1>", encoding="utf-8")
    page.goto(f"{host.address}/?other")
    expect(page.get_by_role("heading")).to_have_text("Something else")


def test_a_browser_that_keeps_nothing_says_so_and_still_makes_the_file(open_page, browser_context):
    browser_context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page = open_page("01_the_article")
    activity(page, "01-own").get_by_role("textbox").fill("What I recall")
    expect(activity(page, "01-own").locator(".status")).to_contain_text("This browser keeps nothing for this page")
    page.get_by_role("navigation").get_by_role("link", name="07").click()
    assert b"What I recall" in made(page, "Make my file to hand in")
    loaded(page, MADE_IN_JUPYTER.read_bytes(), "Not done. This browser keeps nothing for this page")
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    page.reload()
    assert dialogs == ["beforeunload"]


def test_what_others_wrote_into_the_storage_takes_no_page_down(open_page):
    page = open_page("03_the_motives")
    entry = {"revision": 1, "saved": "2026-11-26T08:00:00Z", "state": "a text"}
    good = entry | {"state": {"answer": None, "first": None, "tries": 0}}
    draft = {"state": {"answer": 7, "first": None, "tries": 0}, "revision": 0, "sent": []}
    for key, value in {
        "one-article kept 03-chain": entry,
        "one-article kept 03-own": good | {"before": None},
        "one-article kept 03-cell": good | {"before": [{}]},
        "one-article folder": {"folders": 7},
        "reading pages 03-chain x": draft,
        "reading pages 03-said x": draft | {"before": [{"key": "k", "why": "x", "state": {"answer": {"a": 1}}}]},
    }.items():
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, json.dumps(value)])
    page.reload()
    expect(page.locator("form.activity")).to_have_count(len(asked_in("03_the_motives")) + 1)  # to hand in
    assert page.evaluate("localStorage.getItem('reading pages 03-chain x')") == json.dumps(draft)  # it may fit again


def test_the_next_learner_of_a_shared_browser_can_begin_with_nothing_and_the_file_of_before_is_made(open_page):
    page = open_page("07_your_briefing")
    activity(page, "07-recall").get_by_role("textbox").fill("of the first learner")
    expect(activity(page, "07-recall").locator(".status")).to_have_text(SAVED)
    page.get_by_text("Begin anew, for another learner").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Yes, let another learner begin").click()
    assert b"of the first learner" in download.value.path().read_bytes()
    expect(page.get_by_text("Another learner can begin.")).to_be_visible()
    expect(activity(page, "07-recall").get_by_role("textbox")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter((key) => /one-article kept|reading pages/.test(key))") == []
    page.reload()
    expect(activity(page, "07-recall").get_by_role("textbox")).to_have_value("")


def test_a_link_leads_through_a_lesson_and_hides_what_it_skips(open_page):
    route = routes.get("says")
    asked = [question for step in route["steps"] for question in step["questions"]]
    page = open_page("01_the_article&route=says")
    box = page.locator("[data-route]")
    expect(box).to_contain_text(f"Your lesson: {route['title']}")
    expect(page.locator("[data-question]:visible")).to_have_count(len(asked))
    assert [place.get_attribute("data-question") for place in page.locator("[data-question]:visible").all()] == asked
    expect(page.get_by_role("heading", name="What came when?")).to_be_hidden()
    form = activity(page, asked[0])
    form.locator("input").first.check()
    form.locator("button[type=submit]").click()
    form.locator(".next-step button").click()  # what is to be read comes first
    top = page.get_by_role("heading", name="Read: the meeting").evaluate("(head) => head.getBoundingClientRect().top")
    assert -1 < top < 200
    expect(page.locator("[data-progress]").first).to_contain_text(f"1 of {len(asked)} done in your lesson")
    assert not [fault for fault in Axe().run(page).response["violations"] if fault["impact"] in ("serious", "critical")]
    page.reload()
    expect(box).to_contain_text("Your lesson")
    box.get_by_role("button", name="Show what the lesson skips").click()
    expect(page.get_by_role("heading", name="What came when?")).to_be_visible()
    box.get_by_role("button", name="Leave the lesson").click()
    box.get_by_text("Did your teacher give you a word?").click()
    box.get_by_label("The word of your lesson").fill("sayz")
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("There is no lesson “sayz” here")
    box.get_by_label("The word of your lesson").fill(" Says ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What came when?")).to_be_hidden()
