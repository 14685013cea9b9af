"""Mail as programs keep it and services export it: who wrote to whom. Subjects and texts are not kept."""

import os
from collections.abc import Sequence

from weakties._counting import count
from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.addresses import ADDRESS_IDS
from weakties.importers._acts.records import Records
from weakties.importers._files.content import describe
from weakties.importers._files.source import Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers.mail._acts import add_letters
from weakties.importers.mail._collect import Collection, kinds_in

__all__ = ["read_mail"]

_HOW_TO_GET = (
    "Gmail: takeout.google.com, Mail (give the zip or the .mbox). Thunderbird and Apple Mail: the "
    "files of a profile, or Mailbox, Export. Others: a folder of .eml files, or Maildir."
)


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
        a letter (``.eml``, ``.emlx``, or without ending as in the Enron corpus), or a zip or gz of them.
    owner : str or sequence of str, optional
        The address, or addresses, of the person whose mailbox it is. None: found, see Notes.
    lists : bool, optional
        Whether letters through mailing lists count, as words in a place and as answers to whoever
        they answer. None: they do where nine of ten letters came through lists on which several
        people write, as in the archive of a list.
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
    ``Precedence``), newsletters (``List-Unsubscribe``), drafts, unwanted mail, letters to more than
    100 people. Copies count once, by ``Message-ID``, or by sender, second, recipients and subject,
    which is not kept.

    Two addresses are one person's if both go with the same full name (never a first name alone) and are
    made from it, and no letter names both. The owner is whoever sent the letters in folders (or
    labels) of sent ones, and all accounts in one profile of Thunderbird are one person's; without
    such, the address that most letters were delivered to, or that has part in nine of ten. A corpus
    with several people's sent letters has no owner.

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
    if not any(kinds_in(source)):
        message = f"{source.path} is {describe(source)}, no mail. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    collection = Collection(records.log)
    collection.collect(source, progress)
    if lists is None:
        lists = collection.is_archive_of_lists()
    people = collection.reader.people
    owners = people.owners(owner, f"no letter in {source.path}", "mailbox")
    letters = list(collection.counting(lists=lists))
    one_id = people.unite(((one.sender, *one.to, *one.blind) for one in letters), owners)
    nobody = collection.reader.lists
    add_letters(letters, collection.letters, one_id, records, nobody=nobody)
    whose = people.introduce(records, one_id, owners)
    if whose is None and not lists:
        records.log.warn(_whose(owners))
    why = (
        f"{source.path} holds {count(len(collection.letters), 'letter', 'letters')}, but none that "
        "somebody wrote to somebody: machines, mailing lists, drafts and unwanted mail are left "
        "out. weakties.importers.read_mail takes lists=True."
    )
    view: View = "sample" if whose is None else "ego"
    return records.connections("mail", view=view, owner=whose, nobody=why)


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
    if "mbox" in kinds:
        return 1.0
    # A letter among other files may have got there by chance.
    letters = kinds.count("letter")
    return 0.0 if not letters else 0.95 if letters * 2 >= len(kinds) else 0.5


FORMATS.add(
    "mail",
    Format(
        name="mail",
        title="Mail (mbox, Maildir, a folder of letters)",
        gives=("events",),
        lasting_ids=ADDRESS_IDS,
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("allmail", "inbox", "sent", "archive", "mbox"),
        endings=(".mbox", ".eml", ".emlx"),
    ),
)
