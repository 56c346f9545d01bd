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

HEADING = re.compile(r"(##|###) (.+)")
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
    """The parts of a notebook under a heading of the second or third level: heading, questions (ids) that stand in it.

    Without any where its file cannot be read, as when a learner gave it another name.
    """
    try:
        cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return []
    found: list[dict[str, Any]] = []
    part: dict[str, Any] = {"questions": []}  # of the second level
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and (head := HEADING.match(source)):
            found.append({"heading": re.sub("[*_`]", "", head[2]).strip(), "questions": []})
            part = found[-1] if head[1] == "##" else part
        elif found:
            asked = ASKED.findall(source)
            found[-1]["questions"] += asked
            if found[-1] is not part:
                part["questions"] += asked
                found[-1]["part"] = part
    return [_whole(section) for section in found]


def _whole(section: dict[str, Any]) -> dict[str, Any]:
    """A section; one of the third level without questions is shown where its part is."""
    asked = section["questions"] or section.get("part", section)["questions"]
    return {"heading": section["heading"], "questions": asked}
