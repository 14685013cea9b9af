"""Where people stand on the map: every community an island, the isolates around them."""

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, FloatArray, Progress, Rng
from weakties.communities import Partition
from weakties.kernels.layout import COHESION, relax_island
from weakties.kernels.packing import MOST_PACKED, enclosing_circle, pack_discs
from weakties.kernels.triads import shared_contacts
from weakties.network import Network

#: Radius of the circle that the isolates stand on; the islands fill the circle of radius 1.
RIM = 1.07

#: Isolates in one ring of the rim, and how far the rings are apart.
RING_PEOPLE = 300
RING_GAP = 0.03
MOST_RINGS = 3

#: Fewer isolates than this stand side by side in an arc, at the distance that this number gives.
FULL_RING = 72

#: Room of an island: per square root of its people, around it, and between islands.
_ROOM = 0.62
_SHORE = 0.8
_STRAIT = 0.055

#: Steps of the forces: fewer where there are many people, so that the time stays bounded.
_FEWEST_STEPS, _MOST_STEPS = 15, 150
_MOST_PUSHES = 6e8


def place_people(
    network: Network, partition: Partition, *, rng: Rng = 0, progress: Progress | None = None
) -> pd.DataFrame:
    """Place people on a map on which every community is an island.

    Islands are discs that do not overlap, their area proportional to their people, packed so that
    communities with many ties between them are neighbours. On an island, people stand near to those
    they share contacts with; a person with ties to other islands is drawn to that shore. People
    without any tie stand apart on a rim around the islands, evenly, in order of their ids.

    Parameters
    ----------
    network : Network
        The people and their ties. Directions are ignored; strengths count.
    partition : Partition
        The communities.
    rng : int or Generator
        Where people start. The same people, ties, communities and seed give the same places, bit
        for bit on one machine, whatever the order of the rows they were read from.
    progress : callable, optional
        Called as ``progress(what, done, total)`` in people.

    Returns
    -------
    DataFrame, shape (n, 2)
        ``x`` and ``y`` on ``network.ids``. The islands lie in the circle of radius 1 around (0, 0),
        the isolates on circles of radius 1.07 to 1.13.

    Notes
    -----
    Each island is a force layout after Fruchterman and Reingold (1991), doi:10.1002/spe.4380211102,
    in which a tie pulls the more the larger the share of contacts that its two people have in
    common. Cost: O(s^(5/3)) a step for an island of s people, and O(m d) once for m ties of people
    with d ties.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph(["ab", "bc", "ac", "de"])
    >>> graph.add_node("z")
    >>> network = wt.as_network(graph)
    >>> groups = wt.communities.Partition.from_labels(network, dict(a=0, b=0, c=0, d=1, e=1, z=2))
    >>> place = place_people(network, groups)
    >>> float(round(np.hypot(place.x["z"], place.y["z"]), 2))
    1.07
    """
    network = network.undirected()
    alone = np.diff(network.indptr) == 0
    place = np.empty((network.n_people, 2))
    place[alone] = place_on_rim(int(alone.sum()))
    if not alone.all():
        place[~alone] = _place_islands(network, partition, alone, rng=rng, progress=progress)
    return pd.DataFrame(place, index=network.ids, columns=["x", "y"])


def place_on_rim(people: int) -> FloatArray:
    """Places of isolates: an arc at the foot of the map, a full ring, or several."""
    rings = min(MOST_RINGS, max(1, -(-people // RING_PEOPLE)))
    ring = np.arange(people) % rings
    turn = 2 * np.pi / max(people, FULL_RING)
    angle = -np.pi / 2 + turn * (np.arange(people) - (people - 1) / 2)
    radius = RIM + RING_GAP * ring
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _place_islands(
    network: Network,
    partition: Partition,
    alone: BoolArray,
    *,
    rng: Rng,
    progress: Progress | None,
) -> FloatArray:
    """Places of the people who have ties, scaled to the circle of radius 1."""
    arcs = _Arcs(network, partition, alone)
    radius = _ROOM * np.sqrt(arcs.people) + _SHORE
    strait = _STRAIT * np.sqrt((radius**2).sum())
    centre = pack_discs(radius + strait / 2, arcs.affinity())
    pull = arcs.pull(centre)
    draw = np.random.default_rng(rng)
    place = np.empty((len(arcs.island), 2))
    told = 0
    # One push for each two people near, and for each person and cell: 10^9 take some seconds.
    pushes = (arcs.people ** (5 / 3)).sum()
    steps = int(np.clip(_MOST_PUSHES / pushes, _FEWEST_STEPS, _MOST_STEPS))
    for one, (first, last) in enumerate(zip(arcs.first[:-1], arcs.first[1:], strict=True)):
        local = _settle(arcs, first, last, pull=pull, draw=draw, steps=steps)
        place[first:last] = centre[one] + _fit_disc(local, radius[one] - _SHORE)
        if progress and (last - told) * 20 >= len(place):
            told = last
            progress("placing people", int(told), len(place))
    middle, reach = enclosing_circle(centre, radius)
    scaled = np.empty_like(place)
    scaled[arcs.order] = (place - middle) / reach
    return scaled


class _Arcs:
    """Ties of the people who have any, who stand in order of their islands."""

    def __init__(self, network: Network, partition: Partition, alone: BoolArray) -> None:
        kept = np.flatnonzero(~alone)
        _, island = np.unique(partition.codes[kept], return_inverse=True)
        self.order = np.argsort(island, kind="stable")
        self.island = island[self.order]
        self.people = np.bincount(island)
        self.first = np.concatenate([[0], np.cumsum(self.people)])
        rank = np.empty(network.n_people, dtype=np.int64)
        rank[kept[self.order]] = np.arange(len(kept))
        degree = np.diff(network.indptr)
        arcs = np.lexsort((rank[network.indices], rank[np.repeat(np.arange(len(degree)), degree)]))
        self.degree = degree[kept[self.order]]
        self.source = np.repeat(np.arange(len(kept)), self.degree)
        self.target = rank[network.indices[arcs]]
        self.strength = network.strength[arcs]
        self.closeness = _closeness(network)[arcs]
        self.inside = self.island[self.source] == self.island[self.target]
        self.inner = np.concatenate([[0], np.cumsum(np.bincount(self.source, self.inside))])

    def affinity(self) -> FloatArray:
        """Strength of the ties between every two of the islands that are packed one by one."""
        one, two = self.island[self.source], self.island[self.target]
        islands = min(len(self.people), MOST_PACKED)
        between = ~self.inside & (one < islands) & (two < islands)
        cells = one[between] * islands + two[between]
        total = np.bincount(cells, self.strength[between], minlength=islands**2)
        matrix: FloatArray = total.astype(np.float64).reshape(islands, islands)
        return matrix

    def pull(self, centre: FloatArray) -> FloatArray:
        """Force on each person towards the islands they have ties to."""
        out = ~self.inside
        way = centre[self.island[self.target[out]]] - centre[self.island[self.source[out]]]
        way *= (self.strength[out] / np.linalg.norm(way, axis=1))[:, None]
        n = len(self.island)
        sums = [np.bincount(self.source[out], way[:, d], n) for d in (0, 1)]
        pull: FloatArray = np.column_stack(sums).astype(np.float64)
        pull /= np.bincount(self.source, self.strength, n)[:, None]
        # The root lets a few ties to elsewhere count: they are what makes a connector.
        share = np.maximum(np.linalg.norm(pull, axis=1), 1e-12)
        pull *= (COHESION * _ROOM * np.sqrt(self.people[self.island] / share))[:, None]
        return pull


def _closeness(network: Network) -> FloatArray:
    """Of every arc: its strength times the share of contacts that its two people have in common."""
    shared = shared_contacts(network.indptr, network.indices)
    degree = np.diff(network.indptr)
    both = np.repeat(degree, degree) + degree[network.indices]
    closeness: FloatArray = network.strength * (shared + 2) / (both - shared)
    return closeness


def _settle(
    arcs: _Arcs,
    first: int,
    last: int,
    *,
    pull: FloatArray,
    draw: np.random.Generator,
    steps: int,
) -> FloatArray:
    """Places of the people of one island, about its middle."""
    people = last - first
    radius = _ROOM * np.sqrt(people * draw.random(people))
    angle = 2 * np.pi * draw.random(people)
    start = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    inner = slice(np.searchsorted(arcs.source, first), np.searchsorted(arcs.source, last))
    inside = arcs.inside[inner]
    indptr = (arcs.inner[first : last + 1] - arcs.inner[first]).astype(np.int64)
    indices = arcs.target[inner][inside] - first
    return relax_island(
        start, indptr, indices, arcs.closeness[inner][inside], pull[first:last], steps
    )


def _fit_disc(local: FloatArray, radius: float) -> FloatArray:
    """Fit places into a disc, half by their distance and half by the rank of their distance."""
    if len(local) == 1:
        return np.zeros((1, 2))
    local = _centred(local)
    out = np.hypot(local[:, 0], local[:, 1])
    rank = np.empty(len(out))
    rank[np.argsort(out, kind="stable")] = np.sqrt((np.arange(len(out)) + 1) / len(out))
    wished = (out / out.max() + rank) / 2
    fitted = _centred(local * (wished / np.maximum(out, 1e-12))[:, None])
    fitted *= radius / np.hypot(fitted[:, 0], fitted[:, 1]).max()
    return fitted


def _centred(local: FloatArray) -> FloatArray:
    """Places about the middle of the smallest circle around them."""
    if len(local) <= 3:
        middle: FloatArray = (local.min(axis=0) + local.max(axis=0)) / 2
    else:
        middle, _ = enclosing_circle(local, np.zeros(len(local)))
    return local - middle
