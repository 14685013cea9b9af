"""What a rule is, and how people who share a focus become pairs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties._parallel_ties import pair_numbers, tie_order
from weakties._registry import Registry
from weakties._typing import BoolArray, Evidence, FloatArray, IntArray
from weakties.build._archive import NO_DAY, Archive

#: A place (a conversation, an employer) that two people share ties them by itself. That the owner
#: connected with both at one time may be chance, and people who are alike need not have met: such
#: pairs are believed only if the ties around them lead from one to the other anyway.
Basis: TypeAlias = Literal["place", "date", "likeness"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Found:
    """The ties that a rule found."""

    pairs: pd.DataFrame
    #: source, target (positions; source < target unless the rule knows directions), strength; if
    #: known evidence, first, last
    foci: int  #: foci that gave ties
    left_out: Mapping[str, int] = field(default_factory=dict)  #: reason -> foci left out


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A named way to see, or to conclude, from records that two people are tied."""

    name: str  #: as written in ``ties=[...]`` and on the ties themselves
    evidence: Evidence  #: the best evidence that its ties have
    worth: float  #: strength of its ties against those of people seen in one conversation
    basis: Basis  #: what it goes by: a place where both are, a date, or a likeness
    summary: str  #: one sentence: what makes a tie
    find: Callable[[Archive], Found]
    directed: bool = False  #: whether its ties lead from one to the other
    on_request: bool = False  #: whether it is applied only where it is named


RULES: Registry[Rule] = Registry("rule")


def rule(
    evidence: Evidence,
    *,
    worth: float,
    basis: Basis,
    directed: bool = False,
    on_request: bool = False,
) -> Callable[[Callable[[Archive], Found]], Callable[[Archive], Found]]:
    """Register a function as the rule of its name; the first line of its docstring is the summary."""

    def register(find: Callable[[Archive], Found]) -> Callable[[Archive], Found]:
        entry = Rule(
            name=find.__name__,
            evidence=evidence,
            worth=worth,
            basis=basis,
            summary=(find.__doc__ or "").strip().splitlines()[0],
            find=find,
            directed=directed,
            on_request=on_request,
        )
        RULES.add(entry.name, entry)
        return find

    return register


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of people inside foci: parallel arrays."""

    a: IntArray
    b: IntArray
    focus: IntArray
    size: IntArray  #: people in the focus


def pairs_within(person: IntArray, focus: IntArray, *, most: int) -> tuple[Pairs, int]:
    """All pairs of different people inside each focus of 2 to ``most`` people, and the bigger foci left out.

    Memberships given twice count once.
    """
    table = np.unique(np.column_stack([focus, person]), axis=0).reshape(-1, 2)
    member = table[:, 1].copy()
    number, start, size = np.unique(table[:, 0], return_index=True, return_counts=True)
    chosen = size[(size >= 2) & (size <= most)]
    # There are many more pairs than memberships, so that they are written where they stay.
    pairs = Pairs(*np.empty((4, int((chosen * (chosen - 1) // 2).sum())), dtype=np.int64))
    done = 0
    for people in np.unique(chosen):
        low, high = np.triu_indices(people, 1)
        at = start[size == people][:, None]
        part = slice(done, done + len(at) * len(low))
        pairs.a[part], pairs.b[part] = member[at + low].ravel(), member[at + high].ravel()
        pairs.focus[part] = np.repeat(number[size == people], len(low))
        pairs.size[part] = people
        done = part.stop
    return pairs, int((size > most).sum())


def share_by_nearness(pairs: Pairs, near: FloatArray) -> FloatArray:
    """Strength of pairs when everybody shares one unit among the others of the focus by nearness.

    With equal nearness this is 1/(k-1) for each pair of a focus of k people.
    """
    ends = np.column_stack(
        [np.concatenate([pairs.focus, pairs.focus]), np.concatenate([pairs.a, pairs.b])]
    )
    _, member = np.unique(ends, axis=0, return_inverse=True)
    member = member.reshape(-1)
    total = np.bincount(member, weights=np.concatenate([near, near]))
    of_a, of_b = total[member[: len(near)]], total[member[len(near) :]]
    return near * (1.0 / of_a + 1.0 / of_b) / 2.0


def next_met(
    archive: Archive, person: IntArray, focus: IntArray, *, steps: int
) -> tuple[Pairs, IntArray]:
    """Pairs of each member of a focus with the next few whom the owner met; also the place in line.

    Members whose connection has no date are left out.
    """
    dated = archive.day[person] != NO_DAY
    table = np.unique(np.column_stack([focus, archive.day[person], person])[dated], axis=0)
    number, member = table[:, 0], table[:, 2]
    _, place, size = np.unique(number, return_inverse=True, return_counts=True)
    parts = [np.empty((0, 5), dtype=np.int64)]
    for step in range(1, steps + 1):
        at = np.flatnonzero(number[:-step] == number[step:])
        low = np.minimum(member[at], member[at + step])
        high = np.maximum(member[at], member[at + step])
        line = np.full(len(at), step)
        parts.append(np.column_stack([low, high, number[at], size[place[at]], line]))
    found = np.concatenate(parts).T.copy()
    return Pairs(*found[:4]), found[4]


def as_found(
    pairs: Pairs,
    strength: FloatArray,
    left_out: Mapping[str, int] | None = None,
    *,
    times: Mapping[str, NDArray[np.datetime64]] | None = None,
) -> Found:
    """The pairs as ties of a rule, those of several foci summed; ``times`` are first and last."""
    known = {why: count for why, count in (left_out or {}).items() if count}
    summed = sum_over_foci(pairs, strength, times=times)
    return Found(pairs=summed, foci=len(np.unique(pairs.focus)), left_out=known)


def sum_over_foci(
    pairs: Pairs,
    strength: FloatArray,
    *,
    times: Mapping[str, NDArray[np.datetime64]] | None = None,
    counts: Mapping[str, IntArray | BoolArray] | None = None,
) -> pd.DataFrame:
    """A row a pair, sorted: strength and counts of all its foci, earliest first, latest last."""
    number, width = pair_numbers(pairs.a, pairs.b)
    order = tie_order(number, strength)
    number = number[order]
    starts = np.ones(len(number), dtype=bool)
    np.not_equal(number[1:], number[:-1], out=starts[1:])
    at, number = np.flatnonzero(starts), number[starts]
    table = pd.DataFrame({"source": number // width, "target": number % width})
    columns: dict[str, tuple[np.ufunc, np.ndarray]] = {"strength": (np.add, strength)}
    columns |= {name: (_MERGED_TIMES[name], stamps) for name, stamps in (times or {}).items()}
    columns |= {
        name: (np.add, np.asarray(some, dtype=np.int64)) for name, some in (counts or {}).items()
    }
    for name, (merge, values) in columns.items():
        table[name] = merge.reduceat(values[order], at) if len(at) else values
    return table


_MERGED_TIMES = {"first": np.fmin, "last": np.fmax}
