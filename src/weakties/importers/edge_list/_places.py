"""Which column of an edge list is what: as a user says, as the header says, or the first two."""

from collections.abc import Mapping, Sequence

from weakties._columns import find_roles, plain_name
from weakties.errors import ArgumentError, UnknownFormatError

#: Wider tables without any known name are not taken for ties.
_WIDEST_UNNAMED = 4
_PEOPLE_WORDS = {
    *("id", "ids", "node", "nodes", "name", "names", "label", "vertex", "vertices"),
    *("person", "people", "member", "user", "username", "firstname"),
}

#: Columns that a user names, by role.
Wanted = Mapping[str, str | int | None]


def find_places(
    names: Sequence[str] | None, wanted: Wanted, width: int, where: str
) -> tuple[dict[str, int], list[str]]:
    """Which column is what, and what had to be decided about it."""
    asked = {
        role: _place(want, names, width, role) for role, want in wanted.items() if want is not None
    }
    known = find_roles(names or ())
    places = {role: at for role, at in known.items() if at not in asked.values()} | asked
    lacking = [role for role in ("source", "target") if role not in places]
    if not lacking:
        if places["source"] == places["target"]:
            message = "source and target are the same column. Name two different ones."
            raise ArgumentError(message)
        return places, []
    free = [at for at in range(width) if at not in places.values()]
    _refuse_guess(names, lacking, free, width, where)
    chosen = dict(zip(lacking, free))
    shown = [f"column {at + 1}{_named(names, at)} is the {role}" for role, at in chosen.items()]
    how = (
        "No header names the people of a tie" if len(lacking) == 2 else "Not all columns are named"
    )
    return places | chosen, [f"{how}: {' and '.join(shown)}."]


def _named(names: Sequence[str] | None, at: int) -> str:
    return f" ({names[at]})" if names is not None and at < len(names) and names[at] else ""


def _refuse_guess(
    names: Sequence[str] | None, lacking: Sequence[str], free: Sequence[int], width: int, where: str
) -> None:
    """Refuse to guess which columns hold the people of a tie."""
    columns = ", ".join(filter(None, names or ())) or f"{width} columns without names"
    if names is not None and len(lacking) == 2 and is_people_word(names):
        message = (
            f"{where} looks like a table of people, not of ties: its columns are {columns}. If a "
            "row is a tie, call the columns of its two people source and target in the header. If it "
            "says who belongs to which groups, give a row a person, a column a group with 1 for "
            "whoever belongs to it, and leave the first cell of the header empty. If it says more of "
            "people in another file, give it beside that: weakties FILE --people TABLE."
        )
        raise UnknownFormatError(message)
    too_wide = width > _WIDEST_UNNAMED and len(lacking) == 2
    if len(free) < len(lacking) or free[len(lacking) - 1] > 1 + len(lacking) or too_wide:
        message = (
            f"{where}: cannot tell which columns hold the two people of a tie among {columns}. "
            "Call them source and target (or from and to) in a header row."
        )
        raise UnknownFormatError(message)


def _place(want: str | int, names: Sequence[str] | None, width: int, role: str) -> int:
    """The column a user asked for, by name or by number from 0."""
    if isinstance(want, int):
        if 0 <= want < width:
            return want
        message = f"{role}={want}: there are {width} columns, numbered from 0. Choose one of them."
        raise ArgumentError(message)
    if names is not None and want in names:
        return names.index(want)
    plain = [plain_name(name) for name in names or ()]
    if plain_name(want) in plain:
        return plain.index(plain_name(want))
    known = ", ".join(filter(None, names or ())) or "none, for there is no header row"
    message = f"{role}={want!r}: there is no such column. The columns are: {known}."
    raise ArgumentError(message)


def is_people_word(cells: Sequence[str]) -> bool:
    """Whether the first column is called after people, as in a table of them."""
    return bool(cells) and plain_name(cells[0]) in _PEOPLE_WORDS
