"""A one-page briefing: option number (as text) to a text, or to True for a chart that is put in."""

import re
from typing import Any

from helpers.questions.question import Question, check_options, fault, page, right, wanted

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = True


def form(question: Question, answer: Any) -> bool:
    numbers = question.numbers
    return isinstance(answer, dict) and all(
        number in numbers and _is_part(numbers[number].answer, part) for number, part in answer.items()
    )


def _is_part(wanted: str, part: Any) -> bool:
    return isinstance(part, str) if wanted == "text" else part is True


def fits(question: Question) -> None:
    check_options(question)
    for option in question.options:
        if not re.fullmatch(r"text|chart:[a-z_]+", option.answer):
            mend = "write text, or chart: and the name of a chart."
            raise fault(question, f"“{option.answer}” is no part of a briefing.", mend, "answer", option)


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    numbers = question.numbers
    told = [(number, "chosen" if part is True else part.strip()) for number, part in answer.items()]
    return [(numbers[number].text, part) for number, part in told if part]


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    return ["To write, or a chart to choose"], [[option.text] for option in question.options]
