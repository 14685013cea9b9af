"""The graphs that are measured: real ones from files, and R-MAT and LFR graphs made on the spot."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]

#: Where the files are if nobody says otherwise: beside the checkout.
DATA = ROOT.parent / "shared" / "data"

#: Graphs of the Stanford Network Analysis Project, each a list of ties in a file below `DATA`.
FILES = {
    "ego-facebook": "ego-facebook/facebook_combined.txt.gz",
    "ca-astroph": "ca-astroph/ca-astroph.tsv.gz",
    "email-enron-snap": "email-enron-snap/email-enron-snap.tsv.gz",
    "com-dblp": "com-dblp/dblp.csv.gz",
}

#: Seed of the graphs that are made.
SEED = 0


class GraphNotFoundError(ValueError):
    """There is no such graph, or its file is missing."""


@dataclass(frozen=True, eq=False)
class Ties:
    """A graph without directions and strengths, loops and parallel ties: people are 0 to n - 1.

    Every tie stands once, the lower person first, in ascending order.
    """

    people: int
    source: NDArray[np.int32]
    target: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.source)

    @property
    def pairs(self) -> NDArray[np.int64]:
        """The ties as an array of two columns."""
        return np.column_stack((self.source, self.target)).astype(np.int64)

    @property
    def degree(self) -> NDArray[np.int64]:
        """Number of ties of every person."""
        ends = np.concatenate((self.source, self.target))
        return np.bincount(ends, minlength=self.people)

    def save(self, file: Path) -> None:
        """Write the ties to a file."""
        np.savez(file, people=self.people, source=self.source, target=self.target)

    @classmethod
    def load(cls, file: Path) -> "Ties":
        """Read what `save` wrote."""
        with np.load(file) as found:
            return cls(int(found["people"]), found["source"], found["target"])


def simple(people: int, one: NDArray[Any], other: NDArray[Any]) -> Ties:
    """Make the graph of pairs: loops are dropped, and what is there twice counts once."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    apart = low != high
    keys = np.unique(low[apart].astype(np.int64) * people + high[apart])
    return Ties(people, (keys // people).astype(np.int32), (keys % people).astype(np.int32))


def check_names(names: Iterable[str], data: Path) -> None:
    """Refuse graphs that cannot be had, all of them in one message."""
    lacking = [text for text in (_lacks(name, data) for name in dict.fromkeys(names)) if text]
    if lacking:
        raise GraphNotFoundError("\n".join(lacking))


def _lacks(name: str, data: Path) -> str:
    """Why there is no such graph; nothing if there is."""
    if name in FILES:
        file = data / FILES[name]
        advice = "Give the folder that holds it with --data DIR."
        return "" if file.is_file() else f"{name}: there is no file {file}. {advice}"
    kind, _, size = name.partition(":")
    if kind in ("rmat", "lfr") and size.isdecimal():
        return ""
    known = ", ".join(FILES)
    return f"{name}: no such graph. There are {known}, and rmat:TIES and lfr:TIES of any size."


def open_graph(name: str, data: Path = DATA) -> Ties:
    """Read or make a graph by its name: one of `FILES`, ``rmat:TIES`` or ``lfr:TIES``."""
    check_names([name], data)
    if name in FILES:
        return _read(data / FILES[name])
    from benchmarks.generators import lfr, rmat

    kind, _, size = name.partition(":")
    return (rmat if kind == "rmat" else lfr)(int(size), rng=SEED)


def _read(file: Path) -> Ties:
    """Read a list of pairs; people are numbered in the order of the numbers they have there."""
    import pandas as pd

    with_tabs = file.suffixes[0] in (".tsv", ".csv")
    pairs = pd.read_csv(file, sep="\t" if with_tabs else " ", header=None).to_numpy()
    known, places = np.unique(pairs, return_inverse=True)
    one, other = places.reshape(pairs.shape).T
    return simple(len(known), one, other)
