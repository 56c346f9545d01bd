"""A class at work: how far each learner is, read from the folders that the learners' kernels keep.

Only read: nothing is made, mended, locked or moved in a learner's folder. All that stands there is a stranger's, so it
is checked before anything is made of it, links are not followed, and a file that cannot be read is not known yet.
"""

import errno
import hashlib
import json
import os
import re
import stat
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path

from helpers import lesson, questions
from helpers.classroom.hand_ins import ClassroomError
from helpers.classroom.tables import TRIES
from helpers.lesson.package import FIRST, Package
from helpers.work import LIMIT, BadFile, Record, folder, with_form
from helpers.work.place import ASIDE, told
from helpers.work.untrusted import read_record

DONE, TRIED, STUCK, BEGUN, NOT_STARTED = "done", "tried", "stuck", "begun", "not started"
UNKNOWN = "not known yet"

DEPTH = 3  # folders below the chosen one, as HOMES/anna/reading/my_work
MOST_OPENED = 20_000  # folders that are opened in one look
MOST_FILES = 10_000  # of a folder
MOST = 500  # learners
ITSELF = "."  # stands for the folder itself among its files
NOTE, NOTE_SIZE = "folder.json", 10_000
LONGEST = 60  # characters of a name
WORK = re.compile(r"[0-9]{2}-[a-z0-9-]{1,57}\.json|folder\.json")
# A pipe must not hold us up, and a link that was just put there must not lead us on.
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Stamp = tuple[int, int, int]  # of a file: when it was changed (ns), bytes, and its number on the disk
UNREAD = (0, 0, 0)  # of a file that is there and could not be opened: it is tried again


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was last read.

    stamp : what it was then; None where there is none.
    says : of an activity's file the state of its question, of the folder's note the alias, else "".
    route : of the folder's note the id of the lesson that the learner follows, else "".
    """

    stamp: Stamp | None
    says: str
    route: str = ""


@dataclass(frozen=True, slots=True)
class Learner:
    """A folder of work.

    number : stays the same from look to look; it tells nothing of the name.
    name : the alias, or the name of the folder below the chosen one; "" until `look` has named all.
    files : ITSELF, NOTE, and each question that was asked for, to its File.
    changed : when anything changed here, in seconds since 1970 by this machine's clock.
    newest : when which of the questions changed last, or None.
    is_there : whether the folder was found; if not, all is as it was last seen.
    """

    path: Path
    number: int
    name: str
    files: dict[str, File]
    changed: float
    newest: tuple[float, str] | None
    is_there: bool = True

    @property
    def route(self) -> str:
        """The id of the lesson that the learner follows, or ""."""
        return self.files[NOTE].route

    def state(self, question: str) -> str:
        """The state of a question."""
        return self.files[question].says


@dataclass(frozen=True)
class Look:
    """What was seen of a class.

    learners : in the order of their numbers. shut : how many folders could not be opened. is_cut : whether there are
        more folders or learners than can be looked at.
    """

    learners: list[Learner] = field(default_factory=list)
    shut: int = 0
    is_cut: bool = False


def look(place: Path, asked: Sequence[str], before: Look | None = None) -> Look:
    """How far the learners are whose folders of work are in a folder, or below it.

    A folder of work is one with files of activities in it, or a note; the own one of whoever looks is left out.

    asked : ids of questions. before : what was seen last time; only files that have changed since are read.

    Raises ClassroomError if the folder cannot be opened.
    """
    now, walk = time.time(), _Walk()
    known = {learner.path: learner for learner in before.learners} if before else {}
    found = {path: _seen(path, names, asked, known.get(path), now) for path, names in walk.below(place)}
    old = [found.pop(path, _gone(learner, asked)) for path, learner in known.items()]
    new = sorted(found.values(), key=lambda learner: hashlib.sha256(os.fsencode(learner.path)).digest())
    numbered = [replace(learner, number=number) for number, learner in enumerate([*old, *new], start=1)]
    return Look(_named(numbered[:MOST], place), walk.shut, walk.is_cut or len(numbered) > MOST)


def _gone(learner: Learner, asked: Sequence[str]) -> Learner:
    """A learner whose folder was not found this time."""
    nothing = dict.fromkeys(asked, File(None, UNKNOWN))
    return replace(learner, is_there=False, files=nothing | learner.files)


class _Walk:
    """The way through a folder. shut, is_cut : see Look."""

    def __init__(self) -> None:
        self.shut = self.opened = 0
        self.is_cut = False

    def below(self, place: Path) -> Iterator[tuple[Path, set[str]]]:
        """Every folder of work in a folder and below it, with the names of its files. Raises ClassroomError."""
        try:
            os.scandir(place).close()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no path"
            raise ClassroomError(f"{place} cannot be opened as a folder: {why}. Choose another one.") from None
        own = _number(folder())
        return (found for found in self._below(place, 0) if own is None or _number(found[0]) != own)

    def _below(self, place: Path, depth: int) -> Iterator[tuple[Path, set[str]]]:
        self.opened += 1
        if self.opened > MOST_OPENED:
            self.is_cut = True
            return
        try:
            with os.scandir(place) as entries:
                inside = {entry.name: entry.is_dir(follow_symlinks=False) for entry in islice(entries, MOST_FILES)}
        except FileNotFoundError:
            return
        except OSError:
            self.shut += 1
            return
        files = {name for name, is_folder in inside.items() if not is_folder}
        if any(WORK.fullmatch(name) for name in files):
            if _is_of_this_article(place):
                yield place, files
        elif depth < DEPTH:
            for name in sorted(name for name, is_folder in inside.items() if is_folder and not _is_passed(name)):
                yield from self._below(place / name, depth + 1)


def _is_passed(name: str) -> bool:
    """Whether a folder is not looked into: a hidden one, or work that was put aside for another learner."""
    return name.startswith(".") or bool(ASIDE.fullmatch(name))


def _number(place: Path) -> tuple[int, int] | None:
    """What tells a folder from every other one, by whatever path it is reached; None where there is none."""
    try:
        found = os.lstat(place)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_of_this_article(place: Path) -> bool:
    """Whether a folder holds work on the article that is read here; see helpers/work/place.py."""
    if lesson.is_first():
        return not place.name.endswith(_others())
    return place.name.endswith(f"_{lesson.name()}")


@cache
def _others() -> tuple[str, ...]:
    return tuple(f"_{Package(path.parent).name}" for path in FIRST.glob("*/datapackage.json"))


def _seen(path: Path, names: set[str], asked: Sequence[str], old: Learner | None, now: float) -> Learner:
    """A folder of work. names : of its files. Of a new one the number and the name are not known yet."""
    before = old.files if old else {}
    files = {name: _file(path, name, names, before.get(name)) for name in (ITSELF, NOTE, *asked)}
    # By our own clock where it changed before our eyes, since that of a server may differ.
    changes = [
        (now if name in before else min(file.stamp[0] / 1e9, now), name)
        for name, file in files.items()
        if file.stamp and (name not in before or file.stamp != before[name].stamp)
    ]
    earlier = [old.changed] if old else []
    changed = max([*earlier, *(when for when, _ in changes)], default=now)
    newest = max([change for change in changes if change[1] in asked], default=old.newest if old else None)
    return Learner(path, 0, "", files, changed, newest)


def _file(place: Path, name: str, names: set[str], old: File | None) -> File:
    """A file of a folder of work, read only if it has changed. name : an id, NOTE or ITSELF, the folder."""
    path = place if name == ITSELF else place / (name if name == NOTE else f"{name}.json")
    nothing = "" if name in (ITSELF, NOTE) else NOT_STARTED
    if name != ITSELF and path.name not in names:
        return File(None, nothing)
    try:
        found = os.lstat(path)
    except OSError:
        return old or File(None, nothing)
    stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
    if old and old.stamp == stamp:
        return old
    if name == ITSELF:
        return File(stamp, "")
    # It may be half written: what was known before is better than nothing.
    known = old if old and old.stamp else File(None, nothing and UNKNOWN)
    try:
        return File(stamp, *_note(_bytes(path, NOTE_SIZE))) if name == NOTE else File(stamp, state_of(_record(path)))
    except OSError:
        return replace(known, stamp=UNREAD)
    except BadFile:
        return replace(known, stamp=stamp)


def _record(path: Path) -> Record:
    return read_record(_bytes(path, LIMIT + 1), path.stem)


def _bytes(path: Path, most: int) -> bytes:
    """At most so many bytes of a plain file, never of what a link leads to. Raises OSError."""
    with open(path, "rb", opener=lambda name, _: os.open(name, FLAGS)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EISDIR, "it is no plain file")
        return file.read(most)


def _note(note: bytes) -> tuple[str, str]:
    """The alias and the route in the note of a folder, each "" where it will not do."""
    with suppress(ValueError, RecursionError):
        known = told(json.loads(note))
        return known.alias, known.route
    return "", ""


def state_of(record: Record) -> str:
    """How far a learner is with a question. What needs no right answer is done when it was checked."""
    given = with_form(record)
    if record.state["answer"] is not None and given.state["answer"] is None:
        return UNKNOWN
    answer, tries = questions.counting(record.activity, given.state), given.state["tries"]
    if tries and not questions.is_nothing(answer) and questions.is_right(record.activity, answer) is not False:
        return DONE
    if tries >= TRIES:
        return STUCK
    if tries:
        return TRIED
    return NOT_STARTED if questions.is_nothing(answer) else BEGUN


def _named(learners: list[Learner], place: Path) -> list[Learner]:
    """The learners with their names: of those with one name, each with the path of its folder."""
    names = [learner.files[NOTE].says or _name(learner.path, place) for learner in learners]
    often = Counter(name.casefold() for name in names)
    return [
        replace(learner, name=name if often[name.casefold()] == 1 else f"{name} ({_below(learner.path, place)})")
        for learner, name in zip(learners, names, strict=True)
    ]


def _name(path: Path, place: Path) -> str:
    """The name of a learner's folder: that of the first one below the chosen place."""
    name = (path.relative_to(place).parts or (path.name,))[0]
    return _shown(name if lesson.is_first() else name.removesuffix(f"_{lesson.name()}"))


def _below(path: Path, place: Path) -> str:
    return _shown(path.relative_to(place).as_posix())


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in name[:LONGEST])
