"""Wikis: who wrote pages together and who wrote to whom, from the XML dumps of MediaWiki."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from weakties._counting import count
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records, Stay
from weakties.importers._cells.labels import blank_mail
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.xml_text import has_root
from weakties.importers._format import FORMATS, Format
from weakties.importers.mediawiki._pages import (
    Edit,
    Page,
    account_name,
    is_bot,
    is_visitor,
    read_pages,
)

__all__ = ["read_mediawiki"]

_HOW_TO_GET = (
    "dumps.wikimedia.org: stub-meta-history.xml.gz of a wiki (who edited what and when, without the "
    "texts). Any wiki: Special:Export with all versions, or dumpBackup.php --full --stub. Give the "
    "XML, packed as gz or bz2 or not."
)

_LOOKED_AT = 50
_USER_TALK = 3
#: Talk that is not at an odd number: threads of extensions for discussion.
_THREADS = {90, 2600}
#: Pages of users, files, the software, templates, categories and programs: nobody meets there.
_NO_PLACES = {2, 6, 8, 10, 14, 828}


def read_mediawiki(
    path: str | os.PathLike[str], *, bots: bool = False, progress: Progress | None = None
) -> Connections:
    r"""Read a wiki with its history, as MediaWiki exports it (export-0.3 to 0.11).

    Parameters
    ----------
    path : path
        The XML (``stub-meta-history``, ``pages-meta-history`` or from ``Special:Export``), plain, gz
        or bz2, or a folder or zip with several plain parts of it.
    bots : bool, default: False
        Whether to keep accounts called like programs: with the word bot, one word that ends with
        bot (surnames such as Talbot aside), or Bot within a name; numbers behind it make no
        difference. Exports do not say which accounts are programs.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with bytes read.

    Returns
    -------
    Connections
        ``people`` by the name of their account. ``memberships`` of kind ``page``: who edited which
        page, with the first and the last time and the number of edits as ``weight``. ``events``: an
        edit of somebody's talk page is a message to them, an edit of another talk page a message in
        this place. Times are UTC. The view is ``"sample"``: an export may hold some pages alone.

    Raises
    ------
    ReadError
        A file is missing, damaged or unsafe.
    UnknownFormatError
        It is no export of MediaWiki.
    NothingUsableError
        No page was edited by anybody with an account.

    Notes
    -----
    Texts are not kept. Visitors without an account (known by an address), programs, hidden names,
    and edits of users' pages, files, templates, categories and the software's messages are counted
    in ``provenance.dropped``. Memory grows with the number of people and pages they edited, and with
    edits of talk pages, not with texts.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "wiki.xml")
    >>> edit = (
    ...     "<revision><timestamp>2024-05-0{}T10:00:00Z</timestamp>"
    ...     "<contributor><username>{}</username></contributor></revision>"
    ... )
    >>> edits = edit.format(1, "Ana") + edit.format(2, "Ben") + edit.format(3, "Ana")
    >>> _ = file.write_text(f"<mediawiki><page><title>Finch</title>{edits}</page></mediawiki>")
    >>> read_mediawiki(file).memberships[["person", "focus", "kind", "start", "weight"]]
      person  focus  kind               start  weight
    0    Ana  Finch  page 2024-05-01 10:00:00     2.0
    1    Ben  Finch  page 2024-05-02 10:00:00     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, bots=bots, progress=progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, bots=False, progress=progress)


def _read_as(source: Source, *, bots: bool, progress: Progress | None) -> Connections:
    members = _exports(source)
    if not members:
        message = f"{source.path} is {describe(source)}, no export of MediaWiki. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    wiki = _Wiki(bots=bots)
    wiki.records.log.warn_of_unread(source)
    for member in members:
        for page in read_pages(member, wiki.records.log, progress):
            wiki.add(page, member)
    return wiki.finish(source)


@dataclass
class _Wiki:
    """Everything that the pages so far say."""

    bots: bool
    records: Records = field(default_factory=Records)
    _seen: set[str] = field(default_factory=set)
    _programs: set[str] = field(default_factory=set)
    _has_history: bool = False

    def add(self, page: Page, member: Member) -> None:
        """Take in who edited a page."""
        log = self.records.log
        if not page.title:
            log.refuse(member, page.line, "page without title")
            return
        if page.title in self._seen:
            log.refuse(member, page.line, "page given again", page.title)
            return
        self._seen.add(page.title)
        self._has_history |= len(page.edits) > 1
        space = page.namespace or 0
        if space in _NO_PLACES:
            log.pass_over("edit: of a user's page, file, template or the like", len(page.edits))
            return
        edits = [edit for edit in page.edits if self._counts(edit)]
        if space == _USER_TALK:
            self._add_messages(page, edits)
        elif space % 2 == 1 or space in _THREADS:
            for edit in edits:
                self.records.speak(edit.time, edit.editor, context=page.title)
        else:
            self._add_memberships(page.title, edits)

    def finish(self, source: Source) -> Connections:
        """All of it."""
        if not self._has_history and len(self._seen) > 1:
            self.records.log.warn(
                "No page has more than one edit, as in a dump of the current pages: it does not say "
                "who wrote them before. Take one with the history (stub-meta-history)."
            )
        if self._programs:
            self.records.log.warn(
                f"Left out as programs by their names: {count(len(self._programs), 'account', 'accounts')}"
                "; weakties.importers.read_mediawiki takes bots=True."
            )
        nobody = f"{source.path} holds no edit by anybody with an account. {_HOW_TO_GET}"
        return self.records.connections("mediawiki", view="sample", nobody=nobody)

    def _counts(self, edit: Edit) -> bool:
        """Whether somebody with an account edited; other edits are counted."""
        if why := self._why_nobody(edit.editor, known=edit.known):
            self.records.log.pass_over(f"edit: by {why}")
        return not why

    def _why_nobody(self, name: str, *, known: bool) -> str:
        if not known:
            return "somebody without an account"
        if not name:
            return "an account that is hidden"
        if blank_mail(name) != name:
            return "an account called like an e-mail address"
        if self.bots or not is_bot(name):
            return ""
        self._programs.add(name)
        return "a program"

    def _add_messages(self, page: Page, edits: Sequence[Edit]) -> None:
        """Edits of the page that somebody is written to, or of one below it, such as an archive."""
        owner = account_name(page.title.partition(":")[2].partition("/")[0])
        if why := self._why_nobody(owner, known=not is_visitor(owner)):
            self.records.log.pass_over(f"message: to {why}", len(edits))
            return
        for edit in edits:
            self.records.act(edit.time, edit.editor, [owner], "message", context=page.title)

    def _add_memberships(self, title: str, edits: Sequence[Edit]) -> None:
        of_editor: dict[str, list[Edit]] = defaultdict(list)
        for edit in edits:
            of_editor[edit.editor].append(edit)
        for editor, own in of_editor.items():
            times = [edit.time for edit in own if edit.time is not None]
            first, last = min(times, default=None), max(times, default=None)
            self.records.stay(Stay(editor, title, "page", first, last, float(len(own))))


def _exports(source: Source, most: int | None = None) -> list[Member]:
    """Documents that begin as such exports do, among the first so many."""
    return list(_begun_as_exports(source.members[:most], source.only))


def _begun_as_exports(members: Sequence[Member], only: Member | None) -> Iterator[Member]:
    for one in members:
        # The parts of a large dump are called .xml-p1p8052.
        named = ".xml" in PurePosixPath(one.name).name.lower()
        if (one is only or named) and has_root(one.head(), "mediawiki"):
            yield one


FORMATS.add(
    "mediawiki",
    Format(
        name="mediawiki",
        title="MediaWiki export with history (Wikipedia and other wikis)",
        gives=("events", "memberships"),
        read=_read,
        sniff=lambda source: float(bool(_exports(source, _LOOKED_AT))),
        how_to_get=_HOW_TO_GET,
    ),
)
