"""`Network`: what weakties computes on."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from weakties._canonical import canonical_fields, owner_arcs
from weakties._html import summary_table
from weakties._parallel_ties import EVIDENCE_ORDER, shown
from weakties._typing import FloatArray, IntArray, PositionArray, View
from weakties.connections import Provenance
from weakties.errors import ArgumentError, NotFoundError

T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Network:
    """People and the ties between them, ready to compute on; it never changes.

    People are sorted by id and ties by their people, so that the order of the rows they were read
    from makes no difference. There are no loops and no parallel ties. The owner of the file, if
    there is one, is **not** among ``ids``: with the owner in, everybody would be two steps from
    everybody. What is known of the owner's own ties stands in ``owner_ties``; `with_owner` gives
    the network with the owner as a person like the others. Build a network with
    `weakties.build_network` or `weakties.as_network`.

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
        A row a tie, sorted: ``evidence``, ``observed`` strength if part is inferred, ``p_value``.
    directed : bool
        Whether a tie has a direction.
    owner : id or None
        Whose file it is.
    owner_person : DataFrame
        The owner's row of the people: ``label`` and attributes; no row without an owner.
    owner_ties : DataFrame
        The owner's ties, a row a contact: ``strength`` and what else is known. In a directed
        network also ``outgoing`` and ``incoming``, whose sum is the strength.
    view : {"whole", "ego", "one_chat", "sample"}
        What the data can see.
    provenance : Provenance
        Where the data come from and what was left out.

    Examples
    --------
    >>> import pandas as pd
    >>> import weakties as wt
    >>> ties = pd.DataFrame({"source": ["cai", "ana", "ana"], "target": ["ben", "ben", "ana"]})
    >>> network = wt.as_network(ties)
    >>> network
    <Network: 3 people, 2 ties (2 declared); view: whole>
    >>> list(network.ids), network.n_people, network.n_ties, network.provenance.loops
    (['ana', 'ben', 'cai'], 3, 2, 1)
    >>> network.indptr.tolist(), network.indices.tolist()
    ([0, 1, 3, 4], [1, 0, 2, 1])
    >>> network.tie_source.tolist(), network.tie_target.tolist(), network.tie_strength.tolist()
    ([0, 1], [1, 2], [1.0, 1.0])
    >>> network.tie_arcs.tolist(), network.arc_ties.tolist(), network.tie_index.to_list()
    ([0, 2], [0, 0, 1, 1], [('ana', 'ben'), ('ben', 'cai')])
    """

    ids: pd.Index
    indptr: IntArray
    indices: PositionArray
    strength: FloatArray
    people: pd.DataFrame
    tie_table: pd.DataFrame
    directed: bool = False
    owner: Hashable | None = None
    owner_person: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"label": []}))
    owner_ties: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"strength": []}))
    view: View = "whole"
    provenance: Provenance
    _memory: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for array in (self.indptr, self.indices, self.strength):
            array.flags.writeable = False

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        # Pickled arrays forget that they are read-only.
        self.__post_init__()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def n_people(self) -> int:
        """Number of people, the owner not counted."""
        return len(self)

    @property
    def n_ties(self) -> int:
        """Number of ties without the owner's; in a directed network both ways of a tie count."""
        return len(self.tie_table)

    @property
    def _arc_source(self) -> PositionArray:
        return np.repeat(np.arange(self.n_people, dtype=np.int32), np.diff(self.indptr))

    @cached_property
    def tie_arcs(self) -> IntArray:
        """Place in ``indices`` of every tie; of undirected ties the arc from the lower position."""
        if self.directed:
            return np.arange(len(self.indices), dtype=np.int64)
        return np.flatnonzero(self._arc_source < self.indices).astype(np.int64)

    @property
    def arc_ties(self) -> IntArray:
        """Number of the tie that every arc belongs to, shape ``(len(indices),)``."""
        if self.directed:
            return np.arange(len(self.indices), dtype=np.int64)
        ties = np.empty(len(self.indices), dtype=np.int64)
        ties[self.tie_arcs] = np.arange(self.n_ties)
        # Arcs that lead back come by target, then source; the ties come by source, then target.
        ties[self._arc_source > self.indices] = np.argsort(self.tie_target, kind="stable")
        return ties

    @property
    def tie_source(self) -> PositionArray:
        """Position of the first person of every tie: sorted, and the lower one if undirected."""
        # The arcs of ties come in the order of the people.
        ties = np.diff(np.searchsorted(self.tie_arcs, self.indptr))
        return np.repeat(np.arange(self.n_people, dtype=np.int32), ties)

    @property
    def tie_target(self) -> PositionArray:
        """Position of the second person of every tie."""
        return self.indices[self.tie_arcs]

    @property
    def tie_strength(self) -> FloatArray:
        """Strength of every tie: more is closer."""
        return self.strength[self.tie_arcs]

    @cached_property
    def tie_index(self) -> pd.MultiIndex:
        """Ids of the two people of every tie, the index of every tie measure."""
        codes: Any = self.tie_source, self.tie_target  # looking up ids would find them again
        levels: Any = [self.ids, self.ids]
        return pd.MultiIndex(levels, codes, names=["source", "target"], verify_integrity=False)

    @property
    def ties(self) -> pd.DataFrame:
        """A table of the ties: ``strength``, ``evidence`` and what else is known, by ids."""
        table = self.tie_table.set_axis(self.tie_index, axis="index")
        table.insert(0, "strength", self.tie_strength)
        return table

    def positions(self, ids: Iterable[Hashable]) -> IntArray:
        """Positions of people, given their ids; `NotFoundError` names an id that is not there.

        >>> import pandas as pd
        >>> import weakties as wt
        >>> network = wt.as_network(pd.DataFrame({"source": ["ana"], "target": ["ben"]}))
        >>> network.positions(["ben", "ana"]).tolist()
        [1, 0]
        """
        wanted = ids if isinstance(ids, pd.Index) else pd.Index(list(ids), tupleize_cols=False)
        found = self.ids.get_indexer(wanted)
        if (found < 0).any():
            missing = shown(wanted[found < 0], 0)
            message = f"There is no person with the id {missing}; network.ids holds them all."
            raise NotFoundError(message)
        return found.astype(np.int64)

    def remember(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What ``compute`` returns, computed once for this network and kept with it."""
        if key not in self._memory:
            self._memory[key] = compute()
        result: T = self._memory[key]
        return result

    def undirected(self) -> "Network":
        """The network without directions: w_ij + w_ji. Itself if it has none.

        >>> import numpy as np
        >>> import weakties as wt
        >>> both_ways = wt.as_network(np.array([[0, 2], [3, 0]]))
        >>> both_ways.n_ties, both_ways.undirected().tie_strength.tolist()
        (2, [5.0])
        """
        return self.remember("undirected", self._symmetrised) if self.directed else self

    def _symmetrised(self) -> "Network":
        ties = self._ties_by_position()
        return replace(
            network_from_positions(self.people, ties, view=self.view, provenance=self.provenance),
            owner=self.owner,
            owner_person=self.owner_person,
            owner_ties=self.owner_ties.drop(columns=["outgoing", "incoming"], errors="ignore"),
            # A tie and its answer are two arcs, not one row given twice.
            provenance=self.provenance,
        )

    def _ties_by_position(self) -> pd.DataFrame:
        ends = {"source": self.tie_source, "target": self.tie_target}
        return self.tie_table.assign(**ends, strength=self.tie_strength)

    def with_owner(self) -> "Network":
        """The network with the owner as one more person, tied to everyone in ``owner_ties``.

        In a directed network an owner's tie has the directions of ``outgoing`` and ``incoming``;
        without these columns it leads both ways.

        >>> import pandas as pd
        >>> import weakties as wt
        >>> ties = pd.DataFrame({"source": ["ana", "ana", "ben"], "target": ["ben", "me", "me"]})
        >>> network = wt.as_network(ties, owner="me")
        >>> network.n_ties, network.with_owner().n_ties
        (1, 3)
        """
        if self.owner is None:
            message = "This network has no owner; name one when you build it."
            raise ArgumentError(message)
        contacts = self.positions(self.owner_ties.index)
        own = owner_arcs(self.owner_ties, contacts, at_owner=len(self), directed=self.directed)
        return network_from_positions(
            pd.concat([self.people, self.owner_person]),
            pd.concat([self._ties_by_position(), own], ignore_index=True),
            directed=self.directed,
            view=self.view,
            provenance=self.provenance,
        )

    def _evidence_counts(self) -> str:
        counts = self.tie_table["evidence"].value_counts().reindex(EVIDENCE_ORDER, fill_value=0)
        return ", ".join(f"{count} {name}" for name, count in counts.items() if count)

    def __repr__(self) -> str:
        kind = "directed " if self.directed else ""
        owner = f", without its owner {self.owner!r}" if self.owner is not None else ""
        shares = f" ({self._evidence_counts()})" if self.n_ties else ""
        return (
            f"<Network: {self.n_people} people{owner}, {self.n_ties} {kind}ties{shares}; "
            f"view: {self.view}>"
        )

    def _repr_html_(self) -> str:
        rows = {
            "people": self.n_people,
            f"{'directed ' * self.directed}ties": self.n_ties,
            "evidence": self._evidence_counts() or "none",
            "direction": "directed" if self.directed else "undirected",
            "owner": "none" if self.owner is None else f"{self.owner} (left out)",
            "view": self.view,
            "read from": self.provenance.format,
        }
        return summary_table("Network", rows, notes=self.provenance.warnings)


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
        ``source`` and ``target`` (positions in ``people``), ``strength`` (1e-100 to 1e100;
        parallel ties are summed), ``evidence`` (the best is kept), and if known ``rules`` (texts,
        joined), ``first`` and ``last`` (times, earliest and latest).
    directed, owner, view, provenance
        As in `Network`. Ties of the owner go to ``owner_ties``, whatever their direction.

    Raises
    ------
    ArgumentError
        If an id is missing or given twice, a strength not from 1e-100 to 1e100, or an evidence
        unknown.
    NotFoundError
        If the owner is not among the people.
    """
    fields, loops, again = canonical_fields(people, ties, directed=directed, owner=owner)
    loops, again = loops + provenance.loops, again + provenance.duplicates
    counted = replace(provenance, loops=loops, duplicates=again)
    return Network(**fields, view=view, provenance=counted)
