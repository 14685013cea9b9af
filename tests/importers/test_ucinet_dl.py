"""UCINET DL files in all their shapes."""

import pytest

from weakties.errors import NothingUsableError, ReadError
from weakties.importers import FORMATS, identify, read, read_ucinet_dl
from weakties.importers._files.source import open_source


@pytest.fixture
def dl(write_file):
    def reading(text, name="network.dl"):
        return read_ucinet_dl(write_file(text, name=name))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def members_of(found, *columns):
    return found.memberships[["person", "focus", *columns]].to_numpy().tolist()


def said(found):
    return " ".join(found.provenance.warnings)


#: Three people: ana with ben 2, ben with chi 1.
SAME = [("ana", "ben", 2.0, False), ("ben", "chi", 1.0, False)]
FULL = "0 2 0\n2 0 1\n0 1 0\n"

DIALECTS = {
    "full matrix": f"dl n=3 format=fullmatrix\nlabels:\nana,ben,chi\ndata:\n{FULL}",
    "no shape": f"DL n=3\nlabels: ana ben chi\ndata:\n{FULL}",
    "no equals signs": f"dl n 3 format fm labels: ana ben chi data: {FULL}",
    "n after labels": f"dl labels: ana,ben,chi\nn=3\ndata:\n{FULL}",
    "no n": f"dl labels: ana,ben,chi\ndata:\n{FULL}",
    "nr and nc": f"dl nr=3, nc=3 labels: ana,ben,chi\ndata:\n{FULL}",
    "row and column labels": (
        f"dl nrow=3 ncol=3\nrow labels: ana,ben,chi\ncolumn labels: ana,ben,chi\ndata:\n{FULL}"
    ),
    "embedded in a matrix": (
        "dl n=3\nlabels embedded\ndata:\n ana ben chi\nana 0 2 0\nben 2 0 1\nchi 0 1 0\n"
    ),
    "embedded, no n": "dl labels embedded:\ndata:\nana ben chi\nana 0 2 0\nben 2 0 1\nchi 0 1 0\n",
    "rows embedded": "dl n=3\nrow labels embedded\ndata:\nana 0 2 0\nben 2 0 1\nchi 0 1 0\n",
    "columns embedded": f"dl n=3\ncol labels embedded\ndata:\nana ben chi\n{FULL}",
    "lower half": "dl n=3 format=lowerhalf\nlabels: ana,ben,chi\ndata:\n0\n2 0\n0 1 0\n",
    "upper half": "dl n=3 format=uh\nlabels: ana,ben,chi\ndata:\n0 2 0\n0 1\n0\n",
    "half without diagonal": (
        "dl n=3 format=lowerhalf diagonal=absent\nlabels: ana,ben,chi\ndata:\n2\n0 1\n"
    ),
    "edge list": (
        "dl n=3 format=edgelist1\nlabels: ana,ben,chi\ndata:\n1 2 2\n2 1 2\n2 3 1\n3 2 1\n"
    ),
    "edge list by labels": (
        "dl n=3 format=el1\nlabels:\nana\nben\nchi\ndata:\nana ben 2\nBEN ANA 2\nben chi 1\nchi ben 1\n"
    ),
    "edge list, embedded": (
        "DL n=3\nformat = edgelist1\nlabels embedded:\ndata:\nana ben 2\nben ana 2\nben chi 1\nchi ben 1\n"
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_dialect_says_the_same(write_file, dialect, end):
    path = write_file(DIALECTS[dialect].replace("\n", end), name="file.txt")
    assert identify(path).name == "ucinet_dl"
    found = read(path)
    assert found.people["label"].tolist() == ["ana", "ben", "chi"]
    assert rows_of(found, "weight", "directed") == SAME
    assert found.provenance.dropped == {}
    assert found.provenance.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(dl, encoding):
    found = dl(DIALECTS["full matrix"].replace("ana", "zoë").encode(encoding))
    assert "zoë" in found.people.index


# What igraph, the only other reader, gets wrong


def test_igraph_raises_on_a_header_over_several_lines(dl):
    found = dl(f"DL\n\nN = 3\nFORMAT = FULLMATRIX\nLABELS:\nana\nben\nchi\nDATA:\n{FULL}")
    assert rows_of(found, "weight", "directed") == SAME


def test_igraph_raises_on_commas_and_quotation_marks(dl):
    found = dl(f'dl n=3, format=fullmatrix\nlabels:\n"Ana R.", "Ben, Jr.","Chi"\ndata:\n{FULL}')
    assert found.people.index.tolist() == ["Ana R.", "Ben, Jr.", "Chi"]
    assert found.ties["weight"].tolist() == [2, 1]


def test_igraph_raises_where_the_diagonal_is_absent(dl):
    found = dl("dl n=3 diagonal=absent\nlabels: ana,ben,chi\ndata:\n2 0\n2 1\n0 1\n")
    assert rows_of(found, "weight", "directed") == SAME
    present = dl(f"dl n=3 format=fullmatrix diagonal present\nlabels: ana,ben,chi\ndata:\n{FULL}")
    assert rows_of(present, "weight", "directed") == SAME


def test_igraph_raises_on_strengths_in_a_matrix(dl):
    found = dl("dl n=2\ndata:\n0 2.5\n1e-1 0\n")
    assert rows_of(found, "weight", "directed") == [("1", "2", 2.5, True), ("2", "1", 0.1, True)]


def test_igraph_raises_on_several_matrices(dl):
    second = "0 0 0\n1 0 0\n0 0 0\n"
    text = f"dl n=3, nm=2\nlabels: ana,ben,chi\nmatrix labels: advice,help\ndata:\n{FULL}\n{second}"
    found = dl(text)
    assert rows_of(found, "kind", "directed") == [
        ("ana", "ben", "advice", False),
        ("ben", "ana", "help", True),
        ("ben", "chi", "advice", False),
    ]
    marked = text.replace("\n\n", "\n!\n").replace("matrix labels: advice,help\n", "")
    assert sorted(set(dl(marked).ties["kind"])) == ["matrix 1", "matrix 2"]
    assert sorted(set(dl(text.replace("nm=2", "NREL 2")).ties["kind"])) == ["advice", "help"]


def test_igraph_raises_on_rows_that_are_not_columns(dl):
    found = dl(
        "dl nr=2 nc=3 format=fullmatrix\nrow labels: ana,ben\ncolumn labels: e1,e2,e3\n"
        "data:\n1 0 1\n0 1 1\n"
    )
    assert found.people.index.tolist() == ["ana", "ben"]
    assert members_of(found, "kind") == [
        ["ana", "e1", "affiliation"],
        ["ana", "e3", "affiliation"],
        ["ben", "e2", "affiliation"],
        ["ben", "e3", "affiliation"],
    ]
    assert "weight" not in found.memberships
    square = dl("dl nr=2 nc=2\nrow labels: ana,ben\ncol labels: e1,e2\ndata:\n1 0\n3 1\n")
    assert members_of(square, "weight") == [["ana", "e1", 1], ["ben", "e1", 3], ["ben", "e2", 1]]


def test_igraph_raises_on_half_matrices(dl):
    assert rows_of(dl(DIALECTS["lower half"]), "weight", "directed") == SAME


def test_igraph_raises_on_rows_that_go_over_several_lines(dl):
    found = dl("dl n=3\nlabels: ana,ben,chi\ndata:\n0 2\n0\n2 0 1 0\n1\n0\n")
    assert rows_of(found, "weight", "directed") == SAME


# The rest of the format


def test_lists_of_contacts(dl):
    found = dl("dl n=4 format=nodelist1\nlabels: ana,ben,chi,dov\ndata:\n1 2 3\n2 3\n4\n")
    assert found.people.index.tolist() == ["ana", "ben", "chi", "dov"]
    assert rows_of(found, "directed") == [
        ("ana", "ben", True),
        ("ana", "chi", True),
        ("ben", "chi", True),
    ]
    counted = dl("dl n=3 format=nodelist1b\nlabels: ana,ben,chi\ndata:\n2 2 3\n0\n1 1\n")
    assert rows_of(counted) == [("ana", "ben"), ("ana", "chi"), ("chi", "ana")]
    embedded = dl("dl n 3 format = nodelist1\nlabels embedded\ndata:\nana ben\nchi\n")
    assert embedded.people.index.tolist() == ["ana", "ben", "chi"]
    assert rows_of(embedded) == [("ana", "ben")]


def test_lists_of_two_modes(dl):
    numbers = dl(
        "dl nr=2 nc=3 format=edgelist2\nrow labels: ana,ben\ncolumn labels: e1,e2,e3\n"
        "data:\n1 1 1\n2 3 4\n"
    )
    assert members_of(numbers, "weight") == [["ana", "e1", 1], ["ben", "e3", 4]]
    labels = dl(
        "dl nr=2, nc=3 format=nodelist2\nrow labels embedded\ncolumn labels embedded\n"
        "data:\nana e1 e3\nben e2\n"
    )
    assert labels.people.index.tolist() == ["ana", "ben"]
    assert members_of(labels) == [["ana", "e1"], ["ana", "e3"], ["ben", "e2"]]


def test_lists_of_several_relations(dl):
    found = dl(
        "dl n=2 nm=2 format=edgelist1\nlabels: ana,ben\nmatrix labels: advice,help\n"
        "data:\n1 2\n!\n2 1 3\n1 2 3\n"
    )
    assert rows_of(found, "kind", "weight", "directed") == [
        ("ana", "ben", "advice", 1.0, True),
        ("ana", "ben", "help", 3.0, False),
    ]


def test_labels_with_blanks_between_commas(dl):
    found = dl(f"dl n=3\nlabels:\nAna Ruiz,Ben Ito\nChi\ndata:\n{FULL}")
    assert found.people.index.tolist() == ["Ana Ruiz", "Ben Ito", "Chi"]


def test_quoted_labels_embedded_in_a_list_and_a_keyword_inside_the_labels(dl):
    found = dl(
        'DL n=3\nformat = el1\nlabels:\n"Hana Ono"\n"Ben Ito"\n"Chi Lu"\nlabels embedded\ndata:\n'
        '"Hana Ono" "Ben Ito" 1\n'
    )
    assert rows_of(found) == [("Hana Ono", "Ben Ito")]
    assert "Of 3 people the file does not name everybody; missing: 1." in said(found)


def test_people_with_the_same_label_are_told_apart_by_number(dl):
    found = dl("dl n=3\nlabels: ana,ana,ben\ndata:\n0 0 1\n0 0 1\n1 1 0\n")
    assert found.people["label"].to_dict() == {"1": "ana", "2": "ana", "3": "ben"}
    assert rows_of(found) == [("1", "3"), ("2", "3")]


@pytest.mark.parametrize("missing", ["na", "NA", "1e38", "1.00000006915E+38", "."])
def test_missing_values_are_no_ties_and_counted(dl, missing):
    found = dl(f"dl n=2\ndata:\n0 {missing}\n1 -2\n")
    assert rows_of(found) == [("2", "1")]
    assert found.provenance.dropped == {"value is missing": 1, "weight is not positive": 1}


def test_rows_that_cannot_be_used_are_counted_with_their_line(dl):
    found = dl("dl n=2\nformat=edgelist1\ndata:\n1 2 x\n1\n7 1\n1 zed\n2 1 0\n1 2\n")
    assert found.provenance.dropped == {
        "nobody of this number or label": 2,
        "row without two people": 1,
        "weight is no number": 1,
        "weight is not positive": 1,
    }
    assert [one.line for one in found.provenance.problems] == [4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("dl n=1000000000\ndata:\n0 1\n", "claims 1,000,000,000,000,000,000 values"),
        ("dl n=1000000000 format=edgelist1\ndata:\n1 2\n", "claims 1,000,000,000 people"),
        ("dl n=9" + "9" * 5000 + "\ndata:\n0 1\n", "claims"),
        ("dl n=3\ndata:\n0 1 1\n", "line 2: the data hold 3 values, .* need 9. It is cut short"),
        ("dl n=2\ndata:\n0 1\n1 0\n1\n", "the data hold 5 values, .* need 4"),
        ("dl n=2\ndata:\nana 1\n1 0\n", "'ana' stands where a number of the matrix should"),
        ("dl n=2 format=blockmatrix\ndata:\n1\n", "format=blockmatrix is not read. Read are: full"),
        ("dl n=2\n0 1\n1 0\n", "there is no word data:"),
        ("dl n=2\nlabels: a,b,c\ndata:\n0 1 1 0\n", "3 labels for 2 rows"),
        ("dl n=2\ndatafile elsewhere.dat\ndata:\n", "its data stand in another file"),
        ("dl format=fullmatrix\ndata:\n0 1\n", "the data hold 2 values, where 0 rows"),
    ],
)
def test_broken_files_are_refused(write_file, text, why):
    with pytest.raises(ReadError, match=why):
        read(write_file(text, name="broken.dl"))


def test_nobody_in_it(write_file):
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_file("dl format=edgelist1\ndata:\n"))


@pytest.mark.parametrize("text", ["dl,n\na,1\nb,2\na,3\n", "download now 5\n", "dl\n"])
def test_other_text_that_begins_with_these_letters(write_file, text):
    with open_source(write_file(text)) as source:
        assert FORMATS["ucinet_dl"].sniff(source) == 0


# What this reader got wrong


def test_labels_without_a_colon_were_passed_over(dl):
    found = dl("dl n=3 format=upperhalf diagonal absent\nlabels a b c\ndata:\n1 0\n2\n")
    assert rows_of(found, "weight") == [("a", "b", 1.0), ("b", "c", 2.0)]


@pytest.mark.parametrize(
    "text",
    [
        "dl nr=3 nc=3\nrow labels: a b c\ncolumn labels: c a b\ndata:\n0 0 2\n0 0 0\n0 1 0\n",
        "dl n=3\nlabels embedded\ndata:\nc a b\na 0 0 2\nb 0 0 0\nc 0 1 0\n",
        "dl n=3 format=edgelist1\nrow labels: a b c\ncolumn labels: c a b\ndata:\n1 3 2\n3 2 1\n",
    ],
)
def test_columns_in_another_order_than_rows_were_groups_of_people(dl, text):
    found = dl(text)
    assert rows_of(found, "weight", "directed") == [("a", "b", 2.0, True), ("c", "a", 1.0, True)]
    assert found.memberships.empty
