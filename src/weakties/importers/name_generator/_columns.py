"""What the columns of a wide survey are about: the respondent, somebody they named, or two of those."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from weakties.importers._surveys.survey_tables import first_of, role_name

#: Names of the column that tells respondents apart, by `role_name`, best first.
_IDS = (
    *("egoid", "ego", "respondentid", "respondent", "participantid", "participant", "responseid"),
    *("caseid", "case", "subjectid", "subject", "recordid", "userid", "uid", "id"),
)
#: Names of the column that says how many people were named.
_SIZES = ("netsize", "networksize", "numgiven", "nalters")
_BETWEEN = r"[ ._-]*"
_SLOT = r"0*([1-9]\d?)"
_NAMED = r"name|alter|person|friend|contact|nominee|peer|confidant"
#: ``name1``, ``alter_2``, ``Alter.name.3``, ``person 4 name``.
_NAME = re.compile(
    rf"(?:(?:alter|person){_BETWEEN})?(?:{_NAMED}){_BETWEEN}{_SLOT}(?:{_BETWEEN}name)?",
    re.IGNORECASE,
)
#: ``tie_1_2``, ``know1_2``, ``X1.to.2``, ``aa 1-2``, ``3_4``.
_TIE = re.compile(
    rf"(?:(?:ties?|knows?|knew|close|closeness|aa|edge|link|talks?|rel|relation|connected|x)"
    rf"{_BETWEEN})?{_SLOT}(?:[ ._-]*(?:to|x)[ ._-]*|[ ._-]){_SLOT}",
    re.IGNORECASE,
)
#: ``age1``, ``age_1``, ``alter.age.1``; and ``alter_1_age``.
_ANSWER_FIRST = re.compile(rf"(?:alter[ ._-]+)?(.*?[^\W\d_]){_BETWEEN}{_SLOT}", re.IGNORECASE)
_SLOT_FIRST = re.compile(rf"(?:{_NAMED}){_BETWEEN}{_SLOT}[ ._-]+(.*[^\W_].*)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class WideColumns:
    """The columns of a table with a row a respondent."""

    ego: str  #: column that tells respondents apart; empty if there is none
    slots: Sequence[int]  #: numbers of the people named
    names: Mapping[int, str]  #: slot -> column with the name, unless the survey keeps no names
    ties: Sequence[tuple[int, int, str]]  #: two slots, and the column on whether they are tied
    answers: Mapping[str, Mapping[int, str]]  #: what is asked about each -> slot -> column
    own: Sequence[str]  #: columns about the respondent
    size: str  #: column with the number of people named; empty if there is none


def looks_wide(names: Iterable[str]) -> bool:
    """Whether columns are those of such a survey.

    Two people alone may as well be the two of a tie.
    """
    found = wide_columns(sorted(names))
    return bool(found.ego and len(found.slots) > 2 and (found.names or found.answers))


def wide_columns(names: Sequence[str]) -> WideColumns:
    """What these columns are about."""
    ego = first_of(names, _IDS)
    called = {slot: name for name in reversed(names) if (slot := _slot_of(name))}
    called = dict(sorted(called.items())) if len(called) > 1 else {}
    rest = [name for name in names if name != ego and name not in called.values()]
    pairs = [(*pair, name) for name in rest if (pair := _pair_of(name))]
    slots = sorted(called or {slot for pair in pairs for slot in pair[:2]})
    ties = [pair for pair in pairs if {*pair[:2]} <= {*slots}]
    in_ties = {name for _, _, name in ties}
    rest = [name for name in rest if name not in in_ties]
    answers = _answers(rest, slots)
    about_named = {name for group in answers.values() for name in group.values()}
    return WideColumns(
        ego=ego,
        slots=slots,
        names=called,
        ties=ties,
        answers=answers,
        own=[name for name in rest if name not in about_named],
        size=first_of(rest, _SIZES),
    )


def _slot_of(name: str) -> int:
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0


def _pair_of(name: str) -> tuple[int, int] | None:
    """The two slots that a column is about."""
    found = _TIE.fullmatch(name)
    pair = (int(found[1]), int(found[2])) if found else (0, 0)
    return pair if pair[0] != pair[1] else None


def _answers(names: Sequence[str], slots: Sequence[int]) -> dict[str, dict[int, str]]:
    """Columns about one person, where there is one for every person; others are the respondent's."""
    groups: dict[str, dict[int, str]] = defaultdict(dict)
    written: dict[str, str] = {}
    for name in names:
        if match := _SLOT_FIRST.fullmatch(name):
            slot, answer = int(match[1]), match[2]
        elif match := _ANSWER_FIRST.fullmatch(name):
            answer, slot = match[1], int(match[2])
        else:
            continue
        role = role_name(answer)
        written.setdefault(role, answer)
        groups[role].setdefault(slot, name)
    whole = {role: group for role, group in groups.items() if group.keys() == {*slots}}
    return {written[role]: group for role, group in whole.items()}
