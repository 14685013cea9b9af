"""Networks as files that other programs open: GEXF and GraphML, with places, colours and scores."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import pandas as pd

from weakties.errors import ArgumentError, WriteError
from weakties.export._elements import Drawing, Graph
from weakties.export.gexf import write_gexf
from weakties.export.graphml import write_graphml
from weakties.network import Network

__all__ = ["write_graph"]

_WRITERS: dict[str, Callable[[Graph, TextIO], None]] = {
    ".gexf": write_gexf,
    ".graphml": write_graphml,
}


def write_graph(
    network: Network,
    path: str | os.PathLike[str],
    *,
    people: pd.DataFrame | None = None,
    ties: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
    colours: pd.Series | None = None,
) -> Path:
    """Write a network as a GEXF or GraphML file, for Gephi, NetworkX and others.

    `weakties.read` gives the same people, labels, attributes, ties, directions, strengths, evidence
    and times back, to the last digit. ``result.write_graph(path)`` adds places, colours and scores.

    Parameters
    ----------
    network : Network
        The owner and their ties are left out; write ``network.with_owner()`` to have them in.
    path : path
        Ends in ``.gexf`` (version 1.2, which Gephi and NetworkX read) or ``.graphml``. A file of this
        name is replaced, at once and whole.
    people : DataFrame, optional
        What is written of people, on ``network.ids``: ``label`` and attributes. By default
        ``network.people``.
    ties : DataFrame, optional
        What is written of ties, on ``network.tie_index``: ``strength`` becomes the weight, ``first``
        and ``last`` become ``start`` and ``end``. By default ``network.ties``.
    places : DataFrame, optional
        ``x`` and ``y`` of everybody, as from ``weakties.layout.place_people``; they are written a
        thousand times as large, which is a size that Gephi shows well.
    colours : Series, optional
        Colour of everybody, as ``"#0072B2"``.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ArgumentError
        If the name ends in anything else, a table is not on the people or ties of the network, or two
        people have ids that are the same as text.
    WriteError
        If the file cannot be written. Then there is none, or the one that was there.

    Notes
    -----
    Ids become texts. Characters that XML cannot hold become U+FFFD. Missing values and empty texts
    are left out; times are texts in ISO 8601; endless numbers are ``Infinity``. The owner and the view
    of a network have no place in these formats. Rows are written as they are made: takes time in
    proportion to n + m and little memory beside that of the tables.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> import weakties as wt
    >>> network = wt.as_network(pd.DataFrame({"source": ["ana"], "target": ["ben"]}))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = wt.write_graph(network, f"{folder}/two.graphml")
    ...     wt.build_network(wt.read(file))
    <Network: 2 people, 1 ties (1 declared); view: whole>
    """
    path = Path(path)
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        message = f"A network cannot be written as {path.name!r}; names end in .gexf or .graphml."
        raise ArgumentError(message)
    graph = Graph.of(
        network,
        people=network.people if people is None else people,
        ties=network.ties if ties is None else ties,
        drawing=Drawing(places=places, colours=colours),
    )
    with _replaced(path) as stream:
        write(graph, stream)
    return path


@contextlib.contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """A new file that takes the place of the old one when it is complete."""
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                yield stream
            # The mode that a file has which is opened as usual.
            mask = os.umask(0)
            os.umask(mask)
            Path(draft).chmod(0o666 & ~mask)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}. Choose another place."
        raise WriteError(message) from error
