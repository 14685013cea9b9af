"""Shore lines: one smooth shape around the people of each community."""

from dataclasses import dataclass

import numpy as np

from weakties._typing import FloatArray, IntArray

#: Directions in which the shore of an island is measured.
_DIRECTIONS = 180

#: Narrowest and widest beach between people and shore, in radii of the map.
_BEACH = (0.012, 0.075)


@dataclass(frozen=True, kw_only=True)
class Island:
    """The place of one community on the map."""

    code: int  #: number of the community
    centre: FloatArray  #: x and y
    radius: float  #: distance of the farthest member from the centre
    shore: FloatArray  #: closed outline, shape (k, 2)


def find_islands(place: FloatArray, codes: IntArray, *, most: int) -> list[Island]:
    """Islands of communities of two people and more, in order of their codes."""
    people = np.bincount(codes) if len(codes) else np.zeros(0, dtype=np.int64)
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(people)
    shown = [code for code in range(len(people)) if people[code] > 1][:most]
    members = {code: place[order[ends[code] - people[code] : ends[code]]] for code in shown}
    centres = np.array([(one.min(axis=0) + one.max(axis=0)) / 2 for one in members.values()])
    reach = np.array(
        [np.hypot(*(one - c).T).max() for one, c in zip(members.values(), centres, strict=True)]
    )
    beaches = _beaches(centres, reach)
    return [
        Island(
            code=code,
            centre=centres[at],
            radius=float(reach[at]),
            shore=_shore(members[code], centres[at], beaches[at]),
        )
        for at, code in enumerate(shown)
    ]


def _beaches(centres: FloatArray, reach: FloatArray) -> FloatArray:
    """Room around each island: less than half of what lies between it and the next."""
    if len(centres) < 2:
        return np.full(len(centres), _BEACH[1])
    apart = np.hypot(*(centres[:, None] - centres[None]).transpose(2, 0, 1))
    gap = apart - reach[:, None] - reach[None]
    np.fill_diagonal(gap, np.inf)
    beaches: FloatArray = np.clip(0.42 * gap.min(axis=1), *_BEACH)
    return beaches


def _shore(members: FloatArray, centre: FloatArray, beach: float) -> FloatArray:
    """Outline of circles around all members, seen from the centre, without the deepest bays."""
    angle = np.linspace(-np.pi, np.pi, _DIRECTIONS, endpoint=False)
    way = np.column_stack([np.cos(angle), np.sin(angle)])
    local = members - centre
    along = local @ way.T
    aside = np.abs(local @ np.column_stack([-way[:, 1], way[:, 0]]).T)
    room = np.sqrt(np.maximum(beach**2 - aside**2, 0))
    edge = np.where(aside <= beach, along + room, beach).max(axis=0)
    edge = np.maximum(edge, _fullness(len(members)) * _hull(way, along.max(axis=0) + beach))
    smooth = _smoothed(np.maximum(_smoothed(edge), edge - 0.4 * beach), 3)
    # What smoothing takes from a spit must not leave the people on it in the sea.
    outline = centre + way * np.maximum(smooth, edge - 0.6 * beach)[:, None]
    return np.vstack([outline, outline[:1]])


def _fullness(people: int) -> float:
    """How deep bays may be: few people stand apart, and would be a star of spits."""
    return float(np.clip(1.3 - 0.05 * np.sqrt(people), 0.0, 1.0))


def _hull(way: FloatArray, reach: FloatArray) -> FloatArray:
    """Distance to the convex hull in each direction, given how far the island reaches in each."""
    cosine = way @ way.T
    ahead = np.where(cosine > 1e-9, cosine, np.nan)
    hull: FloatArray = np.nanmin(reach / ahead, axis=1)
    return hull


def _smoothed(values: FloatArray, width: int = 7) -> FloatArray:
    """Running mean around the circle, taken twice."""
    for _ in range(2):
        ring = np.concatenate([values[-width:], values, values[:width]])
        values = np.convolve(ring, np.full(2 * width + 1, 1 / (2 * width + 1)), mode="valid")
    return values
