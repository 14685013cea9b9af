"""What holds for every format of graph files: one small network, written in all of them."""

import json
import random
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weakties as wt
from weakties import cli
from weakties.connections import Connections
from weakties.errors import WeakTiesError
from weakties.importers import FORMATS, identify, read

#: Ana and Ben with strength 2, Ben and Chi with strength 1, and Dov alone, in texts of all formats.
TEXTS = {
    "adjacency_list": "ana;ben;ben\nben;ana;ana;chi\nchi;ben\ndov\n",
    "adjacency_matrix": (",ana,ben,chi,dov\nana,0,2,0,0\nben,2,0,1,0\nchi,0,1,0,0\ndov,0,0,0,0\n"),
    "dot": "graph {\n ana -- ben [weight=2]\n ben -- chi\n dov\n}\n",
    "gexf": (
        '<gexf version="1.3"><graph><nodes>\n<node id="ana"/>\n<node id="ben"/>\n<node id="chi"/>\n'
        '<node id="dov"/></nodes><edges>\n<edge source="ana" target="ben" weight="2"/>\n'
        '<edge source="ben" target="chi"/></edges></graph></gexf>\n'
    ),
    "gml": (
        'graph [\n node [ id 1 label "ana" ]\n node [ id 2 label "ben" ]\n'
        ' node [ id 3 label "chi" ]\n node [ id 4 label "dov" ]\n'
        " edge [ source 1 target 2 value 2 ]\n edge [ source 2 target 3 value 1 ]\n]\n"
    ),
    "graphml": (
        '<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/>\n'
        '<graph edgedefault="undirected">\n<node id="ana"/>\n<node id="ben"/>\n<node id="chi"/>\n'
        '<node id="dov"/>\n<edge source="ana" target="ben"><data key="w">2</data></edge>\n'
        '<edge source="ben" target="chi"><data key="w">1</data></edge></graph></graphml>\n'
    ),
    "matrix_market": "%%MatrixMarket matrix coordinate real symmetric\n4 4 2\n2 1 2\n3 2 1\n",
    "metis": "4 2 1\n2 2\n1 2 3 1\n2 1\n\n",
    "node_link": (
        '{"nodes": [{"id": "ana"}, {"id": "ben"}, {"id": "chi"}, {"id": "dov"}],\n "links": [\n'
        '{"source": "ana", "target": "ben", "value": 2},\n{"source": "ben", "target": "chi"}]}\n'
    ),
    "pajek": '*Vertices 4\n1 "ana"\n2 "ben"\n3 "chi"\n4 "dov"\n*Edges\n1 2 2\n2 3 1\n',
    "ucinet_dl": (
        "dl n=4 format=edgelist1\nlabels:\nana,ben,chi,dov\ndata:\n1 2 2\n2 1 2\n2 3 1\n3 2 1\n"
    ),
    "vna": (
        "*Node data\nID\nana\nben\nchi\ndov\n*Tie data\nfrom to strength\n"
        "ana ben 2\nben ana 2\nben chi 1\nchi ben 1\n"
    ),
}
#: Lists of ties, which cannot say that Dov is alone.
LISTS = {
    "edge_list": "source,target,weight\nana,ben,2\nben,chi,1\n",
    "konect": "% sym positive\n% 2 3 3\n1 2 2\n2 3 1\n",
}
ARCHIVES = {
    "node_edge_tables": {
        "edges.csv": "# source, target, value\n0, 1, 2\n1, 2, 1\n",
        "nodes.csv": "# index, name\n0, ana\n1, ben\n2, chi\n3, dov\n",
    },
    "snap_ego": {
        "7.edges": "1 2\n2 1\n2 3\n3 2\n",
        "7.circles": "circle0\t4\n",
    },
    "ucinet": {
        "n.##h": b"\x05V6404" + struct.pack("<5hBh2i", 26, 1, 2, 5, 3, 7, 2, 4, 4) + bytes(3),
        "n.##d": struct.pack("<16f", 0, 2, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0),
    },
}
#: Formats that need a package, or are no graph files, have tests of their own.
ELSEWHERE = {"excel", "parquet"}
ALL = [*TEXTS, *LISTS, *ARCHIVES]


def write(folder, name):
    """The network in this format, under a name that says nothing."""
    path = Path(folder, "file.dat")
    if name in ARCHIVES:
        with zipfile.ZipFile(path, "w") as archive:
            for member, content in ARCHIVES[name].items():
                archive.writestr(member, content)
    else:
        path.write_text({**TEXTS, **LISTS}[name], encoding="utf-8")
    return path


def is_graph_file(name):
    """Whether a format is one of these rather than the export of a platform."""
    module = FORMATS[name].read.__module__
    return module.split(".")[2] in {*ALL, *ELSEWHERE}


def test_every_format_is_tested_here():
    assert set(ALL) <= set(FORMATS)
    assert {name for name in FORMATS if is_graph_file(name)} == {*ALL, *ELSEWHERE}


@pytest.mark.parametrize("name", ALL)
def test_the_content_says_what_it_is_and_every_format_says_the_same(name, tmp_path):
    path = write(tmp_path, name)
    assert identify(path).name == name
    found = read(path)
    assert found.provenance.format == name
    assert found.provenance.dropped == {}
    network = wt.build_network(found)
    lonely = name not in LISTS
    assert network.n_people == 3 + lonely
    expected = [1.0, 1.0] if name == "snap_ego" else [1.0, 2.0]
    assert sorted(network.tie_strength.tolist()) == expected
    assert not network.directed
    if network.people["label"].isin(["ana", "ben"]).any():
        assert sorted(network.people["label"])[:3] == ["ana", "ben", "chi"]


@pytest.mark.parametrize("name", ALL)
def test_the_command_line_works_on_it(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, name)
    assert cli.main([str(path), "--json", "--quiet"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["read"]["format"] == name
    assert cli.main(["check", str(path)]) == cli.DONE
    assert f": {name}\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", [*TEXTS, *LISTS])
def test_a_file_cut_anywhere_is_read_in_part_or_refused_with_its_name(name, tmp_path):
    content = {**TEXTS, **LISTS}[name].encode()
    path = tmp_path / "cut.dat"
    for at in range(1, len(content)):
        path.write_bytes(content[:at])
        for reading in (read, lambda path: read(path, format=name)):
            try:
                assert isinstance(reading(path), Connections)
            except WeakTiesError as error:
                said = str(error)
                assert (str(path) in said, "\n" in said) == (True, False)


CHANGES = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 2), st.binary(min_size=1, max_size=4)),
    min_size=1,
    max_size=4,
)


def changed(content, changes):
    """Overwrite, insert or delete bytes at some places."""
    out = bytearray(content)
    for place, how, new in changes:
        at = place % (len(out) + 1)
        if how == 0:
            out[at : at + len(new)] = new
        elif how == 1:
            out[at:at] = new
        else:
            del out[at : at + len(new)]
    return bytes(out)


@pytest.mark.parametrize("name", [*TEXTS, *LISTS])
@settings(max_examples=25)
@given(changes=CHANGES)
def test_changed_bytes_end_with_people_or_one_of_our_errors(name, changes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.dat")
        path.write_bytes(changed({**TEXTS, **LISTS}[name].encode(), changes))
        for options in ({}, {"format": name}):
            try:
                assert isinstance(read(path, **options), Connections)
            except WeakTiesError as error:
                assert str(error)  # noqa: PT017 (both ends are right)


@pytest.mark.parametrize("name", list(ARCHIVES))
@settings(max_examples=25)
@given(changes=CHANGES, which=st.integers(0, 1))
def test_changed_bytes_of_a_member(name, changes, which):
    with tempfile.TemporaryDirectory() as folder:
        for at, (member, content) in enumerate(ARCHIVES[name].items()):
            raw = content.encode() if isinstance(content, str) else content
            Path(folder, member).write_bytes(changed(raw, changes) if at == which else raw)
        try:
            assert isinstance(read(folder), Connections)
        except WeakTiesError as error:
            assert str(error)  # noqa: PT017 (both ends are right)


#: Where the rows of each format stand whose order means nothing, as (first line, after the last).
ROWS = {
    "adjacency_list": [(0, 4)],
    "adjacency_matrix": [(1, 5)],
    "edge_list": [(1, 3)],
    "gexf": [(1, 4), (5, 7)],
    "gml": [(1, 5)],
    "graphml": [(2, 5)],
    "konect": [(2, 4)],
    "matrix_market": [(2, 4)],
    "pajek": [(1, 5), (6, 8)],
    "ucinet_dl": [(4, 8)],
    "vna": [(2, 6), (8, 12)],
}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_is_nothing(name, seed, tmp_path):
    lines = {**TEXTS, **LISTS}[name].splitlines()
    # The last tags close the document.
    for first, after in ROWS[name]:
        part = lines[first:after]
        random.Random(seed).shuffle(part)
        lines[first:after] = part
    if name == "gexf":
        lines = TEXTS[name].splitlines()
        lines[1:4] = random.Random(seed).sample(lines[1:4], 3)
    path = tmp_path / "shuffled.dat"
    path.write_text("\n".join(lines) + "\n")
    there, back = read(write(tmp_path, name)), read(path)
    for table in ("people", "ties", "memberships"):
        assert getattr(there, table).equals(getattr(back, table)), table


@pytest.mark.parametrize("name", [*TEXTS, *LISTS])
def test_reading_twice_gives_the_same(name, tmp_path):
    one, two = (read(write(tmp_path, name)) for _ in range(2))
    assert one.ties.equals(two.ties)
    assert one.people.equals(two.people)


@pytest.mark.parametrize("name", ["adjacency_list", "dot", "graphml", "node_link", "pajek", "vna"])
def test_names_longer_than_any_name_are_left_out_and_counted(name, tmp_path):
    path = tmp_path / "file.dat"
    path.write_text(TEXTS[name].replace("chi", "c" * 1_001))
    found = read(path)
    assert found.people.index.str.len().max() < 1_001
    assert found.provenance.dropped["name of over 1,000 characters"] >= 1


@pytest.mark.parametrize(
    ("weight", "reason"),
    [
        ("1e200", "weight is too small or too large to compute with"),
        ("1e-200", "weight is too small or too large to compute with"),
        ("0", "weight is not positive"),
        ("-3", "weight is not positive"),
    ],
)
@pytest.mark.parametrize("name", ["dot", "gexf", "matrix_market", "pajek"])
def test_strengths_that_cannot_be_used_are_left_out_and_counted(name, weight, reason, tmp_path):
    path = tmp_path / "file.dat"
    old = {"dot": "weight=2", "gexf": 'weight="2"', "matrix_market": "2 1 2", "pajek": "1 2 2"}[
        name
    ]
    path.write_text(TEXTS[name].replace(old, old[:-2] + old[-2:].replace("2", weight)))
    found = read(path)
    assert found.ties["weight"].tolist() == [1.0]
    if (name, weight) != ("matrix_market", "0"):  # in a matrix, that is how no tie is written
        assert found.provenance.dropped == {reason: 1}
