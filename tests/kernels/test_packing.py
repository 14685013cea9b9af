import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels.packing import MOST_PACKED, enclosing_circle, pack_discs


def overlaps(centre, radius):
    apart = np.linalg.norm(centre[:, None] - centre[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    return (apart < radius[:, None] + radius[None] - 1e-6).any()


@given(
    st.lists(st.floats(0.5, 20), min_size=1, max_size=18),
    st.integers(0, 5),
)
def test_discs_never_overlap(sizes, seed):
    radius = np.sort(np.array(sizes))[::-1]
    affinity = np.random.default_rng(seed).integers(0, 4, (len(radius), len(radius))).astype(float)
    affinity = np.triu(affinity, 1)
    affinity += affinity.T
    assert not overlaps(pack_discs(radius, affinity), radius)


def test_more_discs_than_are_packed_one_by_one_stand_in_belts():
    radius = np.linspace(5, 0.5, MOST_PACKED + 150)
    centre = pack_discs(radius, np.zeros((MOST_PACKED, MOST_PACKED)))
    assert not overlaps(centre, radius)


def test_discs_are_packed_densely():
    radius = np.sort(np.random.default_rng(3).uniform(1, 6, 40))[::-1]
    _, reach = enclosing_circle(pack_discs(radius, np.zeros((40, 40))), radius)
    assert (radius**2).sum() / reach**2 > 0.65


def test_related_discs_are_neighbours():
    affinity = np.zeros((6, 6))
    for one, two in ((0, 5), (1, 4), (2, 3)):
        affinity[one, two] = affinity[two, one] = 1
    centre = pack_discs(np.ones(6), affinity)
    apart = np.linalg.norm(centre[:, None] - centre[None], axis=2)
    assert np.allclose([apart[0, 5], apart[1, 4], apart[2, 3]], 2)


@given(st.integers(1, 30), st.integers(0, 1000))
def test_enclosing_circle_holds_all_and_is_nearly_the_smallest(discs, seed):
    draw = np.random.default_rng(seed)
    centre, radius = draw.uniform(-9, 9, (discs, 2)), draw.uniform(0, 3, discs)
    middle, reach = enclosing_circle(centre, radius)
    out = np.linalg.norm(centre - middle, axis=1) + radius
    assert np.isclose(out.max(), reach)
    apart = np.linalg.norm(centre[:, None] - centre[None], axis=2) + radius[:, None] + radius
    # Two discs alone force half of their far ends' distance; Jung's theorem bounds the rest.
    assert reach <= 1.03 * max(apart.max() / np.sqrt(3), radius.max()) + 1e-9
