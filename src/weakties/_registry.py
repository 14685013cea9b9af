"""One way to list what the package offers: measures, importers, methods, rules."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from weakties.errors import NotFoundError

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """A mapping from a name to what it stands for, sorted by name.

    Looking up a name that does not exist raises `NotFoundError` with the names that do.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> None:
        """Add an entry under a name that is not taken."""
        if name in self._entries:
            message = f"two {self.kind}s are called {name!r}"
            raise AssertionError(message)
        self._entries = dict(sorted({**self._entries, name: entry}.items()))

    def __getitem__(self, name: str) -> T:
        try:
            return self._entries[name]
        except KeyError:
            known = ", ".join(self._entries)
            message = f"There is no {self.kind} called {name!r}. Choose one of: {known}."
            raise NotFoundError(message) from None

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind}s: {', '.join(self)}>"
