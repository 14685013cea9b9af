"""Lines: ties within islands, currents between them, and the weak ties over the rest."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba_array

from weakties._typing import BoolArray, FloatArray, IntArray
from weakties.network import Network
from weakties.plots._islands import Island
from weakties.plots._page import Page
from weakties.plots._palette import CURRENT, INK, PAPER
from weakties.plots._words import inferred_ties, ties_a_line

#: Lines from here on are drawn as pixels in a vector file, which stays small so.
RASTER_FROM = 5_000

#: How much lighter an inferred tie is.
_INFERRED_LIGHTER = 0.5

_BENDS = np.linspace(0, 1, 14)[:, None, None]


def draw_ties(
    page: Page,
    network: Network,
    place: FloatArray,
    codes: IntArray,
    *,
    islands: list[Island],
    colours: list[str],
) -> None:
    """Draw all ties thinly: within islands over the land, between islands under it."""
    kept = np.arange(0, network.n_ties, ties_a_line(network))
    one, two = network.tie_source[kept], network.tie_target[kept]
    inferred = inferred_ties(network)[kept]
    home = codes[one] == codes[two]
    land = to_rgba_array(colours)[codes[one[home]]]
    lines = np.stack([place[one[home]], place[two[home]]], axis=1)
    _add_lines(page, lines, land, inferred[home], alpha=_alpha(len(lines), 16), zorder=3)
    between = _currents(place, one[~home], two[~home], codes, islands)
    sea = np.repeat(to_rgba_array(CURRENT), (~home).sum(), axis=0)
    _add_lines(page, between, sea, inferred[~home], alpha=_alpha(len(between), 9), zorder=1)


def _alpha(lines: int, scale: float) -> float:
    """How opaque a line is: the more there are, the less."""
    return float(np.clip(scale / np.sqrt(max(lines, 1)), 0.03, 0.55))


def _add_lines(
    page: Page,
    lines: FloatArray,
    colours: FloatArray,
    inferred: BoolArray,
    *,
    alpha: float,
    zorder: float,
) -> None:
    if len(lines) == 0:
        return
    colours[:, 3] = np.where(inferred, alpha * _INFERRED_LIGHTER, alpha)
    # Observed ties last, so that the lighter ones do not veil them.
    order = np.argsort(~inferred, kind="stable")
    drawn = LineCollection(
        list(lines[order]),
        colors=colours[order],
        linewidths=0.6 * page.scale,
        zorder=zorder,
        rasterized=len(lines) > RASTER_FROM,
    )
    drawn.set_gid("ties-within" if zorder > 1 else "ties-between")
    page.ax.add_collection(drawn, autolim=False)


def _currents(
    place: FloatArray, one: IntArray, two: IntArray, codes: IntArray, islands: list[Island]
) -> FloatArray:
    """Curves that leave an island towards the other and flow together between the two."""
    centre = np.array(place, copy=True)
    radius = np.zeros(len(place))
    for island in islands:
        members = codes == island.code
        centre[members] = island.centre
        radius[members] = island.radius
    way = centre[two] - centre[one]
    apart = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    way = way / apart[:, None]
    # Gates stand a little out to sea, on the straight way from centre to centre.
    room = np.maximum(apart - radius[one] - radius[two], 0.0) / 2
    gate_one = centre[one] + way * (radius[one] + room)[:, None]
    gate_two = centre[two] - way * (radius[two] + room)[:, None]
    return bend(place[one], gate_one, gate_two, place[two])


def bend(start: FloatArray, first: FloatArray, second: FloatArray, end: FloatArray) -> FloatArray:
    """Cubic Bézier curves as polylines, shape (curves, points, 2)."""
    t = _BENDS
    curve = (
        (1 - t) ** 3 * start
        + 3 * (1 - t) ** 2 * t * first
        + 3 * (1 - t) * t**2 * second
        + t**3 * end
    )
    swapped: FloatArray = curve.transpose(1, 0, 2)
    return swapped


def arcs(start: FloatArray, end: FloatArray) -> FloatArray:
    """Gently curved lines, bent away from the middle of the map."""
    middle = (start + end) / 2
    way = end - start
    aside = np.column_stack([-way[:, 1], way[:, 0]])
    outward = np.sign((aside * middle).sum(axis=1) + 1e-12)
    knee = middle + 0.13 * aside * outward[:, None]
    return bend(start, start + (knee - start) * 2 / 3, end + (knee - end) * 2 / 3, end)


def draw_weak_ties(page: Page, curves: FloatArray, inferred: BoolArray) -> None:
    """Draw weak ties over the rest: in ink on a white casing, inferred ones dashed."""
    if len(curves) == 0:
        return
    lines = list(curves)
    ends = curves[:, [0, -1]].reshape(-1, 2)
    heads = page.ax.scatter(
        ends[:, 0], ends[:, 1], s=(4.2 * page.scale) ** 2, color=INK, linewidths=0, zorder=5.2
    )
    heads.set_gid("weak-tie-ends")
    casing = LineCollection(lines, colors=PAPER, linewidths=3.2 * page.scale, alpha=0.75, zorder=5)
    casing.set_capstyle("round")
    page.ax.add_collection(casing, autolim=False)
    for dashed in (True, False):
        some = [line for line, flag in zip(lines, inferred, strict=True) if flag == dashed]
        drawn = LineCollection(
            some,
            colors=INK,
            linewidths=1.25 * page.scale,
            linestyles=[(0, (3.5, 2.0))] if dashed else "solid",
            zorder=5.1,
        )
        drawn.set_gid("weak-ties-inferred" if dashed else "weak-ties-observed")
        page.ax.add_collection(drawn, autolim=False)
