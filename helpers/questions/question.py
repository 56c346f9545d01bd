"""One question and its options, as the kinds take them."""

import os
from dataclasses import dataclass, field
from typing import Any

from helpers import lesson
from helpers.errors import did_you_mean
from helpers.lesson.package import FIRST

NOTEBOOKS = FIRST.parent / "notebooks"


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a question is answered with a pen.

    ticks : texts, each with a box to tick. rows, columns : a table to fill in, whose rows begin with these texts; of
        each column its name and the words to choose from, none where anything may be written. lines : to write on.
    """

    ticks: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    lines: int = 0


def paper(question: Question) -> Sheet:
    """A question on paper, of most kinds: a place for each option, or lines where there is none."""
    texts = [option.text for option in question.options if option.text]
    return Sheet(rows=texts, columns={"your answer": []}) if texts else Sheet(lines=6)


def page(question: Question) -> dict[str, Any]:
    """What the page needs of a question besides what it has of every one: of most kinds nothing."""
    return {}


def right(question: Question, item: str, value: Any) -> bool | None:
    """Whether what was counted of an answer is right: of most kinds nothing is right or wrong."""
    return None


def wanted(question: Question) -> int:
    """How many right pairs a whole right answer counts for: of most kinds none."""
    return 0


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


def check_row(question: Question) -> None:
    """Raise lesson.DataError if the row of a question is not right, whatever its kind."""
    notebooks = [name.removesuffix(".ipynb") for name in os.listdir(NOTEBOOKS) if name.endswith(".ipynb")]
    if question.notebook not in notebooks:
        mend = f"write the name of a notebook, without its ending{did_you_mean(question.notebook, notebooks)}."
        raise fault(question, f"there is no notebook “{question.notebook}”.", mend, "notebook")
    if question.asks_again:
        _check_guess(question)


def _check_guess(question: Question) -> None:
    """Raise lesson.DataError if what a question asks again is no guess, of its own or another notebook."""
    rows = lesson.questions
    guesses = set(rows[rows["moment"] == "guess"]["id"]) - {question.id}
    if question.asks_again not in guesses:
        near = did_you_mean(question.asks_again, guesses)
        mend = f"name another question whose moment is guess{near}, or leave it blank."
        raise fault(question, f"“{question.asks_again}” is no guess that can be asked again.", mend, "asks_again")


def check_options(question: Question, least: int = 1) -> None:
    """Raise lesson.DataError if a row is not right, there are fewer than `least` options, or one has no text."""
    check_row(question)
    if len(question.options) < least:
        mend = f"add rows with its id to options.csv: it needs {least} or more."
        raise fault(question, f"the number of its options is {len(question.options)}.", mend)
    for option in question.options:
        if not option.text:
            raise fault(question, "the option has no text.", "write what is to be read.", "text", option)


def check_reasons(question: Question) -> None:
    """Raise lesson.DataError if an option does not say why it is right or wrong; that of a guess need not."""
    for option in question.options:
        if question.moment == "check" and not option.feedback:
            mend = "write what is said to a learner who chose it, and why."
            raise fault(question, "the cell is blank.", mend, "feedback", option)
