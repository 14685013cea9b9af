"""What `build_network` warns of, in sentences."""

from dataclasses import replace

import pandas as pd

from weakties._counting import count
from weakties.build._combine import WEAKEST, Combined
from weakties.build._memberships import count_groups
from weakties.build._period import Period
from weakties.build._rule import Rule
from weakties.connections import Connections
from weakties.network import Network

#: Rules that look at what people do, which a file tells of the day of the export alone.
_BY_ATTRIBUTES = {"employer", "past_employer", "occupation"}
_ONLY = "only what was there"
_ON_ATTRIBUTES = "Employers and titles are those of the day of the export, not those of the period."


def warnings_on(network: Network, combined: Combined) -> list[str]:
    """What a reader of ties from rules must know."""
    ties = network.tie_table if not network.directed else network.undirected().tie_table
    inferred = ties["evidence"] == "inferred"
    whom = "people" if network.owner is None else "contacts"
    sentences = []
    if inferred.any():
        names = sorted({name for text in ties["rules"][inferred] for name in text.split("; ")})
        sentences.append(
            f"{_share(int(inferred.sum()), len(ties), whom)} INFERRED, not observed (from "
            f"{', '.join(names)}): such a tie says that two people may know each other, not that "
            "they do."
        )
    left_untied = {
        f"for whom too little speaks (a strength below {WEAKEST})": combined.weak,
        "who are only alike, one of whom is never seen with anybody": combined.alike,
        "who share a date or a likeness but live in different worlds": combined.apart,
        "whose contact has faded away": combined.faded,
    }
    sentences += [
        f"Left untied: {count(pairs, 'pair', 'pairs')} of {whom} {which}."
        for which, pairs in left_untied.items()
        if pairs
    ]
    return sentences


def told_of_period(network: Network, period: Period) -> Network:
    """The network; it says of which period it is, and if ties rest on what was true on another day."""
    origin = network.provenance
    rules = {one.name for one in origin.rules if one.ties}
    if period.bounded and rules & _BY_ATTRIBUTES:
        origin = replace(origin, warnings=[*origin.warnings, _ON_ATTRIBUTES])
    if period.since is not None and period.latest is not None and period.latest < period.since:
        late = f"The period begins after the latest date in these data, which is in {period.latest:%Y}."
        origin = replace(origin, warnings=[*origin.warnings, late])
    counted_back = period.window is not None or period.half_life is not None
    latest = f"{period.now:%Y-%m-%d}" if counted_back and period.until is None else ""
    origin = replace(origin, period=words_on_period(period), latest=latest)
    return replace(network, provenance=origin)


def words_on_period(period: Period) -> str:
    """What was left in and how it fades, without dates that only the data tell; empty if all was."""
    until = "" if period.until is None else f" before {_moment(period.until)}"
    clauses = []
    if period.window is not None:
        clauses.append(f"{_ONLY} in the last {_length(period.window)}{until or ' on record'}")
    elif period.since is not None:
        clauses.append(f"{_ONLY} from {_moment(period.since)} on{until and f' and{until}'}")
    elif until:
        clauses.append(f"{_ONLY}{until}")
    if period.half_life is not None:
        age = _length(period.half_life)
        clauses.append(f"what people did counts half when {age} old, a quarter when twice as old")
    return "; ".join(clauses)


def _moment(moment: pd.Timestamp) -> str:
    whole_day = moment == moment.normalize()
    return f"{moment:%Y-%m-%d}" if whole_day else f"{moment:%Y-%m-%d %H:%M}"


def _length(length: pd.Timedelta) -> str:
    days, hours = length / pd.Timedelta(days=1), length / pd.Timedelta(hours=1)
    if days.is_integer():
        return count(int(days), "day", "days")
    return "1 hour" if hours == 1 else f"{hours:,.6g} hours"


def _share(inferred: int, ties: int, whom: str) -> str:
    """How many of the ties, as the beginning of a sentence."""
    if inferred == ties:
        return (
            f"The only tie between {whom} is"
            if ties == 1
            else f"All {ties:,} ties between {whom} are"
        )
    return f"{inferred:,} of {ties:,} ties between {whom} {'is' if inferred == 1 else 'are'}"


def told_of_two_modes(network: Network, connections: Connections, rules: list[Rule]) -> Network:
    """The network; if it has no ties but two-mode data could give some, it says so and how."""
    if network.n_ties or any(one.on_request for one in rules):
        return network
    people, groups = count_groups(connections)
    if not groups:
        return network
    origin = network.provenance
    warnings = [*origin.warnings, on_two_modes(people, groups)]
    return replace(network, provenance=replace(origin, warnings=warnings, untied_groups=groups))


def describe_groups(connections: Connections) -> list[str]:
    """A sentence if a file holds plain two-mode data without ties; else none."""
    people, groups = count_groups(connections)
    return [on_two_modes(people, groups)] if groups else []


def on_two_modes(people: int, groups: int) -> str:
    """What two-mode data are, and what to do next."""
    return (
        f"Two-mode data: {count(people, 'person', 'people')} in {count(groups, 'group', 'groups')}. "
        "That says who belongs to what, not who is tied to whom. Build the network with "
        'ties=["affiliation"] to tie people who share a group; weakties.project tells which of '
        "these ties are more than chance."
    )
