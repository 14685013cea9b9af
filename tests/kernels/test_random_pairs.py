"""Pairs that are drawn: all equally likely, and each the same whenever it is drawn."""

from collections import Counter

import numpy as np

from weakties.kernels.random_pairs import Pairs, draw_pair


def drawn_pairs(pairs: Pairs, count: int, seed: int = 0) -> list[tuple[int, int]]:
    ends = np.empty(2, dtype=np.int64)
    found = []
    for sample in range(count):
        draw_pair(pairs, np.uint64(seed), sample, ends)
        found.append((int(ends[0]), int(ends[1])))
    return found


def test_all_pairs_of_all_components_are_equally_likely() -> None:
    # Components of 2, 3 and 5 people: 2 + 6 + 20 ordered pairs.
    pairs = Pairs(np.array([0, 2, 5]), np.array([2, 3, 5]), np.cumsum([2 / 28, 6 / 28, 20 / 28]))
    count = 28_000
    counts = Counter(drawn_pairs(pairs, count, seed=1))
    groups = [0, 0, 1, 1, 1, 2, 2, 2, 2, 2]
    assert all(one != other and groups[one] == groups[other] for one, other in counts)
    assert len(counts) == 28
    # Five standard deviations of a count of 1,000.
    assert all(abs(number - 1000) < 5 * np.sqrt(1000) for number in counts.values())


def test_other_seeds_draw_other_pairs() -> None:
    pairs = Pairs(np.array([0]), np.array([10**6]), np.array([1.0]))
    one, other = (drawn_pairs(pairs, 100, seed) for seed in (1, 2))
    assert not set(one) & set(other)


def test_shares_that_add_up_to_less_than_one_lead_nowhere_else() -> None:
    pairs = Pairs(np.array([0, 2]), np.array([2, 2]), np.array([1e-9, 2e-9]))
    assert {min(pair) for pair in drawn_pairs(pairs, 50)} == {2}
