"""One of several options: an option number."""

from typing import Any

from helpers.questions.choices import OPEN, check_verdicts, key
from helpers.questions.question import Question, fault, page, whole_number

__all__ = ["OPEN", "counted", "fits", "form", "key", "page"]


def form(question: Question, answer: Any) -> bool:
    return whole_number(answer) and str(answer) in question.numbers


def fits(question: Question) -> None:
    check_verdicts(question)
    right = sum(option.answer == "right" for option in question.options)
    if question.moment == "check" and right != 1:
        raise fault(question, f"{right} options are right.", "let one be right, or write choices as its kind.")


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [(question.numbers[str(answer)].text, "chosen")]
