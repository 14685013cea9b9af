"""Network Canvas: interviews about personal networks, as CSV or GraphML."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.decoding import decode_start
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.tables import Place
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers._surveys.ego_networks import EgoNetworks
from weakties.importers._surveys.survey_tables import (
    SurveyTable,
    by_role,
    find_columns,
    first_of,
    read_survey_table,
    role_name,
)
from weakties.importers.network_canvas._graphml import (
    Element,
    Interview,
    is_graphml,
    read_interviews,
)

__all__ = ["read_network_canvas"]

_HOW_TO_GET = (
    "Interviewer: Manage and export session data, choose CSV (ego, attribute list, edge list) or "
    "GraphML. Fresco: Interviews, Export. Give the zip, or the folder it unzips to."
)

_LOOKED_AT = 50
_EGO, _SELF = "networkcanvasegouuid", "networkcanvasuuid"
_CASE, _SOURCE, _TARGET = (
    "networkcanvascaseid",
    "networkcanvassourceuuid",
    "networkcanvastargetuuid",
)
#: Columns that say how a file was made, by `role_name`; the ids of Network Canvas are others.
_TECHNICAL = {
    *("nodeid", "edgeid", "from", "to", "appversion", "commithash"),
    *("sessionfinish", "sessionexported"),
}
_NAMES = ("name", "label", "fullname", "nickname", "alias", "initials")
#: What stands for an answer that was encrypted.
_ENCRYPTED = "ENCRYPTED"
_TYPE = re.compile(r"(?:attributeList|edgeList)_?([^.]*)", re.IGNORECASE)


def _accepts_egos(roles: frozenset[str]) -> bool:
    return {_EGO, _CASE} <= roles and not roles & {_SELF, _SOURCE}


def _accepts_alters(roles: frozenset[str]) -> bool:
    return {_EGO, _SELF} <= roles and _SOURCE not in roles


def _accepts_ties(roles: frozenset[str]) -> bool:
    return {_EGO, _SOURCE, _TARGET} <= roles


_TABLES = {
    "egos": (by_role(_accepts_egos), "networkCanvasEgoUUID and networkCanvasCaseID"),
    "alters": (by_role(_accepts_alters), "networkCanvasEgoUUID and networkCanvasUUID"),
    "ties": (by_role(_accepts_ties), "networkCanvasSourceUUID and networkCanvasTargetUUID"),
}


def read_network_canvas(
    path: str | os.PathLike[str], *, ego: str | None = None, progress: Progress | None = None
) -> Connections:
    r"""Read interviews that Network Canvas (Interviewer, Fresco) exports.

    Parameters
    ----------
    path : path
        The zip or folder with ``*_ego.csv``, ``*_attributeList_<type>.csv`` and
        ``*_edgeList_<type>.csv`` of one or many interviews, or with GraphML, or one GraphML file.
    ego : str, optional
        The respondent whose network alone is read: the case, or the id. All by default.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        ``people``: respondents by their id, called by their case; those they named by the
        respondent's id, a stroke and their own, never one person for two respondents. Columns
        ``role`` (``ego`` or ``alter``), ``ego`` (whose network it is), ``node_type``, and the
        answers. ``ties``, declared and without direction: of kind ``named`` from the respondent to
        everybody they named, and those among the named, of the kind of the edge list, with the
        respondent in ``perceived_by``. The view is ``"sample"``, and a respondent who is the only
        one is the ``owner``.

    Raises
    ------
    ReadError
        A file is missing, damaged or unsafe.
    UnknownFormatError
        There is no such file.
    NotFoundError
        There is no respondent called ``ego``, or there are several.
    NothingUsableError
        Nobody was named.

    Notes
    -----
    Encrypted answers are left out. Adjacency matrices repeat the lists of edges and are not read,
    and where there is CSV, GraphML is not.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "P1_ego.csv").write_text(
    ...     "networkCanvasEgoUUID,networkCanvasCaseID\ne1,P1\n"
    ... )
    >>> _ = Path(folder.name, "P1_attributeList_Person.csv").write_text(
    ...     "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\n1,e1,a1,Avery\n2,e1,a2,Jordan\n"
    ... )
    >>> found = read_network_canvas(folder.name)
    >>> found.owner, found.people["label"].to_dict()
    ('e1', {'e1': 'P1', 'e1/a1': 'Avery', 'e1/a2': 'Jordan'})
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, ego, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, None, progress)


def _read_as(source: Source, ego: str | None, progress: Progress | None) -> Connections:
    found = _find(source.members)
    if not found:
        message = f"{source.path} is {describe(source)}, no export of Network Canvas. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    networks = EgoNetworks()
    networks.log.warn_of_unread(source)
    tables = [(kind, one) for kind in _TABLES for one in found.get(kind, ())]
    graphs = found.get("graphs", [])
    if tables and graphs:
        networks.log.warn("There are tables and GraphML; the tables were read.")
    read = tables or [("graphs", one) for one in graphs]
    for kind, member in steps(read, "reading interviews", progress):
        if kind == "graphs":
            for interview in read_interviews(member, networks.log, None):
                _add_interview(interview, member, networks)
        else:
            table = read_survey_table(member, *_TABLES[kind], networks.log)
            {"egos": _add_egos, "alters": _add_alters, "ties": _add_ties}[kind](table, networks)
    return networks.connections("network_canvas", source, read[0][1], ego=ego)


def _find(members: Iterable[Member]) -> dict[str, list[Member]]:
    """Files of each kind."""
    found: dict[str, list[Member]] = {}
    for member in members:
        if member.size and "networkcanvas" in decode_start(member.head()).casefold():
            if is_graphml(member):
                found.setdefault("graphs", []).append(member)
            for kind, (accepts, _) in _TABLES.items():
                if find_columns(member, accepts):
                    found.setdefault(kind, []).append(member)
    return found


def _answers(table: SurveyTable) -> list[dict[str, Any]]:
    """What is said of everybody, without ids and what is technical."""
    asked = [
        name
        for name in table.names
        if (role := role_name(name)) not in _TECHNICAL and not role.startswith("networkcanvas")
    ]
    return [_plain(row) for row in table.values(asked)]


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value != _ENCRYPTED}


def _add_egos(table: SurveyTable, networks: EgoNetworks) -> None:
    ego, case = table.column(_EGO), table.column(_CASE)
    for row, answers in zip(table.rows, _answers(table)):
        place = Place(table.member, row.line)
        networks.add_ego(row.fields[ego], place, label=row.fields[case], attributes=answers)


def _add_alters(table: SurveyTable, networks: EgoNetworks) -> None:
    kind = _type_of(table.member)
    ego, alter, counted = table.column(_EGO), table.column(_SELF), table.column("nodeid")
    for row, answers in zip(table.rows, _answers(table)):
        ids = row.fields[ego], row.fields[alter]
        number = row.fields.get(counted, "")
        _add_alter(ids, Place(table.member, row.line), kind, number, answers, networks)


def _add_alter(
    ids: tuple[str, str],
    place: Place,
    kind: str,
    number: str,
    answers: dict[str, Any],
    networks: EgoNetworks,
) -> None:
    """Add somebody who was named, called by an answer that is a name, else by type and number."""
    called = first_of(answers, _NAMES)
    label = str(answers.pop(called, "")) or f"{kind or 'person'} {number}".strip()
    if kind:
        answers["node_type"] = kind
    networks.add_alter(*ids, place, label=label, attributes=answers)


def _add_ties(table: SurveyTable, networks: EgoNetworks) -> None:
    kind = _type_of(table.member)
    ego, one, two = table.column(_EGO), table.column(_SOURCE), table.column(_TARGET)
    for row, answers in zip(table.rows, _answers(table)):
        ends = row.fields[one], row.fields[two]
        place = Place(table.member, row.line)
        networks.add_tie(row.fields[ego], ends, place, kind=kind or "edge", attributes=answers)


def _type_of(member: Member) -> str:
    """The type of node or edge that a file is about, from its name, which alone says so."""
    found = _TYPE.search(PurePosixPath(member.name).name)
    return found[1] if found else ""


def _add_interview(interview: Interview, member: Member, networks: EgoNetworks) -> None:
    graph = interview.graph
    ego = str(graph.data.get("networkCanvasUUID") or graph.given.get("sessionUUID", ""))
    place = Place(member, graph.line)
    label = graph.given.get("caseId", "")
    networks.add_ego(ego, place, label=label, attributes=_said(graph))
    ids = {}
    for node in interview.nodes:
        number = node.given.get("id", "")
        ids[number] = str(node.data.get("networkCanvasUUID", number))
        kind = str(node.data.get("networkCanvasType", ""))
        where = Place(member, node.line)
        _add_alter((ego, ids[number]), where, kind, number, _said(node), networks)
    for edge in interview.edges:
        source, target = (edge.given.get(end, "") for end in ("source", "target"))
        ends = ids.get(source, source), ids.get(target, target)
        kind = str(edge.data.get("networkCanvasType") or "edge")
        where = Place(member, edge.line)
        networks.add_tie(ego, ends, where, kind=kind, attributes=_said(edge))


def _said(element: Element) -> dict[str, Any]:
    answers = {
        name: value
        for name, value in element.data.items()
        if not role_name(name).startswith("networkcanvas")
    }
    return _plain(answers)


def _sniff(source: Source) -> float:
    """How sure the source is such an export: by its columns, or the name space of its GraphML."""
    found = _find(source.members[:_LOOKED_AT])
    return float(bool(found.keys() & {"alters", "graphs"}))


FORMATS.add(
    "network_canvas",
    Format(
        name="network_canvas",
        title="Network Canvas interviews (CSV or GraphML)",
        gives=("ties",),
        read=_read,
        read_one=_read_as,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
