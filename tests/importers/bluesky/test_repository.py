"""Repositories of Bluesky: one account and several."""

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_bluesky

ME, OTTER = "did:plc:me000000000000000000000", "did:plc:riverotter00000000000"
PINE, OAK = "did:plc:pinemarten00000000000", "did:web:oak.example"


def test_acts_of_one_account(sample, acts_of) -> None:
    found = read(sample("bluesky-one"))
    assert (found.owner, found.view) == (ME, "ego")
    assert acts_of(found) == [
        (ME, (OTTER,), "mention"),
        (ME, (PINE,), "quote"),
        (ME, (PINE,), "reply"),
        (ME, (OTTER,), "reaction"),
        (ME, (PINE,), "repost"),
        (ME, (OAK,), "quote"),
    ]
    assert found.events["time"].iloc[-1] == pd.Timestamp("2025-03-04 23:00")
    assert found.events["time"].iloc[0] == pd.Timestamp("2025-03-04 15:20:11.482")


def test_names_come_from_profiles_and_mentions(sample) -> None:
    labels = read(sample("bluesky-one")).people["label"].to_dict()
    assert labels == {
        ME: "Reader One",
        OTTER: "@river-otter.example.com",
        PINE: PINE,
        OAK: OAK,
    }


def test_follows_have_their_first_date(sample) -> None:
    found = read(sample("bluesky-one"))
    (tie,) = found.ties.to_dict("records")
    assert (tie["source"], tie["target"], tie["directed"]) == (ME, OTTER, True)
    assert tie["start"] == pd.Timestamp("2024-11-19 08:01:02.003")
    assert found.provenance.duplicates == 1


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("bluesky-one")).provenance.dropped == {
        "follow: of nobody": 1,
        "post: names nobody": 1,
        "record: graph.block": 1,
        "record: of another program": 1,
        "reply: to oneself": 1,
    }


def test_a_thread_is_called_after_the_post_that_began_it(sample) -> None:
    threads = read(sample("bluesky-one")).events["thread"].dropna()
    assert set(threads) == {"at://did:plc:rootauthor00000000000/app.bsky.feed.post/3lk"}


def test_several_accounts_make_one_directed_network(sample) -> None:
    found = read(sample("bluesky-several"))
    assert (found.owner, found.view) == (None, "sample")
    network = build_network(found)
    assert network.directed
    assert network.ties.loc[(OTTER, ME), "evidence"] == "declared"
    assert network.ties.loc[(OTTER, PINE), "evidence"] == "declared"
    assert network.ties.loc[(ME, OTTER), "strength"] == 3.0
    assert found.people.loc[OTTER, "label"] == "River Otter"


def test_the_network_of_one_account(sample) -> None:
    ties = build_network(read(sample("bluesky-one"))).ties
    assert ties.loc[(PINE, OTTER), "rules"] == "named_together"


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_repository_cut_short(sample_members, write_file, kept) -> None:
    content = sample_members("bluesky-one")["repo.car"]
    path = write_file(content[: int(len(content) * kept)], name="repo.car")
    assert identify(path).name == "bluesky"
    with pytest.raises(ReadError, match="cut short"):
        read(path)


def test_a_repository_of_nobody(sample_members, write_file) -> None:
    content = sample_members("bluesky-one")["repo.car"]
    size = content[0]
    with pytest.raises(ReadError, match="does not say whose"):
        read(write_file(content[: size + 1], name="repo.car"))
    commit = size + 1 + content[size + 1] + 1
    with pytest.raises(NothingUsableError, match="nobody but the account"):
        read(write_file(content[:commit], name="repo.car"))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no repository of Bluesky"):
        read_bluesky(write_file(b"\x3a\xa2roots", name="repo.car"))
