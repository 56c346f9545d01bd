"""The plans of lessons, as a teacher reads them: which lesson for which time, and each lesson minute by minute.

Made from data/routes.csv, data/plans.csv and data/steps.csv, by which the learner's page is led too. A route is a
lesson; its id is the word by which learners follow it.
"""

from typing import Any

from IPython.display import HTML
from markupsafe import Markup

from helpers import lesson, page, questions, routes
from helpers.classroom.judging import guidance
from helpers.page import element, facts, joined, lines

AT_THE_TOP = "at the top of any notebook they open “Did your teacher give you a word?”, and type"

Row = Any  # of a table, as itertuples gives it


@lesson.needs("plans", "routes", "steps")
def lessons() -> HTML:
    """Which lesson for which time: of every plan its lessons, with their words and notebooks."""
    rows = [[_place(row), *_told(row.route)] for row in lesson.plans.itertuples()]
    return page.cards(page.table(["Time", "Lesson", "Word", "Notebooks"], rows))


@lesson.needs("plans", "routes", "steps")
def plan(route: str) -> HTML:
    """One lesson whole. route : its word. Raises routes.UnknownRoute if there is none of that word."""
    return page.cards(about(route), timetable(route), talk(route), skipped(route))


def about(route: str) -> Markup:
    """What a lesson is: its question, its word, how learners follow it, in which plans it stands, who was absent."""
    row = _route(route)
    told = {
        "Lesson": f"{row.title} · {row.minutes} minutes",
        "For": "; ".join(_place(plan) for plan in lesson.plans.itertuples() if plan.route == route),
        "Learners follow it": follow(route),
        "Absent before": f"reads first {row.absent}" if row.absent else "",
    }
    return facts((label, text) for label, text in told.items() if text)


def follow(route: str) -> Markup:
    """How learners come to the steps of a lesson: by its word, by a link, or by one line of code."""
    link, line = f"index.html#route={route}", f'activities.route("{route}")'
    return joined(
        f"{AT_THE_TOP} ",
        element("b", route),
        "; or on plain pages the link ",
        element("code", link),
        "; or in Jupyter a cell with ",
        element("code", line),
    )


def timetable(route: str) -> Markup:
    """The steps of a lesson as a table: from which minute to which, who does what, and what is checked."""
    rows = []
    start, notebook = 0, ""
    for step in steps(route):
        opened = step.notebook if step.notebook != notebook else ""
        rows.append([f"{start}–{start + step.minutes}", _done(step, opened), _checks(step), step.teacher])
        start, notebook = start + step.minutes, step.notebook or notebook
    return page.table(["Minutes", "What learners do", "Check", "What you say or do"], rows)


def talk(route: str) -> Markup:
    """The prompts that a lesson may talk about, each with what some and others say."""
    named = {int(number) for step in steps(route) for number in step.prompts.split()}
    return joined(*(_prompt(row) for row in guidance.prompts.itertuples() if row.number in named))


def prompts() -> HTML:
    """All prompts for talk, each with what some and others say."""
    return page.cards(*(_prompt(row) for row in guidance.prompts.itertuples()))


def _prompt(row: Row) -> Markup:
    where = ", ".join(f"¶{number}" for number in row.paragraphs.split())
    asked = joined(f"{row.number}. ", element("b", row.question), f" ({where})")
    sides = [joined(element("i", name), f" {said}") for name, said in (("Some:", row.some), ("Others:", row.others))]
    return element("p", lines(asked, *sides), class_="prompt")


def skipped(route: str) -> Markup:
    """Which questions of its notebooks a lesson leaves out: the page hides them."""
    asked = {id for step in steps(route) for id in step.questions.split()}
    ids = [q.id for name in notebooks(route) for q in questions.of(name) if q.id not in asked]
    return element("p", element("b", "Left out, and hidden:"), f" {', '.join(ids)}.")


def steps(route: str) -> list[Row]:
    """The rows of lesson.steps of a route, in order. Raises routes.UnknownRoute."""
    rows = lesson.steps[lesson.steps["route"] == _route(route).id]
    return list(rows.sort_values("number").itertuples())


def notebooks(route: str) -> list[str]:
    """The names of the notebooks of a route, in the order in which it comes to them."""
    return list(dict.fromkeys(step.notebook for step in steps(route) if step.notebook))


def titled(notebook: str) -> str:
    """The title of a notebook by its name: of "02_the_actors", "02 The actors"."""
    number, name = notebook.split("_", 1)
    return f"{number} {name.replace('_', ' ').capitalize()}"


def _route(word: str) -> Row:
    id = routes.get(word)["id"]
    return next(lesson.routes[lesson.routes["id"] == id].itertuples())


def _told(route: str) -> list[object]:
    names = (f"{titled(notebook)}" for notebook in notebooks(route))
    return [_route(route).title, element("b", route), ", ".join(names)]


def _place(plan: Row) -> str:
    """Which lesson of a plan, in words."""
    count = (lesson.plans["plan"] == plan.plan).sum()
    return plan.plan if count == 1 else f"{plan.plan}, lesson {plan.lesson}"


def _done(step: Row, opened: str) -> Markup:
    return lines(*filter(None, [element("b", titled(opened)) if opened else "", step.learners]))


def _checks(step: Row) -> Markup:
    asked = (questions.get(id) for id in step.questions.split())
    return lines(*(joined(element("b", question.id), " ", question.stem) for question in asked))
