"""Data that come with the package: invented, and free to show to anyone."""

from pathlib import Path

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import NotFoundError
from weakties.importers import read

_FILES = {"librarian": "librarian/Basic_LinkedInDataExport_01-15-2026.zip"}


def path(name: str) -> Path:
    """Where the file of a data set is.

    Parameters
    ----------
    name : str
        ``"librarian"``: the LinkedIn archive of an invented librarian with 640 contacts.

    Returns
    -------
    Path
        A file that `weakties.read` and ``weakties FILE`` take.

    Raises
    ------
    NotFoundError
        If there is no data set of that name.

    Examples
    --------
    >>> import weakties as wt
    >>> wt.datasets.path("librarian").name
    'Basic_LinkedInDataExport_01-15-2026.zip'
    """
    if name not in _FILES:
        message = f"There is no data set called {name!r}. Choose one of: {', '.join(_FILES)}."
        raise NotFoundError(message)
    return _folder() / _FILES[name]


def load(name: str, *, progress: Progress | None = None) -> Connections:
    """Read a data set.

    Parameters
    ----------
    name : str
        As for `path`.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Connections
        What the file says.

    Raises
    ------
    NotFoundError
        If there is no data set of that name.

    Examples
    --------
    >>> import weakties as wt
    >>> wt.datasets.load("librarian").provenance.format
    'linkedin'
    """
    return read(path(name), progress=progress)


def _folder() -> Path:
    """The folder ``data``: inside the package if installed, beside its source otherwise."""
    installed = Path(__file__).with_name("data")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"
