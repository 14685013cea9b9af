"""Pairs of people in order, and both ways round."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels.pairs import count_both_ways, order_pairs

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), min_size=1)


#: Rows of a few pairs, and of more than are sorted by insertion.
LONG = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.booleans()), min_size=40)


def arrays(pairs):
    source, target, counts = (np.array(one, dtype=np.int32) for one in zip(*pairs, strict=True))
    return source, target, counts.astype(bool)


@given(st.one_of(PAIRS, LONG))
def test_the_order_is_that_of_lexsort(pairs):
    source, target, _ = arrays(pairs)
    begin, targets, order = order_pairs(source, target, 41)
    assert order.tolist() == np.lexsort((target, source)).tolist()
    assert targets.tolist() == target[order].tolist()
    assert begin.tolist() == np.searchsorted(np.sort(source), np.arange(42)).tolist()


@given(PAIRS)
def test_pairs_both_ways_are_those_of_sets(pairs):
    source, target, counts = arrays(pairs)
    begin, targets, order = order_pairs(source, target, 6)
    counted = {(one, other) for one, other, counts in pairs if counts and one != other}
    every = {frozenset(pair) for pair in counted}
    both = sum((other, one) in counted for one, other in counted) // 2
    assert count_both_ways(begin, targets, counts[order], 6) == (both, len(every))
