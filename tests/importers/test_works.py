"""Who is one person among authors, what is one work, and who cites whom."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.importers._works.author_names import (
    Author,
    are_initials,
    given_words,
    plain_words,
    split_indexed,
    split_name,
    without_others,
)
from weakties.importers._works.works import Work, Works, find_doi, find_period


def gather(*works: Work):
    gathered = Works()
    for work in works:
        gathered.add(work)
    return gathered.connections("by hand", nobody="nobody")


def team(*names: str) -> tuple[Author, ...]:
    return tuple(map(split_name, names))


def people(*names: str) -> list[str]:
    return list(gather(Work("a", team(*names))).people.index)


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Okafor, Inés", "Okafor", "Inés"),
        ("van Heel, M.", "van Heel", "M."),
        ("Inés Okafor", "Okafor", "Inés"),
        ("Maria von der Heide", "von der Heide", "Maria"),
        ("King, Jr., Martin", "King", "Martin"),
        ("King, Martin, Jr.", "King", "Martin"),
        ("Martin King Jr.", "King", "Martin"),
        ("King, Jr.", "King", ""),
        # Initials that look like what stands behind a name.
        ("King, V.", "King", "V."),
        ("King, IV", "King", "IV"),
        ("King, JR", "King", "JR"),
        ("King, V., Jr.", "King", "V."),
        ("de Souza V", "de Souza", "V"),
        ("Plato", "Plato", ""),
        ("Okafor I", "Okafor", "I"),
        ("van Heel M. J.", "van Heel", "M. J."),
        ("J. R. Okafor", "Okafor", "J. R."),
        ("Xi LI", "LI", "Xi"),
        ("Okafor,", "Okafor", ""),
        (", ,", "", ""),
    ],
)
def test_a_name_has_these_parts(text, family, given) -> None:
    assert split_name(text)[:2] == (family, given)


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Okafor I.", "Okafor", "I."),
        ("van der Berg A.B.", "van der Berg", "A.B."),
        ("Smith J.-P.", "Smith", "J.-P."),
        ("Okafor, IM", "Okafor", "IM"),
        ("Xi LI", "Xi", "LI"),
        ("World Health Organization", "World Health Organization", ""),
    ],
)
def test_a_name_of_a_catalogue_has_these_parts(text, family, given) -> None:
    assert split_indexed(text)[:2] == (family, given)


def test_initials_are_capitals_alone() -> None:
    assert all(map(are_initials, ["I.", "IM", "I.-M.", "I. M.", "É."]))
    assert not any(map(are_initials, ["Inés", "i", "", "Ed.", "1."]))


def test_others_stand_for_nobody() -> None:
    for text in ("others", "Others", "et al.", "et al", "and others", "…"):
        assert without_others(text) == ("", True)
    assert without_others("Ito, A. et al") == ("Ito, A.", True)
    for text in ("Otherside", "Alan", "Brothers", "Vet Al", "Al, Et"):
        assert without_others(text) == (text, False)


def test_spellings_of_a_name_are_one_person() -> None:
    assert people("Okafor, Inés", "Okafor, I.") == ["okafor, i"]
    assert people("O'Brien, Seán", "O’Brien, S") == ["obrien, s"]
    assert people("Müller, J.-P.", "Muller, Jean Pierre", "MULLER, JP") == ["muller, j p"]
    assert people("Łukasiewicz, Jan", "Lukasiewicz, J.") == ["lukasiewicz, j"]


def test_given_names_that_differ_are_two_people() -> None:
    names = people("Wang, Wei", "Wang, Wen", "Wang, W.")
    assert names == ["wang, w", "wang, wei", "wang, wen"]


def test_scripts_keep_their_signs() -> None:
    assert plain_words("김민준") == "김민준"
    assert plain_words("नीति") == "नीति"
    assert given_words("民") == ("民",)


def test_the_fullest_name_is_shown() -> None:
    found = gather(Work("a", team("Okafor, I.")), Work("b", team("Okafor, Inés")))
    assert found.people["label"].to_list() == ["Inés Okafor"]


def test_it_is_said_that_names_may_hide_several_people() -> None:
    (warning,) = gather(
        Work("a", team("Okafor, I.", "Ito, A."), find_period("2024"))
    ).provenance.warnings
    assert warning.startswith("2 of 2 people are known by name alone")


def registered(name: str, number: str) -> Author:
    return split_name(name)._replace(id=number)


def test_whoever_has_no_id_joins_the_only_one_of_that_name() -> None:
    works = Work("a", (registered("Okafor, Inés", "1"),)), Work("b", team("Okafor, I.", "Ito, A."))
    found = gather(*works)
    assert list(found.people.index) == ["1", "ito, a"]
    assert found.people["known_by_name"].to_list() == [False, True]
    assert any(
        one.endswith("that name: 1 authorship without an id.") for one in found.provenance.warnings
    )


def test_but_not_one_of_two() -> None:
    two = registered("Okafor, I.", "1"), registered("Okafor, I.", "2")
    assert list(gather(Work("a", two), Work("b", team("Okafor, I."))).people.index) == [
        *("1", "2"),
        "okafor, i",
    ]


def test_a_work_that_comes_again_counts_once() -> None:
    short, long = Work("10.1000/x", team("Ito, A.")), Work("10.1000/x", team("Ito, A.", "Pike, J."))
    for order in ((short, long), (long, short)):
        found = gather(*order)
        assert found.memberships["person"].to_list() == ["ito, a", "pike, j"]
        assert found.provenance.duplicates == 1


def test_works_of_one_key_that_differ_are_two() -> None:
    one, two = (Work("smith2020", team(name), title=name) for name in ("Ito, A.", "Pike, J."))
    assert gather(one, two).memberships["focus"].to_list() == ["smith2020 (1)", "smith2020 (2)"]


def test_a_number_of_a_register_is_one_work_whatever_its_date() -> None:
    early, late = (
        Work("WOS:1", team("Ito, A."), find_period(year), names=["WOS:1"])
        for year in ("2020", "2021")
    )
    found = gather(early, late)
    assert found.memberships["focus"].to_list() == ["WOS:1"]
    assert found.provenance.duplicates == 1


def test_a_work_has_the_period_of_its_date() -> None:
    found = gather(Work("a", team("Ito, A."), find_period("2024-02")))
    row = found.memberships.iloc[0]
    assert (row["kind"], row["start"], row["end"]) == (
        *("work", datetime(2024, 2, 1)),
        datetime(2024, 2, 29),
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024///", 2024),
        ("2021/05/01/", 2021),
        ("c2004", 2004),
        ("May 2020", 2020),
        ("MAY-JUN 2019", 2019),
    ],
)
def test_dates_of_many_styles_have_a_year(text, year) -> None:
    assert find_period(text)[0].year == year


def test_what_says_no_date_has_none() -> None:
    assert [find_period(one) for one in ("", "in press", "0000", "12345")] == [(None, None)] * 4


def test_authors_of_a_work_cite_those_of_the_other() -> None:
    cited = Work("b", team("Pike, J.", "Ito, A."), names=["pike 2020"])
    citing = Work(
        "a", team("Ito, A.", "Quill, M."), find_period("2024"), cites=["pike 2020", "gone"]
    )
    found = gather(citing, cited)
    rows = found.events[["actor", "targets", "kind", "context", "thread"]].to_numpy().tolist()
    assert rows == [
        ["ito, a", ("pike, j",), "citation", "a", "b"],
        ["quill, m", ("ito, a", "pike, j"), "citation", "a", "b"],
    ]
    assert set(found.events["time"]) == {datetime(2024, 1, 1)}
    assert found.provenance.dropped == {"reference: to a work that is not in the file": 1}


def test_citations_of_crowds_are_left_out_and_counted() -> None:
    crowd = [f"Family{'abcdefghij'[one % 10]}{one}, A." for one in range(51)]
    found = gather(Work("a", team(*crowd)), Work("b", team("Ito, B."), cites=["a"]))
    assert found.provenance.dropped == {"citation: by or of over 50 authors": 1}
    assert len(found.memberships) == 52


def test_the_latest_affiliation_is_kept_and_no_address_in_it() -> None:
    old, new = (
        (split_name("Ito, A.")._replace(affiliation=text),) for text in ("Old", "New a@example.org")
    )
    found = gather(Work("b", old, find_period("2020")), Work("a", new, find_period("2024")))
    assert found.people["affiliation"].to_list() == ["New"]


@pytest.mark.parametrize("text", ["Unknown Author", "unknown", "[No author name available]"])
def test_who_is_not_named_is_nobody(text) -> None:
    works = Works()
    assert works.author(text, split_name) is None
    assert works.log.dropped == {"author: anonymous": 1}


def test_a_doi_is_found_wherever_it_stands() -> None:
    assert find_doi("DOI: 10.1000/ABC.") == "10.1000/abc"
    assert find_doi("10.10/x") == ""


NAMES = st.lists(
    st.sampled_from(["Ito, A.", "Ito, Al", "Ito, Ann", "Pike, Jo", "Okafor, I M"]), max_size=4
)


@given(st.lists(NAMES, max_size=5), st.randoms())
def test_the_order_of_works_is_nothing(teams, random) -> None:
    works = [
        Work(f"k{number % 3}", team(*names), title=str(number % 2), cites=[f"k{(number + 1) % 3}"])
        for number, names in enumerate([["Ito, A."], *teams])
    ]
    shuffled = random.sample(works, len(works))
    one, other = gather(*works), gather(*shuffled)
    assert one.people.equals(other.people)
    assert one.memberships.equals(other.memberships)
    assert one.events.equals(other.events)
    assert one.provenance == other.provenance


def test_addresses_and_telephone_numbers_are_no_names() -> None:
    works = Works()
    names = ["ines@example.org", "Ito, Al <al@example.org>", "+44 20 7946 0000"]
    found = works.authors(names, split_name)
    assert [one.label for one in found] == ["Al Ito"]
    works.add(Work("mail to a@example.org", found))
    assert works.connections("x", nobody="").memberships["focus"].to_list() == ["mail to"]
    assert works.log.dropped == {"author: without a name": 2}
