"""One question and its options, as the kinds take them."""

from dataclasses import dataclass
from typing import Any

from helpers import lesson


@dataclass(frozen=True, slots=True)
class Option:
    """A row of data/options.csv: what its columns mean depends on the kind, see data/datapackage.json."""

    number: int
    text: str
    answer: str
    feedback: str
    claims: str


@dataclass(frozen=True, slots=True)
class Question:
    """A row of data/questions.csv with its options.

    asks_again : id of the guess that this question asks once more, or "".
    """

    id: str
    notebook: str
    kind: str
    moment: str
    stem: str
    hint: str
    explanation: str
    claims: str
    asks_again: str
    options: tuple[Option, ...] = ()

    @property
    def numbers(self) -> dict[str, Option]:
        """Number of each option, as text (as JSON has it), to the option."""
        return {str(option.number): option for option in self.options}


def page(question: Question) -> dict[str, Any]:
    """What the page needs of a question besides what it has of every one: of most kinds nothing."""
    return {}


def whole_number(value: Any, low: float = float("-inf"), high: float = float("inf")) -> bool:
    """Whether a JSON value is a whole number from low to high; true and false are none."""
    return type(value) is int and low <= value <= high


def fault(
    question: Question, problem: str, mend: str, column: str | None = None, option: Option | None = None
) -> lesson.DataError:
    """What is wrong with a question, or with one of its options, told with file, row, column and how to mend it."""
    if option:
        return lesson.fault("options", problem, mend, column, question=question.id, number=option.number)
    return lesson.fault("questions", f"{question.id}: {problem}", mend, column, id=question.id)


def check_options(question: Question, least: int = 1) -> None:
    """Raise lesson.DataError if a question has fewer than `least` options, or one of them has no text."""
    if len(question.options) < least:
        mend = f"add rows with its id to data/options.csv: it needs {least} or more."
        raise fault(question, f"the number of its options is {len(question.options)}.", mend)
    for option in question.options:
        if not option.text:
            raise fault(question, "the option has no text.", "write what is to be read.", "text", option)
