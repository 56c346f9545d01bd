"""All of several options that fit: a list of option numbers."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from helpers import lesson
from helpers.errors import did_you_mean
from helpers.questions.question import Question, Sheet, check_options, check_reasons, fault, whole_number

__all__ = ["OPEN", "check_verdicts", "counted", "fits", "form", "key", "page", "paper", "right", "wanted"]

OPEN = False
VERDICTS = {"right": "right", "wrong": "not right"}  # what stands in the data: what is told


def form(question: Question, answer: Any) -> bool:
    if not isinstance(answer, list) or not all(map(whole_number, answer)):
        return False
    return len(set(answer)) == len(answer) and {str(number) for number in answer} <= question.numbers.keys()


def fits(question: Question) -> None:
    check_verdicts(question)
    if question.moment == "check" and not any(option.answer == "right" for option in question.options):
        raise fault(question, "no option is right.", "write right in the column answer of those that are.")


def page(question: Question) -> dict[str, Any]:
    """Whether the page may shuffle the options: not those that other questions have too, as a scale of numbers."""
    return {"shuffled": tuple(option.text for option in question.options) not in _scales()}


def paper(question: Question) -> Sheet:
    """Boxes: where the page may shuffle, in alphabetical order, which tells nothing."""
    texts = [option.text for option in question.options]
    return Sheet(ticks=sorted(texts, key=str.casefold) if page(question)["shuffled"] else texts)


@cache
def _scales() -> set[tuple[str, ...]]:
    """Texts of options that several questions have, as a guess and what asks it again."""
    given = Counter(lesson.options.groupby("question")["text"].agg(tuple))
    return {texts for texts, times in given.items() if times > 1}


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [(question.numbers[str(number)].text, "chosen") for number in answer]


def right(question: Question, item: str, value: Any) -> bool | None:
    return item in _fitting(question) if wanted(question) else None


def wanted(question: Question) -> int:
    return len(_fitting(question))


def _fitting(question: Question) -> list[str]:
    """The texts of the options that are right, of which a guess has none."""
    return [option.text for option in question.options if option.answer == "right"]


def key(question: Question, verdicts: dict[str, str] = VERDICTS) -> tuple[list[str], list[list[Any]]]:
    if question.moment == "guess":
        return ["To choose from"], [[option.text] for option in question.options]
    rows = [
        [option.text, told, option.feedback]
        for verdict, told in verdicts.items()
        for option in question.options
        if option.answer == verdict
    ]
    return ["Option", "Right?", "Why, or which misreading it shows"], rows


def check_verdicts(question: Question, verdicts: Iterable[str] = VERDICTS) -> None:
    """Raise lesson.DataError if there is no choice, or an option has none of the verdicts, or says not why.

    A guess has blanks.
    """
    allowed = [""] if question.moment == "guess" else list(verdicts)
    check_options(question, least=2)
    for option in question.options:
        if option.answer not in allowed:
            near = did_you_mean(option.answer, allowed)
            words = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
            mend = f"write {words}{near}." if question.moment == "check" else "leave it blank: this is a guess."
            raise fault(question, f"“{option.answer}” cannot stand here.", mend, "answer", option)
    check_reasons(question)
