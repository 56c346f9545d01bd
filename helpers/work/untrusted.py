"""Reading a file that anybody may have made: JSON only, checked before anything is made of it.

`read_hand_in` takes a hand-in as hand_in.schema.json describes it, `read_record` a file of a learner's own folder,
which anybody may have edited. Nothing in a file is executed or used as a path. Whoever shows a text must escape it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from helpers import lesson
from helpers.errors import LessonError

SCHEMA = Path(__file__).parent / "hand_in.schema.json"

FORMAT = 1  # of a file of a learner's own folder
HAND_IN = 2  # of a hand-in; 1 had no number and no folders
LIMIT = 256 * 1024  # bytes of a file
TEXT = 20_000  # characters of a text that is handed in
DEPTH = 12  # brackets within brackets, in a hand-in; a learner's own file has two fewer round an answer
NUMBER = 10**9

QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
JOINERS = "\u200c\u200d\ufe0f"  # invisible, but part of names in some scripts, and of emoji
# Seen as nothing, or as a blank, though Unicode calls them letters, marks and signs.
BLANKS = "\u2028\u2029\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U000e0100"
BLANKS += "".join(map(chr, range(0xFE00, 0xFE0F)))

# An id of an activity; it becomes the name of a file: never one that Windows keeps for devices, nor that of place.py.
ACTIVITY = re.compile(r"(?!(?:con|prn|aux|nul|folder|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]{0,60}")

MOST_REVISIONS = 1_000_000  # as in the schema: nobody saves one answer so often
WRONG = {
    "required": "something is missing",
    "additionalProperties": "there is something that does not belong",
    "type": "something is of the wrong kind",
    "pattern": "a name is not as it should be",
    "minProperties": "there is nothing",
    "maxProperties": "there is too much",
    "minimum": "a number is too small",
    "minItems": "there is nothing",
    "maxItems": "there is too much",
    "maximum": "a number is too large",
    "enum": "something else is expected",
}


class BadFile(LessonError):
    """A file is not what it should be: one sentence that says why."""


class NewerFormat(BadFile):
    """A file is from a later version of these notebooks."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of one activity.

    revision : counts up with every save, from 1.
    saved : when, a datetime in UTC.
    state : dict of `answer` (any JSON), `first` (the answer at the first check, or None) and `tries` (int).
    """

    activity: str
    revision: int
    saved: datetime
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HandIn:
    """What one learner handed in.

    made : a datetime in UTC, by the clock of the learner's machine.
    answers : each activity to its Record.
    number : counts up with every hand-in of the same work, from 1, whatever a clock says. 0 in old files.
    folders : random ids, each 16 hexadecimal digits: first that of the folder of work it was made from, then those of
        hand-ins that were loaded there. Two files that share one are of the same work. Empty in old files.
    """

    alias: str
    made: datetime
    answers: dict[str, Record]
    number: int = 0
    folders: tuple[str, ...] = ()


def kind() -> str:
    """What a hand-in says it is; of another article with its name, since its questions have the ids of the first's."""
    return "hand-in" if lesson.is_first() else f"hand-in, {lesson.name()}"


def read_hand_in(data: bytes) -> HandIn:
    """The HandIn in the bytes of a file. Raises BadFile."""
    value = _parse(data, DEPTH, TEXT)
    _check_format(value, "kind", kind(), HAND_IN)
    _check_schema(value, _validators()[0])
    alias = clean_alias(value["alias"])
    answers = {key: _record(key, item) for key, item in value["answers"].items()}
    number, folders = int(value.get("number", 0)), tuple(value.get("folders", ()))
    return HandIn(alias, _moment(value["made"]), answers, number, folders)


def read_record(data: bytes, activity: str) -> Record:
    """The Record in the bytes of the file of one activity. Raises BadFile."""
    value = _parse(data, DEPTH - 2, LIMIT)
    _check_format(value, "activity", activity, FORMAT)
    fields = {key: item for key, item in value.items() if key not in ("format", "activity")}
    _check_schema(fields, _validators()[1])
    return _record(activity, fields)


def read_copy(data: bytes) -> Record:
    """The Record in the bytes of a file whose name does not say of which activity it is. Raises BadFile."""
    activity = _parse(data, DEPTH - 2, LIMIT).get("activity") if data[:1] == b"{" else None
    if not isinstance(activity, str) or not ACTIVITY.fullmatch(activity):
        raise BadFile("It is not of an activity.")
    return read_record(data, activity)


def clean_alias(alias: str) -> str:
    """An alias without the blanks round it. Raises BadFile if it will not do."""
    alias = alias.strip()
    if not 1 <= len(alias) <= 40:
        raise BadFile("The name must have 1 to 40 characters.")
    if any(_unseen(letter) and letter not in JOINERS for letter in alias):
        raise BadFile("The name holds a character that cannot be seen: type it anew.")
    if all(letter in JOINERS or unicodedata.category(letter)[0] in "MZ" for letter in alias):
        raise BadFile("The name must have a letter, a digit or a sign that can be seen.")
    return alias


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "C" or letter in BLANKS


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, names of fields among them."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += item.keys()
            waiting += item.values()


def _parse(data: bytes, depth: int, longest: int) -> Any:
    """The value in JSON bytes. Raises BadFile if reading it could do harm, or a text is longer than `longest`."""
    if len(data) > LIMIT:
        raise BadFile(f"It is larger than {LIMIT // 1024} KB.")
    if not data.strip(b"\0 \t\r\n"):
        raise BadFile("It is empty.")
    # Counted before parsing, since a parser that goes too deep takes the kernel down with it.
    brackets = QUOTED.sub(b"", data).translate(None, NOT_BRACKETS)
    if max(accumulate(1 if bracket in b"[{" else -1 for bracket in brackets), default=0) > depth:
        raise BadFile(f"Its brackets are nested more than {depth} deep.")
    hooks: Any = {"object_pairs_hook": _pairs, "parse_int": _number, "parse_float": _number, "parse_constant": _number}
    try:
        value = json.loads(data.decode("utf-8-sig"), **hooks)
    except UnicodeDecodeError:
        raise BadFile("It is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise BadFile(f"It is no JSON: something is wrong in line {error.lineno}.") from None
    for text in texts_in(value):
        if len(text) > longest:
            raise BadFile(f"A text in it is longer than {longest:,} characters.")
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            raise BadFile("A text in it holds half a character.")
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise BadFile("A name stands twice in it, where it may stand once.")
    return value


def _number(text: str) -> float:
    # As a float first: an int of 100,000 digits would take very long.
    if not abs(float(text)) <= NUMBER:  # nor is NaN
        raise BadFile("A number in it is too large, or no number.")
    return int(text) if text.lstrip("-").isdecimal() else float(text)


def _check_format(value: Any, key: str, wanted: str, newest: int) -> None:
    version = value.get("format") if isinstance(value, dict) else None
    if type(version) is int and version > newest:
        raise NewerFormat("It is from a newer version of these notebooks: update them to read it.")
    if type(version) is not int or version < 1 or value.get(key) != wanted:
        raise BadFile(f"It is JSON, but it does not say that its {key} is “{wanted}”, in format {newest}.")


@cache
def _validators() -> tuple[Any, Any]:
    """Validators of a whole hand-in and of one answer in it."""
    from jsonschema import Draft202012Validator  # takes a second where Altair has not loaded it

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    answer = schema["properties"]["answers"]["additionalProperties"]
    return Draft202012Validator(schema), Draft202012Validator(answer)


def _check_schema(value: Any, validator: Any) -> None:
    error = next(validator.iter_errors(value), None)
    if error:
        place = " › ".join(map(str, error.absolute_path))
        place = "".join(c if c.isprintable() else "�" for c in place)[:80]
        raise BadFile(f"It is not made as it should be: {WRONG[error.validator]} in “{place or 'the whole'}”.")


def _record(activity: str, fields: dict[str, Any]) -> Record:
    state = fields["state"] | {"tries": int(fields["state"]["tries"])}
    return Record(activity, int(fields["revision"]), _moment(fields["saved"]), state)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise BadFile("A date in it has no time zone.")
        return moment.astimezone(UTC)  # of any year: a machine's clock may be wrong, and its work is none the worse
    except (ValueError, OverflowError):
        raise BadFile("A date in it is no date.") from None
