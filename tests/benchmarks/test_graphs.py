"""The graphs that benchmarks run on."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.generators import LFR_DEGREES, lfr, rmat
from benchmarks.graphs import FILES, GraphNotFoundError, Ties, check_names, open_graph, simple

SIZES = {
    "ego-facebook": (4_039, 88_234),
    "ca-astroph": (17_903, 196_972),
    "email-enron-snap": (36_692, 183_831),
    "com-dblp": (317_080, 1_049_866),
}


def assert_canonical(ties: Ties) -> None:
    keys = ties.source.astype(np.int64) * ties.people + ties.target
    assert (np.diff(keys) > 0).all()
    assert (ties.source < ties.target).all()
    assert ties.target.max() < ties.people


def test_simple_graphs_have_no_loops_and_every_tie_once() -> None:
    ties = simple(4, np.array([2, 1, 3, 0]), np.array([1, 2, 3, 3]))
    assert ties.pairs.tolist() == [[0, 3], [1, 2]]
    assert ties.degree.tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("size", [1, 100, 20_000])
def test_rmat_has_exactly_so_many_ties(size: int) -> None:
    ties = rmat(size, rng=0)
    assert len(ties) == size
    assert_canonical(ties)


def test_few_people_of_rmat_have_very_many_ties() -> None:
    degree = rmat(20_000, rng=0).degree
    assert degree.max() > 30 * degree.mean()
    assert np.median(degree) < degree.mean() / 3


def test_lfr_has_about_so_many_ties_and_degrees_within_its_limits() -> None:
    ties = lfr(20_000, rng=0)
    assert_canonical(ties)
    assert 0.85 * 20_000 < len(ties) < 1.02 * 20_000
    assert ties.degree.max() <= LFR_DEGREES[2]


def test_lfr_has_communities_that_can_be_found() -> None:
    import weakties as wt
    from benchmarks.peers.weakties import build

    def quality(ties: Ties) -> float:
        return wt.detect_communities(build(ties)).quality

    # Seven in ten ties lie within; as many ties at random leave nothing of that.
    assert quality(lfr(20_000, rng=0)) > quality(rmat(20_000, rng=0)) + 0.3


@pytest.mark.parametrize("generator", [rmat, lfr])
def test_a_seed_gives_the_same_graph_and_another_seed_another(generator) -> None:
    one, again, other = (generator(5_000, rng=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.pairs, again.pairs)
    assert not np.array_equal(one.pairs, other.pairs)


def test_graphs_survive_being_saved(tmp_path: Path) -> None:
    ties = rmat(100, rng=0)
    ties.save(tmp_path / "graph.npz")
    found = Ties.load(tmp_path / "graph.npz")
    assert found.people == ties.people
    assert np.array_equal(found.pairs, ties.pairs)


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFoundError) as error:
        check_names(["com-dblp", "lfr:10", "ego-facebook", "rmat:many"], tmp_path)
    lines = str(error.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["com-dblp", "ego-facebook", "rmat"]
    assert "--data DIR" in lines[0]
    assert "no such graph" in lines[2]


@pytest.mark.parametrize("name", FILES)
def test_files_have_their_published_sizes(name: str, shared_data: Path) -> None:
    ties = open_graph(name, shared_data)
    assert_canonical(ties)
    assert (ties.people, len(ties)) == SIZES[name]
