"""What a file says, held in tables that are checked once."""

import pandas as pd
import pytest

from weakties.connections import (
    EVENT_COLUMNS,
    MEMBERSHIP_COLUMNS,
    MOST_PROBLEMS,
    TIE_COLUMNS,
    Connections,
    Problem,
    Provenance,
)
from weakties.errors import ArgumentError

PEOPLE = pd.DataFrame({"label": ["Ana", "Ben"]}, index=["ana", "ben"])


def test_tables_left_out_are_empty_with_all_their_columns() -> None:
    found = Connections(people=PEOPLE, provenance=Provenance(format="test"))
    assert list(found.ties) == list(TIE_COLUMNS)
    assert list(found.events) == list(EVENT_COLUMNS)
    assert list(found.memberships) == list(MEMBERSHIP_COLUMNS)
    assert found.ties["start"].dtype == "datetime64[us]"
    assert found.ties.empty


def test_a_table_without_a_column_is_refused() -> None:
    with pytest.raises(ArgumentError, match=r"table of ties lacks the column\(s\) kind, directed"):
        Connections(
            people=PEOPLE,
            ties=pd.DataFrame(columns=["source", "target", "weight", "start", "end", "evidence"]),
            provenance=Provenance(format="test"),
        )


def test_people_need_a_label_and_ids_that_differ() -> None:
    for people in (PEOPLE.drop(columns="label"), PEOPLE.set_axis(["ana", "ana"], axis="index")):
        with pytest.raises(ArgumentError, match="'label' and ids that differ"):
            Connections(people=people, provenance=Provenance(format="test"))


def test_the_owner_must_be_among_the_people() -> None:
    with pytest.raises(ArgumentError, match="'zoe' is not among the people"):
        Connections(people=PEOPLE, owner="zoe", provenance=Provenance(format="test"))


def test_provenance_is_sorted_capped_and_cannot_be_changed() -> None:
    problem = Problem(file="f", line=1, reason="r")
    provenance = Provenance(
        format="test", files={"b": 1, "a": 2}, dropped={"y": 1, "x": 2}, problems=[problem] * 2000
    )
    assert list(provenance.files) == ["a", "b"]
    assert list(provenance.dropped) == ["x", "y"]
    assert len(provenance.problems) == MOST_PROBLEMS
    with pytest.raises(TypeError):
        provenance.dropped["z"] = 1  # type: ignore[index]


def test_repr_and_html_say_what_was_found_and_left_out() -> None:
    provenance = Provenance(format="test", files={"<f>.csv": 2}, dropped={"no <name>": 3})
    found = Connections(people=PEOPLE, owner="ana", view="ego", provenance=provenance)
    assert repr(found) == (
        "<Connections from test: 2 people, 0 ties, 0 events, 0 memberships, 3 rows left out>"
    )
    html = found._repr_html_()
    assert "no &lt;name&gt;: 3 rows left out" in html
    assert "&lt;f&gt;.csv" in html
    assert not any(word in html for word in ("<name>", "http", "src=", "<script"))
