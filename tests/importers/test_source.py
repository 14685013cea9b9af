"""Opening files, archives and folders: what is refused, and with which words."""

import bz2
import gzip
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from weakties.errors import ReadError
from weakties.importers import read
from weakties.importers._files.source import open_source
from weakties.importers._log import Log


def names(path):
    with open_source(path) as source:
        return [member.name for member in source.members]


def text(path):
    with open_source(path) as source, source.members[0].open_text() as stream:
        return stream.read()


def test_a_plain_file_is_one_member(write_file):
    path = write_file("a,b\r\n1,2", name="edges.csv")
    assert names(path) == ["edges.csv"]
    assert text(str(path)) == "a,b\r\n1,2"


PACKED = {".gz": gzip.compress, ".bz2": bz2.compress}


@pytest.mark.parametrize("ending", PACKED)
def test_a_packed_file_loses_its_ending(tmp_path, ending):
    path = tmp_path / f"edges.csv{ending}"
    path.write_bytes(PACKED[ending]("a,é\n".encode("cp1252")))
    assert names(path) == ["edges.csv"]
    assert text(path) == "a,é\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
def test_encodings(write_file, encoding):
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    assert text(write_file((mark + "né").encode(encoding))).lstrip("\ufeff") == "né"


def test_utf16_without_mark_is_refused(write_file):
    path = write_file("First Name,Last Name".encode("utf-16-le"))
    with pytest.raises(ReadError, match="UTF-16 text without the byte order mark"):
        text(path)


def test_members_come_in_order_of_name_without_clutter(write_zip):
    members = {"b.csv": "", "a/c.csv": "", "__MACOSX/._b.csv": "", "a/._c.csv": "", ".DS_Store": ""}
    assert names(write_zip(members)) == ["a/c.csv", "b.csv"]


def test_a_zip_in_a_zip_in_a_zip(write_zip):
    inner = write_zip({"a.csv": "x"}, name="one.zip").read_bytes()
    middle = write_zip({"two.zip": inner}, name="two.zip").read_bytes()
    assert names(write_zip({"three.zip": middle}, name="archive.zip.zip")) == ["a.csv"]


def test_zips_without_end_are_refused(write_zip):
    content = write_zip({"a.csv": "x"}, name="0.zip").read_bytes()
    for depth in range(5):
        content = write_zip({"in.zip": content}, name=f"{depth}.zip").read_bytes()
    with pytest.raises(ReadError, match="over 3 times"):
        names(write_zip({"in.zip": content}))


def test_a_zip_beside_a_table_stays_closed(write_zip):
    assert names(write_zip({"a.csv": "x", "media.zip": b"PK"})) == ["a.csv", "media.zip"]


def test_a_folder_may_be_called_a_zip(tmp_path):
    folder = tmp_path / "Basic_LinkedInDataExport.zip"
    (folder / "inside").mkdir(parents=True)
    (folder / "inside" / "a.csv").write_text("x")
    (folder / ".hidden").write_text("x")
    assert names(folder) == ["inside/a.csv"]


def test_links_in_a_folder_are_not_followed(tmp_path, write_file):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").symlink_to(write_file("secret", name="elsewhere.csv"))
    with open_source(folder) as source:
        assert source.left_out == ("a.csv",)
        assert not source.members


def test_a_link_that_is_given_is_followed(tmp_path, write_file):
    link = tmp_path / "link.csv"
    link.symlink_to(write_file("x"))
    assert text(link) == "x"


def test_a_missing_file_suggests_its_neighbours(write_file):
    path = write_file("x", name="Connections.csv")
    with pytest.raises(ReadError, match=r"There is no file .* Did you mean Connections\.csv\?"):
        open_source(path.with_name("Conections.csv"))


def test_a_missing_folder(tmp_path):
    with pytest.raises(ReadError, match="cannot be listed"):
        open_source(tmp_path / "no" / "file.csv")


@pytest.mark.parametrize("name", ["nul\0byte.csv", "x" * 5000])
def test_impossible_names(tmp_path, name):
    with pytest.raises(ReadError, match="cannot be opened"):
        open_source(str(tmp_path / name))


def test_an_empty_file(write_file):
    with pytest.raises(ReadError, match=r"empty \(0 bytes\)"):
        open_source(write_file(b""))


def test_a_file_that_may_not_be_read(write_file, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    path = write_file("x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="permission denied"):
        open_source(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_listed(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    with pytest.raises(ReadError, match="permission denied"):
        open_source(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="a named pipe"):
        open_source(tmp_path / "pipe")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_refused():
    with pytest.raises(ReadError, match="a device"):
        open_source("/dev/zero")


UNSAFE = [
    "../Connections.csv",
    "a/../../b.csv",
    "/etc/passwd",
    "C:\\x.csv",
    "..\\x.csv",
    "//server/x",
]


@pytest.mark.parametrize("name", UNSAFE)
def test_names_that_lead_out_are_refused(write_zip, name):
    with pytest.raises(ReadError, match="leads out of the archive"):
        open_source(write_zip({"Connections.csv": "x", name: "x"}))


def test_links_in_a_zip_are_refused(tmp_path):
    path = tmp_path / "link.zip"
    link = zipfile.ZipInfo("Connections.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ReadError, match="symbolic link"):
        open_source(path)


def test_two_members_of_one_name_are_refused(tmp_path):
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", "a")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("Connections.csv", "b")
    with pytest.raises(ReadError, match=r"two files called Connections\.csv"):
        open_source(path)


def edit_directory(path, offset, value):
    """Write bytes into the first entry of a zip's directory."""
    content = bytearray(path.read_bytes())
    start = content.rindex(b"PK\x01\x02") + offset
    content[start : start + len(value)] = value
    path.write_bytes(content)
    return path


def test_a_password_is_refused(write_zip):
    path = edit_directory(write_zip({"Connections.csv": "x"}), 8, struct.pack("<H", 1))
    with pytest.raises(ReadError, match="password"):
        open_source(path)


def test_an_unknown_packing_is_refused(write_zip):
    path = edit_directory(write_zip({"Connections.csv": "x"}), 10, struct.pack("<H", 99))
    with pytest.raises(ReadError, match="cannot be unpacked"):
        text(path)


def test_a_wrong_checksum_is_refused(write_zip):
    path = edit_directory(write_zip({"Connections.csv": "x" * 99}), 16, b"\1\2\3\4")
    with pytest.raises(ReadError, match=r"Connections\.csv is damaged.*CRC"):
        text(path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_zip_cut_short_is_refused(write_zip, kept, invented):
    path = write_zip(invented.members())
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(ReadError, match="damaged or cut short"):
        open_source(path)


@pytest.mark.parametrize("kept", [5, 30])
@pytest.mark.parametrize("ending", PACKED)
def test_a_packed_file_cut_short_is_refused(write_file, ending, kept):
    path = write_file(PACKED[ending](b"source,target\n1,2\n" * 99)[:kept])
    with pytest.raises(ReadError, match="damaged or cut short"):
        text(path)


@pytest.fixture(scope="module")
def zeros():
    """More zeros than any honest file packs so tightly."""
    return b"0" * (80 * 2**20)


def test_a_bomb_is_refused_by_what_it_declares(write_zip, zeros):
    with pytest.raises(ReadError, match="zip bomb"):
        open_source(write_zip({"Connections.csv": "x", "other.csv": zeros}))


def test_a_bomb_that_declares_less_is_refused_too(write_zip, zeros):
    path = edit_directory(write_zip({"Connections.csv": zeros}), 24, struct.pack("<I", 1000))
    with pytest.raises(ReadError, match="damaged"):
        text(path)


@pytest.mark.parametrize("ending", PACKED)
def test_a_packed_bomb_is_refused(write_file, ending, zeros):
    path = write_file(PACKED[ending](b"1,2\n" + zeros, 1), name=f"edges.csv{ending}")
    with pytest.raises(ReadError, match="zip bomb"):
        text(path)


def test_nothing_is_written_to_disk(tmp_path, write_zip, invented, monkeypatch):
    path = write_zip({"inner.zip": write_zip(invented.members(), "inner.zip").read_bytes()})
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    monkeypatch.setattr("tempfile.tempdir", str(empty))
    assert len(read(path).people) == 6
    assert not list(empty.iterdir())


def test_a_member_without_name_is_passed_over(write_zip):
    path = write_zip({"x": "1", "Connections.csv": "2"})
    path.write_bytes(path.read_bytes().replace(b"x1", b"\0" + b"1").replace(b"xPK", b"\0PK"))
    assert names(path) == ["Connections.csv"]


def test_a_home_that_is_not_known():
    with pytest.raises(ReadError, match="home folder"):
        open_source("~nobody-of-this-name/x.csv")


def test_no_name_is_not_the_current_folder():
    with pytest.raises(ReadError, match="No file was named"):
        open_source("")


def test_a_broken_link_is_called_so(tmp_path):
    link = tmp_path / "dl"
    link.symlink_to(tmp_path / "gone.zip")
    with pytest.raises(ReadError, match=r"dl is a broken link: .*gone\.zip") as caught:
        open_source(link)
    assert "Did you mean" not in str(caught.value)


@pytest.mark.parametrize("ending", PACKED)
def test_files_packed_one_by_one_in_a_folder_or_zip_are_unpacked(tmp_path, write_zip, ending):
    packed = PACKED[ending](b"a,b\n")
    folder = tmp_path / "hours"
    folder.mkdir()
    (folder / f"15.json{ending}").write_bytes(packed)
    (folder / f"16.json{ending.upper()}").write_bytes(packed)
    for source in (folder, write_zip({f"15.json{ending}": packed, f"16.json{ending}": packed})):
        assert names(source) == ["15.json", "16.json"]
        assert text(source) == "a,b\n"


def test_a_packed_file_beside_its_content_stays_packed(tmp_path):
    (tmp_path / "log.txt").write_text("x")
    (tmp_path / "log.txt.gz").write_bytes(gzip.compress(b"x"))
    (tmp_path / "no.gz").write_text("only called so")
    (tmp_path / "site.tar.gz").write_bytes(gzip.compress(b"x"))
    assert names(tmp_path) == ["log.txt", "log.txt.gz", "no.gz", "site.tar.gz"]


def test_a_packed_bomb_in_a_folder_is_refused(tmp_path, zeros):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(zeros, 1))
    with open_source(tmp_path) as source, pytest.raises(ReadError, match="zip bomb"):
        source.members[0].open().read()


def test_a_folder_of_zips_alone_is_all_that_they_hold(tmp_path, write_zip):
    folder = tmp_path / "parts"
    folder.mkdir()
    for part in ("one", "two"):
        content = write_zip({f"{part}.csv": part, "a/b.csv": "x"}).read_bytes()
        (folder / f"Export {part}.zip").write_bytes(content)
    (folder / ".DS_Store").write_bytes(b"")
    wanted = [
        "Export one/a/b.csv",
        "Export one/one.csv",
        "Export two/a/b.csv",
        "Export two/two.csv",
    ]
    assert names(folder) == wanted


def test_one_damaged_zip_of_a_folder_is_named(tmp_path, write_zip):
    (tmp_path / "a.zip").write_bytes(write_zip({"a.csv": "x"}, name="x.zip").read_bytes())
    (tmp_path / "x.zip").unlink()
    (tmp_path / "b.zip").write_bytes(b"PK")
    with pytest.raises(ReadError, match=r"b\.zip starts like a zip but is damaged"):
        names(tmp_path)


def test_more_zips_than_can_be_open_are_refused(tmp_path):
    for number in range(101):
        (tmp_path / f"{number}.zip").write_bytes(b"PK")
    with pytest.raises(ReadError, match=r"over 100 zips\. Unzip them into one folder"):
        names(tmp_path)


def test_an_archive_among_other_files_is_named_and_not_opened(tmp_path, write_zip):
    (tmp_path / "edges.csv").write_text("source,target\nana,ben\n")
    content = write_zip({"a.csv": "x"}, name="x").read_bytes()
    (tmp_path / "x").unlink()
    (tmp_path / "more.zip").write_bytes(content)
    with open_source(tmp_path) as source:
        assert source.closed == ("more.zip",)
        log = Log()
        log.warn_of_unread(source)
    (warning,) = log.warnings
    assert warning.startswith("more.zip is an archive among other files and was not opened.")
