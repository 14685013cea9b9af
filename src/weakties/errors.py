"""Every error that weakties raises on purpose.

All derive from `WeakTiesError`, and each is also the builtin kind that a caller would expect to
catch. A message says what went wrong, which value was got, which values are allowed, and what to
do next.
"""

__all__ = [
    "ArgumentError",
    "ArgumentTypeError",
    "MissingPackageError",
    "NotFoundError",
    "NothingUsableError",
    "ReadError",
    "UnknownFormatError",
    "WeakTiesError",
    "WriteError",
]


class WeakTiesError(Exception):
    """Base of all errors that weakties raises on purpose."""


class ArgumentError(WeakTiesError, ValueError):
    """An argument has a value that is not allowed."""


class ArgumentTypeError(WeakTiesError, TypeError):
    """An argument is of a kind that is not accepted."""


class NotFoundError(WeakTiesError, KeyError):
    """A name (of a person, measure, method, rule or data set) does not exist."""

    def __str__(self) -> str:
        # KeyError would print its message in quotes.
        return str(self.args[0]) if self.args else ""


class ReadError(WeakTiesError, OSError):
    """A file is missing, damaged, unsafe or cannot be decoded."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class UnknownFormatError(ReadError):
    """A file was opened but is of no format that weakties reads."""


class NothingUsableError(WeakTiesError, ValueError):
    """A file of a known format holds no person that could be used."""


class MissingPackageError(WeakTiesError, ImportError):
    """A package is needed for this job and is not installed."""


class WriteError(WeakTiesError, OSError):
    """A result cannot be written, or would overwrite a file that weakties did not write."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class LongRunWarning(UserWarning):
    """What was asked for will take over a minute, and something else would be quicker."""
