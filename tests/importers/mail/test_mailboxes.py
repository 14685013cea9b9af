"""Names and addresses as programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.importers.mail._headers import parse_headers, text_of
from weakties.importers.mail._mailboxes import mailboxes

BEN = ("Ben Okafor", "ben@example.org")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ben Okafor <ben@example.org>", [BEN]),
        ("Ben Okafor <Ben@Example.ORG>", [BEN]),
        ('"Okafor, Ben" <ben@example.org>', [("Okafor, Ben", "ben@example.org")]),
        ("Okafor, Ben <ben@example.org>", [("Okafor, Ben", "ben@example.org")]),
        ("ben@example.org (Ben Okafor)", [BEN]),
        ("ben at example.org (Ben Okafor)", [BEN]),
        ("ben@example.org", [("", "ben@example.org")]),
        ("<ben@example.org>", [("", "ben@example.org")]),
        ("\"'Ben Okafor'\" <ben@example.org>", [BEN]),
        ('"ben@example.org" <ben@example.org>', [("ben@example.org", "ben@example.org")]),
        ('"Ben \\"B\\" Okafor" <ben@example.org>', [('Ben "B" Okafor', "ben@example.org")]),
        ("=?utf-8?B?QmVuIE9rYWZvcg==?= <ben@example.org>", [BEN]),
        ("=?iso-8859-1?q?Jos=E9?= =?iso-8859-1?q?_Vega?= <j@x.example>", [("José Vega", "j@x.example")]),
        ('"=?utf-8?Q?Vega=2C_Jos=C3=A9?=" <j@x.example>', [("Vega, José", "j@x.example")]),
        ("=?klingon?Q?Jos=E9?= <j@x.example>", [("José", "j@x.example")]),
        ("a@x.example, Ben Okafor <ben@example.org>; c@x.example",
         [("", "a@x.example"), BEN, ("", "c@x.example")]),
        ("undisclosed-recipients:;", []),
        ("Friends: a@x.example, b@x.example;", [("", "a@x.example"), ("", "b@x.example")]),
        ("Somebody without address, Ben Okafor <ben@example.org>", [BEN]),
        ("'ben'@example.org", [("", "ben'@example.org")]),
        ("Ben <ben@>, <@example.org>, <b en@example.org>", []),
        ("", []),
        ('"never closed <a@x.example>', [("never closed", "a@x.example")]),
    ],
)  # fmt: skip
def test_what_stands_in_a_field(text, found) -> None:
    assert list(mailboxes(text)) == found


@given(st.text(alphabet='ab@.,;:<>()"\\ \t=?é', max_size=60))
def test_any_text(text) -> None:
    for name, address in mailboxes(text):
        assert "@" in address
        assert isinstance(name, str)


def test_nested_brackets_take_no_time() -> None:
    assert list(mailboxes("(" * 100_000 + '"' * 100_000 + "<" * 100_000)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_that_should_have_been_encoded(encoding) -> None:
    block = "From: José Vega\r\n\t<j@x.example>\r\nSubject: x".encode(encoding)
    assert list(mailboxes(text_of(parse_headers(block), "from"))) == [("José Vega", "j@x.example")]


def test_a_field_twice_and_in_any_case() -> None:
    headers = parse_headers(b"TO: a@x.example\nto : b@x.example\nX: c@x.example\n")
    assert [address for _, address in mailboxes(text_of(headers, "to"))] == [
        "a@x.example",
        "b@x.example",
    ]
