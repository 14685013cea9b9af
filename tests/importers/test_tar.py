"""Tar archives, plain and packed: what is kept and what is refused."""

import gzip
import io
import tarfile

import pytest

from weakties import read
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._files import tar_archive
from weakties.importers._files.source import open_source


def packed(entries, *, how="w:gz", kind=tarfile.REGTYPE):
    """A tar of (name, content); entries without content are of another kind."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=how) as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            if content is None:
                info.type, info.linkname = kind, "/etc/passwd"
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def texts(path):
    with open_source(path) as source:
        return {member.name: member.head() for member in source.members}


@pytest.mark.parametrize("how", ["w:gz", "w"])
def test_texts_are_kept_and_all_else_is_passed_over(write_file, how) -> None:
    entries = [
        ("./b.json", b"[]"),
        ("a/c.csv", b"x"),
        ("media/picture.png", b"\x89PNG"),
        ("__MACOSX/._b.json", b""),
        ("pipe.json", None),
    ]
    content = packed(entries, how=how, kind=tarfile.FIFOTYPE)
    path = write_file(content, name="archive.tar.gz")
    assert texts(path) == {"a/c.csv": b"x", "b.json": b"[]"}
    with open_source(path) as source:
        assert source.kind == "tar"


@pytest.mark.parametrize(
    "name",
    [
        *("Maildir/cur/1710000000.M1P1.host:2,S", "Maildir/.Sent/new/1.M1.host", "Inbox.mbox/mbox"),
        *("maildir/ruiz-a/inbox/1.", "refs.bib", "refs.ris", "savedrecs.ciw", "works.jsonl"),
    ],
)
def test_letters_and_lists_of_works_are_texts_whatever_they_are_called(write_file, name) -> None:
    assert texts(write_file(packed([(name, b"x")]), name="a.tgz")) == {name: b"x"}


def test_a_tar_of_pictures_is_not_said_to_be_empty(write_file) -> None:
    path = write_file(packed([("picture.png", b"\x89PNG")]), name="a.tar.gz")
    with pytest.raises(UnknownFormatError, match=r"without any file that is called like a text"):
        read(path)


@pytest.mark.parametrize("name", ["../x.json", "/etc/x.json", "a/../../x.json", "C:\\x.json"])
def test_names_that_lead_out_are_refused(write_file, name) -> None:
    with pytest.raises(ReadError, match="leads out"):
        texts(write_file(packed([(name, b"[]")]), name="a.tar.gz"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_links_are_refused(write_file, kind) -> None:
    with pytest.raises(ReadError, match="holds a link"):
        texts(write_file(packed([("a.json", None)], kind=kind), name="a.tar.gz"))


@pytest.mark.parametrize("kept", [0.5, 0.8])
@pytest.mark.parametrize("how", ["w:gz", "w"])
def test_an_archive_cut_short_is_refused(write_file, how, kept) -> None:
    content = packed([(f"{at}.json", bytes([at % 251]) * 4000) for at in range(20)], how=how)
    with pytest.raises(ReadError, match="cut short"):
        texts(write_file(content[: int(len(content) * kept)], name="a.tar.gz"))


def test_a_bomb_is_refused(write_file) -> None:
    content = gzip.compress(packed([("a.json", bytes(80 * 2**20))], how="w"), 1)
    with pytest.raises(ReadError, match="zip bomb"):
        texts(write_file(content, name="a.tar.gz"))


def test_too_much_text_or_too_many_files_are_refused(write_file, monkeypatch) -> None:
    path = write_file(packed([("a.json", b"[]"), ("b.json", b"[]")]), name="a.tar.gz")
    monkeypatch.setattr(tar_archive, "_LARGEST_TEXTS", 3)
    with pytest.raises(ReadError, match="MB of text"):
        texts(path)
    monkeypatch.setattr(tar_archive, "_MOST_MEMBERS", 1)
    with pytest.raises(ReadError, match="over 1 files"):
        texts(path)
