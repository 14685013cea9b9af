"""What the columns of a wide survey are about: the respondent, somebody they named, or two of those."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from weakties.importers._survey_tables import first_of, role_name

#: Names of the column that tells respondents apart, by `role_name`, best first.
_IDS = (
    *("egoid", "ego", "respondentid", "respondent", "participantid", "participant", "responseid"),
    *("caseid", "case", "subjectid", "subject", "recordid", "userid", "uid", "id"),
)
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

    ego: str
    names: Mapping[int, str]  #: slot -> column with the name of whom the respondent put there
    ties: Sequence[tuple[int, int, str]]  #: two slots, and the column on whether they are tied
    answers: Mapping[str, Mapping[int, str]]  #: what is asked about each -> slot -> column
    own: Sequence[str]  #: columns about the respondent


def looks_wide(roles: Iterable[str]) -> bool:
    """Whether columns, by `role_name`, are those of such a survey.

    Two people alone may as well be the two of a tie.
    """
    slots = {slot for role in roles if (slot := _slot_of(role))}
    return any(role in _IDS for role in roles) and len(slots) > 2


def wide_columns(names: Sequence[str]) -> WideColumns:
    """What these columns are about."""
    ego = first_of(names, _IDS)
    slots = {slot: name for name in reversed(names) if (slot := _slot_of(name))}
    slots = dict(sorted(slots.items()))
    rest = [name for name in names if name != ego and name not in slots.values()]
    ties = list(_ties(rest, slots))
    in_ties = {name for _, _, name in ties}
    rest = [name for name in rest if name not in in_ties]
    answers = _answers(rest, slots)
    about_named = {name for group in answers.values() for name in group.values()}
    own = [name for name in rest if name not in about_named]
    return WideColumns(ego=ego, names=slots, ties=ties, answers=answers, own=own)


def _slot_of(name: str) -> int:
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0


def _ties(names: Sequence[str], slots: Mapping[int, str]) -> Iterable[tuple[int, int, str]]:
    for name in names:
        if match := _TIE.fullmatch(name):
            one, two = int(match[1]), int(match[2])
            if one != two and {one, two} <= slots.keys():
                yield one, two, name


def _answers(names: Sequence[str], slots: Mapping[int, str]) -> dict[str, dict[int, str]]:
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
    return {written[role]: group for role, group in groups.items() if group.keys() == slots.keys()}
