"""An order, set with buttons: the option numbers from first to last."""

from typing import Any

from helpers.questions.choices import OPEN
from helpers.questions.choices import form as is_choice
from helpers.questions.match import wanted
from helpers.questions.question import Question, check_options, check_reasons, fault, page

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]


def form(question: Question, answer: Any) -> bool:
    return is_choice(question, answer) and len(answer) == len(question.options)


def fits(question: Question) -> None:
    check_options(question, least=2)
    first: dict[str, str] = {}
    wanted = {str(place) for place in range(1, len(question.options) + 1)}
    for option in question.options:
        if option.answer not in wanted:
            mend = f"write its place, from 1 to {len(wanted)}."
            raise fault(question, f"“{option.answer}” is no place.", mend, "answer", option)
        if option.answer in first:
            told = f"two steps have one place: “{first[option.answer]}” has it too."
            raise fault(question, told, "give each step a place of its own.", "answer", option)
        first[option.answer] = option.text
    check_reasons(question)


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [(question.numbers[str(number)].text, place) for place, number in enumerate(answer, start=1)]


def right(question: Question, item: str, value: Any) -> bool | None:
    places = {option.text: option.answer for option in question.options}
    return places.get(item) == str(value) if wanted(question) else None


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    steps = sorted(question.options, key=lambda option: int(option.answer))
    return ["Place", "Step", "Why"], [[option.answer, option.text, option.feedback] for option in steps]
