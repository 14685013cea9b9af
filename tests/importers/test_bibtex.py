"""BibTeX as programs and people write it."""

import pytest

from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_bibtex
from weakties.importers.bibtex._latex import plain_text
from weakties.importers.bibtex._parser import parse, split_authors


@pytest.fixture
def read_text(write_file):
    return lambda text: read_bibtex(write_file(text, name="refs.dat"))


def labels(found) -> list[str]:
    return sorted(found.people["label"])


def authors(read_text, value: str):
    return read_text(f"@article{{k, author = {value}, year = 2024}}")


def test_a_file_of_a_reference_manager(sample) -> None:
    found = read_bibtex(sample("bibtex-manager"))
    assert labels(found) == [
        *("Al Ito", "Inés Okafor", "Jo Pike", "M. van Heel", "Mara Quïll", "Rex Borland"),
        "Zoë van Dam",
    ]
    works = found.memberships.groupby("focus")["start"].first().dt.strftime("%Y-%m-%d").to_dict()
    assert works == {
        "10.1000/ties.1": "2024-05-01",
        "quill2023": "2023-01-01",
        "van_dam": "2021-03-14",
    }
    assert found.provenance.dropped == {
        "author: a group, not a person": 1,
        "author: others who are not named (et al.)": 1,
        "work: without authors": 2,
    }
    assert found.view == "sample"


def test_names_of_fields_may_hold_blanks(sample) -> None:
    found = read_bibtex(sample("bibtex-catalogue"))
    assert set(found.memberships["focus"]) == {"10.1000/ties.1", "WOS:000000000000002"}
    assert found.provenance.duplicates == 1


@pytest.mark.parametrize("word", ["and", "AND", "And", "\nand\t"])
def test_and_is_a_word_in_any_case(read_text, word) -> None:
    found = authors(read_text, f"{{Borland, A. {word} Brand, B. {word} Andrews, C.}}")
    assert labels(found) == ["A. Borland", "B. Brand", "C. Andrews"]


def test_and_in_braces_is_part_of_a_name() -> None:
    assert split_authors("{Barnes and Noble} and Ito, A.") == ["{Barnes and Noble}", "Ito, A."]
    assert split_authors(r"S{\o}ren and {\'E}mile") == [r"S{\o}ren", r"{\'E}mile"]


def test_a_name_all_in_braces_is_a_group(read_text) -> None:
    found = authors(read_text, "{{WHO Collaboration} and {\\'E}mile Roux and Ito, {Al}}")
    assert labels(found) == ["Al Ito", "Émile Roux"]
    assert found.provenance.dropped == {"author: a group, not a person": 1}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ines Okafor, Al Ito, Jo Pike", ["Al Ito", "Ines Okafor", "Jo Pike"]),
        ("Okafor, I., Ito, A.", ["A. Ito", "I. Okafor"]),
        ("Okafor, Ines; Ito, Al", ["Al Ito", "Ines Okafor"]),
        ("Okafor, Ines et al.", ["Ines Okafor"]),
        ("Okafor, I., Ito, A., et al.", ["A. Ito", "I. Okafor"]),
        ("King, Jr, Martin", ["Martin King"]),
        ("Okafor I, Ito AB", ["AB Ito", "I Okafor"]),
        ("Okafor, Ines M", ["Ines M Okafor"]),
    ],
)
def test_commas_between_names_are_understood_where_they_are_clear(read_text, value, names) -> None:
    assert labels(authors(read_text, f"{{{value}}}")) == names


def test_two_initials_behind_a_family_name_are_no_family_name(read_text) -> None:
    found = authors(read_text, "{Smith J, Jones M, Roe RT}")
    assert sorted(found.people.index) == ["jones, m", "roe, r t", "smith, j"]


@pytest.mark.parametrize("name", ["Collaboration, CMS", "ATLAS Collaboration", "R Core Team"])
def test_a_group_without_braces_is_no_person(read_text, name) -> None:
    found = authors(read_text, f"{{{name} and World Health Organization and Groupe, Ana}}")
    assert labels(found) == ["Ana Groupe"]
    assert found.provenance.dropped == {"author: a group, not a person": 2}


def test_commas_between_names_are_refused_where_they_are_not(read_text) -> None:
    found = authors(read_text, "{Okafor, Ines, Ito, Al, Pike and Quill, Mara}")
    assert labels(found) == ["Mara Quill"]
    assert sum(found.provenance.dropped.values()) == 1


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del", "Gödel"),
        (r"G\"{o}del", "Gödel"),
        (r"G\"odel", "Gödel"),
        (r"{\v S}imi{\'c}", "Šimić"),
        (r"\v{S}im\'{\i}", "Ším\u00ed".replace("Ší", "Ši").replace("\u00ed", "í")),
        (r"Nu{\~n}ez", "Nuñez"),
        (r"{\AA}ngstr{\"{o}}m", "Ångström"),
        (r"H\aa{}kan {\O}st", "Håkan Øst"),
        (r"Erd{\H{o}}s", "Erdős"),
        (r"{\c{C}}elik", "Çelik"),
        (r"Barnes {\&} \textit{Noble}", "Barnes & Noble"),
        (r"Jean~Luc", "Jean Luc"),
        ("{{{plain}}}", "plain"),
    ],
)
def test_accents_of_latex(latex, text) -> None:
    assert plain_text(latex) == text


def test_a_brace_too_few_costs_one_entry(read_text) -> None:
    found = read_text("@article{k, author={A, B}, title={open\n@article{j, author={C, D}}\n")
    assert labels(found) == ["B A", "D C"]
    (problem,) = found.provenance.problems
    assert (problem.line, problem.reason) == (1, "entry not closed (what was read is kept)")


def test_entries_of_every_shape() -> None:
    text = (
        '@article(a, author="X {"} Y", year=2020)\n@book{author={No Key}}@misc{c d, title={}}\n'
        "@string{ one = {A} # { B} }\n@misc{e, author = one # { and C}, author={twice}}\n"
        "text @ nowhere and mail a@misc{x}\n"
    )
    found = [(one.kind, one.key, one.line, dict(one.fields)) for one in parse(text)]
    assert found == [
        ("article", "a", 1, {"author": 'X {"} Y', "year": "2020"}),
        ("book", "", 2, {"author": "No Key"}),
        ("misc", "c d", 2, {"title": ""}),
        ("misc", "e", 4, {"author": "A B and C"}),
    ]


def test_two_entries_of_one_key_are_two_works(read_text) -> None:
    found = read_text("@misc{k, author={A, B}, title={x}}\n@misc{k, author={C, D}, title={y}}\n")
    assert found.memberships["focus"].to_list() == ["k (1)", "k (2)"]


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, author={" + "{" * 100_000 + "A" + "}" * 100_000 + "}}",
        "@article{k, author={" + "{" * 100_000,
        "@article{" * 30_000,
        "@article{k, author={A, B}}\n" + "@" * 300_000,
        "@article{k, author={" + " and" * 100_000 + "}}",
        "@article{k, author={" + "\\'" * 100_000 + "}}",
        "@article{k, " + "a={b}, " * 50_000 + "}",
        "@article{k, author=" + "{a} # " * 50_000 + "}",
        "@article{k, a b" + " c" * 100_000 + "}",
        "@article{k, author={A" + " et al." * 100_000 + "}}",
        "@article{k, author={" + "a" * 300_000 + "@}, title={" + "b" * 300_000 + "@}}",
        "@article{k, author={A, B and C" + " et al." * 100 + "}}",
        "@article{k, a" + "\t\n" * 100_000 + "b",
        "@article{" + " " * 100_000 + "k" + " \t" * 100_000 + "{",
    ],
)
def test_hostile_texts_end(read_text, text) -> None:
    try:
        found = read_text(text)
    except NothingUsableError:
        return
    assert len(found.people) <= 2


def test_a_file_without_authors_is_an_error_that_says_what_was_left_out(write_file) -> None:
    text = "@misc{k, title={Alone}}\n@misc{g, author={{A Group}}}\n"
    with pytest.raises(NothingUsableError, match=r"names no author.*a group, not a person: 1"):
        read(write_file(text, name="refs.bib"))


def test_other_texts_are_not_bibtex(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no BibTeX file"):
        read_bibtex(write_file("a,b\n1,2\n", name="refs.bib"))


def test_bytes_of_other_encodings(write_file) -> None:
    text = "@misc{k, author = {Gödel, Kurt and Ito, Al}}\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        path = write_file(text.replace("\n", "\r\n").encode(encoding), name="refs.txt")
        assert identify(path).name == "bibtex"
        assert labels(read(path)) == ["Al Ito", "Kurt Gödel"]


def test_other_files_beside_are_counted(sample, write_zip) -> None:
    path = write_zip(
        {"a.bib": "@misc{k, author={A, B and C, D}}", "b.ris": "TY  - JOUR\nAU  - X, Y\n"}
    )
    (warning, *_) = read(path).provenance.warnings
    assert warning == "Not read, as it is of another kind: 1 file."


ENTRY = "@misc{k, author = {A, B and C, D}}\n"
LETTER = (
    "From x@example.org Mon Mar  4 11:20:34 2024\nFrom: Ana <ana@example.org>\n"
    "To: Ben <ben@example.org>\n"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"% Encoding: UTF-8\n\n{ENTRY}", "bibtex"),
        (f"Automatically made.\nAny changes are lost.\n\n{ENTRY}", "bibtex"),
        (
            f"{LETTER}Date: Mon, 4 Mar 2024 12:00:00 +0000\n\nsee\n{ENTRY}",
            "mail",
        ),
        (f"12/05/2024, 10:00 - Ana: see\n{ENTRY}12/05/2024, 10:01 - Ben: ok\n", "whatsapp"),
    ],
)
def test_an_entry_that_a_letter_quotes_makes_it_no_bibtex(write_file, text, name) -> None:
    assert identify(write_file(text, name="text.txt")).name == name


def test_one_file_among_letters_is_not_what_they_are(write_zip) -> None:
    letter = "From: Ana <ana@example.org>\nTo: Ben <ben@example.org>\nSubject: x\n\nHello.\n"
    members = {f"{number}.eml": letter for number in range(9)}
    assert identify(write_zip({**members, "refs.bib": ENTRY})).name == "mail"
