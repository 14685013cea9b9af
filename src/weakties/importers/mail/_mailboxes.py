"""Names and addresses in fields such as From and To, as programs have written them since 1982."""

import re
from collections.abc import Iterator

from weakties.importers._acts.addresses import normal_address
from weakties.importers.mail._headers import decode_words

#: A quoted text, a remark in brackets, an address in angle brackets, a separator, or a word.
_PIECE = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)"'
    r"|\((?P<remark>[^()]*)\)"
    r"|<(?P<angle>[^<>]*)>"
    r"|(?P<separator>[,;])"
    r'|(?P<word>[^\s"(<>,;]+|["(<>])'
)
_ESCAPE = re.compile(r"\\(.)")
#: How archives on the web write addresses.
_DISGUISED = re.compile(r"(?<![^\s<,;])([^\s<>@,;]+) at ([^\s<>@,;]+\.[^\s<>@,;]+)")
#: What the name of a group of addresses ends with.
_GROUP = ":"


def mailboxes(text: str) -> Iterator[tuple[str, str]]:
    """Every name and address (in the one spelling that is compared) that a field holds.

    Names with a comma that nobody quoted are understood, and empty groups such as
    ``undisclosed-recipients:;``. What has no address is passed over.
    """
    if "@" not in text:
        text = _DISGUISED.sub(r"\1@\2", text)
    words: list[str] = []
    remark = ""
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if kind == "angle":
            if address := normal_address(piece["angle"]):
                yield _name(words) or _name([remark]), address
            words, remark = [], ""
        elif kind == "separator":
            yield from _bare(words, remark)
            # A name such as Okafor, Ben that nobody quoted goes on after its comma.
            goes_on = piece["separator"] == "," and len(words) == 1 and "@" not in words[0]
            words, remark = ([f"{words[0]},"], "") if goes_on else ([], "")
        elif kind == "remark":
            remark = piece["remark"]
        elif kind == "quoted":
            words.append(_ESCAPE.sub(r"\1", piece["quoted"]))
        elif piece["word"].endswith(_GROUP):
            words = []
        else:
            words.append(piece["word"])
    yield from _bare(words, remark)


def _bare(words: list[str], remark: str) -> Iterator[tuple[str, str]]:
    """An address without angle brackets, which has its name after it if it has one."""
    last = words[-1] if words else ""
    if "@" in last and (address := normal_address(last)):
        yield _name([remark]) or _name(words[:-1]), address


def _name(words: list[str]) -> str:
    """The name, without signs that somebody quoted twice."""
    return decode_words(" ".join(words)).strip(" '\"`")
