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

READING_DATA in the environment names the folder of another article's package, which is then read in place of data/.
`lesson.another` is the second article that comes with this lesson, to read beside it: lesson.another.claims.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd
from IPython.display import HTML

from helpers import page
from helpers.errors import LessonError, NotInTheData, did_you_mean
from helpers.lesson import package
from helpers.lesson.faults import DataError
from helpers.lesson.package import FIRST, Package
from helpers.lesson.tables import Tables, UnknownTable, by_name

__all__ = [
    "DataError",
    "NoPackage",
    "UnknownId",
    "UnknownTable",
    "another",
    "fault",
    "is_first",
    "known",
    "name",
    "needs",
    "paragraphs_of",
    "source_of",
]

pd.set_option("display.max_colwidth", None)  # what stands in a table is there to be read
pd.set_option("display.html.use_mathjax", False)  # and "$5" is no formula

land: dict[str, Any]  # as the tables, it is read by __getattr__

another = Tables(FIRST / "another_article")

Given = ParamSpec("Given")
Shown = TypeVar("Shown")


class NoPackage(LessonError):
    """READING_DATA names a folder that holds no data package."""


class UnknownId(NotInTheData):
    """No row of the data has this id."""


def is_first() -> bool:
    """Whether the data is that of the first article, in data/."""
    return package.DATA == FIRST


def name() -> str:
    """The name of the data package, such as "reading-one-article"."""
    return _package().name


def needs(*tables: str) -> Callable[[Callable[Given, Shown]], Callable[Given, Shown | HTML]]:
    """Let a function that shows something tell in one sentence what the data of another article has not.

    tables : those that it takes from lesson by itself; those that it is given are seen. With the first article what is
        not in the data is an error.
    """

    def decorated(show: Callable[Given, Shown]) -> Callable[Given, Shown | HTML]:
        @wraps(show)
        def shown(*given: Given.args, **named: Given.kwargs) -> Shown | HTML:
            taken = [by_name(_package(), table) for table in tables]
            for table in [*taken, *given, *named.values()]:
                if isinstance(table, pd.DataFrame) and "absent" in table.attrs:
                    return page.sentence(f"This article’s data has no table “{table.attrs['absent']}” to show here.")
            try:
                return show(*given, **named)
            except NotInTheData as missing:
                if is_first():
                    raise
                return page.sentence(str(missing))

        return shown

    return decorated


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
    row = _package().row_number(table, {cell: str(value) for cell, value in key.items()}) if key else None
    return DataError(_package().file(table), problem, mend, row, column)


@cache
def _package() -> Package:
    if not is_first() and not (package.DATA / "datapackage.json").is_file():
        mend = "name a folder that has one, or take READING_DATA away, and start anew."
        raise NoPackage(f"READING_DATA names {package.DATA}, where there is no datapackage.json: {mend}")
    return Package(package.DATA)


def __dir__() -> list[str]:
    return [*__all__, "land", *_package().tables]


def __getattr__(name: str) -> Any:
    """A table of the package by its name (see PEP 562), or the map shapes as `land`."""
    if name.startswith("_"):
        raise AttributeError(name)
    return by_name(_package(), name)
