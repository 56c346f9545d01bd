"""The files of a folder that others filled, taken out of folders and archives. Nothing is ever unpacked to the disk.

Names of files are shown and nothing else is done with them: what matters is inside, and helpers.work reads it.
"""

import os
import re
import shutil
import stat
import zipfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader, BytesIO, FileIO
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from helpers.work import LIMIT, BadFile

MEMBERS = 100_000  # files of a folder, with those in archives: twice as many as a large school hands in
DEPTH = 6  # folders and archives that are opened, one in another
ARCHIVE = 100 * 1024**2  # bytes of an archive on the disk
INNER = 20 * 1024**2  # bytes of the archives in an archive that are in memory at a time
INNER_ALL = 500 * 1024**2  # bytes of all archives in archives, one after another
LISTED = 5000  # bytes that a file listed in an archive counts as, besides: listing it takes time
LIST = 2 * 1024**2  # bytes of the list of files in an archive
RAW = 2 * LIMIT + 4  # bytes that are read of a file: UTF-16 takes at most twice the room of UTF-8

ENDINGS = (".json", ".json.txt")
EXPORT = "class_answers.csv"  # what the board writes beside the hand-ins
NOISE = ("thumbs.db", "desktop.ini", "__macosx", EXPORT)
REPORT = re.compile(r"(?:^|_)report-.*\.html?$", re.IGNORECASE | re.DOTALL)


class Found(NamedTuple):
    """A file. name : only to be shown; size : bytes, as the disk or the archive says; read : see `contents`."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Entry:
    """What stands in a folder, or in a folder in it.

    name : the path from the folder on, only to be shown.
    path : where it is.
    depth : how many folders it lies below the first.
    why : a sentence that says why it is not read, if so.
    files : how many files `contents` finds in it.
    size : how many bytes those of them have that are no larger than a hand-in may be, as they say.
    changed : when it was last changed, in nanoseconds since 1970.
    """

    name: str
    path: str
    depth: int
    why: str = ""
    files: int = 1
    size: int = 0
    changed: int = 0


@dataclass
class _Room:
    """What may still be read.

    files : how many files in archives.
    inner : how many bytes of archives in archives.
    """

    files: int
    inner: int = INNER_ALL


def entries(folder: str | Path) -> list[Entry]:
    """The files in a folder and in its folders, without what a platform or a system puts there. Raises OSError.

    Archives come last, so that a huge one takes no room from single files.
    """
    found = list(islice(_below(os.fspath(folder), "", 0), MEMBERS + 1))
    if len(found) > MEMBERS:
        why = f"There are more than {MEMBERS:,} files in it: the rest is not read."
        found[-1] = Entry(visible(os.path.basename(os.path.abspath(folder))), "", 0, why)
    found.sort(key=lambda entry: (_is_zip(entry.path), entry.name))
    room = _Room(MEMBERS - len(found))
    sizes = [[file.size for file in _files(entry, room)] for entry in found]
    return [
        replace(entry, files=len(inside), size=sum(size for size in inside if size <= LIMIT))
        for entry, inside in zip(found, sizes, strict=True)
    ]


def plain_files(folder: Path) -> Iterator[Entry]:
    """Every plain file in a folder and its folders, also what `entries` passes over; links are not followed."""
    for above, _, names in os.walk(folder):
        for path in (Path(above, name) for name in sorted(names)):
            with suppress(OSError):  # it may be gone by now
                found = os.lstat(path)
                if stat.S_ISREG(found.st_mode):
                    yield Entry(visible(str(path.relative_to(folder))), str(path), 0, changed=found.st_mtime_ns)


def is_filled(folder: Path) -> bool:
    """Whether there is any file in a folder or in its folders, be it one that cannot be read as a hand-in."""
    with suppress(OSError):
        return any(True for _ in _below(os.fspath(folder), "", 0))
    return False


def contents(entries: list[Entry]) -> Iterator[tuple[Entry, str, Callable[[], bytes]]]:
    """The files of a folder and of its archives: the entry in which each stands, a name and a function.

    The name is only to be shown. The function gives the bytes of the file as UTF-8, at most one more than a hand-in may
    have, or raises BadFile; it works until the next pair is taken.
    """
    room = _Room(MEMBERS - len(entries))
    for entry in entries:
        for file in _files(entry, room):
            yield entry, file.name, file.read


def _below(folder: str, above: str, depth: int) -> Iterator[Entry]:
    """All that is in a folder: first its files, then those of its folders. above : the path to it, to be shown."""
    with os.scandir(folder) as found:
        shown = sorted((entry for entry in found if not _is_noise(entry.name)), key=lambda entry: entry.name)
    folders = []
    for entry in shown:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry)
            continue
        why = "" if entry.is_file(follow_symlinks=False) else "It is a link or a device: only plain files are read."
        yield Entry(visible(above + entry.name), entry.path, depth, why, changed=_changed(entry))
    for entry in folders:
        yield from _folder(entry, above + entry.name, depth + 1)


def _changed(entry: os.DirEntry[str]) -> int:
    with suppress(OSError):  # it may be gone by now
        return entry.stat(follow_symlinks=False).st_mtime_ns
    return 0


def _folder(entry: os.DirEntry[str], name: str, depth: int) -> Iterator[Entry]:
    try:
        _check_depth(depth)
        yield from _below(entry.path, f"{name}/", depth)
    except BadFile as bad:
        yield Entry(visible(name), "", depth, str(bad))
    except OSError as error:
        yield Entry(visible(name), "", depth, f"It cannot be opened: {error.strerror}.")


def _files(entry: Entry, room: _Room) -> Iterator[Found]:
    """The files of one entry."""
    if entry.why:
        yield Found(entry.name, 0, partial(_refuse, entry.why))
    elif _is_zip(entry.path):
        yield from _in_archive(entry.name, partial(_on_disk, entry.path), entry.depth + 1, room)
    else:
        with suppress(OSError):  # what cannot be opened says so when it is read
            yield Found(entry.name, os.path.getsize(entry.path), partial(_file, entry.path))
            return
        yield Found(entry.name, 0, partial(_file, entry.path))


def _refuse(why: str) -> bytes:
    raise BadFile(why)


def _file(path: str) -> bytes:
    _check_ending(path)
    try:
        with open(path, "rb") as file:
            return _as_utf8(file.read(RAW))
    except OSError as error:
        raise BadFile(f"It cannot be opened: {error.strerror}.") from None


def _in_archive(
    name: str, opened: Callable[[], BufferedReader], depth: int, room: _Room, held: int = 0
) -> Iterator[Found]:
    """The files of an archive and of the archives in it, or one that says why there are none.

    opened : opens the archive, or raises BadFile.
    held : how many bytes of archives are in memory.
    """
    try:
        _check_depth(depth)
        with opened() as file, _archive(file) as archive:
            members = _members(archive, room)
            for member in members:
                inside = f"{name}: {visible(member.filename)}"
                if _is_zip(member.filename):
                    inner = partial(_in_memory, archive, member, room, held)
                    yield from _in_archive(inside, inner, depth + 1, room, held + member.file_size)
                else:
                    yield Found(inside, member.file_size, partial(_member, archive, member))
    except BadFile as bad:
        yield Found(name, 0, partial(_refuse, str(bad)))


class _Reader(BufferedReader):
    """A file that is not read in large pieces. zipfile takes the list of files at once, however long it says it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        most = LIST + 1 if size is None or size < 0 else size
        data = super().read(min(most, LIST + 1))
        if len(data) > LIST:
            raise BadFile("Its list of files is too long.")
        return data


def _on_disk(path: str) -> BufferedReader:
    try:
        if os.path.getsize(path) > ARCHIVE:
            raise BadFile(f"It is larger than {ARCHIVE // 1024**2} MB.")
        return _Reader(FileIO(path))
    except OSError as error:
        raise BadFile(f"It cannot be opened: {error.strerror}.") from None


def _in_memory(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: _Room, held: int) -> BufferedReader:
    """An archive in an archive, opened. held : how many bytes of the archives around it are in memory."""
    size = max(member.file_size, member.compress_size)  # much may be unpacked to little
    if held + size > INNER:
        raise BadFile(f"It is larger than {INNER // 1024**2} MB, with the archives around it.")
    if size > room.inner:
        raise BadFile("The archives before it are as much as can be read at once.")
    room.inner -= size
    data = BytesIO()
    with _unpacked(archive, member) as file:
        shutil.copyfileobj(file, data)  # gives no more than file_size
    data.seek(0)
    return _Reader(data)


def _archive(file: BufferedReader) -> zipfile.ZipFile:
    """An open archive. Raises BadFile."""
    try:
        return zipfile.ZipFile(file)
    except BadFile:
        raise
    except Exception:  # zipfile raises a dozen kinds for a broken archive
        raise BadFile("It is no zip archive, or a broken one.") from None


def _members(archive: zipfile.ZipFile, room: _Room) -> list[zipfile.ZipInfo]:
    """The files of an archive, archives last, without what a platform or a system puts there. Raises BadFile."""
    listed = archive.infolist()
    room.inner -= LISTED * len(listed)
    shown = [member for member in listed if not _is_folder(member.filename) and not _is_noise(member.filename)]
    if not shown:
        raise BadFile("There are no files in it.")
    if len(shown) > room.files:
        raise BadFile(f"With its files ({len(shown):,}) there are more than {MEMBERS:,}: they are not read.")
    room.files -= len(shown)
    return sorted(shown, key=lambda member: _is_zip(member.filename))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    _check_ending(member.filename)
    if max(member.file_size, member.compress_size) > RAW:
        raise BadFile(f"It is larger than {LIMIT // 1024} KB.")
    with _unpacked(archive, member) as file:
        return _as_utf8(file.read(RAW))


@contextmanager
def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """A file of an archive, open to be read. Raises BadFile, also for what goes wrong while it is read."""
    # The other ways of packing may give out any number of bytes at once.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadFile("It is packed in a way that is not read here.")
    try:
        with archive.open(member) as file:
            yield file
    except Exception:  # zipfile raises a dozen kinds for a broken archive
        raise BadFile("It cannot be unpacked: it is broken or needs a password.") from None


def _as_utf8(data: bytes) -> bytes:
    """The bytes of a text in UTF-16 or UTF-8 as UTF-8 without a mark at its start, at most LIMIT + 1 of them."""
    encoding = "utf-8"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[:1] != b"\0" and data[1:2] == b"\0":  # the first of a JSON text is a letter of ASCII
        encoding = "utf-16-le"
    elif data[:1] == b"\0" and data[1:2] != b"\0":
        encoding = "utf-16-be"
    if encoding != "utf-8":
        with suppress(UnicodeError):  # helpers.work says what is wrong with it
            data = data.decode(encoding).encode()
    return data.removeprefix(BOM_UTF8)[: LIMIT + 1]


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _parts(path: str) -> list[str]:
    return re.split(r"[/\\]", path)


def _is_folder(path: str) -> bool:
    return not _parts(path)[-1]


def _is_noise(path: str) -> bool:
    """Whether a platform or a system put a file there, or hid it. path : as it stands in a folder or an archive."""
    parts = [part.lower() for part in _parts(path)]
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    # Moodle may write the name of the pupil before it.
    return hidden or any(part in NOISE for part in parts) or parts[-1].endswith("onlinetext.html")


def _check_depth(depth: int) -> None:
    if depth > DEPTH:
        raise BadFile(f"It lies too deep: of folders and archives in one another, {DEPTH} are opened.")


def _check_ending(path: str) -> None:
    name = _parts(path)[-1]
    if REPORT.search(name):
        raise BadFile("It is the report to read: the file to hand in ends in .json.")
    if not name.lower().endswith(ENDINGS):
        raise BadFile("It is not a hand-in: those end in .json.")


def visible(name: str) -> str:
    """The name of a file, fit to be shown: at most 120 characters, all of them visible."""
    name = "".join(letter if letter.isprintable() else "�" for letter in name)
    return name if len(name) <= 120 else f"{name[:60]} … {name[-57:]}"
