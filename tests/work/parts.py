"""What the tests of kept work share."""

from pathlib import Path
from typing import Any

MADE = Path(__file__).parent / "made_today"  # files as helpers/answers.py wrote them, before there were rooms
SAVED = "2026-11-25T10:42:07.123+00:00"


def state(answer: Any, first: Any = None, tries: int = 0) -> dict[str, Any]:
    """A state as a file has it."""
    return {"answer": answer, "first": first, "tries": tries}


def names(folder: Path) -> list[str]:
    """The names of all files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def answer(value: Any, first: Any = None, tries: int = 1) -> dict[str, Any]:
    """An answer as it stands in a hand-in."""
    return {"revision": 1, "saved": SAVED, "state": {"answer": value, "first": first, "tries": tries}}


def hand_in(alias: str = "Kim", made: str = SAVED, **given: Any) -> dict[str, Any]:
    """A hand-in as a dict; an activity such as 01-date is written q01_date."""
    told = {key[1:].replace("_", "-"): item if isinstance(item, dict) else answer(item) for key, item in given.items()}
    return {
        "format": 1,
        "kind": "hand-in",
        "alias": alias,
        "made": made,
        "answers": told or {"01-own": answer("words")},
    }


GOOD = hand_in(
    q01_date=answer(2, first=1),
    q01_who={"revision": 3, "saved": SAVED, "state": answer({"1": "x"})["state"]},
    q01_own='да 🦊 \\ " \n',
)
