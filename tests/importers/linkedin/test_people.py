"""Connections.csv in the shapes of all years."""

import pandas as pd
import pytest

from weakties.errors import NothingUsableError, ReadError
from weakties.importers import read

TODAY = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
BEFORE_2023 = "First Name,Last Name,Email Address,Company,Position,Connected On"


def contacts(found):
    return found.people.drop(index=found.owner)


def test_the_shape_of_today(write_file, invented):
    found = read(write_file(invented.connections([*invented.CONTACTS, invented.HIDDEN])))
    assert list(contacts(found).index) == [
        "al-ito",
        "bo-1",
        "ines-okafor-3b2a",
        "maraquill",
        "zoë-van-dam",
    ]
    ines = found.people.loc["ines-okafor-3b2a"]
    assert ines["label"] == "Inés Okafor, PhD"
    assert ines["company"] == "Northwind, Inc."
    assert ines["position"] == 'Engineer "Platform"'
    assert ines["connected_on"] == pd.Timestamp("2026-02-08")
    assert found.people.loc["bo-1", "label"] == "Bo"
    assert found.people.loc["bo-1", "company"] is None
    assert found.provenance.hidden == 1
    assert found.provenance.files == {"Connections.csv": 6}
    assert not found.provenance.dropped
    assert not found.provenance.problems
    assert found.view == "ego"
    assert found.owner == "owner"


def test_ties_are_the_owners_alone(write_file, invented):
    found = read(write_file(invented.connections()))
    assert set(found.ties["source"]) == {"owner"}
    assert list(found.ties["target"]) == sorted(contacts(found).index)
    assert found.ties["start"].to_list() == contacts(found)["connected_on"].to_list()
    assert set(found.ties["evidence"]) == {"declared"}


def test_employer_and_position_become_memberships(write_file, invented):
    found = read(write_file(invented.connections()))
    rows = found.memberships[["person", "focus", "kind"]].to_numpy().tolist()
    assert ["al-ito", "Contoso", "employer"] in rows
    assert ["bo-1", "Librarian", "position"] in rows
    assert len(rows) == 8


def test_no_email_address_is_kept(write_file, invented):
    found = read(write_file(invented.connections()))
    tables = (found.people.reset_index(), found.ties, found.events, found.memberships)
    assert not any("@" in table.to_csv() for table in tables)
    assert "@" not in repr(found.provenance)


@pytest.mark.parametrize("preamble", [True, False])
def test_the_shapes_before_addresses_were_listed(write_file, invented, preamble):
    text = f"{BEFORE_2023}\nAna,Ruiz,,Northwind,Engineer,08 Feb 2019\n"
    found = read(write_file((invented.PREAMBLE if preamble else "") + text))
    assert list(contacts(found).index) == ["name:ana ruiz"]
    assert found.people.loc["name:ana ruiz", "company"] == "Northwind"


ENCODINGS = {
    "utf-8": (lambda text: text.encode(), 0),
    "utf-8 with mark": (lambda text: text.encode("utf-8-sig"), 0),
    "utf-16": (lambda text: text.encode("utf-16"), 0),
    "windows-1252": (lambda text: text.encode("cp1252"), 1),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_spreadsheets_change_encoding_separator_and_line_ends(
    write_file, invented, encoding, separator, newline
):
    encode, warnings = ENCODINGS[encoding]
    rows = [
        ("Inés", "O'Hara; née Büge", invented.profile("ines"), "", "A, B; C", "", "08 Feb 2026")
    ]
    text = invented.table(invented.CONNECTIONS, rows, separator=separator, newline=newline)
    found = read(write_file(encode(text)))
    assert found.people.loc["ines", "label"] == "Inés O'Hara; née Büge"
    assert found.people.loc["ines", "company"] == "A, B; C"
    assert len(found.provenance.warnings) == warnings


def test_a_spreadsheet_pads_the_preamble(write_file):
    text = (
        "\ufeffNotes:;;;;;;\r\n"
        '"When exporting your connection data, some are missing.";;;;;;\r\n'
        ";;;;;;\r\n"
        f"{TODAY.replace(',', ';')}\r\n"
        "Ana;Ruiz;https://www.linkedin.com/in/ana;;Northwind;;4-Apr-21\r\n"
        ";;;;;;\r\n"
    )
    found = read(write_file(text))
    assert found.people.loc["ana", "connected_on"] == pd.Timestamp("2021-04-04")
    assert not found.provenance.dropped
    assert found.provenance.hidden == 0


@pytest.mark.parametrize(
    "header",
    [
        "first name,LAST_NAME,url,E-mail,Company,position,connected on",
        '"First Name","Last Name","URL","Email Address","Company","Position","Connected On"',
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
    ],
)
def test_columns_are_known_by_name(write_file, header):
    found = read(write_file(f"{header}\nAna,Ruiz,linkedin.com/in/ana,,Northwind,,08 Feb 2026\n"))
    assert found.people.loc["ana", "company"] == "Northwind"
    assert found.people.loc["ana", "connected_on"] == pd.Timestamp("2026-02-08")


def test_columns_may_change_places(write_file):
    header = "Connected On,URL,Company,Last Name,First Name"
    found = read(write_file(f"{header}\n08 Feb 2026,linkedin.com/in/ana,X,Ruiz,Ana\n"))
    assert found.people.loc["ana"].to_list() == ["Ana Ruiz", "X", None, pd.Timestamp("2026-02-08")]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/Ana-Ruiz/",
        "http://de.linkedin.com/in/ana-ruiz?trk=x",
        "www.linkedin.com/in/ana%2Druiz",
        "https://linkedin.com/in/ANA-RUIZ#about",
    ],
)
def test_one_profile_has_one_id(write_file, address):
    found = read(write_file(f"{TODAY}\nAna,Ruiz,{address},,,,08 Feb 2026\n"))
    assert "ana-ruiz" in found.people.index


def test_rows_of_one_profile_are_one_contact(write_file):
    row = "Ana,Ruiz,https://www.linkedin.com/in/ana,,Northwind,,08 Feb 2026\n"
    found = read(write_file(f"{TODAY}\n{row}{row}{row.replace('in/ana', 'in/ben')}"))
    assert list(contacts(found).index) == ["ana", "ben"]
    assert found.provenance.duplicates == 1


def test_people_of_one_name_stay_apart_in_an_order_of_their_own(write_file):
    rows = ["Ana,Ruiz,,B,,08 Feb 2019", "Ana,Ruiz,,A,,09 Feb 2019", "Ana,Ruiz,,A,,08 Feb 2019"]
    there = read(write_file("\n".join([BEFORE_2023, *rows])))
    back = read(write_file("\n".join([BEFORE_2023, *reversed(rows)])))
    assert list(contacts(there).index) == ["name:ana ruiz", "name:ana ruiz#2", "name:ana ruiz#3"]
    assert contacts(there)["company"].to_list() == ["A", "A", "B"]
    pd.testing.assert_frame_equal(there.people, back.people)


def test_an_address_without_name_is_shown_by_its_slug(write_file):
    found = read(write_file(f"{TODAY}\n,,https://www.linkedin.com/in/ana,,,,08 Feb 2026\n"))
    assert found.people.loc["ana", "label"] == "ana"


def test_members_without_name_are_counted_and_are_nobody(write_file):
    rows = [
        "Ana,Ruiz,linkedin.com/in/ana,,,,",
        ",,,,,,08 Feb 2026",
        "LinkedIn,Member,,,,,07 Feb 2026",
    ]
    found = read(write_file("\n".join([TODAY, *rows])))
    assert list(contacts(found).index) == ["ana"]
    assert found.provenance.hidden == 2


def test_an_address_elsewhere_leaves_the_name(write_file):
    found = read(write_file(f"{TODAY}\nAna,Ruiz,https://example.org/ana,,,,08 Feb 2026\n"))
    assert list(contacts(found).index) == ["name:ana ruiz"]
    (problem,) = found.provenance.problems
    assert (problem.line, problem.found) == (2, "https://example.org/ana")


DATES = {
    "04 Apr 2021": "2021-04-04",
    "4-Apr-21": "2021-04-04",
    "04-Apr-2021": "2021-04-04",
    "2021-04-04": "2021-04-04",
    "04/28/2021": "2021-04-28",
    "4/28/21": "2021-04-28",
    "28/04/2021": "2021-04-28",
    "4/4/2021": "2021-04-04",
    "04.05.2021": "2021-05-04",
    "17 Sept 2015": "2015-09-17",
    "03 Okt 2015": "2015-10-03",
    "1 May 2005": "2005-05-01",
    "Apr 4, 2021": "2021-04-04",
}


@pytest.mark.parametrize("written", DATES)
def test_dates_of_all_sources(write_file, written):
    found = read(write_file(f'{TODAY}\nAna,Ruiz,linkedin.com/in/ana,,,,"{written}"\n'))
    assert found.people.loc["ana", "connected_on"] == pd.Timestamp(DATES[written])
    assert not found.provenance.warnings


def test_one_row_decides_for_the_column(write_file):
    rows = ["Ana,,linkedin.com/in/ana,,,,04/05/2021", "Ben,,linkedin.com/in/ben,,,,04/28/2021"]
    found = read(write_file("\n".join([TODAY, *rows])))
    assert found.people.loc["ana", "connected_on"] == pd.Timestamp("2021-04-05")
    rows[1] = rows[1].replace("04/28", "28/04")
    found = read(write_file("\n".join([TODAY, *rows])))
    assert found.people.loc["ana", "connected_on"] == pd.Timestamp("2021-05-04")


def test_day_and_month_are_never_guessed(write_file):
    rows = ["Ana,,linkedin.com/in/ana,,,,04/05/2021", "Ben,,linkedin.com/in/ben,,,,1/2/20"]
    found = read(write_file("\n".join([TODAY, *rows])))
    assert found.people["connected_on"].isna().all()
    (warning,) = found.provenance.warnings
    assert "2 date(s)" in warning
    assert "2 date(s)" in warning


@pytest.mark.parametrize(
    "written", ["31 Feb 2021", "soon", "32/13/2021", "0000-00-00", "8 Xyz 2021"]
)
def test_no_date_is_unknown_and_reported(write_file, written):
    found = read(write_file(f"{TODAY}\nAna,Ruiz,linkedin.com/in/ana,,,,{written}\n"))
    assert pd.isna(found.people.loc["ana", "connected_on"])
    (problem,) = found.provenance.problems
    assert (problem.file, problem.line, problem.found) == ("Connections.csv", 2, written)
    assert len(found.provenance.warnings) == 1


def test_without_dates_people_remain(write_file):
    found = read(write_file("First Name,Last Name,URL\nAna,Ruiz,linkedin.com/in/ana\n"))
    assert pd.isna(found.people.loc["ana", "connected_on"])
    assert "Connected On" in found.provenance.warnings[0]


def test_rows_with_other_numbers_of_fields_are_left_out_and_named(write_file):
    rows = [
        "Ana,Ruiz,https://www.linkedin.com/in/ana,,Acme, Inc.,Boss,08 Feb 2026",
        "Ben,Ost,https://www.linkedin.com/in/ben,,,,08 Feb 2026",
        "Chi,Lo,https://www.linkedin.com/in/ch",
    ]
    found = read(write_file("\n".join([TODAY, *rows])))
    assert list(contacts(found).index) == ["ben"]
    assert found.provenance.dropped == {"wrong number of fields": 2}
    shown = [(problem.line, problem.found) for problem in found.provenance.problems]
    assert shown == [(2, "8 fields, not 7"), (4, "3 fields, not 7")]


def test_fields_of_several_lines_do_not_shift_line_numbers(write_file, invented):
    row = 'Ana,Ruiz,https://www.linkedin.com/in/ana,,"North\nwind",,08 Feb 2026\n'
    found = read(write_file(f"{invented.PREAMBLE}{TODAY}\n{row}too,short\n"))
    assert found.people.loc["ana", "company"] == "North\nwind"
    (problem,) = found.provenance.problems
    assert problem.line == 7


def test_a_stray_quotation_mark_takes_one_row_with_it(write_file):
    row = "{0},,https://www.linkedin.com/in/{0},,{1},,08 Feb 2026\n"
    names = [f"p{number}" for number in range(40)]
    text = "".join(row.format(name, '"Acme' if name == "p3" else "Acme") for name in names)
    found = read(write_file(f"{TODAY}\n{text}"))
    assert len(contacts(found)) == 39
    assert found.provenance.dropped == {"stray quotation mark": 1}
    assert found.provenance.problems[0].line == 5


def test_two_stray_marks_that_fit_together_join_no_two_rows(write_file):
    text = (
        'Ana,,https://www.linkedin.com/in/ana,,"Acme,,08 Feb 2026\n'
        'Ben,,https://www.linkedin.com/in/ben,,Acme",Boss,08 Feb 2026\n'
        "Chi,,https://www.linkedin.com/in/chi,,,,08 Feb 2026\n"
    )
    found = read(write_file(f"{TODAY}\n{text}"))
    assert list(contacts(found).index) == ["ben", "chi"]
    assert found.provenance.dropped == {"stray quotation mark": 1}


def test_a_nul_byte_takes_one_row_with_it(write_file):
    text = "Ana,,linkedin.com/in/a\0na,,,,08 Feb 2026\nBen,,linkedin.com/in/ben,,,,08 Feb 2026\n"
    found = read(write_file(f"{TODAY}\n{text}"))
    assert list(contacts(found).index) == ["ben"]
    assert found.provenance.dropped == {"NUL byte in the row": 1}


def test_one_damaged_byte_spoils_one_letter(write_file):
    text = f"{TODAY}\nZoë,Büge,linkedin.com/in/zoe,,Café,,08 Feb 2026\n"
    found = read(write_file(text.encode().replace(b"Caf\xc3\xa9", b"Caf\xe9")))
    assert found.people.loc["zoe", ["label", "company"]].to_list() == ["Zoë Büge", "Caf\ufffd"]
    assert "1 damaged character" in found.provenance.warnings[0]


def test_one_person_is_enough(write_file):
    assert (
        len(contacts(read(write_file(f"{TODAY}\nAna,Ruiz,linkedin.com/in/ana,,,,08 Feb 2026"))))
        == 1
    )


def test_files_joined_with_their_headers(write_file):
    row = "{0},,linkedin.com/in/{0},,,,08 Feb 2026\n"
    found = read(write_file(f"{TODAY}\n{row.format('ana')}{TODAY}\n{row.format('ben')}"))
    assert list(contacts(found).index) == ["ana", "ben"]


@pytest.mark.parametrize("rest", ["", "\n", ",,,,,,08 Feb 2026\n", "a,b\n"])
def test_a_list_without_contacts_is_an_error(write_file, rest):
    with pytest.raises(NothingUsableError, match="no contact"):
        read(write_file(f"{TODAY}\n{rest}"))


def test_without_header_the_message_names_the_columns(write_file):
    text = "Ana,Ruiz,https://www.linkedin.com/in/ana,ana@example.org,,,08 Feb 2026\n"
    with pytest.raises(ReadError, match="no header row with First Name, Last Name") as caught:
        read(write_file(text))
    assert "example.org" not in str(caught.value)


def test_a_header_that_names_a_column_twice_is_refused(write_file):
    with pytest.raises(ReadError, match="line 1: the header names company more than once"):
        read(write_file(f"{TODAY},Company\nAna,Ruiz,linkedin.com/in/ana,,A,,08 Feb 2026,B\n"))


def test_a_header_of_a_million_columns_is_refused(write_file):
    with pytest.raises(ReadError, match="1,000,007 columns"):
        read(write_file(TODAY + "," + ",".join(["x"] * 1_000_000) + "\n"))


def test_a_row_of_a_million_fields_is_left_out(write_file):
    row = "Ana,,linkedin.com/in/ana,,,,08 Feb 2026\n"
    found = read(write_file(f"{TODAY}\n{row}{'x,' * 1_000_000}\n"))
    assert found.provenance.dropped == {"wrong number of fields": 1}


def test_a_line_without_end_is_refused(write_file):
    with pytest.raises(ReadError, match="line 2: over 16,777,216 characters"):
        read(write_file(f"{TODAY}\nAna,{'x' * (1 << 24)}\n"))


def test_the_slug_owner_is_not_the_owner(write_file):
    found = read(write_file(f"{TODAY}\nAna,,linkedin.com/in/owner,,,,08 Feb 2026\n"))
    assert list(contacts(found).index) == ["owner"]
    assert found.owner == "owner#"


def test_addresses_of_mail_in_other_columns_are_left_out_and_counted(write_file):
    rows = [
        "Bob,bob@y.com,https://www.linkedin.com/in/bob,,me@corp.com,Head (a.b@c.org) of IT,08 Feb 2026",
        "Ann,Oh,https://www.linkedin.com/in/ann,ann@z.com,Acme,Engineer @ Acme.io,08 Feb 2026",
        "cy@z.com,,,,,,08 Feb 2026",
    ]
    found = read(write_file("\n".join([TODAY, *rows, ""])))
    columns = ["label", "company", "position"]
    assert contacts(found)[columns].to_numpy().tolist() == [
        ["Ann Oh", "Acme", "Engineer @ Acme.io"],
        ["Bob", None, "Head of IT"],
    ]
    assert found.provenance.hidden == 1
    (warning,) = found.provenance.warnings
    assert "4 e-mail address(es)" in warning
    assert "@" not in warning


@pytest.mark.parametrize(
    ("written", "month"),
    [
        *(("05-ene-26", 1), ("5 févr. 2026", 2), ("05-mrt-26", 3), ("05/abr/26", 4)),
        *(("05-mag-26", 5), ("5 juin 2026", 6), ("5 juil. 2026", 7), ("5-août-26", 8)),
        *(("05-set-26", 9), ("05-out-26", 10), ("5 septiembre 2026", 9), ("05-dic-26", 12)),
    ],
)
def test_months_as_spreadsheets_of_other_languages_write_them(write_file, written, month) -> None:
    header = "First Name,Last Name,Email Address,Company,Position,Connected On"
    found = read(write_file(f"{header}\nAna,Ruiz,,,,{written}\n", name="Connections.csv"))
    assert found.ties["start"].to_list() == [pd.Timestamp(2026, month, 5)]


def test_telephone_numbers_in_names_companies_and_positions_are_not_kept(write_file) -> None:
    header = "First Name,Last Name,Email Address,Company,Position,Connected On"
    row = 'Ana,Ruiz +44 7700 900123,,020 7946 0018,"Broker | +1 415 555 0100",08 Feb 2026'
    found = read(write_file(f"{header}\n{row}\n", name="Connections.csv"))
    (ana,) = (one for one in found.people.index if one.startswith("name:"))
    shown = found.people.loc[ana, ["label", "company", "position"]].to_list()
    assert shown == ["Ana Ruiz", None, "Broker"]
    assert any(
        "3 e-mail address(es) or telephone number(s)" in w for w in found.provenance.warnings
    )
