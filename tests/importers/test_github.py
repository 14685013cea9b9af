"""Archives of accounts and organisations on GitHub."""

import io
import tarfile

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import read, read_github
from weakties.importers.github._threads import login_of, repository_of


@pytest.mark.parametrize(
    ("address", "login"),
    [
        ("https://github.com/ana", "ana"),
        ("https://github.com/ana/", "ana"),
        ("https://github.com/ghost", ""),
        ("https://github.com/apps/robot", ""),
        ("https://github.com/robot[bot]", ""),
        (None, ""),
        ({}, ""),
    ],
)
def test_logins(address, login) -> None:
    assert login_of(address) == login


def test_repositories() -> None:
    assert repository_of("https://github.com/ana/shelf/issues/1") == "ana/shelf"
    assert repository_of("https://github.com/ana/issues/pull/1#c") == "ana/issues"
    assert repository_of("https://github.com/ana") == ""


def test_answers_reviews_and_reactions(sample, acts_of) -> None:
    found = read(sample("github-account"))
    assert [one for one in acts_of(found) if one[1]] == [
        ("cy", ("ben-o",), "reaction"),
        ("cy", ("ben-o",), "reply"),
        ("ana", ("ben-o",), "reply"),
        ("ben-o", ("cy",), "reply"),
        ("ben-o", ("cy",), "reply"),
        ("ana", ("ben-o",), "reply"),
    ]
    assert len(acts_of(found, "message")) == 8
    review = found.events[(found.events["kind"] == "reply") & (found.events["actor"] == "ben-o")]
    assert review["time"].iloc[0] == pd.Timestamp("2024-05-03 12:00")
    assert set(found.events["context"]) == {"ana/shelf", "ana/birds"}


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("github-account")).provenance.dropped == {
        "post: by a program, or an account that is gone": 2,
        "reply: to what is not in the archive, or to nobody": 1,
        "user: a program, or an account that is gone": 1,
    }


def test_whoever_owns_all_repositories_is_the_owner(sample) -> None:
    found = read(sample("github-account"))
    assert (found.owner, found.view) == ("ana", "ego")
    assert found.people.loc["ana", "company"] == "Northwind"
    ties = build_network(found).ties
    assert ties.loc[("ben-o", "cy"), "rules"] == "addressed; same_talk"


def test_an_organisation_is_nobody(sample) -> None:
    found = read(sample("github-organisation"))
    assert (found.owner, found.view) == (None, "sample")
    assert found.memberships[["person", "focus", "kind"]].to_numpy().tolist() == [
        ["ben-o", "Ana's shelf", "organization"],
        ["cy", "Ana's shelf", "organization"],
        ["ben-o", "ana/shelf", "repository"],
        ["cy", "readers", "team"],
    ]
    assert build_network(found).directed


def test_as_downloaded(sample_members, write_file) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        files = {**sample_members("github-account"), "repositories/ana/shelf.git/HEAD": b"ref"}
        for name, content in files.items():
            info = tarfile.TarInfo(f"./{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    found = read(write_file(out.getvalue(), name="0123-export.tar.gz"))
    assert found.owner == "ana"
    assert "issues_000001.json" in found.provenance.files


def test_an_archive_of_nobody(write_zip) -> None:
    posts = '[{"user": null, "url": ""}]'
    with pytest.raises(NothingUsableError, match="nobody but its owner"):
        read(write_zip({"issues_000001.json": posts, "users_000001.json": "[]"}))


def test_something_else(write_zip) -> None:
    with pytest.raises(UnknownFormatError, match="no archive of GitHub"):
        read_github(write_zip({"issues_000001.json": "[]"}))
