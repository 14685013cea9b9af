"""Counts that a file claims at its beginning, checked before anything is made of them."""

from weakties.errors import ReadError

#: So many people may be claimed without a word about any of them.
_FREE = 100_000


def check_claim(count: int, what: str, *, size: int, where: str) -> None:
    """Refuse a count beyond what a file of this many characters can hold."""
    if count > max(_FREE, size):
        message = (
            f"{where}: claims {count:,} {what}, but the file has {size:,} characters in all. "
            "It is damaged or cut short; export the network again."
        )
        raise ReadError(message)
