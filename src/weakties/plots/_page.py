"""The sheet that the map is drawn on: its frame, its scale, and all text on it."""

from dataclasses import dataclass
from typing import Any

import matplotlib.patheffects as effects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from weakties.plots._palette import INK, PAPER
from weakties.plots._text import families, shorten

#: What is seen, in radii of the map: the map on the left, words beside it and below.
LEFT, RIGHT, BOTTOM, TOP = -1.19, 2.13, -1.4, 1.17
PANEL = 1.22
EDGE = RIGHT - 0.06
#: Dots an inch of saved pictures, and of the lines that are pixels in a vector file.
SAVED_DPI = 160

#: More never fit into a line beside the map.
_MOST_LETTERS = 80

#: Inches; text sizes are for this width and follow the width of other axes.
WIDTH = 12.0
HEIGHT = WIDTH * (TOP - BOTTOM) / (RIGHT - LEFT)


def new_axes() -> Axes:
    """Axes of the right size on a figure of their own, which no window shows."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=100, facecolor=PAPER)
    return figure.add_axes((0, 0, 1, 1))


def shown_axes() -> Axes:
    """Axes of the right size on a figure that notebooks and windows show."""
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(WIDTH, HEIGHT), dpi=100, facecolor=PAPER)
    return figure.add_axes((0, 0, 1, 1))


@dataclass(frozen=True)
class Page:
    """Axes framed for a map."""

    ax: Axes
    scale: float  #: width against the width that sizes are meant for
    pixels: float  #: pixels to the radius of the map
    ruler: RendererAgg  #: measures text; one for all, as each takes memory for a whole picture

    def write(self, x: float, y: float, text: str, *, size: float, **how: Any) -> Text:
        """Write text exactly as it stands: no letter has a meaning of its own."""
        halo = how.pop("halo", 0.0)
        how.setdefault("color", INK)
        how.setdefault("verticalalignment", "center")
        written = self.ax.text(
            x,
            y,
            text,
            fontsize=size * self.scale,
            fontfamily=list(families()),
            parse_math=False,
            usetex=False,
            **how,
        )
        if halo:
            stroke = effects.withStroke(linewidth=halo * self.scale, foreground=PAPER, alpha=0.9)
            written.set_path_effects([stroke])
        return written

    def write_within(self, x: float, y: float, text: str, *, width: float, **how: Any) -> Text:
        """Write text, with as much of its end left out as does not fit the width."""
        text = shorten(text, _MOST_LETTERS)
        written = self.write(x, y, text, **how)
        fits, too_many = 1, len(text) + 1
        while too_many - fits > 1:
            letters = (fits + too_many) // 2 if too_many <= len(text) else len(text)
            written.set_text(shorten(text, letters))
            if self.extent(written)[0] <= width * self.pixels:
                fits = letters
            else:
                too_many = letters
        written.set_text(shorten(text, fits))
        return written

    def move(self, text: Text, pixels: tuple[float, float]) -> None:
        """Put a text to a point given in pixels."""
        x, y = self.ax.transData.inverted().transform(pixels)
        text.set_position((float(x), float(y)))

    def line(self, size: float) -> float:
        """Height of a line of text of a size, in radii of the map."""
        return size * self.scale * 1.42 * self.ax.figure.dpi / 72 / self.pixels

    def extent(self, text: Text) -> tuple[float, float]:
        """Width and height of a text, in pixels."""
        # Letters have whole widths in pixels, so that text is wider in the file than on the screen.
        box = text.get_window_extent(self.ruler, dpi=SAVED_DPI)
        shrink = self.ax.figure.dpi / SAVED_DPI
        return box.width * shrink, box.height * shrink


def frame(ax: Axes) -> Page:
    """Empty the axes of everything but the map's own frame."""
    ax.set_axis_off()
    ax.set_xlim(LEFT, RIGHT)
    ax.set_ylim(BOTTOM, TOP)
    ax.set_aspect("equal")
    ax.apply_aspect()
    box = ax.get_window_extent()
    pixels = box.width / (RIGHT - LEFT)
    ruler = RendererAgg(1, 1, SAVED_DPI)  # type: ignore[no-untyped-call]
    return Page(ax=ax, scale=box.width / ax.figure.dpi / WIDTH, pixels=pixels, ruler=ruler)
