"""A Frictionless Data Package, read into typed pandas tables."""

import codecs
import csv
import io
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.lesson import faults
from helpers.lesson.faults import DataError, Field

FIRST = Path(os.path.abspath(__file__)).parents[2] / "data"  # of the first article

# What is read: of the first article, or what READING_DATA names, as seen from the folder of the project.
DATA = Path(os.path.abspath(FIRST.parent / os.path.expanduser(os.environ.get("READING_DATA") or FIRST)))

SEVERAL = ("claims", "said_in")  # columns that hold several ids of claims, with spaces between

# Columns that a table takes over from those it points to: key column, table, {its column: name here}.
JOINS = {
    "claims": [
        ("speaker", "voices", {"name": "voice", "kind": "voice_kind"}),
        ("paragraph", "paragraphs", {"number": "number", "part": "part"}),
    ],
    "forecasts": [("id", "questions", {"stem": "question", "claims": "claims"})],
}


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

    def __init__(self, folder: Path = DATA) -> None:
        self.folder = Path(folder)
        is_ours = self.folder.is_relative_to(FIRST.parent)
        self._place = self.folder.relative_to(FIRST.parent).as_posix() if is_ours else self.folder.name
        description = self._parse_json("datapackage.json")
        self.name = re.sub("[^a-z0-9_-]", "-", description.get("name") or self.folder.name)
        self.resources: dict[str, Any] = {resource["name"]: resource for resource in description["resources"]}
        self.tables = [name for name, resource in self.resources.items() if "schema" in resource]

    @cache  # noqa: B019 - one Package lives as long as the program
    def table(self, name: str) -> pd.DataFrame:
        """One table, checked, typed and joined.

        Returns a DataFrame with the columns of its Table Schema and those that JOINS adds.
        Raises DataError for the first fault found in the file or in one it points to.
        """
        frame = self.checked(name)
        for key, other, columns in JOINS.get(name, []):
            right = self.checked(other)[["id", *columns]].rename(columns={"id": key, **columns})
            frame = frame.merge(right, on=key, how="left")
        return frame

    @cache  # noqa: B019
    def checked(self, name: str) -> pd.DataFrame:
        """One table, checked and typed, with no joins: a DataFrame. Raises DataError."""
        schema, file, text = self.resources[name]["schema"], self.file(name), self.text(name)
        for field in schema["fields"]:
            faults.check_column(file, text[field["name"]], field)
        faults.check_key(file, text, schema["primaryKey"])
        for key in schema.get("foreignKeys", []):
            self._check_link(name, key["fields"], key["reference"]["resource"])
        for column in SEVERAL:
            if column in text:
                self._check_link(name, column, "claims")
        return pd.DataFrame({field["name"]: _typed(text[field["name"]], field) for field in schema["fields"]})

    @cache  # noqa: B019
    def text(self, name: str) -> pd.DataFrame:
        """The cells of a table as text, by row number as in a spreadsheet: the header is row 1. Raises DataError.

        Blanks round what stands in a cell are taken off: they cannot be seen, and mean nothing.
        """
        file, told = self.file(name), self._read(self.resources[name]["path"])
        expected = [field["name"] for field in self.resources[name]["schema"]["fields"]]
        faults.check_first_line(file, told.partition("\n")[0], expected)
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(told, newline=""), strict=True):
                rows.append([cell.strip() for cell in row])
        except csv.Error as error:
            mend = "look for a stray quotation mark in this row."
            raise DataError(file, f"no proper CSV: {error}.", mend, len(rows) + 1) from None
        header = rows[0] if rows else []
        faults.check_header(file, header, expected)
        numbered = {number: row for number, row in enumerate(rows[1:], start=2) if row}
        if not numbered:
            raise DataError(file, "there are no rows.", "put the rows back, or fetch the file anew.")
        faults.check_widths(file, numbered, len(header))
        return pd.DataFrame.from_dict(numbered, orient="index", columns=header, dtype="str")

    def row_number(self, name: str, key: dict[str, str]) -> int | None:
        """The number of the first row of a table, as in `text`, whose cells are these; None where there is none."""
        text = self.text(name)
        found = text.index[(text[list(key)] == pd.Series(key)).all(axis=1)]
        return int(found[0]) if len(found) else None

    def file(self, name: str) -> str:
        """The file of a table as it is told, such as data/claims.csv."""
        return f"{self._place}/{self.resources[name]['path']}"

    def land(self) -> dict[str, Any]:
        """The map shapes: GeoJSON as a dict, with no features where the package has none. Raises DataError."""
        if "map" not in self.resources:
            return {"type": "FeatureCollection", "features": []}
        return dict(self._parse_json(self.resources["map"]["path"]))

    def _check_link(self, name: str, column: str, other: str) -> None:
        if other not in self.tables:
            problem = f"it has no table “{other}”, which the column {column} of {self.file(name)} points to."
            raise DataError(f"{self._place}/datapackage.json", problem, "add that table, or take out both.")
        cells, known = self.text(name)[column], self.text(other)["id"]
        faults.check_link(self.file(name), cells, column in SEVERAL, self.file(other), known)

    def _read(self, path: str) -> str:
        """The text of a file in the folder, with every end of a line as "\\n". Raises DataError."""
        file = f"{self._place}/{path}"
        try:
            raw = (self.folder / path).read_bytes()
        except FileNotFoundError:
            raise DataError(file, "the file is missing.", "put it back, or fetch the project anew.") from None
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:2]:
            raise DataError(file, "the file is UTF-16, as Excel’s “Unicode Text” is.", faults.AS_UTF8)
        try:
            return io.StringIO(raw.decode("utf-8-sig"), newline=None).getvalue()
        except UnicodeDecodeError as error:
            row = len(error.object[: error.start + 1].splitlines())
            raise DataError(file, "a letter is not UTF-8.", faults.AS_UTF8, row) from None

    def _parse_json(self, path: str) -> Any:
        try:
            return json.loads(self._read(path))
        except json.JSONDecodeError as error:
            file = f"{self._place}/{path}"
            raise DataError(file, f"no JSON: {error.msg}.", "look at this row.", error.lineno) from None


def _typed(cells: pd.Series, field: Field) -> pd.Series:
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
