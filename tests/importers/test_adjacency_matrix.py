"""Matrices of ties as tables."""

import random

import pandas as pd
import pytest

import weakties as wt
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers import identify, read, read_adjacency_matrix

SAME = [("ana", "ben", 2.0, False), ("ben", "chi", 1.0, False)]
COMMAS = ",ana,ben,chi\nana,0,2,0\nben,2,0,1\nchi,0,1,0\n"


@pytest.fixture
def matrix(write_file):
    def reading(text, name="matrix.csv"):
        return read_adjacency_matrix(write_file(text, name=name))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def members_of(found, *columns):
    return found.memberships[["person", "focus", *columns]].to_numpy().tolist()


def said(found):
    return " ".join(found.provenance.warnings)


DIALECTS = {
    "commas": COMMAS,
    "semicolons": COMMAS.replace(",", ";"),
    "tabs": COMMAS.replace(",", "\t"),
    "quoted": COMMAS.replace("ana", '"ana"').replace("\n,", '\n"",'),
    "a word in the corner": "ID" + COMMAS,
    "no corner, as R writes": '"ana" "ben" "chi"\n"ana" 0 2 0\n"ben" 2 0 1\n"chi" 0 1 0\n',
    "columns in another order": ",chi,ana,ben\nben,1,2,0\nana,0,0,2\nchi,0,0,1\n",
    "comments and blank lines": f"# strengths\n\n{COMMAS}\n\n",
    "comments between rows": COMMAS.replace("ben,2", "% of 2024\nben,2"),
    "blank diagonal": ",ana,ben,chi\nana,,2,0\nben,2,,1\nchi,0,1,\n",
    "decimal commas": ";ana;ben;chi\nana;0;2,0;0\nben;2,0;0;1,0\nchi;0;1,0;0\n",
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_dialect_says_the_same(write_file, dialect, end, encoding):
    text = DIALECTS[dialect].replace("\n", end)
    path = write_file(text.replace("ana", "zoë").encode(encoding), name="file.txt")
    assert identify(path).name == "adjacency_matrix"
    found = read(path)
    expected = [(one.replace("ana", "zoë"), two, weight, way) for one, two, weight, way in SAME]
    assert sorted(rows_of(found, "weight", "directed"), key=lambda row: row[2]) in (
        sorted(expected, key=lambda row: row[2]),
        sorted([("ben", "zoë", 2.0, False), expected[1]], key=lambda row: row[2]),
    )
    assert found.provenance.dropped == {}


def test_a_matrix_that_is_not_symmetric_is_directed(matrix):
    found = matrix(",ana,ben\nana,1,2.5\nben,0,0\n")
    assert rows_of(found, "weight", "directed") == [
        ("ana", "ana", 1.0, True),
        ("ana", "ben", 2.5, True),
    ]
    assert wt.build_network(found).provenance.loops == 1


def test_a_square_without_labels(write_file):
    text = "0 1 0 1 0\n1 0 0 0 0\n0 0 0 1 1\n1 0 1 0 0\n0 0 1 0 0\n"
    found = read(write_file(text))
    assert found.people.index.tolist() == list("12345")
    assert rows_of(found) == [("1", "2"), ("1", "4"), ("3", "4"), ("3", "5")]
    small = read_adjacency_matrix(write_file("0,1\n1,0\n"))
    assert rows_of(small) == [("1", "2")]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_is_nothing(matrix, seed):
    head, *rows = COMMAS.splitlines()
    random.Random(seed).shuffle(rows)
    found = matrix("\n".join([head, *rows]))
    pd.testing.assert_frame_equal(found.ties, matrix(COMMAS).ties)


# Not square


def test_rows_that_are_not_columns_make_a_two_mode_network(write_file):
    found = read(write_file(",e1,e2,e3\nana,1,0,1\nben,0,1,1\n"))
    assert found.people.index.tolist() == ["ana", "ben"]
    assert members_of(found, "kind") == [
        ["ana", "e1", "affiliation"],
        ["ana", "e3", "affiliation"],
        ["ben", "e2", "affiliation"],
        ["ben", "e3", "affiliation"],
    ]
    assert len(found.ties) == 0


def test_a_table_of_what_people_are_is_taken_for_no_network_unless_asked(write_file):
    path = write_file(",age,size\nana,30,160\nben,41,178\n")
    with pytest.raises(UnknownFormatError, match="may be a matrix or a table of people"):
        read(path)
    assert members_of(read(path, format="adjacency_matrix"), "weight") == [
        ["ana", "age", 30],
        ["ana", "size", 160],
        ["ben", "age", 41],
        ["ben", "size", 178],
    ]


def test_people_who_did_not_answer_have_a_column_but_no_row(write_file):
    found = read(write_file(",ana,ben,chi\nana,0,1,1\nchi,0,1,0\n"))
    assert found.people.index.tolist() == ["ana", "ben", "chi"]
    assert rows_of(found) == [("ana", "ben"), ("ana", "chi"), ("chi", "ben")]
    assert "People who have a column, but no row: 1 of 3." in said(found)


# What is left out, and damage


def test_missing_values_are_counted(matrix):
    found = matrix(",ana,ben,chi\nana,0,NA,-1\nben,1,0,\nchi,0,0,0\n")
    assert rows_of(found) == [("ben", "ana")]
    assert found.provenance.dropped == {"value is missing": 2, "weight is not positive": 1}


def test_people_of_one_name_are_told_apart_by_place_or_refused(write_file):
    found = read(write_file(",ana,ana,ben\nana,0,0,1\nana,0,0,1\nben,1,1,0\n"))
    assert found.people["label"].to_dict() == {"1": "ana", "2": "ana", "3": "ben"}
    assert rows_of(found) == [("1", "3"), ("2", "3")]
    with pytest.raises(ReadError, match=r"1 labels of columns come twice \(the first is 'ana'"):
        read_adjacency_matrix(write_file(",ana,ana,ben\nben,0,0,1\nana,0,0,1\n"))


def test_cells_that_are_no_numbers_and_rows_that_are_too_short(write_file):
    rows = "".join(f"p{at},{','.join('0' * 30)}\n" for at in range(30))
    head = "," + ",".join(f"p{at}" for at in range(30)) + "\n"
    broken = head + rows.replace("p25,0,0", "p25,0,yes")
    with pytest.raises(ReadError, match="line 27, column 3: 'yes' is no number"):
        read(write_file(broken))
    with pytest.raises(ReadError, match="line 27: 29 numbers, but there are 30 columns"):
        read(write_file(head + rows.replace("p25,0,0", "p25,0")))


def test_a_million_columns_are_refused(write_file):
    head = "," + ",".join(map(str, range(1_000_000)))
    row = "0" + ",0" * 1_000_000
    with pytest.raises(ReadError, match=r"line 1: 1,000,000 columns, where at most 100,000"):
        read(write_file(f"{head}\n{row}\n"))
    with pytest.raises(ReadError):
        read(write_file(head))


@pytest.mark.parametrize("text", ["a,b\nb,c\n", "one\ntwo\n", "x\n"])
def test_what_is_no_matrix(matrix, text):
    with pytest.raises(UnknownFormatError, match="no matrix of numbers"):
        matrix(text)


def test_the_leaders_of_the_anabaptists(shared_data):
    found = read(shared_data / "small" / "anabaptist_leaders_matrix.csv")
    assert (len(found.people), len(found.ties)) == (67, 183)
    assert not found.ties["directed"].any()


# What this reader got wrong


@pytest.mark.parametrize(
    "text",
    [
        ",ana,ben,chi,,\nana,0,2,0,,\nben,2,0,1,,\nchi,0,1,0,,\n,,,,,\n",
        "sep=;\n;ana;ben;chi\nana;0;2;0\nben;2;0;1\nchi;0;1;0\n",
        ",ana,ben,chi\nana,-,2,0\nben,2,-,1\nchi,0,1,-\n",
    ],
)
def test_what_spreadsheets_put_around_a_matrix_made_it_none(write_file, text):
    path = write_file(text, name="matrix.csv")
    assert identify(path).name == "adjacency_matrix"
    found = read(path)
    assert found.ties[["source", "target", "weight"]].to_numpy().tolist() == [
        ["ana", "ben", 2.0],
        ["ben", "chi", 1.0],
    ]
    assert found.provenance.dropped == {}


@pytest.mark.parametrize(
    "rows", ["a,0,,\nb,1,0,\nc,0,2,0\n", "a,,1,0\nb,,,2\nc,,,\n", "a,,,\nb,1,,\nc,0,2,\n"]
)
def test_half_a_matrix_was_read_as_ties_one_way_with_the_rest_missing(matrix, rows):
    found = matrix(",a,b,c\n" + rows)
    ties = found.ties[["source", "target", "weight", "directed"]].to_numpy().tolist()
    assert ties == [["a", "b", 1.0, False], ["b", "c", 2.0, False]]
    assert found.provenance.dropped == {}
    assert "One half of the matrix is empty" in " ".join(found.provenance.warnings)
