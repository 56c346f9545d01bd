"""Words of the learner's own: the string that was typed."""

from typing import Any

from helpers.questions.question import Question, check_row, fault, page, right, wanted

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = True


def form(question: Question, answer: Any) -> bool:
    return isinstance(answer, str)


def fits(question: Question) -> None:
    check_row(question)
    if question.options:
        raise fault(question, "it has options.", "take them out, or write another kind.")


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [("answer", answer.strip())] if answer.strip() else []


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    return [], []
