"""Which addresses are one person's, and whose mailbox or calendar it is."""

from collections import Counter

import pytest

from weakties.importers._acts.addresses import Names, id_of_address
from weakties.importers._acts.correspondents import Evidence, fits, full_name, join_addresses


def joined(people, together=()):
    """Groups of addresses that are one person's, of addresses with their names."""
    names, ids = Names(), {address: id_of_address(address) for address in people}
    for address, name in people.items():
        names.note(ids[address], name, own=True)
    one_id = join_addresses(ids, names, [[ids[one] for one in some] for some in together])
    groups: dict[str, list[str]] = {}
    for address, person in ids.items():
        if person in one_id:
            groups.setdefault(one_id[person], []).append(address)
    return [sorted(group) for group in groups.values()]


TWO = {"ana.ruiz@work.example": "Ana Ruiz", "aruiz@home.example": "Ruiz, Ana"}


def test_a_full_name_and_addresses_made_from_it() -> None:
    assert joined(TWO) == [sorted(TWO)]


@pytest.mark.parametrize(
    "other",
    [
        {"ana@home.example": "Ana Ruiz"},
        {"ruiz@home.example": "Ana Ruiz"},
        {"books@home.example": "Ana Ruiz"},
        {"ana.ruiz@home.example": "Ana"},
        {"ana.ruiz@home.example": "Ana Maria Ruiz"},
        {"bruiz@home.example": "Ana Ruiz"},
    ],
)
def test_anything_less_joins_nobody(other) -> None:
    assert joined({"ana.ruiz@work.example": "Ana Ruiz", **other}) == []


def test_offices_are_no_people() -> None:
    assert joined({f"customer.service@{one}.example": "Customer Service" for one in "ab"}) == []


def test_whoever_is_named_twice_in_one_letter_may_be_two() -> None:
    assert joined(TWO, together=[TWO]) == []
    assert joined(TWO, together=[["ana.ruiz@work.example"], ["aruiz@home.example"]]) == [
        sorted(TWO)
    ]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ana RUIZ", "ana ruiz"),
        ("Ruíz, Ana", "ana ruiz"),
        ("J. R. Ruiz", "j r ruiz"),
        ("Ana", ""),
        ("Ana R.", ""),
        ("Guest Room 1", ""),
        ("", ""),
    ],
)
def test_full_names(name, plain) -> None:
    assert full_name(name) == plain


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("ana.ruiz@x", True),
        ("a_ruiz@x", True),
        ("ruiza@x", True),
        ("RuizAna77@x".casefold(), True),
        ("ruiz@x", False),
        ("ana@x", False),
    ],
)
def test_addresses_made_from_a_name(address, made) -> None:
    assert fits("ana ruiz", address) == made


def evidence(sent=None, delivered=None, present=None, letters=0):
    known = Evidence(all=letters)
    for place, counts in (sent or {}).items():
        known.acting[place].update(counts)
    known.delivered = Counter(delivered or {})
    known.delivered_all = sum((delivered or {}).values())
    known.present = Counter(present or {})
    return known


def owners(known, names=None):
    return known.owners(names or Names())


def test_whoever_sent_what_is_in_folders_of_sent_letters() -> None:
    # One letter that somebody else sent in their name makes nobody the owner.
    known = evidence(sent={"": {"a": 60, "b": 30, "c": 1}}, delivered={"c": 99})
    assert owners(known) == [{"a", "b"}]


def test_two_accounts_of_one_name_are_one_persons() -> None:
    names = Names()
    for person in ("a", "b"):
        names.note(person, "Ana Ruiz", own=True)
    known = evidence(sent={"work": {"a": 9}, "home": {"b": 9}, "other": {"c": 9}})
    assert owners(known, names) == [{"a", "b"}, {"c"}]
    assert owners(known) == [{"a"}, {"b"}, {"c"}]


def test_where_most_letters_were_delivered() -> None:
    assert owners(evidence(delivered={"a": 6, "b": 4})) == [{"a"}]
    assert owners(evidence(delivered={"a": 5, "b": 5})) == []
    assert owners(evidence(delivered={"a": 4, "b": 3, "c": 3})) == []


def test_who_has_part_in_nearly_every_letter() -> None:
    assert owners(evidence(present={"a": 19, "b": 4}, letters=20)) == [{"a"}]
    assert owners(evidence(present={"a": 19, "b": 19}, letters=20)) == []
    assert owners(evidence(present={"a": 9, "b": 4}, letters=9)) == []
