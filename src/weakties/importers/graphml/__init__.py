"""GraphML: XML of NetworkX, igraph, Gephi, yEd, NodeXL, Cytoscape and others."""

import os

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.xml_text import has_root, read_xml
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers.graphml._document import Document

__all__ = ["read_graphml"]


def read_graphml(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a GraphML file: all its graphs, with attributes of people and ties.

    Parameters
    ----------
    path : path
        XML of any producer, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with bytes read and an estimate of all.

    Returns
    -------
    Connections
        Ids are those of the nodes, labels the attribute ``label`` or ``name`` or, from yEd, what
        is written on the node. Ties have the direction of their edge, else that of their graph.
        Attributes called weight, time, end or kind (or as is usual) become these columns, all
        others columns of their own, defaults included. Where several graphs have ties, ``kind``
        and a column ``network`` name them. Nodes that hold a graph, and hyperedges, are foci of
        ``memberships``.

    Raises
    ------
    ReadError
        The file is missing, damaged, no well-formed XML, or declares entities.
    UnknownFormatError
        The file is no GraphML.
    NothingUsableError
        It holds no node and no edge.

    Notes
    -----
    Edges with a weight that is no positive number are left out, counted in ``provenance.dropped``.
    Drawings (shapes, colours, positions of yEd) are not read. Takes time in proportion to the file.

    References
    ----------
    U. Brandes, M. Eiglsperger, J. Lerner, C. Pich (2013), Graph markup language (GraphML).
    In Handbook of graph drawing and visualization, CRC Press.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "two.graphml")
    >>> _ = file.write_text(
    ...     '<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/>'
    ...     '<graph edgedefault="directed"><node id="ana"/><node id="ben"/>'
    ...     '<edge source="ana" target="ben"><data key="w">2</data></edge></graph></graphml>'
    ... )
    >>> read_graphml(file).ties[["source", "target", "directed", "weight"]]
      source target  directed  weight
    0    ana    ben      True     2.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a GraphML file", lambda one: has_root(one.head(), "graphml"))
    records = Records(member=member)
    document = Document(records)
    for step in read_xml(member, records.log, "GraphML", progress):
        document.take(step)
    return document.finish()


def _is_graph(member: Member) -> bool:
    """Whether it is GraphML, and not of interviews, each of which is a graph with its own people."""
    head = member.head()
    return has_root(head, "graphml") and b"schema.networkcanvas.com" not in head


FORMATS.add(
    "graphml",
    Format(
        name="graphml",
        title="GraphML (XML of NetworkX, igraph, Gephi, yEd, NodeXL, ...)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_graph),
        how_to_get=(
            "Gephi: File, Export, Graph file, GraphML. yEd: save as .graphml. NodeXL: Export, To "
            "GraphML file. NetworkX: write_graphml. igraph: write_graphml."
        ),
        endings=(".graphml",),
    ),
)
