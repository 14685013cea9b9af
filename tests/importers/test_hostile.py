"""Every format with content that somebody made to do harm: refused or survived, within bounds."""

import bz2
import gc
import gzip
import io
import os
import re
import tarfile
import time
import zipfile
from copy import copy
from pathlib import Path

import pytest

from fuzz import watch
from fuzz.inputs import SEEDS, packed, seeds
from fuzz.watch import fault
from weakties.errors import ReadError, WeakTiesError
from weakties.importers import FORMATS, identify, read
from weakties.importers._files import text, tokens, zip_archive
from weakties.importers.edge_list import _rows, _ties

#: Twelve entities, each ten times the one before: written out, a million million letters.
LAUGHS = b"<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)
XML_BEGINS = re.compile(rb"\s*(<\?xml[^>]*\?>)?\s*(<[A-Za-z][^>]*>)")
NUMBER = re.compile(rb"\d+")


@pytest.fixture(scope="module", autouse=True)
def compiled(tmp_path_factory):
    """What is compiled at the first call is not to count as the time of an input."""
    path = tmp_path_factory.mktemp("compiled") / "ties.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_rows, "_SMALL", 0)
        patch.setattr(_ties, "_MANY", 0)
        for row in ("ana{},ben{}\n", "{},1{}\n"):
            rows = (row.format(at, at) for at in range(5_000))
            path.write_text("source,target\n" + "".join(rows))
            read(path)


def members(data):
    if not data.startswith(b"PK\x03\x04"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def put_together(parts):
    return parts[""] if list(parts) == [""] else packed(parts)


def changed(name, change):
    """Every seed of a format with one of its files changed in each of the ways."""
    for _, data in seeds(name):
        parts = members(data)
        for member, content in parts.items():
            for new in change(content):
                yield put_together({**parts, member: new})


def laughing(content):
    begins = XML_BEGINS.match(content)
    if begins:
        first, root = begins.group(1) or b"", begins.group(2)
        yield first + b"<!DOCTYPE x [" + LAUGHS + b"]>" + root + b"&a11;" + content[begins.end() :]


def claiming(content):
    """A number among the first ones becomes a billion."""
    for number in list(NUMBER.finditer(content[:300]))[:4]:
        yield content[: number.start()] + b"1000000000" + content[number.end() :]


def with_zeros(content):
    half = len(content) // 2
    yield content[:half] + bytes(3) + content[half:]


def in_utf16(content):
    yield content.decode("utf-8", "replace").encode("utf-16-le")


def cut(content):
    yield content[: len(content) * 2 // 3]


def very_deep(content):
    yield b"[" * 100_000
    yield b"{" * 100_000
    yield b"<a>" * 100_000


def outside(content):
    """An entity that stands for a file, and one of many letters that comes many times."""
    begins = XML_BEGINS.match(content)
    if begins:
        first, root, rest = begins.group(1) or b"", begins.group(2), content[begins.end() :]
        yield first + b"<!DOCTYPE x SYSTEM 'file:///etc/hostname'>" + root + rest
        file = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
        yield first + file + root + b"&a;" + rest
        long = b"<!DOCTYPE x [<!ENTITY a '" + b"ha" * 20_000 + b"'>]>"
        yield first + long + root + b"&a;" * 20_000 + rest


def endless(content):
    """Words, texts, rows and brackets that go on for far longer than any time to try them twice."""
    half = len(content) * 2 // 3
    for unit in (b"1", b"a ", b'"', b"[", b"<", b"\t", b"&#"):
        yield content[:half] + unit * (300_000 // len(unit)) + content[half:]


def very_wide(content):
    """A first row of very many columns."""
    first, end, rest = content.partition(b"\n")
    for separator in (b",", b"\t"):
        yield first + b"".join(b"%sc%d" % (separator, at) for at in range(50_000)) + end + rest


def in_halves(content):
    """Halves of characters, which no encoding can write, and bytes that are none in UTF-8."""
    half = len(content) // 2
    yield content[:half] + b"\xed\xa0\x80\\ud800" + content[half:]
    yield content[:half] + b"\xff\xfe" + content[half:]


WAYS = [laughing, claiming, with_zeros, in_utf16, cut, very_deep]
WAYS += [outside, endless, very_wide, in_halves]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_worse_than_an_error_of_ours(name, way, tmp_path):
    path = tmp_path / "input"
    for data in changed(name, way):
        path.write_bytes(data)
        assert fault(lambda path: read(path, format=name), path) is None


@pytest.mark.parametrize("name", FORMATS)
def test_entities_are_never_written_out(name, tmp_path):
    path = tmp_path / "input"
    for data in [*changed(name, laughing), *changed(name, outside)]:
        path.write_bytes(data)
        try:
            found = read(path, format=name)
        except WeakTiesError:
            continue
        assert "haha" not in found.people.to_csv() + found.ties.to_csv() + found.events.to_csv()


@pytest.mark.parametrize("name", FORMATS)
def test_seeds_are_what_they_are_called(name, tmp_path):
    recognised = 0
    for _, data in seeds(name):
        path = tmp_path / "input"
        path.write_bytes(data)
        assert fault(lambda path: read(path, format=name), path) is None
        assert fault(identify, path) is None
        try:
            recognised += read(path).provenance.format == name
        except WeakTiesError:
            continue
    assert recognised, f"no file in fuzz/seeds/{name}, and no sample, is read as {name}"


def test_the_watch_sees_what_must_not_be(tmp_path, monkeypatch):
    assert fault(lambda _: 1 // 0, tmp_path).startswith("ZeroDivisionError")
    assert fault(lambda path: (path / "new").write_text("x"), tmp_path).startswith("opened")
    assert fault(lambda path: (path / "folder").mkdir(), tmp_path).startswith("os.mkdir")
    monkeypatch.setattr(watch, "LARGEST", 10)
    # What tests before this one left behind may be given back meanwhile.
    gc.collect()
    assert fault(lambda _: bytearray(b"1") * (400 << 20), tmp_path).startswith("took")
    monkeypatch.setattr(watch, "LONGEST", 1)
    assert fault(lambda _: time.sleep(3), tmp_path).startswith("TooLongError")


def test_seeds_are_few_and_small():
    assert sum(file.stat().st_size for file in SEEDS.rglob("*") if file.is_file()) < 500_000


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gz", "bz2"])
def test_packed_files_cut_short_are_refused(pack, tmp_path):
    for name in FORMATS:
        for _, data in seeds(name):
            path = tmp_path / "input"
            path.write_bytes(pack(data)[:-9])
            assert fault(lambda path, name=name: read(path, format=name), path) is None


def test_a_zip_of_very_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_archive, "_MOST_MEMBERS", 1_000)
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"{number}.csv", "")
    with pytest.raises(ReadError, match="over 1,000 files"):
        read(path)


def with_trailing_garbage(packed):
    return packed + b"garbage" * 100


def with_another_size(packed):
    return packed[:-4] + b"\xff\xff\xff\xff"


@pytest.mark.parametrize("change", [with_trailing_garbage, with_another_size])
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gz", "bz2"])
def test_damaged_ends_of_packed_files_are_survived(pack, change, tmp_path):
    path = tmp_path / "input"
    path.write_bytes(change(pack(b"source,target\nana,ben\n" * 10)))
    assert fault(read, path) is None


def overlapping(count):
    """A zip whose list of files names one packed file many times: the bomb of David Fifield."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.csv", bytes(1_000_000))
        first = archive.infolist()[0]
        for number in range(1, count):
            twin = copy(first)
            twin.filename = twin.orig_filename = f"{number}.csv"
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    return out.getvalue()


def nested(depth):
    data = bytes(1_000_000)
    for _ in range(depth):
        data = packed({"inner.zip": data})
    return data


@pytest.mark.parametrize("data", [overlapping(500), nested(8)], ids=["overlapping", "nested"])
def test_bombs_are_refused_in_no_time(data, tmp_path):
    path = tmp_path / "bomb.zip"
    path.write_bytes(data)
    assert fault(read, path) is None
    assert fault(identify, path) is None
    for name in FORMATS:
        assert fault(lambda path, name=name: read(path, format=name), path) is None


def test_a_file_with_holes_in_a_tar_is_survived(tmp_path):
    path = tmp_path / "holes.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("ties.csv")
        info.pax_headers = {
            "GNU.sparse.major": "0",
            "GNU.sparse.minor": "1",
            "GNU.sparse.map": "0,10",
            "GNU.sparse.size": str(10**15),
        }
        info.size = 10
        archive.addfile(info, io.BytesIO(b"a,b\n" * 3))
    assert fault(read, path) is None


GRAPHS = {
    "dot": "graph {{ {} }}",
    "gml": "graph [ {} ]",
}
PEOPLE = {
    "dot": "p{0} [a{0}=1];",
    "gml": "node [ id {0} a{0} 1 ]",
}
TIES = {
    "dot": "a -- b [a{0}=1];",
    "gml": "edge [ source 1 target 2 a{0} 1 ]",
}


@pytest.mark.parametrize("rows", [PEOPLE, TIES], ids=["people", "ties"])
@pytest.mark.parametrize("name", GRAPHS)
def test_attributes_that_only_one_has_do_not_fill_the_memory(name, rows, tmp_path):
    path = tmp_path / "input"
    path.write_text(GRAPHS[name].format(" ".join(rows[name].format(at) for at in range(10_000))))
    with pytest.raises(ReadError, match="10,000 different attributes"):
        read(path, format=name)
    assert fault(lambda path: read(path, format=name), path) is None


@pytest.mark.parametrize("size", [1, 7, 50])
@pytest.mark.parametrize("name", ["dot", "gml", "metis", "pajek", "ucinet_dl", "vna"])
def test_where_a_text_is_cut_into_pieces_makes_no_difference(name, size, tmp_path, monkeypatch):
    path = tmp_path / "input"
    for _, data in seeds(name):
        path.write_bytes(data)
        whole = outcome(path, name)
        monkeypatch.setattr(tokens, "_PIECE", size)
        monkeypatch.setattr(text.read_pieces, "__kwdefaults__", {"encoding": None, "size": size})
        assert outcome(path, name) == whole
        monkeypatch.undo()


def outcome(path, name):
    try:
        found = read(path, format=name)
    except WeakTiesError as error:
        return str(error)
    return found.people.to_csv() + found.ties.to_csv() + str(found.provenance)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipes_devices_and_loops_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "loop").symlink_to(tmp_path / "folder")
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    places = [tmp_path / name for name in ("pipe", "folder", "one")]
    for place in [*places, Path("/dev/zero"), Path("/dev/stdin")]:
        assert fault(read, place) is None
        with pytest.raises(WeakTiesError):
            read(place)


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_devices_in_a_tar_are_passed_over(kind, tmp_path):
    path = tmp_path / "devices.tar"
    with tarfile.open(path, "w") as archive:
        device = tarfile.TarInfo("ties.csv")
        device.type = kind
        archive.addfile(device)
    with pytest.raises(WeakTiesError, match="without any file"):
        read(path)


#: Formats of lines, with what stands before a line that never ends.
LINES = {
    "adjacency_list": "ana;ben\nben;chi\n",
    "adjacency_matrix": ",ana,ben\nana,0,1\n",
    "edge_list": "source,target\nana,ben\n",
    "konect": "% sym\n1 2\n",
    "linkedin": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    "metis": "2 1\n2\n",
    "matrix_market": "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n",
    "pajek": "*Vertices 2\n1 a\n2 b\n*Edges\n",
    "ucinet_dl": "dl n=2 format=edgelist1\ndata:\n",
    "vna": "*Tie data\nfrom to\na b\n",
    "whatsapp": "24/03/25, 14:05 - Ana: hello\n",
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_without_end_is_no_trouble(name, tmp_path):
    path = tmp_path / "input"
    with path.open("w") as file:
        file.write(LINES[name])
        for _ in range(20):
            file.write("1" * 1_000_000)
    assert fault(lambda path: read(path, format=name), path) is None
