"""What can be wrong with a table, by its Table Schema: each check raises a DataError for the first fault.

Frictionless finds the same faults but takes 1.6 s for it at every start, so it checks the package in the tests.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.errors import LessonError, did_you_mean

Field = dict[str, Any]  # of a Table Schema

OTHER_SIGNS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
USE_COMMAS = (
    "save it with commas between the cells. LibreOffice asks for the sign when it saves; Excel takes the list "
    "separator of the system’s region settings."
)
AS_UTF8 = "save the file as “CSV UTF-8”."
AS_TEXT = "in a column that the spreadsheet formats as Text, or it is changed again."

# What spreadsheets make of an id such as “sep-13” or “1e5”, and of a text that begins as a formula does.
LIKE_A_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[-. ]+[A-Za-zäé]{3,4}\.?|[A-Za-zäé]{3,4}-\d\d")
LIKE_A_NUMBER = re.compile(r"\d+([.,]\d+)?E[+-]?\d+")
LIKE_A_FORMULA = re.compile(r"#(NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!)|#{3,}")

# What a pattern of the Table Schema asks for, in words.
FORMS = {
    "[a-z0-9_-]+": "use small letters, digits, - and _ only",
    r"\d\d-[a-z0-9-]+": "write two digits, a hyphen and small letters, such as 01-date",
    r"p\d\d-\d+": "write the id of a claim, such as p02-1",
    r"p\d\d-\d+( p\d\d-\d+)*": "write ids of claims, such as p02-1 p03-3, with one blank between them",
}


class DataError(LessonError):
    """Something in the data is not as it should be: where, what, and how to mend it. file : such as data/claims.csv."""

    def __init__(self, file: str, problem: str, mend: str, row: int | None = None, column: str | None = None) -> None:
        place = file + (f", row {row}" if row else "") + (f", column {column}" if column else "")
        super().__init__(f"{place}: {problem} To mend it: {mend}")


def check_first_line(file: str, line: str, expected: Sequence[str]) -> None:
    """The first line, as it stands in the file, has its cells parted by commas and is no other program's form."""
    if line.strip('"').casefold().startswith("sep="):
        raise DataError(
            file, f"the first row is “{line}”, which only Excel knows.", f"delete this row; {USE_COMMAS}", 1
        )
    for sign, name in OTHER_SIGNS.items():
        if line.count(sign) > line.count(","):
            raise DataError(file, f"there are {name} between the cells.", USE_COMMAS, 1)
    if line.startswith('"') and line.strip('", ') == ",".join(expected):
        mend = "take out the marks round the rows, or fetch the file anew; Excel sets them where it reads other signs."
        raise DataError(file, "each row is in quotation marks as a whole.", mend, 1)


def check_header(file: str, header: Sequence[str], expected: Sequence[str]) -> None:
    """The first row has every column that is expected, once, and no other."""
    for column in expected:
        if column not in header:
            raise DataError(file, "the column is missing.", f"the first row needs {', '.join(expected)}.", 1, column)
    if "" in header:
        mend = "delete the empty columns in the spreadsheet, not only what is in them, and save again."
        raise DataError(file, "there is a column with no name.", mend, 1)
    for column in header:
        if header.count(column) > 1 or column not in expected:
            mend = "take it out, or describe it in datapackage.json."
            raise DataError(file, "the column is twice here or unknown.", mend, 1, column)


def check_widths(file: str, rows: dict[int, list[str]], width: int) -> None:
    """Every row has something in it, and as many cells as the header. rows : row number to cells."""
    for number, row in rows.items():
        if not any(row):
            raise DataError(
                file, "the row is blank.", "delete the whole row in the spreadsheet, and save again.", number
            )
        if len(row) > width and not any(row[width:]):
            mend = "delete the empty columns in the spreadsheet, and save again."
            raise DataError(file, "there are empty cells after the last column.", mend, number)
        if len(row) != width:
            mend = "put text with commas in quotation marks, and write numbers with a point, like 38.9."
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
        mend = f"give this row another {columns[-1]}, of its own."
        raise DataError(file, f"“{value}” is there twice.", mend, _number(twice.index[0]), columns[-1])


def check_link(file: str, cells: pd.Series, several: bool, other: str, known: Iterable[str]) -> None:
    """Each cell names ids of another table, with spaces between if `several`, or one, or none. other : its file."""
    ids = set(known)
    for row, cell in cells.items():
        for value in cell.split() if several else [cell] if cell else []:
            if value not in ids:
                mend = f"use an id of {other}{did_you_mean(value, ids)}, or add the row there."
                problem = f"no {Path(other).stem} row has the id “{value}”."
                raise DataError(file, problem, mend, _number(row), str(cells.name))


def _number(row: object) -> int:
    return int(str(row))


def _fault(value: str, kind: str, rules: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with one cell and how to mend it: two sentences, or None."""
    if value == "":
        return ("the cell is blank.", "fill it in.") if rules.get("required") else None
    if "\0" in value:
        return "there is a zero byte.", AS_UTF8
    if LIKE_A_FORMULA.fullmatch(value):
        return f"“{value}” is what a spreadsheet writes where it fails.", f"write the text again, {AS_TEXT}"
    if "enum" in rules and value not in rules["enum"]:
        near = did_you_mean(value, rules["enum"])
        mend = f"use one of {', '.join(rules['enum'])}{near}, or add it to datapackage.json."
        return f"“{value}” is not one of the words allowed.", mend
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return _form_fault(value, rules["pattern"])
    return _number_fault(value, kind, rules) if kind in PARSERS else None


def _form_fault(value: str, pattern: str) -> tuple[str, str]:
    """The same for a cell that has not the form of its pattern."""
    for form, name in ((LIKE_A_DAY, "day"), (LIKE_A_NUMBER, "number")):
        if form.fullmatch(value):
            told = f"“{value}” looks like an id that a spreadsheet took for a {name}."
            return told, f"write the id again, {AS_TEXT}"
    mend = FORMS.get(pattern, f"it must match {pattern}")
    return f"“{value}” does not have the right form.", f"{mend}."


def _number_fault(value: str, kind: str, rules: dict[str, Any]) -> tuple[str, str] | None:
    """The same for a cell that holds a number or a day."""
    parse, form, mend = PARSERS[kind]
    try:
        number = parse(value) if re.fullmatch(form, value) else None
    except ValueError:
        number = None
    if number is None:
        return f"“{value}” is no {kind}.", mend
    low, high = rules.get("minimum", number), rules.get("maximum", number)
    return None if low <= number <= high else (f"{value} is out of range.", f"use a number from {low} to {high}.")


# For each type of numbers and days: what reads it, its form, and how to mend what has not this form.
PARSERS: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "date": (pd.Timestamp, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", f"write it like 2023-09-12, {AS_TEXT}"),
    "integer": (int, "[+-]?(0|[1-9][0-9]*)", "write it like 12, in digits and with no sign between them."),
    "number": (
        float,
        r"[+-]?[0-9]+(\.[0-9]+)?",
        "write it like 38.9: all digits, a point and no comma, and no sign between thousands.",
    ),
}
