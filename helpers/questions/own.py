"""The learner's own article: a list of rows, each {column: text}, in which cells may be missing."""

from typing import Any

from helpers.questions import coding
from helpers.questions.question import Question, check_row, fault, right, wanted

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = True
MOST = 60  # rows
LONGEST = 500  # characters of a cell
# The columns, and what they are called in data/claims.csv: the first two hold words, the others one of a few values.
WORDS = {"statement": "claim", "who says it": "speaker"}
COLUMNS = WORDS | coding.KNOWN


def form(question: Question, answer: Any) -> bool:
    return isinstance(answer, list) and len(answer) <= MOST and all(map(_is_row, answer))


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and all(_is_cell(*cell) for cell in row.items())


def _is_cell(column: str, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    return len(value) <= LONGEST if column in WORDS else column in COLUMNS and value in coding.choices(column)


def fits(question: Question) -> None:
    check_row(question)
    if question.options:
        raise fault(question, "it has options.", "take them out, or write another kind.")


def page(question: Question) -> dict[str, Any]:
    columns = [
        {"name": name, "called": called, "choices": [] if name in WORDS else coding.choices(name)}
        for name, called in COLUMNS.items()
    ]
    return {"columns": columns, "most": MOST, "longest": LONGEST}


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    """How many statements there are."""
    statements = [row for row in answer if row.get("statement", "").strip()]
    return [("statements", len(statements))] if statements else []


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    return [], []
