"""Lines of calendars and address books (iCalendar, vCard), which are broken after so many signs."""

from collections.abc import Iterator
from io import TextIOWrapper

_LONGEST_LINE = 1 << 16


def unfolded(stream: TextIOWrapper) -> Iterator[str]:
    """Lines, those put together again that go on after a line end; over-long ones are cut."""
    stream.reconfigure(newline=None)
    parts: list[str] = []
    size = 0
    soft = False  # vCard 2.1 goes on after a line that ends with an equals sign
    while read := stream.readline(_LONGEST_LINE):
        line = read.rstrip("\n")
        if parts and (soft or line.startswith((" ", "\t"))):
            size += len(line)
            if size <= _LONGEST_LINE:
                parts[-1] = parts[-1][:-1] if soft else parts[-1]
                parts.append(line if soft else line[1:])
        else:
            if parts:
                yield "".join(parts)
            parts, size = [line.lstrip("\ufeff")], len(line)
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
    if parts:
        yield "".join(parts)
