"""What a call in a notebook shows before the page fills it, and what it says of a wrong name or wrong data."""

import pytest

from helpers import activities, lesson, lite, questions
from helpers.activities import wire
from helpers.errors import LessonError


@pytest.mark.parametrize("question", list(lesson.questions.itertuples()), ids=lambda question: question.id)
def test_a_question_shows_its_stem_and_what_to_do(question):
    shown = activities.ask(question.id).data
    assert f'data-question="{question.id}"' in shown
    assert f'data-folder="{wire.folder_id()}"' in shown
    assert question.stem[:20].replace("'", "&#39;") in shown
    assert "Run All Cells" in shown


def test_a_wrong_id_is_told_in_one_sentence_with_the_nearest():
    with pytest.raises(
        questions.UnknownQuestion, match=r"There is no question “01-dat” .did you mean “01-date”"
    ) as told:
        activities.ask("01-dat")
    assert told.value._render_traceback_() == [str(told.value)]


def test_places_for_what_is_coded_name_their_questions():
    shown = [activities.coded("08-code-1", "08-code-2"), activities.agreement("08-views"), activities.again("08-test")]
    marks = ['data-coded="08-code-1 08-code-2"', 'data-agreement="08-views"', 'data-again="08-test"']
    for place, mark in zip(shown, marks, strict=True):
        assert mark in place.data
        assert f'data-folder="{wire.folder_id()}"' in place.data
        assert activities.TO_OPEN in place.data


def test_a_question_that_codes_nothing_makes_no_picture_and_is_told():
    with pytest.raises(LessonError, match="“01-date” codes no statements: name a question of the kind"):
        activities.coded("08-code-1", "01-date")
    with pytest.raises(questions.UnknownQuestion, match="did you mean “08-views”"):
        activities.agreement("08-view")


def test_a_wrong_notebook_is_told_in_one_sentence_with_the_nearest():
    with pytest.raises(questions.UnknownQuestion, match="did you mean “01_the_article”"):
        activities.progress("01_The_Artcle")


def test_a_question_with_wrong_data_is_told_and_the_others_go_on(monkeypatch):
    options = lesson.options.copy()
    row = options.index[(options["question"] == "01-kremlin") & (options["answer"] == "right")][0]
    options.loc[row, "answer"] = "rigth"
    monkeypatch.setitem(vars(lesson), "options", options)
    questions.every.cache_clear()
    try:
        with pytest.raises(lesson.DataError, match=r"data/options.csv, row \d+, column answer: .*rigth"):
            activities.ask("01-kremlin")
        sent = wire.Wire("01_the_article").page.opening["questions"]
        assert {"01-kremlin"} == set(lesson.questions.query("notebook == '01_the_article'")["id"]) - {
            question["id"] for question in sent
        }
    finally:
        questions.every.cache_clear()


def test_in_jupyterlite_it_is_said_that_only_this_browser_keeps_the_work(monkeypatch):
    assert "this browser" not in activities.progress("01_the_article").data
    monkeypatch.setattr(lite, "here", lambda: True)
    monkeypatch.setattr(lite, "for_page", lambda value: value)  # there is no Pyodide here
    assert "your work is kept in this browser only" in activities.progress("01_the_article").data
    assert (
        "The file that you make at the end of any notebook is the safe copy."
        in activities.progress("01_the_article").data
    )
    assert "this browser" not in activities.ask("01-date").data


def test_on_binder_a_reminder_stands_on_top(monkeypatch):
    assert "Binder" not in activities.progress("01_the_article").data
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    assert activities.progress("01_the_article").data.startswith("<p")
    assert "You are on Binder" in activities.progress("01_the_article").data
    assert "Binder" not in activities.ask("01-date").data
