"""Pseudonyms: stable with the key, useless without it, and the network stays the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.connections import Problem, Provenance, RuleReport
from weakties.errors import ArgumentError
from weakties.importers import FORMATS
from weakties.pseudonyms import pseudonymize, pseudonyms_of

NETWORK = wt.as_network(nx.relabel_nodes(nx.karate_club_graph(), "Ada {}".format))


def test_no_name_or_id_remains():
    hidden = pseudonymize(NETWORK, "secret")
    shown = " ".join([*hidden.ids, *hidden.people["label"], repr(hidden.provenance)])
    assert "Ada" not in shown


def test_the_structure_remains():
    hidden = pseudonymize(NETWORK, "secret")
    for network in (NETWORK, hidden):
        assert network.n_ties == 78
    assert sorted(np.diff(hidden.indptr)) == sorted(np.diff(NETWORK.indptr))
    assert sorted(wt.measures.constraint(hidden)) == pytest.approx(
        sorted(wt.measures.constraint(NETWORK))
    )


def test_the_same_key_gives_the_same_pseudonyms_and_another_key_others():
    one, again, other = (pseudonymize(NETWORK, key) for key in ("a", "a", "b"))
    assert one.ids.equals(again.ids)
    assert not set(one.ids) & set(other.ids)


def test_a_pseudonym_does_not_depend_on_who_else_is_there():
    part = wt.as_network(nx.path_graph(["Ada 0", "Ada 1", "Ada 2"]))
    assert set(pseudonymize(part, "a").ids) <= set(pseudonymize(NETWORK, "a").ids)


def test_a_pseudonym_is_the_same_among_few_and_among_many():
    everybody = [f"Ada {at}" for at in range(20_000)]
    many = pseudonyms_of(everybody, "a")
    assert len(set(many)) == len(many)
    assert many[:3] == pseudonyms_of(everybody[:3], "a")


def test_the_order_of_pseudonyms_does_not_follow_the_order_of_names():
    hidden = pseudonymize(NETWORK, "secret")
    degrees = wt.measures.degree(NETWORK).to_numpy()
    assert not np.array_equal(wt.measures.degree(hidden).to_numpy(), degrees)


def test_an_empty_key_is_refused():
    with pytest.raises(ArgumentError, match="empty"):
        pseudonymize(NETWORK, "")


def test_of_times_only_the_year_remains():
    time = pd.Timestamp("2025-08-05 18:30:44")
    ties = pd.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "me"]})
    network = wt.as_network(ties.assign(first=[time, pd.NaT, time], last=time), owner="me")
    own = network.owner_ties.assign(last_contact=time, recency=0.87654, strength=3.21098)
    people = network.people.assign(met=time)
    hidden = pseudonymize(replace(network, people=people, owner_ties=own), "secret")
    year = pd.Timestamp("2025-01-01")
    first = hidden.ties["first"]
    assert first.dropna().tolist() == [year]
    assert first.isna().sum() == 1
    assert set(hidden.ties["last"]) == {year}
    assert set(hidden.people["met"]) == {year}
    assert hidden.owner_ties["last_contact"].tolist() == [year]
    assert hidden.owner_ties[["recency", "strength"]].to_numpy().tolist() == [[0.9, 3.2]]


def test_strengths_that_tell_an_age_are_warned_of():
    faded = replace(NETWORK.provenance, built={"ties": "default", "half_life": "30D"})
    hidden = pseudonymize(replace(NETWORK, provenance=faded), "secret")
    assert sum("half_life" in one for one in hidden.provenance.warnings) == 1
    plain = pseudonymize(NETWORK, "secret")
    assert not any("half_life" in one for one in plain.provenance.warnings)


def test_of_the_latest_date_on_record_the_year_remains():
    dated = replace(NETWORK.provenance, latest="2024-03-31")
    hidden = pseudonymize(replace(NETWORK, provenance=dated), "k")
    assert hidden.provenance.latest == "2024"


def test_files_get_numbers_for_names_wherever_they_are_mentioned():
    provenance = Provenance(
        format="x",
        files={"jane.csv": 3, "of jane/Connections (2).csv": 4},
        problems=[Problem(file="jane-too.csv", line=None, reason="no header")],
        warnings=["jane.csv is old; jane-too.csv was left out.", "Weights are janed."],
    )
    hidden = pseudonymize(
        replace(NETWORK, provenance=provenance), "secret", known_files=["connections"]
    )
    assert dict(hidden.provenance.files) == {"file 1": 3, "Connections (2).csv": 4}
    assert hidden.provenance.problems == ()
    assert hidden.provenance.warnings == (
        "file 1 is old; file 3 was left out.",
        "Weights are janed.",
    )


def test_whoever_a_text_mentions_is_under_their_pseudonym_there_too():
    people = pd.DataFrame(
        {
            "label": ["Ana Ruiz", "Ben", "Lee Wu"],
            "ego": ["x-77", "Ana Ruiz", None],
            "firm": ["ana  ruiz & Co", "Benson", "Acme"],
            "age": [1, 2, 3],
        },
        index=["x-77", "b", "c"],
    )
    provenance = Provenance(
        format="x",
        dropped={"chat with Ana Ruiz": 2, "no sender": 1},
        warnings=["Ben and ANA RUIZ are in no list; a bench is."],
        rules=[
            RuleReport(
                name="together",
                evidence="co_presence",
                foci=1,
                ties=1,
                left_out={"Lee Wu's group of more than 5 people": 1},
            )
        ],
    )
    ties = pd.DataFrame({"source": ["x-77", "b"], "target": ["b", "c"]})
    network = replace(wt.as_network((people, ties)), provenance=provenance)
    hidden = pseudonymize(network, "secret")
    ben, lee, ana = pseudonyms_of(["b", "c", "x-77"], "secret")
    assert hidden.people.loc[ana].to_dict() == {
        "label": ana,
        "ego": ana,
        "firm": f"{ana} & Co",
        "age": 1,
    }
    assert hidden.people.loc[ben, ["ego", "firm"]].to_list() == [ana, "Benson"]
    assert hidden.people["firm"][lee] == "Acme"
    assert dict(hidden.provenance.dropped) == {f"chat with {ana}": 2, "no sender": 1}
    assert hidden.provenance.warnings == (f"{ben} and {ana} are in no list; a bench is.",)
    (rule,) = hidden.provenance.rules
    assert dict(rule.left_out) == {f"{lee}'s group of more than 5 people": 1}


ROOT = Path(__file__).resolve().parents[1]


def one_file_of_every_format() -> Iterator[tuple[str, Path]]:
    """The bundled samples of platforms, and the small files that fuzzing starts from."""
    samples = sorted((ROOT / "tests" / "importers" / "samples").iterdir())
    by_format = {one.name.partition("-")[0]: one for one in reversed(samples)}
    seeds = sorted((ROOT / "fuzz" / "seeds").glob("*/*"))
    return iter(({one.parent.name: one for one in reversed(seeds)} | by_format).items())


EVERY_FORMAT = dict(one_file_of_every_format())


def test_every_format_has_a_file_here():
    assert set(EVERY_FORMAT) >= set(FORMATS)


def identifying(found: wt.Connections) -> set[str]:
    """Ids and labels of everybody that can be told from other words."""
    texts = {*map(str, found.people.index), *map(str, found.people["label"])}
    return {
        text for text in texts - {"owner", "you"} if len(text) >= 3 and any(map(str.isalpha, text))
    }


@pytest.mark.parametrize("name", FORMATS)
def test_no_output_of_any_format_holds_a_name_or_id(name, tmp_path, monkeypatch):
    monkeypatch.setattr("weakties.result._PICTURES", ("map.svg",))
    found = wt.read(EVERY_FORMAT[name], format=name)
    result = wt.analyze(found, pseudonyms="secret")
    folder = result.write(tmp_path / "out")
    result.write_graph(folder / "map.graphml")
    written = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    written["names of files"] = " ".join(written)
    written["shown"] = "".join([repr(result), result._repr_html_(), repr(result.network)])
    written["provenance"] = repr(result.network.provenance)
    assert len(written) > 10
    for text in identifying(found):
        mention = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
        assert [where for where, content in written.items() if mention.search(content)] == []
