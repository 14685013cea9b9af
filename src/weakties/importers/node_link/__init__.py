"""JSON with nodes and links: NetworkX, D3, Cytoscape, graphology, vis.js, JSON Graph Format."""

import os
import re

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.json_text import read_json
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import HEAD, Member, Source, open_source
from weakties.importers._files.text import start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers.node_link._document import add_graph, find_graphs

__all__ = ["read_node_link"]

_NODES = re.compile(r'"(?:nodes|vertices)"\s*:\s*[\[{]')
_LINKS = re.compile(r'"(?:links|edges)"\s*:\s*\[')
_TIES = re.compile(r'"(?:links|edges)"\s*:\s*\[\s*\{[^{}]*"(?:source|from)"\s*:')
#: Nodes and edges of Cytoscape.js in one list.
_ELEMENTS = re.compile(
    r'(?:\{\s*(?:"[^"]*"\s*:\s*"[^"]*"\s*,\s*)*"elements"\s*:\s*)?\[\s*\{\s*'
    r'(?:"group"\s*:\s*"(?:nodes|edges)"\s*,\s*)?"data"\s*:\s*\{\s*(?:[^{}]*,\s*)?"(?:id|source)"\s*:'
)
_ENDS = re.compile(r'[{}](?=[^{}]*"source"\s*:)[^{}]*"target"\s*:')
#: Lists of nodes stand at most so deep; answers of web services have some, too, but deeper.
_DEEPEST = 2
#: JSON of other makers may have nodes as well.
_SURE = 0.95


def read_node_link(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read JSON that lists nodes and links (or edges).

    Parameters
    ----------
    path : path
        JSON of NetworkX (``node_link_data``), D3, Cytoscape.js, graphology, vis.js, or in JSON
        Graph Format; plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` once it is read.

    Returns
    -------
    Connections
        Ids are those of the nodes as text (``id``, else ``key``, ``name`` or ``label``). Ends of
        links are ids, or where they are none of these the places of nodes from 0, as D3 has it.
        Ties are directed if they or their graph say so. Attributes called weight (or value), time,
        end or kind (or as is usual) become these columns, all others columns of their own.

    Raises
    ------
    ReadError
        The file is missing, damaged, or no JSON.
    UnknownFormatError
        It is JSON without nodes and links.
    NothingUsableError
        It holds no node and no link.

    Notes
    -----
    Links with a weight that is no positive number are left out, counted in
    ``provenance.dropped``. Positions are not read. Takes time in proportion to the file, which is
    held in memory.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "two.json")
    >>> _ = file.write_text(
    ...     '{"nodes": [{"id": "ana"}, {"id": "ben"}],'
    ...     ' "links": [{"source": "ana", "target": 1, "value": 2}]}'
    ... )
    >>> read_node_link(file).ties[["source", "target", "weight"]]
      source target  weight
    0    ana    ben     2.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "JSON with nodes and links", _is_node_link)
    records = Records(member=member)
    graphs = find_graphs(read_json(member, records.log), member.where)
    for number, graph in enumerate(graphs, start=1):
        add_graph(graph, number, records)
    if len(graphs) > 1:
        records.log.warn(
            f"{len(graphs)} graphs were read together; nodes with the same id are one person."
        )
    if progress is not None:
        progress("Reading JSON", member.size, member.size)
    return records.connections("node_link")


def _is_node_link(member: Member) -> bool:
    start = start_of(member).lstrip()
    if _ELEMENTS.match(start) is not None and _ENDS.search(start) is not None:
        return True
    if not start.startswith("{"):
        return False
    nodes = _NODES.search(start)
    if nodes is None:
        return _TIES.search(start) is not None
    before = start[: nodes.start()]
    depth = before.count("{") - before.count("}")
    # Of a long list of nodes the links are not seen.
    has_links = _LINKS.search(start) is not None or member.size > HEAD
    return depth == 1 or (has_links and depth <= _DEEPEST)


FORMATS.add(
    "node_link",
    Format(
        name="node_link",
        title="JSON with nodes and links (NetworkX, D3, Cytoscape, graphology, ...)",
        gives=("ties",),
        read=_read,
        sniff=lambda source: _SURE * sniff_members(source, _is_node_link),
        how_to_get="NetworkX: node_link_data. Cytoscape: File, Export, Network to file, JSON.",
        endings=(".json",),
    ),
)
