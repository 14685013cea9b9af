"""`Partition`: who belongs to which community; and the modularity of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from weakties._html import summary_table
from weakties._typing import IntArray
from weakties.communities.stability import Stability
from weakties.errors import ArgumentError, ArgumentTypeError, NotFoundError
from weakties.network import Network

#: Communities that somebody knows: per person, or the name of a column of the table of people.
Labels: TypeAlias = "pd.Series | Mapping[Any, Any] | str"

#: Communities listed one by one in a notebook.
_MOST_SHOWN = 8


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Partition:
    """The community of every person.

    Communities are numbered from 0 by size, the largest first; of two equally large ones, the
    one with the first person in the order of the ids comes first. A person who is tied to nobody
    is a community of one (except in a partition that somebody gave as labels).

    Make one with `weakties.detect_communities`, or with `Partition.from_labels` from communities
    that you know.

    Examples
    --------
    One tie joins two triangles:

    >>> import networkx as nx
    >>> import weakties as wt
    >>> groups = wt.detect_communities(wt.as_network(nx.barbell_graph(3, 0)))
    >>> groups.community.tolist()
    [0, 0, 0, 1, 1, 1]
    >>> groups.n_communities
    2
    """

    community: pd.Series  #: number of every person's community, int64, on the ids; read-only
    method: str  #: how it came about: a name in ``weakties.communities.METHODS``, or "labels"
    parameters: Mapping[str, Any] = field(default_factory=dict)  #: what the method was given
    quality: float  #: modularity at the resolution in ``parameters`` (1 if none); NaN without ties
    stability: Stability | None = None  #: how far several runs agreed; None if there was one

    def __post_init__(self) -> None:
        codes = np.array(self.community, dtype=np.int64)
        codes.flags.writeable = False
        community = pd.Series(
            codes, index=self.community.index, name=self.community.name, copy=False
        )
        object.__setattr__(self, "community", community)
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))

    def __getstate__(self) -> dict[str, Any]:
        # Read-only views of dictionaries cannot be pickled; what is cached is computed again.
        state = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**state, "parameters": dict(self.parameters)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.__post_init__()

    @cached_property
    def codes(self) -> IntArray:
        """Number of the community of every person as an array, in the order of the ids."""
        codes: IntArray = self.community.to_numpy()
        codes.flags.writeable = False
        return codes

    @cached_property
    def sizes(self) -> pd.Series:
        """Number of people in each community, those of one person included."""
        counts = np.bincount(self.codes).astype(np.int64)
        index = pd.RangeIndex(len(counts), name="community")
        return pd.Series(counts, index=index, name="people")

    @property
    def n_communities(self) -> int:
        """Number of communities of at least two people."""
        return int((self.sizes >= 2).sum())

    @classmethod
    def from_labels(cls, network: Network, labels: "Labels") -> "Partition":
        """Partition from communities that you know.

        Parameters
        ----------
        network : Network
            The people.
        labels : Series or mapping from person to label, or str
            The community of every person under any name; a text is the name of a column of
            ``network.people``. People who are not in the network are passed over.

        Returns
        -------
        Partition
            Communities as they were given, connected or not; ``method`` is ``"labels"``.

        Raises
        ------
        ArgumentError
            If a person has no label.
        NotFoundError
            If the people have no such column.

        Examples
        --------
        >>> import networkx as nx
        >>> import weakties as wt
        >>> network = wt.as_network(nx.path_graph(4))
        >>> halves = wt.Partition.from_labels(
        ...     network, {0: "left", 1: "left", 2: "right", 3: "right"}
        ... )
        >>> halves.codes
        array([0, 0, 1, 1])
        """
        codes, _ = pd.factorize(_label_values(network, labels))
        parameters = {"column": labels} if isinstance(labels, str) else {}
        return make_partition(network, codes, method="labels", parameters=parameters)

    def __repr__(self) -> str:
        alone = int((self.sizes == 1).sum())
        groups = "community" if self.n_communities == 1 else "communities"
        people = "person" if alone == 1 else "people"
        return (
            f"<Partition by {self.method}: {self.n_communities} {groups} of "
            f"{self.sizes.max() if len(self.sizes) else 0} people and fewer, {alone} {people} alone; "
            f"modularity {self.quality:.3f}>"
        )

    def _repr_html_(self) -> str:
        large = self.sizes[self.sizes >= 2]
        shown = ", ".join(f"{size:,}" for size in large.head(_MOST_SHOWN))
        rows: dict[str, object] = {
            "communities": f"{len(large):,}",
            "people in them": shown + (", …" if len(large) > _MOST_SHOWN else ""),
            "people alone": f"{int((self.sizes == 1).sum()):,}",
            "modularity": f"{self.quality:.4f}",
            **self.parameters,
        }
        if self.stability is not None and len(self.stability.ties):
            sure = self.stability.ties.isin((0.0, 1.0)).mean()
            rows["ties that all runs see alike"] = f"{sure:.0%}"
        return summary_table(f"Communities by {self.method}", rows)


def _label_values(network: Network, labels: object) -> NDArray[np.object_]:
    if isinstance(labels, str):
        if labels not in network.people.columns:
            known = ", ".join(map(str, network.people.columns))
            message = f"The people have no column {labels!r}; they have {known}."
            raise NotFoundError(message)
        known_labels = network.people[labels]
    elif isinstance(labels, pd.Series | Mapping):
        known_labels = pd.Series(labels, dtype=object)
        if not known_labels.index.is_unique:
            again = known_labels.index[known_labels.index.duplicated()].tolist()[0]
            message = f"The person {again!r} has more than one label. Give every person one."
            raise ArgumentError(message)
        known_labels = known_labels.reindex(network.ids)
    else:
        message = (
            f"labels is a {type(labels).__name__}; give a Series or dict from person to community, "
            "or the name of a column of the people."
        )
        raise ArgumentTypeError(message)
    missing = known_labels.isna().to_numpy()
    if missing.any():
        message = (
            f"{int(missing.sum())} people have no label, the first is "
            f"{network.ids[missing].tolist()[0]!r}. Give every person a community."
        )
        raise ArgumentError(message)
    return known_labels.to_numpy(dtype=object)


def make_partition(
    network: Network, labels: ArrayLike, *, method: str, parameters: Mapping[str, Any]
) -> Partition:
    """Partition from a label per position, numbered by size and then by first person."""
    labels = np.asarray(labels)
    _, first, codes, sizes = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    numbers = rank[codes]
    return Partition(
        community=pd.Series(numbers, index=network.ids, name="community"),
        method=method,
        parameters=parameters,
        quality=_modularity(network, numbers, parameters.get("resolution", 1.0)),
    )


def modularity(network: Network, partition: Partition, *, resolution: float = 1.0) -> float:
    r"""How much more strength lies within communities than chance would put there.

    Near 0 for communities that mean nothing, up to 1 for communities that hardly touch, negative
    where ties avoid them. Values of different networks do not compare: large sparse networks
    reach high values by chance alone.

    Parameters
    ----------
    network : Network
        People and ties; ties are weighted by strength.
    partition : Partition
        Their communities.
    resolution : float, default 1
        Weight of what chance would give; see `detect_communities`.

    Returns
    -------
    float
        At most 1; ``NaN`` without ties.

    Raises
    ------
    ArgumentError
        If the partition is of other people, or the resolution is not positive and finite.

    Notes
    -----
    .. math:: Q = \sum_c \frac{W_c}{W} - \gamma \left(\frac{S_c}{2W}\right)^2

    where :math:`W` is the strength of all ties, :math:`W_c` of those within community :math:`c`,
    :math:`S_c` the strength of its people summed and :math:`\gamma` the resolution. Directed
    networks are symmetrised (w_ij + w_ji). Isolates add nothing. Cost: O(n + m).

    References
    ----------
    Newman and Girvan (2004), https://doi.org/10.1103/PhysRevE.69.026113; the resolution is that of
    Reichardt and Bornholdt (2006), https://doi.org/10.1103/PhysRevE.74.016110.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3)))
    >>> triangles = wt.Partition.from_labels(network, dict(enumerate("aaabbb")))
    >>> wt.communities.modularity(network, triangles)
    0.5
    """
    check_people(network, partition)
    check_resolution(resolution)
    return _modularity(network, partition.codes, resolution)


def check_people(network: Network, partition: Partition) -> None:
    """Refuse a partition of other people than those of the network."""
    if not partition.community.index.equals(network.ids):
        message = (
            f"The partition is of {len(partition.community)} people who are not the "
            f"{network.n_people} people of this network. Detect its own communities with "
            "weakties.detect_communities(network)."
        )
        raise ArgumentError(message)


def check_resolution(resolution: object) -> None:
    """Refuse a resolution that is not a positive finite number."""
    if isinstance(resolution, int | float | np.number) and 0 < resolution < np.inf:
        return
    message = (
        f"resolution is {resolution!r}; it must be a positive finite number. "
        "1 is the usual one, more gives smaller communities."
    )
    raise ArgumentError(message)


def _modularity(network: Network, codes: IntArray, resolution: float) -> float:
    flat = network.undirected()
    one, two, strength = codes[flat.tie_source], codes[flat.tie_target], flat.tie_strength
    total = strength.sum()
    if total == 0.0:
        return float("nan")
    within = strength[one == two].sum() / total
    ends = np.bincount(np.concatenate([one, two]), weights=np.concatenate([strength, strength]))
    return float(within - resolution * np.square(ends / (2.0 * total)).sum())
