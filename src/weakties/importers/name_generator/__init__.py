"""Surveys with a name generator: a row a respondent, with the people named in columns of their own."""

import os
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.tables import Place, Row
from weakties.importers._format import FORMATS, Format
from weakties.importers._log import Log
from weakties.importers._surveys.ego_networks import EgoNetworks
from weakties.importers._surveys.survey_tables import (
    SurveyTable,
    find_columns,
    read_survey_table,
    typed_cells,
)
from weakties.importers.name_generator._columns import WideColumns, looks_wide, wide_columns

__all__ = ["read_name_generator"]

_HOW_TO_GET = (
    "Export the answers as CSV, a row a respondent. Call the columns respondent (or id); name1, name2, "
    "...; tie_1_2, tie_1_3, ... for who knows whom; age1, age2, ... for what is asked about each."
)

_EXPECTS = "the columns respondent, name1, name2 and name3 (or age1, ... and tie_1_2, ...)"
#: How a survey says that two people are tied, and that they are not.
_YES = {"yes", "y", "true", "t", "x"}
_NO = {"", "no", "n", "false", "f", "na", "n/a", ".", "-", "none"}
#: How programs write that no name was given.
_NOBODY = {"", "N/A", ".", "-"}
#: What Qualtrics writes below its header, in the last of two rows.
_IMPORT_ID = '{"ImportId"'
_CAPTIONS = 2

#: What was answered about the person of each slot.
Answers = dict[int, dict[str, Any]]


def read_name_generator(
    path: str | os.PathLike[str], *, ego: str | None = None, progress: Progress | None = None
) -> Connections:
    r"""Read a survey in which every respondent named people, a row a respondent.

    Parameters
    ----------
    path : path
        CSV, alone or in a folder or archive, with a column that tells respondents apart and columns
        for at least three people they named; see Notes.
    ego : str, optional
        The respondent whose network alone is read. All by default.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with respondents done.

    Returns
    -------
    Connections
        ``people``: respondents by their id; those they named by the respondent's id, a stroke and
        the number of the column, called by the name, never one person for two respondents. Columns
        ``role`` (``ego`` or ``alter``), ``ego`` (whose network it is), and the answers. ``ties``,
        declared and without direction: of kind ``named`` from the respondent to everybody they
        named, and those among the named, with the respondent in ``perceived_by``. The view is
        ``"sample"``, and a respondent who is the only one is the ``owner``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        There is no such table.
    NotFoundError
        There is no respondent called ``ego``.
    NothingUsableError
        Nobody was named.

    Notes
    -----
    Columns, by name, whatever the case, with or without blank, dot, dash or underscore between a word
    and a number:

    - the respondent: ``respondent``, ``participant``, ``subject``, ``case``, ``record``, ``user``
      (also with ``id`` behind), ``ResponseId``, ``ego``, ``egoID``, ``uid`` or ``id``;
    - people named: ``name1``, ``name2``, ..., or ``alter``, ``person``, ``friend``, ``contact``,
      ``nominee``, ``peer``, ``confidant``, also ``alter.name.1`` or ``person 1 name``;
    - without names, people are those about whom there is an answer, at most ``netsize`` if there is
      such a column (also ``numgiven``);
    - ties: ``tie_1_2``, or ``know``, ``close``, ``aa``, ``edge``, ``link``, ``talk``, ``rel``,
      ``relation``, ``connected``, ``X1.to.2``, or the two numbers alone (``1_2``);
    - answers about each: ``age1``, ``alter.age.1``, ``alter_1_age``, if every person has one;
    - all others are about the respondent.

    In a column for two people yes, y, true, t and x are a tie, a number is its strength, and 0, no, n,
    false, f, none, NA or nothing is none. Of several such columns each gives a tie. The rows that
    Qualtrics writes below its header are passed over.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "survey.csv")
    >>> _ = file.write_text("id,name1,name2,name3,tie_1_2,tie_1_3\nP1,Ana,Ben,,1,\nP2,Ana,,,,\n")
    >>> found = read_name_generator(file)
    >>> found.people["label"].to_dict()
    {'P1': 'P1', 'P1/1': 'Ana', 'P1/2': 'Ben', 'P2': 'P2', 'P2/1': 'Ana'}
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, ego, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, None, progress)


def _read_as(source: Source, ego: str | None, progress: Progress | None) -> Connections:
    member = sole_member(source, f"a survey with {_EXPECTS}", _is_survey)
    networks = EgoNetworks()
    networks.log.warn_of_unread(source)
    table = read_survey_table(member, looks_wide, _EXPECTS, networks.log)
    table = _without_captions(table, networks.log)
    columns = wide_columns(table.names)
    own, answers = table.values(columns.own), _answers(table, columns)
    for row, about_ego, about_named in zip(table.rows, own, answers):
        place = Place(member, row.line)
        networks.add_ego(row.fields[columns.ego], place, attributes=about_ego)
        _add_named(row, columns, about_named, place, networks)
        _add_ties(row, columns, place, networks)
    if progress is not None:
        progress("reading respondents", len(table.rows), len(table.rows))
    return networks.connections("name_generator", source, member, ego=ego)


def _is_survey(member: Member) -> bool:
    return find_columns(member, looks_wide) is not None


def _without_captions(table: SurveyTable, log: Log) -> SurveyTable:
    """The table without rows that say once more what is asked."""
    for number, row in enumerate(table.rows[:_CAPTIONS], start=1):
        if any(cell.startswith(_IMPORT_ID) for cell in row.fields.values()):
            log.pass_over("row: of captions, as Qualtrics writes them", number)
            return table._replace(rows=table.rows[number:])
    return table


def _answers(table: SurveyTable, columns: WideColumns) -> list[Answers]:
    """What was answered about everybody named, row by row; an answer is of one type for all."""
    count = len(table.rows)
    found: list[Answers] = [{slot: {} for slot in columns.slots} for _ in range(count)]
    for answer, group in columns.answers.items():
        cells = typed_cells([row.fields[name] for name in group.values() for row in table.rows])
        for number, slot in enumerate(group):
            for at, value in enumerate(cells[number * count : (number + 1) * count]):
                if value is not None:
                    found[at][slot][answer] = value
    return found


def _add_named(
    row: Row, columns: WideColumns, answers: Answers, place: Place, networks: EgoNetworks
) -> None:
    ego = row.fields[columns.ego]
    size = number_of(row.fields[columns.size]) if columns.size else None
    for slot in columns.slots:
        name = row.fields[columns.names[slot]] if columns.names else f"alter {slot}"
        was_named = name not in _NOBODY if columns.names else bool(answers[slot])
        if was_named and (columns.names or size is None or slot <= size):
            networks.add_alter(ego, str(slot), place, label=name, attributes=answers[slot])
        elif answers[slot]:
            networks.log.pass_over("answers: about a person who is not named")


def _add_ties(row: Row, columns: WideColumns, place: Place, networks: EgoNetworks) -> None:
    for one, two, column in columns.ties:
        said = row.fields[column].casefold()
        if said in _NO or number_of(said) == 0:
            continue
        ends = str(one), str(two)
        weight = "" if said in _YES else said
        networks.add_tie(row.fields[columns.ego], ends, place, weight=weight)


FORMATS.add(
    "name_generator",
    Format(
        name="name_generator",
        title="survey with a name generator (a row a respondent: name1, name2, tie_1_2)",
        gives=("ties",),
        read=_read,
        read_one=_read_as,
        sniff=lambda source: sniff_members(source, _is_survey),
        how_to_get=_HOW_TO_GET,
    ),
)
