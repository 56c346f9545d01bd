"""Nothing typed is lost: reload, restart, a kernel that is busy, slow, gone or new, two windows, a hand-in."""

import shutil

import pytest
from playwright.sync_api import expect

from helpers import lesson, work

from ..conftest import ROOT, RUN_ALL
from .parts import ARTICLE, SAVED, SHUT, activity, fill_in, serious_faults

WRONG = "A swap of weapons for help"  # of 01-kremlin; which option comes first is another for each learner


def has_filled_in(form, kind):
    """Whether what `fill_in` does is there."""
    if kind in ("choice", "choices"):
        return form.locator("input").first.is_checked()
    if kind in ("match", "map", "weights", "hypotheses", "coding"):
        return form.locator("select").first.evaluate("list => list.selectedIndex") == 1
    if kind == "order":
        return "1." in form.locator("li").first.inner_text() and form.locator(".said").count() == 1
    return form.locator("input, textarea").first.input_value() in ("3", "40")


def answer_all(page, path):
    asked = lesson.questions[lesson.questions["notebook"] == path.stem].itertuples()
    questions = [question for question in asked if question.id not in SHUT]
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
    assert form.get_by_label("Your work, to copy").input_value() == "Words that must not be lost"
    assert form.get_by_label("Your words").input_value() == "Words that must not be lost"
    assert serious_faults(page) == []


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
    assert place.get_by_role("textbox").input_value()  # one is offered
    place.get_by_role("textbox").fill("../Blue Fox")
    saved = {}
    for what in ("file to hand in", "report"):
        with page.expect_download() as download:
            place.get_by_role("button", name=f"Make my {what}").click()
        saved[what] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[what])
    assert saved["file to hand in"].name.startswith("hand-in-Blue-Fox-")
    hand_in = work.read_hand_in(saved["file to hand in"].read_bytes())
    assert hand_in.alias == "../Blue Fox"
    assert hand_in.answers["07-recall"].state["answer"] == "A <b>journey</b> by train"
    assert "A &lt;b&gt;journey&lt;/b&gt; by train" in saved["report"].read_text(encoding="utf-8")
    shutil.rmtree(project / "my_work")
    page = open_notebook(ROOT / "notebooks" / "07_your_briefing.ipynb")
    assert activity(page, "07-recall").get_by_role("textbox").input_value() == ""
    place = page.locator("form.activity", has_text="Make my file to hand in")
    place.locator("input[type=file]").set_input_files(saved["file to hand in"])
    place.get_by_text("1 answer was put back.").wait_for(timeout=5000)
    assert activity(page, "07-recall").get_by_role("textbox").input_value() == "A <b>journey</b> by train"
    place.get_by_role("button", name="Undo this loading").click()
    expect(activity(page, "07-recall").get_by_role("textbox")).to_have_value("")


def stop_kernel(page):
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)


def test_what_is_done_while_there_is_no_kernel_is_told_and_kept_once_there_is_one(open_notebook, project):
    page = open_notebook(ARTICLE)
    stop_kernel(page)
    form, words = activity(page, "01-own"), activity(page, "01-own").get_by_label("Your words")
    words.fill("Words after the end")
    form.get_by_text("Not saved yet").wait_for(timeout=1000)
    form.get_by_text("NOT SAVED YET. The kernel has not answered yet.").wait_for(timeout=8000)
    assert form.get_by_label("Your work, to copy").input_value() == "Words after the end"
    assert serious_faults(page) == []
    activity(page, "01-kremlin").get_by_label(WRONG).check()
    activity(page, "01-kremlin").get_by_role("button", name="Check").click()
    activity(page, "01-kremlin").get_by_text("Not yet.").wait_for(timeout=500)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.changeKernel({name: 'python3'})")
    page.evaluate(RUN_ALL)
    for question in ("01-own", "01-kremlin"):
        activity(page, question).get_by_text(SAVED).wait_for(timeout=10000)
    assert "Words after the end" in (project / "my_work" / "01-own.json").read_text()
    assert '"tries": 1' in (project / "my_work" / "01-kremlin.json").read_text()
    assert words.input_value() == "Words after the end"


def test_what_is_done_without_a_kernel_outlives_the_page(open_notebook, project):
    page = open_notebook(ARTICLE)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    stop_kernel(page)
    activity(page, "01-own").get_by_label("Your words").press_sequentially("Typed, then closed")
    page.reload()
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.sessionContext?.isReady")
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.evaluate(RUN_ALL)
    activity(page, "01-own").get_by_text(SAVED).wait_for(timeout=20000)
    assert "Typed, then closed" in (project / "my_work" / "01-own.json").read_text()


def test_not_saved_is_told_while_one_keeps_typing(open_notebook):
    page = open_notebook(ARTICLE)
    stop_kernel(page)
    form = activity(page, "01-own")
    for _ in range(8):  # never a pause as long as what the page waits for the kernel
        form.get_by_label("Your words").press_sequentially("words ", delay=100)
    form.get_by_text("NOT SAVED YET.").wait_for(timeout=4000)
    form.get_by_label("Your words").press_sequentially("and more")
    assert "NOT SAVED YET." in form.inner_text()


def run_in_kernel(page, code):
    """Run code in the kernel of the notebook, and do not wait for it."""
    request = "(code) => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}); }"
    page.evaluate(request, code)


def test_feedback_does_not_wait_for_a_busy_kernel_and_saved_does(open_notebook, project):
    page = open_notebook(ARTICLE)
    # With the lock held, since JupyterLab may hand messages to a thread that is not busy.
    run_in_kernel(page, "import time; from helpers.activities import wire\nwith wire._alone: time.sleep(7)")
    form = activity(page, "01-kremlin")
    form.get_by_label(WRONG).check()
    form.get_by_role("button", name="Check").click()
    form.get_by_text("Not yet. Look").wait_for(timeout=500)
    form.get_by_text("Not saved yet").wait_for(timeout=500)
    assert not (project / "my_work" / "01-kremlin.json").exists()
    form.get_by_text("NOT SAVED YET.").wait_for(timeout=6000)
    form.get_by_text(SAVED).wait_for(timeout=8000)
    assert form.get_by_text("NOT SAVED YET.").count() == 0
    assert '"tries": 1' in (project / "my_work" / "01-kremlin.json").read_text()


def test_a_page_that_was_too_slow_for_anywidget_still_hears_the_kernel(open_notebook):
    page = open_notebook(ARTICLE, run=False)
    page.evaluate(
        """() => {
      const slow = AbortSignal.timeout;
      AbortSignal.timeout = (time) => slow.call(AbortSignal, time === 2000 ? 0 : time);
    }"""
    )
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.evaluate(RUN_ALL)
    form = activity(page, "01-kremlin")
    form.locator("input").first.check()
    form.get_by_text(SAVED).wait_for(timeout=10000)
    assert [fault for fault in faults if "Failed to initialize model" in fault]


def test_opened_again_with_no_kernel_each_question_says_what_is_asked_and_what_to_do(open_notebook):
    page = open_notebook(ARTICLE)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    stop_kernel(page)
    page.reload()
    rows = lesson.questions[lesson.questions["notebook"] == ARTICLE.stem]
    expect(page.locator("[data-question]")).to_have_count(len(rows), timeout=60000)
    places = page.locator("[data-question]").all_inner_texts()
    for stem in rows["stem"]:
        told = next(text for text in places if stem in text)
        assert "Run All Cells" in told
    assert page.get_by_text("Error displaying widget").count() == 0


def test_progress_counts_once_whatever_is_run_how_often(open_notebook):
    page = open_notebook(ARTICLE)
    total = (lesson.questions["notebook"] == ARTICLE.stem).sum()
    for _ in range(3):
        page.evaluate(RUN_ALL)
    page.wait_for_timeout(1500)
    line = page.locator("[data-progress]")
    assert line.count() == 1
    assert f"0 of {total} done here" in line.inner_text()
    form = activity(page, "01-guess")
    form.locator("input").first.check()
    form.get_by_role("button", name="Note my guess").click()
    form.get_by_text(SAVED).wait_for(timeout=5000)
    assert f"1 of {total} done here, 1 of {len(lesson.questions)} in the series" in line.inner_text()
    form.get_by_role("button", name="Start over").click()
    page.get_by_text(f"0 of {total} done here").wait_for(timeout=2000)


def test_a_folder_that_went_is_filled_again_from_the_page(open_notebook, project):
    page = open_notebook(ARTICLE)
    activity(page, "01-own").get_by_label("Your words").fill("Words of a folder that goes")
    activity(page, "01-own").get_by_text(SAVED).wait_for(timeout=5000)
    shutil.rmtree(project / "my_work")
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.evaluate(RUN_ALL)
    expect(activity(page, "01-own").get_by_label("Your words")).to_have_value("Words of a folder that goes")
    activity(page, "01-own").get_by_text(SAVED).wait_for(timeout=5000)
    assert "a folder that goes" in (project / "my_work" / "01-own.json").read_text()


@pytest.mark.parametrize("storage", ["full", "willing"])
def test_a_browser_warns_before_it_closes_on_what_nobody_keeps(open_notebook, storage):
    page = open_notebook(ARTICLE)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    if storage == "full":
        page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    stop_kernel(page)
    activity(page, "01-own").get_by_label("Your words").fill("Nowhere else")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    other = page.context.new_page()
    page.close(run_before_unload=True)
    other.wait_for_timeout(1000)
    assert asked == (["beforeunload"] if storage == "full" else [])


def test_a_second_notebook_whose_kernel_ends_leaves_the_first_one_saving(open_notebook, project):
    page = open_notebook(ARTICLE)
    # In braces: what the command gives back is too much to be sent here.
    page.evaluate(
        "() => { jupyterapp.commands.execute('docmanager:open', {path: 'notebooks/07_your_briefing.ipynb'}); }"
    )
    page.wait_for_function("() => jupyterapp.shell.currentWidget?.title.label.startsWith('07')")
    page.wait_for_function("() => jupyterapp.shell.currentWidget.sessionContext.session?.kernel")
    page.evaluate(RUN_ALL)
    activity(page, "07-recall").get_by_label("Your words").fill("A train")
    activity(page, "07-recall").get_by_text(SAVED).wait_for(timeout=5000)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")  # or JupyterLab would ask whether to
    stop_kernel(page)
    page.evaluate("() => { jupyterapp.shell.currentWidget.close(); }")
    page.wait_for_function("() => [...jupyterapp.shell.widgets('main')].length === 1")
    first = "() => { jupyterapp.shell.activateById([...jupyterapp.shell.widgets('main')][0].id); }"
    page.evaluate(first)
    activity(page, "01-own").get_by_label("Your words").fill("Still kept")
    activity(page, "01-own").get_by_text(SAVED).wait_for(timeout=5000)
    assert "Still kept" in (project / "my_work" / "01-own.json").read_text()


def test_a_word_leads_through_a_lesson_and_another_learner_begins_anew(open_notebook, project):
    page = open_notebook(ARTICLE)
    box = page.locator("[data-route]")
    box.get_by_text("Did your teacher give you a word?").click()
    box.get_by_label("The word of your lesson").fill("says")
    page.keyboard.press("Enter")
    expect(box).to_contain_text("Your lesson: Who says so?")
    expect(page.get_by_role("heading", name="What came when?")).to_be_hidden()
    expect(page.get_by_role("heading", name="Key points")).to_be_visible()
    assert not serious_faults(page)
    activity(page, "01-own").get_by_role("textbox").fill("of the first learner")
    activity(page, "01-own").get_by_text(SAVED).wait_for(timeout=5000)
    page.get_by_text("Begin anew, for another learner").click()
    page.get_by_role("button", name="Yes, let another learner begin").click()
    page.get_by_text("Another learner can begin.").wait_for(timeout=5000)
    expect(activity(page, "01-own").get_by_role("textbox")).to_have_value("")
    expect(page.get_by_role("heading", name="What came when?")).to_be_visible()
    (aside,) = project.glob("my_work_until_*")
    assert "of the first learner" in (aside / "01-own.json").read_text()
    shutil.rmtree(aside)
    activity(page, "01-own").get_by_role("textbox").fill("of the second")
    activity(page, "01-own").get_by_text(SAVED).wait_for(timeout=5000)
    assert "of the second" in (project / "my_work" / "01-own.json").read_text()
