"""A plan on the teacher's page says what stands in the data, by the minute."""

import re
from html import unescape

import pytest

from helpers import classroom, lesson, questions
from helpers.classroom import plans
from helpers.errors import NotInTheData

each_route = pytest.mark.parametrize("route", lesson.routes["id"])


def words(html):
    """The text of HTML, without its tags."""
    return unescape(re.sub("<[^>]+>", " ", html))


@each_route
def test_a_plan_tells_each_step_with_its_stems_and_what_the_teacher_says(route):
    shown = words(classroom.plan(route).data)
    for step in lesson.steps[lesson.steps["route"] == route].itertuples():
        stems = [questions.get(id).stem for id in step.questions.split()]
        for text in [step.learners, step.teacher, *stems]:
            assert text in shown


@each_route
def test_the_minutes_of_a_plan_follow_each_other_from_0_to_its_end(route):
    spans = re.findall(r"<td>(\d+)–(\d+)</td>", plans.timetable(route))
    assert [start for start, _ in spans] == ["0", *(end for _, end in spans[:-1])]
    assert int(spans[-1][1]) == lesson.routes.set_index("id").loc[route, "minutes"]


def test_a_plan_says_by_which_word_link_and_line_learners_follow_it_and_in_which_plans_it_stands():
    told = words(plans.about("sure"))
    assert "type  sure" in told
    assert "index.html#route=sure" in told
    assert 'activities.route("sure")' in told
    assert "2 x 45 minutes, lesson 2; 4 x 45 minutes, lesson 3" in told
    assert "¶5, ¶8 and ¶12" in told
    assert "Absent" not in plans.about("says")


def test_a_plan_names_what_it_leaves_out_of_its_notebooks_only():
    told = words(plans.skipped("wants"))
    assert sorted(re.findall(r"\d\d-[a-z]+", told)) == [
        *("02-map", "02-own", "02-pandas", "02-roles"),
        *("03-again", "03-chain", "03-guess", "03-pandas", "03-table"),
    ]


def test_the_notebook_stands_where_the_lesson_comes_to_it():
    heads = re.findall(r"<b>(0\d [^<]+)</b>", plans.timetable("judge"))
    assert heads == ["07 Your briefing", "04 The expert views", "07 Your briefing"]


def test_the_choice_of_plans_names_every_lesson_with_its_word():
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td><b>(.*?)</b></td>", plans.lessons().data)
    titles = lesson.routes.set_index("id")["title"]
    assert [(title, word) for _, title, word in rows] == [(titles[word], word) for word in lesson.plans["route"]]
    assert rows[0][0] == "1 x 45 minutes"
    assert rows[2][0] == "2 x 45 minutes, lesson 2"


def test_a_word_of_no_lesson_is_told_in_one_sentence_with_the_nearest():
    with pytest.raises(NotInTheData, match="no lesson “say” \\(did you mean “says”\\?\\)"):
        classroom.plan("say")
