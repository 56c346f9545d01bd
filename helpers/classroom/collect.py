"""The files of a folder that others filled, taken out of archives where need be. Nothing is ever unpacked to the disk.

Names of files are shown and nothing else is done with them: what matters is inside, and helpers.work reads it.
"""

import os
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from helpers.work import LIMIT, BadFile

Entry = os.DirEntry[str]

MEMBERS = 20_000  # of an archive
ARCHIVE = 100 * 1024**2  # bytes of an archive


def entries(folder: str | Path) -> list[Entry]:
    """What stands in a folder and is not hidden: a list of os.DirEntry. Raises OSError.

    Archives come last, so that a huge one takes no room from single files.
    """
    with os.scandir(folder) as found:
        shown = [entry for entry in found if not entry.name.startswith(".")]
    return sorted(shown, key=lambda entry: (_is_zip(entry), entry.name))


def _is_zip(entry: Entry) -> bool:
    return entry.is_file(follow_symlinks=False) and entry.name.lower().endswith(".zip")


def count(entry: Entry) -> int:
    """How many files `contents` finds in an entry."""
    if not _is_zip(entry):
        return 1
    try:
        with _archive(entry.path) as (_, members):
            return len(members)
    except BadFile:
        return 1


def contents(entries: list[Entry]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files of a folder and of its archives: pairs of a name and a function.

    The name is only to be shown. The function gives the bytes of the file, at most one more than a hand-in may have, or
    raises BadFile; it works until the next pair is taken.
    """
    for entry in entries:
        name = _shown(entry.name)
        if not _is_zip(entry):
            yield name, partial(_file, entry)
            continue
        try:
            with _archive(entry.path) as (archive, members):
                for member in members:
                    inside = f"{name}: {_shown(member.filename)}"
                    yield inside, partial(_member, archive, member)
        except BadFile as bad:
            yield name, partial(_refuse, bad)


def _refuse(bad: BadFile) -> bytes:
    raise bad


def _file(entry: Entry) -> bytes:
    if not entry.is_file(follow_symlinks=False):
        raise BadFile("It is a folder or a link: only plain files are read.")
    _check_ending(entry.name)
    try:
        with open(entry.path, "rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise BadFile(f"It cannot be opened: {error.strerror}.") from None


@contextmanager
def _archive(path: str) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """An open archive, and its members without folders and hidden files. Raises BadFile."""
    try:
        if os.path.getsize(path) > ARCHIVE:
            raise BadFile(f"It is larger than {ARCHIVE // 1024**2} MB.")
        archive = zipfile.ZipFile(path)
    except BadFile:
        raise
    except Exception:  # zipfile raises a dozen kinds for a broken archive
        raise BadFile("It is no zip archive, or a broken one.") from None
    with archive:
        names = [re.split(r"[/\\]", member.filename)[-1] for member in archive.infolist()]
        shown = [member for member, name in zip(archive.infolist(), names, strict=True) if name and name[0] != "."]
        if not 1 <= len(shown) <= MEMBERS:
            raise BadFile(f"It holds {len(shown):,} files: there must be 1 to {MEMBERS:,}.")
        yield archive, shown


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    _check_ending(member.filename)
    # The other ways of packing may give out any number of bytes at once.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadFile("It is packed in a way that is not read here.")
    try:
        with archive.open(member) as file:
            return file.read(LIMIT + 1)
    except Exception:  # zipfile raises a dozen kinds for a broken archive
        raise BadFile("It cannot be unpacked: it is broken or needs a password.") from None


def _check_ending(name: str) -> None:
    if not name.lower().endswith(".json"):
        raise BadFile("It is not a hand-in: those end in .json.")


def _shown(name: str) -> str:
    """The name of a file, fit to be shown: at most 120 characters, all of them visible."""
    name = "".join(letter if letter.isprintable() else "�" for letter in name)
    return name if len(name) <= 120 else f"{name[:60]} … {name[-57:]}"
