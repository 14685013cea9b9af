"""Progress through many things of the same kind."""

import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

from weakties._typing import Progress

T = TypeVar("T")

#: Seconds between two calls.
_PAUSE = 0.1


def steps(things: Sequence[T], what: str, progress: Progress | None) -> Iterator[T]:
    """The things one after the other, telling how many are done: at both ends and now and then."""
    if progress is None:
        yield from things
        return
    progress(what, 0, len(things))
    told = time.monotonic()
    for number, thing in enumerate(things):
        if time.monotonic() - told >= _PAUSE:
            progress(what, number, len(things))
            told = time.monotonic()
        yield thing
    progress(what, len(things), len(things))
