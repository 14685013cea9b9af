"""Pajek networks (.net) and projects (.paj)."""

import os
import re

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers.pajek._project import (
    PajekNetwork,
    Project,
    choose,
    gather,
    name_people,
)
from weakties.importers.pajek._sections import read_sections
from weakties.importers.pajek._ties import TieReader

__all__ = ["read_pajek"]

_START = re.compile(
    r"(?:\s*+(?:(?:%|/\*)[^\n]*)?\n)*+\s*\*[ \t]*"
    r"(?:network|vert\w*|arcs|edges|matrix|arcslist|edgeslist|partition|vector)(?![\w*])",
    re.IGNORECASE,
)


def read_pajek(
    path: str | os.PathLike[str],
    *,
    network: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Connections:
    r"""Read a Pajek network (.net) or project (.paj).

    Parameters
    ----------
    path : path
        Text, plain, gz, or alone in a zip.
    network : str, optional
        Name of the network to read, of those a project holds. By default all are read together:
        people with the same label are one, and ``kind`` and a column ``network`` say of which
        network a tie is.
    encoding : str, optional
        Such as "cp1250". By default UTF-8 or UTF-16 where the text is that, else Windows-1252.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Ids are the labels of the vertices if no two have the same, else their numbers. Arcs and
        links of arc lists are directed, edges are not. ``kind`` is the relation, ``start`` and
        ``end`` the times in brackets (``start_number`` and ``end_number`` where they count steps),
        partitions and vectors are attributes of people. In a two-mode network those of the first
        mode are people, those of the second foci of ``memberships``.

    Raises
    ------
    ReadError
        The file is missing or damaged, a matrix has too few numbers, or several networks hold
        people who cannot be told apart.
    UnknownFormatError
        The file is no Pajek network.
    NothingUsableError
        It holds no vertex.
    ArgumentError
        There is no network of that name, or no such encoding.

    Notes
    -----
    Rows that name no vertex that exists, or have a value that is not positive, are left out and
    counted in ``provenance.dropped``. Positions and colours are not read. Takes time in proportion
    to the file, which is held in memory.

    References
    ----------
    A. Mrvar, V. Batagelj, Pajek: reference manual. http://mrvar.fdv.uni-lj.si/pajek/

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "three.net")
    >>> _ = file.write_text('*Vertices 3\n1 "Ana"\n2 "Ben"\n3 "Chi"\n*Arcs :1 "advice"\n1 2 3\n')
    >>> read_pajek(file).ties[["source", "target", "kind", "directed", "weight"]]
      source target    kind  directed  weight
    0    Ana    Ben  advice      True     3.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, network, encoding, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, None, None, progress)


def _read_as(
    source: Source, name: str | None, encoding: str | None, progress: Progress | None
) -> Connections:
    member = sole_member(source, "a Pajek network", _is_pajek)
    records = Records(member=member)
    text = read_text(member, records.log, "Pajek", progress, encoding=encoding)
    project = gather(read_sections(text), records, len(text))
    networks = choose(project, name, member.where)
    everyone = name_people(networks, member.where)
    known: set[str] = set()
    drawn = project.drawn
    for chosen, ids in zip(networks, everyone):
        _add_people(chosen, ids, project, records, known)
        reader = TieReader(chosen, ids, records)
        reader.read()
        drawn |= reader.drawn
    _say(project, networks, records, drawn=drawn)
    return records.connections("pajek")


def _add_people(
    network: PajekNetwork, ids: list[str], project: Project, records: Records, known: set[str]
) -> None:
    """Add the vertices of the first mode, each once in all networks."""
    attributes = [one for one in project.values if len(one.texts) == len(ids)]
    labels = network.labels()
    for place, person in enumerate(ids[: network.people]):
        vertex = network.vertices.get(place + 1)
        if person not in known:
            known.add(person)
            records.add_person(
                person,
                vertex.line if vertex else None,
                label=labels[place],
                attributes={one.name: _value(one.texts[place]) for one in attributes},
                spells=vertex.spells if vertex else (),
            )


def _value(text: str) -> float | str:
    number = number_of(text)
    if number is None:
        return text
    return int(number) if number.is_integer() else number


def _say(project: Project, networks: list[PajekNetwork], records: Records, *, drawn: bool) -> None:
    log = records.log
    if drawn:
        log.warn("Positions, shapes and colours were not read.")
    if len(networks) > 1:
        log.warn(
            f"{len(networks)} networks were read together; people with the same label are one."
        )
    sizes = {network.size for network in networks}
    for one in project.values:
        if len(one.texts) not in sizes:
            count = f"{len(one.texts):,} values"
            log.warn(f"{one.name} has {count}, as many as no network has people; not read.")
    for name, rows in sorted(project.unread.items()):
        log.warn(f"Section *{name} ({rows:,} rows) was not read.")


def _is_pajek(member: Member) -> bool:
    return _START.match(start_of(member)) is not None


FORMATS.add(
    "pajek",
    Format(
        name="pajek",
        title="Pajek network or project (.net, .paj)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_pajek),
        how_to_get=(
            "Pajek: File, Network, Save (.net), or File, Pajek Project File, Save (.paj). "
            "Most programs for networks export .net."
        ),
        endings=(".net", ".paj"),
    ),
)
