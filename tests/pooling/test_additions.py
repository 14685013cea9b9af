"""What somebody adds to what a file says."""

from dataclasses import replace

import pandas as pd
import pytest

import weakties as wt
from weakties.connections import Connections, Provenance
from weakties.errors import ArgumentError, ArgumentTypeError, NothingUsableError, ReadError
from weakties.pooling import add_people, add_ties


@pytest.fixture
def found() -> Connections:
    people = pd.DataFrame(
        {
            "label": ["Ana Ruiz", "Ben Ito", "Cy Oz", "Cy Oz"],
            "company": ["Acme", None, "Other", None],
            "url": ["https://ana.example/about", None, None, None],
        },
        index=["ana-ruiz", "ben", "cy", "cy-2"],
    )
    return Connections(people=people, provenance=Provenance(format="linkedin", files={"a": 4}))


@pytest.mark.parametrize(
    ("column", "who"),
    [
        ("id", "ana-ruiz"),
        ("Name", " Ana  Ruiz "),
        ("url", "http://www.linkedin.com/in/Ana-Ruiz/?x=1"),
        ("URL", "ana.example/about/"),
    ],
)
def test_people_are_found_by_id_address_and_exact_name(found, column, who):
    added = add_people(found, pd.DataFrame({column: [who], "team": ["red"]}))
    assert added.people["team"].dropna().to_dict() == {"ana-ruiz": "red"}
    assert added.people.drop(columns="team").equals(found.people)


@pytest.mark.parametrize(
    ("column", "who"),
    [("name", "Ana"), ("name", "ana ruiz"), ("id", "ANA-RUIZ"), ("url", "github.com/ana-ruiz")],
)
def test_nobody_is_guessed(found, column, who):
    added = add_people(found, pd.DataFrame({column: [who], "team": ["red"]}))
    assert added.people["team"].isna().all()
    why = "nobody has this id, address or name"
    assert added.provenance.dropped == {f"table added: {why}": 1}
    assert [(one.line, one.reason) for one in added.provenance.problems] == [(0, why)]


def test_a_name_of_two_people_is_refused_with_both(found):
    with pytest.raises(ArgumentError, match="Cy Oz may be cy, cy-2"):
        add_people(found, pd.DataFrame({"name": ["Cy Oz"], "team": ["red"]}))
    with pytest.raises(ArgumentError, match="Cy Oz may be cy, cy-2"):
        add_ties(found, pd.DataFrame({"source": ["ben"], "target": ["Cy Oz"]}))
    by_id = add_people(found, pd.DataFrame({"id": ["cy"], "name": ["Cy Oz"]}))
    assert by_id.people["name"].dropna().to_dict() == {"cy": "Cy Oz"}


def test_a_value_takes_the_place_of_one_and_an_empty_one_does_not(found):
    table = pd.DataFrame({"id": ["ana-ruiz", "ben", "cy"], "company": ["New", "Acme", ""]})
    company = add_people(found, table).people["company"]
    assert company.dropna().to_dict() == {"ana-ruiz": "New", "ben": "Acme", "cy": "Other"}


@pytest.mark.parametrize(
    "when", ["2024-03-31", pd.Timestamp("2024-03-31"), "2024-03-31T02:00+02:00"]
)
@pytest.mark.parametrize("dated", [True, False])
def test_the_day_of_a_connection_is_a_date(found, when, dated):
    if dated:
        met = pd.to_datetime([None, "2020-01-01", None, None]).astype("datetime64[us]")
        found = replace(found, people=found.people.assign(connected_on=met))
    added = add_people(found, pd.DataFrame({"id": ["cy"], "connected_on": [when]}))
    assert added.people["connected_on"].dtype == "datetime64[us]"
    assert added.people.loc["cy", "connected_on"] == pd.Timestamp("2024-03-31")
    assert added.people["connected_on"].count() == 1 + dated
    assert wt.build_network(added, ties=[]).n_people == 4


def test_what_is_no_date_is_refused_where_dates_are(found):
    with pytest.raises(ArgumentError, match="connected_on holds dates, and 'last spring' is none"):
        add_people(found, pd.DataFrame({"id": ["cy"], "connected_on": ["last spring"]}))


def test_two_rows_for_one_person_are_refused(found):
    table = pd.DataFrame({"id": ["ben", "ben"], "team": ["red", "blue"]})
    with pytest.raises(ArgumentError, match="two rows for 'ben'"):
        add_people(found, table)


def test_the_order_of_rows_makes_no_difference(found):
    table = pd.DataFrame({"id": ["ben", "cy", "nobody"], "team": ["red", "blue", "red"]})
    one, two = add_people(found, table), add_people(found, table[::-1])
    assert one.people.equals(two.people)
    assert one.provenance.dropped == two.provenance.dropped


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_however_it_was_saved(found, tmp_path, separator, encoding):
    rows = [["ID", "Région", "points"], ["ben", "Île", "3"], ["cy", "Süd", "4"]]
    file = tmp_path / "people.csv"
    file.write_bytes("\r\n".join(map(separator.join, rows)).encode(encoding))
    added = add_people(found, file)
    assert added.people.loc[["ben", "cy"], "Région"].tolist() == ["Île", "Süd"]
    assert added.people.loc["ben", "points"] == 3
    assert added.provenance.files == {"a": 4, "people.csv": 2}


def test_what_is_private_stays_in_the_file(found, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("id,E-mail,Phone,note\nben,ben@x.example,0123456789,ben@x.example\n")
    added = add_people(found, file)
    assert list(added.people) == [*found.people, "note"]
    assert added.people["note"].isna().all()
    assert any("private" in warning for warning in added.provenance.warnings)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("", ReadError, "empty"),
        ("\n", NothingUsableError, "no row below"),
        ("id,team\n", NothingUsableError, "no row below"),
        ("team,size\nred,3\n", ArgumentError, "one called id, url or name"),
        ("id,team,Team\nben,red,blue\n", ReadError, "team more than once"),
        ("%PDF-1.7 ...", ReadError, "no table"),
    ],
)
def test_what_is_no_table_of_people_is_refused(found, tmp_path, text, error, words):
    file = tmp_path / "people.csv"
    file.write_text(text)
    with pytest.raises(error, match=words):
        add_people(found, file)


def test_rows_that_are_too_long_and_unknown_people_are_listed(found, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("id,team\nben,red,blue\n\nzoe,red\ncy,blue\nana-ruiz,\0\n")
    added = add_people(found, file)
    assert added.people["team"].dropna().to_dict() == {"cy": "blue"}
    assert [(one.file, one.line) for one in added.provenance.problems] == [
        ("people.csv", 2),
        ("people.csv", 6),
        ("people.csv", 4),
    ]


def test_ties_are_declared_by_whoever_adds_them(found):
    table = pd.DataFrame({"from": ["ana-ruiz", "Ben Ito"], "to": ["Ben Ito", "cy"]})
    added = add_ties(found, table.assign(weight=[2, 1], kind=["friend", None], start="2024-05-01"))
    rows = added.ties[["source", "target", "kind", "weight", "directed", "evidence"]]
    assert rows.to_numpy().tolist() == [
        ["ana-ruiz", "ben", "friend", 2.0, False, "declared"],
        ["ben", "cy", "declared by user", 1.0, False, "declared"],
    ]
    network = wt.build_network(added)
    assert network.tie_index.to_list() == [("ana-ruiz", "ben"), ("ben", "cy")]


def test_ties_of_a_file_are_added_and_unknown_people_listed(found, tmp_path):
    file = tmp_path / "edges.csv"
    file.write_text("source,target,weight\nAna Ruiz,ben,2\nben,zoe,1\n")
    added = add_ties(found, file)
    assert added.ties[["source", "target", "weight"]].to_numpy().tolist() == [
        ["ana-ruiz", "ben", 2]
    ]
    assert set(added.ties["kind"]) == {"declared by user"}
    problem = added.provenance.problems[-1]
    assert (problem.line, problem.found) == (None, "ben, zoe")
    assert added.provenance.dropped == {"table added: nobody has this id, address or name": 1}


def test_ties_are_added_to_those_of_a_file(tmp_path):
    (tmp_path / "one.csv").write_text("source,target\na,b\n")
    found = wt.read(tmp_path / "one.csv")
    added = add_ties(found, pd.DataFrame({"source": ["b"], "target": ["a"]}))
    assert wt.build_network(added).tie_strength.tolist() == [2.0]
    one_way = add_ties(found, pd.DataFrame({"source": ["b"], "target": ["a"], "directed": [True]}))
    assert one_way.ties["directed"].tolist() == [False, True]


@pytest.mark.parametrize("add", [add_people, add_ties])
def test_what_is_no_table_is_refused(found, add):
    with pytest.raises(ArgumentTypeError, match="got list"):
        add(found, ["ben"])


def test_a_table_of_ties_needs_both_people(found):
    with pytest.raises(ArgumentError, match="source and target"):
        add_ties(found, pd.DataFrame({"source": ["ben"]}))


PRIVATE = {
    "id": ["ana-ruiz", "ben"],
    "E-Mail Address": ["ana@example.org", ""],
    "Phone": ["+1 555 010 7788", None],
    "mobile_number": [15550107788, 15550107799],
    "team": ["red", "write to ben@example.org"],
    "note": ["call +44 7700 900123", "tall"],
    "size": [2, 3],
}


@pytest.mark.parametrize("as_file", [False, True])
def test_what_is_private_is_left_out_of_a_table_and_of_a_file(found, tmp_path, as_file):
    table = pd.DataFrame(PRIVATE)
    if as_file:
        table.to_csv(tmp_path / "people.csv", index=False)
        table = tmp_path / "people.csv"
    added = add_people(found, table)
    assert sorted(added.people) == ["company", "label", "note", "size", "team", "url"]
    assert added.people["note"].dropna().to_dict() == {"ben": "tall"}
    assert added.people["team"].dropna().to_dict() == {"ana-ruiz": "red"}
    assert added.people["size"].dropna().to_dict() == {"ana-ruiz": 2, "ben": 3}
    assert not any(text in repr(vars(added)) for text in ("example.org", "555", "7700"))
    assert "E-Mail Address, Phone, mobile_number" in " ".join(added.provenance.warnings)
    assert "hold an e-mail address: 1" in " ".join(added.provenance.warnings)
    assert "hold a telephone number: 1" in " ".join(added.provenance.warnings)


@pytest.mark.parametrize("kind", [object, "str", "category"])
def test_a_telephone_number_or_address_in_a_column_of_other_things_is_left_out(found, kind):
    notes = ["call +1 555 010 7788", "at the office"]
    table = pd.DataFrame({"id": ["ana-ruiz", "ben"], "note": pd.Series(notes, dtype=kind)})
    added = add_people(found, table)
    assert added.people["note"].dropna().to_dict() == {"ben": "at the office"}
    assert "hold a telephone number: 1" in " ".join(added.provenance.warnings)
    table["note"] = pd.Series(["ana@example.org", "at the office"], dtype=kind)
    assert add_people(found, table).people["note"].dropna().to_dict() == {"ben": "at the office"}


@pytest.mark.parametrize("as_file", [False, True])
def test_people_whose_ids_are_addresses_are_found(tmp_path, as_file):
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target\nana@example.org,ben@example.org\n")
    table = pd.DataFrame({"id": ["ana@example.org"], "team": ["red"]})
    if as_file:
        table.to_csv(tmp_path / "people.csv", index=False)
        table = tmp_path / "people.csv"
    added = add_people(wt.read(ties), table)
    assert added.people["team"].dropna().to_dict() == {"ana@example.org": "red"}


def test_rows_that_name_nobody_are_listed_without_numbers_and_addresses(found):
    table = pd.DataFrame({"name": ["Cal +1 555 010 7788", "x@example.org"], "team": ["red"] * 2})
    problems = add_people(found, table).provenance.problems
    assert [one.found for one in problems] == ["Cal +...", ""]


def test_a_table_with_two_columns_of_one_name_is_refused(found):
    table = pd.DataFrame([["ben", "red", "blue"]], columns=["id", "team", "Team"])
    with pytest.raises(ArgumentError, match="names team more than once"):
        add_people(found, table)


def listed(**columns) -> pd.DataFrame:
    return pd.DataFrame({"source": ["ana-ruiz", "ben"], "target": ["ben", "cy"], **columns})


@pytest.mark.parametrize(
    "given",
    [
        {"directed": ["False", "true"]},
        {"Directed": ["no", "Yes"]},
        {"directed": [None, True]},
        {"directed": [0, 1]},
        {"type": ["Undirected", "Directed"]},
    ],
)
def test_a_direction_is_taken_as_it_is_written(found, given):
    assert add_ties(found, listed(**given)).ties["directed"].tolist() == [False, True]


def test_a_type_of_another_kind_is_no_direction(found):
    ties = add_ties(found, listed(type=["yes, close", "directed"])).ties
    assert not ties["directed"].any()


@pytest.mark.parametrize(
    "when",
    [
        ["2024-01-01T02:00:00+02:00", "2024-01-01"],
        pd.to_datetime(["2024-01-01 01:00", "2024-01-01 01:00"]).tz_localize("Europe/Paris"),
        [pd.Timestamp("2024-01-01"), "2024-01"],
        [2024, 2024],
    ],
)
def test_times_are_dates_in_utc_where_they_name_a_zone(found, when):
    start = add_ties(found, listed(start=when)).ties["start"]
    assert start.dtype == "datetime64[us]"
    assert start.tolist() == [pd.Timestamp("2024-01-01")] * 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"directed": ["maybe", True]}, "Row 0 .* directed: 'maybe'"),
        ({"weight": ["2", "much"]}, "Row 1 .* weight 'much'"),
        ({"weight": [None, 2]}, "Row 0 .* weight nan"),
        ({"weight": [2, -1]}, "Row 1 .* weight -1"),
        ({"weight": [float("inf"), 1]}, "Row 0 .* weight inf"),
        ({"start": ["2024-01-01", "yesterday"]}, "start holds dates, and 'yesterday' is none"),
    ],
)
def test_values_that_make_no_sense_are_refused(found, given, words):
    with pytest.raises(ArgumentError, match=words):
        add_ties(found, listed(**given))


def test_people_of_a_file_of_ties_are_known_by_id_before_their_names(found, tmp_path):
    people = pd.DataFrame({"label": ["Cy Oz", "Cy Oz", "Ben Ito"]}, index=["cy", "cy-2", "x"])
    ties = pd.DataFrame({"source": ["cy", "cy-2"], "target": ["cy-2", "x"]})
    file = wt.write_graph(wt.as_network((people, ties)), tmp_path / "known.graphml")
    added = add_ties(found, file).ties
    assert added[["source", "target"]].to_numpy().tolist() == [["cy", "cy-2"], ["cy-2", "ben"]]
