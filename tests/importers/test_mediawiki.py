"""Wikis as MediaWiki exports them."""

import bz2
import gzip
from pathlib import Path

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import read, read_mediawiki
from weakties.importers.mediawiki._pages import is_bot, is_visitor

STUB = "birdwiki-20240601-stub-meta-history.xml"


def test_who_edited_which_page_how_often_and_when(sample) -> None:
    found = read(sample("mediawiki-stub"))
    rows = found.memberships
    assert set(rows["kind"]) == {"page"}
    assert rows[["person", "focus", "weight"]].to_numpy().tolist() == [
        ["Ben Okafor", "Chaffinch", 1.0],
        ["Ana Ruiz", "Finch", 2.0],
        ["Ben Okafor", "Finch", 1.0],
        ["Ana Ruiz", "Project:Plan", 1.0],
        ["Chi Talbot", "Project:Plan", 1.0],
    ]
    ana = rows[(rows["person"] == "Ana Ruiz") & (rows["focus"] == "Finch")].iloc[0]
    assert (ana["start"], ana["end"]) == (
        pd.Timestamp("2024-05-01 10:00"),
        pd.Timestamp("2024-05-04 10:00"),
    )
    assert found.view == "sample"


def test_somebodys_talk_page_is_where_they_are_written_to(sample, acts_of) -> None:
    found = read(sample("mediawiki-stub"))
    written = [one for one in acts_of(found, "message") if one[1]]
    assert written == [
        ("Ben Okafor", ("Ana Ruiz",), "message"),
        ("Eve Lund", ("Dov",), "message"),
    ]


def test_other_talk_pages_are_places(sample) -> None:
    found = read(sample("mediawiki-stub"))
    talk = found.events[found.events["context"] == "Talk:Finch"]
    assert talk["actor"].to_list() == ["Ben Okafor", "Ana Ruiz", "Eve Lund"]
    ties = build_network(found, ties=["same_talk"]).ties
    assert ties.index.to_list() == [("Ana Ruiz", "Ben Okafor")]


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("mediawiki-stub")).provenance.dropped == {
        "edit: by a program": 2,
        "edit: by an account that is hidden": 1,
        "edit: by somebody without an account": 2,
        "edit: of a user's page, file, template or the like": 2,
        "message: to oneself": 1,
        "message: to somebody without an account": 1,
    }


def test_no_address_of_a_visitor_is_kept(sample) -> None:
    found = read(sample("mediawiki-stub"))
    assert sorted(found.people.index) == ["Ana Ruiz", "Ben Okafor", "Chi Talbot", "Dov", "Eve Lund"]
    assert not found.events["context"].str.contains("192").any()


def test_it_is_said_how_many_accounts_are_called_like_programs(sample) -> None:
    (warning,) = (
        one for one in read(sample("mediawiki-stub")).provenance.warnings if "programs" in one
    )
    assert warning.startswith("Left out as programs by their names: 2 accounts;")


def test_programs_are_kept_on_request(sample) -> None:
    found = read_mediawiki(sample("mediawiki-stub"), bots=True)
    assert {"ClueBot NG", "Citation bot"} <= set(found.people.index)
    assert "edit: by a program" not in found.provenance.dropped


@pytest.mark.parametrize(
    ("name", "program"),
    [
        *(
            (name, True)
            for name in (
                *("Citation bot", "ClueBot NG", "AnomieBOT", "Xqbot", "Luckas-bot", "Cydebot"),
                *("DangSunBot2", "TXiKiBoT", "A bot5", "TalbotBot", "A-lú-mih-bot"),
            )
        ),
        *(
            (name, False)
            for name in (
                *("Bottlenose", "Ana Ruiz", "Bo Tanner", "Abbots Langley", "Chi Talbot", "Talbot"),
                *("TALBOT", "talbot7", "ChiTalbot", "J.Abbot", "Chabot", "Botswana"),
            )
        ),
    ],
)
def test_names_of_programs(name: str, program: bool) -> None:
    assert is_bot(name) == program


@pytest.mark.parametrize(
    ("name", "visitor"),
    [
        *((one, True) for one in ("192.0.2.7", "2001:DB8::1", "192.0.2.xxx", "~2024-31-07")),
        *((one, False) for one in ("Ana", "192", "~Ana", "1.2.3")),
    ],
)
def test_names_of_visitors(name: str, visitor: bool) -> None:
    assert is_visitor(name) == visitor


def test_an_old_export_in_parts_says_namespaces_in_titles_alone(sample, acts_of) -> None:
    found = read(sample("mediawiki-2008"))
    assert sorted(found.memberships["focus"]) == ["Finch", "Finch", "Ratio: a history"]
    assert acts_of(found) == [
        ("Ben Okafor", (), "message"),
        ("Ana Ruiz", (), "message"),
        ("Ben Okafor", ("Ana Ruiz",), "message"),
    ]
    assert len(found.provenance.files) == 2


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_exports(sample, sample_members, tmp_path: Path, pack) -> None:
    path = tmp_path / "history.packed"
    path.write_bytes(pack(sample_members("mediawiki-stub")[STUB]))
    pd.testing.assert_frame_equal(
        read(path).memberships, read(sample("mediawiki-stub")).memberships
    )


def test_a_page_that_comes_twice_counts_once(sample, sample_members) -> None:
    again = {"again.xml": sample_members("mediawiki-stub")[STUB]}
    one, both = read(sample("mediawiki-stub")), read(sample("mediawiki-stub", again))
    pd.testing.assert_frame_equal(one.memberships, both.memberships)
    pd.testing.assert_frame_equal(one.events, both.events)
    assert both.provenance.dropped["page given again"] == 8


def test_current_pages_alone_are_said_to_be_so(write_file) -> None:
    edit = "<revision><contributor><username>Ana</username></contributor></revision>"
    pages = "".join(f"<page><title>{one}</title>{edit}</page>" for one in "AB")
    found = read(write_file(f"<mediawiki>{pages}</mediawiki>", name="pages.xml"))
    assert "stub-meta-history" in found.provenance.warnings[0]


def test_a_wiki_of_visitors(write_file) -> None:
    edit = "<revision><contributor><ip>192.0.2.7</ip></contributor></revision>"
    text = f"<mediawiki><page><title>A</title>{edit}</page></mediawiki>"
    with pytest.raises(NothingUsableError, match="by anybody with an account"):
        read(write_file(text, name="pages.xml"))


def test_a_dump_cut_short(sample_members, write_file) -> None:
    with pytest.raises(ReadError, match="ends in the middle"):
        read(write_file(sample_members("mediawiki-stub")[STUB][:-30], name="wiki.xml"))


def test_another_document(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no export of MediaWiki"):
        read_mediawiki(write_file("<wiki/>", name="wiki.xml"))
