"""The bargaining table: id of each want and limit that data/exchanges.csv names, to its weight of 0 … 4."""

from typing import Any

from helpers import lesson
from helpers.questions.question import Question, fault, whole_number

WANTS = ["russia_wants", "north_korea_wants"]
LIMITS = ["russia_limit", "north_korea_limit"]


def form(question: Question, answer: Any) -> bool:
    known = _named()
    return isinstance(answer, dict) and all(
        motive in known and whole_number(weight, 0, 4) for motive, weight in answer.items()
    )


def fits(question: Question) -> None:
    if question.options:
        raise fault(question, "it has options.", "take them out: its rows stand in data/exchanges.csv.")


def page(question: Question) -> dict[str, Any]:
    exchanges = lesson.exchanges.to_dict("records")
    rows = [
        {
            "title": row["title"],
            "wants": [row[column] for column in WANTS],
            "limits": [row[column] for column in LIMITS],
            "expectation": row["expectation"],
        }
        for row in exchanges
    ]
    motives = lesson.motives[lesson.motives["id"].isin(_named())]
    return {"sides": [_side(actor, rows) for actor, rows in motives.groupby("actor", sort=False)], "exchanges": rows}


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return list(answer.items())


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows = lesson.exchanges[["title", "expectation"]].to_numpy().tolist()
    return ["Exchange", "What the voices of the article expect"], rows


def _named() -> set[str]:
    """The ids of the motives that an exchange names."""
    return set(lesson.exchanges[WANTS + LIMITS].to_numpy().ravel()) - {""}


def _side(actor: Any, motives: Any) -> dict[str, Any]:
    """An actor's name, and what it wants and what limits it."""
    items = [
        {
            "id": row.id,
            "kind": "Limit:" if row.kind == "limit" else "Wants:",
            "text": row.wants,
            "paragraphs": lesson.paragraphs_of(row.claims),
        }
        for row in motives.itertuples()
    ]
    return {"name": lesson.actors.set_index("id").loc[actor, "name"], "items": items}
