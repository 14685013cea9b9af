"""LinkedIn data archives, of all years."""

import os

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.source import Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._log import Log
from weakties.importers.linkedin._acts import Act, act_events, read_acts
from weakties.importers.linkedin._assemble import assemble
from weakties.importers.linkedin._attention import attention_events, followed_companies
from weakties.importers.linkedin._directory import build_directory, infer_owner, learn_profiles
from weakties.importers.linkedin._history import read_owner_name, read_stays
from weakties.importers.linkedin._members import (
    LAYOUTS,
    Tables,
    find_tables,
    kind_by_header,
    looks_like_connections,
)
from weakties.importers.linkedin._messages import (
    Message,
    conversations_of,
    message_events,
    parties_of,
    read_messages,
)
from weakties.importers.linkedin._people import Contact, give_ids, read_contacts

__all__ = ["read_linkedin"]

_HOW_TO_GET = (
    "On LinkedIn: Settings & Privacy, Data privacy, Get a copy of your data. Choose at least "
    "Connections, Messages and Invitations, or the larger archive; the link comes by e-mail within "
    "minutes, for the larger archive within a day and in a second e-mail."
)

#: How much a name says where the content does not.
_PERHAPS = 0.3


def read_linkedin(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a LinkedIn data archive: the zip, the unzipped folder, or Connections.csv alone.

    Parameters
    ----------
    path : path
        The zip as downloaded (also zipped twice, or with an extra folder in it), the folder it
        unzips to, or its ``Connections.csv``, of any year, also re-saved by a spreadsheet.
    progress : callable, optional
        Called as ``progress(what, done, total)`` before every table.

    Returns
    -------
    Connections
        With ``view="ego"``. ``people``: contacts and owner by the slug of their profile, or
        ``name:first last`` where no profile is known, with ``label``, ``company``, ``position``,
        ``connected_on``. ``ties``: owner to every contact; an archive states no other.
        ``events``: messages, invitations, endorsements and recommendations among these people, in
        UTC where the file says so; ``others`` counts recipients who are not among them. Comments,
        reactions and shares are the owner's attention, without targets, since no table says whose
        posts they were; so is following a contact.
        ``memberships``: employer and position of contacts at the time of the export, and the
        owner's employers, schools, events and followed companies with their dates. Members without name and address
        are counted in ``provenance.hidden``.

    Raises
    ------
    ReadError
        The file is missing, damaged, unsafe, or has no header.
    UnknownFormatError
        It is nothing of LinkedIn's.
    NothingUsableError
        It holds no contact, as an archive of the profile alone.

    Notes
    -----
    E-mail addresses and texts of messages, invitations and recommendations are not kept. Who the
    owner is stands in no table; it follows from invitations, else from messages sent under the
    name in ``Profile.csv``, else from who takes part in at least 80% of all conversations.
    Cost: one pass over every table, and one more to find its encoding.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "Connections.csv")
    >>> _ = file.write_text(
    ...     "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    ...     "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Northwind,Engineer,08 Feb 2026\n"
    ...     ",,,,,,09 Feb 2026\n"
    ... )
    >>> found = read_linkedin(file)
    >>> found.people.loc["ana-ruiz", "company"], found.provenance.hidden
    ('Northwind', 1)
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    tables = find_tables(source)
    if not tables:
        message = f"{source.path} is {describe(source)}, nothing of LinkedIn's. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    if "connections" not in tables:
        present = ", ".join(sorted(one.name for some in tables.values() for one in some))
        message = (
            f"{source.path} comes from LinkedIn but lacks Connections.csv, which names your "
            f"contacts; it holds {present}. {_HOW_TO_GET}"
        )
        raise NothingUsableError(message)
    log = Log()
    log.warn_of_unread(source)
    report = progress or _silent
    steps = 4
    report("reading contacts", 0, steps)
    contacts = read_contacts(tables["connections"], log)
    if not contacts:
        raise _nobody(source, tables, log)
    report("reading messages", 1, steps)
    messages = read_messages(tables.get("messages", ()), log)
    report("reading invitations and endorsements", 2, steps)
    acts = read_acts(tables, log)
    report("putting together", 3, steps)
    found = _combine(tables, contacts, messages, acts, log)
    report("putting together", steps, steps)
    return found


def _silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def _nobody(source: Source, tables: Tables, log: Log) -> NothingUsableError:
    names = ", ".join(member.name for member in tables["connections"])
    rows = sum(log.files.values())
    unread = sum(log.dropped.values())
    message = (
        f"{source.path}: no contact in {names}: {rows:,} rows below the header, {log.hidden:,} of "
        f"them hidden members, and {unread:,} that could not be read. {_HOW_TO_GET}"
    )
    return NothingUsableError(message)


def _combine(
    tables: Tables, contacts: list[Contact], messages: list[Message], acts: list[Act], log: Log
) -> Connections:
    """Find out who is who, then tie everything to people."""
    name = read_owner_name(tables, log)
    slugs = frozenset(contact.slug for contact in contacts if contact.slug)
    slug = infer_owner(
        invited=[act.owner for act in acts if act.owner],
        senders=[message.sender for message in messages],
        name=name,
        conversations=conversations_of(messages),
        contacts=slugs,
    )
    if slug is None and (messages or acts):
        log.warn("Which profile is the owner's could not be told from messages or invitations.")
    if slug in slugs:
        own = next(contact for contact in contacts if contact.slug == slug)
        if own.place is not None:
            log.refuse(*own.place, "contact: the owner's own row")
        contacts = [contact for contact in contacts if contact is not own]
    learned = learn_profiles([*parties_of(messages), *(act.other for act in acts)])
    people = give_ids(contacts, learned, slug)
    owner = slug or "owner"
    while owner in people:
        owner += "#"
    labels = {person: contact.label for person, contact in people.items()}
    who = build_directory({**labels, owner: name or "you"}, owner)
    events = message_events(messages, who, log) + act_events(acts, who, log)
    events += attention_events(tables, who, log)
    stays = read_stays(tables, log) + followed_companies(tables, log)
    return assemble(
        people=people, owner=owner, label=name or "you", events=events, stays=stays, log=log
    )


def _sniff(source: Source) -> float:
    """How sure the source is LinkedIn's."""
    tables = find_tables(source)
    for member in tables.get("connections", ()):
        if kind_by_header(member) == "connections" or looks_like_connections(member):
            return 1.0
    for kind, members in tables.items():
        if any(kind_by_header(member) == kind for member in members):
            return 1.0
    # A broken Connections.csv is LinkedIn's unless another format knows better.
    return _PERHAPS if "connections" in tables else 0.0


FORMATS.add(
    "linkedin",
    Format(
        name="linkedin",
        title="LinkedIn data archive (the zip, the folder, or Connections.csv)",
        gives=("ties", "events", "memberships"),
        lasting_ids=r"(?!name:|owner#*$).+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=LAYOUTS,
    ),
)
