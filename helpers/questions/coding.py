"""Codes for statements, in a table: option number (as text) to {column: value}; rows and cells may be missing.

`answer` of an option has our codes, such as "who says it: The mayor | how surely: stated", of a guess too: they name
the columns, which are the same for all options of a question. `mark` of the page compares; it finds nothing wrong.
"""

from typing import Any

from helpers import lesson
from helpers.errors import did_you_mean
from helpers.questions.question import Option, Question, Sheet, check_options, check_reasons, fault, wanted

__all__ = ["KNOWN", "OPEN", "cells", "choices", "codes", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = True
# Columns whose values are those of a column of data/claims.csv, in its order.
KNOWN = {"how directly": "attribution", "how surely": "certainty", "what kind": "kind"}
FORM = "write names and values of columns, such as who says it: The mayor | how surely: stated."


def choices(column: str) -> list[str]:
    """The values that a column of KNOWN may have, in order."""
    return list(lesson.claims[KNOWN[column]].cat.categories)


def codes(option: Option) -> dict[str, str]:
    """Our codes of an option: column to value; what has no colon is a column with no value."""
    pairs = (part.partition(":") for part in option.answer.split("|"))
    return {column.strip(): value.strip() for column, _, value in pairs}


def columns(question: Question) -> dict[str, list[str]]:
    """The columns of a question, in order: name to the values to choose from."""
    given = [codes(option) for option in question.options]
    return {
        name: choices(name) if name in KNOWN else sorted({of.get(name, "") for of in given}, key=str.casefold)
        for name in (given[0] if given else ())
    }


def form(question: Question, answer: Any) -> bool:
    numbers, known = question.numbers, columns(question)
    return isinstance(answer, dict) and all(
        number in numbers and isinstance(row, dict) and all(_is_code(known, *cell) for cell in row.items())
        for number, row in answer.items()
    )


def _is_code(known: dict[str, list[str]], column: str, value: Any) -> bool:
    return isinstance(value, str) and value in known.get(column, [])


def fits(question: Question) -> None:
    check_options(question)
    check_reasons(question)
    for option in question.options:
        _check_codes(question, option)
    for column in columns(question):
        _check_writing(question, column)


def _check_codes(question: Question, option: Option) -> None:
    """Raise lesson.DataError if our codes of an option have not the right form, or not the columns of the first one."""
    given, first = codes(option), list(codes(question.options[0]))
    if not all(given) or not all(given.values()) or len(given) <= option.answer.count("|"):
        raise fault(question, f"“{option.answer}” is no list of codes.", FORM, "answer", option)
    if list(given) != first:
        mend = f"write {', '.join(first)}, in this order, as in the first option."
        raise fault(question, f"its columns are {', '.join(given)}.", mend, "answer", option)
    for column in KNOWN.keys() & given.keys():
        if given[column] not in choices(column):
            mend = f"use one of {', '.join(choices(column))}{did_you_mean(given[column], choices(column))}."
            raise fault(question, f"“{given[column]}” is no value of “{column}”.", mend, "answer", option)


def _check_writing(question: Question, column: str) -> None:
    """Raise lesson.DataError if one value stands in a column in two ways of writing."""
    first: dict[str, str] = {}  # a value in its letters and digits alone, to the value as it is written first
    for option in question.options:
        value = codes(option)[column]
        bare = "".join(filter(str.isalnum, value.casefold())) or value
        if first.setdefault(bare, value) != value:
            told = f"“{value}” is written “{first[bare]}” before."
            raise fault(question, told, "write a value in one way.", "answer", option)


def page(question: Question) -> dict[str, Any]:
    named = [{"name": name, "choices": values} for name, values in columns(question).items()]
    return {"columns": named, "codes": {str(option.number): codes(option) for option in question.options}}


def paper(question: Question) -> Sheet:
    return Sheet(rows=[option.text for option in question.options], columns=columns(question))


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    """The cells: the item is the text of the option, a hyphen between blanks, and the column."""
    numbers = question.numbers
    return [(_cell(numbers[number], column), value) for number, row in answer.items() for column, value in row.items()]


def right(question: Question, item: str, value: Any) -> bool | None:
    """Whether the code is ours: the answer as a whole is not judged."""
    ours = {_cell(option, column): code for option in question.options for column, code in codes(option).items()}
    return ours.get(item) == value if question.moment == "check" else None


def cells(question: Question) -> dict[str, tuple[str, str]]:
    return {_cell(option, column): (option.text, column) for option in question.options for column in codes(option)}


def _cell(option: Option, column: str) -> str:
    return f"{option.text} - {column}"


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = [[option.text, *codes(option).values(), option.feedback] for option in question.options]
    return ["Statement", *columns(question), "Why"], rows
