import numpy as np
import pytest
from matplotlib.path import Path as Outline

from weakties.plots._islands import find_islands


@pytest.mark.parametrize("people", [2, 3, 4, 8, 20, 60])
@pytest.mark.parametrize("seed", range(4))
def test_everybody_stands_on_the_island_however_few_they_are(people, seed):
    draw = np.random.default_rng(seed)
    angle, far = draw.uniform(0, 2 * np.pi, people), np.sqrt(draw.uniform(0, 1, people))
    place = 0.9 * np.column_stack([far * np.cos(angle), far * np.sin(angle)])
    island = find_islands(place, np.zeros(people, dtype=np.int64), most=1)[0]
    assert Outline(island.shore).contains_points(place).all()


def test_eight_people_in_a_ring_are_no_star_of_spits():
    angle = np.arange(8) * np.pi / 4
    ring = 0.9 * np.column_stack([np.cos(angle), np.sin(angle)])
    island = find_islands(ring, np.zeros(8, dtype=np.int64), most=1)[0]
    assert np.hypot(*island.shore.T).min() > 0.8
