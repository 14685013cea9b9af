"""Whether libraries give the same answers."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers
from benchmarks.works import ERROR, Work

#: How much equal answers may differ, as a share of the value or of the largest one's 1e-3.
TOLERANCE = 1e-6


def differences(work: Work, found: Answers, expected: Answers) -> list[str]:
    """In what two sets of answers disagree, as far as both have them; nothing if they agree."""
    if work.check == "equal":
        return _unequal(found, expected)
    if work.check == "within errors":
        return _too_far_apart(found, expected)
    return []


def _unequal(found: Answers, expected: Answers) -> list[str]:
    """Values that differ by more than rounding."""
    texts = [] if found.keys() & expected.keys() else ["no answer that both have"]
    for name in sorted(found.keys() & expected.keys()):
        one, other = found[name], expected[name]
        if one.shape != other.shape:
            texts.append(f"{name}: {one.shape} values instead of {other.shape}")
            continue
        slack = TOLERANCE * 1e-3 * np.nanmax(np.abs(other), initial=0)
        apart = ~np.isclose(one, other, rtol=TOLERANCE, atol=slack, equal_nan=True)
        if apart.any():
            first = int(np.argmax(apart))
            count = f"{int(apart.sum())} of {len(one)} differ"
            texts.append(f"{name}: {count}, as {one[first]:.9g} from {other[first]:.9g}")
    return texts


def _too_far_apart(found: Answers, expected: Answers) -> list[str]:
    """Estimates of one person that cannot both be within the error of the truth."""
    one, other = _estimates(found), _estimates(expected)
    # Who is not in a list is estimated no higher there than the last who is.
    last_one, last_other = min(one.values()), min(other.values())
    gaps = [abs(value - other[person]) for person, value in one.items() if person in other]
    gaps += [value - last_other for person, value in one.items() if person not in other]
    gaps += [value - last_one for person, value in other.items() if person not in one]
    return [f"betweenness: estimates {max(gaps):.3g} apart"] if max(gaps) > 2 * ERROR else []


def _estimates(answers: Answers) -> dict[int, float]:
    return dict(zip(answers["person"].tolist(), answers["betweenness"].tolist()))


def modularity(ties: Ties, community: NDArray[np.int64]) -> float:
    """Share of ties within communities beyond that of chance (Newman & Girvan 2004).

    https://doi.org/10.1103/PhysRevE.69.026113. One formula for the communities of all libraries.
    """
    if community.shape != (ties.people,):
        message = f"communities of {community.shape} people instead of {ties.people}"
        raise ValueError(message)
    _, codes = np.unique(community, return_inverse=True)
    within = (codes[ties.source] == codes[ties.target]).mean()
    ends = np.bincount(codes, weights=ties.degree) / (2 * len(ties))
    return float(within - np.square(ends).sum())
