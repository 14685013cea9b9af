"""Tables of ties and matrices to and from `Network`."""

from typing import Any

import numpy as np
import pandas as pd

from weakties._columns import NAMES, find_roles, plain_name
from weakties._parallel_ties import shown
from weakties._typing import IntArray
from weakties.convert._found import (
    Found,
    id_index,
    people_table,
    tie_table,
    unread_strengths,
    wanted_columns,
)
from weakties.errors import ArgumentError
from weakties.network import Network


def from_table(people: pd.DataFrame | None, ties: pd.DataFrame, strength: str | None) -> Found:
    """People and ties of a table with a row a tie, and maybe one with a row a person."""
    if ties.index.nlevels == 2 and {"source", "target"} <= find_roles(ties.index.names).keys():
        ties = ties.reset_index()
    ties = ties.reset_index(drop=True)
    one, other = (_endpoints(ties, role) for role in ("source", "target"))
    if people is None:
        everyone = id_index(pd.concat([one, other], ignore_index=True).unique())
        people = pd.DataFrame(index=everyone)
    ids = people.index
    ends = (_places(ids, one), _places(ids, other))
    names = [str(name) for name in ties.columns]
    wanted = wanted_columns(names, strength, n_ties=len(ties))
    for name in wanted:
        _check_once(ties.columns, name)
    columns = {name: ties[name] for name in wanted}
    return Found(
        form="pandas",
        people=people_table(ids, people),
        ties=tie_table(ids, ends, columns, strength),
        unread=unread_strengths(names, strength),
    )


def _endpoints(ties: pd.DataFrame, role: str) -> pd.Series:
    """The ids at one end of the ties."""
    place = find_roles(ties.columns).get(role)
    if place is None:
        message = (
            f"The table of ties has no column for the {role}: it has "
            f"{', '.join(map(str, ties.columns)) or 'no column'}. "
            f"Call one {role!r} (or {', '.join(NAMES[role][1:6])})."
        )
        raise ArgumentError(message)
    _check_once(ties.columns, ties.columns[place])
    ends = ties.iloc[:, place]
    _check_ids(ends, role)
    if ends.isna().any():
        row = int(np.flatnonzero(ends.isna())[0])
        message = (
            f"Row {row} of the table of ties has no {role}. Drop such rows; people without ties "
            "go into a table of people: as_network((people, ties))."
        )
        raise ArgumentError(message)
    # Categories would stay with the ids, and with them an order that is not theirs.
    return ends.astype(ends.cat.categories.dtype) if hasattr(ends, "cat") else ends


def _check_once(columns: pd.Index, wanted: object) -> None:
    """Refuse a table with several columns of a name that is to be read."""
    same = [name for name in columns if plain_name(name) == plain_name(wanted)]
    if len(same) > 1:
        message = (
            f"The table of ties has {len(same)} columns called {wanted!r}, so it is unclear which "
            "is meant. Rename or drop the others."
        )
        raise ArgumentError(message)


def _check_ids(ends: pd.Series, role: str) -> None:
    """Refuse lists and other things that cannot be told apart by their value."""
    if pd.api.types.infer_dtype(ends) != "mixed":
        return
    for row, one in enumerate(ends):
        try:
            hash(one)
        except TypeError:
            message = (
                f"Row {row} of the table of ties has {one!r} for its {role}. An id is a number, a "
                "text or a tuple of these; make it one."
            )
            raise ArgumentError(message) from None


def _places(ids: pd.Index, ends: pd.Series) -> IntArray:
    """Positions of the people at one end of the ties."""
    wanted = pd.Index(ends, tupleize_cols=False)
    found = ids.get_indexer(wanted) if ids.is_unique else np.zeros(len(ends), dtype=np.int64)
    if (found < 0).any():
        message = (
            f"A tie names {shown(wanted[found < 0], 0)}, who is not among the {len(ids)} people. "
            "Add a row to the table of people (its index holds the ids)."
        )
        raise ArgumentError(message)
    return np.asarray(found, dtype=np.int64)


def from_matrix(x: Any, *, directed: bool | None) -> Found:
    """People and ties of a square matrix, sparse or not; ids are positions."""
    from scipy.sparse import triu

    matrix = _as_sparse(x)
    symmetric = (matrix != matrix.T).nnz == 0
    entries = triu(matrix) if symmetric and not directed else matrix.tocoo()
    ids = pd.RangeIndex(matrix.shape[0])
    ends = (entries.row.astype(np.int64), entries.col.astype(np.int64))
    return Found(
        form="numpy" if isinstance(x, np.ndarray) else "scipy",
        people=people_table(ids, pd.DataFrame(index=ids)),
        ties=tie_table(ids, ends, {"strength": entries.data}, "strength"),
        directed=not symmetric,
    )


def _as_sparse(x: Any) -> Any:
    from scipy.sparse import csr_array

    if x.ndim != 2 or x.shape[0] != x.shape[1]:
        message = (
            "A matrix of ties is square, a row and a column a person; this one has the shape "
            f"{x.shape}. Give pairs as pandas.DataFrame(pairs, columns=['source', 'target'])."
        )
        raise ArgumentError(message)
    if x.dtype.kind not in "buif":
        message = f"A matrix of ties holds real numbers (strengths), not {x.dtype}. Convert it."
        raise ArgumentError(message)
    # A copy: summing and dropping entries below happens in place.
    matrix = csr_array(x, dtype=np.float64, copy=True)
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def to_pandas(network: Network) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make two tables: a row a person (so that isolates are not lost), and a row a tie.

    Parameters
    ----------
    network : Network
        The owner and their ties are left out; convert ``network.with_owner()`` to have them in.

    Returns
    -------
    people : DataFrame, shape (n, ...)
        ``label`` and attributes, indexed by id.
    ties : DataFrame, shape (m, ...)
        ``source``, ``target`` (ids), ``strength``, ``evidence`` and what else is known. Whether
        source and target mean a direction says ``network.directed``.

    Notes
    -----
    ``as_network((people, ties), strength="strength", directed=network.directed)`` gives the
    network back. Takes time in proportion to n + m.

    Examples
    --------
    >>> import pandas as pd
    >>> import weakties as wt
    >>> network = wt.as_network(pd.DataFrame({"source": ["ana"], "target": ["ben"]}))
    >>> people, ties = wt.to_pandas(network)
    >>> ties
      source target  strength  evidence
    0    ana    ben       1.0  declared
    """
    return network.people.copy(), network.ties.reset_index()
