"""One name for one employer."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.build.companies import normalise_company, same_companies


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Northmere Public Library", "northmere public library"),
        ("  NORTHMERE   public-library ", "northmere public library"),
        ("The Northmere Public Library", "northmere public library"),
        ("Northmere Courier, The", "northmere courier"),
        ("Northmere Public Library (NPL)", "northmere public library"),
        ("Northmere Univ. Libraries", "northmere university library"),
        ("Dept. of Transport", "department of transport"),
        ("Harbour Theatre", "harbor theater"),
        ("Smith & Daughters", "smith and daughter"),
        ("Smith and Daughters", "smith and daughter"),
        ("Dahlgren+Eze", "dahlgren and eze"),
        ("Kovačević Recruitment", "kovacevic recruitment"),
        ("Straße GmbH", "strasse"),
        ("Ørsted A/S", "orsted"),
        ("Acme, Inc.", "acme"),
        ("Acme Inc", "acme"),
        ("ACME LLC", "acme"),
        ("Acme Ltd.", "acme"),
        ("Acme Pty Ltd", "acme"),
        ("Acme PLC", "acme"),
        ("Acme GmbH & Co. KG", "acme"),
        ("Acme AG", "acme"),
        ("Acme S.A. de C.V.", "acme"),
        ("Acme S.A.", "acme"),
        ("Acme SARL", "acme"),
        ("Acme S.p.A.", "acme"),
        ("Acme B.V.", "acme"),
        ("Acme Oy", "acme"),
        ("Acme AB", "acme"),
        ("Acme Sp. z o.o.", "acme"),
        ("Acme s.r.o.", "acme"),
        ("Acme d.o.o.", "acme"),
        ("Acme Ltda.", "acme"),
        ("Acme Pvt. Ltd.", "acme"),
        ("Acme Sdn. Bhd.", "acme"),
        ("Acme K.K.", "acme"),
        ("ООО Ромашка", "ромашка"),
        ("株式会社ひかり", "ひかり"),
        ("Ltd", "ltd"),
        ("SAS Institute", "sas institute"),
    ],
)
def test_cases_of_one_name(written: str, compared: str) -> None:
    assert normalise_company(written) == compared


@pytest.mark.parametrize(
    "written",
    [
        *("", "   ", "-", None, float("nan"), "N/A", "none"),
        *(
            "Self-employed",
            "self employed",
            "Self-Employed / Freelance",
            "Freelancer",
            "Independent Consultant",
        ),
        *("Stealth", "Stealth Startup", "Stealth AI Startup", "Stealth Mode Startup"),
        *("Retired", "Unemployed", "Between jobs", "Career Break", "Confidential"),
        *(
            "Seeking new opportunities",
            "Actively seeking a new role",
            "Open to work",
            "Looking for a job",
        ),
        *(
            "Selbstständig",
            "Freiberuflich",
            "Indépendant",
            "Autónomo",
            "Libero professionista",
            "Retraité",
        ),
    ],
)
def test_names_of_no_employer(written: object) -> None:
    assert normalise_company(written) == ""


@pytest.mark.parametrize(
    "written", ["Retired Teachers Union", "Freelance Systems Ltd", "Open Data Institute"]
)
def test_employers_whose_names_sound_like_none(written: str) -> None:
    assert normalise_company(written) != ""


@given(st.text(max_size=40))
def test_any_text_has_one_form_that_stays(text: str) -> None:
    once = normalise_company(text)
    assert once == once.strip()
    assert once == once.casefold()


def one(names: list[str], written: str) -> str:
    return same_companies(names)[written]


def test_a_rare_slip_belongs_to_the_frequent_name() -> None:
    usual = ["Northmere Public Library"] * 3
    for slip in (
        "Northmere Public Libary",
        "Northmere Publci Library",
        "Northmerre Public Library",
    ):
        assert one([*usual, slip], slip) == "northmere public library"


def test_two_names_as_frequent_stay_apart() -> None:
    found = same_companies(["Northmere Labs"] * 3 + ["Northmare Labs"] * 3)
    assert len(set(found.values())) == 2


def test_short_names_and_numbers_are_no_slips() -> None:
    assert len(set(same_companies(["Acme"] * 9 + ["Acne"]).values())) == 2
    assert (
        len(set(same_companies(["District Library 4"] * 9 + ["District Library 5"]).values())) == 2
    )


def test_a_slip_between_two_names_belongs_to_neither() -> None:
    names = ["Northmere Labs"] * 3 + ["Southmere Labs"] * 3 + ["Morthmere Labs"]
    assert one(names, "Morthmere Labs") == "northmere labs"
    near_both = ["Eastmere Labs"] * 3 + ["Westmere Labs"] * 3 + ["Eestmere Labs"]
    assert one(near_both, "Eestmere Labs") == "eestmere labs"


@pytest.mark.parametrize(
    "written",
    [
        "Northmere University - Chemistry",
        "Northmere University, Eastwick Campus",
        "Department of Chemistry, Northmere University",
        "Chemistry @ Northmere University",
    ],
)
def test_a_department_belongs_to_the_parent_that_stands_alone(written: str) -> None:
    assert one(["Northmere University"] * 2 + [written], written) == "northmere university"


def test_a_department_stays_where_the_parent_is_unknown_or_nothing_separates_them() -> None:
    assert one(["Northmere University - Chemistry"] * 5, "Northmere University - Chemistry") == (
        "northmere university chemistry"
    )
    names = ["Northmere University"] * 5 + ["Northmere University Libraries"]
    assert one(names, "Northmere University Libraries") == "northmere university library"


def test_initials_belong_to_the_one_name_they_can_mean() -> None:
    assert one(["Northmere Public Library", "NPL"], "NPL") == "northmere public library"
    assert one(["Northmere Public Library", "North Point Labs", "NPL"], "NPL") == "npl"
    assert one(["Northmere Public Library", "npl"], "npl") == "npl"


def test_the_order_of_mentions_makes_no_difference() -> None:
    names = ["Acme Library"] * 4 + [
        "Acme Libary",
        "AL",
        "The Acme Library",
        "Acme Library - Music",
        "n/a",
    ]
    shuffled = random.Random(1).sample(names, len(names))
    assert same_companies(names) == same_companies(shuffled)
