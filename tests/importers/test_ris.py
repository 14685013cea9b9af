"""RIS as programs write it."""

import pytest

from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_ris


@pytest.fixture
def read_text(write_file):
    return lambda text: read_ris(write_file(text, name="refs.dat"))


def foci(found) -> dict[str, list[str]]:
    return found.memberships.groupby("focus")["person"].apply(list).to_dict()


def test_a_file_of_a_reference_manager(sample) -> None:
    found = read_ris(sample("ris-manager"))
    assert foci(found) == {
        "10.1000/bridges": ["ito, a", "pike, j"],
        "10.1000/ties.1": ["ito, a", "okafor, i"],
    }
    starts = sorted(set(found.memberships["start"].dt.strftime("%Y-%m-%d")))
    assert starts == ["2023-05-01", "2024-01-01"]
    assert "Una Editor" not in set(found.people["label"])


def test_marks_notices_and_missing_ends(sample) -> None:
    found = read_ris(sample("ris-several"))
    assert foci(found) == {
        "Islands": ["ruiz, a"],
        "Isolates": ["pike, j", "quill, m"],
        "WOS:000000000000009": ["pike, j", "ruiz, a"],
    }
    assert found.provenance.dropped == {"author: anonymous": 1}
    (problem,) = found.provenance.problems
    assert (problem.file, problem.line) == ("two.ris", 4)


def test_lines_without_a_tag_go_on_with_the_text(read_text) -> None:
    found = read_text(
        "TY  - JOUR\nAU  - Okafor,\n  Inés\nAB  - AU is\nauthor\n\nAU  - Ito, A.\nER  - \n"
    )
    assert sorted(found.people["label"]) == ["A. Ito", "Inés Okafor"]


def test_one_blank_will_do(read_text) -> None:
    assert len(read_text("TY - JOUR\nAU - Ito, A.; Pike, J.\nER -\n").people) == 2


def test_tags_of_authors_together(read_text) -> None:
    text = "TY  - JOUR\nA1  - Ito, A.\nAU  - Ito, A.\nAU  - Pike, J.\nA2  - Ed, E.\nER  - \n"
    found = read_text(text)
    assert list(found.people.index) == ["ito, a", "pike, j"]
    assert found.provenance.dropped == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(write_file, encoding, end) -> None:
    text = end.join(["TY  - JOUR", "AU  - Gödel, K.", "AU  - Ito, A.", "ER  - ", ""])
    path = write_file(text.encode(encoding), name="download")
    assert identify(path).name == "ris"
    assert read(path).people["label"].to_list() == ["K. Gödel", "A. Ito"]


def test_hostile_texts_end(read_text) -> None:
    text = "TY  - JOUR\nAU  - " + "x" * 1_000_000 + "\nAU  - Ito, A.\n" + "TY  - JOUR\n" * 10_000
    assert read_text(text).provenance.dropped["author: name of over 1,000 characters"] == 1
    assert len(read_text("TY  - JOUR\nAU  - Ito, A.\nTI  - \n" + "more\n" * 300_000).people) == 1


def test_a_file_without_authors_is_an_error(write_file) -> None:
    with pytest.raises(NothingUsableError, match="names no author"):
        read(write_file("TY  - JOUR\nTI  - Alone\nER  - \n"))


def test_other_texts_are_not_ris(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no RIS file"):
        read_ris(write_file("AU  - Ito, A.\n"))


def test_works_of_one_title_and_year_by_others_are_several(write_file) -> None:
    record = "TY  - JOUR\nTI  - Editorial\n{}PY  - 2024\nER  - \n"
    one, two = ("AU  - Okafor, I.\nAU  - Ito, A.\n", "AU  - Poe, D.\nAU  - Ruiz, A.\n")
    text = "".join(map(record.format, (one, two, one, "")))
    found = read_ris(write_file(text, name="refs.ris"))
    teams = found.memberships.groupby("focus")["person"].agg(list).to_dict()
    assert teams == {
        "Editorial (1)": ["ito, a", "okafor, i"],
        "Editorial (2)": ["poe, d", "ruiz, a"],
    }
    assert found.provenance.duplicates == 1
    assert found.provenance.dropped == {"work: without authors": 1}
