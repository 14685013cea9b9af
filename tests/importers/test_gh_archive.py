"""Hours of GH Archive."""

import gzip
import json
import random
from pathlib import Path

import pandas as pd
import pytest

from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import read, read_gh_archive

HOUR = "2024-05-01-15.json"


def test_comments_and_reviews_answer_a_comment_or_who_began(sample, acts_of) -> None:
    found = read(sample("gh_archive-hour"))
    assert acts_of(found, "reply") == [
        ("ben", ("ana",), "reply"),
        ("ana", ("chi",), "reply"),
        ("ben", ("chi",), "reply"),
        ("chi", ("ben",), "reply"),
    ]
    assert found.view == "sample"


def test_places_and_threads(sample) -> None:
    events = read(sample("gh_archive-hour")).events
    assert set(events["context"]) == {"birds/finch"}
    assert set(events["thread"]) == {
        f"birds/finch{one}" for one in ("#7", "#8", "#99", "#12", "@abc")
    }


def test_what_is_left_out_is_counted(sample) -> None:
    provenance = read(sample("gh_archive-hour")).provenance
    assert provenance.dropped == {
        "event: by a program, or an account that is gone": 1,
        "event: no talk, such as pushes and stars": 2,
        "reply: to whom the files do not say, or to nobody": 3,
    }
    assert provenance.duplicates == 1


@pytest.mark.parametrize("seed", range(3))
def test_packed_and_in_any_order(sample, sample_members, tmp_path: Path, seed: int) -> None:
    lines = sample_members("gh_archive-hour")[HOUR].splitlines()
    random.Random(seed).shuffle(lines)
    path = tmp_path / f"{HOUR}.gz"
    path.write_bytes(gzip.compress(b"\n".join(lines)))
    one, other = read(sample("gh_archive-hour")), read(path)
    pd.testing.assert_frame_equal(one.events, other.events)


def test_an_hour_without_talk(sample_members, write_file) -> None:
    push = sample_members("gh_archive-hour")[HOUR].splitlines()[0]
    with pytest.raises(NothingUsableError, match="holds no talk"):
        read(write_file(push, name=HOUR))


def test_events_before_2015_are_not_read(write_file) -> None:
    old = {"type": "IssueCommentEvent", "actor": "ana", "repo": {}, "payload": {}, "created_at": ""}
    with pytest.raises(UnknownFormatError, match="no events of GH Archive"):
        read_gh_archive(write_file(json.dumps(old), name=HOUR))


def review_events() -> list[dict]:
    request = {"number": 7, "user": {"login": "ana"}}
    whole = {"repo": {"name": "birds/finch"}, "created_at": "2024-05-01T15:00:00Z"}

    def event(kind: str, who: str, **payload) -> dict:
        payload = {"action": "created", "pull_request": request, **payload}
        return {
            "type": f"PullRequestReview{kind}",
            "actor": {"login": who},
            "payload": payload,
            **whole,
        }

    return [
        event("Event", "ben", review={"id": 5}),
        event("CommentEvent", "ben", comment={"id": 9, "pull_request_review_id": 5}),
        event("Event", "chi", review={"id": 6}),
        event(
            "CommentEvent",
            "chi",
            comment={"id": 10, "pull_request_review_id": 6, "in_reply_to_id": 9},
        ),
        event("Event", "dov", review={"id": 8}),
        event("Event", "ana", review={"id": 8}, action="dismissed"),
    ]


def test_a_review_counts_as_its_comments_and_is_not_said_again(write_file, acts_of) -> None:
    lines = "\n".join(map(json.dumps, review_events()))
    found = read(write_file(lines, name=HOUR))
    assert sorted(acts_of(found)) == [
        ("ben", (), "message"),
        ("ben", ("ana",), "reply"),
        ("chi", (), "message"),
        ("chi", ("ben",), "reply"),
        ("dov", (), "message"),
        ("dov", ("ana",), "reply"),
    ]
    assert found.provenance.dropped == {
        "event: no talk, such as pushes and stars": 1,
        "review: counted as its comments": 2,
    }
    assert found.provenance.duplicates == 0


def test_a_folder_of_hours_as_downloaded(sample_members, tmp_path, acts_of, sample) -> None:
    (hour,) = sample_members("gh_archive-hour").values()
    lines = hour.strip().split(b"\n")
    for name, part in (("15", lines[::2]), ("16", lines[1::2])):
        content = gzip.compress(b"\n".join(part))
        (tmp_path / f"2024-05-01-{name}.json.gz").write_bytes(content)
    together = read(sample("gh_archive-hour"))
    assert acts_of(read(tmp_path), "reply") == acts_of(together, "reply")


def test_events_before_2015_are_explained(write_file) -> None:
    event = {"type": "IssueCommentEvent", "actor": "ben", "payload": {}, "created_at": "2012"}
    with pytest.raises(UnknownFormatError, match="from before 2015, in a form that says of no"):
        read(write_file(json.dumps(event), name="2012-03-11-0.json"))
