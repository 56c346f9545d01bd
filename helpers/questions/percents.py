"""A percentage for each option: option number (as text) to 0 … 100. Blank is allowed."""

from typing import Any

from helpers.questions.choices import page
from helpers.questions.number import range_in
from helpers.questions.question import Question, fault, whole_number

__all__ = ["counted", "fits", "form", "key", "page"]


def form(question: Question, answer: Any) -> bool:
    return isinstance(answer, dict) and all(
        number in question.numbers and whole_number(percent, 0, 100) for number, percent in answer.items()
    )


def fits(question: Question) -> None:
    if not question.options:
        raise fault(question, "it has no options.", "add rows with its id to data/options.csv.")
    for option in question.options:
        ends = range_in(option.answer or "0")
        if not ends or ends[1] > 100:
            mend = "write a range of percentages such as 55-80, or leave it blank."
            raise fault(question, f"“{option.answer}” is no range.", mend, "answer", option)


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [(question.numbers[number].text, percent) for number, percent in answer.items()]


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = [
        [option.text, option.answer.replace("-", " to ") or "none", option.feedback] for option in question.options
    ]
    return ["Word", "Published range, percent", "What is said"], rows
