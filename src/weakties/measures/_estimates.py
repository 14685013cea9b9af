"""Estimates of the measures that count shortest paths, and tables in which they stand for these."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, IntArray, Progress, Rng
from weakties.measures._adaptive import Values, estimate
from weakties.measures._communities import community_codes
from weakties.measures._sampling import NO_COMMUNITY, PathSampler
from weakties.measures.tables import measure, measure_ties
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition

#: Arcs that a search from everybody may look at in the main job. There are two such searches, one
#: of them for paths between communities; two processors are done with both in about a minute.
MOST_ARCS = 40_000_000_000

#: Arcs that an estimate in the main job may look at: about a quarter of a minute.
_MOST_ARCS_SAMPLED = 2_000_000_000

#: What is asked of an estimate in the main job, if the arcs suffice.
_ERROR, _CONFIDENCE = 0.0005, 0.9


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class BetweennessEstimate:
    """What `estimate_betweenness` found: values, and limits that hold for all of them together."""

    people: pd.DataFrame  #: a row a person: each measure, and its limits ``..._low``, ``..._high``
    ties: pd.DataFrame  #: a row a tie: ``edge_betweenness`` and its limits
    samples: int  #: pairs of people whose shortest paths were followed
    error: float  #: most that any value may be off, as a share of all pairs of people
    confidence: float  #: probability with which all true values lie within their limits

    def __repr__(self) -> str:
        return (
            f"<BetweennessEstimate: {len(self.people)} people, {len(self.ties)} ties, from "
            f"{self.samples:,} pairs; error {self.error:.2g} at confidence {self.confidence:g}>"
        )


def path_sampler(network: Network, partition: "Partition | None", rng: Rng) -> PathSampler:
    """A sampler for everything that `estimate_betweenness` gives."""
    community = NO_COMMUNITY if partition is None else community_codes(network, partition)
    return PathSampler(network, community=community, ties=True, rng=rng)


def estimate_from(
    sampler: PathSampler,
    network: Network,
    *,
    error: float,
    confidence: float,
    most: int,
    progress: Progress | None,
) -> BetweennessEstimate:
    """Draw pairs until no value is off by more than the error, or ``most`` have been drawn."""
    values, samples = estimate(
        sampler,
        lambda found: sampler.share(found.error) <= error,
        confidence=confidence,
        most=most,
        progress=progress,
    )
    places = sampler.places
    people = _columns("betweenness", sampler, values, places.people)
    if places.bridging.start < places.bridging.stop:
        people |= _columns("bridge_betweenness", sampler, values, places.bridging)
    ties = _columns("edge_betweenness", sampler, values, places.ties)
    return BetweennessEstimate(
        people=pd.DataFrame(people, index=network.ids),
        # The two people of a tie are one pair whose only shortest path is the tie.
        ties=pd.DataFrame(ties, index=network.tie_index).clip(lower=1.0),
        samples=samples,
        error=sampler.share(values.error),
        confidence=confidence,
    )


def _columns(
    name: str, sampler: PathSampler, values: Values, where: slice
) -> dict[str, FloatArray]:
    """Values and limits of one measure."""
    return {
        name: sampler.in_pairs(values.mean[where]),
        f"{name}_low": sampler.in_pairs(values.low[where]),
        f"{name}_high": sampler.in_pairs(values.high[where]),
    }


def estimate_if_long(
    network: Network, partition: "Partition", *, rng: Rng, progress: Progress | None
) -> BetweennessEstimate | None:
    """An estimate where counting all paths would take long, on any machine; otherwise none.

    The time decides, in arcs to look at rather than in seconds, so that the same network always
    gets the same treatment.
    """
    if network.n_people * len(network.indices) <= MOST_ARCS:
        return None
    sampler = path_sampler(network, partition, rng)
    return estimate_from(
        sampler,
        network,
        error=_ERROR,
        confidence=_CONFIDENCE,
        most=_MOST_ARCS_SAMPLED // sampler.arcs_per_sample,
        progress=progress,
    )


def estimate_under(
    found: BetweennessEstimate | None, old: Network, new: Network, place: IntArray
) -> BetweennessEstimate | None:
    """The same estimate for a network in which the people of the old one have other ids.

    ``place`` holds the position in the new network of every person of the old one.
    """
    if found is None:
        return None
    ends = place[old.tie_source], place[old.tie_target]
    if not old.directed:
        ends = np.minimum(*ends), np.maximum(*ends)
    ties = found.ties.iloc[np.lexsort(ends[::-1])].set_axis(new.tie_index, axis="index")
    people = found.people.iloc[np.argsort(place)].set_axis(new.ids, axis="index")
    return replace(found, people=people, ties=ties)


def people_with_estimates(
    network: Network,
    names: Sequence[str],
    found: BetweennessEstimate | None,
    *,
    partition: "Partition",
    progress: Progress | None,
) -> pd.DataFrame:
    """The table of `measure`, in which what was estimated stands with its limits."""
    known = pd.DataFrame() if found is None else found.people
    rest = [name for name in names if name not in known]
    return _side_by_side(
        names, known, measure(network, rest, partition=partition, progress=progress)
    )


def ties_with_estimates(
    network: Network,
    names: Sequence[str],
    found: BetweennessEstimate | None,
    *,
    partition: "Partition",
    progress: Progress | None,
) -> pd.DataFrame:
    """The table of `measure_ties`, in which what was estimated stands with its limits."""
    known = pd.DataFrame() if found is None else found.ties
    rest = [name for name in names if name not in known]
    return _side_by_side(
        names, known, measure_ties(network, rest, partition=partition, progress=progress)
    )


def _side_by_side(names: Sequence[str], known: pd.DataFrame, rest: pd.DataFrame) -> pd.DataFrame:
    """Columns in the order of the names, each estimate followed by its limits."""
    columns = {}
    for name in names:
        if name in rest:
            columns[name] = rest[name]
        else:
            columns |= {one: known[one] for one in (name, f"{name}_low", f"{name}_high")}
    return pd.DataFrame(columns, index=rest.index)
