"""Which folder work is kept in, and the random ids that tell in a hand-in whose work it is."""

import errno
import json
import os
import re
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from helpers import lesson
from helpers.work import safe_file
from helpers.work.untrusted import BadFile, clean_alias
from helpers.work.written import to_json

ROOT = Path(__file__).parents[2]
USUAL = ROOT / "my_work"
AT_HOME = "my_work_on_one_article"  # in the learner's home, where USUAL cannot be written
FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
LINEAGE = "folder.json"
ROUTE = re.compile("[a-z]{1,20}")
ASIDE = re.compile(r".*_until_\d{4}-\d\d-\d\d_\d{6}")  # the name of a folder that `archive` put aside
MOST_FOLDERS = 20  # as in hand_in.schema.json


def folder() -> Path:
    """The folder that work is kept in: what READING_WORK names, or my_work, or else one in the learner's home.

    The last where my_work cannot be written, as in a clone that many share, or where only the other has work in it.
    Work on another article, whose questions have the same ids, is kept in a folder of its own.
    """
    named = os.environ.get("READING_WORK")
    return _of_article(Path(os.path.abspath(os.path.expanduser(named)))) if named else _not_named()


def _of_article(place: Path) -> Path:
    """A folder for work on the first article, or the one beside it, with the article's name, for work on another."""
    return place if lesson.is_first() else place.with_name(f"{place.name}_{lesson.name()}")


@cache
def _not_named() -> Path:
    usual = _of_article(USUAL)
    try:
        return chosen(usual, _of_article(Path.home() / AT_HOME))
    except RuntimeError:  # no home
        return usual


def chosen(usual: Path, other: Path) -> Path:
    """Of two folders the first one, unless it cannot be written and the other can, or only the other has work in it."""
    if _has_work(other) and not _has_work(usual):
        return other
    return other if not can_be_written(usual) and can_be_written(other) else usual


def is_elsewhere() -> bool:
    """Whether work is kept in the learner's home though nobody asked for that."""
    return folder() != _of_article(USUAL) and not os.environ.get("READING_WORK")


def _has_work(place: Path) -> bool:
    with suppress(OSError):
        return any(re.match(r"[0-9]{2}-.*\.json", path.name) for path in place.iterdir())
    return False


def can_be_written(place: Path) -> bool:
    """Whether files can be made in a folder, which is made if need be. Any other trouble than a ban is told later."""
    probe = safe_file.temporary(place / "probe", secrets.token_hex(8))
    try:
        safe_file.make_folder(place)
        safe_file.write(probe, b"", "xb")
        probe.unlink()
    except OSError as refused:
        return refused.errno not in FORBIDDEN
    return True


@dataclass(frozen=True)
class Lineage:
    """Whose work a folder holds.

    folders, number : see HandIn.
    alias : the name that the learner hands in under, "" before there is one.
    route : the id of the lesson that the learner follows, or "".
    """

    folders: tuple[str, ...]
    number: int = 0
    alias: str = ""
    route: str = ""


def lineage(place: Path) -> Lineage:
    """What is known of a folder; of a new one that it has a random id. Raises OSError if it cannot be read."""
    return _noted(place) or Lineage((secrets.token_hex(8),))


def lineage_of(place: Path) -> Lineage:
    """What is noted of a folder; nothing where there is no note yet, or it cannot be read."""
    with suppress(OSError):
        return _noted(place) or Lineage(())
    return Lineage(())


def _noted(place: Path) -> Lineage | None:
    """The note of a folder, if there is one with an id. Raises OSError if it cannot be read."""
    for path in (place / LINEAGE, safe_file.backup(place / LINEAGE)):
        with suppress(FileNotFoundError, ValueError, RecursionError):
            known = told(json.loads(safe_file.read(path, 10_000)))
            if known.folders:
                return known
    return None


def told(note: Any) -> Lineage:
    """What a note (any JSON) says, as far as it can be made out."""
    fields = note if isinstance(note, dict) else {}
    ids, number = fields.get("folders"), fields.get("number")
    texts = [id for id in ids if isinstance(id, str)] if isinstance(ids, list) else []
    known = [id for id in texts if re.fullmatch("[0-9a-f]{16}", id)][:MOST_FOLDERS]
    alias, route = (fields[name] if isinstance(fields.get(name), str) else "" for name in ("alias", "route"))
    count = number if type(number) is int and 0 <= number < 1_000_000 else 0
    return Lineage(tuple(known), count, _fit(alias), route if ROUTE.fullmatch(route) else "")


def _fit(alias: str) -> str:
    """An alias, or "" where it will not do."""
    try:
        return clean_alias(alias)
    except BadFile:
        return ""


def note(place: Path, alias: str | None = None, route: str | None = None) -> None:
    """Note the alias of a folder, or its route, where it can be written. Raises BadFile if the alias will not do."""
    cleaned = clean_alias(alias) if alias else alias
    with suppress(OSError):
        safe_file.make_folder(place)
        with _alone(place):
            known = lineage(place)
            if route and not ROUTE.fullmatch(route):
                route = None
            alias, route = (old if new is None else new for old, new in ((known.alias, cleaned), (known.route, route)))
            _write(place, replace(known, alias=alias, route=route))


def archive(place: Path) -> Path | None:
    """Put a folder of work aside, under a name beside it that says until when, so that another learner begins anew.

    Where nothing can be made beside it, its files go into a folder of that name in it. Returns where they are now, or
    None where there is no work: then only the note goes. Raises OSError if they cannot be moved.
    """
    if not _has_work(place):
        (place / LINEAGE).unlink(missing_ok=True)
        return None
    stamp = datetime.now().strftime("%Y-%m-%d_%H%M%S")
    name = f"{place.name}_until_{stamp}"
    try:
        return place.rename(place.with_name(name))
    except OSError:
        files = [path for path in place.iterdir() if path.is_file()]
        aside = place / name
        aside.mkdir(mode=0o700)
        for path in files:
            path.rename(aside / path.name)
        return aside


def next_hand_in(place: Path) -> Lineage | None:
    """Count one more hand-in of a folder. None where nothing can be written: its hand-ins say nothing of it."""
    with suppress(OSError), _alone(place):
        known = lineage(place)
        return _write(place, replace(known, number=known.number + 1))
    return None


def loaded(place: Path, folders: tuple[str, ...], number: int) -> None:
    """Note that a hand-in was loaded into a folder: from now on both are of one work. folders, number : see HandIn."""
    with suppress(OSError), _alone(place):
        known = lineage(place)
        ids = dict.fromkeys([*known.folders[:1], *folders, *known.folders])
        _write(place, replace(known, folders=tuple(ids)[:MOST_FOLDERS], number=max(known.number, number)))


def _alone(place: Path) -> AbstractContextManager[Callable[[], None]]:
    return safe_file.locked(place / LINEAGE, secrets.token_hex(8))


def _write(place: Path, known: Lineage) -> Lineage:
    note = {"format": 1, "kind": "folder"} | asdict(known)
    safe_file.write_whole(place / LINEAGE, to_json(note))
    return known
