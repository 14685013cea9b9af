"""Matrix Market files."""

import networkx as nx
import numpy as np
import pytest
import scipy.io
import scipy.sparse

import weakties as wt
from weakties.errors import NothingUsableError, ReadError
from weakties.importers import identify, read, read_matrix_market

HEAD = "%%MatrixMarket matrix coordinate "


@pytest.fixture
def mtx(write_file):
    def reading(text):
        return read_matrix_market(write_file(text, name="network.mtx"))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def test_scipy_gives_both_halves_of_a_symmetric_pattern(mtx):
    found = mtx(f"{HEAD}pattern symmetric\n3 3 2\n2 1\n3 2\n")
    assert rows_of(found, "weight", "directed") == [("2", "1", 1.0, False), ("3", "2", 1.0, False)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_it_is_recognised(write_file, end, encoding, change):
    text = f"{HEAD}real general\n% a comment\n%\n\n 3 4 2 \n1 2 0.5\n3  1\t2e0\n"
    square = text.replace("3 4 2", "3 3 2")
    for one, ties in ((text, 0), (square, 2)):
        path = write_file(change(one).replace("\n", end).encode(encoding), name="m.csv")
        assert identify(path).name == "matrix_market"
        found = read(path)
        assert len(found.ties) == ties
        assert len(found.people) == 3


def test_a_general_matrix_is_directed_unless_both_halves_are_the_same(mtx):
    one = mtx(f"{HEAD}integer general\n3 3 3\n1 2 2\n2 1 3\n1 1 0\n")
    assert rows_of(one, "weight", "directed") == [("1", "2", 2.0, True), ("2", "1", 3.0, True)]
    both = mtx(f"{HEAD}integer general\n3 3 4\n1 2 2\n2 1 2\n3 3 5\n2 2 1\n")
    assert rows_of(both, "weight", "directed") == [
        ("2", "1", 2.0, False),
        ("2", "2", 1.0, False),
        ("3", "3", 5.0, False),
    ]


def test_people_without_ties_stay(mtx):
    found = mtx(f"{HEAD}pattern general\n4 4 1\n1 2\n")
    assert found.people.index.tolist() == list("1234")


def test_rows_that_are_not_columns_make_a_two_mode_network(mtx):
    found = mtx(f"{HEAD}real general\n2 3 2\n1 3 1\n2 1 4\n")
    assert found.memberships[["person", "focus", "weight"]].to_numpy().tolist() == [
        ["1", "column 3", 1.0],
        ["2", "column 1", 4.0],
    ]


def test_dense_matrices(mtx):
    whole = mtx("%%MatrixMarket matrix array real general\n2 2\n0\n3\n0\n0\n")
    assert rows_of(whole, "weight", "directed") == [("2", "1", 3.0, True)]
    half = mtx("%%MatrixMarket matrix array integer symmetric\n2 2\n0\n3\n0\n")
    assert rows_of(half, "weight", "directed") == [("2", "1", 3.0, False)]


def test_strengths_that_are_not_positive_are_counted(mtx):
    found = mtx(f"{HEAD}real symmetric\n3 3 2\n2 1 -1\n3 1 1\n")
    assert found.provenance.dropped == {"weight is not positive": 1}
    assert rows_of(found) == [("3", "1")]


@pytest.mark.parametrize("symmetry", ["symmetric", "general"])
def test_files_of_scipy_agree_with_scipy(tmp_path, symmetry):
    graph = nx.les_miserables_graph()
    array = nx.to_scipy_sparse_array(graph, weight="weight")
    scipy.io.mmwrite(tmp_path / "a.mtx", scipy.sparse.coo_matrix(array), symmetry=symmetry)
    network = wt.build_network(read(tmp_path / "a.mtx"))
    assert network.n_ties == graph.number_of_edges()
    assert not network.directed
    assert network.tie_strength.sum() == np.asarray(array.sum()) / 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{HEAD}pattern general\n3 3 1000000000\n1 2\n", "claims 1,000,000,000 rows, columns or"),
        (f"{HEAD}pattern general\n1000000000 3 1\n1 2\n", "claims 1,000,000,000"),
        (f"{HEAD}pattern general\n3 3 2\n1 2\n", "1 entries, where line 2 says 2. It is cut short"),
        (f"{HEAD}pattern general\n3 3 1\n1 4\n", "entry 1 is at row 1 and column 4, outside of 3"),
        (f"{HEAD}pattern general\n3 3 1\n0 1\n", "entry 1 is at row 0"),
        (f"{HEAD}real general\n3 3 2\n1 2 1\n1 2\n", "line 4: '1 2', where 3 number"),
        (f"{HEAD}real general\n3 3 2\n1 2 x\n1 2 1\n", "line 3: '1 2 x'"),
        (f"{HEAD}real general\n3 3 1\n1 2 nan\n", "line 3: '1 2 nan'"),
        (f"{HEAD}real general\n3 3\n1 2 1\n", "line 2: 2 numbers, where 3 should say"),
        (f"{HEAD}real general\nthree\n", "line 2: 'three', where the size should stand"),
        (f"{HEAD}real general\n% nothing\n", "ends after line 2, before it says how large"),
        (f"{HEAD}complex general\n1 1 1\n1 1 1 0\n", "holds no strengths of ties"),
        (f"{HEAD}real skew-symmetric\n1 1 0\n", "coordinate real skew-symmetric holds no"),
        ("%%MatrixMarket vector\n3\n", "line 1: what is"),
        ("%%MatrixMarket matrix array real general\n2 2\n1\n", "1 numbers, where line 2 means 4"),
    ],
)
def test_broken_files_are_refused(write_file, text, why):
    with pytest.raises(ReadError, match=why):
        read(write_file(text, name="broken.mtx"))


def test_nobody_in_it(write_file):
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_file(f"{HEAD}pattern general\n0 0 0\n"))


# What this reader got wrong


def test_unsigned_integers_of_scipy_were_refused(tmp_path):
    matrix = scipy.sparse.coo_array(np.array([[0, 3], [0, 0]], dtype=np.uint32))
    scipy.io.mmwrite(tmp_path / "unsigned.mtx", matrix)
    assert "unsigned-integer" in (tmp_path / "unsigned.mtx").read_text()
    assert rows_of(read(tmp_path / "unsigned.mtx"), "weight") == [("1", "2", 3.0)]


def test_exponents_of_fortran_were_refused(mtx):
    text = "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 1.5D+01\n2 1 5d-1\n"
    assert rows_of(mtx(text), "weight") == [("1", "2", 15.0), ("2", "1", 0.5)]


def test_a_banner_that_is_not_read_was_shown_as_blanks(mtx):
    with pytest.raises(
        ReadError, match="what is vector coordinate real general holds no strengths"
    ):
        mtx("%%MatrixMarket vector coordinate real general\n2 1\n1 5\n")
