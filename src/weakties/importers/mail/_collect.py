"""Go through all letters of a source, and keep what counts of each."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from weakties._typing import Progress
from weakties.importers._cells.labels import label_of
from weakties.importers._files.source import HEAD, Member, Source
from weakties.importers._log import Log
from weakties.importers.mail._boundaries import (
    LARGEST_HEADERS,
    Block,
    Letters,
    begins_mbox,
    first_block,
)
from weakties.importers.mail._copies import Copies
from weakties.importers.mail._folders import folders_of, kinds_of, mailbox_of, profiles_in
from weakties.importers.mail._headers import (
    Headers,
    decode_words,
    looks_like_a_letter,
    parse_headers,
    text_of,
)
from weakties.importers.mail._letters import LISTED, Letter, Reader, likeness

#: Endings of files that hold no letters whatever the folder they are in.
_OTHERS = {
    *(".json", ".csv", ".tsv", ".xml", ".html", ".htm", ".js", ".css", ".ics", ".vcf", ".msf"),
    *(".jpg", ".jpeg", ".png", ".gif", ".mp4", ".mov", ".mp3", ".pdf", ".zip", ".gz", ".dat"),
    *(".doc", ".docx", ".xlsx", ".pptx", ".sqlite", ".db", ".car", ".plist", ".py", ".md"),
}
#: What Apple Mail writes above a letter that it keeps in a file of its own.
_LENGTH = re.compile(rb"\A\d{1,12} *\r?\n")
_SIGNS = ("/cur/", "/new/", ".mbox", ".mbx", ".eml", ".emlx")
#: Files of a folder that are looked into to recognise it.
_LOOKED_AT = 40
#: The share of letters through lists that makes a file the archive of a list, not a mailbox.
_SHARE_OF_LIST = 0.9
#: What letters are counted under that are in no folder within the source.
_UNNAMED = "letters"
#: Seconds between two reports of progress.
_PAUSE = 0.1
#: Bits of X-Mozilla-Status: deleted, but not yet swept out.
_EXPUNGED = 0x0008


def _beginning(head: bytes) -> bytes:
    """The first bytes of a file without what is no letter: a mark of UTF-8, the length in ``.emlx``."""
    return _LENGTH.sub(b"", head.removeprefix(b"\xef\xbb\xbf"), count=1)


def kind_of(head: bytes) -> str:
    """What the first bytes of a file are: "mbox", "letter" or nothing of the two."""
    head = _beginning(head)
    if begins_mbox(head):
        return "mbox"
    return "letter" if looks_like_a_letter(head) else ""


def kinds_in(source: Source) -> list[str]:
    """What some files of a source are, those first that are called like mail: see `kind_of`."""
    named = [one for one in source.members if may_be_mail(one, source)]
    likely = [one for one in named if any(sign in f"/{one.name}".lower() for sign in _SIGNS)]
    looked_at = {one.name: one for one in (*likely[:_LOOKED_AT], *named[:_LOOKED_AT])}
    return [kind_of(one.head()) for one in looked_at.values()]


def may_be_mail(member: Member, source: Source) -> bool:
    """Whether the ending of a file leaves it open that it holds letters."""
    ending = PurePosixPath(member.name).suffix.lower()
    return member is source.only or ending not in _OTHERS


class _Told:
    """Tell of bytes done, not more often than anybody can read."""

    def __init__(self, progress: Progress | None, *, total: int) -> None:
        self._progress = progress
        self._total = total
        self._last = -_PAUSE
        self.before = 0  #: bytes of the files before the one that is read

    def __call__(self, done: int) -> None:
        if self._progress is not None and time.monotonic() - self._last >= _PAUSE:
            # Packed content is longer than its file.
            self._progress("Reading letters", min(self.before + done, self._total), self._total)
            self._last = time.monotonic()

    def end(self) -> None:
        """Tell that all is done."""
        if self._progress is not None:
            self._progress("Reading letters", self._total, self._total)


class Collection:
    """All letters by the number that their copies share, once they are collected."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.reader = Reader()
        self.letters: dict[int, Letter] = {}
        self._copies = Copies()
        self._profiles: frozenset[str] = frozenset()

    def collect(self, source: Source, progress: Progress | None) -> None:
        """Read every file that holds letters."""
        self._profiles = profiles_in(one.name for one in source.members)
        told = _Told(progress, total=sum(one.size for one in source.members))
        for member in source.members:
            alone = member is source.only
            if not may_be_mail(member, source) or not self._read(member, told, alone=alone):
                self.log.pass_over("file: holds no letter")
            told.before += member.size
            told(0)
        self.letters, again = self._copies.joined()
        self.log.duplicates += again
        told.end()

    def _read(self, member: Member, told: _Told, *, alone: bool) -> bool:
        """Read one file; False if it holds no letter."""
        folders = folders_of(member.name)
        with member.open() as stream:
            head = stream.read(HEAD)
            kind, head = kind_of(head), _beginning(head)
            if kind == "mbox":
                for number, block in enumerate(Letters(stream, head, told), start=1):
                    self._add(block, member, folders, f"letter {number:,}")
                    self.log.files[member.name] += 1
            elif kind == "letter":
                self._add(first_block(stream, head), member, folders, "")
                # Of a folder with a file a letter, the folder is named.
                folder = str(PurePosixPath(member.name).parent)
                place = _UNNAMED if folder == "." else folder
                self.log.files[member.name if alone else place] += 1
        return bool(kind)

    def _add(self, block: Block, member: Member, folders: list[str], which: str) -> None:
        if not block.whole:
            size = LARGEST_HEADERS // 2**20
            self.log.note(member, None, f"headers over {size} MB, cut short", which)
        headers = parse_headers(block.headers)
        labels = decode_words(text_of(headers, "x-gmail-labels")).split(",")
        kinds = kinds_of(chain(folders, labels))
        if "unwanted" in kinds:
            self.log.pass_over("message: in a folder of unwanted mail")
        elif "unsent" in kinds:
            self.log.pass_over("message: a draft")
        elif _is_expunged(headers):
            self.log.pass_over("message: deleted")
        elif (found := self.reader.read(headers, block.beginning, _place(member))) is None:
            self.log.refuse(member, None, "message: without sender", which)
        else:
            self._copies.add(*found, likeness(headers, found[1]))
            self._learn(headers, found[1], member, sent="sent" in kinds)

    def _learn(self, headers: Headers, letter: Letter, member: Member, *, sent: bool) -> None:
        """Take note of what tells whose mailbox it is."""
        evidence = self.reader.people.evidence
        evidence.all += 1
        if sent:
            evidence.acting[mailbox_of(member.name, self._profiles)][letter.sender] += 1
        delivered = {
            one
            for name in ("delivered-to", "x-original-to", "envelope-to")
            for one in self.reader.people_in(headers, name)
        }
        evidence.delivered_all += bool(delivered)
        evidence.delivered.update(delivered)
        evidence.present.update({letter.sender, *letter.to, *letter.blind})

    def is_archive_of_lists(self) -> bool:
        """Whether nearly all letters came through lists on which several people write.

        A mailbox full of newsletters is none: each of these has one sender.
        """
        writers: dict[str, set[str]] = defaultdict(set)
        listed = [one for one in self.letters.values() if one.reason == LISTED]
        for one in listed:
            writers[one.list_name].add(one.sender)
        shared = sum(len(writers[one.list_name]) > 1 for one in listed)
        return shared > 0 and shared >= _SHARE_OF_LIST * len(self.letters)

    def counting(self, *, lists: bool) -> Iterator[Letter]:
        """Letters that count, without addresses that are lists; the others are counted in the log."""
        addresses = self.reader.lists
        reasons: Counter[str] = Counter()
        nobody = 0
        for letter in self.letters.values():
            if letter.reason == LISTED and lists:
                if letter.sender in addresses:
                    reasons["message: of somebody whom the list hides"] += 1
                else:
                    yield letter
                continue
            if letter.reason:
                reasons[letter.reason] += 1
                continue
            to = tuple(one for one in letter.to if one not in addresses)
            blind = tuple(one for one in letter.blind if one not in addresses)
            if to or blind:
                yield letter._replace(to=to, blind=blind)
            else:
                nobody += 1
        for reason, count in reasons.items():
            self.log.pass_over(reason, count)
        self.log.pass_over("message: to nobody, or to machines and lists alone", nobody)


def _place(member: Member) -> str:
    """What an archive of a list is called where its letters do not say it."""
    return label_of(member.stem) or "list"


def _is_expunged(headers: Headers) -> bool:
    status = text_of(headers, "x-mozilla-status")[:4]
    try:
        return bool(int(status or "0", 16) & _EXPUNGED)
    except ValueError:
        return False
