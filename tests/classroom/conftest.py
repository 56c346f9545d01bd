"""What the tests of a class need around them."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for hand-ins, with nothing beside it."""
    made = tmp_path / "hand-ins"
    made.mkdir()
    return made
