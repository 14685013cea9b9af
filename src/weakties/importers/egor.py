"""Personal networks in the three files of egor: respondents, those they named, ties among those."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._files.content import describe
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

__all__ = ["read_egor"]

_HOW_TO_GET = (
    "R: write.csv of the three tables of an egor object (ego, alter, aatie), or the files that "
    "egor::threefiles_to_egor takes. EgoWeb: the exports of alters and of alter pairs. Put the files "
    "into one folder and give that."
)

#: Names of the columns, by `role_name`, as egor and programs that write such files have them.
_EGO = ("egoid", "ego", "puid")
_ALTER = ("alterid", "altid", "alternumber", "nameid")
_SOURCE = ("source", "srcid", "alter1number")
_TARGET = ("target", "tgtid", "alter2number", "targetid")
_WEIGHT = ("weight", "strength", "value")
_KIND = ("kind", "relation", "type")
_NAMES = ("name", "label", "altername", "nickname", "alias", "initials")
_MOST_MEMBERS = 50
#: Columns of EgoWeb about two people that hold no answer, and answers that deny a tie.
_NO_ANSWERS = {"interviewid", "alter1name", "alter2name", "starttime", "endtime"}
_NO = {"0", "0.0", "no", "false"}


def _accepts_egos(roles: frozenset[str]) -> bool:
    others = {*_ALTER, *_SOURCE, *_TARGET}
    return bool(roles & set(_EGO)) and len(roles - {""}) > 1 and not roles & others


def _accepts_alters(roles: frozenset[str]) -> bool:
    return bool(roles & set(_EGO) and roles & set(_ALTER)) and not roles & set(_TARGET)


def _accepts_ties(roles: frozenset[str]) -> bool:
    # A column of openeddi is called after alters, but holds where a tie begins.
    starts = {*_SOURCE, "nameid"}
    return bool(roles & set(_EGO) and roles & starts and roles & set(_TARGET))


_TABLES = {
    "egos": (by_role(_accepts_egos), "egoID"),
    "alters": (by_role(_accepts_alters), "egoID and alterID"),
    "ties": (by_role(_accepts_ties), "egoID, Source and Target"),
}


def read_egor(
    path: str | os.PathLike[str], *, ego: str | None = None, progress: Progress | None = None
) -> Connections:
    r"""Read personal networks from the three files of egor.

    Parameters
    ----------
    path : path
        Folder or archive with a table of those who were named (``egoID, alterID``) and, beside it,
        of ties among them (``egoID, Source, Target``) or of respondents (``egoID``), or both; CSV
        with commas or semicolons, and then decimal commas.
    ego : str, optional
        The respondent whose network alone is read. All by default.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        ``people``: respondents by their id; those they named by the respondent's id, a stroke and
        their own, never one person for two respondents. Columns ``role`` (``ego`` or ``alter``),
        ``ego`` (whose network it is), and the other columns of the files. ``ties``, declared and
        without direction: of kind ``named`` from the respondent to everybody they named, and those
        among the named with ``weight`` and the respondent in ``perceived_by``. The view is
        ``"sample"``, and a respondent who is the only one is the ``owner``.

    Raises
    ------
    ReadError
        A file is missing, damaged or unsafe, or there are two tables of one kind.
    UnknownFormatError
        There are no such files.
    NotFoundError
        There is no respondent called ``ego``.
    NothingUsableError
        Nobody was named.

    Notes
    -----
    Where every tie is listed from both its people, with one weight, it is one tie. A weight of 0
    says that there is none.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "alters.csv").write_text("egoID;alterID\n1;1\n1;2\n2;1\n")
    >>> _ = Path(folder.name, "edges.csv").write_text("egoID;Source;Target;weight\n1;1;2;0,5\n")
    >>> found = read_egor(folder.name)
    >>> found.ties[["source", "target", "kind", "weight"]]
      source target                 kind  weight
    0      1    1/1                named     1.0
    1      1    1/2                named     1.0
    2    1/1    1/2  between those named     0.5
    3      2    2/1                named     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, ego, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, None, progress)


def _read_as(source: Source, ego: str | None, progress: Progress | None) -> Connections:
    found = _find(source)
    if "alters" not in found:
        message = (
            f"{source.path} is {describe(source)}, without a table with columns egoID and alterID. "
            f"{_HOW_TO_GET}"
        )
        raise UnknownFormatError(message)
    for kind, members in found.items():
        if len(members) > 1:
            names = ", ".join(member.name for member in members[:5])
            message = f"{source.path} has {len(members)} tables of {kind} ({names}). Give one."
            raise ReadError(message)
    networks = EgoNetworks()
    networks.log.warn_of_unread(source)
    add = {"egos": _add_egos, "alters": _add_alters, "ties": _add_ties}
    for kind in steps(sorted(found), "reading tables", progress):
        table = read_survey_table(found[kind][0], *_TABLES[kind], networks.log)
        add[kind](table, networks)
    return networks.connections("egor", source, found["alters"][0], ego=ego)


def _find(source: Source) -> dict[str, list[Member]]:
    """Tables of each kind."""
    found: dict[str, list[Member]] = {}
    if len(source.members) <= _MOST_MEMBERS:
        for member in source.members:
            for kind, (accepts, _) in _TABLES.items():
                if member.size and find_columns(member, accepts):
                    found.setdefault(kind, []).append(member)
    return found


def _add_egos(table: SurveyTable, networks: EgoNetworks) -> None:
    ego = table.column(*_EGO)
    answers = table.values([name for name in table.names if name != ego])
    for row, said in zip(table.rows, answers):
        label = str(said.pop(first_of(said, _NAMES), ""))
        place = Place(table.member, row.line)
        networks.add_ego(row.fields[ego], place, label=label, attributes=said)


def _add_alters(table: SurveyTable, networks: EgoNetworks) -> None:
    ego, alter = table.column(*_EGO), table.column(*_ALTER)
    answers = table.values([name for name in table.names if name not in (ego, alter)])
    for row, said in zip(table.rows, answers):
        label = str(said.pop(first_of(said, _NAMES), "")) or f"alter {row.fields[alter]}"
        place = Place(table.member, row.line)
        ids = row.fields[ego], row.fields[alter]
        networks.add_alter(*ids, place, label=label, attributes=said)


def _add_ties(table: SurveyTable, networks: EgoNetworks) -> None:
    ego, target = table.column(*_EGO), table.column(*_TARGET)
    one = table.column(*_SOURCE, "nameid")
    weight, kind = table.column(*_WEIGHT), table.column(*_KIND)
    answers = table.values(_others(table, (ego, one, target, weight, kind)))
    asked = one == table.column("alter1number") and not weight
    for row, said in zip(table.rows, answers):
        if asked and _says_no(said):
            networks.log.pass_over("tie: of two about whom every answer is no")
            continue
        networks.add_tie(
            row.fields[ego],
            (row.fields[one], row.fields[target]),
            Place(table.member, row.line),
            kind=row.fields.get(kind) or "between those named",
            weight=row.fields.get(weight, ""),
            attributes=said,
        )


def _says_no(said: Mapping[str, Any]) -> bool:
    """Whether EgoWeb lists two people because somebody was asked about them, and said no."""
    answers = [value for name, value in said.items() if role_name(name) not in _NO_ANSWERS]
    return bool(answers) and all(str(one).casefold() in _NO for one in answers)


def _others(table: SurveyTable, roles: Sequence[str]) -> list[str]:
    return [name for name in table.names if name not in roles]


def _sniff(source: Source) -> float:
    """How sure the source is such a set: by its columns. One table alone may be anything."""
    found = _find(source)
    return float(len(found) > 1 and "alters" in found)


FORMATS.add(
    "egor",
    Format(
        name="egor",
        title="personal networks in the three files of egor (respondents, named, ties)",
        gives=("ties",),
        read=_read,
        read_one=_read_as,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("egos", "alters", "edges", "aaties"),
    ),
)
