"""A forecast: {chance: 0 … 100, reason, knew, committed}; what is not given is missing. See data/forecasts.csv."""

from typing import Any

from helpers import lesson
from helpers.questions.question import Question, check_row, fault, right, wanted, whole_number

__all__ = ["BINDS", "OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = False  # the record tells
BINDS = True
FORMS = {
    "chance": lambda value: whole_number(value, 0, 100),
    "reason": lambda value: isinstance(value, str),
    "knew": lambda value: isinstance(value, bool),
    "committed": lambda value: isinstance(value, bool),
}


def form(question: Question, answer: Any) -> bool:
    if not isinstance(answer, dict) or not set(answer) <= set(FORMS):
        return False
    can_commit = "chance" in answer or answer.get("knew") is True
    return all(FORMS[name](value) for name, value in answer.items()) and (can_commit or not answer.get("committed"))


def fits(question: Question) -> None:
    check_row(question)
    if question.options:
        raise fault(question, "it has options.", "take them out, or write another kind.")
    if question.moment != "check":
        raise fault(question, "a forecast is always checked.", "write check as its moment.", "moment")
    if question.id not in set(lesson.forecasts["id"]):
        raise fault(question, "there is no such forecast.", "add a row with this id to data/forecasts.csv.")


def page(question: Question) -> dict[str, Any]:
    row = _row(question)
    words = lesson.likelihood[lesson.likelihood["source"] == "icd-203"]
    return {
        "short": row["short"],
        "base": {
            "text": row["base_rate"],
            **{name: int(row[name]) for name in ("times", "chances")},
            "percent": int(row["base_rate_percent"]),
        },
        "words": [[word.term, int(word.low), int(word.high)] for word in words.itertuples()],
        "record": {
            "resolution": str(row["resolution"]),
            "day": f"{row['resolved_on']:%Y-%m-%d}",
            "told": row["record"],
            "evidence": str(row["evidence"]),
            "denied_by": row["denied_by"],
            "source": lesson.source_of(row["source"]),
        },
    }


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    if not answer.get("committed") or "chance" not in answer:
        return []
    return [("already knew" if answer.get("knew") else "did not know", answer["chance"])]


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    row = _row(question)
    told = [row["base_rate"], str(row["resolution"]), row["record"], str(row["evidence"])]
    heads = ["What could be counted", "It came out", "Record", "Kind of evidence", "Source"]
    return heads, [[*told, lesson.source_of(row["source"])]]


def _row(question: Question) -> Any:
    return lesson.forecasts.set_index("id").loc[question.id]
