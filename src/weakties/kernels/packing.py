"""Arithmetic of packing discs in the plane, near to those they belong with."""

import numpy as np

from weakties._typing import FloatArray, IntArray

#: Discs packed one by one; the rest stand in belts around them.
MOST_PACKED = 60

#: Weights of closeness to the middle against closeness to related discs: each is tried.
_CENTRINGS = (0.25, 6.0)

#: Times that every disc is taken up and put down again.
_SWEEPS = 2


def pack_discs(radius: FloatArray, affinity: FloatArray) -> FloatArray:
    """Centres of discs that do not overlap; the smallest circle found around them is about 0.

    Discs that come first are packed first (the largest should); ``affinity`` is a symmetric matrix.
    Each of the first `MOST_PACKED` discs touches two placed before, where the way to those it has
    affinity to is short. The others follow in belts.
    """
    packed = min(len(radius), MOST_PACKED)
    centre = np.zeros((len(radius), 2))
    tried = [_pack(radius[:packed], affinity, one) for one in _CENTRINGS]
    costs = [_looseness(one, radius[:packed], affinity) for one in tried]
    centre[:packed] = tried[int(np.argmin(np.round(costs, 9)))]
    middle, reach = enclosing_circle(centre[:packed], radius[:packed])
    centre[:packed] -= middle
    if packed < len(radius):
        centre[packed:] = _belts(radius[packed:], reach)
    return centre


def _pack(radius: FloatArray, affinity: FloatArray, centring: float) -> FloatArray:
    centre = np.zeros((len(radius), 2))
    placed: list[int] = []
    bond = np.zeros(len(radius))
    for _ in range(len(radius)):
        bond[placed] = -1
        disc = int(np.argmax(bond))
        if placed:
            centre[disc] = _best_spot(disc, np.array(placed), centre, radius, affinity, centring)
        placed.append(disc)
        bond += np.where(bond >= 0, affinity[disc], 0)
    return _repack(centre, radius, affinity, centring)


def _repack(
    centre: FloatArray, radius: FloatArray, affinity: FloatArray, centring: float
) -> FloatArray:
    """Take up discs one by one, the outermost first, and put each where it now fits best."""
    best = centre
    for _ in range(_SWEEPS if len(radius) > 2 else 0):
        middle, _ = enclosing_circle(centre, radius)
        out = np.linalg.norm(centre - middle, axis=1) + radius
        centre = centre.copy()
        for disc in np.argsort(-np.round(out, 9), kind="stable"):
            others = np.delete(np.arange(len(radius)), disc)
            centre[disc] = _best_spot(int(disc), others, centre, radius, affinity, centring)
        if _looseness(centre, radius, affinity) < _looseness(best, radius, affinity):
            best = centre
    return best


def _looseness(centre: FloatArray, radius: FloatArray, affinity: FloatArray) -> float:
    """Room that a packing takes up, and half as much the way between related discs."""
    _, reach = enclosing_circle(centre, radius)
    apart = np.linalg.norm(centre[:, None] - centre[None], axis=2)
    return reach + float((apart * affinity).sum() / max(affinity.sum(), 1e-300)) / 2


def _best_spot(
    disc: int,
    placed: IntArray,
    centre: FloatArray,
    radius: FloatArray,
    affinity: FloatArray,
    centring: float,
) -> FloatArray:
    spots = _touching_spots(radius[disc], centre[placed], radius[placed])
    apart = np.linalg.norm(spots[:, None] - centre[placed][None], axis=2)
    free = (apart > radius[placed] + radius[disc] - 1e-9).all(axis=1)
    spots, apart = spots[free], apart[free]
    bond = affinity[disc, placed]
    middle = np.average(centre[placed], axis=0, weights=radius[placed] ** 2)
    cost = centring * np.linalg.norm(spots - middle, axis=1)
    if bond.sum() > 0:
        cost += apart @ (bond / bond.sum())
    # Equal costs must not be decided by the last bit of a sum.
    best: FloatArray = spots[np.argmin(np.round(cost, 9))]
    return best


def _touching_spots(size: float, centre: FloatArray, radius: FloatArray) -> FloatArray:
    """Centres at which a disc touches two others, or one other on any side if there is but one."""
    if len(centre) == 1:
        beside: FloatArray = centre + np.array([[radius[0] + size, 0.0]])
        return beside
    one, two = np.triu_indices(len(centre), 1)
    across = centre[two] - centre[one]
    apart = np.hypot(across[:, 0], across[:, 1])
    to_one, to_two = radius[one] + size, radius[two] + size
    near = apart <= to_one + to_two
    one, across, apart = one[near], across[near], apart[near]
    to_one, to_two = to_one[near], to_two[near]
    along = (apart**2 + to_one**2 - to_two**2) / (2 * apart)
    aside = np.sqrt(np.maximum(to_one**2 - along**2, 0))
    forward = across / apart[:, None]
    sideways = np.column_stack([-forward[:, 1], forward[:, 0]])
    foot = centre[one] + along[:, None] * forward
    spots: FloatArray = np.concatenate(
        [foot + aside[:, None] * sideways, foot - aside[:, None] * sideways]
    )
    return spots


def enclosing_circle(centre: FloatArray, radius: FloatArray) -> tuple[FloatArray, float]:
    """Middle and radius of a circle around discs, about one hundredth too large at most."""
    if len(radius) == 0:
        return np.zeros(2), 0.0
    x, y = centre.T.copy()
    middle: FloatArray = centre.mean(axis=0)
    for step in range(1, 200):
        apart = _distances(x, y, middle)
        farthest = int(np.argmax(apart + radius))
        if apart[farthest] == 0:
            break
        towards = (centre[farthest] - middle) * (1 + radius[farthest] / apart[farthest])
        middle = middle + towards / (step + 1)
    return middle, float((_distances(x, y, middle) + radius).max())


def _distances(x: FloatArray, y: FloatArray, point: FloatArray) -> FloatArray:
    """Distances of many points from one; `numpy.linalg.norm` of rows takes three times as long."""
    across, up = x - point[0], y - point[1]
    apart: FloatArray = np.sqrt(across * across + up * up)
    return apart


def _belts(radius: FloatArray, reach: float) -> FloatArray:
    """Centres in rings around a circle of radius ``reach``, each ring filled before the next."""
    centre = np.empty((len(radius), 2))
    done = 0
    while done < len(radius):
        widest = float(radius[done])
        ring = reach + widest
        fits = max(1, int(np.pi / np.arcsin(widest / ring))) if reach > 0 else 1
        count = min(fits, len(radius) - done)
        angle = 2 * np.pi * np.arange(count) / count
        centre[done : done + count] = ring * np.column_stack([np.cos(angle), np.sin(angle)])
        done += count
        reach = ring + widest
    return centre
