"""UCINET 6 datasets."""

import struct

import numpy as np
import pytest

from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_ucinet


def header(columns, rows, matrices=None, *, labels=(None, None, None), version=b"V6404", **other):
    """The bytes of a header; labels of columns, rows, matrices."""
    sizes = [columns, rows] if matrices is None else [columns, rows, matrices]
    size = "i" if version == b"V6404" else "h"
    content = b"\x05" + version + struct.pack("<5h", 26, 1, 2, 5, other.get("labtype", 3))
    content += struct.pack("<Bh", other.get("kind", 7), len(sizes))
    content += struct.pack(f"<{len(sizes)}{size}", *sizes) + b"\x04demo"
    given = labels[: len(sizes)]
    content += bytes(one is not None for one in given)
    for names in given:
        for name in names or ():
            text = name.encode(other.get("encoding", "utf-16-le"))
            content += struct.pack("<h", len(text)) + text
    return content


def numbers(*values):
    return struct.pack(f"<{len(values)}f", *values)


@pytest.fixture
def pair(tmp_path):
    def make(head, data, name="network"):
        (tmp_path / f"{name}.##h").write_bytes(head)
        (tmp_path / f"{name}.##d").write_bytes(data)
        return tmp_path / f"{name}.##h"

    return make


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


THREE = ["ana", "zoë", "chi"]
FULL = numbers(0, 2, 0, 2, 0, 1, 0, 1, 0)


@pytest.mark.parametrize(
    ("version", "encoding"),
    [(b"V6404", "utf-16-le"), (b"DATE:", "utf-16-le"), (b"DATE:", "cp1252")],
)
def test_people_and_ties(pair, version, encoding):
    head = header(3, 3, labels=(THREE, THREE), version=version, encoding=encoding)
    path = pair(head, FULL)
    for one in (path, path.with_suffix(".##d"), path.parent):
        assert identify(one).name == "ucinet"
        found = read(one)
        assert found.people.index.tolist() == ["ana", "chi", "zoë"]
        assert rows_of(found, "weight", "directed") == [
            ("ana", "zoë", 2.0, False),
            ("zoë", "chi", 1.0, False),
        ]
        assert found.provenance.files["network.##d"] == 3


def test_in_an_archive(write_zip):
    head = header(3, 3, labels=(THREE, THREE))
    assert len(read(write_zip({"a/n.##H": head, "a/n.##D": FULL})).ties) == 2


def test_rows_come_second_in_the_header_and_lead_to_columns(pair):
    found = read(pair(header(2, 2, labels=(["a", "b"], ["a", "b"])), numbers(0, 5, 0, 0)))
    assert rows_of(found, "weight", "directed") == [("a", "b", 5.0, True)]
    two_mode = read(
        pair(header(3, 2, labels=(["e1", "e2", "e3"], ["ana", "ben"])), numbers(1, 0, 2, 0, 1, 0))
    )
    assert two_mode.people.index.tolist() == ["ana", "ben"]
    assert two_mode.memberships[["person", "focus", "weight"]].to_numpy().tolist() == [
        ["ana", "e1", 1.0],
        ["ana", "e3", 2.0],
        ["ben", "e2", 1.0],
    ]
    assert "If columns are what people are, this is no network." in " ".join(
        two_mode.provenance.warnings
    )


def test_the_third_dimension_holds_relations(pair):
    labels = (["a", "b"], ["a", "b"], ["advice", "help"])
    data = numbers(0, 1, 1, 0, 0, 0, 3, 0)
    found = read(pair(header(2, 2, 2, labels=labels), data))
    assert rows_of(found, "kind", "weight", "directed") == [
        ("a", "b", "advice", 1.0, False),
        ("b", "a", "help", 3.0, True),
    ]
    bare = read(pair(header(2, 2, 2), data))
    assert rows_of(bare, "kind") == [("1", "2", "matrix 1"), ("2", "1", "matrix 2")]
    one = read(pair(header(2, 2, 1, labels=(None, ["a", "b"], ["advice"])), numbers(0, 1, 1, 0)))
    assert rows_of(one, "kind") == [("a", "b", "tie")]


def test_labels_that_come_twice_are_told_apart_by_number(pair):
    found = read(pair(header(2, 2, labels=(["a", "a"], ["a", "a"])), numbers(0, 1, 1, 0)))
    assert found.people["label"].to_dict() == {"1": "a", "2": "a"}
    assert rows_of(found) == [("1", "2")]


def test_missing_values_are_no_ties_and_counted(pair):
    found = read(pair(header(2, 2), numbers(0, 1e38, -1, np.inf)))
    assert len(found.ties) == 0
    assert found.provenance.dropped == {"value is missing": 2, "weight is not positive": 1}


@pytest.mark.parametrize(
    ("head", "data", "why"),
    [
        (header(2, 2), numbers(0, 1, 1), "holds 12 bytes, where 1 matrices of 2 rows .* are 16"),
        (header(2, 2), numbers(0, 1, 1, 0, 1), "holds more bytes"),
        (header(10**5, 10**5), FULL, "holds 36 bytes, where 1 matrices of 100,000 rows"),
        (header(10**5, 1, labels=([], None)), FULL, "the header ends too early"),
        (header(2, 2)[:20], FULL, "the header ends too early"),
        (header(-2, 2), FULL, "-2 rows or columns"),
        (header(2, 2, kind=5), FULL, "numbers of kind 5 in 2 dimensions are not read"),
    ],
)
def test_broken_files_are_refused(pair, head, data, why):
    with pytest.raises(ReadError, match=why):
        read(pair(head, data))


def test_one_half_alone_or_several_datasets(tmp_path, pair):
    path = pair(header(2, 2), numbers(0, 1, 1, 0))
    pair(header(2, 2), numbers(0, 1, 1, 0), name="other")
    with pytest.raises(ReadError, match=r"2 datasets of UCINET: network\.##h, other\.##h"):
        read(tmp_path)
    path.with_suffix(".##d").unlink()
    with pytest.raises(ReadError, match=r"the other, \.##d, is not beside it"):
        read(path)
    (tmp_path / "lone.##d").write_bytes(FULL)
    with pytest.raises(ReadError, match=r"the other, \.##h, is not beside it"):
        read(tmp_path / "lone.##d")
    (tmp_path / "lone.##h").write_bytes(b"something else")
    with pytest.raises(ReadError, match=r"lone\.##h does not begin as a header of UCINET"):
        read(tmp_path / "lone.##d")
    with pytest.raises(UnknownFormatError, match="not a dataset of UCINET"):
        read_ucinet(tmp_path / "lone.##h")


def test_nobody_in_it(pair, write_zip):
    with pytest.raises(ReadError, match="is empty"):
        read(pair(header(0, 0), b""))
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_zip({"n.##h": header(0, 0), "n.##d": b""}))


# What this reader got wrong


@pytest.mark.parametrize("sizes", [(0, 10**9), (0, 0, 10**9), (10**9, 10**9)])
def test_sizes_beyond_what_the_numbers_can_hold_are_refused(write_zip, sizes):
    path = write_zip({"a.##h": header(*sizes), "a.##d": b""})
    with pytest.raises(ReadError, match="claims 1,000,000,000 rows, columns or matrices"):
        read(path)


def test_columns_in_another_order_than_rows_were_groups_of_people(pair):
    labels = (["chi", "ana", "ben"], ["ana", "ben", "chi"], None)
    found = read_ucinet(pair(header(3, 3, labels=labels), numbers(0, 0, 2, 0, 0, 0, 0, 1, 0)))
    assert rows_of(found, "weight") == [("ana", "ben", 2.0), ("chi", "ana", 1.0)]
    assert found.memberships.empty


def test_labels_without_a_latin_letter_were_read_as_one_byte_a_letter(pair):
    names = ["\u0418\u0432\u0430\u043d", "\u674e\u660e"]
    found = read_ucinet(pair(header(2, 2, labels=(names, names, None)), numbers(0, 1, 1, 0)))
    assert set(found.people["label"]) == set(names)
