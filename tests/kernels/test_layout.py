import numpy as np

from weakties.kernels.layout import _add_repulsion, _sort_into_cells, relax_island


def repulsion(place, side):
    n = len(place)
    cell, order, starts = np.empty(n, int), np.empty(n, int), np.empty(side * side + 1, int)
    work, force = np.empty((5, max(n, side * side))), np.zeros((n, 2))
    x, y = place.T.copy()
    _sort_into_cells(x, y, side, cell, order, starts)
    _add_repulsion(x, y, side, cell, order, starts, work, force)
    return force, cell, order, starts


def test_cells_hold_everybody_once_in_order():
    place = np.random.default_rng(0).normal(size=(50, 2))
    _, cell, order, starts = repulsion(place, 4)
    assert sorted(order) == list(range(50))
    assert (np.diff(cell[order]) >= 0).all()
    assert (starts == np.searchsorted(cell[order], np.arange(17))).all()


def test_repulsion_of_far_cells_is_close_to_that_of_their_people():
    place = np.random.default_rng(1).uniform(0, 30, (400, 2))
    exact, *_ = repulsion(place, 1)
    way = place[:, None] - place[None]
    by_hand = (way / ((way**2).sum(axis=2, keepdims=True) + 0.01)).sum(axis=1)
    assert np.allclose(exact, by_hand)
    near, *_ = repulsion(place, 7)
    assert np.linalg.norm(near - exact) < 0.05 * np.linalg.norm(exact)


def relaxed(edges, people, pull=None, steps=120):
    arcs = sorted(edges + [(b, a) for a, b in edges])
    indptr = np.searchsorted([a for a, _ in arcs], np.arange(people + 1))
    start = np.random.default_rng(2).uniform(-3, 3, (people, 2))
    pull = np.zeros((people, 2)) if pull is None else pull
    indices = np.array([b for _, b in arcs], dtype=np.int64)
    return relax_island(start, indptr, indices, np.ones(len(arcs)), pull, steps)


def test_two_cliques_come_apart():
    one = [(a, b) for a in range(10) for b in range(a)]
    two = [(a + 10, b + 10) for a, b in one]
    place = relaxed([*one, *two, (0, 10)], 20)
    apart = np.linalg.norm(place[:, None] - place[None], axis=2)
    assert apart[:10, 10:].min() > np.median(apart[:10, :10])


def test_people_without_ties_spread_evenly():
    place = relaxed([], 60)
    apart = np.linalg.norm(place[:, None] - place[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = apart.min(axis=1)
    assert nearest.min() > 0.5 * np.median(nearest)


def test_a_pull_moves_a_person_that_way():
    ring = [(i, (i + 1) % 12) for i in range(12)]
    pull = np.zeros((12, 2))
    pull[5] = (9.0, 0.0)
    assert relaxed(ring, 12, pull)[:, 0].argmax() == 5
