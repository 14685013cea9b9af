"""`build_network`: from what a file says to what is computed on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from weakties._canonical import sort_ids
from weakties._typing import Progress
from weakties.build._archive import read_archive
from weakties.build._combine import Combined, apply_rules
from weakties.build._memberships import MOST_TOGETHER
from weakties.build._period import Length, Moment, Period, read_period, within
from weakties.build._rule import RULES, Rule
from weakties.build._words import told_of_period, told_of_two_modes, warnings_on
from weakties.build.owner_ties import measure_owner_ties
from weakties.build.stated import repeated_rows, stated_ties, with_way_back
from weakties.connections import Connections
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.network import Network, network_from_positions


def build_network(
    connections: Connections,
    *,
    ties: str | Sequence[str] = "default",
    directed: bool | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
    window: Length | None = None,
    half_life: Length | None = None,
    progress: Progress | None = None,
) -> Network:
    """Build the network of the people a file tells about.

    A file that states ties (an edge list) gives the network of these ties. Named rules add the ties
    that follow from records, and leave their names on them. Some ties are **observed**: people
    wrote to, answered, mentioned or reacted to each other (``addressed``), spoke in one place at
    one time (``same_talk``), were part of one work, meeting or page (``together``), or shared a
    conversation with the owner (``group_conversation``). These rules apply wherever a file has such
    records. An owner's archive states the owner's ties alone, so there ties between the contacts
    are **inferred** as well: who shares a focus tends to be tied (Feld 1981, DOI 10.1086/227352),
    and a strength is how much speaks for a tie, no measured amount of contact.

    Everybody in a focus of k people shares one unit among the other k - 1, colleagues whom the
    owner met at about the same time getting more of it. Each rule has a worth that multiplies this,
    the strengths of all rules are summed, and inferred pairs below 0.03 are no ties. Foci beyond
    the rule's limit are left out and counted. Two-mode data, which say what people belong to, stay
    two-mode until the rule ``affiliation`` is asked for, and citations of works are ties for those
    who ask for ``cited``. That people share a date or a line of work
    ties them only if the ties around them lead from one to the other anyway: a bridge between two
    worlds takes more than a coincidence. People whom nothing ties to anybody stay in the network as
    isolates.

    Parameters
    ----------
    connections : Connections
        What a file says, from `weakties.read`.
    ties : str or sequence of str
        "default": stated ties, those of all rules but ``affiliation`` and ``cited`` for an owner's
        archive, and those of the rules that observe ties for other records. "observed": stated ties
        and those of the rules that observe. Or the names of the rules to apply (``RULES``).
    directed : bool, optional
        Whether ties have a direction. None: they do if the file states one with a direction, or if
        people of a file without owner turned to each other; ties without direction then lead both
        ways. With an owner and rules they do not. False: a row counts once whether it has a
        direction or not, so that a tie and its answer add up.
    since, until : str, date or datetime, optional
        Build the network of a period, from ``since`` on and up to ``until``, which is not in it, so
        that periods can follow each other. What lasted belongs to every period that it touches.
        See Notes.
    window : str or timedelta, optional
        Begin the period so long (``"90D"``) before ``until`` or the latest date on record.
    half_life : str or timedelta, optional
        What people did counts half when it is so old (``"180D"``) at ``until`` or the latest date
        on record, a quarter when twice as old, and so on. Ties that go on do not fade.
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
        If ``directed`` is True and ties come from rules that know no direction; a weight is not
        from 1e-100 to 1e100; or a date or length of time is none, or nothing in the file has a date.
    ArgumentTypeError
        If ``connections`` is no `Connections`.

    Notes
    -----
    Self-loops are dropped, parallel ties summed, both counted in ``provenance``. The order of rows
    makes no difference. Cost: O(m log m) for m stated ties; rules look at no more than 25 pairs for
    each contact, message and membership.

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
    period = read_period(connections, since=since, until=until, window=window, half_life=half_life)
    rules = _chosen(ties, connections)
    _check_direction(rules, directed=directed)
    connections = _noting(
        within(connections, period),
        ties=ties if isinstance(ties, str) else list(ties),
        **{name: str(given) for name, given in period.asked.items() if given is not None},
    )
    people = connections.people.iloc[sort_ids(connections.people.index)]
    combined = _combined(connections, people, rules, period, progress) if rules else None
    has_direction = _direction(connections, combined) if directed is None else directed
    table = stated_ties(connections, people.index, directed=has_direction)
    network = network_from_positions(
        people,
        table,
        directed=has_direction,
        owner=connections.owner,
        view=connections.view,
        provenance=connections.provenance,
    )
    network = _counting_rows(network, connections, people.index)
    if combined is not None:
        network = _with_rules(network, people, table, combined, directed=has_direction)
    network = told_of_period(_with_owner_ties(network, connections, period), period)
    return told_of_two_modes(network, connections, rules)


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
    if isinstance(ties, str):
        infers = ties == "default" and connections.view == "ego" and connections.owner is not None
        observed = [one for one in RULES.values() if infers or one.evidence != "inferred"]
        names = [one.name for one in observed if not one.on_request]
        names = names if _has_records(connections) else ()
    return [RULES[name] for name in sorted(set(names))]


def _has_records(connections: Connections) -> bool:
    """Whether there is something that the rules which are not on request look at."""
    if connections.owner is not None or len(connections.events) > 0:
        return True
    return bool(connections.memberships["kind"].isin(list(MOST_TOGETHER)).any())


def _check_direction(rules: list[Rule], *, directed: bool | None) -> None:
    guesses = [one for one in rules if one.evidence == "inferred"]
    if directed and (guesses or (rules and not any(one.directed for one in rules))):
        names = ", ".join(one.name for one in guesses or rules)
        message = (
            f"directed=True, but ties from rules ({names}) have no direction. "
            "Leave directed out, or choose ties=[]."
        )
        raise ArgumentError(message)


def _direction(connections: Connections, combined: Combined | None) -> bool:
    """Whether ties have a direction where nobody said."""
    stated = bool(connections.ties["directed"].any())
    if combined is None:
        return stated
    return connections.owner is None and (stated or bool(combined.ties["directed"].any()))


def _counting_rows(network: Network, connections: Connections, people: pd.Index) -> Network:
    """The network with the rows that repeat others, where these are not the ties that were merged.

    An answer is no repetition, and a row without direction that is there twice is one.
    """
    one_way = connections.ties["directed"].to_numpy(dtype=bool)
    a_tie_each = one_way.all() if network.directed else not one_way.any()
    if a_tie_each:
        return network
    again = connections.provenance.duplicates + repeated_rows(connections, people)
    return replace(network, provenance=replace(network.provenance, duplicates=again))


def _noting(connections: Connections, **built: Any) -> Connections:
    """The records, with how a network is built of them."""
    return replace(connections, provenance=replace(connections.provenance, built=built))


def _combined(
    connections: Connections,
    people: pd.DataFrame,
    rules: list[Rule],
    period: Period,
    progress: Progress | None,
) -> Combined:
    def done(name: str, number: int) -> None:
        if progress is not None:
            progress(f"looking for ties: {name}" if name else "ties found", number, len(rules))

    return apply_rules(read_archive(connections, people, period), rules, done=done)


def _with_rules(
    network: Network,
    people: pd.DataFrame,
    table: pd.DataFrame,
    combined: Combined,
    *,
    directed: bool,
) -> Network:
    """The network of stated ties with those of the rules added, and what the rules did."""
    found = combined.ties.drop(columns="directed")
    if directed:
        found = with_way_back(found, ~combined.ties["directed"].to_numpy(dtype=bool))
    origin = network.provenance
    both = network_from_positions(
        people,
        pd.concat([table.assign(rules=""), found], ignore_index=True),
        directed=directed,
        owner=network.owner,
        view=network.view,
        provenance=origin,
    )
    warnings = [*origin.warnings, *warnings_on(both, combined)]
    # Several rules for one pair are no rows given twice: the counts stay those of the stated ties.
    return replace(both, provenance=replace(origin, rules=combined.reports, warnings=warnings))


def _with_owner_ties(network: Network, connections: Connections, period: Period) -> Network:
    """The network with the owner's ties measured; in a directed one they stay as stated."""
    if connections.owner is None or connections.view != "ego" or network.directed:
        return network
    own = measure_owner_ties(connections, network.owner_ties, network.ids, period)
    return replace(network, owner_ties=own)
