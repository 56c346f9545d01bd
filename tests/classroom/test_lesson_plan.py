"""Plans keep what they promise: questions that there are, in the order of the page, in minutes that are honest."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import nbformat
import pytest
from markupsafe import escape

from helpers import classroom, lesson
from helpers.classroom.judging import guidance
from tests.conftest import ROOT
from tests.test_minutes import OPTIONAL, WORD, WORDS_A_MINUTE, shown

PLAN = ROOT / "notebooks" / "teacher" / "lesson_plan.ipynb"
ROUTES = lesson.routes["id"].tolist()
FIRST_OPENED, OPENED, HANDED_IN = 2, 1, 1.5  # minutes: to open the page, Run All, type the word; to hand in
LONGEST = 10  # minutes without a check
IN_PART = {  # of what the rule counts, the part that the step asks for, and its words that say so
    ("sure", "04-limits"): (0.6, "five voices"),  # half the words of the twelve cards, and the question
    ("judge", "04-hypotheses"): (0.6, "four pieces of evidence"),  # all of the words, half the time to choose
}
each_route = pytest.mark.parametrize("route", ROUTES)


def steps(route: str) -> list[Any]:
    rows = lesson.steps[lesson.steps["route"] == route].sort_values("number")
    return list(rows.fillna("").itertuples())


def ids(step: Any) -> list[str]:
    return step.questions.split()


@cache
def sections(notebook: str) -> list[list[Any]]:
    """The cells of a notebook, from one heading of the second level to the next, up to what is optional."""
    found: list[list[Any]] = [[]]
    for cell in nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", as_version=4).cells:
        if cell.source.startswith(OPTIONAL):
            break
        if cell.source.startswith("## "):
            found.append([])
        found[-1].append(cell)
    return found


def asked(cells: list[Any]) -> list[str]:
    return re.findall(r'activities\.ask\("([^"]+)"', "\n".join(cell.source for cell in cells))


def visible(route: str, notebook: str) -> Iterator[tuple[str, float]]:
    """What a route shows of a notebook, cut at each question: its id, and the minutes up to it and for it.

    What follows the last question of a section has no id; a section without questions has "-" in place of one. What a
    forecast keeps shut stays shut, since no route asks for all of them; handing in is counted by itself.
    """
    wanted = {id for step in steps(route) for id in ids(step)}
    for cells in sections(notebook):
        here = asked(cells)
        if here and not wanted & set(here):
            continue
        spent = 0.0
        for cell in cells:
            asks = asked([cell])
            if set(asks) - wanted or "once_told(" in cell.source or "hand_in()" in cell.source:
                continue
            spent += sum(len(WORD.findall(text)) / WORDS_A_MINUTE + seconds / 60 for text, seconds in shown(cell))
            if asks:
                yield asks[0], spent
                spent = 0.0
        yield "" if here else "-", spent


def least(route: str) -> dict[int, float]:
    """Of each step, by its number, the minutes that the rule gives, its own sentence read too.

    What stands before a question is read in its step; a section without questions in the step without questions
    that stands there, if one does; what follows the last of them in the last step of the notebook.
    """
    told = {step.number: len(WORD.findall(step.learners)) / WORDS_A_MINUTE for step in steps(route)}
    notebooks = dict.fromkeys(step.notebook for step in steps(route) if step.notebook)
    for notebook in notebooks:
        here = [step for step in steps(route) if step.notebook == notebook]
        at, waiting = -1, 0.0
        for id, spent in visible(route, notebook):
            waiting += spent
            if id == "-" and at + 1 < len(here) and not ids(here[at + 1]):
                at += 1
            elif id in ("", "-") and (at < 0 or ids(here[at])):
                continue
            elif id not in ("", "-"):
                at = next(place for place, step in enumerate(here) if id in ids(step))
            told[here[at].number] += waiting * IN_PART.get((route, id), (1, ""))[0]
            waiting = 0.0
        told[here[-1].number] += waiting
    for place, notebook in enumerate(notebooks):
        first = next(step for step in steps(route) if step.notebook == notebook)
        told[first.number] += OPENED if place else FIRST_OPENED
    told[steps(route)[-1].number] += HANDED_IN
    return told


def plan(kind: str = "markdown") -> list[str]:
    return [cell.source for cell in nbformat.read(PLAN, as_version=4).cells if cell.cell_type == kind]


def test_every_plan_has_lessons_from_one_on_and_every_route_a_plan():
    for name, rows in lesson.plans.groupby("plan"):
        assert sorted(rows["lesson"]) == list(range(1, len(rows) + 1)), name
    assert set(lesson.plans["route"]) == set(ROUTES) == set(lesson.steps["route"])


@each_route
def test_the_steps_of_a_route_fill_its_minutes(route):
    assert [step.number for step in steps(route)] == list(range(1, len(steps(route)) + 1))
    assert sum(step.minutes for step in steps(route)) == lesson.routes.set_index("id").loc[route, "minutes"]


@each_route
def test_a_step_asks_what_stands_in_its_notebook_from_top_to_bottom(route):
    here: dict[str, list[str]] = {}
    for step in steps(route):
        here.setdefault(step.notebook, []).extend(ids(step))
    assert here.pop("") == []
    for notebook, wanted in here.items():
        places = [id for cells in sections(notebook) for id in asked(cells)]
        assert wanted == [id for id in places if id in wanted]


@each_route
def test_a_step_has_the_minutes_that_the_rule_gives(route):
    given = {step.number: step.minutes for step in steps(route)}
    assert [(number, asks) for number, asks in least(route).items() if asks > given[number]] == []


def test_the_rule_counts_what_is_visible_once():
    """By hand: 01 has 63 words, 29 and 18 above its first section, 50 in it, and 43 and 45 seconds of 01-guess."""
    counted = least("says")
    own = [len(WORD.findall(step.learners)) / 130 for step in steps("says")]
    assert counted[1] == own[0]
    assert counted[2] == pytest.approx((63 + 29 + 18 + 50 + 43) / 130 + 45 / 60 + FIRST_OPENED + own[1])
    there = list(visible("says", "01_the_article"))
    assert "01-time" not in dict(there)
    assert sum(counted.values()) == pytest.approx(
        sum(minutes for _, minutes in there) + sum(own) + FIRST_OPENED + HANDED_IN
    )


@pytest.mark.parametrize(("route", "id"), IN_PART)
def test_what_is_done_in_part_says_so_to_learners(route, id):
    (step,) = [step for step in steps(route) if id in ids(step)]
    assert IN_PART[route, id][1] in step.learners


@each_route
def test_a_lesson_begins_with_room_to_open_and_ends_with_an_exit_ticket_and_handing_in(route):
    opening = next(step for step in steps(route) if step.notebook)
    assert opening.number <= 2
    assert opening.minutes >= 5
    assert "follow this lesson" in opening.learners
    last = steps(route)[-1]
    assert last.minutes >= 5
    assert last.notebook
    assert re.fullmatch(r"Exit ticket.*hand in\.", last.learners)


@each_route
def test_learners_check_at_least_every_ten_minutes(route):
    """A step on the screen ends with an answer, or with one's own beside others'; a longer one is stopped half way."""
    without = 0
    for step in steps(route):
        without += step.minutes / 2 if step.teacher.startswith("Half way, stop") else step.minutes
        assert without <= LONGEST, step
        if step.notebook:
            without = 0


def test_the_plan_shows_every_plan_of_the_data():
    called = re.findall(r'classroom\.plan\("([^"]+)"\)', "\n".join(plan("code")))
    assert called == list(dict.fromkeys(lesson.plans["route"]))


def test_the_first_table_and_the_headings_give_each_lesson_its_word():
    titles = lesson.routes.set_index("id")["title"]
    told = {
        name: " · ".join(f"{titles[route]} **{route}**" for route in rows.sort_values("lesson")["route"])
        for name, rows in lesson.plans.groupby("plan")
    }
    assert (
        dict(re.findall(r"^\| (.+?) \| (.+\*\*) \|$", "\n".join(plan()), re.M))
        == {"your time": "lessons, each with its **word**"} | told
    )
    headings = re.findall(r"^### ([a-z]+): (.+)$", "\n".join(plan()), re.M)
    assert headings == [(route, titles[route]) for route in dict.fromkeys(lesson.plans["route"])]


def test_the_plan_names_only_questions_that_there_are():
    named = set(re.findall(r"\b0\d-[a-z]+\b", "\n".join(plan())))
    assert named <= set(lesson.questions["id"])
    assert len(named) > 30


def test_the_plan_gives_the_answers_of_every_notebook():
    called = re.findall(r'classroom\.answers\("([^"]+)"\)', "\n".join(plan("code")))
    assert sorted(called) == sorted(lesson.questions["notebook"].unique())


def test_at_least_eight_prompts_for_discussion_hold_two_sides_and_name_paragraphs():
    assert len(guidance.prompts) >= 8
    numbers = {str(number) for number in lesson.paragraphs["number"]}
    shown = classroom.prompts().data
    for row in guidance.prompts.itertuples():
        assert set(row.paragraphs.split()) <= numbers
        assert all(str(escape(text)) in shown for text in (row.question, row.some, row.others))


def test_the_prompts_that_a_step_names_stand_under_its_plan():
    known = {str(row.number): row for row in guidance.prompts.itertuples()}
    for step in lesson.steps.itertuples():
        assert step.prompts.split() == re.findall(r"\d+", "".join(re.findall("[Pp]rompts? [0-9 or]+", step.teacher)))
        for number in step.prompts.split():
            assert str(escape(known[number].question)) in classroom.plan(step.route).data
