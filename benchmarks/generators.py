"""Graphs of any size that look like social networks in one respect: degrees, or communities."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.graphs import Ties, simple

#: Chances of the four quarters of the adjacency matrix: those of the Graph500 benchmark.
RMAT_QUARTERS = (0.57, 0.19, 0.19, 0.05)

#: Ties for every person of an R-MAT graph, before people are rounded up to a power of two.
RMAT_TIES_PER_PERSON = 8

#: LFR: exponents of the distributions of degrees and of sizes of communities, and their limits.
LFR_DEGREES = (2.5, 7, 100)
LFR_SIZES = (1.5, 80, 1000)

#: LFR: share of everybody's ties that lead out of their community.
LFR_MIXING = 0.3


def rmat(ties: int, *, rng: int | np.random.Generator) -> Ties:
    """Few people with very many ties, many with few: exactly so many ties, by recursion.

    Chakrabarti, Zhan & Faloutsos (2004), https://doi.org/10.1137/1.9781611972740.43. Each end of a
    tie is found bit by bit, by choosing a quarter of the matrix. Loops and repeated ties are drawn
    anew, and the people are shuffled. Some people have no tie.
    """
    rng = np.random.default_rng(rng)
    # Small graphs have more people, so that drawing anew what was drawn before comes to an end.
    levels = int(np.ceil(np.log2(max(ties / RMAT_TIES_PER_PERSON, 4 * np.sqrt(ties)))))
    people = 1 << levels
    graph = simple(people, *_rmat_pairs(ties, levels, rng))
    while len(graph) < ties:
        more = _rmat_pairs(2 * (ties - len(graph)), levels, rng)
        ends = zip((graph.source, graph.target), more)
        graph = simple(people, *(np.concatenate(both) for both in ends))
    kept = rng.permutation(len(graph))[:ties]
    names = rng.permutation(people)
    return simple(people, names[graph.source[kept]], names[graph.target[kept]])


def _rmat_pairs(
    count: int, levels: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Both ends of pairs, a bit each a level."""
    a, b, c, _ = RMAT_QUARTERS
    row, column = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for _ in range(levels):
        chance = rng.random(count)
        lower = chance >= a + b
        right = ((chance >= a) & ~lower) | (chance >= a + b + c)
        row = 2 * row + lower
        column = 2 * column + right
    return row, column


def lfr(ties: int, *, rng: int | np.random.Generator) -> Ties:
    """Communities with power laws of degree and size: about so many ties.

    After Lancichinetti, Fortunato & Radicchi (2008), https://doi.org/10.1103/PhysRevE.78.046110,
    except that loops and repeated ties are dropped rather than wired anew, which makes it possible
    to draw all ties at once and leaves up to a tenth fewer of them. The smallest community has room
    for the most ties that anybody has inside, so that anybody may live anywhere; so there are at
    least two communities of that size, and a thousand ties.
    """
    rng = np.random.default_rng(rng)
    people = max(2 * LFR_SIZES[1], round(2 * ties / _mean(*LFR_DEGREES)))
    degree = _power_law(people, *LFR_DEGREES, rng)
    community = _communities(people, rng)
    inside = np.floor((1 - LFR_MIXING) * degree + rng.random(people)).astype(np.int64)
    everywhere = np.zeros(people, dtype=np.int64)
    near = _wire(inside, community, rng)
    far = _wire(degree - inside, everywhere, rng)
    leaves = community[far[0]] != community[far[1]]
    return simple(people, *(np.concatenate((a, b[leaves])) for a, b in zip(near, far)))


def _power_law(
    count: int, exponent: float, least: int, most: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Whole numbers from ``least`` to ``most`` that follow a power law."""
    power = 1 - exponent
    low, high = float(least) ** power, float(most) ** power
    values = (low + (high - low) * rng.random(count)) ** (1 / power)
    return np.floor(values).astype(np.int64)


def _mean(exponent: float, least: int, most: int) -> float:
    """Mean of the continuous power law, less a half for rounding down."""
    one, two = 1 - exponent, 2 - exponent
    moments = (float(most) ** two - float(least) ** two) / (
        float(most) ** one - float(least) ** one
    )
    return float(one / two * moments - 0.5)


def _communities(people: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """The community of everybody, at random; the last one takes who is left over."""
    exponent, least, most = LFR_SIZES
    most = min(most, people // 2)
    sizes = np.cumsum(_power_law(people // least + 1, exponent, least, most, rng))
    limits = sizes[sizes <= people - least]
    places: NDArray[np.int64] = np.searchsorted(limits, rng.permutation(people), side="right")
    return places


def _wire(
    stubs: NDArray[np.int64], group: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Join the open ends of ties in pairs at random, within groups; one may be left in a group."""
    ends = np.repeat(np.arange(len(stubs)), stubs)
    ends = ends[np.lexsort((rng.random(len(ends)), group[ends]))]
    groups = group[ends]
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    within = np.arange(len(ends)) - np.repeat(first, np.diff(first, append=len(ends)))
    starts = np.flatnonzero(within % 2 == 0)
    starts = starts[starts + 1 < len(ends)]
    starts = starts[groups[starts] == groups[starts + 1]]
    return ends[starts], ends[starts + 1]
