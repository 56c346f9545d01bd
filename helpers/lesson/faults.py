"""What can be wrong with a table, by its Table Schema: each check raises a DataError for the first fault.

Frictionless finds the same faults but takes 1.6 s for it at every start, so it checks the package in the tests.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from helpers.errors import LessonError, did_you_mean

Field = dict[str, Any]  # of a Table Schema

OTHER_SIGNS = {";": "semicolons", "\t": "tabs"}
USE_COMMAS = (
    "save it with commas between the cells. LibreOffice asks for the sign when it saves; Excel takes the list "
    "separator of the system’s region settings."
)


class DataError(LessonError):
    """Something in data/ is not as it should be: where, what, and how to mend it."""

    def __init__(self, file: str, problem: str, mend: str, row: int | None = None, column: str | None = None) -> None:
        place = f"data/{file}" + (f", row {row}" if row else "") + (f", column {column}" if column else "")
        super().__init__(f"{place}: {problem} To mend it: {mend}")


def check_header(file: str, header: Sequence[str], expected: Sequence[str]) -> None:
    """The first row has every column that is expected, once, and no other."""
    for sign, name in OTHER_SIGNS.items():
        if len(header) == 1 and sign in header[0]:
            raise DataError(file, f"there are {name} between the cells.", USE_COMMAS, 1)
    for column in expected:
        if column not in header:
            raise DataError(file, "the column is missing.", f"the first row needs {', '.join(expected)}.", 1, column)
    for column in header:
        if header.count(column) > 1 or column not in expected:
            mend = "take it out, or describe it in datapackage.json."
            raise DataError(file, "the column is twice here or unknown.", mend, 1, column or "(no name)")


def check_widths(file: str, rows: dict[int, list[str]], width: int) -> None:
    """Every row has as many cells as the header. rows : row number to cells."""
    for number, row in rows.items():
        if len(row) != width:
            mend = "put text with commas in quotation marks."
            raise DataError(file, f"{len(row)} cells where the header has {width}.", mend, number)


def check_column(file: str, cells: pd.Series, field: Field) -> None:
    """Each cell of a column is as its field asks. cells : text, by row number."""
    for row, value in cells.items():
        told = _fault(value, field["type"], field.get("constraints", {}))
        if told:
            raise DataError(file, *told, row=_number(row), column=field["name"])


def check_key(file: str, text: pd.DataFrame, primary_key: str | list[str]) -> None:
    """No two rows have the same primary key."""
    columns = [primary_key] if isinstance(primary_key, str) else primary_key
    twice = text[text.duplicated(columns)]
    if len(twice):
        value = " ".join(twice.iloc[0][columns])
        mend = "give this row an id of its own."
        raise DataError(file, f"“{value}” is there twice.", mend, _number(twice.index[0]), columns[0])


def check_link(file: str, cells: pd.Series, several: bool, other: str, known: Iterable[str]) -> None:
    """Each cell names ids of another table. several : whether with spaces between, or one, or none."""
    ids = set(known)
    for row, cell in cells.items():
        for value in cell.split() if several else [cell] if cell else []:
            if value not in ids:
                mend = f"use an id of data/{other}.csv{did_you_mean(value, ids)}, or add the row there."
                problem = f"no {other} row has the id “{value}”."
                raise DataError(file, problem, mend, _number(row), str(cells.name))


def _number(row: object) -> int:
    return int(str(row))


def _fault(value: str, kind: str, rules: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with one cell and how to mend it: two sentences, or None."""
    if value == "":
        return ("the cell is blank.", "fill it in.") if rules.get("required") else None
    if "\0" in value:
        return "there is a zero byte.", "save the file anew as “CSV UTF-8”."
    if "enum" in rules and value not in rules["enum"]:
        near = did_you_mean(value, rules["enum"])
        mend = f"use one of {', '.join(rules['enum'])}{near}, or add it to datapackage.json."
        return f"“{value}” is not one of the words allowed.", mend
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return f"“{value}” does not have the right form.", f"it must match {rules['pattern']}."
    return _number_fault(value, kind, rules) if kind in PARSERS else None


def _number_fault(value: str, kind: str, rules: dict[str, Any]) -> tuple[str, str] | None:
    """The same for a cell that holds a number or a day."""
    parse, example = PARSERS[kind]
    try:
        number = parse(value)
    except ValueError:
        return f"“{value}” is no {kind}.", f"write it like {example}."
    low, high = rules.get("minimum", number), rules.get("maximum", number)
    return None if low <= number <= high else (f"{value} is out of range.", f"use a number from {low} to {high}.")


def _day(value: str) -> pd.Timestamp:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError(value)
    return pd.Timestamp(value)


PARSERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "date": (_day, "2023-09-12"),
    "integer": (int, "12"),
    "number": (float, "38.9"),
}
