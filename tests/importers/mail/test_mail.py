"""Mail of every program: who wrote to whom, whose mailbox it is, and what is left out."""

import gzip
import zipfile

import pandas as pd
import pytest

from weakties import analyze
from weakties.build import build_network
from weakties.errors import ArgumentError, NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_mail
from weakties.importers._acts.addresses import id_of_address

BEGINNING = "From x@example.org Mon Mar  4 11:20:34 2024\n"


def letter(sender="Ana Ruiz <ana@example.org>", to="Ben Ito <ben@example.org>", number=1, **more):
    """One letter as it stands in an mbox."""
    fields = {
        "From": sender,
        "To": to,
        "Date": f"Mon, 4 Mar 2024 12:{number % 60:02}:00 +0000",
        "Message-ID": f"<{number}@example.org>",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    return f"{BEGINNING}{text}\nHello.\n\n"


def named(found, kind=None):
    """Who did what to whom, by name, in order."""
    names = found.people["label"]
    events = found.events if kind is None else found.events[found.events["kind"] == kind]
    return [
        (names[one.actor], one.kind, *sorted(names[target] for target in one.targets))
        for one in events.itertuples()
    ]


def test_takeout(sample) -> None:
    found = read(sample("mail-takeout"))
    assert named(found) == [
        ("Ana Ruiz", "message", "Ben Okafor", "unnamed 1"),
        ("Ben Okafor", "message", "José Vega", "unnamed 1"),
        ("Ben Okafor", "reply", "Ana Ruiz"),
        ("Ana Ruiz", "message", "Eva Lund"),
        ("Ana Ruiz", "message", "José Vega"),
    ]
    assert (found.people["label"][found.owner], found.view) == ("Ana Ruiz", "ego")
    assert found.people["addresses"][found.owner] == 2
    assert found.provenance.files == {"Takeout/Mail/All mail Including Spam and Trash.mbox": 7}
    assert found.provenance.dropped == {
        "file: holds no letter": 1,
        "message: a draft": 1,
        "message: in a folder of unwanted mail": 1,
        "message: of a machine": 1,
        "message: through a mailing list": 1,
    }


def test_thunderbird_with_bare_beginnings_and_folders_in_german(sample) -> None:
    found = read(sample("mail-thunderbird"))
    assert named(found) == [
        ("Ben Ito", "message", "Cy Ode", "Jo Pike"),
        ("Jo Pike", "message", "Cy Ode"),
        ("Jo Pike", "reply", "Ben Ito"),
        ("Jo Pike", "message", "Zoë van Dam"),
        ("Cy Ode", "message", "Ben Ito"),
        ("Cy Ode", "reply", "Jo Pike"),
    ]
    assert found.people["label"][found.owner] == "Jo Pike"
    assert found.provenance.dropped["message: deleted"] == 1
    assert found.provenance.dropped["message: a draft"] == 1


def test_a_conversation_is_what_the_same_people_saw(sample) -> None:
    found = read(sample("mail-thunderbird"))
    first = found.events[found.events["time"] != pd.Timestamp("2024-06-07 10:40")]
    assert first["context"].nunique() == first["thread"].nunique() == 1
    network = build_network(found)
    names = found.people["label"]
    ties = {tuple(sorted((names[a], names[b]))) for a, b in network.ties.index}
    assert ties == {("Ben Ito", "Cy Ode")}
    assert network.ties["evidence"].tolist() == ["interaction"]


def test_apple_mail(sample) -> None:
    found = read(sample("mail-apple"))
    assert found.people["label"][found.owner] == "you"
    assert found.events["time"].tolist() == [
        pd.Timestamp("2019-02-03 14:00"),
        pd.Timestamp("2019-02-03 15:00"),
        pd.Timestamp("2019-02-03 15:00"),
        pd.Timestamp("2019-02-03 16:00"),
    ]


def test_a_maildir_with_hidden_folders(sample) -> None:
    found = read(sample("mail-maildir"))
    assert found.people["label"][found.owner] == "Zoe Dam"
    assert named(found) == [
        ("Ben Ito", "message", "Zoe Dam"),
        ("Zoe Dam", "message", "Cy Ode"),
        ("Zoe Dam", "reply", "Ben Ito"),
    ]
    assert found.provenance.files["Maildir/.Sent/cur"] == 1
    assert found.provenance.dropped["message: in a folder of unwanted mail"] == 1


def test_a_maildir_with_names_as_they_are(sample, sample_members) -> None:
    members = sample_members("mail-maildir")
    name = "Maildir/cur/1709551234.M1P2.host,S=300"
    changed = {name: None, f"{name}:2,S": members[name]}
    assert len(read(sample("mail-maildir", changed)).events) == 3


def test_a_corpus_of_several_mailboxes_has_no_owner(sample) -> None:
    found = read(sample("mail-enron"))
    assert (found.owner, found.view) == (None, "sample")
    assert "2 people" in found.provenance.warnings[0]
    assert found.provenance.duplicates == 2
    assert {"Ana M Ruiz", "Ito, Ben"} < set(found.people["label"])
    # Bcc repeats Cc in that corpus.
    assert ("Ito, Ben", "message", "Ana M Ruiz", "unnamed 1") in named(found)


def test_several_mailboxes_of_one_person(sample) -> None:
    owner = ["ana.ruiz@corp.example", "Ben.Ito@corp.example"]
    found = read_mail(sample("mail-enron"), owner=owner)
    assert found.view == "ego"
    assert found.people["addresses"][found.owner] == 2


def test_the_archive_of_a_list(sample) -> None:
    found = read(sample("mail-list"))
    assert named(found, "reply") == [
        ("Ben Ito", "reply", "Ana Ruiz"),
        ("Cy Ode", "reply", "Ben Ito"),
    ]
    assert named(found, "message")[0] == ("Ana Ruiz", "message")
    assert set(found.events["context"]) == {"2024-March"}
    assert not found.provenance.warnings
    with pytest.raises(NothingUsableError, match="lists=True"):
        read_mail(sample("mail-list"), lists=False)


def test_lists_in_a_mailbox_count_if_asked_for(sample) -> None:
    found = read_mail(sample("mail-takeout"), lists=True)
    assert ("Dev Rao", "message") in named(found)
    assert "message: through a mailing list" not in found.provenance.dropped


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-generated"},
        {"Return_Path": "<>"},
        {"Content_Type": "multipart/report; report-type=delivery-status"},
        {"X_Autoreply": "yes"},
    ],
)
def test_machines_are_left_out(write_file, fields) -> None:
    path = write_file(letter() + letter(number=2, to="Cy <cy@example.org>", **fields), name="inbox")
    found = read(path)
    assert found.provenance.dropped == {"message: of a machine": 1}
    assert "Cy" not in set(found.people["label"])


@pytest.mark.parametrize(
    "address",
    [
        *("noreply@x.example", "no-reply@x.example", "orders.noreply@x.example"),
        *("MAILER-DAEMON@x.example", "notifications@x.example", "bounces+77@x.example"),
        *("dev-request@x.example", "reply+abc@x.example", "do_not_reply@x.example"),
        *("newsletter@x.example", "no.address@x.example", "root@x.example"),
    ],
)
def test_addresses_of_machines(write_file, address) -> None:
    both = letter(sender=address, number=2) + letter(to=f"ben@example.org, {address}", number=3)
    found = read(write_file(letter() + both, name="inbox"))
    assert found.provenance.dropped == {"message: of a machine": 1}
    assert len(found.people) == 2


@pytest.mark.parametrize(
    "address", ["norah@x.example", "rooth@x.example", "newsome@x.example", "alertson@x.example"]
)
def test_people_are_no_machines(write_file, address) -> None:
    found = read(write_file(letter(sender=address), name="inbox"))
    assert len(found.people) == 2


def test_a_list_is_nobody_in_letters_sent_to_it_either(write_file) -> None:
    listed = letter(number=2, to="dev@lists.example.org", List_Id="Dev <dev.lists.example.org>")
    sent = letter(number=3, to="dev@lists.example.org, Cy Ode <cy@example.org>")
    alone = letter(number=4, to="dev@lists.example.org")
    found = read(write_file(letter() + listed + sent + alone, name="inbox"))
    assert named(found) == [
        ("Ana Ruiz", "message", "Ben Ito"),
        ("Ana Ruiz", "message", "Cy Ode"),
    ]
    assert found.provenance.dropped == {
        "message: through a mailing list": 1,
        "message: to nobody, or to machines and lists alone": 1,
    }


def test_a_list_that_hides_who_wrote(write_file) -> None:
    about = {"to": "dev@lists.example.org", "List_Id": "Dev <dev.lists.example.org>"}
    hidden = letter('"Ana via Dev" <dev@lists.example.org>', number=2, **about)
    answer = letter("Cy Ode <cy@example.org>", number=3, In_Reply_To="<2@example.org>", **about)
    again = letter("Dee Moss <dee@example.org>", number=4, In_Reply_To="<3@example.org>", **about)
    found = read(write_file(hidden + answer + again, name="list.mbox"))
    assert named(found) == [
        ("Cy Ode", "message"),
        ("Dee Moss", "message"),
        ("Dee Moss", "reply", "Cy Ode"),
    ]
    assert found.provenance.dropped == {"message: of somebody whom the list hides": 1}


def test_files_of_one_letter_are_counted_by_folder(sample) -> None:
    assert read(sample("mail-eml")).provenance.files == {"letters": 2}


def test_a_letter_to_hundreds(write_file) -> None:
    many = ", ".join(f"P{number} <p{number}@example.org>" for number in range(101))
    found = read(write_file(letter() + letter(number=2, to=many), name="inbox"))
    assert found.provenance.dropped == {"message: to more than 100 people": 1}
    assert len(found.people) == 2


def test_copies_count_once_and_add_up(write_file) -> None:
    sent = letter(Bcc="Cy Ode <cy@example.org>")
    found = read(write_file(letter() + sent + letter(), name="inbox"))
    assert found.provenance.duplicates == 2
    assert sorted(named(found)) == [
        ("Ana Ruiz", "message", "Ben Ito"),
        ("Ana Ruiz", "message", "Cy Ode"),
    ]
    # Whoever is in Bcc is not seen by the others.
    assert found.events["context"].isna().sum() == 1


def test_copies_without_an_id_count_once(write_file) -> None:
    twice = letter(Message_ID=None) * 2
    found = read(write_file(twice + letter(Message_ID=None, Date=None), name="inbox"))
    assert (found.provenance.duplicates, len(found.events)) == (1, 2)


def test_an_answer_to_somebody_who_is_not_addressed_is_a_message(write_file) -> None:
    other = letter("Cy Ode <cy@example.org>", "Dee Moss <dee@example.org>", 2)
    answer = other.replace("\n\n", "\nIn-Reply-To: <1@example.org>\n\n", 1)
    assert named(read(write_file(letter() + answer, name="inbox")), "reply") == []


def test_the_order_of_letters_and_files_is_nothing(sample_members, write_zip) -> None:
    def contents(found):
        tables = (found.people, found.events.drop(columns="context"))
        return [table.to_csv() for table in tables]

    letters = [letter(number=n, to=f"P{n % 4} Quill <p{n % 4}.quill@x.example>") for n in range(9)]
    letters += [
        letter("Ben Ito <ben@example.org>", number=n, In_Reply_To=f"<{n - 10}@example.org>")
        for n in range(11, 15)
    ]
    there = read(write_zip({"inbox": "".join(letters)}, name="a.zip"))
    back = read(write_zip({"inbox": "".join(reversed(letters))}, name="b.zip"))
    parts = {f"{n}.eml": one.removeprefix(BEGINNING) for n, one in enumerate(letters)}
    apart = read(write_zip(parts, name="c.zip"))
    assert contents(there) == contents(back) == contents(apart)


def test_ids_are_the_same_in_every_file_and_no_addresses(write_file) -> None:
    found = read(write_file(letter(sender="ANA@Example.org"), name="inbox"))
    assert id_of_address("ana@example.org") in found.people.index
    assert not found.people.index.str.contains("@").any()


def test_packed_files(tmp_path) -> None:
    path = tmp_path / "2024-March.txt.gz"
    path.write_bytes(gzip.compress(letter().encode()))
    assert identify(path).name == "mail"
    assert len(read(path).events) == 1
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Takeout/Mail/A.mbox", letter())
        archive.writestr("Takeout/Mail/B.mbox", letter(number=2, to="Cy <cy@example.org>"))
    assert len(read(tmp_path / "a.zip").events) == 2


def test_the_owner_can_be_named(sample) -> None:
    found = read_mail(sample("mail-eml"), owner="JO@example.org")
    assert (found.people["label"][found.owner], found.view) == ("Jo Pike", "ego")
    with pytest.raises(ArgumentError, match=r"no letter in .* names such an address"):
        read_mail(sample("mail-eml"), owner="nobody@example.org")


def test_copies_with_numbers_of_their_own_are_one_letter_as_in_the_corpus_of_enron(
    tmp_path,
) -> None:
    for number, folder in enumerate(("_sent_mail", "all_documents", "discussion_threads"), start=1):
        path = tmp_path / "ruiz-a" / folder / "1."
        path.parent.mkdir(parents=True)
        text = letter(number=1, Subject="Plan").removeprefix(BEGINNING)
        path.write_text(text.replace("<1@example.org>", f"<{number}.JavaMail.evans@thyme>"))
    found = read(tmp_path)
    assert named(found) == [("Ana Ruiz", "message", "Ben Ito")]
    assert found.provenance.duplicates == 2


def test_letters_at_one_second_on_different_subjects_are_several(write_file) -> None:
    one, other = letter(Subject="Plan"), letter(Subject="Lunch").replace("<1@", "<2@")
    assert len(read(write_file(one + other, name="inbox")).events) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_an_answer_to_any_copy_of_a_letter_is_an_answer_to_it(write_file, turned) -> None:
    copies = [letter(Subject="Plan"), letter(Subject="Plan").replace("<1@", "<9@")]
    back = letter(
        "Ben Ito <ben@example.org>", "Ana Ruiz <ana@example.org>", 3, In_Reply_To="<9@example.org>"
    )
    texts = [*copies, back]
    found = read(write_file("".join(texts[::-1] if turned else texts), name="inbox"))
    assert named(found) == [
        ("Ana Ruiz", "message", "Ben Ito"),
        ("Ben Ito", "reply", "Ana Ruiz"),
    ]
    assert found.events["thread"].nunique() == 1


def test_accounts_in_one_profile_of_thunderbird_are_one_persons(tmp_path) -> None:
    profile = tmp_path / "abc.default"
    sent = {
        "ImapMail/imap.example.org/Sent": "Ana Ruiz <ana@example.org>",
        "Mail/pop.work.example/Sent": "A. Ruiz <office@work.example>",
    }
    for number, (name, sender) in enumerate(sent.items(), start=1):
        path = profile / name
        path.parent.mkdir(parents=True)
        path.write_text(letter(sender, number=number))
    (profile / "prefs.js").write_text("user_pref(1);")
    found = read(tmp_path)
    assert (found.people["label"][found.owner], found.view) == ("A. Ruiz", "ego")
    assert found.people["addresses"][found.owner] == 2


def test_a_newsletter_is_no_letter_and_a_mailbox_full_of_them_no_archive_of_a_list(
    write_file,
) -> None:
    about = {"to": "ana@example.org", "List_Unsubscribe": "<https://news.example/out>"}
    named_lists = [
        letter(
            f"Shop {at} <hello@shop{at}.example>",
            number=at,
            List_Id=f"<{at}.shop.example>",
            **about,
        )
        for at in range(30)
    ]
    unnamed = [
        letter(f"Shop {at} <hello@shop{at}.example>", number=at, **about) for at in range(30, 50)
    ]
    own = letter("Ben Ito <ben@example.org>", "Ana Ruiz <ana@example.org>", 59)
    found = read(write_file("".join([*named_lists, *unnamed, own]), name="inbox"))
    assert named(found) == [("Ben Ito", "message", "Ana Ruiz")]
    assert found.provenance.dropped == {
        "message: through a mailing list": 30,
        "message: one of many alike, from which one can unsubscribe": 20,
    }


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_a_mark_of_the_encoding_before_the_first_letter(write_file, start) -> None:
    for content in (letter(), letter().removeprefix(BEGINNING)):
        found = read(write_file(start + content.encode(), name="inbox"))
        assert named(found) == [("Ana Ruiz", "message", "Ben Ito")]


def test_the_library_of_apple_mail(tmp_path) -> None:
    for at, name in enumerate(("Inbox.mbox/A/Data/Messages/1.emlx", "Inbox.mbox/A/2.partial.emlx")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = letter(number=at, to=f"P{at} <p{at}@example.org>").removeprefix(BEGINNING)
        path.write_text(f"{len(text):<10}\n{text}<?xml version='1.0'?><plist/>")
    assert sorted(read(tmp_path).people["label"]) == ["Ana Ruiz", "P0", "P1"]


@pytest.mark.parametrize(
    "more",
    [
        {"Reply_To": "Ana Ruiz <ana@example.org>"},
        {"Reply_To": "readers@lists.example.org, ana@example.org"},
        {"Reply_To": "readers@lists.example.org", "Cc": "Ana Ruiz <ana@example.org>, b@x.example"},
        {"X_Original_From": "Ana Ruiz <ana@example.org>"},
    ],
)
def test_whoever_a_list_sends_letters_on_for_has_written_them(write_file, more) -> None:
    own = {"List_Id": "<readers.lists.example.org>", **more}
    first = letter(
        "Ana Ruiz via readers <readers@lists.example.org>", "readers@lists.example.org", **own
    )
    found = read_mail(write_file(first, name="readers.mbox"), lists=True)
    assert found.events["actor"].tolist() == [id_of_address("ana@example.org")]
    assert found.people["label"].tolist() == ["Ana Ruiz"]


def test_a_folder_of_letters_that_very_many_sent_has_no_owner(write_file) -> None:
    people = [f"P{at} Quist <p{at}@example.org>" for at in range(30)]
    texts = [letter(one, people[at - 1], at) for at, one in enumerate(people)]
    found = read(write_file("".join(texts), name="Sent"))
    assert (found.owner, found.view, len(found.events)) == (None, "sample", 30)


def test_dates_that_nobody_can_read(write_file) -> None:
    odd = letter(number=2, Date="32 Foo 10000", to="Cy <cy@example.org>")
    without = odd.replace(BEGINNING, "From \n").replace("<2@", "<3@")
    times = read(write_file(letter() + odd + without, name="inbox")).events["time"]
    assert pd.Timestamp("2024-03-04 11:20:34") in times.tolist()
    assert times.isna().sum() == 1


def test_the_main_job_on_a_mailbox(sample) -> None:
    result = analyze(sample("mail-thunderbird"))
    assert set(result.people["label"]) == {"Ben Ito", "Cy Ode", "Zoë van Dam"}


def test_mail_is_no_list_of_ties(write_file) -> None:
    text = "From a,b Mon Mar  4 11:20:34 2024\nFrom: a@x.example, \nTo: b@x.example\n\n1,2\n3,4\n"
    assert identify(write_file(text, name="edges.csv")).name == "mail"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "From here to there\nsource,target\na,b\nb,c\n", "From: a\nweight: 3\n"]
)
def test_other_texts_are_no_mail(write_file, text) -> None:
    with pytest.raises(ReadError) as caught:
        read_mail(write_file(text, name="x.mbox"))
    assert isinstance(caught.value, UnknownFormatError) or not text


def test_a_letter_among_the_files_of_another_export_is_not_what_it_is(write_zip, invented) -> None:
    stray = {f"Articles/{number}.txt": "Hello." for number in range(3)}
    members = {**invented.members(), **stray, "welcome.eml": letter().removeprefix(BEGINNING)}
    assert identify(write_zip(members)).name == "linkedin"


def test_an_archive_that_is_called_after_an_address(sample_members, write_file) -> None:
    found = read(write_file(*sample_members("mail-list").values(), name="readers@example.org.mbox"))
    assert set(found.events["context"]) == {"list"}
    assert not any("@" in name for name in found.provenance.files)


def test_a_mailbox_of_machines_alone(write_file) -> None:
    with pytest.raises(NothingUsableError, match="holds 1 letter, but none that somebody wrote"):
        read(write_file(letter(sender="noreply@x.example"), name="inbox"))
