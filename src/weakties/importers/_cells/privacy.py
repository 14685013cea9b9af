"""What never gets into `Connections`: addresses of mail, telephone numbers, texts of messages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from weakties._columns import plain_name
from weakties.importers._cells.labels import MAIL, holds_telephone
from weakties.importers._log import Log

#: Columns that hold such things, by `plain_name`.
_PRIVATE = re.compile(
    r"((business|home|primary|private|work)?(e?mail(address|addresses)?s?"
    r"|(cell|mobile|tele)?(phone|fon)(number|no)?s?|(mobile|tel)(number|no)?|fax(number)?)\d?"
    r"|ip(v[46])?(address|addresses|addr)|ipv[46]"
    r"|(message|tweet|mail|post|comment)?(text|body|content)|message|tweet)"
)


def is_address(text: object) -> bool:
    """Whether there is an address of mail in it; a name such as "@ana" is none."""
    return isinstance(text, str) and "@" in text and MAIL.search(text) is not None


@dataclass(kw_only=True)
class Privacy:
    """What was left out of the attributes of one file, to be said."""

    columns: set[str] = field(default_factory=set)
    values: int = 0  #: that hold an address of mail
    numbers: int = 0  #: that hold a telephone number, and no address

    def allows(self, column: str) -> bool:
        """Whether a column may be kept; one that may not is remembered."""
        private = _PRIVATE.fullmatch(plain_name(column)) is not None
        if private:
            self.columns.add(column)
        return not private

    def clean(self, values: Sequence[Any]) -> list[Any]:
        """The values without those that hold an address or a telephone number."""
        kept = [None if is_address(value) else value for value in values]
        self.values += _left_out(kept, values)
        without = [None if holds_telephone(value) else value for value in kept]
        self.numbers += _left_out(without, kept)
        return without

    def report(self, log: Log, ids: Iterable[str]) -> None:
        """Say what was left out, and that ids look like addresses."""
        if self.columns:
            columns = "column" if len(self.columns) == 1 else "columns"
            log.warn(f"Left out, as private: the {columns} {', '.join(sorted(self.columns))}.")
        if self.values:
            log.warn(f"Values left out because they hold an e-mail address: {self.values:,}.")
        if self.numbers:
            log.warn(f"Values left out because they hold a telephone number: {self.numbers:,}.")
        addresses = sum("@" in one for one in ids)
        if addresses:
            log.warn(
                f"{addresses:,} ids look like e-mail addresses; share results under pseudonyms."
            )


def _left_out(kept: Sequence[Any], values: Sequence[Any]) -> int:
    return sum(new is None and old is not None for new, old in zip(kept, values))
