"""Whatever the bytes, reading ends with people or with one of our errors; and order is nothing."""

import csv
import io
import json
import random
import tempfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from weakties.connections import Connections
from weakties.errors import WeakTiesError
from weakties.importers import read, read_linkedin

CHANGES = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 3), st.binary(min_size=1, max_size=4)),
    min_size=1,
    max_size=6,
)


def mutate(content, changes):
    """Overwrite, insert, delete or cut at some places."""
    mutated = bytearray(content)
    for place, how, new in changes:
        at = place % (len(mutated) + 1)
        if how == 0:
            mutated[at : at + len(new)] = new
        elif how == 1:
            mutated[at:at] = new
        elif how == 2:
            del mutated[at : at + len(new)]
        else:
            del mutated[max(at, len(mutated) - 300) :]
    return bytes(mutated)


def read_bytes(content, name, reader=read_linkedin):
    """What was read, or nothing where one of our errors said why not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        try:
            return reader(path)
        except WeakTiesError:
            return None


@pytest.fixture(scope="session")
def zip_bytes(tmp_path_factory, invented):
    path = tmp_path_factory.mktemp("zip") / "archive.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in invented.members().items():
            archive.writestr(name, text)
    return path.read_bytes()


@given(changes=CHANGES)
@example(changes=[(0, 2, b"x")])
def test_changed_bytes_of_a_zip(zip_bytes, changes):
    found = read_bytes(mutate(zip_bytes, changes), "archive.zip")
    assert found is None or isinstance(found, Connections)


@given(changes=CHANGES, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@example(changes=[(150, 0, b'"')], encoding="utf-8")
@example(changes=[(1, 2, b"x")], encoding="utf-16")
def test_changed_bytes_of_a_list(invented, changes, encoding):
    content = invented.members()["Connections.csv"].encode(encoding)
    found = read_bytes(mutate(content, changes), "Connections.csv")
    assert found is None or isinstance(found, Connections)


@given(content=st.binary(max_size=300))
def test_any_bytes(content):
    found = read_bytes(content, "file.csv", read)
    assert found is None or isinstance(found, Connections)


SAMPLES = sorted(folder.name for folder in Path(__file__).with_name("samples").iterdir())
#: Values that stand where another kind of value belongs.
STRANGE = st.sampled_from(
    [
        *(None, True, 0, -1, 1.5, 10**30, "", "x", "\ud800", "2024-13-99", "user:"),
        *([], [[]], [None, 7], {}, {"id": None}, {"name": ["x"]}, [{"id": {}}]),
    ]
)
#: Which file, which way down into its document, and what to put there.
SURPRISES = st.lists(
    st.tuples(st.integers(0, 99), st.lists(st.integers(0, 99), max_size=8), STRANGE),
    min_size=1,
    max_size=3,
)


def put(document, way, value):
    """The document with a value put where the way leads."""
    if not way or not isinstance(document, list | dict) or not document:
        return value
    keys = list(document) if isinstance(document, dict) else range(len(document))
    key = keys[way[0] % len(keys)]
    document[key] = put(document[key], way[1:], value)
    return document


def put_in_text(content, way, value):
    """The text of a document, alone or behind an equals sign, with a value put into it."""
    try:
        text = content.decode()
        start = text.index("=") + 1 if text.startswith("window.") else 0
        return f"{text[:start]}{json.dumps(put(json.loads(text[start:]), way, value))}".encode()
    except ValueError:
        return content


def zipped(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("sample", SAMPLES)
@settings(max_examples=40)
@given(surprises=SURPRISES)
def test_strange_values_in_samples(sample_members, sample, surprises):
    members = sample_members(sample)
    for number, way, value in surprises:
        name = sorted(members)[number % len(members)]
        members[name] = put_in_text(members[name], way, value)
    found = read_bytes(zipped(members), "export.zip", read)
    assert found is None or isinstance(found, Connections)


@pytest.mark.parametrize("sample", SAMPLES)
@settings(max_examples=25)
@given(number=st.integers(0, 99), changes=CHANGES)
def test_changed_bytes_of_samples(sample_members, sample, number, changes):
    members = sample_members(sample)
    name = sorted(members)[number % len(members)]
    members[name] = mutate(members[name], changes)
    found = read_bytes(zipped(members), "export.zip", read)
    assert found is None or isinstance(found, Connections)


@pytest.mark.parametrize("sample", SAMPLES)
def test_deep_documents_in_samples(sample_members, sample):
    members = sample_members(sample)
    deep = b"[" * 100_000
    for name in members:
        found = read_bytes(zipped({**members, name: deep}), "export.zip", read)
        assert found is None or isinstance(found, Connections)


CELLS = st.sampled_from(
    [
        "",
        "Ana",
        "Ruiz",
        "linkedin.com/in/ana",
        "linkedin.com/in/ben",
        "08 Feb 2026",
        "4/5/21",
        "X, Y",
    ]
)


@given(rows=st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=8), seed=st.integers(0, 9))
def test_the_order_of_contacts_is_nothing(invented, rows, seed):
    shuffled = random.Random(seed).sample(rows, len(rows))
    there, back = (
        read_bytes(invented.connections(some).encode(), "c.csv") for some in (rows, shuffled)
    )
    assert (there is None) == (back is None)
    if there is not None:
        assert_equal(there, back)


def assert_equal(one, other):
    for table in ("people", "ties", "events", "memberships"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))
    assert one.owner == other.owner
    for count in ("files", "dropped", "hidden", "duplicates", "warnings"):
        assert getattr(one.provenance, count) == getattr(other.provenance, count)


def shuffle_rows(text, seed):
    lines = list(csv.reader(io.StringIO(text, newline="")))
    top = next(number for number, line in enumerate(lines) if len(line) > 3) + 1
    rows = lines[top:]
    random.Random(seed).shuffle(rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines[:top] + rows)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_all_rows_is_nothing(write_zip, invented, seed):
    members = invented.members()
    twins = [("Twin", "Same", "", "", company, "", "") for company in "CABA"]
    members["Connections.csv"] = invented.connections([*invented.CONTACTS, *twins, twins[0]])
    there = read(write_zip(members, name="there.zip"))
    members = {name: shuffle_rows(text, seed) for name, text in reversed(members.items())}
    assert_equal(there, read(write_zip(members, name="back.zip")))
