"""Pajek networks and projects."""

import pandas as pd
import pytest

import weakties as wt
from weakties.errors import ArgumentError, NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_pajek

VERTICES = '*Vertices 3\n1 "Ana Ruiz" 0.1 0.2 0.5\n2 "Ben"\n3 "Chi"\n'
PLAIN = f"*Network demo\n{VERTICES}*Arcs\n1 2 3\n*Edges\n2 3 0.5\n"


@pytest.fixture
def pajek(write_file):
    def reading(text, name="network.net", **options):
        return read_pajek(write_file(text, name=name), **options)

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def members_of(found, *columns):
    return found.memberships[["person", "focus", *columns]].to_numpy().tolist()


def said(found):
    return " ".join(found.provenance.warnings)


day = pd.Timestamp


def test_people_arcs_and_edges(pajek):
    found = pajek(PLAIN)
    assert found.people["label"].to_dict() == {"Ana Ruiz": "Ana Ruiz", "Ben": "Ben", "Chi": "Chi"}
    assert rows_of(found, "weight", "directed", "kind") == [
        ("Ana Ruiz", "Ben", 3.0, True, "tie"),
        ("Ben", "Chi", 0.5, False, "tie"),
    ]
    assert said(found) == "Positions, shapes and colours were not read."
    assert found.provenance.files == {"network.net": 5}


@pytest.mark.parametrize("change", [str, str.upper, str.lower])
@pytest.mark.parametrize("head", ["", "\ufeff", "% a comment\n%\n", "\n\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_is_recognised_in_any_case_and_after_comments(write_file, change, head, end):
    path = write_file(change(head + PLAIN).replace("\n", end), name="graph.csv")
    assert identify(path).name == "pajek"
    assert len(read(path).ties) == 2


# What other readers get wrong


def test_networkx_merges_people_with_the_same_label(pajek):
    found = pajek('*Vertices 3\n1 "Ana"\n2 "Ana"\n3 "Ben"\n*Edges\n1 3\n2 3\n')
    assert found.people["label"].to_dict() == {"1": "Ana", "2": "Ana", "3": "Ben"}
    assert rows_of(found) == [("1", "3"), ("2", "3")]


def test_networkx_raises_on_the_size_of_a_first_mode(pajek):
    found = pajek('*Vertices 3 2\n1 "Ana"\n2 "Ben"\n3 "Chess"\n*Edges\n1 3 2\n3 2\n')
    assert found.people.index.tolist() == ["Ana", "Ben"]
    assert len(found.ties) == 0
    assert members_of(found, "kind", "weight") == [
        ["Ana", "Chess", "affiliation", 2.0],
        ["Ben", "Chess", "affiliation", 1.0],
    ]


def test_networkx_raises_where_vertices_are_not_described(pajek):
    found = pajek("*Vertices 4\n*Edges\n1 2\n3 2\n")
    assert found.people["label"].to_dict() == {one: one for one in "1234"}
    assert rows_of(found) == [("1", "2"), ("3", "2")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_networkx_raises_on_a_byte_order_mark(pajek, encoding):
    assert len(pajek(PLAIN.encode(encoding)).people) == 3


def test_networkx_and_igraph_raise_on_letters_of_windows(pajek):
    text = PLAIN.replace("Chi", "Zoë")
    found = pajek(text.encode("cp1252"))
    assert "Zoë" in found.people.index
    assert "was read as Windows-1252" in said(found)
    slovene = PLAIN.replace("Chi", "Čačko").encode("cp1250")
    assert "Čačko" in pajek(slovene, encoding="cp1250").people.index
    with pytest.raises(ArgumentError, match="encoding='klingon' is not known"):
        pajek(slovene, encoding="klingon")
    with pytest.raises(ArgumentError, match="encoding='base64' is not known"):
        pajek(slovene, encoding="base64")


def test_networkx_loses_arcs_of_lists(pajek):
    found = pajek(f"{VERTICES}*Arcslist\n1 2 3\n3 1\n")
    assert rows_of(found, "directed") == [
        ("Ana Ruiz", "Ben", True),
        ("Ana Ruiz", "Chi", True),
        ("Chi", "Ana Ruiz", True),
    ]


def test_networkx_loses_edges_of_lists(pajek):
    found = pajek(f"{VERTICES}*Edgeslist\n1 2 3\n3 2\n")
    assert rows_of(found, "directed") == [
        ("Ana Ruiz", "Ben", False),
        ("Ana Ruiz", "Chi", False),
        ("Chi", "Ben", False),
    ]


def test_networkx_takes_the_name_of_a_relation_for_people_and_igraph_raises(pajek):
    found = pajek(f'{VERTICES}*Arcs :1 "advice"\n1 2 3\n*Arcs :2 "asks for help"\n1 2 1\n')
    assert len(found.people) == 3
    assert rows_of(found, "kind", "weight") == [
        ("Ana Ruiz", "Ben", "advice", 3.0),
        ("Ana Ruiz", "Ben", "asks for help", 1.0),
    ]


def test_networkx_makes_edges_beside_arcs_one_way_and_igraph_makes_arcs_edges(pajek):
    found = pajek(PLAIN)
    assert found.ties["directed"].tolist() == [True, False]
    arcs = wt.build_network(found).ties.index.tolist()
    assert arcs == [("Ana Ruiz", "Ben"), ("Ben", "Chi"), ("Chi", "Ben")]


def test_networkx_drops_times_and_igraph_raises_on_them(pajek):
    found = pajek(
        '*Vertices 2\n1 "Ana" [1996-1999,2003-*]\n2 "Ben" [1996]\n'
        "*Arcs\n1 2 2 [1997-1998]\n2 1 [1996,1999]\n"
    )
    assert rows_of(found, "weight", "start", "end") == [
        ("Ana", "Ben", 2.0, day("1997-01-01"), day("1998-12-31")),
        ("Ben", "Ana", 1.0, day("1996-01-01"), day("1999-12-31")),
    ]
    assert found.ties["spells"].tolist()[1] == (
        (day("1996-01-01"), day("1996-12-31")),
        (day("1999-01-01"), day("1999-12-31")),
    )
    assert found.people["start"].tolist() == [day("1996-01-01")] * 2
    assert found.people["end"].tolist() == [pd.NaT, day("1996-12-31")]


def test_times_that_count_steps_stay_numbers(pajek):
    found = pajek(f"{VERTICES}*Edges\n1 2 1 [1-3]\n2 3 1 [5-*]\n")
    assert found.ties["start_number"].tolist() == [1, 5]
    assert found.ties["end_number"].fillna(-1).tolist() == [3, -1]
    assert found.ties["start"].isna().all()


# The rest of the format


def test_matrices(pajek):
    found = pajek(
        f'{VERTICES}*Matrix :1 "advice"\n0 2 0\n0 0 1\n0 0 1\n*Matrix\n0 1 0\n1 0 0\n0 0 0\n'
    )
    assert rows_of(found, "kind", "weight", "directed") == [
        ("Ana Ruiz", "Ben", "advice", 2.0, True),
        ("Ana Ruiz", "Ben", "tie", 1.0, False),
        ("Ben", "Chi", "advice", 1.0, True),
        ("Chi", "Chi", "advice", 1.0, True),
    ]
    two_mode = pajek('*Vertices 4 2\n1 "Ana"\n2 "Ben"\n3 "x"\n4 "y"\n*Matrix\n1 0\n1 2\n')
    assert members_of(two_mode, "weight") == [
        ["Ana", "x", 1.0],
        ["Ben", "x", 1.0],
        ["Ben", "y", 2.0],
    ]


def test_relations_before_a_row(pajek):
    found = pajek(
        f'{VERTICES}*Arcs :1 "advice"\n*Arcs :2 "help"\n*Arcs\n1: 1 2 1\n2: 1 3 4\n7: 2 3\n'
    )
    assert rows_of(found, "kind", "weight") == [
        ("Ana Ruiz", "Ben", "advice", 1.0),
        ("Ana Ruiz", "Chi", "help", 4.0),
        ("Ben", "Chi", "relation 7", 1.0),
    ]


def test_what_is_drawn_of_a_tie_is_left_out_and_its_label_stays(pajek):
    found = pajek(f'{VERTICES}*Arcs\n1 2 2 w 3 c Blue l "asks a lot" [1-2]\n2 3 c Red\n')
    assert rows_of(found, "weight") == [("Ana Ruiz", "Ben", 2.0), ("Ben", "Chi", 1.0)]
    assert found.ties["label"].fillna("").tolist() == ["asks a lot", ""]
    assert found.ties["start_number"].tolist()[0] == 1


def test_letters_written_as_numbers_and_labels_without_marks(pajek):
    found = pajek('*Vertices 2\n1 Ana_R 0.1 0.2\n2 "&#268;a&#269;ko &amp; Co"\n*Edges\n1 2\n')
    assert found.people.index.tolist() == ["Ana_R", "Čačko & Co"]


def test_partitions_and_vectors_are_attributes(pajek):
    found = pajek(
        f"{PLAIN}*Partition team\n*Vertices 3\n1\n2\n1\n*Vector age\n*Vertices 3\n30.5\n41\n22\n"
        "*Permutation p\n*Vertices 3\n3\n1\n2\n*Vector wrong\n*Vertices 2\n1\n2\n"
    )
    assert found.people["team"].tolist() == [1, 2, 1]
    assert found.people["age"].tolist() == [30.5, 41, 22]
    assert found.people.columns.tolist() == ["label", "age", "team"]
    assert "Section *permutation (3 rows) was not read." in said(found)
    assert "wrong has 2 values, as many as no network has people; not read." in said(found)


PROJECT = (
    '*Network work\n*Vertices 2\n1 "Ana"\n2 "Ben"\n*Arcs\n1 2\n'
    '*Network sport\n*Vertices 2\n1 "Ben"\n2 "Chi"\n*Edges\n1 2\n'
)


def test_the_networks_of_a_project_are_read_together_or_one_alone(pajek):
    found = pajek(PROJECT)
    assert found.people.index.tolist() == ["Ana", "Ben", "Chi"]
    assert rows_of(found, "kind", "network") == [
        ("Ana", "Ben", "work", "work"),
        ("Ben", "Chi", "sport", "sport"),
    ]
    assert "2 networks were read together" in said(found)
    assert found.provenance.dropped == {}
    assert rows_of(pajek(PROJECT, network="sport"), "kind") == [("Ben", "Chi", "tie")]
    with pytest.raises(ArgumentError, match=r"network='home': .* It holds: work, sport"):
        pajek(PROJECT, network="home")


def test_networks_whose_people_cannot_be_told_apart_are_not_mixed(pajek):
    text = PROJECT.replace('"Chi"', '"Ben"')
    with pytest.raises(ReadError, match=r"2 networks of different people \(work, sport\)"):
        pajek(text)
    assert rows_of(pajek(text, network="work")) == [("Ana", "Ben")]
    same = "*Vertices 2\n1 x\n2 x\n*Arcs\n1 2\n"
    assert rows_of(pajek(f"*Network a\n{same}*Network b\n{same}"), "kind") == [
        ("1", "2", "a"),
        ("1", "2", "b"),
    ]


# What is left out, and damage


def test_what_cannot_be_used_is_counted_with_its_line(pajek):
    found = pajek(
        f"{VERTICES}9 x\n2 again\n*Arcs\n1 7\n0 1\n1\n1 2 0\n1 2 -1\nx y\n*Arcslist\n2\n*Edges\n1 2\n"
    )
    assert found.provenance.dropped == {
        "no vertex of this number": 4,
        "row without two vertices": 2,
        "vertex given again": 1,
        "weight is not positive": 2,
    }
    lines = [one.line for one in found.provenance.problems]
    assert lines == [5, 6, 8, 9, 10, 11, 12, 13, 15]
    assert rows_of(found) == [("Ana Ruiz", "Ben")]


def test_ties_in_a_two_mode_network(pajek):
    found = pajek("*Vertices 4 2\n*Edges\n1 2\n3 4\n1 4\n")
    assert rows_of(found) == [("1", "2")]
    assert members_of(found) == [["1", "4"]]
    assert found.provenance.dropped == {"tie between two that are no people": 1}


def test_sections_that_are_not_known_are_counted(pajek):
    found = pajek(f'{PLAIN}*Events\nTI 1\nAV 2 "b"\n')
    assert "Section *events (2 rows) was not read." in said(found)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "*Vertices 1000000000\n*Arcs\n1 2\n",
            "line 1: claims 1,000,000,000 vertices, but the file",
        ),
        ("*Vertices many\n", "line 1: .Vertices is followed by 'many', where the number"),
        ("*Vertices 3 5\n", "'3 5'"),
        ("*Vertices\n", "'nothing'"),
        ("*Arcs\n1 2\n", r"line 1: \*arcs comes before \*Vertices"),
        (
            "*Vertices 2\n*Matrix\n0 1 1\n",
            "line 2: the matrix has 3 numbers, but 2 rows of 2 are 4",
        ),
        ("*Vertices 2\n*Matrix\n0 1 x 0\n", "line 2: the matrix holds 'x', which is no number"),
    ],
)
def test_broken_files_name_their_place(write_file, text, why):
    with pytest.raises(ReadError, match=why):
        read(write_file(text, name="broken.net"))


@pytest.mark.parametrize(
    "text",
    [
        "*Vertices 4\n1\n2\n1\n2\n",
        "*Vertices 3\n0.5\n0.25\n1\n",
        "*Partition p\n*Vertices 2\n1\n2\n",
    ],
)
def test_a_partition_alone_names_nobody(write_file, text):
    with pytest.raises(UnknownFormatError, match="holds a partition or vector of Pajek"):
        read(write_file(text, name="teams.clu"))


def test_nobody_in_it(write_file):
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_file("*Vertices 0\n*Arcs\n"))


def test_the_strike_and_the_women_of_davis(shared_data):
    strike = read(shared_data / "small" / "strike.net")
    assert len(strike.people) == 24
    assert wt.build_network(strike, directed=False).n_ties == 38
    davis = read(shared_data / "small" / "davis.net")
    assert len(davis.people) == 18
    assert davis.memberships["focus"].nunique() == 14
    assert len(davis.memberships) == 89
    assert len(davis.ties) == 0


# What this reader got wrong


def test_values_with_a_decimal_comma_were_taken_for_drawing_and_counted_one(pajek):
    found = pajek('*Vertices 2\n1 "a"\n2 "b"\n*Edges\n1 2 0,5\n1 2 NaN c Blue\n1 2 c Blue\n')
    assert rows_of(found, "weight") == [("a", "b", 1.0)]
    assert found.provenance.dropped == {"weight is no number": 2}
    assert [(one.line, one.found) for one in found.provenance.problems] == [(5, "0,5"), (6, "NaN")]


@pytest.mark.parametrize("head", ["/* made by hand */\n", "% one\n/* two\n"])
@pytest.mark.parametrize("star", ["*", "* "])
def test_comments_of_c_and_blanks_after_the_star_hid_a_network(write_file, head, star):
    text = f'{head}{star}Vertices 2\n1 "a"\n2 "b"\n{star}Edges\n/* 2 2 */\n1 2 2\n'
    path = write_file(text, name="network.txt")
    assert identify(path).name == "pajek"
    assert rows_of(read(path), "weight") == [("a", "b", 2.0)]


def test_labels_between_single_marks_lost_all_but_their_first_word(pajek):
    found = pajek("*Vertices 3\n1 'Ana Ruiz'\n2 O'Neill\n3 \"it's\"\n*Edges\n1 2\n")
    assert found.people["label"].tolist() == ["Ana Ruiz", "O'Neill", "it's"]
    assert found.provenance.warnings == ()


def test_what_was_not_read_was_called_vertices(pajek):
    found = pajek('*Network n\n*Vertices 1\n1 "a"\n*Permutation p\n*Vertices 1\n1\n')
    assert "Section *permutation (1 rows) was not read." in said(found)


def test_names_with_an_ampersand_were_taken_for_other_letters(pajek):
    found = pajek('*Vertices 2\n1 "Black&notes"\n2 "Q&regret &#345; &eacute;"\n*Edges\n1 2\n')
    assert found.people["label"].tolist() == ["Black&notes", "Q&regret \u0159 \u00e9"]


def test_names_without_marks_lost_all_but_their_first_word(pajek):
    rows = '1 Ana Ruiz 0.1 0.2\n2 Ana R. Ito\n3 Ana box\n4 Ben ic Red\n5 "Chi" ellipse\n'
    found = pajek(f"*Vertices 5\n{rows}*Edges\n1 2\n")
    assert sorted(found.people["label"]) == ["Ana", "Ana R. Ito", "Ana Ruiz", "Ben", "Chi"]
    assert rows_of(found) == [("Ana Ruiz", "Ana R. Ito")]
