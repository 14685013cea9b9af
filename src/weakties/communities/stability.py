"""How far several runs agree on the communities: `Stability`."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import IntArray
from weakties.network import Network


@dataclass(frozen=True, eq=False, kw_only=True)
class Stability:
    r"""How far several runs, each with a seed of its own, agreed on the communities.

    Where they do not, the border between communities is a matter of luck, and so is what is said
    of a tie across it. A tie that crosses in every run has a value of 0, and is a finding.

    Notes
    -----
    The value of the tie between i and j is :math:`p_{ij}`, the share of runs in which they are in
    one community: the in-cluster probability of Gfeller et al. (2005), who change the strengths from
    run to run where we change the seed. So :math:`1 - p_{ij}` is the share of runs in which the tie
    crosses from one community to another. The value of person i is the mean of this over the ties
    to contacts in i's own community C, the one in the partition returned, weighted by strength:

    .. math:: s_i = \frac{\sum_{j \in C} w_{ij} p_{ij}}{\sum_{j \in C} w_{ij}}

    It is at most 1, and at least 1 divided by the number of runs, since the partition returned is
    one of them. Directed networks are symmetrised (w_ij + w_ji). Cost: O(n + m) a run.

    References
    ----------
    Gfeller, Chappelier and De Los Rios (2005), "Finding instabilities in the community structure of
    complex networks", https://doi.org/10.1103/PhysRevE.72.056135.

    Examples
    --------
    Nobody can tell to which triangle the person between the two belongs:

    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.barbell_graph(3, 1))
    >>> groups = wt.detect_communities(network, runs=100)
    >>> groups.community.tolist()
    [1, 1, 1, 0, 0, 0, 0]
    >>> groups.stability.ties.loc[[(0, 1), (2, 3), (3, 4)]].tolist()
    [1.0, 0.49, 0.51]
    >>> groups.stability.people.loc[[0, 3, 4]].round(2).tolist()
    [1.0, 0.51, 0.84]
    """

    runs: int  #: how many there were
    ties: pd.Series  #: share of runs that have the two people in one community; on (source, target)
    people: pd.Series  #: its mean over a person's ties within the community; NaN if there are none

    def __post_init__(self) -> None:
        for name in ("ties", "people"):
            series: pd.Series = getattr(self, name)
            values = np.array(series, dtype=np.float64)
            values.flags.writeable = False
            fixed = pd.Series(values, index=series.index, name="stability", copy=False)
            object.__setattr__(self, name, fixed)

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        # Pickled arrays forget that they are read-only.
        self.__post_init__()


def stability_of(network: Network, codes: IntArray, together: IntArray, runs: int) -> Stability:
    """Stability from the number of runs that have the people of every tie in one community."""
    source, target, share = network.tie_source, network.tie_target, together / runs
    within = network.tie_strength * (codes[source] == codes[target])
    ends, n = np.concatenate([source, target]), network.n_people
    strength = np.bincount(ends, weights=np.tile(within, 2), minlength=n)
    held = np.bincount(ends, weights=np.tile(within * share, 2), minlength=n)
    people = np.divide(held, strength, out=np.full(n, np.nan), where=strength > 0)
    return Stability(
        runs=runs,
        ties=pd.Series(share, index=network.tie_index),
        people=pd.Series(people, index=network.ids),
    )
