"""Tests of the data and of how it is read."""

from helpers.lesson.package import Package

TABLES = Package().tables
