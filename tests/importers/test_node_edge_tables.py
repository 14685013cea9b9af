"""A table of ties beside a table of people."""

import pandas as pd
import pytest

from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_node_edge_tables

NETZSCHLEUDER = {
    "edges.csv": "# source, target, value, time\n0, 1, 2, 1082040961\n1, 2, 1, 1082155839\n",
    "nodes.csv": (
        '# index, name, team, _pos\n0, Ana, "north, east", "array([1. , 2. ])"\n'
        '1, Ben, south, "array([0., 1.])"\n2, Chi, , ""\n3, Dov, south, ""\n'
    ),
    "gprops.csv": "# name, value\nname, x\n",
}
GEPHI = {
    "network [Edges].csv": "Source,Target,Type,Id,Label,Weight\na,b,Directed,0,,2.0\n",
    "network [Nodes].csv": "Id,Label,age,code\na,Ana,31,01\nb,Ben,,02\nc,Chi,22,\n",
}


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def test_netzschleuder(write_zip):
    path = write_zip(NETZSCHLEUDER, name="network.csv.zip")
    assert identify(path).name == "node_edge_tables"
    found = read(path)
    assert found.people["label"].to_dict() == {"0": "Ana", "1": "Ben", "2": "Chi", "3": "Dov"}
    assert found.people.columns.tolist() == ["label", "team"]
    assert found.people["team"].fillna("").tolist() == ["north, east", "south", "", "south"]
    assert rows_of(found, "weight") == [("0", "1", 2.0), ("1", "2", 1.0)]
    assert found.ties["start"].notna().all()
    assert found.provenance.files == {"edges.csv": 2, "nodes.csv": 4}
    assert found.provenance.format == "node_edge_tables"
    assert found.provenance.warnings == ("Positions were not read.",)


def test_gephi(write_zip, tmp_path):
    found = read(write_zip(GEPHI))
    assert found.people["label"].tolist() == ["Ana", "Ben", "Chi"]
    assert found.people["age"].fillna(-1).tolist() == [31, -1, 22]
    assert found.people["code"].fillna("").tolist() == ["01", "02", ""]
    assert rows_of(found, "weight", "directed") == [("a", "b", 2.0, True)]
    (tmp_path / "folder").mkdir()
    for name, text in GEPHI.items():
        (tmp_path / "folder" / name).write_bytes(text.replace(",", ";").encode("utf-16"))
    folder = read(tmp_path / "folder")
    pd.testing.assert_frame_equal(folder.people, found.people)
    assert rows_of(folder, "weight", "directed") == rows_of(found, "weight", "directed")


def test_directed_can_be_asked_for(write_zip):
    path = write_zip(NETZSCHLEUDER)
    assert read_node_edge_tables(path, directed=True).ties["directed"].all()
    assert not read_node_edge_tables(path).ties["directed"].any()


def test_private_columns_stay_out(write_zip):
    people = "id,email,phone,note\na,x@example.org,5,\nb,,,write to b@example.org\n"
    found = read(write_zip({"edges.csv": "from,to\na,b\n", "people.csv": people}))
    assert found.people.columns.tolist() == ["label"]
    assert any("email, phone" in one for one in found.provenance.warnings)


@pytest.mark.parametrize("turned", [False, True])
def test_what_cannot_be_used_is_counted_and_twins_are_one_in_either_order(write_zip, turned):
    rows = ["a,x", "a,y", ",z", "b,x,more", "c,"]
    people = "id,team\n" + "\n".join(rows[::-1] if turned else rows) + "\n"
    found = read(write_zip({"edges.csv": "from,to\na,b\nb,\n", "nodes.csv": people}))
    assert found.people["team"].fillna("").to_dict() == {"a": "x", "b": "", "c": ""}
    assert found.provenance.dropped == {
        "more columns than others": 1,
        "no target": 1,
        "person given again": 1,
        "person without id": 1,
    }
    assert "People named by ties alone, not in nodes.csv: 1." in found.provenance.warnings


def test_others(write_zip):
    with pytest.raises(UnknownFormatError, match="it needs one file called after edges"):
        read_node_edge_tables(write_zip({"a.csv": "x,y\n1,2\n", "b.csv": "x,y\n1,2\n"}))
    twice = {**NETZSCHLEUDER, "links.csv": "source,target\n1,2\n"}
    with pytest.raises(UnknownFormatError):
        read(write_zip(twice))
    with pytest.raises(NothingUsableError):
        read(write_zip({**NETZSCHLEUDER, "edges.csv": "# source, target\n"}))
    broken = {**GEPHI, "network [Nodes].csv": 'Id,Label\na,"' + "x" * 200_000 + "\n"}
    with pytest.raises(ReadError, match=r"line \d+: field larger than field limit"):
        read(write_zip(broken))


# What this reader got wrong


def test_a_table_of_people_with_one_column_made_it_no_pair_of_tables(write_zip):
    found = read(write_zip({"edges.csv": "source,target\na,b\n", "nodes.csv": "id\na\nb\nzoe\n"}))
    assert found.provenance.format == "node_edge_tables"
    assert found.people.index.tolist() == ["a", "b", "zoe"]


def test_that_positions_were_not_read_was_not_said(write_zip):
    nodes = '# index, name, _pos\n0, Ana, "array([0.1, 0.2])"\n1, Ben, "array([1, 2])"\n'
    found = read(write_zip({"edges.csv": "# source, target\n0, 1\n", "nodes.csv": nodes}))
    assert "Positions were not read." in found.provenance.warnings
    assert found.people.columns.tolist() == ["label"]
