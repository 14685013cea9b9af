"""Broken input on the command line: one clear message, the right code, nothing half-written."""

import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from weakties import cli

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ROW = "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Northwind,Engineer,08 Feb 2026"
GOOD = f"{HEADER}\n{ROW}\nBen,Oh,https://www.linkedin.com/in/ben-oh,,Northwind,Clerk,09 Feb 2026\n"

PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers\nIda,Lund,,,,Librarian,,,,,,,\n"
)
UNREADABLE, NOTHING = cli.UNREADABLE, cli.NOTHING_USABLE


def archive(**members: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return packed.getvalue()


def zip_with(name: str, content: str = GOOD, mode: int = 0) -> bytes:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(info, content)
    return packed.getvalue()


def claims_ten_gigabytes() -> bytes:
    """A small archive whose directory says that its member unpacks to ten gigabytes."""
    content = bytearray(archive(**{"Connections.csv": b"0" * 10_000}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10**10 % 2**32).to_bytes(4, "little")
    return bytes(content)


def bomb() -> bytes:
    """An archive that really unpacks to far more than it is allowed to."""
    return archive(**{"Connections.csv": b"0" * (80 * 2**20)})


def doubled(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(name, GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr(name, GOOD)
    return packed.getvalue()


def encrypted() -> bytes:
    content = bytearray(zip_with("Connections.csv"))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def damaged() -> bytes:
    content = bytearray(zip_with("Connections.csv"))
    at = content.index(b"Northwind")
    content[at : at + 9] = b"Southwind"
    return bytes(content)


def tar_of(name: str, kind: bytes = tarfile.REGTYPE) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as file:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/passwd" if kind == tarfile.SYMTYPE else ""
        file.addfile(info, io.BytesIO(b""))
    return packed.getvalue()


def linked_tar() -> bytes:
    return tar_of("outbox.json", tarfile.SYMTYPE)


def astray_tar() -> bytes:
    return tar_of("../outbox.json")


LAUGHS = b"""<!DOCTYPE graphml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>
<graphml><graph><node id='&b;'/></graph></graphml>"""

BROKEN: dict[str, tuple[bytes, int, str]] = {
    "empty.csv": (b"", UNREADABLE, "empty"),
    "blank.csv": (b"\n \n\n", UNREADABLE, "blank.csv"),
    "truncated.zip": (zip_with("Connections.csv")[:-60], UNREADABLE, "cut short"),
    "damaged.zip": (damaged(), UNREADABLE, "damaged"),
    "claims.zip": (claims_ten_gigabytes(), UNREADABLE, "zip bomb"),
    "bomb.zip": (bomb(), UNREADABLE, "zip bomb"),
    "traversal.zip": (zip_with("../../Connections.csv"), UNREADABLE, "leads out"),
    "absolute.zip": (zip_with("/etc/Connections.csv"), UNREADABLE, "leads out"),
    "link.zip": (zip_with("Connections.csv", "/etc/passwd", stat.S_IFLNK), UNREADABLE, "link"),
    "encrypted.zip": (encrypted(), UNREADABLE, "password"),
    "no members.zip": (archive(), UNREADABLE, "no members.zip"),
    "profile.zip": (archive(**{"Profile.csv": PROFILE}), NOTHING, "Choose at least Connections"),
    "pdf.csv": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", UNREADABLE, "PDF"),
    "pdf.zip": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", UNREADABLE, "PDF"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(64), UNREADABLE, "PNG"),
    "page.csv": (b"<!DOCTYPE html><html><body>Sign in</body></html>", UNREADABLE, "HTML"),
    "zeros.csv": (bytes(4096), UNREADABLE, "zeros.csv"),
    "noise.csv": (bytes(range(128, 256)) * 40, UNREADABLE, "noise.csv"),
    "prose.txt": (b"Dear all,\nplease find the minutes attached.\n", UNREADABLE, "prose.txt"),
    "names.csv": (b"name\nana\nben\n", UNREADABLE, "names.csv"),
    "header only.csv": (f"{HEADER}\n".encode(), NOTHING, "header only.csv"),
    "hidden only.csv": (f"{HEADER}\n,,,,,,07 Jun 2026\n".encode(), NOTHING, "hidden"),
    "no header.csv": (f"{ROW}\n".encode(), UNREADABLE, "no header.csv"),
    "german.csv": (b"Vorname;Alter\nAna;41\n", UNREADABLE, "german.csv"),
    "cut.gml": (b"graph [ node [ id 0 ] node [ id 1 ", UNREADABLE, "ends too early"),
    "cut.graphml": (b'<graphml><graph><node id="a"/>', UNREADABLE, "ends in the middle"),
    "entity.gexf": (b'<!DOCTYPE gexf [<!ENTITY a "b">]><gexf/>', UNREADABLE, "entity 'a'"),
    "claims.net": (b"*Vertices 1000000000\n*Arcs\n1 2\n", UNREADABLE, "1,000,000,000 vertices"),
    "claims.dl": (b"dl n=1000000000\ndata:\n0 1\n", UNREADABLE, "claims"),
    "claims.mtx": (
        b"%%MatrixMarket matrix coordinate pattern general\n3 3 1000000000\n1 2\n",
        UNREADABLE,
        "claims 1,000,000,000",
    ),
    "slack.zip": (
        archive(
            **{"users.json": "[", "channels.json": "[]", "general/2024-03-04.json": "[" * 10**5}
        ),
        NOTHING,
        "names nobody",
    ),
    "twitter.js": (b"window.YTD.tweets.part0 = [ {", NOTHING, "nobody but the owner"),
    "chat.txt": (b"24/03/25, 14:05 - Messages are end-to-end encrypted.\n", NOTHING, "nobody says"),
    "telegram.json": (
        b'{"name": "x", "type": "private_group", "messages": [{"id"',
        UNREADABLE,
        "cut",
    ),
    "discord.json": (b'{"guild": {"id": "1"}, "channel": ' + b"[" * 10**5, UNREADABLE, "deeper"),
    "meta.zip": (
        archive(**{"your_facebook_activity/messages/inbox/x_1/message_1.html": "<html>"}),
        UNREADABLE,
        "format JSON",
    ),
    "mastodon.csv": (
        b"Account address,Show boosts\nnobody,true\n",
        NOTHING,
        "nobody but the owner",
    ),
    "repo.car": (b"\x3a\xa2eroots\x80gversion\x01" + b"\xff" * 99, UNREADABLE, "repo.car"),
    "reddit.zip": (
        archive(**{"comments.csv": "id,permalink,date,subreddit,link,parent,body\n"}),
        NOTHING,
        "nobody but the owner",
    ),
    "links.tar": (linked_tar(), UNREADABLE, "holds a link"),
    "astray.tar": (astray_tar(), UNREADABLE, "leads out"),
    "blog.xml": (
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss xmlns:wp="http://wordpress.org/export/1.2/"/>',
        UNREADABLE,
        "entity 'a'",
    ),
    "claims.graph": (b"1000000000 3\n2\n1\n", UNREADABLE, "claims.graph"),
    "wide.csv": (b"," + b"x," * 1_000_000 + b"x\na" + b",0" * 1_000_001, UNREADABLE, "columns"),
    "laughs.graphml": (LAUGHS, UNREADABLE, "declares the entity"),
    "outside.graphml": (
        b"<!DOCTYPE graphml [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><graphml>&x;</graphml>",
        UNREADABLE,
        "declares the entity",
    ),
    "short.dl": (b"dl n=3\ndata:\n0 1 1\n1 0\n", UNREADABLE, "hold 5 values"),
    "brackets.dot": (b"graph " + b"{" * 100_000, UNREADABLE, "over 100 deep"),
    "contacts.vna": (b"*ego data\nID\n1\n", UNREADABLE, "E-Net"),
    "called.net": (b"hello\n", UNREADABLE, "called like Pajek network or project"),
    "nobody.gexf": (b"<gexf><graph/></gexf>", NOTHING, "no person and no tie"),
    "other.json": (b'{"name": "x", "items": [1, 2]}', UNREADABLE, "JSON"),
    "cut.json": (b'{"nodes": [{"id": 1}, {"id"', UNREADABLE, "no JSON, or cut short"),
    "deep.json": (b'{"nodes": ' + b"[" * 100_000, UNREADABLE, "nested deeper"),
    "nobody.json": (b'{"nodes": [], "links": []}', NOTHING, "no person and no tie"),
    "weights.csv": (b"source,target,weight\na,b,none\nb,c,-1\n", NOTHING, "weights.csv"),
}


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = cli.main(arguments)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def assert_refused(path: Path, code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.parent.iterdir())
    for command in ([], ["check"]):
        got, out, error = run([*command, str(path)], capsys)
        assert got == code, error
        assert out == ""
        assert words.casefold() in error.casefold()
        assert error.startswith("weakties: ")
        assert error.count("\n") == 1
        assert "Traceback" not in error
    assert sorted(path.parent.iterdir()) == before


@pytest.mark.parametrize("name", BROKEN)
def test_broken_content_is_refused(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    content, code, words = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    assert_refused(tmp_path / name, code, words, capsys)


def absent(folder: Path) -> Path:
    return folder / "absent.zip"


def empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def link_to_nothing(folder: Path) -> Path:
    (folder / "link.csv").symlink_to(folder / "nowhere.csv")
    return folder / "link.csv"


def two_of_a_name(folder: Path) -> Path:
    (folder / "two.zip").write_bytes(doubled("Connections.csv"))
    return folder / "two.zip"


@pytest.mark.parametrize("make", [absent, empty_folder, pipe, link_to_nothing, two_of_a_name])
def test_broken_places_are_refused(make: Callable[[Path], Path], tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path = make(tmp_path)
    assert_refused(path, UNREADABLE, path.name, capsys)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf-16.csv", GOOD.encode("utf-16")),
        ("bom.csv", GOOD.encode("utf-8-sig")),
        ("crlf.csv", GOOD.replace("\n", "\r\n").encode()),
        ("one person.csv", f"{HEADER}\n{ROW}\n".encode()),
        ("double.zip.zip", archive(**{"inner.zip": zip_with("Connections.csv")})),
        ("odd ending.dat", zip_with("Connections.csv")),
        ("broken rows.csv", f"{GOOD}too,short\n{ROW},too,long\n".encode()),
        ("broken messages.zip", archive(**{"Connections.csv": GOOD, "messages.csv": "nonsense"})),
    ],
)
def test_what_is_only_odd_is_read(name, content, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(content)
    code, _, error = run([name, "--json", "-o", "results"], capsys)
    assert code == cli.DONE, error
    assert "Ana Ruiz" in (tmp_path / "results" / "people.csv").read_text("utf-8")


def test_a_column_given_twice_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twice.csv").write_text(f"{HEADER},Company\n{ROW},Other\n")
    code, _, error = run(["check", "twice.csv"], capsys)
    assert code == UNREADABLE
    assert "line 1: the header names company more than once" in error
