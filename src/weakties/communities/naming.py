"""Names for communities, from what their people have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from weakties._typing import FloatArray, IntArray
from weakties.communities._features import EMPTY_WORDS, Features, find_features
from weakties.communities._method import check_network
from weakties.communities.partition import Partition, check_people
from weakties.connections import is_unnamed
from weakties.network import Network

#: What a community is called in which nobody has a name or anything typical in common.
NAMELESS = "people without names"

#: Longest name, in characters.
LONGEST = 28

#: Share of a community from which on a value names it alone.
MOST = 0.5

#: Share of a community that a feature must have to name it, and how many times that of the rest.
LEAST_SHARE = 0.2
LEAST_LIFT = 1.5

#: Standard deviations above chance from which on less than half of a community is enough.
SURPRISING = 3.0


#: Features of a community that are tried for its name.
MOST_TRIED = 6


@dataclass(frozen=True, kw_only=True)
class _Name:
    """A name and the features it is made of; of none if it is a person's."""

    text: str
    features: tuple[int, ...] = ()


def name_communities(network: Network, partition: Partition) -> pd.DataFrame:
    r"""Name every community after what its people have in common more than others.

    A community is named after an employer, school or other value that at least half of its people
    have; else after the words, titles or values that are most typical of it ("Library · Branch
    Manager"); and if nothing is typical, after its best connected person ("around Ada Lovelace") of
    those whose name is known.
    A name is made of what the data say, never invented. It is a hint, not a finding: a named
    employer need not be why these people know each other.

    Parameters
    ----------
    network : Network
        The people; names come from the columns of ``network.people`` that hold texts or whole
        numbers, other than ``label``.
    partition : Partition
        Their communities.

    Returns
    -------
    DataFrame
        A row a community, index ``community``, with

        - ``name``: different for every community, usually at most 28 characters;
        - ``people``: number of people;
        - ``share``: of all people, from 0 to 1;
        - ``named_after``: attribute or attributes (``"company"``, ``"company, position"``), or
          ``"person"``, or nothing if no name in it is known either;
        - ``described``: share of the community's people who have at least a part of what the name
          says; of a community named after a person, who are that person or tied to them.

        A community of one has the person's label for a name.

    Raises
    ------
    ArgumentTypeError
        If the network is no `Network`.
    ArgumentError
        If the partition is of other people.

    Notes
    -----
    Values and words are compared without case, punctuation and legal forms ("Inc."), and shown as
    most people write them. A feature can name a community if at least two of its people have it,
    their share :math:`p` is at least 0.2 and 1.5 times the share among all others, and either
    :math:`p \ge 0.5` or their number is more than 3 standard deviations above that of a random draw
    without replacement (hypergeometric). The best is the one of highest
    :math:`p \log_2(p / q)`, :math:`q` being its share of everybody. Larger communities choose
    first. Cost: O(n + m) and the length of the texts.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.barbell_graph(3, 0)
    >>> works_at = dict(
    ...     enumerate(["Acme Inc.", "ACME", "Acme Inc.", "Byte", "Byte", "City Library"])
    ... )
    >>> nx.set_node_attributes(graph, works_at, "company")
    >>> network = wt.as_network(graph)
    >>> names = wt.communities.name_communities(network, wt.detect_communities(network))
    >>> names["name"].tolist()
    ['Acme Inc.', 'Byte']
    """
    check_network(network, "name_communities")
    check_people(network, partition)
    centres = _centres(network, partition)
    labels = network.people["label"].astype(str).to_numpy(dtype=object)[centres]
    features = find_features(network.people)
    telling = _telling(features, partition)
    chosen = _choose(features, telling, partition.sizes.to_numpy(), labels)
    return pd.DataFrame(
        {
            "name": [one.text for one in chosen],
            "people": partition.sizes,
            "share": partition.sizes / max(network.n_people, 1),
            "named_after": [_attributes(one, features) for one in chosen],
            "described": _described(network, partition, chosen, features, centres),
        },
        index=partition.sizes.index,
    )


def _centres(network: Network, partition: Partition) -> IntArray:
    """Position of the person with most ties within each community, the strongest of equals.

    Whoever has a name comes before all who have none.
    """
    flat = network.undirected()
    one, two, codes = flat.tie_source, flat.tie_target, partition.codes
    inside = codes[one] == codes[two]
    ends = np.concatenate([one[inside], two[inside]])
    strength = np.tile(flat.tie_strength[inside], 2)
    n = flat.n_people
    ties, strengths = np.bincount(ends, minlength=n), np.bincount(ends, strength, minlength=n)
    nameless = network.people["label"].map(is_unnamed).to_numpy(dtype=bool)
    order = np.lexsort((np.arange(n), -strengths, -ties, nameless, codes))
    return order[np.searchsorted(codes[order], np.arange(len(partition.sizes)))]


def _telling(features: Features, partition: Partition) -> list[list[tuple[int, float]]]:
    """For every community the features that may name it and their shares, the best first."""
    sizes, everybody = partition.sizes.to_numpy(), len(partition.codes)
    members = csr_array(
        (np.ones(everybody), (partition.codes, np.arange(everybody))),
        shape=(len(sizes), everybody),
    )
    counts = (members @ features.holders).tocoo()
    community, feature, count = counts.row, counts.col, counts.data
    size = sizes[community]
    common = features.holders.sum(axis=0)[feature] / max(everybody, 1)
    share = count / size
    spread = size * common * (1.0 - common) * (everybody - size) / max(everybody - 1, 1)
    surprising = count - size * common > SURPRISING * np.sqrt(spread)
    elsewhere = (common * everybody - count) / np.maximum(everybody - size, 1)
    typical = (share >= LEAST_SHARE) & (share >= LEAST_LIFT * elsewhere) & (count >= 2)
    kept = np.flatnonzero(typical & (surprising | (share >= MOST)))
    score = share[kept] * np.log2(share[kept] / common[kept])
    # Of features that the same people have, the longest says most.
    length = np.array([0, 2, 1])[features.words[feature[kept]]]
    order = kept[np.lexsort((feature[kept], length, -score, community[kept]))]
    found: list[list[tuple[int, float]]] = [[] for _ in sizes]
    for place in order:
        found[community[place]].append((int(feature[place]), float(share[place])))
    return found


def _choose(
    features: Features,
    telling: list[list[tuple[int, float]]],
    sizes: IntArray,
    labels: NDArray[np.object_],
) -> list[_Name]:
    """A name for each community that no larger one has."""
    taken: set[str] = set()
    chosen = []
    for best, size, label in zip(telling, sizes, labels):
        names = _from_features(features, best) if size > 1 else iter(())
        person = f"around {label}" if size > 1 else str(label)
        person = NAMELESS if size > 1 and is_unnamed(label) else person
        fallback = (_Name(text=text) for text in _numbered(person))
        name = next(one for one in chain(names, fallback) if one.text.casefold() not in taken)
        taken.add(name.text.casefold())
        chosen.append(name)
    return chosen


def _numbered(text: str) -> Iterator[str]:
    yield text
    yield from (f"{text} ({number})" for number in count(2))


def _from_features(features: Features, best: list[tuple[int, float]]) -> Iterator[_Name]:
    """Names made of the features of a community, the best first."""
    most = [one for one, share in best if share >= MOST and features.words[one] == 0]
    yield from (_Name(text=_short(features.text[one]), features=(one,)) for one in most[:1])
    tried = [one for one, _ in best[:MOST_TRIED]]
    for first in tried:
        for second in _others(features, first, tried):
            text = f"{_short(features.text[first])} · {_short(features.text[second])}"
            if len(text) <= LONGEST:
                yield _Name(text=text, features=(first, second))
        yield _Name(text=_short(features.text[first]), features=(first,))


def _others(features: Features, first: int, tried: list[int]) -> Iterator[int]:
    """Features of other attributes that do not repeat a word of the first."""
    stems = _stems(features.text[first])
    for other in tried:
        apart = features.column[other] != features.column[first]
        if apart and not stems & _stems(features.text[other]):
            yield other


def _stems(text: str) -> set[str]:
    return {word[:5] for word in text.casefold().split()}


def _short(text: str) -> str:
    """A value cut where it can be, so that it is not longer than a name may be."""
    if len(text) <= LONGEST:
        return text
    first = re.split(r",|;|\(|\||\s[-–—]\s", text)[0].strip()
    if 0 < len(first) <= LONGEST:
        return first
    # The last of these words is cut in two, or empty.
    words = first[:LONGEST].split(" ")[:-1] or [first[: LONGEST - 1]]
    while len(words) > 1 and words[-1].casefold() in EMPTY_WORDS | {"&", "-", "–", "—"}:
        words = words[:-1]
    return " ".join(words) + "…"


def _attributes(name: _Name, features: Features) -> str:
    if not name.features:
        return "" if name.text.startswith(NAMELESS) else "person"
    return ", ".join(features.column[one] for one in name.features)


def _described(
    network: Network,
    partition: Partition,
    chosen: list[_Name],
    features: Features,
    centres: IntArray,
) -> FloatArray:
    """Share of each community that has what its name says, or is tied to whom it names."""
    flat, holders = network.undirected(), features.holders.tocsc()
    sizes, codes = partition.sizes.to_numpy(), partition.codes
    shares = np.ones(len(chosen))
    for code in np.flatnonzero(sizes > 1).tolist():
        has = [_row(holders.indptr, holders.indices, one) for one in chosen[code].features]
        if not has:
            has = [centres[code : code + 1], _row(flat.indptr, flat.indices, centres[code])]
        people = np.unique(np.concatenate(has))
        shares[code] = (codes[people] == code).sum() / sizes[code]
    return shares


def _row(indptr: NDArray[np.integer], indices: NDArray[np.integer], row: int) -> IntArray:
    return indices[indptr[row] : indptr[row + 1]].astype(np.int64)
