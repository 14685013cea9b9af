"""VNA files of NetDraw."""

import pytest

from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_vna

PLAIN = """*Node data
ID team age
"Ana R" x 31
Ben "y z" 22
Chi "" 7
Dov x 1
*Node properties
ID x y color
"Ana R" 1 2 255
Eva 1 2 255
*Tie data
from to strength
"Ana R" Ben 2
Ben "Ana R" 1
*Tie properties
FROM TO color size
"Ana R" Ben 255 1
"""


@pytest.fixture
def vna(write_file):
    def reading(text):
        return read_vna(write_file(text, name="network.vna"))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("upper", [False, True])
def test_people_ties_and_attributes(write_file, end, encoding, upper):
    text = PLAIN.replace("Chi", "Zoë").replace("\n", end)
    text = text.replace("*Node data", "* NODE DATA") if upper else text
    path = write_file(text.encode(encoding), name="file.txt")
    assert identify(path).name == "vna"
    found = read(path)
    assert found.people.index.tolist() == ["Ana R", "Ben", "Dov", "Eva", "Zoë"]
    assert found.people["age"].fillna(-1).tolist() == [31, 22, 1, -1, 7]
    assert found.people["team"].fillna("").tolist() == ["x", "y z", "x", "", ""]
    assert rows_of(found, "weight", "directed") == [
        ("Ana R", "Ben", 2.0, True),
        ("Ben", "Ana R", 1.0, True),
    ]


def test_every_column_of_numbers_is_a_relation_unless_one_is_the_strength(vna):
    found = vna("*Tie data\nfrom to advice friendship\na b 1 5\nb a 0 5\nb c 2 0\n")
    assert rows_of(found, "kind", "weight", "directed") == [
        ("a", "b", "advice", 1.0, True),
        ("a", "b", "friendship", 5.0, False),
        ("b", "c", "advice", 2.0, True),
    ]
    one = vna("*Tie data\nfrom to friends\na b 1\nb c 3\n")
    assert rows_of(one, "kind", "weight") == [("a", "b", "tie", 1.0), ("b", "c", "tie", 3.0)]
    named = vna("*Tie data\nfrom to strength kind\na b 2 advice\nb a 2 help\n")
    assert rows_of(named, "kind", "weight", "directed") == [
        ("a", "b", "advice", 2.0, True),
        ("b", "a", "help", 2.0, True),
    ]
    bare = vna("*Tie data\nfrom to\na b\nb a\n")
    assert rows_of(bare, "weight", "directed") == [("a", "b", 1.0, False)]


def test_every_row_has_separators_of_its_own(vna):
    found = vna(
        '*Node data\n"ID", "grp"\n"Ana, R",1\nBen 2\n*Tie data\nFROM TO w\n"Ana, R",Ben,7\n'
    )
    assert found.people["grp"].tolist() == [1, 2]
    assert rows_of(found, "weight") == [("Ana, R", "Ben", 7.0)]


def test_rows_that_cannot_be_used_are_counted(vna):
    found = vna(
        "*Node data\nID team\na x\nb\na y\n*Tie data\nfrom to strength\na b\na b -1\na b x\nb a 1\n"
        "*Notes\nhead\nrow\n"
    )
    assert found.provenance.dropped == {
        "person given again": 1,
        "weight is no number": 1,
        "weight is not positive": 1,
        "wrong number of cells": 1,
    }
    assert [one.line for one in found.provenance.problems] == [5, 8, 9, 10]
    assert found.people["team"].tolist()[0] == "x"
    assert "Section *notes (1 rows) was not read." in found.provenance.warnings


def test_others(write_file):
    with pytest.raises(UnknownFormatError, match="is a file of E-Net"):
        read(write_file("*ego data\nID\n1\n*alter data\nID\n2\n"))
    with pytest.raises(ReadError, match=r"line 2: the header of \*tiedata names 1 column"):
        read(write_file("*Tie data\nfrom\na\n"))
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_file("*Node data\nID\n*Tie data\nfrom to\n"))
    with pytest.raises(UnknownFormatError, match="not a VNA file"):
        read_vna(write_file("a,b\nb,c\n"))


# What this reader got wrong


def test_people_of_whom_nothing_but_the_id_is_said_were_left_out(vna):
    found = vna("*Node data\nID team age\nana north 31\nben\n*Tie data\nfrom to\nana ana\n")
    assert found.people.index.tolist() == ["ana", "ben"]
    assert found.provenance.dropped == {}


def test_blanks_in_names_between_tabs_made_more_columns(vna):
    found = vna(
        "*Node data\nID\tteam name\nAna Ruiz\tnorth\nBen\tfar south\n"
        "*Tie data\nfrom\tto\tstrength\nAna Ruiz\tBen\t2\n"
    )
    assert found.people["team name"].to_dict() == {"Ana Ruiz": "north", "Ben": "far south"}
    assert rows_of(found, "weight") == [("Ana Ruiz", "Ben", 2.0)]
