"""messages.csv: who wrote to whom, in all header variants, without a word of the text."""

import pandas as pd
import pytest

from weakties.importers import read

OLD = ("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "DATE")


@pytest.fixture
def read_talks(invented, write_zip):
    """Read an archive with these rows of messages."""

    def read_them(rows, header=invented.MESSAGES, **others):
        members = {**invented.members(), **others}
        members["messages.csv"] = invented.table(header, rows)
        return read(write_zip(members))

    return read_them


def sent(found):
    return found.events[found.events["kind"] == "message"]


def test_sender_recipients_time_and_conversation(invented, write_zip):
    found = read(write_zip(invented.members()))
    events = sent(found)[["actor", "targets", "context", "others"]].to_numpy().tolist()
    assert events == [
        ["jopike", ("al-ito",), "c1", 0],
        ["maraquill", ("al-ito", "jopike"), "c2", 0],
        ["al-ito", ("jopike",), "c1", 0],
    ]
    assert sent(found)["time"].iloc[2] == pd.Timestamp("2025-06-02 09:00:00")


def test_no_text_is_kept(invented, read_talks):
    words = "a-very-private-sentence"
    bad = ("x", words)
    rows = [invented.message("c", "Jo Pike", "jopike", "Al", ["al-ito"], content=words), bad]
    found = read_talks(rows)
    tables = (found.people.reset_index(), found.ties, found.events, found.memberships)
    assert not any(words in table.to_csv() for table in tables)
    assert words not in repr(found.provenance)
    assert found.provenance.dropped == {"wrong number of fields": 1}


@pytest.mark.parametrize("joint", [",", ";", ", ", " "])
def test_recipients_are_told_apart_by_their_addresses(invented, read_talks, joint):
    row = list(invented.message("c", "Jo Pike", "jopike", "Inés Okafor, PhD, Al Ito", []))
    row[5] = joint.join(invented.profile(slug) for slug in ("ines-okafor-3b2a", "al-ito"))
    assert sent(read_talks([row]))["targets"].to_list() == [("al-ito", "ines-okafor-3b2a")]


def test_drafts_spam_and_advertisements_are_dropped_and_counted(invented, read_talks):
    def row(**changes):
        return invented.message("c", "Al Ito", "al-ito", "Jo Pike", ["jopike"], **changes)

    ad = invented.message("d", "Someone at Acme", "", "Jo Pike", ["jopike"])
    gone = invented.message("e", "LinkedIn Member", "", "Jo Pike", ["jopike"])
    body = '<p class="spinmail-quill-editor">Buy</p>'
    found = read_talks([row(), row(draft="Yes"), row(folder="SPAM"), row(content=body), ad, gone])
    assert len(sent(found)) == 1
    assert found.provenance.dropped == {
        "message: draft": 1,
        "message: spam": 1,
        "message: sponsored": 2,
        "message: sender is hidden": 1,
    }
    assert found.provenance.files["messages.csv"] == 6


def test_a_row_that_stands_twice_counts_once(invented, read_talks):
    row = invented.message("c", "Al Ito", "al-ito", "Jo Pike", ["jopike"])
    found = read_talks([row, row])
    assert len(sent(found)) == 1
    assert found.provenance.dropped == {"message: repeated row": 1}


def test_people_who_are_no_contacts_are_left_out_and_counted(invented, read_talks):
    rows = [
        invented.message("c", "Jo Pike", "jopike", "X", ["stranger", "al-ito", "other"]),
        invented.message("c", "Stranger", "stranger", "Y", ["jopike", "al-ito"]),
        invented.message("d", "Jo Pike", "jopike", "X", ["stranger"]),
    ]
    found = read_talks(rows)
    assert sent(found)[["targets", "others"]].to_numpy().tolist() == [[("al-ito",), 2]]
    assert "stranger" not in found.people.index
    assert found.provenance.dropped == {
        "message: sender is no contact": 1,
        "message: no recipient is a contact": 1,
    }


def test_a_message_to_many_keeps_all_its_recipients(invented, read_talks):
    slugs = ["al-ito", "maraquill", "bo-1", "zo%C3%AB-van-dam", "ines-okafor-3b2a"]
    (targets,) = sent(read_talks([invented.message("c", "Jo Pike", "jopike", "", slugs)]))[
        "targets"
    ]
    assert targets == ("al-ito", "bo-1", "ines-okafor-3b2a", "maraquill", "zoë-van-dam")


def test_before_recipients_had_addresses_names_are_matched(invented, read_talks):
    address = invented.profile
    time = "2021-06-01 10:00:00 UTC"
    rows = [
        ("c", "", "Jo Pike", address("jopike"), "Inés Okafor, PhD, Al Ito, Who Ever", time),
        ("d", "", "Al Ito", address("al-ito"), "Jo Pike", time),
        ("d", "", "Jo Pike", address("jopike"), "Al Ito", time),
    ]
    found = read_talks(rows, header=OLD)
    events = sent(found)[["actor", "targets", "others"]].to_numpy().tolist()
    assert events == [
        ["al-ito", ("jopike",), 0],
        ["jopike", ("al-ito", "ines-okafor-3b2a"), 1],
        ["jopike", ("al-ito",), 0],
    ]


def test_a_name_borne_by_two_is_nobody(invented, read_talks):
    two = [("Al", "Ito", invented.profile(slug), "", "", "", "") for slug in ("al-1", "al-2")]
    rows = [("c", "", "Jo Pike", invented.profile("jopike"), "Al Ito", "2021-06-01 10:00:00 UTC")]
    found = read_talks(rows, header=OLD, **{"Connections.csv": invented.connections(two)})
    assert len(sent(found)) == 0
    assert found.provenance.dropped["message: no recipient is a contact"] == 1


def test_messages_without_conversation_belong_to_those_who_took_part(invented, read_talks):
    rows = [
        invented.message("", "Jo Pike", "jopike", "Al Ito", ["al-ito"]),
        invented.message("", "Al Ito", "al-ito", "Jo Pike", ["jopike"]),
        invented.message("", "Bo", "bo-1", "Jo Pike", ["jopike"]),
    ]
    assert sent(read_talks(rows))["context"].to_list() == [
        "with al-ito",
        "with bo-1",
        "with al-ito",
    ]


def test_a_date_that_cannot_be_read_keeps_the_message(invented, read_talks):
    found = read_talks([invented.message("c", "Jo Pike", "jopike", "", ["al-ito"], "yesterday")])
    assert sent(found)["time"].isna().all()
    (problem,) = found.provenance.problems
    assert (problem.file, problem.line, problem.found) == ("messages.csv", 2, "yesterday")


def test_line_numbers_count_the_lines_of_long_texts(invented, read_talks):
    rows = [
        invented.message("c", "Jo Pike", "jopike", "", ["al-ito"], content="1\n2\n3\r\n4"),
        ("too", "short"),
    ]
    (problem,) = read_talks(rows).provenance.problems
    assert problem.line == 6


@pytest.mark.parametrize(
    "name", ["guide_messages.csv", "learning_coach_messages.csv", "coach_messages.csv"]
)
def test_talks_with_machines_are_no_messages(invented, write_zip, name):
    members = invented.members()
    members[name] = members.pop("messages.csv")
    found = read(write_zip(members))
    assert len(sent(found)) == 0
    assert name not in found.provenance.files


def test_numbered_parts_are_read_together(invented, write_zip):
    members = invented.members()
    members["Messages_2.csv"] = invented.table(
        invented.MESSAGES, [invented.message("c9", "Bo", "bo-1", "Jo Pike", ["jopike"])]
    )
    found = read(write_zip(members))
    assert len(sent(found)) == 4
    assert found.provenance.files["Messages_2.csv"] == 1
