import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weakties.plots._labels import Placer, Spot, around

BOUNDS = (0.0, 0.0, 800.0, 600.0)
NOBODY = np.zeros((0, 2))


def placer(dots=NOBODY):
    return Placer(BOUNDS, dots=dots, scale=1.0)


def test_the_cheapest_free_spot_is_taken():
    spots = [Spot(x=x, y=10, width=50, height=10, cost=cost) for x, cost in ((10, 2), (200, 1))]
    room = placer()
    assert room.place(spots).x == 200
    assert room.place(spots).x == 10
    assert room.place(spots) is None


def test_a_spot_over_many_people_costs_more():
    dots = np.column_stack([np.linspace(10, 60, 30), np.full(30, 15)])
    spots = [Spot(x=x, y=10, width=50, height=10, cost=cost) for x, cost in ((10, 0), (200, 1))]
    assert placer(dots).place(spots).x == 200


def test_nothing_is_placed_outside_the_bounds():
    assert placer().place([Spot(x=-5, y=10, width=50, height=10)]) is None
    assert placer().place([Spot(x=770, y=10, width=50, height=10)]) is None


def test_a_leader_line_does_not_cross_a_name():
    room = placer()
    room.take((100, 90, 200, 110))
    behind = Spot(x=140, y=200, width=20, height=10, origin=(150, 50))
    beside = Spot(x=250, y=50, width=20, height=10, origin=(150, 50), cost=9)
    assert room.place([behind, beside]) is beside


def test_leader_lines_do_not_cross_each_other():
    room = placer()
    room.place([Spot(x=300, y=100, width=20, height=10, origin=(100, 105))])
    across = Spot(x=190, y=200, width=20, height=10, origin=(200, 20))
    beside = Spot(x=190, y=60, width=20, height=10, origin=(200, 20), cost=9)
    assert room.place([across, beside]) is beside
    # Rather no name than a line that may lead to another ring.
    assert room.place([across]) is None


@given(st.lists(st.tuples(st.floats(50, 750), st.floats(50, 550)), max_size=25))
def test_names_never_overlap(points):
    room = placer()
    found = [room.place(around(point, (70, 14), clear=8, scale=1.0)) for point in points]
    taken = [spot for spot in found if spot is not None]
    for at, one in enumerate(taken):
        for two in taken[:at]:
            apart = abs(one.centre[0] - two.centre[0]) >= 70
            assert apart or abs(one.centre[1] - two.centre[1]) >= 14
