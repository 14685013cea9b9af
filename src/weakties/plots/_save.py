"""Writing a map to a file, the same bytes each time."""

from os import PathLike
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import SubFigure

from weakties.errors import ArgumentError
from weakties.plots._page import SAVED_DPI

_SUFFIXES = (".pdf", ".png", ".svg")


def save_map(ax: Axes, path: str | PathLike[str], *, description: str = "") -> Path:
    """Save the figure of a map; the same map gives the same bytes.

    Parameters
    ----------
    ax : Axes
        From `plot_map`.
    path : path
        Ends in ``.png`` (1,920 pixels wide at the usual size), ``.svg`` or ``.pdf``. A file of this
        name is replaced.
    description : str
        Text that stands for the picture, from `describe_map`; kept in the file.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ArgumentError
        If the name ends in anything else.

    Examples
    --------
    >>> import tempfile
    >>> from weakties.plots import new_axes
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_map(new_axes(), f"{folder}/map.svg").name
    'map.svg'
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in _SUFFIXES:
        message = (
            f"A map cannot be saved as {path.name!r}; the name ends in {', '.join(_SUFFIXES)}."
        )
        raise ArgumentError(message)
    figure = ax.figure
    while isinstance(figure, SubFigure):
        figure = figure.figure
    how: dict[str, Any] = {"pil_kwargs": {"compress_level": 4}} if kind == ".png" else {}
    # Dates, versions and random ids would make every file different.
    with mpl.rc_context({"svg.hashsalt": "weakties", "savefig.bbox": "standard"}):
        figure.savefig(path, dpi=SAVED_DPI, metadata=_metadata(kind, description), **how)
    return path


def _metadata(kind: str, description: str) -> dict[str, str | None]:
    title = "Map of a social network"
    if kind == ".png":
        return {"Software": None, "Title": title, "Description": description}
    if kind == ".svg":
        return {"Date": None, "Creator": "weakties", "Title": title, "Description": description}
    return {"CreationDate": None, "Creator": "weakties", "Title": title, "Subject": description}
