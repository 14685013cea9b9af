"""Tables and settings as plain JSON."""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from weakties.network import Network


def network_digest(network: Network) -> str:
    """SHA-256 of people, ties and strengths: equal for equal networks, whatever the row order."""
    digest = hashlib.sha256()
    digest.update("\x1f".join(map(repr, network.ids)).encode())
    for array in (network.indptr, network.indices, network.strength):
        digest.update(array.astype(array.dtype.newbyteorder("<")).tobytes())
    return digest.hexdigest()


def plain_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table, its index included if it has a name, as plain Python values."""
    if table.index.name is not None or table.index.nlevels > 1:
        table = table.reset_index()
    columns = [[_plain(value) for value in table[column]] for column in table]
    names = [str(column) for column in table]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def to_json(document: Mapping[str, Any]) -> str:
    """The document as JSON text; missing numbers are null and endless ones ``"infinite"``."""
    return json.dumps(_plain(document), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if type(value) in (str, int, bool):
        # Nearly everything is one of these, and the other questions take time.
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _plain_single(value)


def _plain_single(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return _plain_number(value)
    return value if isinstance(value, bool | int | str) else str(value)


def _plain_number(value: float) -> float | str | None:
    if math.isinf(value):
        return "infinite" if value > 0 else "-infinite"
    return None if math.isnan(value) else value
