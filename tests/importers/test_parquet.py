"""Lists of ties in Parquet, Arrow and Feather files."""

from functools import partial

import pandas as pd
import pytest

import weakties as wt
from fuzz.watch import fault
from weakties.errors import (
    ArgumentError,
    MissingPackageError,
    NothingUsableError,
    ReadError,
    UnknownFormatError,
)
from weakties.importers import identify, read, read_parquet

pa = pytest.importorskip("pyarrow", reason="pyarrow reads Parquet files")
pq = pytest.importorskip("pyarrow.parquet")
feather = pytest.importorskip("pyarrow.feather")

TIES = pd.DataFrame(
    {
        "From": ["ana", "ben", None, "ana"],
        "to": ["ben", "chi", "ana", "ben"],
        "Weight": [2.0, 0.5, 1.0, -1.0],
        "Timestamp": pd.to_datetime(
            ["2026-03-02 09:15:00+01:00", None, "2026-03-02", "2026-03-02"],
            utc=True,
            format="mixed",
        ),
        "type": ["Directed", "Undirected", "Directed", "Directed"],
        "note": ["x", "y", "z", None],
    }
)


@pytest.fixture(params=["parquet", "feather"])
def write_table(request, tmp_path):
    def write(table, name="ties.dat"):
        getattr(table, f"to_{request.param}")(tmp_path / name)
        return tmp_path / name

    return write


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def test_columns_are_found_as_in_text(write_table):
    path = write_table(TIES)
    assert identify(path).name == "parquet"
    found = read(path)
    assert rows_of(found, "weight", "directed", "start") == [
        ("ana", "ben", 2.0, True, pd.Timestamp("2026-03-02 08:15")),
        ("ben", "chi", 0.5, False, pd.NaT),
    ]
    assert found.provenance.dropped == {"no source": 1, "weight is not positive": 1}
    assert [one.line for one in found.provenance.problems] == [3, 4]
    assert found.provenance.warnings == ("Columns not read: note.",)
    assert found.provenance.format == "parquet"


def test_numbers_as_ids_and_columns_that_are_asked_for(write_table):
    table = pd.DataFrame({"a": [1, 2, 3], "b": [2.0, 3.0, None], "n calls": [1, 2, 3]})
    path = write_table(table)
    found = read_parquet(path, source="a", target="b", weight="n calls", directed=True)
    assert rows_of(found, "weight", "directed") == [("1", "2", 1.0, True), ("2", "3", 2.0, True)]
    with pytest.raises(ArgumentError, match="there is no such column"):
        read_parquet(path, source="x")
    with pytest.raises(UnknownFormatError, match="cannot tell which columns"):
        read(write_table(pd.DataFrame({name: [1] for name in "abcdefgh"})))


@pytest.mark.parametrize("kind", ["category", "string", "int64", "object"])
def test_ids_of_every_type(write_table, kind):
    ids = pd.Series([1, 2, 3] if kind == "int64" else ["1", "2", "3"]).astype(kind)
    found = read(write_table(pd.DataFrame({"source": ids, "target": ids.to_numpy()[::-1]})))
    assert rows_of(found) == [("1", "3"), ("2", "2"), ("3", "1")]
    assert wt.build_network(found).provenance.loops == 1


def test_damaged_files_are_refused(write_table, tmp_path):
    path = write_table(TIES)
    content = path.read_bytes()
    for at in (20, len(content) // 2, len(content) - 9):
        path.write_bytes(content[:at])
        with pytest.raises(ReadError, match="is damaged or cut short"):
            read(path)
    with pytest.raises(NothingUsableError):
        read(write_table(TIES.iloc[:0]))


@pytest.mark.parametrize("write", [pq.write_table, feather.write_feather])
def test_rows_that_no_file_of_its_size_holds_are_refused(write, tmp_path):
    nobody = pa.nulls(2_000_000)
    write(pa.table({"source": nobody, "target": nobody}), tmp_path / "ties.dat")
    with pytest.raises(ReadError, match=r"says that it holds [12],\d{3},\d{3} rows in"):
        read(tmp_path / "ties.dat")


def test_columns_that_no_list_of_ties_has_are_refused(write_table):
    path = write_table(pd.DataFrame({f"c{at}": [1] for at in range(1_001)}))
    with pytest.raises(ReadError, match="has 1,001 columns, where at most 1,000 make sense"):
        read(path)


def test_lists_in_cells_are_no_people(write_table):
    lists = [["ana", "ben"], ["chi"]]
    table = pd.DataFrame({"source": ["ana", "ben"], "target": ["ben", "chi"], "tags": lists})
    assert read(write_table(table)).provenance.warnings == ("Columns not read: tags.",)
    with pytest.raises(UnknownFormatError, match="column 'target' holds list<"):
        read(write_table(table.assign(target=lists)))


@pytest.mark.parametrize(
    "write", [partial(pq.write_table, store_schema=False), feather.write_feather]
)
def test_a_long_text_in_many_rows_is_held_once(write, tmp_path):
    long = pa.DictionaryArray.from_arrays(
        pa.array([0, 1] * 5_000), pa.array(["a" * 300_000, "chi"])
    )
    write(pa.table({"source": long, "target": pa.array(["ben"] * 10_000)}), tmp_path / "ties.dat")
    assert fault(read, tmp_path / "ties.dat") is None
    found = read(tmp_path / "ties.dat")
    assert found.provenance.dropped == {"name of over 1,000 characters": 5_000}
    assert sorted(found.people.index) == ["ben", "chi"]


def test_gaps_among_texts_that_are_named_once(write_table):
    ids = pd.Series(["ana", None, "ben"]).astype("category")
    found = read(write_table(pd.DataFrame({"source": ids, "target": ["chi", "dan", "dan"]})))
    assert rows_of(found) == [("ana", "chi"), ("ben", "dan")]
    assert found.provenance.dropped == {"no source": 1}


def test_without_pyarrow_it_says_what_to_install(write_table, monkeypatch):
    path = write_table(TIES)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'weakties\[parquet\]'. Or save"):
        read(path)


def test_others(write_file):
    with pytest.raises(UnknownFormatError, match="not a Parquet or Arrow file"):
        read_parquet(write_file("from,to\na,b\n"))


# What this reader got wrong


def test_large_ids_lost_digits_where_some_were_missing(write_table):
    ids = pd.array([12345678901234567, 2, None], dtype="Int64")
    table = pd.DataFrame({"source": ids, "target": ["b", "c", "d"]})
    assert rows_of(read(write_table(table))) == [("12345678901234567", "b"), ("2", "c")]
