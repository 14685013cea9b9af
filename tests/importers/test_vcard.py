"""Address books of vCards: people, groups, and what cards say of each other."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weakties import analyze
from weakties.connections import Connections
from weakties.errors import NothingUsableError, UnknownFormatError, WeakTiesError
from weakties.importers import read, read_vcard
from weakties.importers._acts.addresses import id_of_address


def card(*lines, version="4.0"):
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@pytest.fixture
def read_text(write_file):
    """Read the text of an address book."""
    return lambda text: read_vcard(write_file(text, name="contacts.vcf"))


def relations(found):
    """Who says to be what to whom."""
    names = found.people["label"]
    return {
        (names[one.source], names[one.target], one.kind)
        for one in found.ties.itertuples()
        if one.kind != "contact"
    }


def test_version_4_with_relations_between_cards(sample) -> None:
    found = read(sample("vcard-4"))
    assert relations(found) == {
        ("Ana Ruiz", "Ben Okafor", "colleague"),
        ("Ben Okafor", "Cy Ode", "friend"),
    }
    assert found.people.loc[id_of_address("ana@example.org"), "position"] == "PM, platform"
    assert set(found.memberships["focus"]) == {"Acme", "Book, wine", "Choir", "Neighbours"}
    assert found.provenance.dropped == {
        "card: not of a person": 1,
        "group: member without a card in the file": 1,
        "relation: to somebody without a card in the file": 1,
    }


def test_version_3_as_apple_writes_it(sample) -> None:
    found = read(sample("vcard-apple"))
    assert sorted(found.people["label"]) == ["Ben Ito", "Zoë van Dam", "you"]
    assert set(found.memberships["focus"]) == {"Choir", "Harbour Books", "Shops"}
    assert found.provenance.dropped == {"card: not of a person": 1, "relation: a name alone": 1}


def test_version_2_as_telephones_write_it(sample) -> None:
    found = read(sample("vcard-2"))
    assert sorted(found.people["label"]) == ["Cy Ode", "José Vega", "unnamed 1", "you"]


def test_a_relation_ties_two_contacts(sample) -> None:
    result = analyze(sample("vcard-4"))
    evidence = result.network.tie_table["evidence"]
    assert "declared" in set(evidence)


def test_cards_with_one_address_are_one_person(read_text) -> None:
    twice = card("FN:Ana Ruiz", "EMAIL:ana@example.org") + card(
        "FN:Ana R.", "EMAIL:ANA@example.org"
    )
    both = card("FN:A. Ruiz", "EMAIL:ana@example.org", "EMAIL:ana@home.example")
    found = read_text(twice + both)
    assert len(found.people) == 2
    assert found.provenance.duplicates == 2


def test_folds_line_ends_and_case_are_nothing(read_text) -> None:
    text = card("FN:Ana Ruiz", "EMAIL;TYPE=work:ana@example.org", "CATEGORIES:Choir")
    one = read_text(text)
    folded = text.replace("Ruiz", "Ru\n iz").replace("ana@", "an\n\ta@")
    lower = text.replace("FN", "fn").replace("EMAIL", "item1.Email").replace("VCARD", "vcard")
    for other in (folded, lower, text.replace("\n", "\r\n"), "\ufeff" + text):
        again = read_text(other)
        pd.testing.assert_frame_equal(one.people, again.people)
        pd.testing.assert_frame_equal(one.memberships, again.memberships)


@pytest.mark.parametrize("before", [0, *range(65_490, 65_506)])
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_a_fold_within_a_letter_does_not_break_it(tmp_path, before, end) -> None:
    text = card("NOTE:" + "x" * before, "FN:José Vega", version="3.0").encode()
    text = text.replace(b"\n", end).replace(b"\xc3\xa9", b"\xc3" + end + b" \xa9")
    file = tmp_path / "contacts.vcf"
    file.write_bytes(text)
    found = read_vcard(file)
    assert sorted(found.people["label"]) == ["José Vega", "you"]
    assert not any("UTF-8" in one for one in found.provenance.warnings)


@pytest.mark.parametrize("charset", ["klingon", "utf\0-8", ""])
def test_a_charset_that_nobody_knows(read_text, charset) -> None:
    found = read_text(
        card(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:Jos=C3=A9", version="2.1")
    )
    assert "José" in set(found.people["label"])


def test_a_card_that_is_cut_short_does_not_stop_the_rest(read_text) -> None:
    cut = card("FN:Dee Moss").removesuffix("END:VCARD\n")
    found = read_text(cut + card("FN:Ana Ruiz") + cut)
    assert sorted(found.people["label"]) == ["Ana Ruiz", "you"]
    assert found.provenance.dropped == {"card: cut short": 2}


def test_a_picture_of_any_size_is_passed_over(read_text) -> None:
    picture = "PHOTO;ENCODING=b:" + "A" * 3_000_000
    folded = "PHOTO;ENCODING=b:" + "\n ".join(["A" * 70] * 20_000)
    found = read_text(card(picture, folded, "FN:Ana Ruiz"))
    assert "Ana Ruiz" in set(found.people["label"])


def test_several_files(tmp_path) -> None:
    for name in ("Ana Ruiz", "Ben Ito"):
        (tmp_path / f"{name}.vcf").write_text(card(f"FN:{name}"))
    assert len(read(tmp_path).people) == 3


def test_cards_of_nobody(read_text) -> None:
    with pytest.raises(NothingUsableError, match="none of a person"):
        read_text(card("KIND:org", "FN:Acme"))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no vCard"):
        read_vcard(write_file("BEGIN:VCALENDAR\nEND:VCALENDAR\n", name="x.vcf"))


LINES = st.sampled_from(
    [
        *("FN:", "FN:Ana", "N:;;;", "N:a", "N:a;b;c;d;e;f", "ORG:;", "ORG:\\", "EMAIL:@", "EMAIL:a@b"),
        *("RELATED:urn:uuid:1", "UID:1", "UID:", "KIND:group", "MEMBER:1", "KIND:org", "TITLE:\\"),
        *("FN;ENCODING=QUOTED-PRINTABLE:=", "=41=", "FN;CHARSET=klingon;QUOTED-PRINTABLE:=FF", " x"),
        "FN;CHARSET=utf\0-8;ENCODING=QUOTED-PRINTABLE:=FF",
        *("BEGIN:VCARD", "END:VCARD", ":", ";", ";;:", "", "item1.", ".EMAIL:c@d", "CATEGORIES:,,\\,"),
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(LINES, max_size=12))
def test_any_lines(tmp_path_factory, lines) -> None:
    path = tmp_path_factory.getbasetemp() / "any.vcf"
    path.write_text(card(*lines) + card("FN:Ben", *lines))
    try:
        found = read(path)
    except WeakTiesError:
        return
    assert isinstance(found, Connections)


def test_an_address_that_a_family_shares_is_nobodys(read_text) -> None:
    cards = [
        card("FN:Ana Ruiz", "EMAIL:home@example.org", "RELATED;TYPE=kin:mailto:home@example.org"),
        card("FN:Ben Ruiz", "EMAIL:home@example.org"),
    ]
    for order in (cards, cards[::-1]):
        found = read_text("".join(order))
        assert list(found.people.index) == ["Ana Ruiz", "Ben Ruiz", "you"]
        assert relations(found) == set()


@pytest.mark.parametrize(
    "types",
    ["TYPE=friend;TYPE=Colleague", 'TYPE="colleague,friend"', 'X="a:b";TYPE=friend,colleague'],
)
def test_several_types_of_one_relation_are_one_tie(read_text, types) -> None:
    found = read_text(card("FN:Ana", f"RELATED;{types}:urn:uuid:2") + card("FN:Ben", "UID:2"))
    assert relations(found) == {("Ana", "Ben", "colleague, friend")}
