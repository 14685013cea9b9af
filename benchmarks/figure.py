"""The figure of time and memory against the number of ties."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.rows import Row
from benchmarks.works import WORKS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Colour of every work: those of Okabe and Ito, which all eyes tell apart.
COLOURS = {
    "holes": "#E69F00",
    "local": "#0072B2",
    "communities": "#D55E00",
    "top": "#009E73",
    "betweenness": "#CC79A7",
}

#: Line and mark of every kind of graph.
STYLES = {"rmat": ("-", "o", "R-MAT"), "lfr": ("--", "s", "LFR")}

INK = "#1B1B1F"
GRID = "#D5DEE6"
QUIET = "#9A9FA6"

PROPORTION = "growth in proportion"

SETTINGS: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.hashsalt": "weakties",
}


def draw(rows: Sequence[Row], file: Path) -> None:
    """Two panels, time and memory, a line for each work on each kind of graph."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(7.2, 3.8), layout="constrained")
        time, memory = figure.subplots(1, 2)
        _panel(time, rows, "seconds", 1.0)
        time.set_title("Time, in seconds", loc="left")
        _panel(memory, rows, "memory", 1e6)
        memory.set_title("Memory on top of the graph, in MB", loc="left")
        handles, labels = time.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
        figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)


def _panel(ax: "Axes", rows: Sequence[Row], what: str, unit: float) -> None:
    """One panel in logarithms, with a line to show what growth in proportion looks like."""
    series = dict.fromkeys((row.work, row.graph.partition(":")[0]) for row in rows)
    for work, kind in series:
        those = [row for row in rows if (row.work, row.graph.partition(":")[0]) == (work, kind)]
        line, mark, name = STYLES[kind]
        ax.plot(
            [row.ties for row in those],
            [getattr(row, what) / unit for row in those],
            linestyle=line,
            marker=mark,
            markersize=4,
            color=COLOURS[work],
            label=f"{WORKS[work].short}, {name}",
        )
    ax.set(xscale="log", yscale="log", xlabel="ties")
    ax.grid(visible=True, color=GRID, linewidth=0.6)
    _in_proportion(ax, [row.ties for row in rows])


def _in_proportion(ax: "Axes", ties: Sequence[int]) -> None:
    low, high = ax.get_ylim()
    ends = np.array([min(ties), max(ties)])
    ax.plot(ends, low * ends / ends[0], color=QUIET, linestyle=":", zorder=0, label=PROPORTION)
    ax.set_ylim(low, high)
