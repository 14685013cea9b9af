"""Names on the map: of islands on their shores, of connectors beside their rings."""

import numpy as np

from weakties._typing import FloatArray
from weakties.layout import RIM
from weakties.plots._islands import Island
from weakties.plots._labels import Placer, Spot, around
from weakties.plots._page import LEFT, PANEL, Page
from weakties.plots._palette import INK, OTHER, PAPER, readable
from weakties.plots._text import printable, shorten, wrap
from weakties.plots._words import Findings

#: Connectors with a ring and a name, at most.
MOST_RINGS = 20

_NAME_SIZE = 9.0


def draw_names(
    page: Page,
    found: Findings,
    place: FloatArray,
    curves: FloatArray,
    islands: list[Island],
    colours: list[str],
) -> None:
    """Draw the rings and write the names of islands and connectors."""
    rings = found.network.positions(found.connectors["person"].head(MOST_RINGS))
    pixel = page.ax.transData.transform
    between = (curves[:, 1:] + curves[:, :-1]) / 2
    hidden = [place, curves.reshape(-1, 2), between.reshape(-1, 2)]
    placer = _placer(page, np.concatenate(hidden))
    sizes = _ring_sizes(len(rings))
    _draw_rings(page, place[rings], sizes, [colours[code] for code in found.partition.codes[rings]])
    clear = (sizes / 2 + 1.2) * page.scale * page.ax.figure.dpi / 72
    centres = pixel(place[rings]) if len(rings) else np.zeros((0, 2))
    for (x, y), half in zip(centres, clear, strict=True):
        placer.take((x - half, y - half, x + half, y + half))
    _name_islands(page, found, placer, islands, colours)
    labels = found.connectors["label"].head(MOST_RINGS)
    for label, centre, half in zip(labels, centres, clear, strict=True):
        _name_connector(page, placer, str(label), (float(centre[0]), float(centre[1])), float(half))


def _placer(page: Page, points: FloatArray) -> Placer:
    """A placer for the map's part of the axes, with room kept for the words at the rim's foot."""
    pixel = page.ax.transData.transform
    left, low = pixel((LEFT + 0.02, -RIM - 0.02))
    right, high = pixel((PANEL - 0.04, RIM + 0.13))
    dots = pixel(points) if len(points) else np.zeros((0, 2))
    return Placer((left, low, right, high), dots=dots, scale=page.pixels / 343)


def _ring_sizes(rings: int) -> FloatArray:
    """Diameters in points, falling with the rank."""
    return np.linspace(15.5, 8.5, max(rings, 2))[:rings]


def _draw_rings(page: Page, place: FloatArray, sizes: FloatArray, colours: list[str]) -> None:
    if len(place) == 0:
        return
    outer = ((sizes + 4.2) * page.scale) ** 2
    page.ax.scatter(place[:, 0], place[:, 1], s=outer, color=PAPER, linewidths=0, zorder=5.9)
    rings = page.ax.scatter(
        place[:, 0],
        place[:, 1],
        s=(sizes * page.scale) ** 2,
        c=colours,
        edgecolors=INK,
        linewidths=2.0 * page.scale,
        zorder=6,
    )
    rings.set_gid("connectors")


def _name_islands(
    page: Page, found: Findings, placer: Placer, islands: list[Island], colours: list[str]
) -> None:
    """Write island names, largest first; one that finds no room stands in the legend alone."""
    for island in islands:
        colour = colours[island.code]
        if colour == OTHER or island.code not in found.names.index:
            continue
        size = float(np.clip(8.5 + 16 * island.radius, 9.0, 13.5))
        name = wrap(printable(found.names.loc[island.code, "name"]), 18, 2)
        text = page.write(
            0,
            0,
            name,
            size=size,
            color=readable(colour),
            fontweight="bold",
            halo=3.4,
            ha="center",
            linespacing=1.05,
            zorder=8,
        )
        text.set_gid("island-name")
        spot = placer.place(_shore_spots(page, island, page.extent(text)))
        if spot is None:
            text.remove()
        else:
            page.move(text, spot.centre)


def _shore_spots(page: Page, island: Island, size: tuple[float, float]) -> list[Spot]:
    """Spots along the shore, outside, on, and inside it; the top is best."""
    pixel = page.ax.transData.transform
    middle, shore = pixel(island.centre), pixel(island.shore[:-1:6])
    spots = []
    for point in shore:
        way = (point - middle) / max(np.hypot(*(point - middle)), 1e-9)
        for out in (1.0, 0.4, -0.5, -1.3):
            centre = point + way * out * (np.abs(way) @ np.array(size) / 2 + 2)
            cost = 3.0 - 2.0 * way[1] + (1.2 if out < 0 else 0.0) + (1.0 if out == 1.0 else 0.0)
            spots.append(
                Spot(
                    x=centre[0] - size[0] / 2,
                    y=centre[1] - size[1] / 2,
                    width=size[0],
                    height=size[1],
                    cost=cost,
                )
            )
    return spots


def _name_connector(
    page: Page, placer: Placer, label: str, centre: tuple[float, float], clear: float
) -> None:
    name = wrap(shorten(printable(label), 34), 20, 2)
    text = page.write(
        0, 0, name, size=_NAME_SIZE, ha="center", halo=2.2, linespacing=1.05, zorder=9
    )
    back = {"boxstyle": "round,pad=0.12", "facecolor": PAPER, "edgecolor": "none", "alpha": 0.7}
    text.set_bbox(back)
    text.set_gid("connector-name")
    spot = placer.place(around(centre, page.extent(text), clear=clear, scale=placer.scale))
    if spot is None:
        text.remove()
        return
    page.move(text, spot.centre)
    ends = page.ax.transData.inverted().transform(np.reshape(spot.leader(), (2, 2)))
    page.ax.plot(*ends.T, color=INK, linewidth=0.7 * page.scale, zorder=5.8, solid_capstyle="round")
