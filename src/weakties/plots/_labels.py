"""Placing names so that none covers another, a ring, or the edge of the picture."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from weakties._typing import BoolArray, FloatArray

#: Air around every name, in pixels at the standard width.
_AIR = 2.5


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place where a name could stand: its box, and the point its leader line starts from."""

    x: float  #: left
    y: float  #: lower edge
    width: float
    height: float
    cost: float = 0.0
    origin: tuple[float, float] | None = None  #: what the name belongs to, if a line leads there

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def box(self, air: float = 0.0) -> tuple[float, float, float, float]:
        return self.x - air, self.y - air, self.x + self.width + air, self.y + self.height + air

    def leader(self) -> tuple[float, float, float, float]:
        """Line from the origin to the nearest point of the box."""
        left, low, right, high = self.box()
        start_x, start_y = self.origin or self.centre
        x = min(max(start_x, left), right)
        y = min(max(start_y, low), high)
        return start_x, start_y, x, y


class Placer:
    """Keeps what is taken, and finds the cheapest spot that is free. All in pixels."""

    def __init__(
        self, bounds: tuple[float, float, float, float], *, dots: FloatArray, scale: float
    ) -> None:
        self.bounds = bounds
        # By x, so that few have to be looked at for each box.
        self.x, self.y = dots[np.argsort(dots[:, 0])].T.copy()
        self.scale = scale
        self.boxes = np.zeros((0, 4))
        self.leaders = np.zeros((0, 4))

    def take(self, box: tuple[float, float, float, float]) -> None:
        """Mark a box as taken."""
        self.boxes = np.vstack([self.boxes, box])

    def place(self, spots: Iterable[Spot]) -> Spot | None:
        """Take the cheapest spot that is free and has a line that crosses nothing, if there is one."""
        ranked = sorted(spots, key=self._cost)
        fit = (spot for spot in ranked if self._is_free(spot) and self._reaches(spot))
        best = next(fit, None)
        if best is None:
            return None
        self.take(best.box(_AIR * self.scale))
        if best.origin is not None:
            self.leaders = np.vstack([self.leaders, best.leader()])
        return best

    def _is_free(self, spot: Spot) -> bool:
        left, low, right, high = spot.box(_AIR * self.scale)
        inside = (
            left >= self.bounds[0]
            and low >= self.bounds[1]
            and right <= self.bounds[2]
            and high <= self.bounds[3]
        )
        return inside and not _overlap((left, low, right, high), self.boxes).any()

    def _reaches(self, spot: Spot) -> bool:
        """Whether the name is off all leader lines, and its own line off all else."""
        if _crosses_box(self.leaders, np.array([spot.box(_AIR * self.scale)])).any():
            return False
        if spot.origin is None:
            return True
        line = np.array([spot.leader()])
        x, y = spot.origin
        home = _overlap((x, y, x, y), self.boxes)
        if _crosses_box(line, self.boxes[~home]).any():
            return False
        return not _cross(line[0], self.leaders).any()

    def _cost(self, spot: Spot) -> float:
        left, low, right, high = spot.box()
        first = np.searchsorted(self.x, left, side="right")
        y = self.y[first : np.searchsorted(self.x, right, side="left")]
        covered = int(np.count_nonzero((y > low) & (y < high)))
        share = covered * 900 / (spot.width * spot.height + 1) * self.scale**2
        return spot.cost + min(covered, 40) * 0.6 + min(share, 6.0) * 2


def _overlap(box: tuple[float, float, float, float], boxes: FloatArray) -> BoolArray:
    hit: BoolArray = (
        (boxes[:, 0] < box[2])
        & (boxes[:, 2] > box[0])
        & (boxes[:, 1] < box[3])
        & (boxes[:, 3] > box[1])
    )
    return hit


def _crosses_box(lines: FloatArray, boxes: FloatArray) -> BoolArray:
    """Whether lines pass through boxes, one of either and many of the other (Liang and Barsky)."""
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    way = np.where(way == 0, 1e-12, way)
    one, two = (boxes[:, :2] - start) / way, (boxes[:, 2:] - start) / way
    enter = np.minimum(one, two).max(axis=1)
    leave = np.maximum(one, two).min(axis=1)
    hit: BoolArray = (enter < leave) & (leave > 0) & (enter < 1)
    return hit


def _cross(line: FloatArray, lines: FloatArray) -> BoolArray:
    """Whether a line crosses each of others."""

    def side(a: FloatArray, b: FloatArray, point: FloatArray) -> FloatArray:
        turn: FloatArray = (b[..., 0] - a[..., 0]) * (point[..., 1] - a[..., 1]) - (
            b[..., 1] - a[..., 1]
        ) * (point[..., 0] - a[..., 0])
        return turn

    start, end = line[:2], line[2:]
    others, ends = lines[:, :2], lines[:, 2:]
    apart = side(start, end, others) * side(start, end, ends) < 0
    hit: BoolArray = apart & (side(others, ends, start) * side(others, ends, end) < 0)
    return hit


def around(
    point: tuple[float, float], size: tuple[float, float], *, clear: float, scale: float
) -> list[Spot]:
    """Spots around a ring of radius ``clear``, near ones cheaper."""
    spots = []
    for far in (0, 9, 20, 34, 52, 75, 105, 140, 180):
        for step in range(24):
            angle = 2 * np.pi * step / 24
            across, up = np.cos(angle), np.sin(angle)
            reach = clear + (4 + far) * scale
            # The box touches the circle of radius `reach` with its nearest point.
            x = point[0] + across * reach + (across - 1) / 2 * size[0]
            y = point[1] + up * reach + (up - 1) / 2 * size[1]
            cost = 0.16 * far + (0.6 if abs(across) < 0.5 else 0.0)
            spots.append(Spot(x=x, y=y, width=size[0], height=size[1], cost=cost, origin=point))
    return spots
