"""Limits of values that were estimated, and the word ESTIMATED wherever such values rank."""

from collections.abc import Iterable

import pandas as pd


def with_limits(names: Iterable[str], table: pd.DataFrame) -> list[str]:
    """Names of columns, each followed by those of its limits if the table has them."""
    columns = []
    for name in names:
        columns += [name, *(one for one in (f"{name}_low", f"{name}_high") if one in table)]
    return columns


def estimated(by: str, ranked: pd.DataFrame) -> list[str]:
    """What to add to the reason of every row of a ranking; nothing if the values were counted."""
    if f"{by}_low" not in ranked:
        return [""] * len(ranked)
    limits = zip(ranked[f"{by}_low"], ranked[f"{by}_high"], strict=True)
    name = by.replace("_", " ")
    return [f" ESTIMATED: {name} between {low:,.0f} and {high:,.0f}." for low, high in limits]
