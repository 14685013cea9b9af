"""git: who changed which file, and who wrote commits together, from what ``git log`` prints."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._acts.records import Records, Stay
from weakties.importers._cells.labels import blank_mail, label_of, visible
from weakties.importers._cells.moments import from_iso, from_pattern, from_seconds
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._log import Log

__all__ = ["read_git_log"]

_HOW_TO_GET = "In a clone of the repository: git log --name-only > log.txt"

_LONGEST_LINE = 1 << 20
#: Commits between two words on progress.
_PAUSE = 1000
_COMMIT = re.compile(r"commit ([0-9a-f]{7,64})(?: .*)?")
_FIELD = re.compile(r"(Author|AuthorDate|Date|Merge|Commit|CommitDate):\s*(.*)")
_TRAILER = re.compile(r"\s+co-authored-by:\s*(.*)", re.IGNORECASE)
#: What stands before a path with --name-status and --numstat.
_BEFORE_PATH = re.compile(r"^(?:[ACDMRTUXB]+\d*\t(?:[^\t]*\t(?=[^\t]))?|(?:\d+|-)\t(?:\d+|-)\t)")
#: What --numstat writes of a file that was renamed: "src/{old => new}/finch.py", "old.py => new.py".
_RENAMED = re.compile(r"\{(?=[^{}]*+\})[^{}]* => ([^{}]*)\}|^[^{}]* => ")
_DATES = ("%a %b %d %H:%M:%S %Y %z", "%Y-%m-%d %H:%M:%S %z", "%a, %d %b %Y %H:%M:%S %z")
_SECONDS = re.compile(r"(\d{8,11})(?: [+-]\d{4})?")
_INDENTED = "    "
#: Where the text of a change begins (git log -p), and the lines of it that name the file.
_PATCH = re.compile(r'diff --(?:git|cc|combined) (?:(?:a/.+? |"a/.+?" )(?="?b/))?(?P<path>.+)')
#: Lines that are neither a field nor a file: notes, and what --show-signature prints.
_REMARK = re.compile(
    r"Notes(?: \(.*\))?:|(?:gpg|gpgsm): .*|Good \"git\" signature .*|No signature|No principal matched\."
)
#: Letters beyond ASCII and signs in paths, which git writes in quotation marks.
_ESCAPED = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_SIGNS = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))


def read_git_log(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read the history of a git repository as ``git log --name-only`` prints it.

    Parameters
    ----------
    path : path
        The text, plain or packed. ``--name-status``, ``--numstat`` and ``-p`` are read as well, and so
        are ``--pretty=fuller`` and dates in the forms default, iso, iso-strict, rfc, raw and unix.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with commits read and a guess at all.

    Returns
    -------
    Connections
        ``people`` by the name that git knows them by. ``memberships`` of kind ``page``: who changed
        which file, with the first and the last time and the number of commits as ``weight``; and of
        kind ``work``: who wrote one commit together, which says so in lines ``Co-authored-by``. Times
        are UTC. The view is ``"whole"``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing that ``git log`` prints.
    NothingUsableError
        No commit names an author.

    Notes
    -----
    Addresses of mail and messages are not kept, so two people of one name are one, and one person who
    goes by two names is two: ``.mailmap`` in the repository joins these. Programs (``[bot]``) and
    merges are left out and counted. A file that was renamed is two files.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "log.txt")
    >>> _ = file.write_text(
    ...     "commit 1234567\nAuthor: Ana Ruiz <ana@example.org>\n"
    ...     "Date:   Wed May 1 10:00:00 2024 +0200\n\n    Count finches\n\nfinch.py\n"
    ... )
    >>> read_git_log(file).memberships[["person", "focus", "kind", "start"]]
         person     focus  kind               start
    0  Ana Ruiz  finch.py  page 2024-05-01 08:00:00
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


@dataclass
class _Commit:
    """One commit, as far as it has been read."""

    number: str
    line: int
    authors: list[str] = field(default_factory=list)  #: as written, with addresses
    date: str = ""
    merge: bool = False
    patch: bool = False  #: whether the text of the change has begun
    files: dict[str, None] = field(default_factory=dict)  #: paths, each once, in order


@dataclass
class _Changes:
    """What one person did to one file."""

    count: int = 0
    times: list[datetime] = field(default_factory=list)  #: the first and the last

    def add(self, time: datetime | None) -> None:
        self.count += 1
        if time is not None:
            self.times = [min([time, *self.times]), max([time, *self.times])]


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "what git log prints", _is_log)
    records = Records()
    records.log.warn_of_unread(source)
    changes: dict[tuple[str, str], _Changes] = {}
    seen: set[str] = set()
    undated = count = 0
    for count, commit in enumerate(_commits(member, records.log), start=1):
        if commit.number in seen:
            records.log.refuse(member, commit.line, "commit given again", commit.number)
        else:
            undated += _add(commit, member, records, changes)
        seen.add(commit.number)
        if progress is not None and count % _PAUSE == 0:
            progress("reading commits", count, max(count, member.size))
    if progress is not None:
        progress("reading commits", count, count)
    records.log.files[member.name] += count
    for (person, file), done in changes.items():
        first, last = done.times or (None, None)
        records.stay(Stay(person, file, "page", first, last, float(done.count)))
    if undated:
        records.log.warn(f"Commits whose date could not be understood: {undated:,}.")
    if not changes:
        records.log.warn("No commit names a file. Print the log again, with --name-only.")
    nobody = f"{source.path} names no author of a commit. {_HOW_TO_GET}"
    return records.connections("git_log", view="whole", nobody=nobody)


def _add(
    commit: _Commit,
    member: Member,
    records: Records,
    changes: dict[tuple[str, str], _Changes],
) -> bool:
    """Take in a commit; whether its date is not understood."""
    if commit.merge:
        records.log.pass_over("commit: merge")
        return False
    people = sorted({person for one in commit.authors if (person := _person(one, records.log))})
    if not commit.authors:
        records.log.refuse(member, commit.line, "commit without author")
    time = _time(commit.date)
    for person in people:
        records.hear_of(person)
        if len(people) > 1:
            records.stay(Stay(person, f"commit {commit.number}", "work", time, time))
        for file in commit.files:
            changes.setdefault((person, file), _Changes()).add(time)
    return bool(people) and time is None


def _person(written: str, log: Log) -> str:
    """The name of an author; nothing for programs."""
    if "[bot]" in written:
        log.pass_over("author: a program")
        return ""
    name = label_of(written.partition("<")[0])
    if not name:
        log.pass_over("author: without a name")
    return name


def _time(written: str) -> datetime | None:
    if match := _SECONDS.fullmatch(written):
        return from_seconds(match[1])
    known = (from_pattern(written, pattern) for pattern in _DATES)
    return next(filter(None, known), None) or from_iso(written)


def _commits(member: Member, log: Log) -> Iterator[_Commit]:
    """Every commit, when the next begins."""
    log.warn_of_encoding(member)
    commit: _Commit | None = None
    with member.open_text() as stream:
        lines = iter(lambda: stream.readline(_LONGEST_LINE), "")
        for number, raw in enumerate(lines, start=1):
            line = raw.rstrip("\r\n")
            if match := _COMMIT.fullmatch(line):
                if commit is not None:
                    yield commit
                commit = _Commit(match[1], number)
            elif commit is not None:
                _take(line, commit)
    if commit is not None:
        yield commit


def _take(line: str, commit: _Commit) -> None:
    """Go on by one line of a commit: a field, its message, or a file."""
    if match := _PATCH.fullmatch(line):
        commit.patch = True
        _add_file(_changed(match["path"]), commit)
    elif commit.patch:
        # The text of the change, of which nothing is kept.
        return
    elif line.startswith(_INDENTED):
        if match := _TRAILER.fullmatch(line):
            commit.authors.append(match[1])
    elif match := _FIELD.fullmatch(line):
        name, said = match.groups()
        if name == "Author":
            commit.authors.insert(0, said)
        elif name in ("Date", "AuthorDate"):
            commit.date = said.strip()
        elif name == "Merge":
            commit.merge = True
    elif line.strip() and not line.startswith(" ") and not _REMARK.fullmatch(line):
        path = _unquoted(_BEFORE_PATH.sub("", line))
        _add_file(_RENAMED.sub(r"\1", path).replace("//", "/"), commit)


def _changed(paths: str) -> str:
    """The path of a changed file, from how the text of the change begins."""
    half = len(paths) // 2
    if paths[:half] == paths[half + 1 :]:
        # Set so, git writes both paths without a/ and b/ before them.
        return _unquoted(paths[:half])
    return _unquoted(paths).removeprefix("b/")


def _add_file(path: str, commit: _Commit) -> None:
    plain = blank_mail(visible(path))
    if plain:
        commit.files[plain] = None


def _unquoted(path: str) -> str:
    """A path as it is, where git wrote it in quotation marks."""
    if not (path.startswith('"') and path.endswith('"') and len(path) > 1):
        return path
    raw = _ESCAPED.sub(_letter, path[1:-1].encode("utf-8", "replace"))
    return raw.decode("utf-8", "replace")


def _letter(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if len(sign) == 3:
        return bytes([int(sign, 8) & 0xFF])
    return bytes([_SIGNS.get(sign[0], sign[0])])


def _is_log(member: Member) -> bool:
    lines = [line.rstrip("\r") for line in member.head_lines(8) if line.strip()]
    fields = {match[1] for line in lines[1:] if (match := _FIELD.fullmatch(line))}
    return bool(lines) and _COMMIT.fullmatch(lines[0]) is not None and "Author" in fields


FORMATS.add(
    "git_log",
    Format(
        name="git_log",
        title="git log of a repository (git log --name-only)",
        gives=("memberships",),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_log),
        how_to_get=_HOW_TO_GET,
        usual_names=("log", "gitlog"),
    ),
)
