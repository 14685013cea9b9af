"""Letters of an mbox are found while it goes by, wherever its chunks end, in bounded memory."""

import contextlib
import io
import mailbox

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from weakties.importers.mail import _boundaries
from weakties.importers.mail._boundaries import Letters, begins_mbox, first_block

BEGINNINGS = [
    b"From ana@example.org Mon Mar  4 11:20:34 2024",
    b"From 1790000000000000001@xxx Mon Mar 04 11:20:34 +0000 2024",
    b"From - Mon Mar 04 11:20:34 2024",
    b"From ana at example.org  Mon Mar  4 11:20:34 2024",
    b"From ana@example.org Mon Mar  4 11:20 EST 2024",
    b"From ",
]
SENTENCES = [
    b"From what I hear",
    b"From Monday on, at 11:20, a: b",
    b"From Mon Mar 04 11:20:34 2024 on",
    b"From: somebody",
]


def told(done):
    """Progress that nobody looks at."""


def blocks(content, start=0):
    stream = io.BytesIO(content)
    return list(Letters(stream, stream.read(start), told))


def of(number, beginning=BEGINNINGS[0], body=b"Hello."):
    return beginning + b"\nSubject: %d\nFrom: a@x.example\n\n%s\n\n" % (number, body)


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_way_to_begin_a_letter(beginning, end) -> None:
    content = b"".join(of(number, beginning) for number in range(3)).replace(b"\n", end)
    assert begins_mbox(content)
    found = blocks(content)
    assert [one.headers.split(end)[0] for one in found] == [b"Subject: %d" % n for n in range(3)]
    assert all(one.whole for one in found)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_in_a_letter_begin_none(sentence) -> None:
    body = b"\n\n".join([b"Hello.", sentence, b"and so on", b">" + BEGINNINGS[0]])
    assert len(blocks(of(1, body=body) + of(2))) == 2
    assert not begins_mbox(sentence + b"\nSubject: x\n")


def test_no_letter_begins_without_a_blank_line_before_it() -> None:
    inside = b"He wrote:\n" + BEGINNINGS[0] + b"\nSubject: no\n"
    assert len(blocks(of(1, body=inside) + of(2))) == 2


def test_the_standard_library_agrees_on_plain_files(tmp_path) -> None:
    path = tmp_path / "mbox"
    content = b"".join(of(number, body=b"x" * number) for number in range(50))
    path.write_bytes(content)
    with contextlib.closing(mailbox.mbox(path)) as box:
        assert len(box) == len(blocks(content)) == 50


@given(
    chunk=st.integers(1, 200),
    start=st.integers(0, 120),
    bodies=st.lists(st.sampled_from([b"", b"Hi", b"From ", b"\nFrom x", b"a\n\n\nb"]), max_size=6),
)
@example(chunk=1, start=0, bodies=[b"", b"\nFrom x"])
def test_the_size_of_chunks_is_nothing(chunk, start, bodies) -> None:
    content = b"".join(of(number, body=body) for number, body in enumerate(bodies))
    before, _boundaries.CHUNK = _boundaries.CHUNK, chunk
    try:
        found = blocks(content, start)
    finally:
        _boundaries.CHUNK = before
    assert found == blocks(content, len(content))
    assert len(found) == len(bodies)


class Endless(io.RawIOBase):
    """A piece many times over, which exists only while it is read."""

    def __init__(self, piece: bytes, times: int) -> None:
        self._whole = piece * max(1, (1 << 20) // len(piece))
        self._left = max(1, times * len(piece) // len(self._whole))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if not self._left:
            return 0
        self._left -= 1
        buffer[: len(self._whole)] = self._whole
        return len(self._whole)


def most_held(piece, size):
    """Letters of a file of that size, and bytes that were held at once."""
    letters = Letters(Endless(piece, size // len(piece)), b"", told)
    return sum(1 for _ in letters), letters.most_held


def test_of_200_mb_little_is_held_at_once() -> None:
    piece = of(1, body=b"x" * 50_000)
    count, held = most_held(piece, 200 * 2**20)
    assert count >= 4000
    assert held <= 3 * 2**20


@pytest.mark.parametrize("piece", [b"x", b"\nFrom ", b"From \nA:b\nc: d\n", b"\n", b"\r"])
def test_of_files_that_hold_no_letter_either(piece) -> None:
    count, held = most_held(piece, 20 * 2**20)
    assert count <= 1
    assert held <= 3 * 2**20


def test_headers_without_end_are_cut() -> None:
    long = BEGINNINGS[0] + b"\nTo: " + b"a@x.example, " * 200_000
    (first, *rest) = blocks(long + b"\n\nHi\n\n" + of(2))
    assert not first.whole
    assert len(first.headers) == _boundaries.LARGEST_HEADERS
    assert [one.headers for one in rest] == [one.headers for one in blocks(of(2))]
    alone = first_block(io.BytesIO(b""), b"To: " + b"x" * 3_000_000)
    assert not alone.whole
    assert len(alone.headers) == _boundaries.LARGEST_HEADERS
