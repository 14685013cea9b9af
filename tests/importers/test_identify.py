"""What a file is follows from its content, and a wrong file gets a useful message."""

import zipfile
from importlib import metadata

import pytest

from weakties.errors import NotFoundError, NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import FORMATS, identify, read

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def test_every_format_says_what_it_is_and_where_to_get_it():
    for name, entry in FORMATS.items():
        assert entry.name == name
        assert entry.title
        assert entry.how_to_get
        assert set(entry.gives) <= {"ties", "events", "memberships"}


def test_what_a_format_needs_is_an_extra_of_the_package():
    extras = {
        name.casefold() for name in metadata.metadata("weakties").get_all("Provides-Extra") or ()
    }
    assert {entry.extra for entry in FORMATS.values() if entry.extra} <= extras


def test_linkedin_by_content_not_by_name(write_file, write_zip, invented, tmp_path):
    folder = tmp_path / "unzipped"
    folder.mkdir()
    path = write_zip(invented.members(), name="renamed.pdf")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    alone = write_file(invented.connections(), name="contacts.dat")
    assert {identify(one).name for one in (path, folder, alone)} == {"linkedin"}


def test_a_list_of_contacts_without_header_is_still_linkedins(write_file):
    rows = "Ana,Ruiz,https://www.linkedin.com/in/ana,,,,08 Feb 2026\n" * 3
    assert identify(write_file(rows)).name == "linkedin"


OTHERS = {
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "an old Excel or Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "an SQLite database": b"SQLite format 3\0",
    "an HTML page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "an XML document": b'\xef\xbb\xbf<?xml version="1.0"?><a/>',
    "JSON": b'{"a": [1, 2]}',
    "binary data": b"\0\1\2\3" * 50,
    "UTF-16 text without byte order mark": "First Name,Last Name".encode("utf-16-le"),
    "a tar archive": b"x" * 257 + b"ustar\0",
}


@pytest.mark.parametrize("what", OTHERS)
@pytest.mark.parametrize("name", ["Connections.csv", "archive.zip", "edges.txt"])
def test_other_files_are_named(write_file, what, name):
    with pytest.raises(UnknownFormatError, match=what) as caught:
        read(write_file(OTHERS[what], name=name))
    assert name in str(caught.value)
    assert "'weakties formats' lists" in str(caught.value)


#: What is no format of ours: what it is called, and what to do about it.
NOT_READ = {
    "report.7z": (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive. Unpack it"),
    "report.rar": (b"Rar!\x1a\x07", "a RAR archive. Unpack it"),
    "report.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save its sheet as .xlsx or CSV"),
    "letter.msg": (
        b"\xd0\xcf\x11\xe0" + bytes(99) + "__substg1.0_0E".encode("utf-16-le"),
        r"a letter of Outlook \(MSG\). Save letters as .eml",
    ),
    "pubmed.nbib": (b"PMID- 12\nAU  - Ito A\nAU  - Okafor I\n", "PubMed. Open them in a reference"),
    "list.enw": (b"%0 Journal Article\n%A Ito, A.\n", "EndNote. Open them in a reference"),
    "contacts.csv": (
        b"First Name,Last Name,Company,Job Title,E-mail Address,Categories\nAna,Ruiz,A,B,,C\n",
        "looks like a table of people",
    ),
    "paper.pdf": (b"%PDF-1.7\n", "Give the table or export behind it"),
    "photo.heic": (b"\0\0\0\x18ftypheic", "an image, sound or film"),
    "graph.gt": ("⛾ gt".encode() + bytes(9), "save it as GraphML"),
    "data.sav": (b"$FL2@(#) SPSS", "Save its table of ties as CSV"),
    "mail.pst": (b"!BDN" + bytes(600), "a mailbox of Outlook"),
    "empty.json": (b"{}", "JSON without anything in it"),
    "note.json": (b'{"cells": [], "metadata": {}}', "JSON with cells, metadata"),
    "list.json": (b"[1, 2]", "JSON: a list of 2"),
    "saved page.html": (
        b"<!DOCTYPE html><html><title>(3) Ana Ruiz | LinkedIn</title></html>",
        "called like LinkedIn data archive.* Get a copy of your data",
    ),
    "slack.html": (b"<!DOCTYPE html><html></html>", "called like Slack export"),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_is_not_read_is_named_with_the_next_step(write_file, name):
    content, words = NOT_READ[name]
    with pytest.raises(UnknownFormatError, match=words) as caught:
        read(write_file(content, name=name))
    assert name in str(caught.value)
    assert "'weakties formats' lists" in str(caught.value)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("word/document.xml", "a Word document; save its table as CSV"),
        ("ppt/presentation.xml", "a PowerPoint document"),
        ("Project_xml", "in Gephi: File, Export, Graph file, GEXF"),
        ("mimetype", "an OpenDocument file"),
    ],
)
def test_documents_that_are_zips_are_named(write_zip, member, words):
    with pytest.raises(UnknownFormatError, match=words):
        read(write_zip({member: "<x/>", "content.xml": "<x/>"}))


def test_what_to_do_is_said_once(write_zip):
    members = {"messages.html": "<html>", "css/style.css": ""}
    with pytest.raises(UnknownFormatError) as caught:
        read(write_zip(members, name="telegram.zip"))
    assert str(caught.value).count("Machine-readable JSON") == 1


def test_a_document_is_to_be_saved_as_csv(write_zip):
    path = write_zip({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}, name="a.xlsb")
    with pytest.raises(UnknownFormatError, match="save its sheet as CSV"):
        read(path)


def test_the_only_file_of_an_archive_is_described_by_what_it_is(write_zip):
    page = b"<!DOCTYPE html><html><body>Sign in</body></html>"
    words = r"a zip whose only file, Connections\.csv, is an HTML page"
    with pytest.raises(UnknownFormatError, match=words):
        read(write_zip({"Connections.csv": page}))


def test_other_archives_are_described_by_what_they_hold(write_zip):
    with pytest.raises(UnknownFormatError, match=r"a zip holding channels\.json, users\.json"):
        read(write_zip({"users.json": "[]", "channels.json": "[]"}))


def test_an_empty_folder_and_an_empty_zip(tmp_path, write_zip):
    with pytest.raises(UnknownFormatError, match="a folder without any file"):
        read(tmp_path)
    with pytest.raises(UnknownFormatError, match="a zip without any file"):
        read(write_zip({}))


def test_an_unknown_format_name(write_file):
    with pytest.raises(NotFoundError, match="linkedin"):
        read(write_file(HEADER), format="linkdin")


def test_a_format_that_is_asked_for_but_not_there(write_file):
    with pytest.raises(UnknownFormatError, match="nothing of LinkedIn's"):
        read(write_file("a,b\n1,2\n"), format="linkedin")


def test_an_archive_of_the_profile_alone_says_what_to_ask_for(write_zip, invented):
    members = invented.members()
    path = write_zip({name: members[name] for name in ("Profile.csv", "Positions.csv")})
    with pytest.raises(NothingUsableError, match="Get a copy of your data") as caught:
        read(path)
    assert "Profile.csv" in str(caught.value)


def test_messages_alone_name_no_contact(write_file, invented):
    with pytest.raises(NothingUsableError, match=r"lacks Connections\.csv"):
        read(write_file(invented.members()["messages.csv"], name="messages.csv"))


def test_a_pdf_in_place_of_the_contacts(write_zip, invented):
    path = write_zip({**invented.members(), "Connections.csv": OTHERS["a PDF document"]})
    with pytest.raises(ReadError, match=r"no header row .* it is a PDF document"):
        read(path)


def test_empty_contacts_in_an_archive(write_zip):
    with pytest.raises(ReadError, match=r"Connections\.csv has no header row .* line 1 is empty"):
        read(write_zip({"Connections.csv": ""}))


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "From,From,Date,Conversation ID\n"])
def test_another_table_that_is_broken_does_not_stop_the_rest(write_zip, invented, content):
    found = read(write_zip({**invented.members(), "messages.csv": content}))
    assert len(found.people) == 6
    assert set(found.events["kind"]) == {"invitation"}
    (warning,) = found.provenance.warnings
    assert warning.startswith("messages.csv")
    assert warning.endswith("It was left out.")


def test_two_archives_in_one_folder(tmp_path, invented):
    for year in ("2024", "2025"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "Connections.csv").write_text(invented.connections())
    with pytest.raises(ReadError, match="2 archives"):
        read(tmp_path)


@pytest.mark.parametrize("folder", ["", "Basic_LinkedInDataExport_01-15-2026/", "a/"])
@pytest.mark.parametrize("rename", [str, str.upper, lambda name: name.replace(".csv", "(1).csv")])
def test_an_extra_folder_and_other_spellings(write_zip, invented, folder, rename):
    members = {folder + rename(name): text for name, text in invented.members().items()}
    members[f"{folder}Jobs/Job Applications.csv"] = "Application Date\n"
    found = read(write_zip(members, name="Basic_LinkedInDataExport_01-15-2026.zip.zip"))
    assert len(found.people) == 6
    assert len(found.events) == 5
    assert len(found.provenance.files) == 5


def test_progress_is_told(write_zip, invented):
    told = []
    read(write_zip(invented.members()), progress=lambda *step: told.append(step))
    assert [(done, total) for _, done, total in told] == [(number, 4) for number in range(5)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (",ana,ben\nana,0,1\nben,1\n", "looks like a matrix"),
        (",age,size\nana,30,160\nben,41,178\n", "may be a matrix or a table of people"),
        ("name,age\nana,30\nben,40\n", "looks like a table of people"),
        ("name,club\nana,choir\nben,choir\n", "which groups.* leave the first cell .* empty"),
        ("name,club\nana,choir\nben,choir\n", "beside that: weakties FILE --people TABLE"),
        ("ana,ben\ncai,dan\n", "nobody comes up twice.* give it a header with source and target"),
        ("\n \n", "only blank lines"),
    ],
)
def test_text_that_is_nearly_a_list_of_ties_is_explained(write_file, text, why):
    with pytest.raises(UnknownFormatError, match=why) as caught:
        read(write_file(text, name="ties.csv"))
    assert "'weakties formats' lists" in str(caught.value)
