"""Pairs of people in order, and both ways round."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels.pairs import count_both_ways, sort_pairs

#: Numbers of people that fill their bits, and that do not.
PEOPLE = st.sampled_from([1, 2, 6, 2048, 2049, 1 << 22, (1 << 31) - 1])
NOTHING = np.empty(0, dtype=np.int32)


@st.composite
def pairs(draw):
    people = draw(PEOPLE)
    person = st.one_of(st.integers(0, min(people, 6) - 1), st.integers(0, people - 1))
    drawn = draw(st.lists(st.tuples(person, person), max_size=60))
    ends = np.array(drawn, dtype=np.int32).reshape(-1, 2)
    return people, ends[:, 0].copy(), ends[:, 1].copy()


@given(pairs())
def test_the_order_is_that_of_lexsort(drawn):
    people, source, target = drawn
    rows = np.arange(len(source), dtype=np.int32)
    first, second = sort_pairs(source, target, people, rows)
    assert rows.tolist() == np.lexsort((target, source)).tolist()
    assert first.tolist() == source[rows].tolist()
    assert second.tolist() == target[rows].tolist()


@given(pairs())
def test_rows_that_nobody_asks_for_change_nothing(drawn):
    people, source, target = drawn
    rows = np.arange(len(source), dtype=np.int32)
    asked = sort_pairs(source, target, people, rows)
    plain = sort_pairs(source, target, people, NOTHING)
    assert [one.tolist() for one in asked] == [one.tolist() for one in plain]


@given(pairs())
def test_pairs_both_ways_are_those_of_sets(drawn):
    people, source, target = drawn
    there = {pair for pair in zip(source.tolist(), target.tolist()) if pair[0] != pair[1]}
    every = {frozenset(pair) for pair in there}
    both = sum((other, one) in there for one, other in there) // 2
    first, second = sort_pairs(source, target, people, NOTHING)
    assert count_both_ways(first, second, people) == (both, len(every))
