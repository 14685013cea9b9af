"""`Analysis`: what the main job found, and how it is shown and kept."""

import html
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from weakties.communities import Partition
from weakties.export import write_graph
from weakties.layout import place_people
from weakties.measures.verdicts import summarize_verdicts
from weakties.network import Network
from weakties.report import describe_reading, plain_records, to_json, write_folder

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Version of the layout of ``analysis.json``.
SCHEMA_VERSION = 1

#: Weak ties that the map shows; more would hide what they join.
_MOST_DRAWN = 30

_PICTURES = ("map.png", "map.svg")
_GRAPH = "network.gexf"

#: Larger networks take long to write as a graph file, and longer to open: only when asked for.
MOST_TIES_WRITTEN = 200_000
_PACKAGES = ("weakties", "numpy", "pandas", "scipy", "networkx", "numba", "python-louvain")


def estimate_words(estimate: Mapping[str, Any]) -> str:
    """What an estimate rests on and how good it is."""
    return (
        f"from all shortest paths of {estimate['samples']:,} pairs of people drawn at random; with a "
        f"probability of {estimate['confidence']:.0%} or more no value is off by more than "
        f"{100 * estimate['error']:.2g}% of all pairs"
    )


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Analysis:
    """What `analyze` found. Tables are plain DataFrames; nothing here is computed twice.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> result = wt.analyze(nx.barbell_graph(4, 1))
    >>> print(result.sentences[0])
    9 people and 14 ties between them.
    >>> result.communities["people"].tolist()
    [5, 4]
    """

    network: Network  #: people and ties that everything was computed on
    partition: Partition  #: community of every person
    people: pd.DataFrame  #: a row a person: community, every measure, what the owner's tie is like
    ties: pd.DataFrame  #: a row a tie: strength, evidence, rules, every measure
    communities: pd.DataFrame  #: a row a community of two or more, largest first
    connectors: pd.DataFrame  #: who connects communities, by rank, with ``why``
    weak_ties: pd.DataFrame  #: which ties bridge communities, by rank, with ``why``
    isolates: pd.DataFrame  #: who stands alone, by kind, with ``why``
    verdicts: pd.DataFrame  #: what each measure can say on these data, with the reason
    sentences: Sequence[str]  #: the findings in words
    settings: Mapping[str, Any]  #: what it takes to repeat the run

    @property
    def summary(self) -> str:
        """The findings in a few sentences, one a line."""
        return "\n".join(self.sentences)

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the map: communities as islands, connectors ringed, isolates on the rim.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw; a new figure if it is not given.

        Returns
        -------
        Axes
            The axes drawn on.
        """
        from weakties.plots import plot_map

        return plot_map(
            self.network, self.partition, ax=ax, positions=self._places, **self._shown()
        )

    @cached_property
    def _places(self) -> pd.DataFrame:
        return place_people(self.network, self.partition)

    def write_graph(self, path: str | os.PathLike[str]) -> Path:
        """Write the map as a graph file: people in their places and colours, with all scores.

        Parameters
        ----------
        path : path
            Ends in ``.gexf`` or ``.graphml``; Gephi opens either as the map that `plot` draws. A file
            of this name is replaced.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        ArgumentError
            If the name ends in anything else.
        WriteError
            If the file cannot be written.
        """
        from weakties.plots import colours_of_people

        colours = colours_of_people(self.network, self.partition)
        how = {"people": self.people, "ties": self.ties, "places": self._places}
        return write_graph(self.network, path, colours=colours, **how)

    def _shown(self) -> dict[str, pd.DataFrame]:
        """The tables that the map draws on."""
        return {
            "names": self.communities,
            "connectors": self.connectors,
            "weak_ties": self.weak_ties.head(_MOST_DRAWN),
            "isolates": self.isolates,
        }

    def document(self) -> dict[str, Any]:
        """Everything but the tables of all people and ties, as plain values for JSON.

        Returns
        -------
        dict
            ``schema_version``, ``settings`` and ``packages`` (enough to repeat the run), ``read``
            (what was read and left out), ``summary``, ``verdicts`` and the ranked tables.
        """
        return {
            "schema_version": SCHEMA_VERSION,
            "settings": dict(self.settings),
            "packages": {name: version(name) for name in _PACKAGES},
            "files": self._files(),
            "read": self.reading(),
            "summary": list(self.sentences),
            "verdicts": plain_records(self.verdicts),
            "communities": plain_records(self.communities),
            "connectors": plain_records(self.connectors),
            "weak_ties": plain_records(self.weak_ties),
            "isolates": plain_records(self.isolates),
        }

    def reading(self) -> dict[str, Any]:
        """What was read and left out, and which ties are observed and which inferred.

        Returns
        -------
        dict
            Plain values: ``format``, ``view``, ``files``, ``people``, ``ties``, ``evidence``,
            ``rules``, ``rows_left_out``, ``warnings`` and other counts.
        """
        return describe_reading(self.network)

    def to_json(self) -> str:
        """The `document` as JSON text, as ``analysis.json`` holds it."""
        return to_json(self.document())

    def write(self, folder: str | os.PathLike[str]) -> Path:
        """Write pictures, tables, ``network.gexf`` and ``analysis.json`` into a folder.

        Parameters
        ----------
        folder : path
            Made if it is not there; an earlier analysis in it is replaced.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        WriteError
            If the folder holds files that weakties did not write. Nothing is half-written.
        """
        return write_folder(folder, self._tables(), self.to_json(), self._draw)

    def _files(self) -> list[str]:
        tables = [f"{name}.csv" for name in self._tables()]
        graph = [_GRAPH] if self.network.n_ties <= MOST_TIES_WRITTEN else []
        return sorted([*_PICTURES, *graph, *tables, "analysis.json"])

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {
            "people": self.people,
            "ties": self.ties,
            "communities": self.communities,
            "connectors": self.connectors,
            "weak_ties": self.weak_ties,
            "isolates": self.isolates,
            "verdicts": self.verdicts,
        }

    def _draw(self, folder: Path) -> None:
        from weakties.plots import describe_map, new_axes, save_map

        ax = self.plot(ax=new_axes())
        words = describe_map(self.network, self.partition, **self._shown())
        for picture in _PICTURES:
            save_map(ax, folder / picture, description=words)
        if _GRAPH in self._files():
            self.write_graph(folder / _GRAPH)

    def __repr__(self) -> str:
        lines = [f"  {sentence}" for sentence in (*self.cautions, *self.sentences)]
        return "\n".join(["<Analysis", *lines, ">"])

    @property
    def cautions(self) -> list[str]:
        """What to bear in mind: verdicts that are not ``valid``, and estimates, a line each.

        The reason given is that of the measure which ranks the connectors, where it is concerned;
        ``verdicts`` has the reasons of all.
        """
        lines = summarize_verdicts(self.verdicts, by=self.settings["by"])
        estimate = self.settings["estimate"]
        if estimate is not None:
            names = [f"{name}_low" for name in self.verdicts.index]
            number = sum(name in self.people or name in self.ties for name in names)
            share = f"{number} of {len(names)} measures"
            words = f"{estimate_words(estimate)}; exact=True counts all paths."
            lines.append(f"ESTIMATED ({share}): {words}")
        return lines

    def _repr_html_(self) -> str:
        cautions = "".join(f"<li><b>{html.escape(text)}</b></li>" for text in self.cautions)
        sentences = "".join(f"<li>{html.escape(text)}</li>" for text in self.sentences)
        above = f"<ul>{cautions}{sentences}</ul>"
        if self.connectors.empty:
            return above
        rows = self.connectors[["label", "joins", "why"]].head(10)
        return f"{above}<h4>Connectors</h4>{rows.to_html(escape=True, border=0)}"
