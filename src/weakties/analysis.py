"""The main job in one function: from a file to ranked connectors, weak ties and isolates."""

import html
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from weakties._typing import Progress, Rng
from weakties.build import build_network
from weakties.communities import Partition, detect_communities, name_communities
from weakties.connections import Connections
from weakties.convert import as_network
from weakties.errors import ArgumentError
from weakties.importers import read
from weakties.measures import MEASURES, judge, measure, measure_ties
from weakties.network import Network
from weakties.pseudonyms import pseudonymize
from weakties.ranking import describe_network, find_isolates, rank_connectors, rank_ties
from weakties.report import (
    community_table,
    describe_reading,
    network_digest,
    people_table,
    plain_records,
    to_json,
    write_folder,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Version of the layout of ``analysis.json``.
SCHEMA_VERSION = 1

#: Ranks that the tables of connectors and weak ties hold; ``people`` and ``ties`` hold everyone.
MOST_RANKED = 100

#: Weak ties that the map shows; more would hide what they join.
_MOST_DRAWN = 30

_PICTURES = ("map.png", "map.svg")
_PACKAGES = ("weakties", "numpy", "pandas", "scipy", "networkx", "numba", "python-louvain")


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Analysis:
    """What `analyze` found. Tables are plain DataFrames; nothing here is computed twice."""

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
            self.network,
            self.partition,
            names=self.communities,
            connectors=self.connectors,
            weak_ties=self.weak_ties.head(_MOST_DRAWN),
            isolates=self.isolates,
            ax=ax,
        )

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
            "files": sorted([*_PICTURES, "analysis.json", *(f"{t}.csv" for t in self._tables())]),
            "read": describe_reading(self.network),
            "summary": list(self.sentences),
            "verdicts": plain_records(self.verdicts),
            "communities": plain_records(self.communities),
            "connectors": plain_records(self.connectors),
            "weak_ties": plain_records(self.weak_ties),
            "isolates": plain_records(self.isolates),
        }

    def to_json(self) -> str:
        """The `document` as JSON text, as ``analysis.json`` holds it."""
        return to_json(self.document())

    def write(self, folder: str | os.PathLike[str]) -> Path:
        """Write pictures, tables and ``analysis.json`` into a folder.

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
        from weakties.plots import save_map

        ax = self.plot()
        for picture in _PICTURES:
            save_map(ax, folder / picture)

    def __repr__(self) -> str:
        lines = [f"  {sentence}" for sentence in (*self.cautions, *self.sentences)]
        return "\n".join(["<Analysis", *lines, ">"])

    @property
    def cautions(self) -> list[str]:
        """What to bear in mind: verdicts that are not ``valid``, a line each.

        The reason given is that of the measure which ranks the connectors, where it is concerned;
        ``verdicts`` has the reasons of all.
        """
        doubtful = self.verdicts[self.verdicts["verdict"] != "valid"]
        lines = []
        for verdict, rows in doubtful.groupby("verdict"):
            by = self.settings["by"]
            reason = rows["reason"].get(by, rows["reason"].iloc[0])
            share = f"{len(rows)} of {len(self.verdicts)} measures"
            lines.append(f"{str(verdict).upper()} ({share}): {reason}")
        return lines

    def _repr_html_(self) -> str:
        cautions = "".join(f"<li><b>{html.escape(text)}</b></li>" for text in self.cautions)
        sentences = "".join(f"<li>{html.escape(text)}</li>" for text in self.sentences)
        columns = ["label", "joins", "why"]
        table = self.connectors[columns].head(10).to_html(escape=True, border=0)
        return f"<ul>{cautions}{sentences}</ul><h4>Connectors</h4>{table}"


def analyze(
    source: Any,
    *,
    ties: str | Sequence[str] = "default",
    method: str = "leiden",
    resolution: float = 1.0,
    by: str = "bridge_betweenness",
    pseudonyms: str | None = None,
    rng: Rng = 0,
    progress: Progress | None = None,
) -> Analysis:
    """Find communities, connectors, weak ties and isolates in a file or network.

    Parameters
    ----------
    source : path, Connections, Network, or anything that `as_network` takes
        An export such as a LinkedIn archive or an edge list, or a network.
    ties : str or list of str
        How ties between contacts come about where the file states none: ``"default"``,
        ``"observed"`` or names of rules (see ``weakties.build.RULES``).
    method, resolution
        How communities are detected, see `detect_communities`.
    by : str
        Person measure that ranks the connectors, see `rank_connectors`.
    pseudonyms : str, optional
        A secret key: people appear under pseudonyms made with it, and their attributes are left
        out. Names of communities remain: an employer with few people may still point at them.
    rng : int or Generator
        Seed of everything random.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Analysis
        The tables, the findings in words, and a verdict on what each measure can say here.

    Raises
    ------
    WeakTiesError
        If the file cannot be read or holds nothing usable, or an argument is not allowed.

    Notes
    -----
    The owner of a file is left out of every computation. Where the verdict on a measure is
    ``artefact``, nothing is ranked by it; call `rank_connectors` or `rank_ties` to insist.
    Cost: that of the betweenness, O(n m).

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> result = wt.analyze(nx.barbell_graph(4, 1))
    >>> result.connectors["person"].tolist()
    [4]
    """
    if MEASURES[by].level != "person":
        message = f"by={by!r} is not a measure of people; choose a person measure."
        raise ArgumentError(message)
    network = _network_of(source, ties, progress)
    if pseudonyms is not None:
        network = pseudonymize(network, pseudonyms)
    partition = detect_communities(
        network, method=method, resolution=resolution, rng=rng, progress=progress
    )
    names = name_communities(network, partition)
    isolates = find_isolates(network)
    if pseudonyms is not None:
        network = replace(network, people=network.people[["label"]])
    settings = {
        "source": _name_of(source) if pseudonyms is None else "not named",
        "ties": ties if isinstance(ties, str) else list(ties),
        "method": method,
        "resolution": resolution,
        "by": by,
        "pseudonyms": pseudonyms is not None,
        "rng": rng if isinstance(rng, int) else "a generator",
        "network_sha256": network_digest(network),
    }
    return _findings(network, partition, names, isolates, settings=settings, progress=progress)


def _network_of(source: Any, ties: str | Sequence[str], progress: Progress | None) -> Network:
    if isinstance(source, str | os.PathLike):
        source = read(source, progress=progress)
    if isinstance(source, Connections):
        return build_network(source, ties=ties, progress=progress)
    if ties != "default":
        message = f"ties={ties!r} chooses rules for a file; this is a network that has its ties."
        raise ArgumentError(message)
    return as_network(source)


def _name_of(source: Any) -> str:
    if isinstance(source, str | os.PathLike):
        return Path(source).name
    return type(source).__name__


def _findings(
    network: Network,
    partition: Partition,
    names: pd.DataFrame,
    isolates: pd.DataFrame,
    *,
    settings: Mapping[str, Any],
    progress: Progress | None,
) -> Analysis:
    flat = network.undirected()
    person_table = measure(flat, _measures_of("person"), partition=partition, progress=progress)
    tie_table = measure_ties(flat, _measures_of("tie"), partition=partition, progress=progress)
    verdicts = judge(network)
    connectors = rank_connectors(
        flat, partition, by=settings["by"], table=person_table, names=names, top=MOST_RANKED
    )
    weak_ties = rank_ties(flat, partition, table=tie_table, names=names, top=MOST_RANKED)
    if verdicts.loc[settings["by"], "verdict"] == "artefact":
        connectors = connectors.iloc[:0]
    if verdicts.loc["edge_betweenness", "verdict"] == "artefact":
        weak_ties = weak_ties.iloc[:0]
    communities = community_table(flat, partition, names)
    sentences = describe_network(
        network, communities, connectors=connectors, weak_ties=weak_ties, isolates=isolates
    )
    return Analysis(
        network=network,
        partition=partition,
        people=people_table(network, partition, names, person_table),
        ties=flat.ties.join(tie_table),
        communities=communities,
        connectors=connectors,
        weak_ties=weak_ties,
        isolates=isolates,
        verdicts=verdicts,
        sentences=tuple(sentences),
        settings=settings,
    )


def _measures_of(level: str) -> list[str]:
    return [name for name, entry in MEASURES.items() if entry.level == level]
