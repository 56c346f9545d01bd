"""The teacher's board: what it shows of a class, and that strangers' words stay words."""

import json
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest

from helpers import charts, classroom, lesson, questions, work
from helpers.classroom import board
from tests.make_class import make_class
from tests.work.parts import answer, hand_in

from .parts import write

EXAMPLE = "notebooks/teacher/example_class"


@pytest.fixture
def shown(monkeypatch):
    """What `classroom.read` puts on the page."""
    pages = []
    monkeypatch.setattr(board, "display", pages.append)
    return pages


def test_the_example_class_is_whole(shown):
    found = classroom.read(EXAMPLE)
    assert found.work["alias"].nunique() == 30
    assert (len(found.refused), len(found.replaced), len(found.left_out)) == (0, 0, 0)
    bar, told = shown
    assert (bar.value, bar.max) == (30, 30)
    assert "<b>30 learners.</b>" in told.data


def test_the_example_class_answers_every_question(shown):
    found = classroom.read(EXAMPLE)
    assert set(found.work["activity"]) == set(lesson.questions["id"])


def test_a_missing_folder_is_one_sentence(shown):
    found = classroom.read("no_such_folder")
    assert "no_such_folder" in shown[-1].data
    assert "did you mean" not in shown[-1].data
    assert len(classroom.who_did_what(found)) == 0  # and every cell below stands
    assert "Nobody has written anything yet." in classroom.texts(found, "02-own").data


def test_words_of_strangers_are_no_formulas(shown):
    """JupyterLab typesets what stands between dollar signs, and makes links of it, unless told not to."""
    found = classroom.read(EXAMPLE)
    for page in (shown[-1].data, classroom.texts(found, "02-own").data, classroom.misreadings(found).data):
        assert "mathjax_ignore" in page
    assert "mathjax_ignore" in classroom.who_did_what(found)._repr_html_()


def test_long_texts_and_long_lists_are_cut(shown, tmp_path):
    make_class(5, tmp_path)
    for number in range(300):
        (tmp_path / f"bad-{number}.json").write_text("{")
    found = classroom.read(tmp_path)
    assert shown[-1].data.count("<td>bad-") == board.MOST
    rows = found.work.copy()
    rows.loc[rows["activity"] == "02-own", "answer"] = "x" * 9999
    page = classroom.texts(replace(found, work=rows), "02-own").data
    assert "(9999 characters in all)" in page
    assert "x" * (board.LONGEST + 1) not in page


def test_bad_files_are_named_with_the_reason_and_words_stay_words(shown, tmp_path):
    make_class(6, tmp_path)
    path = next(iter(sorted(tmp_path.iterdir())))
    hand_in = json.loads(path.read_text(encoding="utf-8"))
    hand_in["alias"] = "<script>alert(1)</script>"
    state = {"answer": "<img src=x onerror=alert(2)>", "first": None, "tries": 1}
    hand_in["answers"]["02-own"] = {"revision": 1, "saved": hand_in["made"], "state": state}
    path.write_text(json.dumps(hand_in), encoding="utf-8")
    (tmp_path / "<b>bad.json").write_text("{")
    found = classroom.read(tmp_path)
    told = shown[-1].data
    assert "<b>6 learners.</b> 1 file not read." in told
    assert "&lt;b&gt;bad.json" in told
    assert "<b>bad" not in told
    page = classroom.texts(found, "02-own").data
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(2)&gt;" in page
    assert "<script>" not in classroom.who_did_what(found).to_html()


def test_a_hand_in_made_here_reaches_the_board(shown, tmp_path, monkeypatch):
    monkeypatch.setenv("READING_WORK", str(tmp_path / "my_work"))
    work.save("02-own", {"answer": "I would ask a farmer.", "first": None, "tries": 1}, 0)
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "blue.json").write_bytes(work.hand_in("Blue Fox"))
    found = classroom.read(tmp_path / "class")
    assert "<b>Blue Fox</b><div>I would ask a farmer.</div>" in classroom.texts(found, "02-own").data
    assert (
        classroom.who_did_what(found).loc["Blue Fox", f"02 (of {(lesson.questions.notebook == '02_the_actors').sum()})"]
        == 1
    )


def test_export_says_where_and_is_harmless(shown, tmp_path, monkeypatch):
    monkeypatch.setenv("READING_WORK", str(tmp_path / "my_work"))
    make_class(5, tmp_path)
    found = classroom.read(tmp_path)
    frame = classroom.who_did_what(found).rename(index={found.work["alias"].iloc[0]: "=HYPERLINK(1)"})
    assert str(tmp_path / "my_work" / "class.csv") in classroom.export(frame, "class.csv").data
    written = (tmp_path / "my_work" / "class.csv").read_text(encoding="utf-8-sig")
    assert '"\'=HYPERLINK(1)"' in written


def test_a_chart_of_too_many_different_answers_says_so():
    frame = pd.DataFrame({"item": "a", "value": range(6000), "learners": 5})
    assert "too many for a chart" in json.dumps(charts.class_answers(frame, "Title").to_dict())


def test_charts_of_a_class_too_small_say_why():
    empty = classroom.counts(board.EMPTY, "04-words")
    assert "Fewer than 5 learners" in json.dumps(charts.class_answers(empty, "Title").to_dict())


def test_a_folder_of_nearly_that_name_is_named(shown):
    classroom.read("notebooks/teacher/exampel_class")
    assert "did you mean “example_class”" in shown[-1].data


def test_every_table_and_chart_of_the_notebook_stands_with_nobody_in_it(shown):
    found = classroom.read("no_such_folder")
    assert classroom.before_after(found, "02-again").empty
    assert "Fewer than 5 learners have answered" in classroom.misreadings(found).data
    charts.class_answers(classroom.counts(found, "04-words"), "Title").to_dict()
    charts.class_hypotheses(classroom.hypotheses(found, "04-hypotheses")).to_dict()


def test_answers_that_were_left_out_are_named(shown, tmp_path):
    make_class(30, tmp_path, strange=True)
    found = classroom.read(tmp_path)
    assert f"{len(found.left_out)} answers left out." in shown[-1].data
    assert "<summary>Answers that were left out</summary>" in shown[-1].data
    assert "<script" not in shown[-1].data


def test_forecasts_of_this_machine_stand_beside_those_of_the_class():
    place = classroom.compare_forecasts(classroom.read(EXAMPLE)).data
    means = json.loads(unescape(re.search('data-class="([^"]*)"', place)[1]))
    assert len(means) == len(lesson.forecasts)
    assert all(0 <= mean <= 100 for mean in means.values())


def test_texts_of_a_part_stand_side_by_side(shown):
    found = classroom.read(EXAMPLE)
    page = classroom.texts(found, "07-briefing", 1).data
    assert questions.get("07-briefing").stem[:30] in page
    assert page.count("<td>") > 15


def test_forecasts_that_were_tried_again_are_told(shown, tmp_path):
    first, later = ({"chance": chance, "committed": True} for chance in (20, 90))
    write(tmp_path, "a.json", hand_in(q06_q01=answer(later, first=first, tries=2)))
    classroom.read(tmp_path)
    assert "<p>1 forecast was tried again: what was committed first is counted.</p>" in shown[-1].data
    write(tmp_path, "b.json", hand_in("Lee", q06_q01=answer(later, first=first, tries=2), q01_own=answer("x")))
    classroom.read(tmp_path)
    assert "<p>2 forecasts were tried again: what was committed first is counted.</p>" in shown[-1].data
    write(tmp_path, "a.json", hand_in(q06_q01=answer(first, first=first)))
    write(tmp_path, "b.json", hand_in("Lee"))
    classroom.read(tmp_path)
    assert "tried again" not in shown[-1].data
