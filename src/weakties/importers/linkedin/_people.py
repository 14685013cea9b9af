"""Connections.csv: the owner's contacts, and the ids they get."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from weakties.importers._cells.dates import parse_times
from weakties.importers._cells.labels import blank_mail, blank_telephone
from weakties.importers._files.source import Member
from weakties.importers._files.tables import Place, Row, read_table
from weakties.importers._log import Log
from weakties.importers.linkedin._members import LAYOUTS
from weakties.importers.linkedin._names import (
    HIDDEN_NAME,
    join_name,
    name_key,
    slug_of,
)

#: Columns that may be kept, in which people write their addresses and numbers all the same.
_NOT_PRIVATE = ("firstname", "lastname", "company", "position")


class Contact(NamedTuple):
    """One contact as Connections.csv has them; the e-mail address is never looked at."""

    slug: str | None
    label: str
    company: str | None
    position: str | None
    connected_on: datetime | None
    place: Place | None = None


def read_contacts(members: Sequence[Member], log: Log) -> list[Contact]:
    """Every contact once; hidden members and repeated rows are counted."""
    contacts = [contact for member in members for contact in _read_member(member, log)]
    if len(members) > 1:
        log.warn(f"Read as one list: {', '.join(member.name for member in members)}.")
    kept = _merge_same_profile(contacts) + sorted(
        {one._replace(place=None) for one in contacts if one.slug is None}, key=_rank
    )
    log.duplicates += len(contacts) - len(kept)
    return kept


def _read_member(member: Member, log: Log) -> list[Contact]:
    table = _without_private(read_table(member, LAYOUTS["connections"], log), member, log)
    rows = [row for row in table if _is_shown(row, log)]
    dates = _read_dates(rows, member, log)
    contacts = []
    for row, day in zip(rows, dates, strict=True):
        address = row.fields.get("url", "")
        slug = slug_of(address)
        label = join_name(row.fields["firstname"], row.fields["lastname"])
        if address and slug is None:
            log.note(member, row.line, "address is no LinkedIn profile (kept by name)", address)
        company, position = row.fields.get("company"), row.fields.get("position")
        label, place = label or slug or "", Place(member, row.line)
        contacts.append(Contact(slug, label, company or None, position or None, day, place))
    return contacts


def _without_private(rows: Sequence[Row], member: Member, log: Log) -> list[Row]:
    """The rows without addresses of mail and telephone numbers, also where fields have shifted."""
    plain, blanked = [], 0
    for row in rows:
        cells = {
            name: blank_telephone(blank_mail(row.fields.get(name, ""))) for name in _NOT_PRIVATE
        }
        changed = {name: text for name, text in cells.items() if text != row.fields.get(name, "")}
        blanked += len(changed)
        plain.append(row._replace(fields={**row.fields, **changed}) if changed else row)
    if blanked:
        log.warn(
            f"{member.name}: {blanked:,} e-mail address(es) or telephone number(s) stood among names, "
            "companies and positions and were left out."
        )
    return plain


def _is_shown(row: Row, log: Log) -> bool:
    """Whether a row names anybody; those that do not are hidden or closed accounts."""
    name = join_name(row.fields["firstname"], row.fields["lastname"])
    if slug_of(row.fields.get("url", "")) or (name and name.casefold() != HIDDEN_NAME):
        return True
    log.hidden += 1
    return False


def _read_dates(rows: Sequence[Row], member: Member, log: Log) -> list[datetime | None]:
    if rows and "connectedon" not in rows[0].fields:
        log.warn(f"{member.name} has no column Connected On: no date of any connection is known.")
    times = parse_times([row.fields.get("connectedon", "") for row in rows])
    for number in times.unread:
        found = rows[number].fields["connectedon"]
        log.note(member, rows[number].line, "date not understood (row kept)", found)
    if times.unread:
        log.warn(
            f"{member.name}: {len(times.unread)} date(s) were not understood and stay unknown."
        )
    if times.undecided:
        log.warn(
            f"{member.name}: in {len(times.undecided)} date(s) day and month could be either "
            "way round; these dates stay unknown. Use the file as LinkedIn wrote it."
        )
    return times.values


def _rank(contact: Contact) -> tuple[str, str, str, datetime]:
    """An order that depends on nothing but the contact."""
    return (
        contact.company or "",
        contact.position or "",
        contact.label,
        contact.connected_on or datetime.max,
    )


def _merge_same_profile(contacts: Iterable[Contact]) -> list[Contact]:
    """One contact a profile: the fullest of its rows."""
    by_slug: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        if contact.slug is not None:
            by_slug[contact.slug].append(contact)
    return [max(by_slug[slug], key=_fullness) for slug in sorted(by_slug)]


def _fullness(contact: Contact) -> tuple[bool, bool, bool, tuple[str, str, str, datetime]]:
    known = (contact.connected_on, contact.company, contact.position)
    return known[0] is not None, known[1] is not None, known[2] is not None, _rank(contact)


def give_ids(
    contacts: Sequence[Contact], learned: Mapping[str, frozenset[str]], owner: str | None
) -> dict[str, Contact]:
    """Contacts by id: the profile's slug, or the name where no profile is known.

    ``learned`` holds the slugs that other tables give for a name; they are used where name and
    slug belong to each other alone.
    """
    by_id = {contact.slug: contact for contact in contacts if contact.slug is not None}
    nameless = sorted((one for one in contacts if one.slug is None), key=_rank)
    if not nameless:
        return dict(sorted(by_id.items()))
    sharing = Counter(name_key(contact.label) for contact in contacts)
    rest = []
    for contact in nameless:
        key = name_key(contact.label)
        slugs = learned.get(key, frozenset())
        slug = next(iter(slugs)) if len(slugs) == 1 and sharing[key] == 1 else None
        if slug is None or slug == owner or slug in by_id:
            rest.append(contact)
        else:
            by_id[slug] = contact
    for contact in rest:
        by_id[_free_id(f"name:{contact.label.lower()}", by_id)] = contact
    return dict(sorted(by_id.items()))


def _free_id(wanted: str, taken: Mapping[str, object]) -> str:
    """The wanted id, or with #2, #3, ... for further people of the same name."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}#{number}"
    return free
