"""The words and signs of a text whose grammar does not keep to lines, piece by piece."""

import re
from collections.abc import Iterator

from weakties._typing import Progress
from weakties.errors import ReadError
from weakties.importers._files.source import Member
from weakties.importers._files.text import read_pieces
from weakties.importers._log import Log

_PIECE = 1 << 18
#: Characters of one word, text or comment, beyond which it is no honest one.
_LONGEST = 1 << 22
_BLANKS = "\n\t "


def read_tokens(
    member: Member,
    log: Log,
    what: str,
    progress: Progress | None,
    *,
    pattern: re.Pattern[str],
    ends: str = "",
) -> Iterator[list[str]]:
    """All that the pattern finds, in order; a line end comes before the first.

    What the pattern begins but cannot end it must take to the end of the text. No word goes over a
    blank, a line end, or one of the signs that ``ends`` lists.
    """
    rest = "\n"
    for piece in read_pieces(member, log, what, progress, size=_PIECE):
        text = rest + piece
        cut = max(0, *(text.rfind(sign) for sign in _BLANKS + ends))
        tokens = pattern.findall(text, 0, cut)
        # A text or comment may go on behind the cut.
        rest = (tokens.pop() if tokens else "") + text[cut:]
        if len(rest) > _LONGEST:
            message = (
                f"{member.where}: one word, text or comment goes on for over {_LONGEST:,} "
                "characters; a quotation mark or bracket may be lacking. Export the network again."
            )
            raise ReadError(message)
        yield tokens
    yield pattern.findall(rest)
