"""The files of a class: folders to choose from, the table for a spreadsheet, and deleting all of it."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from helpers import questions, work
from helpers.classroom import collect, tables
from helpers.classroom.folders import NOTE
from helpers.classroom.hand_ins import Class, ClassroomError, load_class

ROOT = Path(__file__).resolve().parents[2]  # a notebook imports this by a path with dots in it
HAND_INS = ROOT / "hand_ins"
EXAMPLE = ROOT / "notebooks" / "teacher" / "example_class"
KEPT = ("data", "helpers", "tests")  # where nothing is ever deleted
WORK = "These are folders of work: the live grid reads them. For the board learners make their file."
OF_THE_PROJECT = {*KEPT, "notebooks", "node_modules"}


def folders() -> list[Path]:
    """Folders to choose from: hand_ins, which is made if need be, and those in it; the example; others that hold files.

    A folder holds some if there is a file of JSON or a zip archive in it, or in a folder in it.
    """
    with suppress(OSError):  # where it cannot be made, there is the field for a path
        HAND_INS.mkdir(mode=0o700, exist_ok=True)
    below = [path for path in _folders(HAND_INS) if _holds(path)]
    near = [path for path in _folders(ROOT) if path.name not in OF_THE_PROJECT and path != HAND_INS]
    others = [path for path in near if path != work.folder() and _holds(path)]
    return [*([HAND_INS] if HAND_INS.is_dir() else []), *below, EXAMPLE, *others]


def is_example(folder: Path) -> bool:
    """Whether a folder is that of the class which a program made up."""
    return folder.resolve() == EXAMPLE.resolve()


def _folders(path: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(one for one in path.iterdir() if one.is_dir() and not one.name.startswith((".", "_", "my_work")))
    return []


def _holds(folder: Path) -> bool:
    return any(file.suffix.lower() in (".json", ".zip", ".txt") for file in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    for path in (folder, *_folders(folder)):
        with suppress(OSError):
            yield from (one for one in path.iterdir() if one.is_file())


def of_path(text: str) -> Path:
    """The folder that was typed: from the folder of the project, or a whole path; "~" is the home."""
    return ROOT / os.path.expanduser(text.strip().strip("\"'"))


def shown(folder: Path) -> str:
    """How a folder is called on the board: from the folder of the project where it lies in it."""
    return str(folder.relative_to(ROOT)) if folder.is_relative_to(ROOT) else str(folder)


def read(folder: Path, report: Callable[[int, int], None] | None = None) -> Class:
    """The hand-ins in a folder, see `load_class`. Raises ClassroomError, also where no class can be."""
    _check(folder)
    found = load_class(folder, report)
    if found.work.empty and _is_work(found):
        raise ClassroomError(WORK)
    return found


def _check(folder: Path) -> None:
    """Raise ClassroomError for a file, and for the project itself and what came with it but the example."""
    place, root = folder.resolve(), ROOT.resolve()
    if os.path.isfile(folder):
        raise ClassroomError(f"{shown(folder)} is a file: put it into the folder hand_ins, as it is, and choose that.")
    parts = place.relative_to(root).parts if place.is_relative_to(root) else ()
    is_own = bool(parts) and (parts[0] in OF_THE_PROJECT or parts[0].startswith((".", "_")))
    if os.path.isdir(folder) and ((is_own and not is_example(folder)) or root.is_relative_to(place)):
        raise ClassroomError(
            f"{shown(folder)} is this project or a part of it, not a class: put hand-ins into the folder hand_ins."
        )


def _is_work(found: Class) -> bool:
    """Whether a folder that holds no hand-in holds folders of work."""
    names = [Path(name).name for name in found.refused["file"] if name.endswith(".json")]
    return bool(names) and all(name == NOTE or name.removesuffix(".json") in questions.every() for name in names)


def export(found: Class, folder: Path) -> Path:
    """Write one row for each learner and question beside the hand-ins. Raises ClassroomError."""
    path = folder / collect.EXPORT
    tables.to_csv(tables.export(found), path)
    return path


def to_delete(found: Class, folder: Path) -> list[str]:
    """What `delete` would delete, each file in words."""
    told = [f"{entry.name} ({_inside(*of)})" for entry, of in _own(found).items()]
    return [*told, *([collect.EXPORT] if (folder / collect.EXPORT).is_file() else [])]


def _inside(hand_ins: int, others: int) -> str:
    told = f"{hand_ins} hand-in{'' if hand_ins == 1 else 's'}"
    return f"{told}, and {others} other file{'' if others == 1 else 's'} in it" if others else told


class Deleted(NamedTuple):
    """What was deleted, and what is left in the folder, each with the reason. folders : those that are not empty."""

    files: list[str]
    left: list[str]
    folders: list[str]


def delete(found: Class, folder: Path) -> Deleted:
    """Delete the files and archives from which hand-ins were read, the export, and folders that are empty then."""
    own = list(_own(found))
    deleted, left = _delete(own)
    if (folder / collect.EXPORT).is_file():
        why = _deleted(folder / collect.EXPORT)
        (left if why else deleted).append(f"{collect.EXPORT}: {why}" if why else collect.EXPORT)
    folders = _delete_folders(own, folder)
    paths = {entry.path for entry in own}
    others = [entry for entry in _entries(folder) if entry.path not in paths]
    return Deleted(deleted, [*left, *(f"{entry.name}: {_why_not(entry)}" for entry in others)], folders)


def unread(found: Class, folder: Path) -> list[collect.Entry]:
    """The files from which no hand-in was read; only of hand_ins and of what is in it, where all is the class's."""
    if not folder.resolve().is_relative_to(HAND_INS.resolve()):
        return []
    read = {entry.path for entry in found.files} | {str(folder / collect.EXPORT)}
    return [entry for entry in collect.plain_files(folder) if entry.path not in read]


def delete_unread(entries: list[collect.Entry], folder: Path) -> Deleted:
    """Delete files that `unread` named, and folders that are empty then."""
    deleted, left = _delete(entries)
    return Deleted(deleted, left, _delete_folders(entries, folder))


def _delete(entries: list[collect.Entry]) -> tuple[list[str], list[str]]:
    """Delete files that have not changed since. Returns the names, and what is left, each with the reason."""
    deleted, left = [], []
    for entry in entries:
        if why := _deleted(Path(entry.path), entry.changed):
            left.append(f"{entry.name}: {why}")
        else:
            deleted.append(entry.name)
    return deleted, left


def _delete_folders(entries: list[collect.Entry], folder: Path) -> list[str]:
    """Delete the folders of files, of a folder and below it, that are empty now. Returns those that stay, and why."""
    above = {path for entry in entries for path in Path(entry.path).parents if folder in path.parents}
    left = []
    for path in sorted(above, key=lambda path: len(path.parts), reverse=True):
        try:
            path.rmdir()  # only an empty one, and no link
        except OSError as error:
            left.append(f"{collect.visible(str(path.relative_to(folder)))}: {error.strerror}.")
    return left[::-1]


def _own(found: Class) -> dict[collect.Entry, tuple[int, int]]:
    """The files that may be deleted: those that were read, but for what came with the project."""
    return {entry: of for entry, of in found.files.items() if not _is_of_the_project(entry)}


def _is_of_the_project(entry: collect.Entry) -> bool:
    path = Path(entry.path).resolve()
    return any(path.is_relative_to(folder.resolve()) for folder in (EXAMPLE, *(ROOT / name for name in KEPT)))


def _why_not(entry: collect.Entry) -> str:
    return "it is part of the project." if _is_of_the_project(entry) else "no hand-in was read from it."


def _deleted(path: Path, changed: int | None = None) -> str:
    """Delete a plain file; why it is not, or "". changed : when it was, when it was read."""
    try:
        now = os.lstat(path)
        if not stat.S_ISREG(now.st_mode) or (changed is not None and now.st_mtime_ns != changed):
            return "it has changed since it was read: read the folder again."
        path.unlink()
    except OSError as error:
        return f"{error.strerror}."
    return ""


def _entries(folder: Path) -> list[collect.Entry]:
    with suppress(OSError):
        return collect.entries(folder)
    return []
