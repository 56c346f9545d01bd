"""One of several options: an option number. Where it can be judged in two ways, both are accepted, and told why."""

from typing import Any

from helpers.questions import choices
from helpers.questions.choices import OPEN, page, paper
from helpers.questions.number import wanted
from helpers.questions.question import Question, fault, whole_number

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "paper", "right", "wanted"]

VERDICTS = {"right": "right", "also right": "can be said too", "wrong": "not right"}


def form(question: Question, answer: Any) -> bool:
    return whole_number(answer) and str(answer) in question.numbers


def fits(question: Question) -> None:
    choices.check_verdicts(question, VERDICTS)
    right = sum(option.answer == "right" for option in question.options)
    if question.moment == "check" and right != 1:
        mend = "let one be right, others “also right” where that can be defended too, or write choices as its kind."
        raise fault(question, f"{right} options are right.", mend)


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [(question.numbers[str(answer)].text, "chosen")]


def right(question: Question, item: str, value: Any) -> bool | None:
    fitting = [option.text for option in question.options if option.answer in ("right", "also right")]
    return item in fitting if wanted(question) else None


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    return choices.key(question, VERDICTS)
