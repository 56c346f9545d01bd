"""In real Chromium against real JupyterLab, with the cable pulled: it draws, it answers, everybody can use it."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpers import answers, lesson

from .conftest import NOTEBOOKS, ROOT, RUN_ALL

ARTICLE = ROOT / "notebooks" / "01_the_article.ipynb"
OUTPUT = ".jp-OutputArea-output"
MESSAGES = re.compile(
    "Noted|Right|Not yet|Compare|The record"
)  # what an answer is met with, but not "Choose, move or write something"
SAVED = re.compile(r"(^|\s)Saved \d")  # not "NOT SAVED", nor "Another window saved"
# How many marks each chart of a notebook has painted, by the classes that Vega gives to groups of marks.
PAINTED = """() => [...document.querySelectorAll('.jp-OutputArea-output svg.marks')].map(
    (chart) => chart.querySelectorAll('.mark-symbol path, .mark-rect path, .mark-shape path').length)"""


def calls(path, what):
    """How often the code of a notebook calls `what`."""
    return path.read_text(encoding="utf-8").count(what)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all_offline(open_notebook, project, path):
    for id in lesson.forecasts["id"]:  # or the charts of what came later stay shut
        state = {"answer": {"knew": True, "committed": True}, "first": None, "tries": 1}
        answers.save(id, state, 0, project / "my_work")
    page = open_notebook(path)
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.refused == []
    painted = page.evaluate(PAINTED)
    assert len(painted) == calls(path, "charts.") == page.locator("[role=graphics-document]").count()
    assert all(marks >= 5 for marks in painted), painted
    assert page.locator("form.activity").count() == calls(path, "activities.ask(") + calls(path, "hand_in()")
    for chart in page.locator("[role=graphics-document]").all():
        assert len(chart.get_attribute("aria-label")) > 20
    assert page.locator("svg.marks").count() == page.get_by_text("The same as a table").count()
    drawn = page.eval_on_selector_all("svg.marks, form.activity", "all => all.map((one) => one.clientWidth)")
    assert max(drawn) <= 900
    assert serious_faults(page) == []
    assert [said for said in page.warnings if "vega" in said.lower()] == []


def test_charts_stay_after_a_reload_with_no_kernel(open_notebook, lab):
    page = open_notebook(ARTICLE)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('svg.marks').length > 0", timeout=60000)
    page.wait_for_timeout(1500)
    assert len(page.evaluate(PAINTED)) == 3
    assert page.refused == []


def test_a_click_in_a_chart_shows_the_claim(open_notebook):
    page = open_notebook(ARTICLE)
    chart = page.locator("svg.marks", has_text="What is the article made of?")
    assert chart.get_by_text("¶", exact=False).count() == 0
    chart.locator(".mark-symbol path").first.click()
    first = lesson.claims[lesson.claims["kind"] == "event"].iloc[0]
    chart.get_by_text(f"¶{first['number']} · {first['voice']}").wait_for(timeout=3000)


def test_charts_follow_the_dark_theme(open_notebook):
    page = open_notebook(ARTICLE)
    colour = "() => getComputedStyle(document.querySelector('svg.marks .mark-text text')).fill"
    light = page.evaluate(colour)
    theme = "(theme) => jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.evaluate(theme, "JupyterLab Dark")
    page.wait_for_function(f"() => ({colour})() !== '{light}'", timeout=5000)
    page.evaluate(theme, "JupyterLab Light")
    page.wait_for_function(f"() => ({colour})() === '{light}'", timeout=5000)


def activity(page, question):
    stem = lesson.questions.set_index("id").loc[question, "stem"]
    return page.locator("form.activity", has_text=stem)


def fill_in(form, kind):
    """Answer one question somehow, as a person would."""
    if kind in ("choice", "choices"):
        form.locator("input").first.check()
    elif kind == "order":
        form.get_by_role("button", name="Move down").first.click()
    elif kind in ("percents", "forecast"):
        form.get_by_role("spinbutton").first.fill("40")
    elif kind in ("match", "map", "weights", "hypotheses"):
        form.locator("select").first.select_option(index=1)
    elif kind == "briefing":
        form.get_by_role("textbox").first.fill("3")
    else:
        form.get_by_role("textbox").fill("3")


def serious_faults(page):
    faults = Axe().run(page, context=OUTPUT).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in faults if fault["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_widget_answers(open_notebook, path):
    page = open_notebook(path)
    for question in lesson.questions[lesson.questions["notebook"] == path.stem].itertuples():
        form = activity(page, question.id)
        fill_in(form, question.kind)
        while form.locator("button.next").count():  # of hypotheses: on to the whole table, where one can finish
            form.locator("button.next").click()
        form.locator("button[type=submit]").click()
        form.locator(".message", has_text=MESSAGES).last.wait_for(timeout=5000)
    assert page.locator(OUTPUT).get_by_text("NOT SAVED.").count() == 0
    assert serious_faults(page) == []


def test_choosing_an_actor_in_the_list_shows_its_ties(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "02_the_actors.ipynb")
    chart = page.locator("svg.marks", has_text="Who is tied to whom?")
    chart.get_by_text("North Korea: 14 ties").wait_for(timeout=5000)
    page.get_by_label("Actor:").select_option(label="Wagner")
    chart.get_by_text("¶12 · The US government says that North Korea armed Wagner.").wait_for(timeout=5000)
    assert chart.get_by_text("North Korea: 14 ties").count() == 0


def test_a_click_on_an_actor_shows_its_ties_and_fades_the_rest(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "02_the_actors.ipynb")
    chart = page.locator("svg.marks", has_text="Who is tied to whom?")
    names = [name for name in lesson.actors.dropna(subset=["x"])["name"]]
    chart.locator(".mark-symbol.role-mark path").nth(names.index("China")).click()
    chart.get_by_text("China is the subject of 3 claims").wait_for(timeout=5000)
    faded = chart.locator(".mark-symbol.role-mark path").nth(names.index("Ukraine"))
    assert float(faded.get_attribute("opacity")) < 0.5


def test_the_map_draws_what_is_chosen_and_then_ours(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "02_the_actors.ipynb")
    form = activity(page, "02-map")
    form.get_by_label("Power of China").select_option("4")
    form.get_by_label("Interest of China").select_option("2")
    form.get_by_text("● China").wait_for(timeout=2000)
    assert form.get_by_role("img").get_attribute("aria-label") == "Your map. China: power 4, interest 2"
    assert form.get_by_text("□ China").count() == 0
    form.get_by_role("button", name="Compare").click()
    form.get_by_text("□ China").wait_for(timeout=5000)
    assert form.get_by_text("● China").count() == 1


def test_changing_a_weight_moves_the_exchanges(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "03_the_motives.ipynb")
    form = activity(page, "03-table")
    for text, weight in [
        ("Refill its stock", "3"),
        ("An arms deal would", "1"),
        ("Food", "4"),
        ("It is warned", "0"),
    ]:
        form.get_by_label(text, exact=False).select_option(weight)
    result = form.locator(".result", has_text="Russian food")
    assert result.locator("b").inner_text() == "3 − 1 = 2: likely"
    form.get_by_label("It is warned", exact=False).select_option("4")
    assert result.locator("b").inner_text() == "3 − 4 = −1: unlikely (was 2)"
    assert form.locator(".result", has_text="in public").locator("b").inner_text() == "3 of its weights still to set"


def test_hypotheses_by_keyboard_with_totals_only_at_the_end(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "04_the_expert_views.ipynb")
    form = activity(page, "04-hypotheses")
    form.get_by_role("textbox").fill("A signal to Washington")
    for step in range(8):
        assert form.get_by_text("least against it first").count() == 0
        if step == 2:  # only the second hypothesis has something against it
            form.locator("select").nth(1).focus()
            page.keyboard.type("speaks")
            form.locator("select").nth(0).focus()
            page.keyboard.type("fits")
        form.get_by_role("button", name="Next evidence" if step < 7 else "Show the whole table").focus()
        page.keyboard.press("Enter")
    rows = form.locator("tr").all_inner_texts()
    assert len(rows) == 1 + 4
    assert rows[-1].startswith("Arms for know-how")
    assert rows[-1].endswith("1")
    assert any(row.startswith("Yours: A signal to Washington") for row in rows)
    form.get_by_text("Separates your hypotheses: E3.").wait_for(timeout=2000)
    form.get_by_label("What would change your mind?").fill("Pictures of full trains.")


def test_a_forecast_starts_unset_and_is_fixed_once_committed(open_notebook):
    page = open_notebook(ROOT / "notebooks" / "06_what_happened_next.ipynb")
    form = activity(page, "06-q03")
    chance, commit = form.get_by_role("spinbutton"), form.get_by_role("button", name="Commit")
    assert chance.input_value() == ""
    form.get_by_text("That makes about 29 %: unlikely (20–45 %).").wait_for(timeout=2000)
    commit.click()
    form.get_by_text("Choose, move or write something first.").wait_for(timeout=5000)
    chance.focus()
    page.keyboard.type("101")
    assert chance.get_attribute("aria-invalid") == "true"
    chance.fill("")
    page.keyboard.type("60")
    form.get_by_text("in words: likely (55–80 %)").wait_for(timeout=2000)
    assert form.get_by_text("The record").count() == 0
    page.keyboard.press("Enter")
    form.get_by_text("The record: yes, clear on 2023-11-21.").wait_for(timeout=5000)
    form.get_by_text("Your penalty is 0.16").wait_for(timeout=2000)
    assert form.get_by_text("NOT SAVED").count() == 0
    assert chance.is_disabled()
    form.get_by_role("button", name="Start over").click()
    expect(chance).to_be_enabled()
    expect(chance).to_have_value("")


def test_wrong_then_right_by_keyboard_alone(open_notebook):
    page = open_notebook(ARTICLE)
    form = activity(page, "01-kremlin")
    form.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    form.get_by_text("Not yet.").wait_for(timeout=5000)
    assert "¶5" in form.locator(".feedback").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    form.get_by_text("Right.", exact=True).wait_for(timeout=5000)
    assert "Two voices share ¶5" in form.locator(".feedback").inner_text()


def has_filled_in(form, kind):
    """Whether what `fill_in` does is there."""
    if kind in ("choice", "choices"):
        return form.locator("input").first.is_checked()
    if kind in ("match", "map", "weights", "hypotheses"):
        return form.locator("select").first.evaluate("list => list.selectedIndex") == 1
    if kind == "order":
        return "1." in form.locator("li").first.inner_text() and form.locator(".said").count() == 1
    return form.locator("input, textarea").first.input_value() in ("3", "40")


def answer_all(page, path):
    questions = list(lesson.questions[lesson.questions["notebook"] == path.stem].itertuples())
    for question in questions:
        fill_in(activity(page, question.id), question.kind)
    for question in questions:
        activity(page, question.id).get_by_text(SAVED).wait_for(timeout=5000)
    return questions


@pytest.mark.parametrize("name", ["01_the_article", "03_the_motives", "04_the_expert_views", "06_what_happened_next"])
def test_all_answers_are_there_after_reload_restart_and_run_all(open_notebook, project, name):
    path = ROOT / "notebooks" / f"{name}.ipynb"
    page = open_notebook(path)
    questions = answer_all(page, path)
    kept = {question.id: (project / "my_work" / f"{question.id}.json").read_text() for question in questions}
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    page.reload()
    activity(page, questions[-1].id).wait_for(timeout=60000)
    assert all(has_filled_in(activity(page, question.id), question.kind) for question in questions)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.evaluate(RUN_ALL)
    page.wait_for_timeout(1500)
    assert all(has_filled_in(activity(page, question.id), question.kind) for question in questions)
    assert kept == {question.id: (project / "my_work" / f"{question.id}.json").read_text() for question in questions}


def test_what_is_typed_is_saved_within_a_second(open_notebook, project):
    page = open_notebook(ARTICLE)
    activity(page, "01-own").get_by_role("textbox").press_sequentially("The article reports a journey.", delay=10)
    page.wait_for_timeout(1000)
    assert "The article reports a journey." in (project / "my_work" / "01-own.json").read_text()
    assert SAVED.search(activity(page, "01-own").inner_text())


def test_not_saved_is_told_when_the_folder_cannot_be_used(open_notebook, project):
    (project / "my_work").write_text("a file where the folder should be")
    page = open_notebook(ARTICLE)
    form = activity(page, "01-own")
    form.get_by_label("Your words").fill("Words that must not be lost")
    form.get_by_label("Your work, to copy").wait_for(timeout=5000)
    assert "NOT SAVED." in form.inner_text()
    assert form.get_by_label("Your work, to copy").input_value() == '"Words that must not be lost"'
    assert form.get_by_label("Your words").input_value() == "Words that must not be lost"
    assert serious_faults(page) == []


def test_not_saved_is_told_when_the_kernel_does_not_answer(open_notebook):
    page = open_notebook(ARTICLE)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)
    form = activity(page, "01-own")
    form.get_by_role("textbox").fill("Words after the end")
    form.get_by_text("NOT SAVED. The kernel does not answer.").wait_for(timeout=8000)
    assert form.get_by_label("Your work, to copy").input_value() == '"Words after the end"'


def test_not_saved_is_told_while_one_keeps_typing(open_notebook):
    page = open_notebook(ARTICLE)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)
    form = activity(page, "01-own")
    for _ in range(8):  # never a pause as long as what the page waits for the kernel
        form.get_by_label("Your words").press_sequentially("words ", delay=100)
    form.get_by_text("NOT SAVED. The kernel does not answer.").wait_for(timeout=4000)
    form.get_by_label("Your words").press_sequentially("and more")
    assert "NOT SAVED." in form.inner_text()


def test_two_windows_on_one_notebook_lose_nothing(open_notebook, chromium, lab, project):
    """Two kernels: the second notebook is a copy of the first, so that JupyterLab does not share its kernel."""
    copy = ROOT / "notebooks" / "another_window.ipynb"
    (project / "notebooks" / copy.name).write_bytes(ARTICLE.read_bytes())
    one = open_notebook(ARTICLE)
    other = open_notebook(copy, clean=False)
    activity(one, "01-own").get_by_role("textbox").fill("From one")
    activity(other, "01-guess").locator("input").nth(1).check()
    for page, question in ((one, "01-own"), (other, "01-guess")):
        activity(page, question).get_by_text(SAVED).wait_for(timeout=5000)
    assert "From one" in (project / "my_work" / "01-own.json").read_text()
    assert '"answer": 2' in (project / "my_work" / "01-guess.json").read_text()
    activity(other, "01-own").get_by_role("textbox").fill("From the other")
    activity(other, "01-own").get_by_text("Another window saved this later").wait_for(timeout=5000)
    assert "From one" in (project / "my_work" / "01-own.json").read_text()
    activity(other, "01-own").get_by_role("button", name="Show what the other saved").click()
    activity(other, "01-own").get_by_text(SAVED).wait_for(timeout=5000)
    assert activity(other, "01-own").get_by_role("textbox").input_value() == "From one"


def test_hand_in_report_and_loading_again(open_notebook, project, tmp_path):
    page = open_notebook(ROOT / "notebooks" / "07_your_briefing.ipynb")
    recall = activity(page, "07-recall").get_by_role("textbox")
    recall.fill("A <b>journey</b> by train")
    activity(page, "07-recall").get_by_text(SAVED).wait_for(timeout=5000)
    place = page.locator("form.activity", has_text="Make my file to hand in")
    place.get_by_role("textbox").fill("../Blue Fox")
    saved = {}
    for what in ("file to hand in", "report"):
        with page.expect_download() as download:
            place.get_by_role("button", name=f"Make my {what}").click()
        saved[what] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[what])
    assert saved["file to hand in"].name.startswith("hand-in-Blue-Fox-")
    hand_in = answers.read_hand_in(saved["file to hand in"].read_bytes())
    assert hand_in.alias == "../Blue Fox"
    assert hand_in.answers["07-recall"].state["answer"] == "A <b>journey</b> by train"
    assert "A &lt;b&gt;journey&lt;/b&gt; by train" in saved["report"].read_text(encoding="utf-8")
    shutil.rmtree(project / "my_work")
    page = open_notebook(ROOT / "notebooks" / "07_your_briefing.ipynb")
    assert activity(page, "07-recall").get_by_role("textbox").input_value() == ""
    place = page.locator("form.activity", has_text="Make my file to hand in")
    place.locator("input[type=file]").set_input_files(saved["file to hand in"])
    place.get_by_text("1 activities were put back.").wait_for(timeout=5000)
    assert activity(page, "07-recall").get_by_role("textbox").input_value() == "A <b>journey</b> by train"
