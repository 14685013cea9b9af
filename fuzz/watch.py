"""Read one input and say what an importer must never do: fail otherwise, hang, write, or swell."""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from weakties.errors import WeakTiesError

#: Seconds that one small input may take.
LONGEST = 20
#: Megabytes that the process may come to hold more because of one small input.
LARGEST = 600
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_FORBIDDEN = (
    "socket.connect",
    "subprocess.Popen",
    "os.system",
    "os.remove",
    "os.rename",
    "os.mkdir",
)
_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_COMPILED = "__pycache__"

_seen: list[str] = []
_watching = False


class TooLongError(BaseException):
    """An input took too long; no `except Exception` may swallow that."""


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    # What is compiled at the first call is kept for the next process.
    if _COMPILED in str(arguments[0]):
        return
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
        _seen.append(f"opened {arguments[0]} for writing")
    elif event in _FORBIDDEN:
        _seen.append(f"{event} {arguments[:1]}")


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    message = f"over {LONGEST} s"
    raise TooLongError(message)


@contextmanager
def _watched() -> Iterator[None]:
    global _watching  # noqa: PLW0603 (a hook cannot be taken away again)
    _add_hook()
    _seen.clear()
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST)
    _watching = True
    try:
        yield
    finally:
        _watching = False
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@cache
def _add_hook() -> None:
    sys.addaudithook(_hook)


def fault(read: Callable[[Path], object], path: Path) -> str | None:
    """What went wrong in reading this file, in one line; nothing where all is well."""
    _forget_peak()
    before = _peak()
    try:
        with _watched():
            read(path)
    except WeakTiesError as error:
        if not str(error).strip():
            return f"{type(error).__name__} without a message"
    except (Exception, TooLongError) as error:  # noqa: BLE001 (to find all kinds is the purpose)
        frames = traceback.extract_tb(error.__traceback__)
        where = next((one for one in reversed(frames) if "weakties" in one.filename), frames[-1])
        return f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
    if _seen:
        return _seen[0]
    grown = _peak() - before
    return f"took {grown:,.0f} MB" if grown > LARGEST else None


def _forget_peak() -> None:
    """Begin to look for the most memory anew, where the system can."""
    if _FORGET.exists():
        _FORGET.write_text("5")


def _peak() -> float:
    """Most memory that the process held, in MB."""
    if _STATUS.exists():
        line = next(one for one in _STATUS.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
