"""`Network`: what weakties computes on."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from weakties._typing import Evidence, FloatArray, IntArray, PositionArray, View
from weakties.connections import Provenance
from weakties.errors import ArgumentError, NotFoundError

T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Network:
    """People and the ties between them, ready to compute on; it never changes.

    People are sorted by id and ties by their people, so that the order of the rows they were read
    from makes no difference. There are no loops and no parallel ties. The owner of the file, if
    there is one, is **not** among ``ids``: with the owner in, everybody would be two steps from
    everybody. What is known of the owner's own ties stands in ``owner_ties``; `with_owner` gives the
    network with the owner as a person like the others.

    Build one with `weakties.build_network` or `weakties.as_network`.

    Parameters
    ----------
    ids : Index, shape (n,)
        Ids of the people, sorted.
    indptr, indices, strength : ndarray
        Adjacency in compressed sparse rows: the ties of the person at position ``i`` lead to
        ``indices[indptr[i]:indptr[i + 1]]`` (ascending) with these strengths (positive; more is
        closer). An undirected tie stands in both rows.
    people : DataFrame, shape (n, ...)
        ``label`` and attributes of each person, on ``ids``.
    tie_table : DataFrame, shape (m, ...)
        A row a tie in canonical order (see ``tie_source``): ``evidence`` and what else is known.
    directed : bool
        Whether a tie has a direction.
    owner : id or None
        Whose file it is.
    owner_ties : DataFrame
        The owner's ties, a row a contact: ``strength`` and what else is known.
    view : {"whole", "ego", "sample"}
        What the data can see.
    provenance : Provenance
        Where the data come from and what was left out.
    """

    ids: pd.Index
    indptr: IntArray
    indices: PositionArray
    strength: FloatArray
    people: pd.DataFrame
    tie_table: pd.DataFrame
    directed: bool = False
    owner: Hashable | None = None
    owner_ties: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"strength": []}))
    view: View = "whole"
    provenance: Provenance
    _memory: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for array in (self.indptr, self.indices, self.strength):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def n_people(self) -> int:
        """Number of people, the owner not counted."""
        return len(self.ids)

    @property
    def n_ties(self) -> int:
        """Number of ties, the owner's not counted."""
        return len(self.tie_table)

    @cached_property
    def _arc_source(self) -> PositionArray:
        positions = np.arange(self.n_people, dtype=np.int32)
        return np.repeat(positions, np.diff(self.indptr))

    @cached_property
    def tie_arcs(self) -> IntArray:
        """Position in ``indices`` of every tie; of undirected ties the arc from the lower position."""
        if self.directed:
            return np.arange(len(self.indices), dtype=np.int64)
        return np.flatnonzero(self._arc_source < self.indices).astype(np.int64)

    @cached_property
    def arc_ties(self) -> IntArray:
        """Number of the tie that every arc belongs to, shape ``(len(indices),)``."""
        if self.directed:
            return np.arange(len(self.indices), dtype=np.int64)
        ties = np.empty(len(self.indices), dtype=np.int64)
        forward = self.tie_arcs
        ties[forward] = np.arange(len(forward))
        backward = np.flatnonzero(self._arc_source > self.indices)
        # Sorted by (target, source), backward arcs come in the order of the forward ones.
        order = np.lexsort((self._arc_source[backward], self.indices[backward]))
        ties[backward[order]] = np.arange(len(forward))
        return ties

    @property
    def tie_source(self) -> PositionArray:
        """Position of the first person of every tie: sorted, and the lower one if undirected."""
        return self._arc_source[self.tie_arcs]

    @property
    def tie_target(self) -> PositionArray:
        """Position of the second person of every tie."""
        return self.indices[self.tie_arcs]

    @property
    def tie_strength(self) -> FloatArray:
        """Strength of every tie."""
        return self.strength[self.tie_arcs]

    @cached_property
    def tie_index(self) -> pd.MultiIndex:
        """Ids of the two people of every tie, the index of every tie measure."""
        return pd.MultiIndex.from_arrays(
            [self.ids[self.tie_source], self.ids[self.tie_target]], names=["source", "target"]
        )

    @property
    def ties(self) -> pd.DataFrame:
        """A table of the ties: ``strength``, ``evidence`` and what else is known, by ids."""
        table = self.tie_table.set_axis(self.tie_index, axis="index")
        table.insert(0, "strength", self.tie_strength)
        return table

    def positions(self, ids: Any) -> IntArray:
        """Positions of people, given their ids; `NotFoundError` names an id that is not there."""
        wanted = pd.Index(ids)
        found = self.ids.get_indexer(wanted)
        if (found < 0).any():
            missing = wanted[found < 0][0]
            raise NotFoundError(f"There is no person with the id {missing!r} in this network.")
        return found.astype(np.int64)

    def remember(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What ``compute`` returns, computed once for this network and kept with it."""
        if key not in self._memory:
            self._memory[key] = compute()
        result: T = self._memory[key]
        return result

    def undirected(self) -> "Network":
        """The network without directions: w_ij + w_ji. Itself if it has none."""
        return self.remember("undirected", self._symmetrised) if self.directed else self

    def _symmetrised(self) -> "Network":
        low = np.minimum(self.tie_source, self.tie_target)
        high = np.maximum(self.tie_source, self.tie_target)
        table = self.tie_table.assign(source=low, target=high, strength=self.tie_strength)
        network = network_from_positions(
            self.people, table, view=self.view, provenance=self.provenance
        )
        # A tie and its answer are two arcs, not one row given twice: provenance stays as it was.
        return replace(
            network, owner=self.owner, owner_ties=self.owner_ties, provenance=self.provenance
        )

    def with_owner(self) -> "Network":
        """The network with the owner as one more person, tied to everyone in ``owner_ties``."""
        if self.owner is None:
            raise ArgumentError("This network has no owner; name one when you build it.")
        people = pd.concat([self.people, pd.DataFrame({"label": ["you"]}, index=[self.owner])])
        contacts = self.positions(self.owner_ties.index)
        own = pd.DataFrame(
            {
                "source": len(self.ids),
                "target": contacts,
                "strength": self.owner_ties["strength"].to_numpy(),
                "evidence": "declared",
            }
        )
        between = self.tie_table.assign(
            source=self.tie_source, target=self.tie_target, strength=self.tie_strength
        )
        return network_from_positions(
            people,
            pd.concat([between, own], ignore_index=True),
            directed=self.directed,
            view=self.view,
            provenance=self.provenance,
        )

    def __repr__(self) -> str:
        kind = "directed " if self.directed else ""
        owner = f", without its owner {self.owner!r}" if self.owner is not None else ""
        evidence = self.tie_table["evidence"].value_counts().sort_index()
        shares = ", ".join(f"{count} {name}" for name, count in evidence.items() if count)
        return (
            f"<Network: {self.n_people} people{owner}, {self.n_ties} {kind}ties"
            f"{f' ({shares})' if shares else ''}; view: {self.view}>"
        )


def sort_ids(ids: pd.Index) -> IntArray:
    """Order that sorts ids of any kind: by value if they compare, else by kind and text."""
    try:
        order = ids.argsort()
    except TypeError:
        keys = [(type(one).__name__, str(one)) for one in ids]
        order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)
    return np.asarray(order, dtype=np.int64)


#: How a tie with several pieces of evidence is called: by the first of these that it has.
EVIDENCE_ORDER: tuple[Evidence, ...] = ("declared", "interaction", "co_presence", "inferred")


def network_from_positions(
    people: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    directed: bool = False,
    owner: Hashable | None = None,
    view: View = "whole",
    provenance: Provenance,
) -> Network:
    """Bring people and ties into canonical order; drop loops, sum parallel ties, count both.

    Parameters
    ----------
    people : DataFrame
        A row a person, the ids as index, with ``label``. In any order.
    ties : DataFrame
        ``source`` and ``target`` (positions in ``people``), ``strength`` (positive and finite;
        parallel ties are summed), ``evidence`` (the best is kept), and if known ``rules`` (texts,
        joined), ``first`` and ``last`` (times, earliest and latest).
    directed, owner, view, provenance
        As in `Network`. Ties of the owner go to ``owner_ties``, whatever their direction.

    Raises
    ------
    ArgumentError
        If a strength is not positive and finite.
    """
    _check_strength(ties["strength"].to_numpy(dtype=np.float64))
    order = sort_ids(people.index)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    people = people.iloc[order]
    source = rank[ties["source"].to_numpy(dtype=np.int64)]
    target = rank[ties["target"].to_numpy(dtype=np.int64)]
    at_owner = people.index.get_loc(owner) if owner is not None else -1
    if not directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    loops = source == target
    own = ((source == at_owner) | (target == at_owner)) & ~loops
    between = ~(loops | own)
    merged, again = _merge_parallel(ties[between], source[between], target[between])
    contact = np.where(source == at_owner, target, source)[own]
    own_ties, own_again = _merge_parallel(ties[own], np.full(len(contact), at_owner), contact)
    owner_ties = own_ties.set_axis(people.index[own_ties.pop("target")], axis="index")
    provenance = replace(
        provenance,
        loops=provenance.loops + int(loops.sum()),
        duplicates=provenance.duplicates + again + own_again,
    )
    if owner is not None:
        people = people.drop(index=owner)
        merged[["source", "target"]] -= (merged[["source", "target"]] > at_owner).astype(np.int64)
    return _assemble(
        people,
        merged,
        directed=directed,
        owner=owner,
        owner_ties=owner_ties.drop(columns="source"),
        view=view,
        provenance=provenance,
    )


def _check_strength(strength: FloatArray) -> None:
    usable = np.isfinite(strength) & (strength > 0)
    if not usable.all():
        message = (
            f"A tie has the strength {strength[~usable][0]}; strengths are positive and finite "
            "(more is closer). Leave out ties without strength."
        )
        raise ArgumentError(message)


def _merge_parallel(
    ties: pd.DataFrame, source: IntArray, target: IntArray
) -> tuple[pd.DataFrame, int]:
    """Sort ties by their people and make one tie of parallel ones; also how many were merged."""
    strength = ties["strength"].to_numpy(dtype=np.float64)
    # Strength is a key too: the order of a sum decides its last bits.
    order = np.lexsort((strength, target, source))
    source, target, strength = source[order], target[order], strength[order]
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    first_rows = np.flatnonzero(starts)
    merged = pd.DataFrame({"source": source[first_rows], "target": target[first_rows]})
    merged["strength"] = np.add.reduceat(strength, first_rows) if len(order) else strength
    for column in ties.columns.intersection(["evidence", "rules", "first", "last"], sort=False):
        values = ties[column].iloc[order].reset_index(drop=True)
        if column == "evidence":
            values = pd.Series(pd.Categorical(values, EVIDENCE_ORDER, ordered=True))
        if len(first_rows) < len(order):
            how = {"evidence": "min", "rules": _join_texts, "first": "min", "last": "max"}[column]
            values = values.groupby(np.cumsum(starts) - 1).agg(how)
        merged[column] = values
    return merged, len(order) - len(first_rows)


def _join_texts(texts: pd.Series) -> str:
    names = {name for text in texts for name in text.split("; ")}
    return "; ".join(sorted(names))


def _assemble(people: pd.DataFrame, ties: pd.DataFrame, **known: Any) -> Network:
    """Make the arrays from ties that are sorted and free of loops and parallels."""
    source = ties.pop("source").to_numpy(dtype=np.int64)
    target = ties.pop("target").to_numpy(dtype=np.int64)
    strength = ties.pop("strength").to_numpy(dtype=np.float64)
    if not known["directed"]:
        both = np.concatenate([source, target]), np.concatenate([target, source])
        order = np.lexsort((both[1], both[0]))
        source, target = both[0][order], both[1][order]
        strength = np.concatenate([strength, strength])[order]
    indptr = np.zeros(len(people) + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=len(people)), out=indptr[1:])
    return Network(
        ids=people.index,
        indptr=indptr,
        indices=target.astype(np.int32),
        strength=strength,
        people=people,
        tie_table=ties.reset_index(drop=True),
        **known,
    )
