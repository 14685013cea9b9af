"""The map: communities as named islands, who and what bridges them, and who stands alone."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba_array
from matplotlib.patches import Circle, Polygon

from weakties._typing import FloatArray, IntArray
from weakties.communities import Partition
from weakties.communities.partition import check_people
from weakties.errors import ArgumentError
from weakties.layout import RIM, place_people
from weakties.measures.verdicts import judge, lacks_ties, summarize_verdicts
from weakties.network import Network
from weakties.plots._islands import Island, find_islands
from weakties.plots._names import draw_names
from weakties.plots._page import Page, frame, shown_axes
from weakties.plots._palette import OTHER, PAPER, SEA, SHORE, community_colours, mix
from weakties.plots._panel import draw_caption, draw_panel, draw_rim_words
from weakties.plots._ties import RASTER_FROM, arcs, draw_ties, draw_weak_ties
from weakties.plots._words import Findings, alternative, inferred_ties

#: Islands with a shore line; smaller ones are dots alone.
MOST_SHORES = 80


def plot_map(
    network: Network,
    partition: Partition,
    *,
    names: pd.DataFrame | None = None,
    connectors: pd.DataFrame | None = None,
    weak_ties: pd.DataFrame | None = None,
    isolates: pd.DataFrame | None = None,
    positions: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a network as a map of named islands.

    Every community of two people and more is an island, its area proportional to its people, its
    neighbours those it has most ties with. Black rings are connectors, larger the higher their
    rank; dark lines are weak ties, dashed if inferred. All other ties are thin: on the islands in
    the colour of the community, between islands grey; inferred ones lighter. People without any
    tie stand on the rim. Names never cover one another, nor do the lines that lead to them cross;
    a connector whose name finds no such place keeps the ring. The legend, the key and a caption, which
    says how many ties are inferred, of which period they are, and what verdict
    `weakties.measures.judge` gives, are part of the axes.

    Parameters
    ----------
    network : Network
        The people and their ties. Directions are ignored.
    partition : Partition
        The communities.
    names : DataFrame, optional
        From ``weakties.communities.name_communities``; without it, communities have numbers.
    connectors : DataFrame, optional
        From ``weakties.rank_connectors``; the first 20 get a ring and a name.
    weak_ties : DataFrame, optional
        From ``weakties.rank_ties``; all are drawn.
    isolates : DataFrame, optional
        From ``weakties.find_isolates``; adds to the caption how many people hang loosely.
    positions : DataFrame, optional
        ``x`` and ``y`` of people, from ``weakties.layout.place_people``, which is called without.
    ax : Axes, optional
        Where to draw; everything on it stays within it. By default a new figure, 12 inches wide.

    Returns
    -------
    Axes
        Of the figure. Nothing is shown or saved; see `save_map`.

    Raises
    ------
    ArgumentError
        If the partition is of other people, ``positions`` lacks a person, or ``weak_ties`` has a
        tie that the network has not.
    NotFoundError
        If ``connectors`` or ``weak_ties`` name a person who is not in the network.

    Notes
    -----
    Of more than 150,000 ties every second, third, ... is drawn. The same input gives the same
    picture.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.karate_club_graph())
    >>> groups = wt.detect_communities(network)
    >>> ax = wt.plots.plot_map(network, groups, ax=wt.plots.new_axes())
    >>> ax.get_label()
    'map'
    """
    found = gather(
        network,
        partition,
        names=names,
        connectors=connectors,
        weak_ties=weak_ties,
        isolates=isolates,
    )
    place = _places(found, positions)
    page = frame(shown_axes() if ax is None else ax)
    page.ax.set_label("map")
    colours = community_colours(np.bincount(partition.codes))
    # Somebody with no tie stands on the rim, whatever community they are said to be in.
    tied = np.diff(found.network.indptr) > 0
    islands = find_islands(place[tied], partition.codes[tied], most=MOST_SHORES)
    rim = _draw_sea(page, found, place)
    draw_ties(page, found.network, place, partition.codes, islands=islands, colours=colours)
    _draw_islands(page, islands, colours)
    _draw_people(page, place[tied], to_rgba_array(colours)[partition.codes[tied]])
    numbers = _weak_numbers(found)
    weak_inferred = inferred_ties(found.network)[numbers]
    ends = found.network.tie_source[numbers], found.network.tie_target[numbers]
    curves = arcs(place[ends[0]], place[ends[1]])
    draw_weak_ties(page, curves, weak_inferred)
    draw_names(page, found, place, curves, islands, colours)
    draw_rim_words(page, found, rim)
    draw_panel(page, found, colours, weak_inferred)
    draw_caption(page, found, rim)
    return page.ax


def describe_map(
    network: Network,
    partition: Partition,
    *,
    names: pd.DataFrame | None = None,
    connectors: pd.DataFrame | None = None,
    weak_ties: pd.DataFrame | None = None,
    isolates: pd.DataFrame | None = None,
) -> str:
    """Say in words what `plot_map` draws, for those who cannot see it.

    Parameters
    ----------
    network, partition, names, connectors, weak_ties, isolates
        As in `plot_map`.

    Returns
    -------
    str
        A few sentences.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.path_graph(2))
    >>> words = describe_map(network, wt.detect_communities(network))
    >>> words.split(". ")[:2]
    ['Map of a social network: 2 people, 1 community', 'The largest community, Community 0, holds 100%']
    """
    found = gather(
        network,
        partition,
        names=names,
        connectors=connectors,
        weak_ties=weak_ties,
        isolates=isolates,
    )
    return alternative(found)


def gather(
    network: Network,
    partition: Partition,
    *,
    names: pd.DataFrame | None,
    connectors: pd.DataFrame | None,
    weak_ties: pd.DataFrame | None,
    isolates: pd.DataFrame | None,
) -> Findings:
    """Bring what is drawn into one form, with empty tables for those not given."""
    check_people(network, partition)
    cautions = summarize_verdicts(judge(network))
    network = network.undirected()
    alone = np.diff(network.indptr) == 0
    people = np.bincount(partition.codes, minlength=1)
    if names is None:
        names = pd.DataFrame({"name": [f"Community {code}" for code in range(len(people))]})
        names["people"] = people
        names["share"] = people / max(network.n_people, 1)
    kinds = isolates["kind"].astype(str) if isolates is not None else pd.Series(dtype=str)
    untied = lacks_ties(network)
    return Findings(
        network=network,
        partition=partition,
        names=names[names["people"] > 1],
        connectors=_table(connectors, ["person", "label"]),
        weak_ties=_table(weak_ties, ["source", "target"]),
        cautions=cautions,
        untied_groups=network.provenance.untied_groups if untied else 0,
        alone=0 if untied else int(alone.sum()),
        no_data=int((kinds == "no_data").sum()),
        loose=int(kinds.isin(["small_component", "pendant"]).sum()),
    )


def _table(table: pd.DataFrame | None, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=columns) if table is None else table


def _places(found: Findings, positions: pd.DataFrame | None) -> FloatArray:
    if positions is None:
        positions = place_people(found.network, found.partition)
    place: FloatArray = positions.reindex(found.network.ids)[["x", "y"]].to_numpy(dtype=np.float64)
    missing = np.isnan(place).any(axis=1)
    if missing.any():
        person: Hashable = found.network.ids[int(np.argmax(missing))]
        message = (
            f"positions has no x and y for {person!r}; "
            "it needs both for every person, as place_people gives them."
        )
        raise ArgumentError(message)
    return place


def _draw_sea(page: Page, found: Findings, place: FloatArray) -> float:
    """Draw the sea and the people on its rim; the radius of the outermost ring."""
    sea = Circle(
        (0, 0), RIM - 0.035, facecolor=SEA, edgecolor=SHORE, linewidth=0.8 * page.scale, zorder=0
    )
    page.ax.add_patch(sea)
    alone = np.diff(found.network.indptr) == 0
    if not alone.any():
        return RIM
    size = np.clip(4.6 - alone.sum() / 350, 1.6, 4.6) * page.scale
    rim = page.ax.scatter(
        place[alone, 0], place[alone, 1], s=size**2, color=OTHER, linewidths=0, zorder=4
    )
    rim.set_gid("alone")
    return float(np.hypot(*place[alone].T).max())


def _draw_islands(page: Page, islands: list[Island], colours: list[str]) -> None:
    for island in islands:
        colour = colours[island.code]
        shape = Polygon(
            island.shore,
            closed=True,
            facecolor=mix(colour, PAPER, 0.84),
            edgecolor=mix(colour, PAPER, 0.45),
            linewidth=0.9 * page.scale,
            zorder=2,
        )
        shape.set_gid(f"island-{island.code}")
        page.ax.add_patch(shape)


def _dot_size(people: int) -> float:
    """Diameter of a person in points: dots fill about a quarter of the land."""
    return float(np.clip(135 / np.sqrt(max(people, 1)), 1.0, 9.0))


def _draw_people(page: Page, place: FloatArray, colours: FloatArray) -> None:
    if len(place) == 0:
        return
    size = _dot_size(len(place)) * page.scale
    drawn = page.ax.scatter(
        place[:, 0],
        place[:, 1],
        s=size**2,
        c=colours,
        edgecolors=PAPER,
        linewidths=min(0.5, 0.09 * size),
        zorder=4,
        rasterized=len(place) > RASTER_FROM,
    )
    drawn.set_gid("people")


def _weak_numbers(found: Findings) -> IntArray:
    """Number of every weak tie among the ties of the network."""
    network = found.network
    ends = [network.positions(found.weak_ties[end]) for end in ("source", "target")]
    # Ties are sorted by their people, so that a tie can be looked up by one number.
    wanted = np.minimum(*ends) * network.n_people + np.maximum(*ends)
    known = network.tie_source.astype(np.int64) * network.n_people + network.tie_target
    number = np.searchsorted(known, wanted)
    absent = ~np.isin(wanted, known)
    if absent.any():
        row = found.weak_ties[absent].iloc[0]
        message = (
            f"weak_ties has a tie between {row['source']!r} and {row['target']!r}, which this "
            "network has not; give the table that rank_ties made of it."
        )
        raise ArgumentError(message)
    return number.astype(np.int64)
