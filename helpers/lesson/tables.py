"""The tables of a data package as attributes, each read when it is first asked for."""

from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.errors import LessonError, NotInTheData, did_you_mean
from helpers.lesson.package import FIRST, Package


class UnknownTable(NotInTheData, AttributeError):
    """The data package has no table of this name."""


class NoPackage(LessonError):
    """READING_DATA names a folder that holds no data package."""


class Tables:
    """The tables of the data package in a folder: tables.claims is its claims.csv, tables.land its map shapes.

    What the first article has a table for and this one has not is a table with no rows here, so that a notebook goes
    on; its attrs["absent"] says its name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _package(self) -> Package:
        if not (self._folder / "datapackage.json").is_file() and self._folder != FIRST:
            raise NoPackage(
                f"READING_DATA names {self._folder}, and there is no datapackage.json: "
                "name the folder of a data package, or take READING_DATA away, and start anew."
            )
        return Package(self._folder)

    @cached_property
    def _usual(self) -> Package:
        return Package(FIRST)

    def __dir__(self) -> list[str]:
        return [*self._package.tables, "land"]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        package = self._package
        if name == "land":
            return package.land() if "map" in package.resources else {"features": []}
        if name in package.tables:
            return package.table(name)
        if self._folder != FIRST and name in self._usual.tables:
            return self._absent(name)
        near = did_you_mean(name, [*package.tables, "land"])
        raise UnknownTable(f"The data has no table “{name}”{near}: choose one of {', '.join(package.tables)}.")

    def _absent(self, name: str) -> pd.DataFrame:
        """A table with the columns and types of the first article's, and no rows."""
        table = self._usual.table(name).iloc[:0].copy()
        table.attrs["absent"] = name
        return table
