"""The data package in data/, read into typed pandas tables.

    from helpers import lesson
    lesson.claims          # every statement of the article, with its voice and paragraph
    lesson.voices          # who is heard
    lesson.land            # map shapes, GeoJSON as a dict

Every table of data/datapackage.json is an attribute here, under its own name and with the columns and
types that its Table Schema gives: dates are datetime64, whole numbers Int64, numbers Float64, enums
categories (ordered where the schema says so), all else text, with "" for a blank. `claims` has its joins
ready: `voice` and `voice_kind` from voices, `number` and `part` from paragraphs; `forecasts` has its `question` and
`claims` from questions.

A table is read when it is first asked for, and once. The checks follow the Table Schema in pandas: Frictionless
finds the same faults but takes 1.6 s for it at every start, so it checks the package in the tests.
"""

import csv
import difflib
import json
import re
from functools import cache
from pathlib import Path

import pandas as pd

SEVERAL = ("claims", "said_in")  # columns that hold several ids of claims, with spaces between

DATA = Path(__file__).parent.parent / "data"

# Columns that a table takes over from those it points to: key column, table, {its column: name here}.
JOINS = {
    "claims": [
        ("speaker", "voices", {"name": "voice", "kind": "voice_kind"}),
        ("paragraph", "paragraphs", {"number": "number", "part": "part"}),
    ],
    "forecasts": [("id", "questions", {"stem": "question", "claims": "claims"})],
}


class DataError(Exception):
    """Something in data/ is not as datapackage.json says: where, what, and how to mend it."""

    def __init__(self, file, problem, mend, row=None, column=None):
        place = f"data/{file}" + (f", row {row}" if row else "") + (f", column {column}" if column else "")
        super().__init__(f"{place}: {problem} To mend it: {mend}")

    def _render_traceback_(self):
        """What Jupyter shows in place of a traceback."""
        return [str(self)]


class Package:
    """The tables of a Frictionless Data Package.

    Parameters
    ----------
    folder : Path
        Holds datapackage.json and the files that it names.

    Raises
    ------
    DataError
        If datapackage.json is missing or is no JSON.
    """

    def __init__(self, folder=DATA):
        self.folder = Path(folder)
        description = self._parse_json("datapackage.json")
        self.resources = {resource["name"]: resource for resource in description["resources"]}
        self.table = cache(self.table)
        self.checked = cache(self.checked)

    def table(self, name):
        """One table, checked, typed and joined.

        Returns a DataFrame with the columns of its Table Schema and those that JOINS adds.
        Raises DataError for the first fault found in the file or in one it points to.
        """
        frame = self.checked(name)
        for key, other, columns in JOINS.get(name, []):
            right = self.checked(other)[["id", *columns]].rename(columns={"id": key, **columns})
            frame = frame.merge(right, on=key, how="left")
        return frame

    def checked(self, name):
        """One table, checked and typed, with no joins: a DataFrame. Raises DataError."""
        schema, file = self.resources[name]["schema"], self.resources[name]["path"]
        text = self._read_rows(file, [field["name"] for field in schema["fields"]])
        for field in schema["fields"]:
            _check_column(file, text[field["name"]], field)
        _check_key(file, text, schema["primaryKey"])
        self._check_links(file, text, schema.get("foreignKeys", []))
        return pd.DataFrame({field["name"]: _typed(text[field["name"]], field) for field in schema["fields"]})

    def land(self):
        """The map shapes: GeoJSON as a dict. Raises DataError."""
        return self._parse_json(self.resources["map"]["path"])

    def _text(self, file):
        try:
            return (self.folder / file).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise DataError(file, "the file is missing.", "put it back, or fetch the project anew.") from None
        except UnicodeDecodeError as error:
            row = error.object[: error.start].count(b"\n") + 1
            raise DataError(file, "a letter is not UTF-8.", "save the file as “CSV UTF-8”.", row) from None

    def _parse_json(self, file):
        try:
            return json.loads(self._text(file))
        except json.JSONDecodeError as error:
            raise DataError(file, f"no JSON: {error.msg}.", "look at this row.", error.lineno) from None

    def _read_rows(self, file, expected):
        """The cells of a CSV file as text; rows are numbered as in a spreadsheet, the header is row 1."""
        try:
            rows = list(csv.reader(self._text(file).splitlines(keepends=True), strict=True))
        except csv.Error as error:
            raise DataError(file, f"no proper CSV: {error}.", "look for a stray quotation mark.") from None
        header = rows[0] if rows else []
        for column in expected:
            if column not in header:
                raise DataError(
                    file, "the column is missing.", f"the first row needs {', '.join(expected)}.", 1, column
                )
        for column in header:
            if header.count(column) > 1 or column not in expected:
                mend = "take it out, or describe it in datapackage.json."
                raise DataError(file, "the column is twice here or unknown.", mend, 1, column or "(no name)")
        if not any(rows[1:]):
            raise DataError(file, "there are no rows.", "put the rows back, or fetch the file anew.")
        for number, row in enumerate(rows[1:], start=2):
            if row and len(row) != len(header):
                mend = "put text with commas in quotation marks."
                raise DataError(file, f"{len(row)} cells where the header has {len(header)}.", mend, number)
        numbered = {number: row for number, row in enumerate(rows[1:], start=2) if row}
        return pd.DataFrame.from_dict(numbered, orient="index", columns=header, dtype="str")

    def _check_links(self, file, text, foreign_keys):
        links = [(key["fields"], key["reference"]["resource"]) for key in foreign_keys]
        links += [(column, "claims") for column in SEVERAL if column in text]
        for column, other in links:
            known = set(self._ids(other))
            for row, cell in text[column].items():
                # A foreign key holds one id or is blank.
                for value in cell.split() if column in SEVERAL else [cell] if cell else []:
                    if value not in known:
                        mend = f"use an id of data/{other}.csv{_nearest(value, known)}, or add the row there."
                        raise DataError(file, f"no {other} row has the id “{value}”.", mend, row, column)

    @cache  # noqa: B019 - one Package lives as long as the program
    def _ids(self, name):
        resource = self.resources[name]
        return list(self._read_rows(resource["path"], [f["name"] for f in resource["schema"]["fields"]])["id"])


def _nearest(value, known):
    near = difflib.get_close_matches(value, known, n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""


def _check_column(file, cells, field):
    rules = field.get("constraints", {})
    for row, value in cells.items():
        problem, mend = _fault(value, field["type"], rules)
        if problem:
            raise DataError(file, problem, mend, row, cells.name)


def _fault(value, kind, rules):
    """What is wrong with one cell and how to mend it: two sentences, or (None, None)."""
    if value == "":
        return ("the cell is blank.", "fill it in.") if rules.get("required") else (None, None)
    if "\0" in value:
        return "there is a zero byte.", "save the file anew as “CSV UTF-8”."
    if "enum" in rules and value not in rules["enum"]:
        mend = f"use one of {', '.join(rules['enum'])}{_nearest(value, rules['enum'])}, or add it to datapackage.json."
        return f"“{value}” is not one of the words allowed.", mend
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return f"“{value}” does not have the right form.", f"it must match {rules['pattern']}."
    parse, example = PARSERS.get(kind, (str, ""))
    try:
        number = parse(value)
    except ValueError:
        return f"“{value}” is no {kind}.", f"write it like {example}."
    low, high = rules.get("minimum", number), rules.get("maximum", number)
    if not low <= number <= high:
        return f"{value} is out of range.", f"use a number from {low} to {high}."
    return None, None


def _day(value):
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError(value)
    return pd.Timestamp(value)


PARSERS = {"date": (_day, "2023-09-12"), "integer": (int, "12"), "number": (float, "38.9")}


def _check_key(file, text, primary_key):
    columns = [primary_key] if isinstance(primary_key, str) else primary_key
    twice = text[text.duplicated(columns)]
    if len(twice):
        value = " ".join(twice.iloc[0][columns])
        raise DataError(
            file, f"“{value}” is there twice.", "give this row an id of its own.", twice.index[0], columns[0]
        )


def _typed(cells, field):
    cells = cells.reset_index(drop=True)
    rules = field.get("constraints", {})
    if "enum" in rules:
        kind = pd.CategoricalDtype(rules["enum"], ordered=field.get("categoriesOrdered", False))
        return cells.where(cells != "").astype(kind)
    if field["type"] == "date":
        return pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d")
    if field["type"] in ("integer", "number"):
        return pd.to_numeric(cells.where(cells != "")).astype("Int64" if field["type"] == "integer" else "Float64")
    return cells


def paragraphs_of(claim_ids):
    """Paragraph marks for claim ids: "p02-1 p03-3" gives "¶2 ¶3"."""
    return " ".join(dict.fromkeys(f"¶{int(claim[1:3])}" for claim in claim_ids.split()))


def source_of(source):
    """Title, publisher and day of a source, by its id."""
    row = _package().table("sources").set_index("id").loc[source]
    day = f"{row['date']:%Y-%m-%d}" if pd.notna(row["date"]) else "day not known"
    return f"{row['title']}, {row['publisher']}, {day}"


def known(table):
    """The rows of a table that were known on 13 September 2023, of one that has the column `known_on_the_day`."""
    return table[table["known_on_the_day"] == "yes"]


def fault(table, problem, mend, column=None, **key):
    """A fault of meaning in a row of a table, which is found by the values of its key. Gives a DataError to raise."""
    package = _package()
    resource = package.resources[table]
    text = package._read_rows(resource["path"], [field["name"] for field in resource["schema"]["fields"]])
    rows = text[(text[list(key)] == pd.Series(key).astype("str")).all(axis=1)]
    return DataError(resource["path"], problem, mend, rows.index[0] if len(rows) else None, column)


@cache
def _package():
    return Package()


def __getattr__(name):
    """A table of the package by its name (see PEP 562), or the map shapes as `land`."""
    if name.startswith("_"):
        raise AttributeError(name)
    package = _package()
    if name == "land":
        return package.land()
    if "schema" not in package.resources.get(name, {}):
        raise AttributeError(f"The data package has no table “{name}”. It has: {', '.join(package.resources)}.")
    return package.table(name)
