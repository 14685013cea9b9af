"""What an importer is: one format, how to recognise it and how to read it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from weakties._registry import Registry
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ArgumentError
from weakties.importers._files.source import Source

Table: TypeAlias = Literal["ties", "events", "memberships"]


@dataclass(frozen=True, kw_only=True)
class Format:
    """One kind of file that weakties reads."""

    name: str  #: short name, as in ``read(path, format=name)``
    title: str  #: what people call it, for messages and the documentation
    gives: tuple[Table, ...]  #: what such files hold beside people: tables of `Connections`
    lasting_ids: str = ""
    #: pattern of the ids that are one account in every such file; others are names or numbers of one
    #: file, which say nothing about people of another
    extra: str = ""  #: extra of the package that reading needs, as in ``weakties[extra]``
    read: Callable[[Source, Progress | None], Connections]  #: turns an opened source into records
    read_one: Callable[[Source, str, Progress | None], Connections] | None = None
    #: of surveys: the same for the network of one respondent alone
    sniff: Callable[[Source], float]  #: how sure the content is of this format, 0 (not) to 1
    explain: Callable[[Source], str | None] | None = None
    #: why text that no format claims is not of this one, in sentences that name the next step
    how_to_get: str  #: where people find such a file, one or two sentences
    usual_names: Collection[str] = ()
    #: names that files of this format have with everybody, as `plain_name` gives them, no ending
    endings: tuple[str, ...] = ()
    #: what names of such files end with; for messages alone, as content says what a file is


#: Every format, by name. A new one is a module that adds itself here when imported.
FORMATS: Registry[Format] = Registry("format")


def read_from(
    source: Source, chosen: Format, ego: str | None, progress: Progress | None
) -> Connections:
    """Read all of a source, or one respondent's network of a survey."""
    if ego is None:
        return chosen.read(source, progress)
    if chosen.read_one is None:
        surveys = ", ".join(name for name, one in FORMATS.items() if one.read_one)
        message = (
            f"ego={ego!r} is a respondent of a survey ({surveys}); {source.path} is of the format "
            f"{chosen.name}. Leave out ego=."
        )
        raise ArgumentError(message)
    return chosen.read_one(source, ego, progress)
