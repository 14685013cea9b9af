"""GEXF 1.0 to 1.3: XML of Gephi, NetworkX and others, with times."""

import os

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.xml_text import has_root, read_xml
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers.gexf._document import Document

__all__ = ["read_gexf"]


def read_gexf(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a GEXF file of version 1.0 to 1.3, with the times of its people and ties.

    Parameters
    ----------
    path : path
        XML of any producer, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with bytes read and an estimate of all.

    Returns
    -------
    Connections
        Ids and labels are those of the nodes. An edge is directed if its type says so, else that
        of the graph; a mutual edge is a tie in each direction. ``start`` and ``end`` are the first
        beginning and the last end of a tie, NaT where the file leaves them open, and ``spells`` all
        its periods where one has several; people have the same columns. Times that only count
        steps (1, 2, 3) are ``start_number`` and ``end_number``. A weight that changes is a row for
        every value, with its time. Nodes that hold others are foci of ``memberships``.

    Raises
    ------
    ReadError
        The file is missing, damaged, no well-formed XML, or declares entities.
    UnknownFormatError
        The file is no GEXF.
    NothingUsableError
        It holds no node and no edge.

    Notes
    -----
    Of other attributes that change, the latest value is kept. Edges with a weight that is no
    positive number are left out, counted in ``provenance.dropped``. Drawings (colours, sizes,
    positions) are not read. Takes time in proportion to the file.

    References
    ----------
    GEXF working group, GEXF file format 1.3, https://gexf.net

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "two.gexf")
    >>> _ = file.write_text(
    ...     '<gexf version="1.3"><graph mode="dynamic" timeformat="date"><nodes>'
    ...     '<node id="a" label="Ana"/><node id="b" label="Ben"/></nodes><edges>'
    ...     '<edge source="a" target="b" start="2025-03-01" end="2026-02-01"/>'
    ...     "</edges></graph></gexf>"
    ... )
    >>> read_gexf(file).ties[["source", "target", "start", "end"]]
      source target      start        end
    0      a      b 2025-03-01 2026-02-01
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a GEXF file", _is_gexf)
    records = Records(member=member)
    document = Document(records)
    for step in read_xml(member, records.log, "GEXF", progress):
        document.take(step)
    return document.finish()


def _is_gexf(member: Member) -> bool:
    return has_root(member.head(), "gexf")


FORMATS.add(
    "gexf",
    Format(
        name="gexf",
        title="GEXF 1.0 to 1.3 (XML of Gephi, NetworkX, ...)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_gexf),
        how_to_get="Gephi: File, Export, Graph file, GEXF. NetworkX: write_gexf.",
        endings=(".gexf",),
    ),
)
