"""Power and interest of each option, steps of 1 … 5: option number (as text) to [power, interest], None where open."""

import re
from typing import Any

from helpers.questions.question import Question, check_options, check_reasons, fault, page, right, wanted, whole_number

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = True


def form(question: Question, answer: Any) -> bool:
    numbers = question.numbers
    return isinstance(answer, dict) and all(number in numbers and _is_place(place) for number, place in answer.items())


def _is_place(place: Any) -> bool:
    return (
        isinstance(place, list) and len(place) == 2 and all(step is None or whole_number(step, 1, 5) for step in place)
    )


def fits(question: Question) -> None:
    check_options(question)
    for option in question.options:
        if not re.fullmatch("[1-5] [1-5]", option.answer):
            mend = "write our power and interest, whole numbers from 1 to 5, with one blank between them, such as 4 2."
            raise fault(question, f"“{option.answer}” is no place on the map.", mend, "answer", option)
    check_reasons(question)


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    whole = {number: place for number, place in answer.items() if None not in place}
    return [(question.numbers[number].text, f"{place[0]} {place[1]}") for number, place in whole.items()]


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = [[option.text, *option.answer.split(), option.feedback] for option in question.options]
    return ["Actor", "Our power, 1 to 5", "Our interest, 1 to 5", "Why"], rows
