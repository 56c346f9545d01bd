"""A number: the string that was typed."""

import re
from typing import Any

from helpers.questions.choices import OPEN
from helpers.questions.question import Question, check_reasons, check_row, fault, page

__all__ = ["LIKE", "LONGEST", "OPEN", "counted", "fits", "form", "key", "page", "range_in", "right", "wanted"]

LIKE = "such as 12, 0.5 or 55-80: a point, a hyphen, the lower end first, in a column that is formatted as Text."
LONGEST = 100  # characters that may be typed
# As number.js takes it: digits, with a point or a comma, and perhaps a percent sign.
NUMBER = re.compile(r"[ \t\u00a0]*([+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))[ \t\u00a0]*%?[ \t\u00a0]*")
RANGE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:-([0-9]+(?:\.[0-9]+)?))?")


def form(question: Question, answer: Any) -> bool:
    return isinstance(answer, str) and len(answer) <= LONGEST


def fits(question: Question) -> None:
    check_row(question)
    if len(question.options) != 1:
        raise fault(question, f"it has {len(question.options)} options.", "give it one, with the right number.")
    [option] = question.options
    if not range_in(option.answer):
        mend = f"write the right number or range, {LIKE}"
        raise fault(question, f"“{option.answer}” is no number.", mend, "answer", option)
    check_reasons(question)


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    found = NUMBER.fullmatch(answer)
    return [("answer", float(found[1].replace(",", ".")))] if found else []


def right(question: Question, item: str, value: Any) -> bool | None:
    ends = range_in(question.options[0].answer)
    return ends[0] <= value <= ends[1] if ends and wanted(question) else None


def wanted(question: Question) -> int:
    return int(question.moment == "check")


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = [[option.answer.replace("-", " to "), option.feedback] for option in question.options]
    return ["Right", "Why"], rows


def range_in(text: str) -> tuple[float, float] | None:
    """The two ends of "55-80", or of "3"; None if it is neither, or the first end is the higher one."""
    found = RANGE.fullmatch(text)
    ends = (float(found[1]), float(found[2] or found[1])) if found else None
    return ends if ends and ends[0] <= ends[1] else None
