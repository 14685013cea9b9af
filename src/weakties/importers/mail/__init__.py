"""Mail as programs keep it and services export it: who wrote to whom. Subjects and texts are not kept."""

import os
from collections.abc import Mapping, Sequence

from weakties._counting import count
from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import ArgumentError, UnknownFormatError
from weakties.importers._addresses import id_of_address, normal_address, number_the_unnamed
from weakties.importers._content import describe
from weakties.importers._format import FORMATS, Format
from weakties.importers._records import Records
from weakties.importers._source import Source, open_source
from weakties.importers.mail._acts import add_letters
from weakties.importers.mail._collect import Collection, kinds_in
from weakties.importers.mail._letters import LISTED, Letter
from weakties.importers.mail._people import join_addresses

__all__ = ["read_mail"]

_HOW_TO_GET = (
    "Gmail: takeout.google.com, Mail (give the zip or the .mbox). Thunderbird and Apple Mail: the "
    "files of a profile, or Mailbox, Export. Others: a folder of .eml files, or Maildir."
)
#: The share of letters through lists that makes a file the archive of a list, not a mailbox.
_SHARE_OF_LIST = 0.9


def read_mail(
    path: str | os.PathLike[str],
    *,
    owner: str | Sequence[str] | None = None,
    lists: bool | None = None,
    progress: Progress | None = None,
) -> Connections:
    r"""Read mail: an mbox, a Maildir, a folder of letters, or an archive with several of them.

    Parameters
    ----------
    path : path
        An mbox (Google Takeout, Thunderbird, Apple Mail, Pipermail), a Maildir, a folder with a file
        a letter (``.eml``, or without ending as in the Enron corpus), or a zip or gz of them.
    owner : str or sequence of str, optional
        The address, or addresses, of the person whose mailbox it is. None: found, see Notes.
    lists : bool, optional
        Whether letters through mailing lists count, as words in a place and as answers to whoever
        they answer. None: they do where nine of ten letters came through lists, as in the archive of a
        list.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with bytes done.

    Returns
    -------
    Connections
        ``people``: ids are digests of addresses, the same in every file; ``label`` is the name most
        used, ``unnamed 1``, ... where there is none, and ``addresses`` how many addresses were taken
        for one person's. ``events``: every letter, as a message to those in To and Cc and as one to
        those in Bcc. Where it answers a letter in the file, it is a reply to whoever wrote that, and
        a message to the others. ``thread`` is the conversation, ``context`` that part of it which the same
        people saw. Times are UTC, or as written where no zone is. The view is ``"ego"`` with an
        owner, else ``"sample"``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It holds no mail.
    NothingUsableError
        Nobody wrote to anybody in it.
    ArgumentError
        No letter names the owner's address.

    Notes
    -----
    Letters stream by: of each its headers alone are held. Left out and counted: machines
    (``Auto-Submitted``, bounces, addresses such as noreply), mailing lists (``List-Id``,
    ``Precedence``), drafts, unwanted mail, letters to more than 100 people. Copies count once, by
    ``Message-ID``.

    Two addresses are one person's if both go with the same full name (never a first name alone) and are
    made from it, and no letter names both. The owner is whoever sent the letters in folders (or
    labels) of sent ones; without such, the address that most letters were delivered to, or that has
    part in nine of ten. A corpus with several people's sent letters has no owner.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "Inbox")
    >>> _ = file.write_text(
    ...     "From ana@example.org Mon Mar  4 11:20:34 2024\n"
    ...     "From: Ana Ruiz <ana@example.org>\nTo: Ben Ito <ben@example.org>\n"
    ...     "Date: Mon, 4 Mar 2024 12:20:34 +0100\nMessage-ID: <1@example.org>\n\nHi\n"
    ... )
    >>> found = read_mail(file)
    >>> sorted(found.people["label"])
    ['Ana Ruiz', 'Ben Ito']
    >>> found.events[["time", "kind"]]
                     time     kind
    0 2024-03-04 11:20:34  message
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, owner=owner, lists=lists, progress=progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, owner=None, lists=None, progress=progress)


def _read_as(
    source: Source,
    *,
    owner: str | Sequence[str] | None,
    lists: bool | None,
    progress: Progress | None,
) -> Connections:
    if not kinds_in(source):
        message = f"{source.path} is {describe(source)}, no mail. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_links(source)
    collection = Collection(records.log)
    collection.collect(source, progress)
    listed = [one for one in collection.letters.values() if one.reason == LISTED]
    if lists is None:
        lists = len(listed) > 0 and len(listed) >= _SHARE_OF_LIST * len(collection.letters)
    owners = _owners(owner, collection, source)
    letters = list(collection.counting(lists=lists))
    one_id = _one_id(collection, letters, owners)
    add_letters(letters, collection.letters, one_id, records)
    return _connections(collection, one_id, owners, records, source, lists=lists)


def _owners(
    owner: str | Sequence[str] | None, collection: Collection, source: Source
) -> list[set[str]]:
    """The ids of the owner's addresses; of each owner, if there are several."""
    if owner is None:
        return collection.evidence.owners(collection.reader.names)
    given = [owner] if isinstance(owner, str) else list(owner)
    ids = {id_of_address(normal_address(one)) for one in given}
    if not ids <= collection.evidence.present.keys():
        message = (
            f"owner={owner!r}: no letter in {source.path} names such an address. Give the address, "
            "or a list of addresses, of the person whose mailbox it is."
        )
        raise ArgumentError(message)
    return [ids]


def _one_id(
    collection: Collection, letters: Sequence[Letter], owners: Sequence[set[str]]
) -> dict[str, str]:
    """For ids of one person's addresses, the id that stands for all of them."""
    reader = collection.reader
    together = ((one.sender, *one.to, *one.blind) for one in letters)
    one_id = join_addresses(reader.ids, reader.names, together)
    for ids in owners:
        # Whoever is joined with one of the owner's addresses is the owner.
        stand_ins = {one_id.get(one, one) for one in ids}
        everybody = ids | {one for one, other in one_id.items() if other in stand_ins}
        one_id.update(dict.fromkeys(everybody, min(everybody)))
    return one_id


def _connections(
    collection: Collection,
    one_id: Mapping[str, str],
    owners: Sequence[set[str]],
    records: Records,
    source: Source,
    *,
    lists: bool,
) -> Connections:
    addresses: dict[str, set[str]] = {}
    for one in collection.reader.ids.values():
        addresses.setdefault(one_id.get(one, one), set()).add(one)
    people = list(records.people)
    owner = None
    if len(owners) == 1:
        first = min(owners[0])
        owner = one_id.get(first, first)
    names = {one: collection.reader.names.best(sorted(addresses[one])) for one in people}
    if owner in names:
        names[owner] = names[owner] or "you"
    for person, name in number_the_unnamed(names).items():
        records.know(person, name, addresses=len(addresses[person]))
    joined = sum(len(addresses[one]) > 1 for one in people)
    if joined:
        records.log.warn(
            f"{count(joined, 'person has', 'people have')} several addresses that were taken for one "
            "person's (same full name, addresses made from it; or the owner's): see the column addresses."
        )
    if owner is None and not lists:
        records.log.warn(_whose(owners))
    nobody = (
        f"{source.path} holds {len(collection.letters):,} letters, but none that somebody wrote to "
        "somebody: machines, mailing lists, drafts and unwanted mail are left out. "
        "weakties.importers.read_mail takes lists=True."
    )
    view: View = "sample" if owner is None else "ego"
    return records.connections("mail", view=view, owner=owner, nobody=nobody)


def _whose(owners: Sequence[set[str]]) -> str:
    if owners:
        return (
            f"Letters sent by {len(owners):,} people are in it: a corpus of several mailboxes, without "
            "owner. If all are one person's, say so: weakties.importers.read_mail takes "
            "owner=[ADDRESS, ...]."
        )
    return (
        "Whose mailbox it is cannot be told from its letters. If it is one person's, say so: "
        "weakties.importers.read_mail takes owner=ADDRESS, and leaves the owner out."
    )


def _sniff(source: Source) -> float:
    """How sure the source is mail: by the headers that its files begin with."""
    kinds = kinds_in(source)
    return 1.0 if "mbox" in kinds else 0.95 if kinds else 0.0


FORMATS.add(
    "mail",
    Format(
        name="mail",
        title="Mail (mbox, Maildir, a folder of letters)",
        gives=("events",),
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("allmail", "inbox", "sent", "archive", "mbox"),
        endings=(".mbox", ".eml"),
    ),
)
