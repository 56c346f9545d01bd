"""Writing a small file so that neither a crash nor another program loses anything, on network drives too.

with locked(path, token) as still_mine:                      # alone with this file
    ...                                                      # look at what is there
    put(temporary(path, token), path, data, still_mine)

No clock is asked how late it is: those of a server, of a machine and of another machine differ.
"""

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, TypeVar

STALE = 3  # seconds that a lock may stand
PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds to wait for a virus scanner, or whoever holds a file for a moment
DAY = 24 * 3600

# What some drives say to bringing a file to the disk, and to replacing one, though they can write.
NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
NO_REPLACE = NO_SYNC | {errno.EACCES, errno.EPERM, errno.EEXIST}

Given = TypeVar("Given")


def patiently(call: Callable[[], Given]) -> Given:
    """What a function gives; it is called again a few times while it may not. Raises what it raises at last."""
    for pause in PAUSES:
        try:
            return call()
        except PermissionError:
            time.sleep(pause)
    return call()


@contextmanager
def locked(path: Path, token: str) -> Iterator[Callable[[], None]]:
    """Hold the lock of a file.

    token : 16 hexadecimal digits of the holder's own, the same as for its `temporary` file.

    Gives a function that raises OSError if the lock was taken away since. Raises OSError if another holder does not let
    go, or no lock can be made.
    """
    # Making a file that must not exist is safe on network drives and on Windows alike, other locks are not. Nobody asks
    # how old a lock is: who sees the same token for STALE seconds takes its holder for dead and removes its temporary
    # file first. A holder that was only slow then has nothing to put, and is told so before it writes.
    lock = path.with_name(f".{path.stem}.lock")
    _take(lock, path, token)

    def still_mine() -> None:
        if _holder(lock) != token:
            raise OSError(errno.EBUSY, "another program took it for left behind")

    try:
        yield still_mine
    finally:
        if _holder(lock) == token:
            with suppress(OSError):
                lock.unlink()


def _take(lock: Path, path: Path, token: str) -> None:
    start = since = time.monotonic()
    seen, is_last = None, False
    while not _made(lock, token):
        if is_last:
            raise OSError(errno.EBUSY, "another program holds it")
        now, holder = time.monotonic(), _holder(lock)
        is_last = now - start > 2 * STALE  # a busy machine sleeps for long: first see whether the holder is dead
        if holder != seen:
            seen, since = holder, now
        elif now - since > STALE:
            _break(lock, path, holder)
        time.sleep(0.02)


def _made(lock: Path, token: str) -> bool:
    """Whether the lock could be made; False while another has it."""
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    except PermissionError:
        if not os.access(lock.parent, os.W_OK):
            raise
        return False  # Windows says so while the file is being removed
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(token)
    except OSError:
        with suppress(OSError):
            lock.unlink()
        raise
    return True


def _holder(lock: Path) -> str | None:
    """The token in a lock, or None."""
    try:
        return lock.read_text(encoding="ascii", errors="replace")
    except OSError:
        return None


def _break(lock: Path, path: Path, holder: str | None) -> None:
    with suppress(OSError):
        if holder and re.fullmatch(r"[0-9a-f]{16}", holder):
            temporary(path, holder).unlink(missing_ok=True)
        if _holder(lock) == holder:
            lock.unlink()


def temporary(path: Path, token: str) -> Path:
    """Where the new content of a file stands before it is put in its place."""
    return path.with_name(f".{path.stem}.{token}.tmp")


def backup(path: Path) -> Path:
    """Where the old content of a file stands while it is written in place."""
    return path.with_name(f".{path.name}.bak")


def read(path: Path, most: int = -1) -> bytes:
    """The bytes of a plain file, at most so many. Raises OSError, also for what would never end, such as a pipe."""

    def call() -> bytes:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EISDIR, "it is no plain file")
        with path.open("rb") as file:
            return file.read(most)

    return patiently(call) if os.access(path, os.R_OK) else call()


def make_folder(path: Path) -> None:
    """Make a folder, unless it is there, that nobody else may read, or only its group (see `_is_shared`)."""
    path.mkdir(mode=0o750 if _is_shared() else 0o700, parents=True, exist_ok=True)


def _is_shared() -> bool:
    """Whether the group of a folder may read what is made in it, as a teacher on a hub: READING_SHARED says so."""
    return bool(os.environ.get("READING_SHARED"))


def write(path: Path, data: bytes, mode: Literal["xb", "wb"]) -> None:
    """Write bytes and see them to the disk. mode : "xb" for a new file, "wb" for any. Raises OSError."""
    rights = 0o640 if _is_shared() else 0o600
    with open(path, mode, opener=lambda name, flags: os.open(name, flags, rights)) as file:
        file.write(data)
        file.flush()
        _sync(file.fileno())


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as refused:
        if refused.errno not in NO_SYNC:
            raise


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that nobody else writes, whole or not at all: until it is, the old one stands. Raises OSError."""
    new = temporary(path, secrets.token_hex(8))
    try:
        write(new, data, "xb")
        put(new, path, data)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def put(new: Path, path: Path, data: bytes, still_mine: Callable[[], None] = lambda: None) -> None:
    """Put the file `new`, which holds `data`, in the place of `path`, and read it back. Raises OSError.

    still_mine : called right before the file changes; see `locked`.
    """

    def replace() -> None:
        still_mine()
        os.replace(new, path)

    try:
        patiently(replace)
    except OSError as refused:
        if refused.errno not in NO_REPLACE or path.is_dir():
            raise
        _write_in_place(path, data, still_mine)
    _sync_folder(path.parent)
    with suppress(PermissionError):  # it is on the disk: who holds it now only reads
        if read(path) != data:
            raise OSError(errno.EBADMSG, "the disk gives back something else")
    with suppress(OSError):  # the next time will do
        backup(path).unlink(missing_ok=True)


def _write_in_place(path: Path, data: bytes, still_mine: Callable[[], None]) -> None:
    """Write over a file where the drive does not let it be replaced. Should that break off, the backup is whole."""
    is_new = not path.exists()
    if not is_new:
        write(backup(path), read(path), "wb")
    still_mine()
    try:
        patiently(lambda: write(path, data, "wb"))
    except OSError:
        if is_new:
            with suppress(OSError):
                path.unlink()
        raise


def move(path: Path, to: Path) -> None:
    """Give a file a name that is free, or copy it there where the drive refuses. Raises OSError."""
    try:
        patiently(lambda: path.rename(to))
    except OSError as refused:
        if refused.errno not in NO_REPLACE:
            raise
        write(to, read(path), "xb")
        path.unlink()


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows and some network drives cannot
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path) -> None:
    """Take away the temporary files that crashes left behind a day or more before the newest file here was written."""
    with suppress(OSError):
        written = {path: path.stat().st_mtime for path in folder.iterdir()}
        for path, when in written.items():
            if re.fullmatch(r"\.[a-z0-9.-]+\.[0-9a-f]{16}\.tmp", path.name) and max(written.values()) - when > DAY:
                path.unlink()
