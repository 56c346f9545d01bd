"""A percentage for each option: option number (as text) to 0 … 100. Blank is allowed."""

from typing import Any

from helpers.questions.number import LIKE, range_in
from helpers.questions.question import Question, check_options, check_reasons, fault, page, right, wanted, whole_number

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = True


def form(question: Question, answer: Any) -> bool:
    numbers = question.numbers
    return isinstance(answer, dict) and all(
        number in numbers and whole_number(percent, 0, 100) for number, percent in answer.items()
    )


def fits(question: Question) -> None:
    check_options(question)
    for option in question.options:
        ends = range_in(option.answer or "0")
        if not ends or ends[1] > 100:
            mend = f"leave it blank, or write a range of percentages {LIKE}"
            raise fault(question, f"“{option.answer}” is no range.", mend, "answer", option)
    check_reasons(question)


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [(question.numbers[number].text, percent) for number, percent in answer.items()]


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = [
        [option.text, option.answer.replace("-", " to ") or "none", option.feedback] for option in question.options
    ]
    return ["Word", "Published range, percent", "What is said"], rows
