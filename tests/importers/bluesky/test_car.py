"""Decoding CAR and DAG-CBOR: what it says, and what is refused."""

import contextlib
import hashlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.importers.bluesky._car import CarError, is_car, read_blocks


def head(major, value):
    if value < 24:
        return bytes([major << 5 | value])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([major << 5 | info]) + value.to_bytes(size, "big")
    raise ValueError


def encode(value):  # noqa: PLR0911 - a return for each kind of value
    """A value in DAG-CBOR, written from its specification."""
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encode, value))
    pairs = sorted(value.items(), key=lambda pair: (len(pair[0].encode()), pair[0].encode()))
    return head(5, len(value)) + b"".join(encode(key) + encode(one) for key, one in pairs)


def varint(value):
    out = b""
    while value >= 0x80:
        out, value = out + bytes([value & 0x7F | 0x80]), value >> 7
    return out + bytes([value])


def block(content, codec=0x71):
    digest = hashlib.sha256(content).digest()
    whole = b"\x01" + varint(codec) + b"\x12\x20" + digest + content
    return varint(len(whole)) + whole


def car(documents):
    start = encode({"roots": [], "version": 1})
    return varint(len(start)) + start + b"".join(block(encode(one)) for one in documents)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
    | st.binary(max_size=5)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=3), inner, max_size=3
        )
    ),
    max_leaves=10,
)


@given(st.lists(VALUES, max_size=4))
def test_what_is_written_is_read_back(documents) -> None:
    content = car(documents)
    assert is_car(content[:128])
    assert list(read_blocks(content, "a.car")) == documents


@given(st.binary(max_size=200))
def test_any_bytes_behind_a_header(noise) -> None:
    content = car([]) + noise
    with contextlib.suppress(CarError):
        assert isinstance(list(read_blocks(content, "a.car")), list)


@pytest.mark.parametrize("kept", range(10, 90, 7))
def test_cut_short(kept) -> None:
    content = car([{"a": ["x" * 40]}])
    with pytest.raises(CarError, match="cut short"):
        list(read_blocks(content[:kept], "a.car"))


def test_links_say_nothing_and_pictures_are_passed_over() -> None:
    link = head(6, 42) + encode(b"\x00\x01\x71\x12\x20" + bytes(32))
    start = car([])
    content = start + block(head(5, 1) + encode("data") + link) + block(b"\xff\xd8", codec=0x55)
    assert [sorted(one) for one in read_blocks(content, "a.car")] == [["data"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x81" * 100 + b"\x00", "nested over 64"),
        (b"\x9b" + b"\xff" * 8, "cut short"),
        (b"\x7b" + b"\xff" * 8, "cut short"),
        (b"\x9f\x00\xff", "size that DAG-CBOR"),
        (b"\xf8\x20", "kind that DAG-CBOR"),
    ],
)
def test_hostile_blocks(content, words) -> None:
    with pytest.raises(CarError, match=words):
        list(read_blocks(car([]) + block(content), "a.car"))


def test_a_block_of_a_claimed_gigabyte() -> None:
    with pytest.raises(CarError, match="block of 1,073,741,824 bytes"):
        list(read_blocks(car([]) + varint(1 << 30), "a.car"))
