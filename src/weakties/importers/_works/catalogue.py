"""Formats that list works: which files are of one, and how all of them are read together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from weakties._counting import count
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source
from weakties.importers._steps import steps
from weakties.importers._works.works import Work, Works

#: How sure it is where most of what there is is something else.
AMONG_OTHERS = 0.6
#: Among so many files of a folder or an archive is looked for works before it is called something.
_LOOKED_AT = 50


@dataclass(frozen=True, kw_only=True)
class WorkFiles:
    """Which files hold works in one format."""

    title: str  #: what such a file is, after "is no"
    endings: tuple[str, ...]  #: of their names, where there are others beside
    accepts: Callable[[Member], bool]

    def members(self, source: Source, most: int | None = None) -> list[Member]:
        """The files of a source that are of this format, among the first so many with its endings."""
        named = [
            member
            for member in source.members
            if member is source.only or PurePosixPath(member.name).suffix.lower() in self.endings
        ]
        return [member for member in named[:most] if member.size and self.accepts(member)]

    def begin(self, source: Source, how_to_get: str) -> tuple[list[Member], Works]:
        """The files of a source that are of this format, and works that say what else is there."""
        members = self.members(source)
        if not members:
            message = f"{source.path} is {describe(source)}, no {self.title}. {how_to_get}"
            raise UnknownFormatError(message)
        works = Works()
        works.log.warn_of_unread(source)
        others = len(source.members) - len(members)
        if others:
            files = count(others, "file", "files")
            works.log.warn(f"Not read, as it is of another kind: {files}.")
        return members, works

    def sniff(self, source: Source) -> float:
        """How sure it is that a source is of this format; less where few of its files are."""
        found = len(self.members(source, _LOOKED_AT))
        most = 2 * found >= min(len(source.members), _LOOKED_AT)
        return 0.0 if not found else 1.0 if most else AMONG_OTHERS


@dataclass(frozen=True, kw_only=True)
class Catalogue(WorkFiles):
    """A format in which every record describes one work and all of its authors."""

    name: str
    parse: Callable[[Member, Works, Progress | None], None]
    how_to_get: str
    finish: Callable[[dict[str, Work]], dict[str, Work]] = dict
    #: puts keys of works in place of texts that describe what is cited

    def read(self, source: Source, progress: Progress | None) -> Connections:
        """All works of all files of this format."""
        members, works = self.begin(source, self.how_to_get)
        for member in steps(members, "reading files", progress):
            self.parse(member, works, progress)
        nobody = f"{source.path} is a {self.title}, but names no author. {self.how_to_get}"
        return works.connections(self.name, nobody=nobody, finish=self.finish)
