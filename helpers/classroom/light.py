"""A hand-in as it is kept while a class is read: in little memory, of which it is known how much.

Most answers of a class are alike: of equal small values one is kept.
"""

import json
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from helpers import questions
from helpers.work import HandIn, with_form

SMALL = 64  # characters of what is looked for among what is kept, as JSON
ROW = 128  # bytes that an answer takes in the lists here and in the table that is made of them, without what it says
FILE = 2000  # bytes that a hand-in takes besides its answers
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Pool:
    """The small values of a class, each once. memory : bytes that they take."""

    def __init__(self) -> None:
        self.memory = self._own = 0
        self._small: dict[str, Any] = {}  # as JSON: itself
        self._large: dict[str, Any] = {}  # the same, of one hand-in

    def taken(self) -> int:
        """Bytes that other values took since this was asked last, as at the end of every hand-in."""
        own, self._own, self._large = self._own, 0, {}
        return own

    def shared(self, value: Any) -> Any:
        """An equal value (any JSON) that is kept already, or else this one, with its parts shared."""
        if not isinstance(value, str | list | dict):
            self._own += 32 if isinstance(value, float) or (isinstance(value, int) and not -5 <= value <= 256) else 0
            return value
        text = json.dumps(value, ensure_ascii=False)
        known = self._small if len(text) <= SMALL else self._large
        if text not in known:
            known[text] = self._with_shared_parts(value)
            self._count(known[text], text if known is self._small else None)
        return known[text]

    def _with_shared_parts(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self.shared(key): self.shared(item) for key, item in value.items()}
        return [self.shared(item) for item in value] if isinstance(value, list) else value

    def _count(self, value: Any, text: str | None) -> None:
        if text is None:
            self._own += _size(value)
        else:
            self.memory += _size(value) + _size(text) + 100  # of a place in a dict


def _size(value: Any) -> int:
    return sys.getsizeof(value) + 15 & ~15


@dataclass(frozen=True, slots=True)
class Given:
    """A hand-in, ready for the tables.

    hand_in : without its answers.
    columns : of its answers, activity, answer, first, tries and saved (microseconds since 1970 in UTC). Every answer
        to a question known here has its form, and is the one that counts.
    left_out : activities whose answer has not the form of its question.
    tried_again : how many were tried again after a commitment.
    memory : bytes that it takes by itself.
    """

    file: str
    hand_in: HandIn
    columns: Sequence[Sequence[Any]] = ((), (), (), (), ())
    left_out: list[str] = field(default_factory=list)
    tried_again: int = 0
    memory: int = FILE

    @property
    def emptied(self) -> "Given":
        """The same without answers."""
        return Given(self.file, self.hand_in)


def lightened(file: str, hand_in: HandIn, pool: Pool) -> Given:
    """A hand-in as it is kept. file : its name, to be shown."""
    given = [(record, with_form(record)) for record in hand_in.answers.values()]
    records = [record for _, record in given]
    counting = [questions.counting(record.activity, record.state) for record in records]
    left_out = [
        pool.shared(record.activity)
        for record, checked in given
        if record.state["answer"] is not None and checked.state["answer"] is None
    ]
    columns = (
        [pool.shared(record.activity) for record in records],
        [pool.shared(answer) for answer in counting],
        [pool.shared(record.state["first"]) for record in records],
        array("q", [record.state["tries"] for record in records]),
        array("q", [(record.saved - EPOCH) // timedelta(microseconds=1) for record in records]),
    )
    tried_again = sum(answer != record.state["answer"] for record, answer in zip(records, counting, strict=True))
    memory = pool.taken() + FILE + ROW * len(records)
    return Given(file, replace(hand_in, answers={}), columns, left_out, tried_again, memory)
