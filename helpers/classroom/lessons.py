"""The lessons that a class may have had: every lesson of a plan, and every notebook."""

from helpers import lesson, questions
from helpers.questions import Question


def lessons() -> dict[str, list[Question]]:
    """What a lesson is called to its questions, in the order in which they are asked: lessons of plans come first."""
    return {called: asked for called, asked in [*_routes(), *_notebooks()] if asked}


def _routes() -> list[tuple[str, list[Question]]]:
    titles = dict(zip(lesson.routes["id"], lesson.routes["title"], strict=True))
    rows = lesson.plans.sort_values(["plan", "lesson"], kind="stable")
    many = rows.groupby("plan")["lesson"].count()
    return [
        (f"{row.plan}{f', {row.lesson}' if many[row.plan] > 1 else ''}: {titles[row.route]}", of_route(row.route))
        for row in rows.itertuples()
    ]


def of_route(route: str) -> list[Question]:
    """The questions of a route, in the order of its steps."""
    steps = lesson.steps[lesson.steps["route"] == route].sort_values("number")
    return [questions.get(id) for id in dict.fromkeys(" ".join(steps["questions"]).split())]


def _notebooks() -> list[tuple[str, list[Question]]]:
    named = dict.fromkeys(question.notebook for question in questions.every().values())
    return [(f"Notebook {name.replace('_', ' ')}", questions.of(name)) for name in named]
