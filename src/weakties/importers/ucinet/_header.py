"""The header of a UCINET dataset: how large its matrices are, and what their rows are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from weakties.errors import ReadError
from weakties.importers._files.claims import check_claim
from weakties.importers._files.source import Member
from weakties.importers._graphs.matrix import are_reordered

#: Beginnings of a header, and bytes of a size in it.
_VERSIONS = {b"\x05V6404": 4, b"\x05DATE:": 2}
#: The version whose labels have two bytes a letter.
_WIDE = b"\x05V6404"
_SINGLE = 7
_LARGEST_HEADER = 1 << 27


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a header says."""

    rows: int
    columns: int
    matrices: int
    row_labels: Sequence[str]
    column_labels: Sequence[str]
    matrix_labels: Sequence[str]

    @property
    def two_mode(self) -> bool:
        """Whether rows and columns are not the same people."""
        labelled = self.row_labels and self.column_labels
        differ = bool(labelled) and list(self.row_labels) != list(self.column_labels)
        return self.rows != self.columns or (differ and not self.reordered)

    @property
    def reordered(self) -> bool:
        """Whether columns are the people of the rows in another order."""
        return are_reordered(self.row_labels, self.column_labels)


class _Bytes:
    """The bytes of a header, taken one after the other."""

    def __init__(self, member: Member) -> None:
        self._where = member.where
        self._left = memoryview(member.head(_LARGEST_HEADER))

    def take(self, count: int) -> bytes:
        """So many bytes; raises where there are fewer."""
        if count < 0 or count > len(self._left):
            message = f"{self._where}: the header ends too early. Copy both files again."
            raise ReadError(message)
        taken, self._left = bytes(self._left[:count]), self._left[count:]
        return taken

    def number(self, size: int) -> int:
        """A whole number of so many bytes."""
        return int.from_bytes(self.take(size), "little", signed=size > 1)


def parse_header(member: Member, *, data: Member) -> Header:
    """What a header says; raises where it is damaged or of a kind that is not read.

    A size beyond what the numbers can hold is refused before anything is made of it.
    """
    content = _Bytes(member)
    version = content.take(6)
    size = _VERSIONS[version]
    # Year, month, day, weekday, kind of labels.
    content.take(10)
    kind, dimensions = content.number(1), content.number(2)
    if kind != _SINGLE or dimensions not in (2, 3):
        message = (
            f"{member.where}: numbers of kind {kind} in {dimensions} dimensions are not read; of "
            "kind 7 (single) in 2 or 3 they are. Save the dataset again in UCINET 6."
        )
        raise ReadError(message)
    sizes = [content.number(size) for _ in range(dimensions)]
    if min(sizes) < 0:
        message = f"{member.where}: {min(sizes)} rows or columns. The header is damaged."
        raise ReadError(message)
    check_claim(max(sizes), "rows, columns or matrices", size=data.size, where=data.where)
    content.take(content.number(1))
    labelled = [content.number(1) for _ in range(dimensions)]
    labels = [
        [_label(content, version) for _ in range(count)] if has_labels else []
        for count, has_labels in zip(sizes, labelled)
    ]
    columns, rows, matrices = (*sizes, 1)[:3]
    return Header(
        rows=rows,
        columns=columns,
        matrices=matrices,
        row_labels=labels[1],
        column_labels=labels[0],
        matrix_labels=labels[2] if dimensions > 2 else [],
    )


def _label(content: _Bytes, version: bytes) -> str:
    """One label: two bytes a letter, or one in old files."""
    text = content.take(content.number(2))
    # Only Latin letters have a byte that is 0.
    wide = len(text) % 2 == 0 and (version == _WIDE or 0 in text)
    return " ".join(text.decode("utf-16-le" if wide else "cp1252", "replace").split())


def is_header(member: Member) -> bool:
    """Whether a file begins as a header does."""
    return member.head()[:6] in _VERSIONS
