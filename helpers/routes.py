"""The lesson that a class follows: rows of data/routes.csv and data/steps.csv, as the page takes them.

A learner follows one by its word: see `activities.route`, and route.js for what the page then shows.
"""

import json
import re
from functools import cache
from typing import Any

from helpers import lesson
from helpers.errors import NotInTheData, did_you_mean
from helpers.questions.question import NOTEBOOKS

ASKED = re.compile(r'\bactivities\.ask\(\s*"([^"]+)"')


class UnknownRoute(NotInTheData):
    """There is no lesson of this word."""


def get(word: str) -> dict[str, Any]:
    """One route as in `every`. Raises UnknownRoute."""
    known = {route["id"]: route for route in every()}
    if word not in known:
        near = did_you_mean(word, known)
        raise UnknownRoute(f"There is no lesson “{word}”{near}: its word stands in the plan of the teacher.")
    return known[word]


@cache
def every() -> list[dict[str, Any]]:
    """All routes: id (its word), title, minutes, and steps, each with minutes, notebook, questions (ids), learners."""
    steps: dict[str, list[dict[str, Any]]] = {}
    for row in lesson.steps.to_dict("records"):
        told = {name: row[name] for name in ("notebook", "learners")}
        step = {"minutes": int(row["minutes"]), "questions": row["questions"].split()} | told
        steps.setdefault(row["route"], []).append(step)
    rows = lesson.routes.to_dict("records")
    return [
        {"id": row["id"], "title": row["title"], "minutes": int(row["minutes"]), "steps": steps.get(row["id"], [])}
        for row in rows
    ]


@cache
def sections(notebook: str) -> list[dict[str, Any]]:
    """The parts of a notebook under a heading of the second level: heading, questions (ids) that stand in it.

    Without any where its file cannot be read, as when a learner gave it another name.
    """
    try:
        cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return []
    found: list[dict[str, Any]] = []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and source.startswith("## "):
            found.append(
                {"heading": re.sub("[*_`]", "", source.splitlines()[0].removeprefix("## ")).strip(), "questions": []}
            )
        elif found:
            found[-1]["questions"] += ASKED.findall(source)
    return found
