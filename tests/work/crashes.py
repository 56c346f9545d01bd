"""Killing a process in the middle of what it does: at each call to the system, or after a while."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from helpers.work import safe_file


def killed_at(number: int, call: Callable[[], Any]) -> bool:
    """Run a function in a process of its own, killed at its so many-th dealing with a file. Whether it was killed."""
    child = os.fork()
    if not child:
        left = number

        def count(event: str, _: Any) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir"):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        write = safe_file.write

        def write_half(path: Path, data: bytes, mode: Literal["xb", "wb"]) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                write(path, data[: len(data) // 2], mode)
                os.kill(os.getpid(), signal.SIGKILL)
            write(path, data, mode)

        safe_file.write = write_half
        sys.addaudithook(count)
        _to_the_end(call)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_after(seconds: float, call: Callable[[], Any]) -> bool:
    """Run a function in a process of its own, killed after a while. Whether it was killed."""
    child = os.fork()
    if not child:
        _to_the_end(call)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _to_the_end(call: Callable[[], Any]) -> None:
    try:
        call()
    finally:
        os._exit(0)
