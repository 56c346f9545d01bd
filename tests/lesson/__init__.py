"""Tests of the data and of how it is read."""

from helpers.lesson.package import FIRST, Package

TABLES = Package().tables
ANOTHER = Package(FIRST / "another_article")
