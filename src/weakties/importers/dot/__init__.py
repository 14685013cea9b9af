"""DOT, the language of Graphviz."""

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
from weakties.importers.dot._parser import Parser
from weakties.importers.dot._tokens import ENDS, TOKEN

__all__ = ["read_dot"]

#: Ties that a file may state, and more for every byte.
_FREE, _MOST_TIES = 100_000, 10
_START = re.compile(
    r"(?>\s++|//[^\n]*+|#[^\n]*+|/\*.*?\*/)*+(?:strict\s+)?(?:di)?graph\b\s*"
    r"(?:\"(?:[^\"\\]|\\.)*\"|[\w.-]+)?\s*\{",
    re.IGNORECASE | re.DOTALL,
)


def read_dot(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a graph in DOT, the language of Graphviz.

    Parameters
    ----------
    path : path
        Text, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Ids are those of the nodes, labels their ``label``. Ties of a ``digraph`` are directed
        (``dir`` may say otherwise), those of a ``graph`` are not. Their weight is ``weight``, their
        kind ``kind`` or the like; other attributes that do not say how to draw are columns.
        Defaults count where they are set. Members of a subgraph called ``cluster...`` are its
        members in ``memberships``.

    Raises
    ------
    ReadError
        The file is missing, damaged, or its brackets or quotation marks do not match.
    UnknownFormatError
        The file is no DOT.
    NothingUsableError
        It holds no node and no edge.

    Notes
    -----
    A tie that a ``strict`` graph repeats is left out and counted in ``provenance.dropped``, as are
    weights that are not positive. Takes time in proportion to the file.

    References
    ----------
    E. R. Gansner, E. Koutsofios, S. North (2015), Drawing graphs with dot. Graphviz.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "three.dot")
    >>> _ = file.write_text("graph { ana -- ben [weight=2]; ben -- chi }")
    >>> read_dot(file).ties[["source", "target", "weight"]]
      source target  weight
    0    ana    ben     2.0
    1    ben    chi     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a DOT graph", _is_dot)
    records = Records(member=member)
    tokens = read_tokens(member, records.log, "DOT", progress, pattern=TOKEN, ends=ENDS)
    # A few words can tie everybody of one group to everybody of another.
    most = _FREE + _MOST_TIES * member.size
    Parser(tokens, records, most).read()
    return records.connections("dot")


def _is_dot(member: Member) -> bool:
    return _START.match(start_of(member)) is not None


FORMATS.add(
    "dot",
    Format(
        name="dot",
        title="DOT (the language of Graphviz; .dot, .gv)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_dot),
        how_to_get="Graphviz, and many programs that draw graphs. igraph: write_dot.",
        endings=(".dot", ".gv"),
    ),
)
