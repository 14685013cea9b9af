"""Data that come with weakties: invented people, so that everything can be tried at once."""

from pathlib import Path

from weakties.connections import Connections
from weakties.errors import NotFoundError, ReadError
from weakties.importers import read

__all__ = ["load", "names", "path"]

_FILES = {"librarian": Path("librarian", "Basic_LinkedInDataExport_01-15-2026.zip")}

#: In an installed package the data lie beside this file, in a checkout at its top.
_FOLDERS = (Path(__file__).parent / "data", Path(__file__).parents[2] / "data")


def names() -> tuple[str, ...]:
    """Names of the data sets.

    Returns
    -------
    tuple of str
        In alphabetical order; each can be given to `load` and `path`.

    Examples
    --------
    >>> import weakties as wt
    >>> wt.datasets.names()
    ('librarian',)
    """
    return tuple(sorted(_FILES))


def path(name: str) -> Path:
    """Where the file of a data set is.

    Parameters
    ----------
    name : str
        ``"librarian"``: a LinkedIn archive of an invented library professional with about 640
        invented contacts.

    Returns
    -------
    Path
        The file, in the form in which people download it.

    Raises
    ------
    NotFoundError
        If there is no data set of that name.
    ReadError
        If the file does not lie where it was installed.

    Examples
    --------
    >>> import weakties as wt
    >>> wt.datasets.path("librarian").name
    'Basic_LinkedInDataExport_01-15-2026.zip'
    """
    if name not in _FILES:
        message = f"There is no data set called {name!r}. Choose one of: {', '.join(names())}."
        raise NotFoundError(message)
    for folder in _FOLDERS:
        if (file := folder / _FILES[name]).is_file():
            return file
    message = f"The data set {name!r} is missing from this installation. Install weakties again."
    raise ReadError(message)


def load(name: str) -> Connections:
    """Read a data set.

    Parameters
    ----------
    name : str
        One of `names`; see `path` for what they are.

    Returns
    -------
    Connections
        As `weakties.read` gives it.

    Raises
    ------
    NotFoundError
        If there is no data set of that name.

    Examples
    --------
    >>> import weakties as wt
    >>> found = wt.datasets.load("librarian")
    >>> found.view, found.owner in found.people.index
    ('ego', True)
    """
    return read(path(name))
