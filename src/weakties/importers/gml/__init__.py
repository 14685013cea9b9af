"""GML: text of Newman's collection, NetworkX, igraph, Gephi, yEd and others."""

import os
import re

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import start_of
from weakties.importers._files.tokens import read_tokens
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers.gml._graph import Graph
from weakties.importers.gml._parser import TOKEN, read_lists

__all__ = ["read_gml"]

#: A graph after lines on who made it and comments.
_GRAPH = re.compile(
    r"\s*+(?>(?:#[^\n]*+|(?!graph\b)[A-Za-z]\w*+[ \t]++(?:\"[^\"]*+\"|[^\s\[\"]++))\s*+)*+"
    r"graph\s*+\[",
    re.IGNORECASE,
)


def read_gml(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a GML file.

    Parameters
    ----------
    path : path
        Text of any producer, UTF-8 or Windows-1252, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Ids are those of the nodes, labels their ``label`` or ``name`` where they have one; two
        nodes with the same label are two people. Ties are directed if the graph says so. Their
        weight is ``weight`` or ``value`` (or as is usual), repeated edges are repeated ties. Other
        values are columns, lists inside them named with a dot; groups of yEd are foci of
        ``memberships``.

    Raises
    ------
    ReadError
        The file is missing, damaged, or its brackets or quotation marks do not match.
    UnknownFormatError
        The file is no GML.
    NothingUsableError
        It holds no node and no edge.

    Notes
    -----
    Characters written as ``&#233;`` or ``&eacute;`` are read as such. Edges with a weight that is
    no positive number are left out, counted in ``provenance.dropped``. Drawings (``graphics``) are
    not read. Takes time in proportion to the file.

    References
    ----------
    M. Himsolt (1997), GML: A portable graph file format. University of Passau.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "two.gml")
    >>> _ = file.write_text(
    ...     'graph [ directed 0 node [ id 0 label "Ana" ] node [ id 1 ]'
    ...     " edge [ source 0 target 1 value 3 ] ]"
    ... )
    >>> found = read_gml(file)
    >>> found.people["label"].to_dict()
    {'0': 'Ana', '1': '1'}
    >>> found.ties[["source", "target", "weight"]]
      source target  weight
    0      0      1     3.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a GML file", _is_gml)
    records = Records(member=member)
    tokens = read_tokens(member, records.log, "GML", progress, pattern=TOKEN, ends="[]")
    graph = Graph(records)
    for entry in read_lists(tokens, member.where):
        graph.take(entry)
    return graph.finish()


def _is_gml(member: Member) -> bool:
    return _GRAPH.match(start_of(member)) is not None


FORMATS.add(
    "gml",
    Format(
        name="gml",
        title="GML (text of NetworkX, igraph, Gephi, yEd, Newman's collection, ...)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_gml),
        how_to_get="NetworkX: write_gml. igraph: write_gml. Gephi: File, Export, Graph file, GML.",
        endings=(".gml",),
    ),
)
