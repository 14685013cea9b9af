"""Names as they may be shown: without e-mail addresses, telephone numbers and invisible signs."""

import html
import re
import unicodedata

_PART = r"[^\s@<>()\[\]\"',;:|]"
#: An address of mail, wherever it stands; "Engineer @ Acme" is none.
MAIL = re.compile(rf"(?:[(<\[]|(?<!{_PART})){_PART}++@{_PART}+\.{_PART}+[)>\]]?")
#: What telephone numbers are made of, and how many digits the shortest has.
_NUMBER = re.compile(r"[+(]?\d[\d\s()./\-]*\d")
_FEWEST_DIGITS = 7
#: A number with the sign of a country, wherever it stands.
_ABROAD = re.compile(r"\+\d[\d\s()./\-]{5,}\d")
#: An address as a part of a path, without the ending of the file.
_CALLED_AFTER = re.compile(
    r"(?<![^\s@/])[^\s@/]++@(?=[^\s@/]++(?:/|$))[^\s@/]+?\.[^\s@/]+?(?=\.\w{1,8}$|/|$)"
)


def blank_mail(text: str) -> str:
    """A text without e-mail addresses and the brackets around them."""
    if "@" not in text or not MAIL.search(text):
        return text
    return " ".join(MAIL.sub(" ", text).split()).strip(" ,;:|")


def visible(text: str) -> str:
    """A text on one line, without marks that steer the direction of writing and the like."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    # Cf holds such marks; the joiner that emoji and some scripts need is one of them and stays.
    kept = (one for one in text if unicodedata.category(one) not in _INVISIBLE or one in _JOINERS)
    return " ".join("".join(kept).split())


def without_entities(text: str) -> str:
    """A text with the letters that entities such as ``&#345;`` and ``&eacute;`` stand for.

    One without its semicolon is none: "Q&regret" is a name.
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_INVISIBLE = {"Cf", "Cc", "Cs", "Co"}
_JOINERS = "\u200d\u200c\n\r\t\x1c\x1d\x1e\x1f\x85"


def is_telephone(name: str) -> bool:
    """Whether a name is nothing but a telephone number."""
    digits = sum(map(str.isdigit, name))
    return digits >= _FEWEST_DIGITS and _NUMBER.fullmatch(name) is not None


def blank_telephone(text: str) -> str:
    """A text without telephone numbers: those with the sign of a country, or nothing but a number.

    >>> blank_telephone("Broker | +1 415 555 0100"), blank_telephone("020 7946 0018")
    ('Broker', '')
    """
    if is_telephone(text):
        return ""
    if "+" not in text or not _ABROAD.search(text):
        return text
    return " ".join(_ABROAD.sub(" ", text).split()).strip(" ,;:|")


def holds_telephone(text: object) -> bool:
    """Whether a telephone number with the sign of a country stands in a text."""
    return isinstance(text, str) and "+" in text and _ABROAD.search(text) is not None


def without_telephone(text: str) -> str:
    """A text in which dots stand for numbers with the sign of a country."""
    return _ABROAD.sub("+...", text) if "+" in text else text


def without_address(path: str) -> str:
    """The path of a file in which dots stand for an address of mail that it is called after.

    >>> without_address("Calendar/ana@example.org.ics")
    'Calendar/....ics'
    """
    return _CALLED_AFTER.sub("...", path) if "@" in path else path


def label_of(text: str) -> str:
    """A name to show, or nothing if the text is only an address or a telephone number."""
    return blank_telephone(blank_mail(visible(text)))
