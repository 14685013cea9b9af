import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.communities import Partition
from weakties.kernels.packing import enclosing_circle
from weakties.layout import RIM, RING_PEOPLE, place_people


def cliques(sizes, *, bridges=(), alone=0, directed=False):
    """Cliques a0, a1, ...; bridges between people by name; people z0, z1, ... without ties."""
    ties, groups = [], {}
    for letter, size in zip("abcdefghijklmnopqrstuvw", sizes):
        names = [f"{letter}{i}" for i in range(size)]
        groups |= dict.fromkeys(names, letter)
        ties += [(one, two) for i, one in enumerate(names) for two in names[:i]]
    loners = {f"z{i:03}": f"z{i:03}" for i in range(alone)}
    table = pd.DataFrame([*ties, *bridges], columns=["source", "target"])
    import networkx as nx

    graph = nx.from_pandas_edgelist(table, create_using=nx.DiGraph if directed else nx.Graph)
    graph.add_nodes_from([*groups, *loners])
    network = wt.as_network(graph)
    return network, Partition.from_labels(network, groups | loners)


def circles(place, codes):
    """Middle and radius of the smallest circle around each community of two and more."""
    found = []
    for code in range(codes.max() + 1):
        members = place[["x", "y"]].to_numpy()[codes == code]
        if len(members) > 1:
            found.append((*enclosing_circle(members, np.zeros(len(members))), code))
    return found


def assert_islands_apart(place, codes):
    found = circles(place, codes)
    for at, (one, radius, _) in enumerate(found):
        for two, other, _ in found[:at]:
            assert np.linalg.norm(one - two) > 0.98 * (radius + other)


def test_index_and_columns_are_those_of_the_network():
    network, groups = cliques([4, 3], alone=2)
    place = place_people(network, groups)
    assert list(place.columns) == ["x", "y"]
    assert place.index.equals(network.ids)
    assert np.isfinite(place.to_numpy()).all()


@pytest.mark.parametrize("sizes", [[5], [9, 2], [20, 12, 7, 3, 2, 2], [6] * 20])
def test_islands_lie_in_the_circle_and_do_not_overlap(sizes):
    network, groups = cliques(sizes, bridges=[("a0", "b0")] if len(sizes) > 1 else [])
    place = place_people(network, groups)
    assert np.hypot(place.x, place.y).max() <= 1
    assert_islands_apart(place, groups.codes)


def test_hundreds_of_small_components_do_not_overlap():
    pairs = pd.DataFrame({"source": range(0, 500, 2), "target": range(1, 500, 2)})
    network = wt.as_network(pairs)
    groups = Partition.from_labels(network, {person: person // 2 for person in range(500)})
    place = place_people(network, groups)
    assert np.hypot(place.x, place.y).max() <= 1
    assert_islands_apart(place, groups.codes)


def test_area_of_an_island_grows_with_its_people():
    network, groups = cliques([60, 15])
    place = place_people(network, groups)
    (_, large, _), (_, small, _) = circles(place, groups.codes)
    assert 1.6 < large / small < 2.4


def test_isolates_stand_evenly_on_the_rim_in_order():
    network, groups = cliques([5], alone=90)
    place = place_people(network, groups)
    alone = place[place.index.str.startswith("z")]
    assert np.allclose(np.hypot(alone.x, alone.y), RIM)
    angle = np.unwrap(np.arctan2(alone.y, alone.x))
    assert np.allclose(np.diff(angle), 2 * np.pi / 90)


def test_few_isolates_share_an_arc_around_the_foot():
    network, groups = cliques([5], alone=7)
    alone = place_people(network, groups).loc["z000":]
    assert np.isclose(alone.x.sum(), 0)
    assert (alone.y < -0.9).all()


def test_many_isolates_stand_on_several_rings():
    network, groups = cliques([5], alone=2 * RING_PEOPLE)
    alone = place_people(network, groups).loc["z000":]
    radius = np.hypot(alone.x, alone.y).round(6)
    assert radius.nunique() == 2
    assert radius.min() == RIM


def test_a_connector_stands_on_the_shore_that_faces_its_other_community():
    bridges = [("a3", f"b{i}") for i in range(4)]
    network, groups = cliques([15, 15], bridges=bridges)
    place = place_people(network, groups)
    other = place[place.index.str.startswith("b")].mean()
    own = place[place.index.str.startswith("a")]
    away = np.hypot(own.x - other.x, own.y - other.y)
    assert away.idxmin() == "a3"


def test_tied_islands_are_nearer_than_untied_ones():
    bridges = [(f"a{i}", f"f{i}") for i in range(5)] + [(f"b{i}", f"e{i}") for i in range(5)]
    network, groups = cliques([6] * 6, bridges=bridges)
    place = place_people(network, groups)
    centre = place.groupby(place.index.str[0]).mean()

    def apart(one, two):
        return np.hypot(*(centre.loc[one] - centre.loc[two]))

    assert apart("a", "f") < np.mean([apart("a", other) for other in "bcde"])
    assert apart("b", "e") < np.mean([apart("b", other) for other in "acdf"])


def test_the_same_seed_gives_the_same_places_and_another_seed_others():
    network, groups = cliques([30, 9], bridges=[("a0", "b0")])
    first = place_people(network, groups, rng=4)
    pd.testing.assert_frame_equal(first, place_people(network, groups, rng=4), check_exact=True)
    assert not first.equals(place_people(network, groups, rng=5))


def test_the_order_of_rows_makes_no_difference():
    draw = np.random.default_rng(0)
    ties = pd.DataFrame(draw.integers(0, 60, (200, 2)), columns=["source", "target"])
    ties["strength"] = draw.uniform(0.1, 3, 200)
    shuffled = ties.sample(frac=1, random_state=1)
    labels = {person: person % 4 for person in range(60)}
    places = []
    for table in (ties, shuffled):
        network = wt.as_network(table, strength="strength")
        groups = Partition.from_labels(network, {p: labels[p] for p in network.ids})
        places.append(place_people(network, groups))
    pd.testing.assert_frame_equal(*places, check_exact=True)


def test_directions_make_no_difference():
    places = [
        place_people(*cliques([8, 5], bridges=[("a0", "b0")], directed=directed))
        for directed in (False, True)
    ]
    pd.testing.assert_frame_equal(*places)


@pytest.mark.parametrize(("sizes", "alone"), [([], 1), ([], 40), ([2], 0), ([3], 1)])
def test_smallest_networks(sizes, alone):
    network, groups = cliques(sizes, alone=alone)
    place = place_people(network, groups)
    assert len(place) == network.n_people
    assert np.isfinite(place.to_numpy()).all()
    assert len(place.drop_duplicates()) == len(place)


def test_nobody():
    network = wt.as_network(pd.DataFrame({"source": [], "target": []}))
    groups = Partition.from_labels(network, {})
    assert place_people(network, groups).shape == (0, 2)


def test_a_community_of_one_with_ties_is_an_island():
    network, groups = cliques([6, 1], bridges=[("a0", "b0")])
    place = place_people(network, groups)
    assert np.hypot(*place.loc["b0"]) <= 1
    own = place[place.index.str.startswith("a")]
    middle, radius = enclosing_circle(own.to_numpy(), np.zeros(len(own)))
    assert np.linalg.norm(place.loc["b0"] - middle) > radius


def test_progress_counts_people_to_the_end():
    network, groups = cliques([8, 8, 8], alone=3)
    calls = []
    place_people(network, groups, progress=lambda *call: calls.append(call))
    assert calls[-1] == ("placing people", 24, 24)
    assert [done for _, done, _ in calls] == sorted(done for _, done, _ in calls)
