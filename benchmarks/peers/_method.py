"""What a library offers for a piece of work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.graphs import Ties

#: Answers by name: one array each, in the order of people or of ties.
Answers = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Method:
    """One way to do a piece of work; only ``call`` is timed."""

    work: str  #: a name in `benchmarks.works.WORKS`
    name: str  #: what is called, as tables show it
    call: Callable[[Any, int], Any]  #: from the graph that ``build`` made and a seed to a result
    answers: Callable[[Any, Any], Answers]  #: from that graph and result to what can be compared


def shared_from_jaccard(ties: Ties, jaccard: NDArray[np.float64]) -> NDArray[np.float64]:
    """Contacts that the people of every tie share, from how alike their sets of contacts are.

    The sets have k_i and k_j members, so n shared ones make up n / (k_i + k_j - n) of both.
    """
    both = ties.degree[ties.source] + ties.degree[ties.target]
    return np.round(jaccard * both / (1 + jaccard))


def overlap(ties: Ties, shared: NDArray[np.float64]) -> NDArray[np.float64]:
    """Overlap of every tie, from the number of shared contacts; NaN where nobody else is near."""
    others = ties.degree[ties.source] + ties.degree[ties.target] - 2 - shared
    share = np.full(len(ties), np.nan)
    np.divide(shared, others, out=share, where=others > 0)
    return share


def effective_size(ties: Ties, shared: NDArray[np.float64]) -> NDArray[np.float64]:
    """Effective size of everybody, k - 2t/k: each of the t ties among contacts closes two ties."""
    closed = np.bincount(ties.source, shared, ties.people)
    closed += np.bincount(ties.target, shared, ties.people)
    degree = ties.degree.astype(np.float64)
    redundant = np.full(ties.people, np.nan)
    np.divide(closed, degree, out=redundant, where=degree > 0)
    size: NDArray[np.float64] = degree - redundant
    return size
