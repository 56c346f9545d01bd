"""What a data package gives by name: its tables, and its map shapes."""

from functools import cache, cached_property
from pathlib import Path
from typing import Any

from helpers.errors import NotInTheData, did_you_mean
from helpers.lesson.package import FIRST, Package


class UnknownTable(NotInTheData, AttributeError):
    """The data package has no table of this name."""


class Tables:
    """The tables of the package in a folder as attributes, read when they are first asked for: tables.claims."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _package(self) -> Package:
        return Package(self._folder)

    def __dir__(self) -> list[str]:
        return [*self._package.tables, "land"]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return by_name(self._package, name)


def by_name(package: Package, name: str) -> Any:
    """A table of a package, or the map shapes as "land". Raises UnknownTable.

    What the first article has a table for, and another has not, is a table with no rows, so that a notebook goes on:
    its attrs["absent"] is the name.
    """
    if name == "land":
        return package.land()
    if name in package.tables:
        return package.table(name)
    if package.folder != FIRST and name in _first().tables:
        table = _first().table(name).iloc[:0].copy()
        table.attrs["absent"] = name
        return table
    near = did_you_mean(name, [*package.tables, "land"])
    raise UnknownTable(f"The data has no table “{name}”{near}: choose one of {', '.join(package.tables)}.")


@cache
def _first() -> Package:
    return Package(FIRST)
