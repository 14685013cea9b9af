"""Colours that people with any colour vision can tell apart."""

import numpy as np
import pandas as pd

from weakties._typing import IntArray
from weakties.communities import Partition
from weakties.communities.partition import check_people
from weakties.network import Network

#: The first seven are those of Okabe and Ito (2008), without black. The others were chosen one by
#: one among milder colours, each as far as possible from all before it, from white and from the
#: grey below, as normal, protanope and deuteranope eyes see them (Machado et al. 2009,
#: doi:10.1109/TVCG.2009.113).
COMMUNITY_COLOURS = (
    *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"),
    *("#734040", "#A6D9BA", "#364087", "#5E87ED", "#4A7373", "#9C4A0D", "#A6CFF7"),
    *("#F7BA73", "#4A5473", "#1754B0", "#D9A67D", "#7DC4C4", "#E37D36"),
)

#: People in communities that have no colour of their own, and people who stand alone.
OTHER = "#9A9FA6"

#: What bridges (rings, weak ties, their names): no community is black.
INK = "#1B1B1F"
QUIET_INK = "#5B626B"
PAPER = "#FFFFFF"
SEA = "#F1F5F8"
SHORE = "#D5DEE6"
CURRENT = "#8492A0"

#: Smaller communities have no colour and no name on the map.
SMALLEST_COLOURED = 3


def community_colours(people: IntArray) -> list[str]:
    """Colour of every community, given their sizes, largest first."""
    coloured = (people >= SMALLEST_COLOURED).tolist()
    return [
        COMMUNITY_COLOURS[code] if code < len(COMMUNITY_COLOURS) and has else OTHER
        for code, has in enumerate(coloured)
    ]


def colours_of_people(network: Network, partition: Partition) -> pd.Series:
    """Say in which colour the map draws everybody.

    Parameters
    ----------
    network : Network
        The people.
    partition : Partition
        The communities.

    Returns
    -------
    Series
        Colours as ``"#0072B2"``, on ``network.ids``.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.path_graph(3))
    >>> colours_of_people(network, wt.detect_communities(network)).tolist()
    ['#0072B2', '#0072B2', '#0072B2']
    """
    check_people(network, partition)
    colours = np.array(community_colours(np.bincount(partition.codes, minlength=1)), dtype=object)
    tied = np.diff(network.undirected().indptr) > 0
    return pd.Series(np.where(tied, colours[partition.codes], OTHER), index=network.ids)


def mix(colour: str, other: str, share: float) -> str:
    """The colour with a share of another in it."""
    one, two = _channels(colour), _channels(other)
    mixed = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return "#" + "".join(f"{value:02X}" for value in mixed)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def readable(colour: str) -> str:
    """The colour, darkened until text in it stands out from white (contrast 4.5 to 1, WCAG 2)."""
    while 1.05 / (_luminance(colour) + 0.05) < 4.5:
        colour = mix(colour, "#000000", 0.08)
    return colour


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 3294.6 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
