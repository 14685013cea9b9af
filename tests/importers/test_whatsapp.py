"""Chats of WhatsApp, of all systems and styles of dates."""

from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.build import build_network
from weakties.errors import ArgumentError, NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_whatsapp
from weakties.importers.whatsapp._lines import is_header, read_lines
from weakties.importers.whatsapp._times import is_day_first, time_of

JUNE = datetime(2018, 6, 13, 21, 25, 15)
NOON = datetime(2018, 6, 13, 13, 55)
#: The same moment in every style of header that was seen anywhere.
STYLES = {
    "[13/06/18, 21:25:15] a: m": JUNE,
    "\u200e[13/06/18, 21:25:15] a: \u200em": JUNE,
    "[06.13.18 21:25:15] a: m": JUNE,
    "[13-06-18 21:25:15] a: m": JUNE,
    "[2018/06/13, 21:25:15] a: m": JUNE,
    "2018-06-13, 21:25:15 - a: m": JUNE,
    "13.06.18 21.25.15: a: m": JUNE,
    "13.6.2018 klo 21.25.15 - a: m": JUNE,
    "13. 6. 2018. 21:25:15 a: m": JUNE,
    "\ufeff[13/6/18, 9:25:15\u202fPM] a: m": JUNE,
    "[13/6/18 9:25:15 p.\u00a0m.] a: m": JUNE,
    "13/6/18, 1:55 p.m. - a: m": NOON,
    "13-06-2018, 01.55 PM - a: m": NOON,
    "6/13/18, 1:55\u202fpm - a: m": NOON,
    "13/06/2018, 13:55 - a: m": NOON,
    "2018/6/13 \u4e0b\u53481:55 - a: m": NOON,
    "2018/6/13 \uc624\ud6c4 1:55 - a: m": NOON,
}


@pytest.mark.parametrize("text", STYLES)
def test_every_style_of_header(text) -> None:
    (line,) = read_lines([text])
    assert line.author == "a"
    assert time_of(line.stamp, day_first=is_day_first([line.stamp])) == STYLES[text]


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "2016-04-29",
        "2016-04-29 10:30:00",
        "12:30 - a: m",
        "1/2/3, 10:00 - a: m",
        "13/06/18, 25:00 - a: m",
        "13/06/18, 13:55 PM - a: m",
        "x13/06/18, 12:55 - a: m",
        "100000/06/18, 12:55 - a: m",
    ],
)
def test_what_is_no_header(text) -> None:
    assert is_header(text) is None


@pytest.mark.parametrize(
    ("dates", "day_first"),
    [
        (["13/4/25", "1/5/25"], True),
        (["4/13/25", "5/1/25"], False),
        (["4.3.25"], True),
        (["3/4/25", "4/4/25", "1/5/25"], True),
        (["4/3/25", "4/4/25", "5/1/25"], False),
        (["3/4/25", "4/4/25"], None),
        (["13/4/25", "4/13/25"], None),
        (["2025/4/3"], None),
    ],
)
def test_the_order_of_day_and_month(dates, day_first) -> None:
    stamps = [line.stamp for line in read_lines(f"{date}, 10:00 - a: m" for date in dates)]
    assert len(stamps) == len(dates)
    assert is_day_first(stamps) is day_first


@given(
    st.datetimes(datetime(2001, 1, 1), datetime(2068, 1, 1)).map(
        lambda at: at.replace(microsecond=0)
    ),
    st.sampled_from(["[%d/%m/%y, %H:%M:%S] a: m", "[%m/%d/%Y, %I:%M:%S %p] a: m"]),
)
def test_any_time_is_read_back(time, style) -> None:
    (line,) = read_lines([time.strftime(style)])
    assert time_of(line.stamp, day_first=style.startswith("[%d")) == time


def test_a_chat_of_ios(sample, acts_of) -> None:
    found = read(sample("whatsapp-ios"))
    assert acts_of(found) == [
        ("Priya N", (), "message"),
        ("Marcus Oye", (), "message"),
        ("Marcus Oye", ("Priya N", "Silent Sam"), "mention"),
        ("Marcus Oye", (), "message"),
        ("Dana", (), "message"),
        ("unnamed 1", (), "message"),
        ("Priya N", ("unnamed 1",), "mention"),
        ("Priya N", (), "message"),
    ]
    assert "Book club" not in found.people.index
    assert found.provenance.dropped == {"message: notice of the program": 3}
    assert found.view == "one_chat"
    assert found.events["time"].iloc[0] == pd.Timestamp("2025-03-24 14:05:09")


def test_a_chat_of_android(sample, acts_of) -> None:
    found = read(sample("whatsapp-android"))
    assert acts_of(found) == [
        ("Ana", (), "message"),
        ("Ben Okafor", (), "message"),
        ("Ana", (), "message"),
        ("Cy", (), "message"),
        ("Ben Okafor", (), "message"),
    ]
    assert found.provenance.dropped == {"message: notice of the program": 3}
    assert set(found.events["context"]) == {"Plans"}
    assert found.events["time"].iloc[3] == pd.Timestamp("2025-04-02 00:01")


def test_several_chats_of_one_telephone(sample) -> None:
    found = read(sample("whatsapp-several"))
    assert set(found.events["context"]) == {"chat", "Reading", "Zoë"}
    assert found.view == "sample"
    assert found.owner is None
    (warning,) = found.provenance.warnings
    assert warning.startswith("Somebody writes in every chat")


def test_the_owner_may_be_named(sample) -> None:
    found = read_whatsapp(sample("whatsapp-several"), owner="Ana")
    assert (found.owner, found.view) == ("Ana", "ego")
    network = build_network(found)
    assert list(network.ids) == ["Ben", "Cy", "Zoë", "unnamed 1"]
    assert list(network.tie_index) == [("Ben", "Cy")]
    with pytest.raises(ArgumentError, match="called 'Anna'"):
        read_whatsapp(sample("whatsapp-several"), owner="Anna")


def test_texts_of_the_same_form_from_elsewhere(sample) -> None:
    network = build_network(read(sample("whatsapp-signal")))
    assert list(network.tie_index) == [("Ana", "Ben"), ("Ana", "Me")]


def test_times_that_cannot_be_told_stay_unknown_and_may_be_given(write_file) -> None:
    text = "3/4/25, 10:00 - Ana: x\n3/4/25, 10:01 - Ben: x\n4/4/25, 10:01 - Ben: x\n"
    path = write_file(text, name="chat.txt")
    found = read(path)
    assert found.events["time"].isna().to_list() == [False, True, True]
    assert any("day_first=True or False" in one for one in found.provenance.warnings)
    known = read_whatsapp(path, day_first=False)
    assert known.events["time"].iloc[0] == pd.Timestamp("2025-03-04 10:00")
    assert not known.provenance.warnings
    assert read_whatsapp(path, day_first=True).events["time"].iloc[0].month == 4


def test_a_friend_who_only_sends_pictures_is_no_title(write_file) -> None:
    text = (
        "[24/03/25, 14:05:01] Ben: \u200eMessages are end-to-end encrypted.\n"
        "[24/03/25, 14:05:02] Ben: \u200eimage omitted\n"
        "[24/03/25, 14:05:03] Me: x\n"
    )
    assert list(read(write_file(text, name="chat.txt")).people.index) == ["Ben", "Me"]


def test_a_list_of_ties_is_no_chat(write_file) -> None:
    path = write_file("source,target,date\nana,ben,24/03/25\nben,cy,24/03/25\n", name="t.csv")
    assert identify(path).name == "edge_list"
    with pytest.raises(UnknownFormatError, match="no chat of WhatsApp"):
        read_whatsapp(path)


def test_a_chat_in_which_nobody_speaks(write_file) -> None:
    text = "24/03/25, 14:05 - Messages are end-to-end encrypted.\n"
    with pytest.raises(NothingUsableError, match="nobody says anything"):
        read(write_file(text, name="chat.txt"))


#: The same two minutes of 25 March 2025 as telephones of different languages write them.
LANGUAGES = {
    "Greek": "25/3/25, 2:0{} μ.μ. - {}: x",
    "Japanese": "[2025/03/25 午後2:0{}:00] {}: x",
    "Arabic": "\u200f٢٥\u200f/٣\u200f/٢٠٢٥، ٢:٠{} م - {}: x",
    "Arabic, iOS": "[٢٥\u200f/٣\u200f/٢٠٢٥، ٢:٠{}:٠٠ م] {}: x",
    "Arabic, digits of Europe": "25\u200f/3\u200f/2025، 2:0{} م - {}: x",
    "Urdu": "25/3/25، 2:0{} PM - {}: x",
    "Bulgarian": "25.03.25 г., 14:0{} ч. - {}: x",
    "Bulgarian, iOS": "[25.03.25 г., 14:0{}:00 ч.] {}: x",
    "Macedonian": "25.3.2025, 2:0{} попл. - {}: x",
    "Turkish": "25.03.2025 ÖS 2:0{} - {}: x",
    "Malay": "25/3/25, 2:0{} PTG - {}: x",
    "Hindi": "25/3/25, अपराह्न 2:0{} - {}: x",
    "Hindi, after": "25/3/25, 2:0{} अपराह्न - {}: x",
    "Chinese, noon and after": "2025/3/25 中午2:0{} - {}: x",
    "Thai": "[25/3/2568 14:0{}:00] {}: x",
    "French of Canada": "2025-03-25, 14 h 0{} - {}: x",
    "Vietnamese": "14:0{}, 25/03/2025 - {}: x",
    "copied from a browser": "[14:0{}, 25/3/2025] {}: x",
    "copied from a browser, 12 hours": "[2:0{} pm, 25/3/2025] {}: x",
    "with a dash": "25/03/25, 14:0{} \u2013 {}: x",
}


@pytest.mark.parametrize("line", LANGUAGES.values(), ids=LANGUAGES)
def test_afternoons_are_afternoons_and_names_hold_no_clock_in_every_language(
    write_file, line
) -> None:
    text = "\n".join((line.format(5, "Ana"), line.format(6, "Ben 🐦"), "and: more"))
    events = read(write_file(text, name="WhatsApp Chat with Ana.txt")).events
    assert events["actor"].to_list() == ["Ana", "Ben 🐦"]
    assert events["time"].astype(str).to_list() == ["2025-03-25 14:05:00", "2025-03-25 14:06:00"]


def test_years_of_other_calendars_are_unknown_times(write_file) -> None:
    text = "۱۴۰۴/۱/۵،\u200f ۱۴:۰۵ - Ana: x\n۱۴۰۴/۱/۵،\u200f ۱۴:۰۶ - Ben: x\n"
    found = read(write_file(text, name="chat.txt"))
    assert found.events["time"].isna().all()
    assert found.people.index.to_list() == ["Ana", "Ben"]


@pytest.mark.parametrize(
    "notice",
    [
        "Ana hat den Gruppennamen von „Plan: A“ zu „Plan: B“ geändert",
        "Ana a changé le sujet de « Plan : A » en « Plan : B »",
        "Ana изменила тему с «Plan: A» на «Plan: B»",
        "Ana 将群名更改为「Plan: B」",
    ],
)
def test_a_name_of_a_group_with_a_colon_makes_no_author(write_file, notice) -> None:
    text = f"25.03.25, 14:04 - {notice}\n25.03.25, 14:05 - Ana: x\n25.03.25, 14:06 - Ben: x\n"
    assert read(write_file(text, name="chat.txt")).people.index.to_list() == ["Ana", "Ben"]


@pytest.mark.parametrize(
    ("notice", "act"),
    [
        ("Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.", "Bild weggelassen"),
        ("Les messages et les appels sont chiffrés de bout en bout.", "image absente"),
        ("Ana añadió a Cy", "Se eliminó este mensaje."),
        ("Ana adicionou Cy", "Mensagem apagada"),
        ("Ana ha aggiunto Cy", "immagine omessa"),
        ("Ana heeft Cy toegevoegd", "Dit bericht is verwijderd."),
        ("Ana, Cy kişisini ekledi", "görüntü dahil edilmedi"),
        ("Ana добавила Cy", "Данное сообщение удалено"),
        ("Ana dodała Cy", "obraz pominięty"),
        ("Ana menambahkan Cy", "gambar tidak disertakan"),
        ("أضاف Ana Cy", "تم استبعاد الصورة"),
        ("AnaがCyを追加しました", "画像は含まれていません"),
        ("Ana님이 Cy님을 추가했습니다", "사진 생략됨"),
        ("Ana添加了Cy", "图像已忽略"),
    ],
)
def test_notices_written_as_if_somebody_had_said_them_are_left_out(write_file, notice, act) -> None:
    said = (("Ana", f"\u200e{notice}"), ("Ana", "x"), ("Ben", f"\u200e{act}"))
    text = "\n".join(f"[25.03.25, 14:0{n}:00] {who}: {what}" for n, (who, what) in enumerate(said))
    found = read(write_file(text, name="_chat.txt"))
    assert found.events["actor"].to_list() == ["Ana", "Ben"]
    assert found.provenance.dropped == {"message: notice of the program": 1}


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp-Chat mit Birds",
        "Chat de WhatsApp con Birds",
        "Conversa do WhatsApp com Birds",
        "Discussion WhatsApp avec Birds",
        "WhatsApp-chat met Birds",
        "WhatsApp Chat - Birds",
    ],
)
def test_a_chat_is_called_alike_in_all_languages(write_file, name) -> None:
    found = read(
        write_file("25.03.25, 14:05 - Ana: x\n25.03.25, 14:06 - Ben: x", name=f"{name}.txt")
    )
    assert set(found.events["context"]) == {"Birds"}


def test_a_folder_of_zips_from_a_telephone(tmp_path, write_zip) -> None:
    folder = tmp_path / "chats"
    folder.mkdir()
    for other in ("Ben", "Cy"):
        text = f"[25.03.25, 14:05:00] Ana: x\n[25.03.25, 14:06:00] {other}: x\n"
        zipped = write_zip({"_chat.txt": text}).read_bytes()
        (folder / f"WhatsApp Chat - {other}.zip").write_bytes(zipped)
    found = read(folder)
    assert set(found.events["context"]) == {"Ben", "Cy"}
    assert found.people.index.to_list() == ["Ana", "Ben", "Cy"]


def test_the_sign_of_those_who_are_no_contacts_is_not_part_of_their_names(write_file) -> None:
    text = (
        "[25.03.25, 14:05:11] Ana: @\u2068Ben Ito\u2069\n[25.03.25, 14:06:11] ~\u202fBen Ito: x\n"
    )
    found = read(write_file(text, name="_chat.txt"))
    assert found.people.index.to_list() == ["Ana", "Ben Ito"]


def test_a_line_of_marks_alone_does_not_hold_up_the_reading() -> None:
    # With marks without number in the pattern of a header, this would take hours.
    assert is_header("25.03.25, 14:05" + "\u200e" * 100_000) is None
