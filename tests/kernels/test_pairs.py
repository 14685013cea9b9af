"""Pairs of people in order, and both ways round."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels.pairs import count_both_ways, order_pairs

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), min_size=1)


@given(PAIRS)
def test_the_order_is_that_of_lexsort(pairs):
    source, target, _ = (np.array(one, dtype=np.int32) for one in zip(*pairs, strict=True))
    order = order_pairs(source, target, 6)
    assert order.tolist() == np.lexsort((target, source)).tolist()


@given(PAIRS)
def test_pairs_both_ways_are_those_of_sets(pairs):
    source, target, counts = (np.array(one, dtype=np.int32) for one in zip(*sorted(pairs)))
    counted = {(one, other) for one, other, counts in pairs if counts and one != other}
    every = {frozenset(pair) for pair in counted}
    both = sum((other, one) in counted for one, other in counted) // 2
    found = count_both_ways(source, target, counts.astype(bool), 6)
    assert found == (both, len(every))
