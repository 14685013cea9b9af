"""What `build_network` warns of, in sentences."""

from dataclasses import replace

from weakties._counting import count
from weakties.build._combine import WEAKEST, Combined
from weakties.build._memberships import caps_of_belonging
from weakties.build._period import Period
from weakties.build._rule import Rule
from weakties.connections import Connections
from weakties.network import Network

#: Rules that look at what people do, which a file tells of the day of the export alone.
_BY_ATTRIBUTES = {"employer", "past_employer", "occupation"}
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
    """The network with a warning if ties of a period rest on what was true on another day."""
    rules = {one.name for one in network.provenance.rules if one.ties}
    if not period.bounded or not rules & _BY_ATTRIBUTES:
        return network
    warnings = [*network.provenance.warnings, _ON_ATTRIBUTES]
    return replace(network, provenance=replace(network.provenance, warnings=warnings))


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
    """The network; if it has no ties but two-mode data could give some, a warning says how."""
    if network.n_ties or network.owner is not None or any(one.on_request for one in rules):
        return network
    rows = connections.memberships
    rows = rows[rows["kind"].isin(list(caps_of_belonging(rows["kind"], 1)))]
    people, groups = rows["person"].nunique(), len(rows[["kind", "focus"]].drop_duplicates())
    if people < 2:
        return network
    warning = (
        f"Two-mode data: {count(people, 'person', 'people')} in {count(groups, 'group', 'groups')} "
        'and no ties between people. Add --ties affiliation (from Python ties=["affiliation"], or '
        "weakties.project) to tie people who share a group."
    )
    origin = network.provenance
    return replace(network, provenance=replace(origin, warnings=[*origin.warnings, warning]))
