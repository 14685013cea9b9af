"""Lists of ties as people and programs write them."""

import csv
import gzip
import io
import random
import tempfile
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import weakties as wt
from weakties._spreadsheets import write_cells
from weakties.connections import Connections, Problem
from weakties.errors import (
    ArgumentError,
    NothingUsableError,
    ReadError,
    UnknownFormatError,
    WeakTiesError,
)
from weakties.importers import identify, read, read_edge_list
from weakties.importers._files.source import Member
from weakties.importers._log import Log
from weakties.importers.edge_list import _blocks, _rows, _ties
from weakties.importers.edge_list._shape import find_shape


def read_text(text, **options):
    """Read a text as a file would be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ties.csv")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_edge_list(path, **options)


def rows_of(found: Connections):
    ties = found.ties
    return list(zip(ties["source"], ties["target"], ties["weight"]))


def said(found: Connections) -> str:
    return " ".join(found.provenance.warnings)


def problems(found: Connections):
    return [(one.line, one.reason) for one in found.provenance.problems]


THREE = [("ana", "ben", 2.0), ("ben", "cai", 0.5), ("cai", "cai", 1.0)]


@pytest.mark.parametrize("separator", [",", ";", "\t", " ", "   ", " \t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_line_ends_and_encodings(separator, end, encoding):
    lines = [separator.join(map(str, row)) for row in [("from", "to", "Weight"), *THREE]]
    found = read_text((end.join(lines)).encode(encoding))
    assert rows_of(found) == THREE
    assert found.provenance.warnings == ()
    assert found.provenance.dropped == {}


@pytest.mark.parametrize(
    "header",
    [
        "source,target,weight",
        "FROM,TO,Count",
        '"Sender","Recipient","value"',
        "Vertex 1,Vertex_2,strength",
        "src , dst , n",
        "u,v,w",
        "i,j,w",
        "# FromNodeId,ToNodeId,Weight",
        "# source, target, weight",
        "% a list\n#\n# node1,node2,value",
        "# Nodes: 3 Edges: 3\n# FromNodeId,ToNodeId,weight",
        "\ufeffsource,target,weight",
        "\nsource,target,weight",
    ],
)
def test_headers(header):
    body = "".join(f"{one},{two},{weight}\n" for one, two, weight in THREE)
    found = read_text(f"{header}\n{body}")
    assert rows_of(found) == THREE
    assert "weight" not in said(found)


def test_networkx_reads_a_comma_file_as_an_empty_graph():
    assert rows_of(read_text("ana,ben\nben,cai\n")) == [("ana", "ben", 1), ("ben", "cai", 1)]


def test_networkx_raises_on_a_third_column_and_on_a_fourth():
    found = read_text("1 2 0.5 1082040961\n2 3 4 1082155839\n")
    assert rows_of(found) == [("1", "2", 0.5), ("2", "3", 4.0)]
    assert found.ties["start"].notna().all()


def test_columns_in_any_order_with_others_between():
    text = "when,weight,note,to,from\n2020-01-02,3,x,ben,ana\n"
    found = read_text(text)
    assert rows_of(found) == [("ana", "ben", 3.0)]
    assert said(found) == "Columns not read: when, note."
    named = read_text(text, source="to", target="from", weight="weight", time="when")
    assert rows_of(named) == [("ben", "ana", 3.0)]
    assert named.ties["start"].tolist() == [pd.Timestamp("2020-01-02")]


def test_columns_by_number_and_by_unusual_name():
    text = "caller,day,called,calls\nana,1,ben,4\n"
    for options in (
        {"source": "caller", "target": "Called", "weight": "calls"},
        {"source": 0, "target": 2, "weight": 3},
    ):
        if options["source"] == 0:
            text = text.partition("\n")[2]
        assert rows_of(read_text(text, **options)) == [("ana", "ben", 4.0)]


def test_a_column_that_is_not_there():
    with pytest.raises(ArgumentError, match=r"weight='size'.*columns are: from, to"):
        read_text("from,to\na,b\n", weight="size")
    with pytest.raises(ArgumentError, match="source=7: there are 2 columns"):
        read_text("from,to\na,b\n", source=7)
    with pytest.raises(ArgumentError, match="same column"):
        read_text("from,to\na,b\n", source="to", target=1)


def test_without_header_the_first_two_columns_are_taken_and_that_is_said():
    found = read_text("1 2\n2 3\n")
    assert rows_of(found) == [("1", "2", 1.0), ("2", "3", 1.0)]
    assert "column 1 is the source and column 2 is the target" in said(found)
    words = read_text("Medici,Acciaiuoli\nMedici,Albizzi\n")
    assert len(words.ties) == 2
    assert "The first row was read as a tie, not as a header" in said(words)
    assert "Medici" not in said(words)


@pytest.mark.parametrize("rows", [["ana,ben", "ben,12", "12,ana"], ["s,t", "t,u", "u,s"]])
def test_warnings_do_not_depend_on_the_row_that_comes_first(rows):
    warnings = [said(read_text("\n".join(rows[at:] + rows[:at]) + "\n")) for at in range(3)]
    assert len(set(warnings)) == 1


@pytest.mark.parametrize("text", ["name,boss\nana,ben\n", "a,b,c,d,e\nu,v,w,x,y\n"])
def test_advice_needs_no_python(text):
    with pytest.raises(UnknownFormatError, match="source and target") as caught:
        read_text(text)
    assert "source=" not in str(caught.value)


def test_ties_from_both_ends_are_said_with_advice_for_the_file():
    warnings = said(read_text("from,to\na,b\nb,a\n"))
    assert "add a column type that says directed" in warnings
    assert "directed=True" not in warnings


def test_words_above_numbers_are_a_header():
    found = read_text("V1,V2\n1,2\n2,3\n")
    assert len(found.ties) == 2
    assert "column 1 (V1) is the source" in said(found)


def test_letters_that_are_ids_are_no_header():
    found = read_text("u,v\nv,w\nw,u\n")
    assert len(found.ties) == 3
    assert "The first row was read as a tie, not as a header" in said(found)
    assert len(read_text("u,v\nana,ben\n").ties) == 1


def test_a_header_with_fewer_names_than_columns():
    found = read_text("red\n1 1 2\n1 2 3\n")
    assert [row[:2] for row in rows_of(found)] == [("1", "1"), ("1", "2")]


def test_row_names_of_r_are_left_out():
    found = read_text('"from" "to" "weight"\n"1" "ana" "ben" 2\n"2" "ben" "cai" 1\n')
    assert rows_of(found) == [("ana", "ben", 2.0), ("ben", "cai", 1.0)]


def test_numbers_without_name_are_strengths_and_large_ones_are_times():
    weights = read_text("1 2 0.5\n2 3 4\n")
    assert rows_of(weights) == [("1", "2", 0.5), ("2", "3", 4.0)]
    assert "Column 3 has no name; its numbers were read as the strength of ties." in said(weights)
    assert set(weights.ties["evidence"]) == {"declared"}
    times = read_text("1 2 1082040961\n2 3 1082155839\n")
    assert rows_of(times) == [("1", "2", 1.0), ("2", "3", 1.0)]
    assert times.ties["start"].tolist()[0] == pd.Timestamp("2004-04-15 14:56:01")
    assert "it was read as times (seconds since 1970)" in said(times)
    assert set(times.ties["evidence"]) == {"interaction"}
    both = read_text("% asym\n1 2 3 1082040961\n2 3 1 1082155839\n")
    assert both.ties["weight"].tolist() == [3, 1]
    assert both.ties["start"].notna().all()


def test_words_without_name_are_left_out():
    found = read_text("ana,ben,friend\nben,cai,colleague\n")
    assert [row[2] for row in rows_of(found)] == [1, 1]


GEPHI = """Source;Target;Type;Id;Label;Weight;Timestamp
a;b;Undirected;0;;2.0;<[2026-03-02T09:15:00Z, 2026-03-04T16:40:00Z]>
b;c;Directed;1;;1.0;"<[2026-03-02T09:15:00Z]>"
"""


def test_gephi():
    found = read_text(GEPHI)
    assert found.ties["directed"].tolist() == [False, True]
    assert found.ties["weight"].tolist() == [2, 1]
    assert found.ties["start"].tolist() == [pd.Timestamp("2026-03-02 09:15")] * 2
    assert found.ties["end"].tolist() == [
        pd.Timestamp("2026-03-04 16:40"),
        pd.Timestamp("2026-03-02 09:15"),
    ]
    assert read_text(GEPHI, directed=True).ties["directed"].all()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1082040961", "1082155839"], "2004-04-15 14:56:01"),
        (["1082040961000", "1082155839000"], "2004-04-15 14:56:01"),
        (["1082040961000000"], "2004-04-15 14:56:01"),
        (["1999", "2004"], "1999-01-01"),
        (["2004-04-15T14:56:01Z"], "2004-04-15 14:56:01"),
        (["2004-04-15 14:56:01.5+02:00"], "2004-04-15 12:56:01.5"),
        (["15 Apr 2004"], "2004-04-15"),
        (["15.04.2004"], "2004-04-15"),
        (["04/15/2004", "05/01/2004"], "2004-04-15"),
    ],
)
def test_times(texts, expected):
    found = read_text("a;b;time\n" + "".join(f"x;y;{text}\n" for text in texts), source=0, target=1)
    assert found.ties["start"].min() == pd.Timestamp(expected)
    assert found.ties["start"].notna().all()


@pytest.mark.parametrize("text", ["inf", "-1e30", "1e30", "9" * 40, "99999-01-01", "<[", "[]", "0"])
def test_times_beyond_all_bounds_are_none(text):
    found = read_text(f"from,to,time\na,b,2020-01-01\nb,c,{text}\n")
    assert found.ties["start"].notna().sum() == 1
    assert len(read_text(f"1,2,{text}\n2,3,1082040961\n").provenance.problems) <= 1


def test_times_that_are_none_are_said_and_the_ties_kept():
    found = read_text("from,to,time\na,b,2020-01-01\nb,c,soon\nc,d,\n")
    assert found.ties["start"].isna().sum() == 2
    assert "1 times could not be read; these ties are kept" in said(found)
    assert problems(found) == [(3, "time not understood (row kept)")]
    undecided = read_text("from,to,time\na,b,04/05/2004\n")
    assert "holds no times" in said(undecided)


def test_times_that_count_steps_stay_numbers():
    found = read_text("from,to,time\na,b,1\nb,c,2\nc,d,\n")
    assert found.ties["start_number"].fillna(-1).tolist() == [1, 2, -1]
    assert found.ties["start"].isna().all()
    assert found.provenance.warnings == ()


def test_ends_and_kinds():
    found = read_text(
        "from,to,since,until,relation\na,b,2001,2003, close  friend\na,b,2002-05-01,,\n"
    )
    assert found.ties["kind"].tolist() == ["close friend", "tie"]
    assert found.ties["end"].tolist()[1] is pd.NaT
    years = read_text("from,to,until\na,b,2003\n").ties
    assert years["end"].tolist() == [pd.Timestamp("2003-12-31")]
    assert years["start"].isna().all()


def test_a_column_of_types_that_says_no_directions_says_kinds():
    found = read_text("from,to,type\na,b,friend\na,b,colleague\nb,c,\n")
    assert found.ties["kind"].tolist() == ["colleague", "friend", "tie"]
    assert not found.ties["directed"].any()


@pytest.mark.parametrize("name", ["timeset", "Interval", "Time"])
def test_periods_of_gephi(name):
    cells = ["<[2007.0, 2009.0); (2010.0, 2011.0]>", "<[2008.0]>", ""]
    rows = "".join(f'a,{to},"{cell}"\n' for to, cell in zip("bcd", cells))
    found = read_text(f"Source,Target,{name}\n{rows}")
    day = pd.Timestamp
    assert found.ties["start"].tolist() == [day("2007-01-01"), day("2008-01-01"), pd.NaT]
    assert found.ties["end"].tolist() == [day("2011-12-31"), pd.NaT, pd.NaT]
    assert found.ties["spells"].tolist() == [
        ((day("2007-01-01"), day("2009-12-31")), (day("2010-01-01"), day("2011-12-31"))),
        ((day("2008-01-01"), None),),
        ((None, None),),
    ]
    assert found.provenance.warnings == ()


def test_moments_of_gephi():
    found = read_text('Source,Target,Timestamp\na,b,"<[2026-03-02, 2026-03-05, 2026-03-03]>"\n')
    days = [pd.Timestamp(f"2026-03-0{one}") for one in (2, 3, 5)]
    assert found.ties["spells"].tolist() == [tuple((one, one) for one in days)]
    assert found.ties["end"].tolist() == days[-1:]


@pytest.mark.parametrize(
    "cell", ["<[2007.0, 3.0]; [2009.0, 5.0]>", "<[2007.0, 2009.0, 3.0); [2009.0, 2011.0, 5.0]>"]
)
def test_weights_of_gephi_that_change_are_a_row_for_every_value(cell):
    found = read_text(f'Source,Target,Type,Weight\na,b,Undirected,"{cell}"\nb,c,Directed,2\n')
    assert rows_of(found) == [("a", "b", 3.0), ("a", "b", 5.0), ("b", "c", 2.0)]
    assert found.ties["start"].dt.year.fillna(0).tolist() == [2007, 2009, 0]
    assert found.ties["directed"].tolist() == [False, False, True]
    assert (
        "every value is a row with its time, and a network adds them up; ties of that kind: 1."
        in said(found)
    )


BROKEN = """from,to,weight
ana,ben,1

ben,cai
ben,,1
,cai,1
cai,dan,none
cai,dan,-1
cai,dan,0
cai,dan,nan
cai,dan,inf
eva,flo,1,2,3
# a remark
,,
from,to,weight
gil,"hal",2
ida,"jo
kim,leo,3
"""


def test_rows_that_cannot_be_used_are_counted_with_their_lines():
    found = read_text(BROKEN)
    assert rows_of(found) == [("ana", "ben", 1.0), ("gil", "hal", 2.0), ("kim", "leo", 3.0)]
    assert found.provenance.dropped == {
        "comment between the rows": 1,
        "header repeated": 1,
        "more columns than others": 1,
        "no source": 1,
        "no target": 1,
        "no weight": 1,
        "stray quotation mark": 1,
        "weight is no number": 3,
        "weight is not positive": 2,
    }
    assert problems(found) == [
        (4, "no weight"),
        (5, "no target"),
        (6, "no source"),
        (7, "weight is no number"),
        (8, "weight is not positive"),
        (9, "weight is not positive"),
        (10, "weight is no number"),
        (11, "weight is no number"),
        (12, "more columns than others"),
        (13, "comment between the rows"),
        (15, "header repeated"),
        (17, "stray quotation mark"),
    ]
    assert found.provenance.problems[3] == Problem(
        file="ties.csv", line=7, reason="weight is no number", found="none"
    )


def test_remarks_on_kept_rows_do_not_take_the_place_of_rows_left_out():
    rows = "".join(f"a,b,2020-01-{day:02}\na,b,never\n" for day in range(1, 29)) * 40
    found = read_text(f"from,to,time\n{rows}a,,2020-01-01\n")
    assert len(found.provenance.problems) == 1000
    assert problems(found)[-1] == (2242, "no target")
    assert found.provenance.dropped == {"no target": 1}


def test_people_of_ties_without_strength_stay():
    found = read_text("from,to,weight\na,b,1\nc,d,0\n")
    assert found.people.index.tolist() == ["a", "b", "c", "d"]


def test_a_bad_row_far_down_is_found_in_its_line():
    lines = [f"p{number},p{number + 1}" for number in range(300_000)]
    lines[250_000] = "p1"
    found = read_text("source,target\n" + "\n".join(lines))
    assert problems(found) == [(250_002, "no target")]
    assert len(found.ties) == 299_999


def test_quoted_cells_may_hold_separators_and_line_ends():
    found = read_text('from,to,note\n"Ruiz, Ana","Ito ""Al""","two\nlines"\nben,cai,x\n')
    assert rows_of(found) == [("Ruiz, Ana", 'Ito "Al"', 1.0), ("ben", "cai", 1.0)]


def test_ids_are_texts_as_written():
    found = read_text("01,1\n1,-1\n001,NA\nnull,1e3\n 7 ,7\n")
    assert found.people.index.tolist() == sorted(["01", "1", "-1", "001", "NA", "null", "1e3", "7"])
    assert found.people["label"].tolist() == found.people.index.tolist()


@pytest.mark.parametrize("comment", ["", "# note\n"])
@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        ("1.0,2.0\n2.0,3.0\n1,2.0\n", ["1", "1.0", "2.0", "3.0"]),
        ("1e3,1000\n1E3,1000\n", ["1000", "1E3", "1e3"]),
        # Characters gained by exponents must not make up for those lost with a point.
        ("1e3,7\n1e3,8\n8.0,9\n", ["1e3", "7", "8", "8.0", "9"]),
    ],
)
def test_numbers_with_point_or_exponent_stay_as_written(rows, ids, comment):
    assert list(read_text(f"from,to\n7,8\n{comment}{rows}").people.index) == sorted(
        {*ids, "7", "8"}
    )


def test_points_in_other_columns_leave_ids_alone():
    found = read_text("from,to,weight\n10,2,1.5\n2,3,1e3\n")
    assert list(found.people.index) == ["10", "2", "3"]
    assert found.ties["weight"].to_list() == [1.5, 1000.0]


def test_addresses_as_ids_are_pointed_out():
    found = read_text("from,to\nana@example.org,ben\n")
    assert said(found) == "1 ids look like e-mail addresses; share results under pseudonyms."


def test_hash_signs_inside_ids_are_no_comments():
    found = read_text('from,to\nC#,"#F"\n"#sna",x%y\n')
    assert rows_of(found) == [("#sna", "x%y", 1.0), ("C#", "#F", 1.0)]


def test_decimal_commas():
    found = read_text("from;to;weight\na;b;1,5\nb;c;2\n")
    assert found.ties["weight"].tolist() == [1.5, 2]
    assert "decimal comma" in said(found)


def test_loops_and_repeated_rows_stay_for_the_network_to_count():
    found = read_text("from,to\na,b\nb,a\na,b\nc,c\n")
    assert len(found.ties) == 4
    assert "1 of 1 ties are listed from both ends" in said(found)
    network = wt.build_network(found)
    assert network.ids.tolist() == ["a", "b", "c"]
    assert network.ties["strength"].to_dict() == {("a", "b"): 3}
    assert (network.provenance.loops, network.provenance.duplicates) == (1, 2)
    assert wt.build_network(read_text("from,to\na,b\nb,a\na,b\n", directed=True)).n_ties == 2


def test_weights_and_times_reach_the_network():
    found = read_text("from,to,weight,time\na,b,2,2020-01-01\na,b,0.5,2021-01-01\n")
    table = wt.build_network(found).ties
    assert table["strength"].tolist() == [2.5]
    assert table["evidence"].tolist() == ["interaction"]


NO_EDGE_LISTS = {
    "one column only": "ana\nben\ncai\n",
    "no regular rows": "a,b,c,d,e\na\nb,c\nd,e,f,g\na,b,c,d,e,f,g\n1,2,3\n",
    "looks like a table of people": "name,age\nana,30\nben,40\n",
    "looks like a matrix": ",ana,ben\nana,0,1\nben,1,0\n",
    "matrix": "0 1 0 1 0\n1 0 0 0 0\n0 0 0 1 1\n1 0 1 0 0\n0 0 1 0 0\n",
    "cannot tell which columns": "a,b,c,d,e\nx,1,2,3,4\ny,1,2,3,4\n",
    "a GML graph": 'Creator "me"\ngraph\n[\n  node\n  [\n    id 1\n  ]\n]\n',
    "a Pajek network": "*Vertices 2\n1 a\n2 b\n*Edges\n1 2\n",
    "a Matrix Market file": "%%MatrixMarket matrix coordinate pattern\n3 3 1\n1 2\n",
    "JSON": '{"nodes": [], "links": []}',
}


@pytest.mark.parametrize("what", NO_EDGE_LISTS)
def test_what_is_no_edge_list_is_refused(tmp_path, what):
    path = tmp_path / "ties.csv"
    path.write_text(NO_EDGE_LISTS[what])
    with pytest.raises(UnknownFormatError, match=what):
        read_edge_list(path)


@pytest.mark.parametrize(
    "text", ["\n\n", "# nothing\n", "from,to\n", "from,to,weight\na,b,\na,b,x\n"]
)
def test_nothing_that_can_be_used(text):
    with pytest.raises(NothingUsableError, match=r"edge list|Give a file"):
        read_text(text)


def test_a_row_a_person_can_be_asked_for():
    assert len(read_text("name,boss\nana,ben\n", source="name", target="boss").ties) == 1


def test_packed_files(tmp_path, write_zip):
    path = tmp_path / "ties.tsv.gz"
    path.write_bytes(gzip.compress(b"a\tb\nb\tc\n"))
    assert len(read_edge_list(path).ties) == 2
    assert len(read(write_zip({"edges.csv": "from,to\na,b\n"})).ties) == 1
    with pytest.raises(UnknownFormatError, match="the one file that lists ties"):
        read_edge_list(write_zip({"nodes.csv": "id\na\n", "edges.csv": "from,to\na,b\n"}))


def test_damage_is_an_error_of_ours(tmp_path):
    path = tmp_path / "ties.tsv.gz"
    path.write_bytes(gzip.compress(b"a\tb\n" * 100_000)[:-20])
    with pytest.raises(ReadError):
        read_edge_list(path)
    path.write_bytes(b"x" * 200_000)
    with pytest.raises(ReadError, match="no table"):
        read_edge_list(path)


@pytest.mark.parametrize("text", ["from,to\na,b\n", "1 2\n2 3\n", "ana\tben\nben\tcai\n"])
def test_edge_lists_are_recognised(tmp_path, text):
    path = tmp_path / "whatever.dat"
    path.write_text(text)
    assert identify(path).name == "edge_list"
    assert read(path).provenance.format == "edge_list"


def test_a_file_of_linkedin_stays_linkedins(write_file, invented):
    assert identify(write_file(invented.connections())).name == "linkedin"


def test_progress_ends_with_everything():
    calls = []
    read_text("from,to\na,b\n", progress=lambda *call: calls.append(call))
    assert calls[-1][0] == "Reading ties"
    assert calls[-1][1] <= calls[-1][2]


TOKENS = st.sampled_from(
    [
        "a",
        "b",
        "1",
        "2",
        "01",
        "-1",
        "+1",
        "0",
        "-0",
        "1.5",
        "",
        " ",
        '"q"',
        '"a,b"',
        '"',
        "#",
        "é",
        "\0",
    ]
)
NUMBERS = st.sampled_from(["0", "7", "12", "9999999"])
ODD = st.sampled_from(
    [
        "10000000",
        "07",
        "-3",
        "",
        " 5",
        "5 ",
        "\t",
        "\t5",
        "5\t",
        '"5"',
        "#1",
        "1.5",
        "a",
        "\0",
        "é",
        "1;",
    ]
)
LINES = st.lists(st.lists(TOKENS, min_size=1, max_size=4).map(",".join), min_size=1, max_size=12)


def test_a_short_first_block_is_not_taken_for_all():
    member = Member(name="f", where="f", size=0, opener=io.BytesIO)
    shape = find_shape(["source,target,weight\n"], {}, where="f")
    table = _rows.read_rows(iter([b"1,2,3\n", b"4,5,6\n"]), shape, member, Log(), None)
    assert table.ids == ["1", "2", "4", "5"]


def test_long_rows_with_dictionaries_leave_the_numbers_of_lines_right():
    rows = ["a b {'weight': 2}", f"b c {{'note': '{'x' * 70_000}'}}", "c d {'weight'}", "a c {}"]
    found = read_text("\n".join(rows))
    assert [problem.line for problem in found.provenance.problems] == [2, 3]
    assert len(found.ties) == 2


def read_block(text, *, plain):
    """The rows of a block, by the kernel where lines are plain, or with care in any case."""
    log = Log()
    member = Member(name="f", where="f", size=0, opener=io.BytesIO)
    shape = find_shape(["source,target,weight\n"], {}, where="f")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_rows, "_SMALL", 0 if plain else 1 << 20)
        table = _rows.read_rows(iter([text.encode()]), shape, member, log, None)
    ends = ([table.ids[at] for at in end.tolist()] for end in (table.source, table.target))
    rows = zip(table.lines.tolist(), *ends, table.texts[2].cells())
    return sorted(rows), sorted(log.problems, key=repr), dict(log.dropped), table.ids


@given(LINES)
@example(["01,1,1", "1,2,1"])
@example(['"a', 'b,c"', "1,2"])
@example(['a,"b"c,1'])
@example(["1,2,3", "", "4,5,6"])
@example(["1 ,2,3"])
@example(["1,2,3,"])
@example(["\u2003a\u00a0,b,1", "\u00e9,\u2019,1", "a\x0b,b,1"])
@example(['"a\tb", c,1', '\t"a",b,1', '"a"b,c,1', '"a",b,"1"', '""", b,1'])
@example(["a,b,c,d", "a,b,1,,", ",,", "a", f"{'a' * 70_000},b,1"])
@example(["1,01,1", "1,00,1", "0,1,1", "123456789,12345678,1", "abcdefghijklmnopq,abcdefgh,1"])
@example(['a,"b', 'c",1', "#x,y,1", "%", '"x,y,1'])
def test_the_fast_way_and_the_careful_way_agree(lines):
    text = "\n".join(lines)
    assert read_block(text, plain=True) == read_block(text, plain=False)


@given(
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS | ODD), max_size=6),
    st.lists(st.tuples(NUMBERS | ODD, NUMBERS | ODD, NUMBERS | ODD), max_size=6),
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=6),
)
@example([("1", "2", "3")], [("#1", "2", "3")], [])
@example([("1", "2", "3"), ("1", "2", "")], [], [])
@example([("1", "2", "\t"), ("1", "2", "\t5")], [], [])
def test_rows_of_numbers_are_read_as_any_others(first, odd, last):
    lines = [",".join(row) for row in [*first, *odd, *last]]
    text = "\n".join([*lines, "1,2", "1,2,3,4", "1,2,3"])
    assert read_block(text, plain=True) == read_block(text, plain=False)


def member_of(content):
    return Member(name="f", where="f", size=len(content), opener=lambda: io.BytesIO(content))


CONTENT = st.lists(
    st.sampled_from(
        [
            *(b"a", b"\xc3\xa9", b"\xe9", b"\xff", b"\0", b"\xe2\x80", b'"'),
            *(b"\n", b"\r", b"\r\n", b"\n"),
        ]
    ),
    max_size=20,
).map(b"".join)


@given(CONTENT, st.integers(0, 2), st.integers(1, 9), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_stored_text_is_what_decoding_gives(content, skip, size, mark):
    member = member_of(mark + content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_blocks, "_BLOCK", size)
        try:
            stored = b"".join(_blocks.stored_blocks(member, skip))
        except _blocks.NotAsStoredError:
            assert (
                b"\0" in content
                or b"\r" in content
                or member.decoding.encoding == "cp1252"
                or (member.decoding.damaged)
            )
            return
        assert stored == b"".join(_blocks.decoded_blocks(member, skip))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b"\n", b"\r"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.decode().encode("utf-16"),
        lambda text: text.removesuffix(b"\n"),
    ],
)
def test_long_lists_of_numbers_are_the_same_in_any_form(write_file, change):
    text = b"1 2\n3 4\n" * 100_000
    plain, changed = (read_edge_list(write_file(one, name="f")) for one in (text, change(text)))
    pd.testing.assert_frame_equal(changed.ties, plain.ties)
    assert changed.provenance == plain.provenance


def test_letters_of_windows_late_in_a_long_list(write_file):
    text = "1 2\n" * 300_000 + "caf\u00e9 2\n"
    found = read_edge_list(write_file(text.encode("cp1252"), name="f"))
    assert sorted(found.people.index) == ["1", "2", "caf\u00e9"]
    assert found.provenance.warnings[0] == "f is not UTF-8; it was read as Windows-1252."


def whole(text, *, plain):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_rows, "_SMALL", 0 if plain else 1 << 20)
        patch.setattr(_ties, "_MANY", 0 if plain else 1 << 20)
        try:
            return read_text(text)
        except WeakTiesError as error:
            return str(error).partition(": ")[2]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "7", "07", "Ana Ruiz", '"b"', "ñ", ""]),
        st.sampled_from(["a", "b", "7", "70000000", "x" * 20, ""]),
        st.sampled_from(["1", "2", "0.5", "-1", "", "x"]),
        st.sampled_from(["directed", "undirected", ""]),
        st.sampled_from(["2001", "2002-03-04", ""]),
    ),
    max_size=30,
)


@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_large_and_small_files_say_the_same(rows, separator):
    header = ["source", "target", "weight", "type", "time"]
    text = "\n".join(separator.join(row) for row in [header, *rows])
    small, large = whole(text, plain=False), whole(text, plain=True)
    if isinstance(small, str):
        assert small == large
        return
    pd.testing.assert_frame_equal(small.people, large.people)
    pd.testing.assert_frame_equal(small.ties, large.ties)
    assert small.provenance == large.provenance


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=60))
def test_blanks_between_numbers(pairs):
    text = "\n".join(f" {one}  \t{other} " for one, other in [(1, 2), (2, 3), *pairs])
    small, large = whole(text, plain=False), whole(text, plain=True)
    pd.testing.assert_frame_equal(small.ties, large.ties)
    assert small.provenance == large.provenance


def test_a_nul_byte_deep_in_a_quoted_field_is_refused():
    text = "source,target,weight\n" + 'a,b,1\na,c,"1\n\0"\n'
    for plain in (True, False):
        found = whole(text, plain=plain)
        assert found.provenance.dropped == {"NUL byte in the row": 2}


def test_a_quotation_mark_that_is_never_closed_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(_rows, "_SMALL", 0)
    monkeypatch.setattr(_blocks, "_BLOCK", 10)
    monkeypatch.setattr(_blocks, "_LONGEST_BLOCK", 200)
    text = "source,target\n" + "a,b\n" * 3 + 'c,"d\n' + "e,ffffffffffffffffffffffffff\n" * 40
    blocks = list(_blocks.stored_blocks(member_of(text.encode()), 1))
    assert b"".join(blocks).decode() == text.partition("\n")[2]
    assert max(map(len, blocks)) < 250
    found = read_text(text)
    assert len(found.ties) == 43
    assert found.provenance.dropped == {"stray quotation mark": 1}


def test_a_line_without_end_is_refused(write_file, monkeypatch):
    monkeypatch.setattr(_blocks, "LONGEST_LINE", 1 << 20)
    text = "source,target\n" + "a,b\n" * 70_000 + "a," + "b" * (1 << 23)
    with pytest.raises(ReadError, match="a line of over 1,048,576 characters"):
        read_edge_list(write_file(text, name="ties.csv"))


@given(LINES.map(lambda lines: [line.replace('"', "") for line in lines]), st.integers(1, 20))
def test_the_size_of_blocks_makes_no_difference(lines, size):
    text = "source,target,weight\na,b,1\na,b,1\n" + "\n".join(line + "," for line in lines)
    text = text.replace(",,", ",1,") + "\nc,d,2"
    try:
        whole = read_text(text)
    except WeakTiesError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_rows, "_SMALL", 0)
        patch.setattr(_blocks, "_BLOCK", size)
        parts = read_text(text)
    pd.testing.assert_frame_equal(parts.ties, whole.ties)
    assert parts.provenance == whole.provenance


def test_rows_of_several_lines_stay_whole_at_the_edge_of_a_block(monkeypatch):
    text = "source,target,note\n" + 'a,b,"one\ntwo\nthree"\n' * 5
    for size in range(1, 30):
        monkeypatch.setattr(_rows, "_SMALL", 0)
        monkeypatch.setattr(_blocks, "_BLOCK", size)
        found = read_text(text)
        assert (len(found.ties), found.provenance.dropped) == (5, {})


def test_a_name_that_goes_over_lines_is_one_persons():
    text = 'source,target\n"Ana\nRuiz",Ben\nBen,"Cai\r\n Li"\n'
    for plain in (True, False):
        found = whole(text, plain=plain)
        assert sorted(found.people.index) == ["Ana Ruiz", "Ben", "Cai Li"]
        assert not found.provenance.dropped


def test_quotation_marks_of_two_rows_hide_no_row_between():
    text = 'source,target\nana,"ben\ncai,dan\neva,fay"\ngil,hal\n'
    found = read_text(text)
    assert len(found.ties) + found.provenance.dropped["stray quotation mark"] == 4


def test_rows_are_counted_whether_used_or_not():
    assert read_text(BROKEN).provenance.files == {"ties.csv": 14}


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6)
WEIGHTS = st.floats(min_value=1e-6, max_value=1e6)


@given(
    rows=st.lists(st.tuples(NAMES, NAMES, WEIGHTS), min_size=1, max_size=12),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_what_is_written_is_read(rows, separator):
    rows = [(one.strip(), two.strip(), weight) for one, two, weight in rows]
    usable = [row for row in rows if all(end and not set("\r\n") & set(end) for end in row[:2])]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("source", "target", "weight"), *usable])
    kept = [row for row in usable if row[:2] != ("source", "target")]
    if not kept:
        with pytest.raises(NothingUsableError):
            read_text(out.getvalue())
        return
    found = read_text(out.getvalue())
    assert sorted(rows_of(found)) == sorted(kept)


@given(
    rows=st.lists(
        st.tuples(*[st.integers(0, 30).map(str)] * 2, st.sampled_from(["1", "2.5", "x", ""])),
        min_size=2,
        max_size=20,
    ),
    seed=st.integers(0, 100),
)
def test_the_order_of_rows_makes_no_difference(rows, seed):
    shuffled = rows.copy()
    random.Random(seed).shuffle(shuffled)
    first, second = (
        read_text("from,to,weight\n" + "".join(",".join(row) + "\n" for row in some) + "0,1,1\n")
        for some in (rows, shuffled)
    )
    pd.testing.assert_frame_equal(first.ties, second.ties)
    pd.testing.assert_frame_equal(first.people, second.people)
    assert first.provenance.dropped == second.provenance.dropped
    assert first.provenance.warnings == second.provenance.warnings


SAMPLES = [GEPHI, BROKEN, "# c\n1 2 1082040961\n2 3 1082155839\n", "a\tb\nc\td\n"]


@given(
    sample=st.sampled_from(SAMPLES),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
    places=st.lists(st.tuples(st.integers(0, 600), st.binary(max_size=3)), max_size=8),
)
def test_changed_bytes_give_ties_or_one_of_our_errors(sample, encoding, places):
    content = bytearray(sample.encode(encoding))
    for place, new in places:
        content[place % len(content) : place % len(content) + 1] = new
        content = content or bytearray(b"x")
    try:
        found = read_text(bytes(content))
    except WeakTiesError:
        return
    assert np.isfinite(found.ties["weight"]).all()


@pytest.mark.parametrize(
    ("name", "people", "rows", "ties", "loops"),
    [
        ("ca-astroph/ca-astroph.tsv.gz", 17_903, 197_031, 196_972, 59),
        ("com-dblp/dblp.csv.gz", 317_080, 1_049_866, 1_049_866, 0),
        ("ego-facebook/facebook_combined.txt.gz", 4_039, 88_234, 88_234, 0),
        ("email-enron-snap/email-enron-snap.tsv.gz", 36_692, 183_831, 183_831, 0),
        ("email-eu-core/email-Eu-core.txt.gz", 1_005, 25_571, 16_064, 642),
        ("collegemsg/collegemsg_weighted.csv.gz", 1_899, 20_296, 13_838, 0),
        ("stackexchange-android/android_edges.txt.gz", 9_940, 48_573, None, 0),
        ("small/campnet.csv", 18, 54, None, 0),
        ("small/davis_2mode.csv", 18, 89, None, None),
        ("small/florentine_marriage.csv", 15, 20, 20, 0),
        ("small/florentine_business.csv", 11, 15, 15, 0),
        ("small/krackhardt_kite.csv", 10, 18, 18, 0),
    ],
)
def test_public_networks_have_their_published_sizes(shared_data, name, people, rows, ties, loops):
    found = read(shared_data / name)
    assert (len(found.people), len(found.ties)) == (people, rows)
    assert found.provenance.dropped == {}
    if ties is not None:
        network = wt.build_network(found)
        assert (network.n_people, network.n_ties) == (people, ties)
        assert network.provenance.loops == loops


def test_directed_networks_have_their_published_sizes(shared_data):
    found = read_edge_list(shared_data / "email-eu-core/email-Eu-core.txt.gz", directed=True)
    assert wt.build_network(found).n_ties == 25_571 - 642
    messages = shared_data / "collegemsg/collegemsg_longitudinal.csv.gz"
    network = wt.build_network(read_edge_list(messages, directed=True))
    assert (network.n_people, network.n_ties, network.tie_strength.sum()) == (1_899, 20_296, 59_835)
    assert network.provenance.loops == 1_899


@pytest.mark.parametrize(
    "name", ["karate.gml", "netscience.gml.gz", "polblogs.gml.gz", "davis.net"]
)
def test_other_graph_files_are_refused_by_name(shared_data, name):
    with pytest.raises(UnknownFormatError, match=r"GML|Pajek"):
        read_edge_list(shared_data / "small" / name)


@pytest.mark.parametrize(
    "name", ["campnet_nodes.csv", "florentine_nodes.csv", "anabaptist_attributes.csv"]
)
def test_tables_of_people_are_refused(shared_data, name):
    with pytest.raises(UnknownFormatError, match="table of people"):
        read_edge_list(shared_data / "small" / name)


@pytest.mark.parametrize("text", ["Ada,Lund\nBen,Oh\n", "Vorname;Alter\nAna;41\n", "a b\n"])
def test_rows_in_which_nobody_comes_up_twice_need_a_header_to_be_ties(text):
    with pytest.raises(UnknownFormatError, match="nobody comes up twice"):
        read_text(text)
    assert len(read_text(f"source target\n{text}".replace(",", " ").replace(";", " ")).ties)


def test_weights_that_no_sum_could_hold_are_left_out():
    found = read_text(
        "from,to,weight\nana,ben,1e308\nben,ana,1e308\nben,cai,1e-320\ncai,ana,1e100\n"
    )
    assert rows_of(found) == [("cai", "ana", 1e100)]
    assert found.provenance.dropped == {"weight is too small or too large to compute with": 3}


def test_a_name_that_is_longer_than_any_name_is_left_out():
    found = read_text(f"from,to\n{'x' * 1001},ben\nana,{'y' * 1000}\n")
    assert rows_of(found) == [("ana", "y" * 1000, 1.0)]
    assert found.provenance.dropped == {"name of over 1,000 characters": 1}


def test_a_letter_is_no_list_of_ties():
    letter = "Dear all,\nthis is a letter, and no list.\nBest regards,\nme\n"
    with pytest.raises(UnknownFormatError, match="nobody comes up twice"):
        read_text(letter)


# What this reader got wrong


@pytest.mark.parametrize("separator", [" ", "\t", ","])
@pytest.mark.parametrize("graph", [nx.Graph, nx.DiGraph])
def test_rows_that_networkx_ends_with_a_dictionary_were_refused(tmp_path, separator, graph):
    given = graph(
        [("ana", "ben", {"weight": 2.5, "kind": "advice"}), ("ben", "cai"), ("cai", "cai")]
    )
    nx.write_edgelist(given, tmp_path / "ties.txt", delimiter=separator)
    found = read(tmp_path / "ties.txt")
    assert found.provenance.format == "edge_list"
    assert rows_of(found) == [("ana", "ben", 2.5), ("ben", "cai", 1.0), ("cai", "cai", 1.0)]
    assert found.ties["kind"].tolist()[0] == "advice"
    assert read_edge_list(tmp_path / "ties.txt", directed=True).ties["directed"].all()


@pytest.mark.parametrize("data", ["{'a'}", "{'weight': [}", "{" * 300 + "}" * 300, "{1: 2 ** 9}"])
def test_a_dictionary_that_is_none_is_counted(data):
    found = read_text(f"ana ben {{}}\nben cai {data}\ncai ana {{'note': [1]}}\n")
    assert rows_of(found) == [("ana", "ben", 1.0), ("cai", "ana", 1.0)]
    assert problems(found) == [(2, "row without two people and a dictionary")]


def test_values_of_numpy_in_dictionaries_were_no_numbers(tmp_path):
    graph = nx.Graph()
    graph.add_edge("ana", "ben", weight=np.float64(2), close=np.True_, rank=np.int64(3))
    nx.write_edgelist(graph, tmp_path / "list.txt")
    (tie,) = read(tmp_path / "list.txt").ties.to_dict("records")
    assert (tie["weight"], tie["close"], tie["rank"]) == (2.0, True, 3)


@pytest.mark.parametrize("head", ["sep=;\n", '"sep=;"\r\n', "\ufeffSEP=;\n"])
def test_the_separator_that_spreadsheets_name_first_was_a_row(tmp_path, head):
    path = tmp_path / "ties.csv"
    path.write_text(f"{head}source;target;weight\nana;ben;2\nben;cai;0,5\n", encoding="utf-8")
    found = read(path)
    assert rows_of(found) == [("ana", "ben", 2.0), ("ben", "cai", 0.5)]
    assert found.provenance.dropped == {}


def test_that_a_graph_of_snap_is_directed_was_passed_over():
    head = "# {} graph (each unordered pair of nodes is saved once): wiki.txt\n# FromNodeId\tToNodeId\n"
    rows = "0\t1\n1\t0\n1\t2\n"
    assert read_text(head.format("Directed") + rows).ties["directed"].tolist() == [True] * 3
    assert read_text(head.format("Undirected") + rows).ties["directed"].tolist() == [False] * 3


def test_dislikes_of_a_signed_graph_of_snap_counted_as_ties():
    found = read_text("# FromNodeId\tToNodeId\tSign\n0\t1\t-1\n1\t0\t1\n")
    assert rows_of(found) == [("1", "0", 1.0)]
    assert found.provenance.dropped == {"weight is not positive": 1}


def test_strengths_without_a_name_were_passed_over_where_some_rows_have_none():
    found = read_text("ana ben 2.5\nben cai 4\nana cai\nana dov 1\n")
    assert sorted(found.ties["weight"]) == [1.0, 1.0, 2.5, 4.0]
    assert "Ties without a weight, each of which counts 1: 1." in said(found)


def test_a_column_of_weights_without_any_left_no_tie():
    assert rows_of(read_text("source,target,weight\nana,ben,\nben,cai,\n")) == [
        ("ana", "ben", 1.0),
        ("ben", "cai", 1.0),
    ]


def test_gephi_directs_ties_without_a_type_beside_others():
    found = read_text("Source,Target,Type\na,b,Undirected\nb,c,\nc,d,Directed\n")
    assert found.ties["directed"].tolist() == [False, True, True]
    assert not read_text("Source,Target,Type\na,b,\nb,c,\n").ties["directed"].any()


def test_one_moment_of_gephi_had_no_end_and_two_had():
    found = read_text(
        'Source,Target,Timestamp\na,b,"<[2026-03-02]>"\nb,c,"<[2026-03-02, 2026-03-05]>"\n'
    )
    assert [len(set(spell)) for spells in found.ties["spells"] for spell in spells] == [1, 1, 1]
    assert found.ties["end"].tolist() == [pd.Timestamp("2026-03-02"), pd.Timestamp("2026-03-05")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "nodedef>name VARCHAR,label VARCHAR\ns1,Ana\nedgedef>node1 VARCHAR,node2 VARCHAR\ns1,s1\n",
            "a GDF",
        ),
        ('(tlp "2.3"\n(nodes 0 1 2)\n(edge 0 0 1)\n)\n', "of Tulip"),
        ("LEDA.GRAPH\nstring\nvoid\n-1\n2\n|{a}|\n|{b}|\n1\n1 2 0 |{}|\n", "a LEDA"),
        ("c made up\np edge 3 2\ne 1 2\ne 2 3\n", "a DIMACS"),
        ("p sp 3 2\na 1 2 5\na 2 3 7\n", "a DIMACS"),
        ("1 Ana\n2 Ben\n3 Cai\n#\n1 2\n2 3\n", "in TGF"),
    ],
)
def test_graphs_in_other_formats_were_read_as_ties_of_their_words(tmp_path, text, what):
    (tmp_path / "graph.txt").write_text(text)
    for reader in (read, read_edge_list):
        with pytest.raises(UnknownFormatError, match=what):
            reader(tmp_path / "graph.txt")


def test_a_header_in_another_language_above_strengths_was_a_tie():
    found = read_text("von,nach,gewicht\nana,ben,2\nben,cai,3\n")
    assert set(found.people.index) == {"ana", "ben", "cai"}
    assert "Columns not read: gewicht." in said(found)
    assert rows_of(read_text("von,nach,gewicht\nana,ben,2\nben,cai,3\n", weight="gewicht")) == [
        ("ana", "ben", 2.0),
        ("ben", "cai", 3.0),
    ]
    for first in ("ana,cai,much", "dov,eve,NA"):
        assert "ana" in read_text(f"{first}\nana,ben,2\nben,cai,3\n").people.index
    assert len(read_text("dov,eve,NA\nana,ben,2\nben,cai,3\n").people) == 5


def test_a_multiline_list_of_networkx_was_read_as_ties_to_its_signs(tmp_path):
    nx.write_multiline_adjlist(nx.path_graph(4), tmp_path / "list.txt")
    with pytest.raises(UnknownFormatError, match="multiline adjacency list of NetworkX"):
        read(tmp_path / "list.txt")
    assert len(read_text("source,target\nAna {x},ben\nben,cai {}\nJo {x},{y}\n").people) == 5


def test_line_ends_of_old_macs_were_one_endless_line_beyond_a_megabyte(monkeypatch):
    monkeypatch.setattr(_blocks, "_BLOCK", 10)
    monkeypatch.setattr(_blocks, "LONGEST_LINE", 50)
    monkeypatch.setattr(_rows, "_SMALL", 0)
    text = "".join(f"{at} {at + 1}\r" for at in range(1, 100))
    assert len(read_text(text).ties) == 99


def test_people_called_like_formulas_came_back_from_our_tables_under_other_names(tmp_path):
    names = ["@ana", "=ben", "'@cai", "-1", "'tis", "dov"]
    ties = pd.DataFrame({"source": names, "target": [*names[1:], names[0]]})
    people = pd.DataFrame({"id": names, "label": [one.upper() for one in names]})
    for name, table in {"ties.csv": ties, "people.csv": people}.items():
        with (tmp_path / name).open("w", newline="") as stream:
            write_cells(table, stream)
    assert "'@ana" in (tmp_path / "ties.csv").read_text()
    found = read(tmp_path / "ties.csv")
    assert found.people.index.tolist() == sorted(names)
    assert set(zip(found.ties["source"], found.ties["target"])) == set(
        ties.to_records(index=False).tolist()
    )
    both = read(tmp_path)
    assert both.provenance.format == "node_edge_tables"
    assert both.people["label"].to_dict() == {one: one.upper() for one in names}
