"""People of any name in every file that is written: nobody is lost, and nobody becomes another."""

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import weakties as wt
from weakties._spreadsheets import plain_cell, safe_cell
from weakties.errors import ArgumentError
from weakties.pooling import add_people
from weakties.report.folder import _write_table

#: What a spreadsheet may take for the beginning of a formula.
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Signs that mean something to some format, turn the direction of writing, or are no text at all.
PARTS = st.sampled_from(
    [
        *RUN,
        *("'", '"', ",", ";", "|", " ", "\u00a0", "<", "&", "]]>", "&#0;", "#", "%", "\\", "/"),
        *("\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\u202e", "\u200f", "\ufeff"),
        *(
            "שלום",
            "مرحبا",
            "😀",
            "👩‍👩‍👧",
            "é",
            "e\u0301",
            "ß",
            "NA",
            "nan",
            "None",
            "1",
            "007",
            "1e5",
            "a",
            "B",
        ),
    ]
)
NAMES = st.lists(PARTS, min_size=1, max_size=4).map("".join).filter(str.strip)
PEOPLE = st.lists(NAMES, min_size=2, max_size=6, unique=True)
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def chain(ids: list[str]) -> wt.Network:
    """Everybody is tied to the next one, each tie stronger than the one before."""
    people = pd.DataFrame({"label": ids, "team": ids}, index=pd.Index(ids, dtype=object))
    ties = pd.DataFrame({"source": ids[:-1], "target": ids[1:]}, dtype=object)
    ties["weight"] = [float(at) for at in range(1, len(ids))]
    return wt.as_network((people, ties), strength="weight")


def strengths(network: wt.Network) -> dict[frozenset[str], float]:
    return {frozenset(pair): one for pair, one in network.ties["strength"].items()}


def renamed(network: wt.Network, new) -> dict[frozenset[str], float]:
    return {frozenset(map(new, pair)): one for pair, one in strengths(network).items()}


@given(st.text() | NAMES)
def test_a_cell_gives_its_text_back_and_is_never_run(text):
    cell = safe_cell(text)
    assert plain_cell(cell) == text
    assert not cell.startswith(RUN)


@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
@given(ids=PEOPLE)
def test_graph_files_keep_everybody_apart(ending, ids, tmp_path_factory):
    network = chain(ids)
    file = tmp_path_factory.mktemp("x") / f"network{ending}"
    shown = {one: NOT_IN_XML.sub("\ufffd", one) for one in ids}
    if len(set(shown.values())) < len(ids):
        with pytest.raises(ArgumentError, match="cannot be told apart"):
            wt.write_graph(network, file)
        return
    wt.write_graph(network, file)
    found = wt.build_network(wt.read(file))
    assert set(found.ids) == set(shown.values())
    assert strengths(found) == renamed(network, shown.__getitem__)


@given(ids=PEOPLE)
def test_tables_keep_everybody_apart_and_run_nothing(ids, tmp_path_factory):
    network = chain(ids)
    file = tmp_path_factory.mktemp("x") / "table.csv"
    _write_table(file, network.people.rename_axis("person"))
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))
    assert [plain_cell(row["person"]) for row in rows] == list(network.ids)
    assert [plain_cell(row["team"]) for row in rows] == list(network.people["team"])
    _write_table(file, network.ties)
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))
    found = {
        frozenset(plain_cell(row[end]) for end in ("source", "target")): float(row["strength"])
        for row in rows
    }
    assert found == strengths(network)
    assert not any(cell.startswith(RUN) for row in rows for cell in row.values())


def one_line(text: str) -> str:
    """As readers of tables take it: without blanks around the cell, and in one line."""
    cell = safe_cell(text).replace("\r", "\n").strip()
    return plain_cell(" ".join(cell.split()) if "\n" in cell else cell)


@given(ids=PEOPLE)
@example(ids=["#1", "Ana", "% of all", "'#2"])
def test_a_table_of_ties_is_read_as_the_same_network(ids, tmp_path_factory):
    # Lines with NUL bytes are refused, and so is a name over lines that holds what separates cells.
    assume(not any("\x00" in one for one in ids))
    assume(not any("," in one and set(one) & set("\n\r") for one in ids))
    assume(len({one_line(one) for one in ids}) == len(ids))
    network = chain(ids)
    file = tmp_path_factory.mktemp("x") / "ties.csv"
    _write_table(file, network.ties)
    found = wt.build_network(wt.read(file))
    assert strengths(found) == renamed(network, one_line)


@given(ids=PEOPLE)
@example(ids=["#1", "Ana", "% of all", "'#2"])
def test_tables_of_people_and_ties_are_read_together(ids, tmp_path_factory):
    assume(not any(set(one) & set("\x00\n\r") for one in ids))
    assume(len({one_line(one) for one in ids}) == len(ids))
    network = chain(ids)
    folder = tmp_path_factory.mktemp("x")
    _write_table(folder / "nodes.csv", network.people.rename_axis("id"))
    _write_table(folder / "edges.csv", network.ties)
    found = wt.read(folder)
    assert found.provenance.format == "node_edge_tables"
    assert strengths(wt.build_network(found)) == renamed(network, one_line)
    assert sorted(found.people.index) == sorted(map(one_line, ids))


@settings(deadline=None)
@given(ids=PEOPLE)
def test_parquet_keeps_everybody_apart(ids, tmp_path_factory):
    pytest.importorskip("pyarrow")
    assume(len({one.strip() for one in ids}) == len(ids))
    network = chain(ids)
    file = tmp_path_factory.mktemp("x") / "ties.parquet"
    wt.to_pandas(network)[1].to_parquet(file)
    found = wt.build_network(wt.read(file))
    assert strengths(found) == renamed(network, str.strip)


@given(ids=PEOPLE)
def test_people_are_found_by_the_ids_in_the_table_of_people(ids, tmp_path_factory):
    assume(not any("\x00" in one for one in ids))
    assume(len({" ".join(one.split()) for one in ids}) == len(ids))
    found = wt.Connections(
        people=pd.DataFrame({"label": ids}, index=pd.Index(ids, dtype=object)),
        provenance=wt.connections.Provenance(format="drawn"),
    )
    file = tmp_path_factory.mktemp("x") / "people.csv"
    table = pd.DataFrame({"size": range(1, len(ids) + 1)}, index=pd.Index(ids, name="person"))
    _write_table(file, table)
    added = add_people(found, file)
    assert added.people["size"].tolist() == list(range(1, len(ids) + 1))
