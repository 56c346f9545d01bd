"""Writing a small file so that neither a crash nor another program loses anything, on network drives too.

with locked(path, token):          # alone with this file
    ...                            # look at what is there
    put(temporary(path, token), path, data)
"""

import errno
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

STALE = 3  # seconds that a lock may stand


@contextmanager
def locked(path: Path, token: str) -> Iterator[None]:
    """Hold the lock of a file.

    token : 16 hexadecimal digits of the holder's own, the same as for its `temporary` file.

    Raises OSError if another holder does not let go, or no lock can be made.
    """
    # Making a file that must not exist is safe on network drives and on Windows alike, other locks are not. Clocks of
    # server and machine differ, so nobody asks how old a lock is: who sees the same token for STALE seconds takes its
    # holder for dead and removes its temporary file first. A holder that was only slow then has nothing to put.
    lock = path.with_name(f".{path.stem}.lock")
    start = since = time.monotonic()
    seen = None
    while True:
        try:
            descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            break
        except (FileExistsError, PermissionError):  # Windows gives the second while the file is being removed
            now, holder = time.monotonic(), _holder(lock)
            if now - start > 2 * STALE:
                raise OSError(errno.EBUSY, "another program holds it") from None
            if holder != seen:
                seen, since = holder, now
            elif now - since > STALE:
                _break(lock, path, holder)
            time.sleep(0.02)
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(token)
        yield
    finally:
        if _holder(lock) in (token, ""):
            with suppress(OSError):
                lock.unlink()


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
    return path.with_suffix(".bak")


def write(path: Path, data: bytes, mode: Literal["xb", "wb"]) -> None:
    """Write bytes and see them to the disk. mode : "xb" for a new file, "wb" for any. Raises OSError."""
    with open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that nobody else writes, whole or not at all: until it is, the old one stands. Raises OSError."""
    new = temporary(path, secrets.token_hex(8))
    try:
        write(new, data, "xb")
        put(new, path, data)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def put(new: Path, path: Path, data: bytes) -> None:
    """Put the file `new`, which holds `data`, in the place of `path`, and read it back. Raises OSError."""
    for pause in (0.05, 0.1, 0.2, None):
        try:
            os.replace(new, path)
            break
        except PermissionError:
            if pause:
                time.sleep(pause)
    else:
        # Some network drives refuse to replace a file. Should writing in place break off, the backup is whole.
        if path.exists():
            write(backup(path), path.read_bytes(), "wb")
        write(path, data, "wb")
    _sync_folder(path.parent)
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "the disk gives back something else")
    backup(path).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows and some network drives cannot
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path) -> None:
    """Take away the temporary files that crashes left behind more than a day ago."""
    for left in folder.glob(".*.tmp"):
        if not re.fullmatch(r"\.[a-z0-9-]+\.[0-9a-f]{16}\.tmp", left.name):
            continue
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > 24 * 3600:
                left.unlink()
