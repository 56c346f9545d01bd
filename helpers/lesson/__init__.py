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

A table is read when it is first asked for, and once; what is not as the schema says is told as a DataError.
"""

from functools import cache
from typing import Any

import pandas as pd

from helpers.errors import LessonError, did_you_mean
from helpers.lesson.faults import DataError
from helpers.lesson.package import Package

__all__ = ["DataError", "UnknownId", "UnknownTable", "fault", "known", "paragraphs_of", "source_of"]

pd.set_option("display.max_colwidth", None)  # what stands in a table is there to be read
pd.set_option("display.html.use_mathjax", False)  # and "$5" is no formula

land: dict[str, Any]  # as the tables, it is read by __getattr__


class UnknownTable(LessonError, AttributeError):
    """The data package has no table of this name."""


class UnknownId(LessonError):
    """No row of the data has this id."""


def paragraphs_of(claim_ids: str) -> str:
    """Paragraph marks for claim ids: "p02-1 p03-3" gives "¶2 ¶3"."""
    return " ".join(dict.fromkeys(f"¶{int(claim[1:3])}" for claim in claim_ids.split()))


def source_of(source: str) -> str:
    """Title, publisher and day of a source, by its id. Raises UnknownId."""
    sources = _package().table("sources").set_index("id")
    if source not in sources.index:
        raise UnknownId(f"There is no source “{source}”{did_you_mean(source, sources.index)}: see lesson.sources.")
    row = sources.loc[source]
    day = f"{row['date']:%Y-%m-%d}" if pd.notna(row["date"]) else "day not known"
    return f"{row['title']}, {row['publisher']}, {day}"


def known(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table that were known on 13 September 2023, of one that has the column `known_on_the_day`.

    Raises LessonError for a table that has not.
    """
    if "known_on_the_day" not in table:
        raise LessonError("This table has no column “known_on_the_day”: take it as it is.")
    return table[table["known_on_the_day"] == "yes"]


def fault(table: str, problem: str, mend: str, column: str | None = None, **key: object) -> DataError:
    """What is wrong with a row, for who finds more than the Table Schema does: a DataError with file and row, to raise.

    problem, mend : each a sentence. column : where in the row. key : finds the row, as question="00-hedge", number=2;
        the first that fits; with none, or where no row fits, the whole table is meant.
    """
    package = _package()
    row = package.row_number(table, {name: str(value) for name, value in key.items()}) if key else None
    return DataError(package.file(table), problem, mend, row, column)


@cache
def _package() -> Package:
    return Package()


def __dir__() -> list[str]:
    return [*__all__, "land", *_package().tables]


def __getattr__(name: str) -> pd.DataFrame:
    """A table of the package by its name (see PEP 562), or the map shapes as `land`."""
    if name.startswith("_"):
        raise AttributeError(name)
    package = _package()
    if name == "land":
        return package.land()
    if name not in package.tables:
        near = did_you_mean(name, [*package.tables, "land"])
        raise UnknownTable(f"The data has no table “{name}”{near}: choose one of {', '.join(package.tables)}.")
    return package.table(name)
