"""Excel workbooks with a sheet of ties."""

import datetime as dt
import zipfile

import pandas as pd
import pytest

from weakties.errors import (
    MissingPackageError,
    NothingUsableError,
    ReadError,
    UnknownFormatError,
)
from weakties.importers import excel, identify, read, read_excel

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads workbooks")

NODEXL = {
    "Edges": [
        ["Graph Elements", None, "Visual Properties"],
        [
            *("Vertex 1", "Vertex 2", "Color", "Width", "Label", "Relationship"),
            *("Relationship Date (UTC)", "Tweet"),
        ],
        ["ana", "ben", 1, 2, None, "Mentions", dt.datetime(2026, 3, 2, 9, 15), "hi @ben"],
        ["ana", "ben", 1, 2, None, "Replies to", dt.datetime(2026, 3, 1), "x"],
        ["ana", "ana", 1, 2, None, "Tweet", None, "to all"],
        [None, None],
    ],
    "Vertices": [
        ["Graph Elements"],
        ["Vertex", "Color", "X", "Followers", "Description", "Add Your Own Columns Here"],
        ["ana", 1, 2.5, 31, "Librarian"],
        ["ben", 1, 2.5, 7, "mail ben@example.org"],
        ["chi", 1, 2.5, 0],
    ],
    "Overall Metrics": [["Graph Metric", "Value"], ["Vertices", 3]],
}


@pytest.fixture
def workbook(tmp_path):
    def make(sheets, name="network.xlsx"):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def said(found):
    return " ".join(found.provenance.warnings)


def test_nodexl(workbook):
    path = workbook(NODEXL)
    assert identify(path).name == "excel"
    found = read(path)
    assert found.people.index.tolist() == ["ana", "ben", "chi"]
    assert found.people["Followers"].tolist() == [31, 7, 0]
    assert found.people["Description"].fillna("").tolist() == ["Librarian", "", ""]
    assert found.people.columns.tolist() == ["label", "Description", "Followers"]
    assert rows_of(found, "kind", "start") == [
        ("ana", "ana", "Tweet", pd.NaT),
        ("ana", "ben", "Mentions", pd.Timestamp("2026-03-02 09:15")),
        ("ana", "ben", "Replies to", pd.Timestamp("2026-03-01")),
    ]
    assert not found.ties["directed"].any()
    assert read_excel(path, directed=True).ties["directed"].all()
    assert "Columns not read: Color, Width, Label, Tweet." in said(found)
    assert "Values left out because they hold an e-mail address: 1." in said(found)
    assert found.provenance.files == {"network.xlsx: Edges": 3, "network.xlsx: Vertices": 3}


def test_any_workbook_with_a_sheet_of_ties(workbook):
    sheets = {
        "Notes": [["about"], ["x"]],
        "Sheet2": [["from", "to", "count"], [1, 2.0, 2.5], ["01", "2", 1]],
    }
    found = read(workbook(sheets, name="renamed.zip"))
    assert rows_of(found, "weight") == [("01", "2", 1.0), ("1", "2", 2.5)]


def test_rows_that_cannot_be_used_are_counted_with_their_line(workbook):
    sheets = {"Edges": [["from", "to", "weight"], ["a", None, 1], ["a", "b", -1], ["a", "b", 2]]}
    found = read(workbook(sheets))
    assert found.provenance.dropped == {"no target": 1, "weight is not positive": 1}
    assert [one.line for one in found.provenance.problems] == [2, 3]


def test_a_workbook_without_one_sheet_of_ties(workbook):
    with pytest.raises(UnknownFormatError, match=r"no sheet has .* Call these columns source and"):
        read(workbook({"Sheet1": [["a", "b"], [1, 2]]}))
    ties = [["from", "to"], ["a", "b"]]
    with pytest.raises(UnknownFormatError, match=r"several sheets have .*\(one, two\)"):
        read(workbook({"one": ties, "two": ties}))
    with pytest.raises(NothingUsableError):
        read(workbook({"one": ties[:1]}))
    with pytest.raises(ReadError, match="sheet one, line 2: 2,001 columns"):
        read(workbook({"one": [ties[0], ["a", "b", *[None] * 1998, "x"]]}))


def replace_part(path, name, change):
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)


SHEET = "xl/worksheets/sheet1.xml"


def test_entities_are_refused(workbook):
    path = workbook(NODEXL)
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    replace_part(path, SHEET, lambda content: content.replace(b"<worksheet", bomb + b"<worksheet"))
    with pytest.raises(ReadError, match="declares a document type"):
        read(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[:100],
        lambda content: content[:0],
        lambda content: content.replace(b't="inlineStr"', b't="s"'),
        lambda content: content.replace(b"<v>", b"<v>999"),
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_damaged_workbooks_end_in_one_of_our_errors(workbook, change, part):
    path = workbook(NODEXL)
    replace_part(path, part, change)
    try:
        read(path)
    except (ReadError, NothingUsableError) as error:
        assert str(path) in str(error)  # noqa: PT017 (some changes leave a workbook that can be read)


def test_the_size_that_a_sheet_claims_is_not_believed(workbook):
    path = workbook(NODEXL)
    claim = b'<dimension ref="A1:XFD1048576" />'
    replace_part(path, SHEET, lambda content: content.replace(b'<dimension ref="A1:H5" />', claim))
    assert len(read(path).ties) == 3


def test_without_openpyxl_it_says_what_to_install(workbook, monkeypatch):
    path = workbook(NODEXL)
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'weakties\[excel\]'. Or save"):
        read(path)


def test_others(write_file):
    with pytest.raises(UnknownFormatError, match="not an Excel workbook"):
        excel.read_excel(write_file("from,to\na,b\n"))
