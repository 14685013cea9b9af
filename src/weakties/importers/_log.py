"""What a reader used, left out and could not understand, on the way to a `Provenance`."""

from collections import Counter
from dataclasses import dataclass, field

from weakties.connections import MOST_PROBLEMS, Problem, Provenance
from weakties.importers._cells.labels import without_address, without_telephone
from weakties.importers._files.source import Member, Source

_LONGEST_SHOWN = 40


@dataclass(kw_only=True)
class Log:
    """Counts and problems of one reading."""

    files: Counter[str] = field(default_factory=Counter)  #: member -> data rows read
    dropped: Counter[str] = field(default_factory=Counter)  #: reason -> rows left out
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    hidden: int = 0
    duplicates: int = 0

    def pass_over(self, reason: str, number: int = 1) -> None:
        """Count records that are left out for what they are; nothing is wrong with them."""
        if number:
            self.dropped[reason] += number

    def refuse(self, member: Member, line: int | None, reason: str, found: str = "") -> None:
        """Count and report a row that is left out: it cannot be read, or not be used."""
        self.dropped[reason] += 1
        self.note(member, line, reason, found)

    def note(self, member: Member, line: int | None, reason: str, found: str = "") -> None:
        """Report something that cannot be understood in a row that is kept."""
        shown = _presentable(found)
        file = _presentable_path(member.name)
        self.problems.append(Problem(file=file, line=line, reason=reason, found=shown))

    def warn(self, sentence: str) -> None:
        """Keep a sentence that readers of the results must know."""
        self.warnings.append(sentence)

    def warn_of_unread(self, source: Source) -> None:
        """Name what lies in a folder and is not opened: links and archives."""
        for link in source.left_out:
            self.warn(f"{_presentable_path(link)} is a symbolic link and was not followed.")
        for archive in source.closed:
            self.warn(
                f"{_presentable_path(archive)} is an archive among other files and was not opened. "
                "Unpack it there if it belongs to them."
            )

    def warn_of_encoding(self, member: Member) -> None:
        """Say so where letters may be wrong."""
        decoding, name = member.decoding, _presentable_path(member.name)
        if decoding.encoding == "cp1252":
            self.warn(f"{name} is not UTF-8; it was read as Windows-1252.")
        elif decoding.damaged:
            self.warn(f"{name}: {decoding.damaged} damaged character(s) show as \ufffd.")

    def provenance(self, format_name: str) -> Provenance:
        """All of it, in an order that does not depend on the reading."""
        # Remarks on rows that are kept give way to rows left out where there is not room for all.
        ranked = sorted(
            self.problems, key=lambda one: (one.reason not in self.dropped, _place(one))
        )
        order = sorted(ranked[:MOST_PROBLEMS], key=_place)
        files: Counter[str] = Counter()
        for name, rows in self.files.items():
            # Files may be called after the number or address of whoever they are of.
            files[_presentable_path(name)] += rows
        return Provenance(
            format=format_name,
            files=files,
            dropped=self.dropped,
            problems=order,
            hidden=self.hidden,
            duplicates=self.duplicates,
            warnings=[without_telephone(warning) for warning in self.warnings],
        )


def _place(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line or 0, problem.reason


def _presentable_path(path: str) -> str:
    return without_telephone(without_address(path))


def _presentable(text: str) -> str:
    """One short line, without anything that could be an e-mail address."""
    if "@" in text:
        return ""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "\u2026"
