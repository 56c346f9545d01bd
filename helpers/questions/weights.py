"""The bargaining table: a weight of 0 … 4 for each want and limit that data/exchanges.csv names: id to weight."""

from functools import cache
from typing import Any

import pandas as pd

from helpers import lesson
from helpers.questions.question import Question, check_row, fault, right, wanted, whole_number

__all__ = ["OPEN", "counted", "fits", "form", "key", "named", "page", "right", "wanted"]

OPEN = True
HEAVIEST = 4
WANTS, LIMITS = "_wants", "_limit"  # how the columns of exchanges end that name the motives of a side


def form(question: Question, answer: Any) -> bool:
    known = named()
    return isinstance(answer, dict) and all(
        motive in known and whole_number(weight, 0, HEAVIEST) for motive, weight in answer.items()
    )


def fits(question: Question) -> None:
    check_row(question)
    if question.options:
        raise fault(question, "it has options.", "take them out: its rows stand in data/exchanges.csv.")
    motives = {motive["id"]: motive for motive in lesson.motives.to_dict("records")}
    for row in lesson.exchanges.to_dict("records"):
        for column in filter(row.get, _columns(WANTS) + _columns(LIMITS)):
            _check_motive(motives[row[column]], row, column)


def _check_motive(motive: dict[str, Any], row: dict[str, Any], column: str) -> None:
    """Raise lesson.DataError if a cell of exchanges names a motive of another side, or a wish for a limit."""
    wanted = "limit" if column.endswith(LIMITS) else "need or ambition"
    side = column.removesuffix(WANTS).removesuffix(LIMITS)
    if motive["kind"] not in wanted or motive["actor"] != side:
        told = f"“{row[column]}” is a motive of {motive['actor']} of the kind {motive['kind']}."
        mend = f"name one of {side} of the kind {wanted}."
        raise lesson.fault("exchanges", told, mend, column, id=row["id"])


def page(question: Question) -> dict[str, Any]:
    rows = [
        {
            "title": row["title"],
            "wants": [row[column] for column in _columns(WANTS)],
            "limits": [row[column] for column in _columns(LIMITS)],
            "expectation": row["expectation"],
        }
        for row in lesson.exchanges.to_dict("records")
    ]
    motives = lesson.motives[lesson.motives["id"].isin(named())]
    return {"sides": [_side(actor, rows) for actor, rows in motives.groupby("actor", sort=False)], "exchanges": rows}


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return list(answer.items())


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows = lesson.exchanges[["title", "expectation"]].to_numpy().tolist()
    return ["Exchange", "What the voices of the article expect"], rows


@cache
def named() -> frozenset[str]:
    """The ids of the motives that an exchange names."""
    return frozenset(lesson.exchanges[_columns(WANTS) + _columns(LIMITS)].to_numpy().ravel()) - {""}


def _columns(ending: str) -> list[str]:
    return [column for column in lesson.exchanges.columns if column.endswith(ending)]


def _side(actor: str, motives: pd.DataFrame) -> dict[str, Any]:
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
