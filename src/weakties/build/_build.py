"""`build_network`: from what a file says to what is computed on."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from weakties._canonical import sort_ids
from weakties._counting import count
from weakties._typing import Progress
from weakties.build._archive import read_archive
from weakties.build._combine import WEAKEST, Combined, apply_rules
from weakties.build._rule import RULES, Rule
from weakties.build.owner_ties import measure_owner_ties
from weakties.build.stated import stated_ties
from weakties.connections import Connections
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.network import Network, network_from_positions

_OBSERVED = ("group_conversation",)


def build_network(
    connections: Connections,
    *,
    ties: str | Sequence[str] = "default",
    directed: bool | None = None,
    progress: Progress | None = None,
) -> Network:
    """Build the network of the people a file tells about.

    A file that states ties (an edge list) gives the network of these ties. An owner's archive states
    the owner's ties alone; ties between the contacts are then concluded by named rules, each of
    which leaves its name on the tie. Except for group conversations these ties are **inferred**: who
    shares a focus tends to be tied (Feld 1981, DOI 10.1086/227352), and a strength is how much speaks
    for a tie, no measured amount of contact.

    Everybody in a focus of k people shares one unit among the other k - 1, colleagues whom the owner
    met at about the same time getting more of it. Each rule has a worth that multiplies this, the
    strengths of all rules are summed, and pairs below 0.03 are no ties. Foci beyond the rule's limit
    are left out and counted. That people share a date or a line of work ties them only if the
    ties around them lead from one to the other anyway: a bridge between two worlds
    takes more than a coincidence. People whom nothing ties to anybody stay in the network as isolates.

    Parameters
    ----------
    connections : Connections
        What a file says, from `weakties.read`.
    ties : str or sequence of str
        "default": stated ties, and for an owner's archive those of all rules. "observed": stated
        ties and group conversations. Or the names of the rules to apply (``RULES``).
    directed : bool, optional
        Whether ties have a direction. None: they do if the file states one with a direction.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Network
        ``tie_table`` has ``evidence``, ``first`` and ``last`` where times are known, and ``rules``
        (names, joined by "; ") where rules were applied. For an owner's archive ``owner_ties``
        holds ``strength`` and its parts, ``last_contact`` and ``dormant`` (see
        `weakties.build.owner_ties.measure_owner_ties`). ``provenance.rules`` says what each
        rule did and left out, ``provenance.warnings`` that ties are inferred.

    Raises
    ------
    NotFoundError
        If a rule does not exist, or a tie names somebody who is not among the people.
    ArgumentError
        If ``directed`` is True and ties come from rules, which know no direction; or a weight is not
        from 1e-100 to 1e100.
    ArgumentTypeError
        If ``connections`` is no `Connections`.

    Notes
    -----
    Self-loops are dropped, parallel ties summed, both counted in ``provenance``. The order of rows
    makes no difference. Cost: O(m log m) for m stated ties; rules look at no more than 25 n pairs for
    n contacts.

    Examples
    --------
    >>> import pandas as pd
    >>> from weakties.connections import Connections, Provenance
    >>> people = pd.DataFrame(
    ...     {
    ...         "label": ["You", "Ana", "Ben", "Cy"],
    ...         "company": ["", "Acme Inc.", "ACME", "Other"],
    ...     },
    ...     index=["you", "ana", "ben", "cy"],
    ... )
    >>> found = Connections(
    ...     people=people, owner="you", view="ego", provenance=Provenance(format="linkedin")
    ... )
    >>> build_network(found, ties=["employer"]).ties[["strength", "evidence", "rules"]]
                   strength  evidence     rules
    source target
    ana    ben          1.0  inferred  employer
    """
    _require_connections(connections)
    rules = _chosen(ties, connections)
    has_direction = _direction(connections, rules, directed=directed)
    people = connections.people.iloc[sort_ids(connections.people.index)]
    # Ties made undirected on request are first kept apart: an answer is no tie given twice.
    keep = has_direction or bool(connections.ties["directed"].any() and not rules)
    table = stated_ties(connections, people.index, directed=keep)
    network = network_from_positions(
        people,
        table,
        directed=keep,
        owner=connections.owner,
        view=connections.view,
        provenance=connections.provenance,
    )
    network = network if has_direction else network.undirected()
    if rules:
        network = _with_rules(network, connections, people, table, rules=rules, progress=progress)
    return _with_owner_ties(network, connections)


def _require_connections(given: object) -> None:
    if not isinstance(given, Connections):
        message = (
            f"build_network takes Connections, got {type(given).__name__}. "
            "Use weakties.read for a file and weakties.as_network for a graph or table."
        )
        raise ArgumentTypeError(message)


def _chosen(ties: str | Sequence[str], connections: Connections) -> list[Rule]:
    """The rules to apply, in order of name."""
    if isinstance(ties, str) and ties not in ("default", "observed"):
        ties = [name.strip() for name in ties.split(",")]
    names: Sequence[str] = ties
    if ties == "default":
        names = list(RULES) if connections.view == "ego" and connections.owner is not None else ()
    elif ties == "observed":
        names = _OBSERVED if connections.owner is not None else ()
    return [RULES[name] for name in sorted(set(names))]


def _direction(connections: Connections, rules: list[Rule], *, directed: bool | None) -> bool:
    if directed and rules:
        names = ", ".join(rule.name for rule in rules)
        message = (
            f"directed=True, but ties from rules ({names}) have no direction. "
            "Leave directed out, or choose ties=[]."
        )
        raise ArgumentError(message)
    if directed is None:
        return bool(connections.ties["directed"].any()) and not rules
    return directed


def _with_rules(
    network: Network,
    connections: Connections,
    people: pd.DataFrame,
    table: pd.DataFrame,
    *,
    rules: list[Rule],
    progress: Progress | None,
) -> Network:
    """The network of stated ties with those of the rules added, and what the rules did."""

    def done(name: str, number: int) -> None:
        if progress is not None:
            progress(f"looking for ties: {name}" if name else "ties found", number, len(rules))

    combined = apply_rules(read_archive(connections, people), rules, done=done)
    origin = network.provenance
    both = network_from_positions(
        people,
        pd.concat([table.assign(rules=""), combined.ties], ignore_index=True),
        owner=network.owner,
        view=network.view,
        provenance=origin,
    )
    warnings = [*origin.warnings, *_warnings(both, combined)]
    # Several rules for one pair are no rows given twice: the counts stay those of the stated ties.
    return replace(both, provenance=replace(origin, rules=combined.reports, warnings=warnings))


def _warnings(network: Network, combined: Combined) -> list[str]:
    inferred = network.tie_table["evidence"] == "inferred"
    sentences = []
    if inferred.any():
        names = sorted(
            {name for text in network.tie_table["rules"][inferred] for name in text.split("; ")}
        )
        sentences.append(
            f"{_share(int(inferred.sum()), network.n_ties)} INFERRED, not observed (from "
            f"{', '.join(names)}): such a tie says that two people may know each other, not that "
            "they do."
        )
    left_untied = {
        f"for whom too little speaks (a strength below {WEAKEST})": combined.weak,
        "who are only alike, one of whom is never seen with anybody": combined.alike,
        "who share a date or a likeness but live in different worlds": combined.apart,
    }
    sentences += [
        f"Left untied: {count(pairs, 'pair', 'pairs')} of contacts {which}."
        for which, pairs in left_untied.items()
        if pairs
    ]
    return sentences


def _share(inferred: int, ties: int) -> str:
    """How many of the ties, as the beginning of a sentence."""
    if inferred == ties:
        return (
            "The only tie between contacts is"
            if ties == 1
            else f"All {ties:,} ties between contacts are"
        )
    return f"{inferred:,} of {ties:,} ties between contacts {'is' if inferred == 1 else 'are'}"


def _with_owner_ties(network: Network, connections: Connections) -> Network:
    if connections.owner is None or connections.view != "ego":
        return network
    own = measure_owner_ties(connections, network.owner_ties)
    return replace(network, owner_ties=own)
