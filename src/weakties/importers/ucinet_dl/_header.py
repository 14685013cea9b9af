"""What comes before the data of a DL file: sizes, shape, labels, in any order and over any lines."""

import re
from dataclasses import dataclass, field

from weakties.errors import ReadError
from weakties.importers._graphs.matrix import are_reordered

_QUOTED_OR_DATA = re.compile(r'"[^"]*"|(?P<data>\bdata\s*:)', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
#: What parts words beside blanks.
_SIGNS = re.compile(r'[",;=]')
_WORD = re.compile(r'"([^"]*)"|[^\s,;="]+')
#: What stands between the data of two relations.
NEXT = "!"
#: Which people or matrices labels are of.
_OF = r"(?:(?P<of>rows?|col(?:umn)?s?|mat(?:rix)?|level)\s+)?"
_SIZES = "r|rows?|rel(?:s|ations?)?|resp|c|cols?|columns?|m|mat(?:s|rices)?|l|levels?|i|j"
_KEY = re.compile(
    rf"""\b(?:
      {_OF}labels?\s*:?\s*(?P<embedded>embedded)\b\s*:?
    | {_OF.replace("?P<of>", "?P<whose>")}(?P<labels>labels?)\s*:
    | (?<=\n){_OF.replace("?P<of>", "?P<whom>")}(?P<bare>labels?)\b
    | (?P<size>n(?:{_SIZES})?)[\s=:]+(?P<count>\d+)\b
    | format[\s=:]+(?P<shape>\w+)
    | diagonal[\s=:]+(?P<diagonal>present|absent)\b
    | (?P<elsewhere>data\s*file)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: Shapes of the data by what they may be called.
_SHAPES = {
    "fullmatrix": ("fullmatrix", "fm", "full", "matrix"),
    "upperhalf": ("upperhalf", "uh", "upper"),
    "lowerhalf": ("lowerhalf", "lh", "lower"),
    "edgelist1": ("edgelist1", "el1", "edgelist"),
    "edgelist2": ("edgelist2", "el2"),
    "nodelist1": ("nodelist1", "nl1", "nodelist"),
    "nodelist1b": ("nodelist1b", "nl1b"),
    "nodelist2": ("nodelist2", "nl2"),
}


@dataclass(kw_only=True)
class Header:
    """What a DL file says of its data."""

    where: str
    rows: int = 0  #: 0 where it is not said
    columns: int = 0
    matrices: int = 1
    shape: str = "fullmatrix"
    diagonal: bool = True
    row_labels: list[str] = field(default_factory=list)
    column_labels: list[str] = field(default_factory=list)
    matrix_labels: list[str] = field(default_factory=list)
    rows_embedded: bool = False
    columns_embedded: bool = False
    line: int = 1  #: of the word that begins the data

    @property
    def two_mode(self) -> bool:
        """Whether rows and columns are not the same people."""
        both = bool(self.row_labels and self.column_labels)
        differ = both and self.row_labels != self.column_labels
        return (
            self.shape in ("edgelist2", "nodelist2")
            or (self.rows != self.columns and min(self.rows, self.columns) > 0)
            or (differ and not self.reordered)
        )

    @property
    def reordered(self) -> bool:
        """Whether columns are the people of the rows in another order."""
        return are_reordered(self.row_labels, self.column_labels)


def read_header(text: str, where: str) -> tuple[Header, str]:
    """The header of a DL file, and its data."""
    end = next((found for found in _QUOTED_OR_DATA.finditer(text) if found["data"]), None)
    if end is None:
        message = f"{where}: there is no word data: in it, after which the data stand."
        raise ReadError(message)
    masked = _QUOTED.sub(lambda found: "\x00" * len(found[0]), text[: end.start()])
    header = Header(where=where, line=text.count("\n", 0, end.start()) + 1)
    keys = list(_KEY.finditer(masked))
    blocks = []
    for at, key in enumerate(keys):
        after = keys[at + 1].start() if at + 1 < len(keys) else end.start()
        if key["labels"] or key["bare"]:
            blocks.append((key["whose"] or key["whom"] or "", text[key.end() : after]))
        else:
            _take(header, key)
    for whose, block in blocks:
        _take_labels(header, whose.casefold(), block)
    _check_sizes(header)
    return header, text[end.end() :]


def _take(header: Header, key: re.Match[str]) -> None:
    """Note what one word of the header says."""
    if key["size"]:
        _take_size(header, key["size"].casefold(), int(key["count"][:18]))
    elif key["shape"]:
        names = {name: shape for shape, some in _SHAPES.items() for name in some}
        shape = names.get(key["shape"].casefold())
        if shape is None:
            known = ", ".join(_SHAPES)
            message = f"{header.where}: format={key['shape']} is not read. Read are: {known}."
            raise ReadError(message)
        header.shape = shape
    elif key["diagonal"]:
        header.diagonal = key["diagonal"].casefold() == "present"
    elif key["embedded"]:
        of = (key["of"] or "").casefold()
        header.rows_embedded |= not of.startswith("col")
        header.columns_embedded |= not of.startswith("row")
    elif key["elsewhere"]:
        message = f"{header.where}: its data stand in another file. Put them after the word data:."
        raise ReadError(message)


def _take_size(header: Header, name: str, count: int) -> None:
    if name == "n":
        header.rows = header.columns = count
    elif name.startswith(("nm", "nl", "nrel", "nresp")):
        header.matrices = count
    elif name.startswith(("nr", "ni")):
        header.rows = count
    else:
        header.columns = count


def _take_labels(header: Header, whose: str, block: str) -> None:
    if whose.startswith(("mat", "level")):
        header.matrix_labels = _split_labels(block, header.matrices)
    elif whose.startswith("col"):
        header.column_labels = _split_labels(block, header.columns)
    else:
        header.row_labels = _split_labels(block, header.rows)


def _split_labels(block: str, count: int) -> list[str]:
    """Labels between blanks or commas; with blanks inside where only that gives the right number."""
    words = split_words(block)
    if len(words) != count:
        phrases = [" ".join(one.strip(' "').split()) for one in re.split(r"[,\n]", block)]
        given = [phrase for phrase in phrases if phrase]
        if len(given) == count:
            return given
    return words


def split_words(text: str) -> list[str]:
    """Words of a text; one in quotation marks may hold blanks."""
    if _SIGNS.search(text) is None:
        return text.split()
    return [
        found[0] if found[1] is None else " ".join(found[1].split())
        for found in _WORD.finditer(text)
    ]


def _check_sizes(header: Header) -> None:
    """Refuse more labels than people; take the number of people from the labels if need be."""
    header.rows = header.rows or len(header.row_labels)
    header.columns = header.columns or len(header.column_labels) or header.rows
    header.rows = header.rows or header.columns
    for what, labels, count in (
        ("rows", header.row_labels, header.rows),
        ("columns", header.column_labels, header.columns),
        ("matrices", header.matrix_labels, header.matrices),
    ):
        if len(labels) > count:
            message = (
                f"{header.where}: there are {len(labels):,} labels for {count:,} {what}. Put "
                "labels with blanks in them in quotation marks."
            )
            raise ReadError(message)
