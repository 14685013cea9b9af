"""Plain JSON from tables and settings."""

import json

import networkx as nx
import numpy as np
import pandas as pd

import weakties as wt
from weakties.report import network_digest, plain_records, to_json


def test_values_become_plain():
    table = pd.DataFrame(
        {
            "number": [np.float64(0.5), np.nan, np.inf],
            "time": [pd.Timestamp("2026-01-15"), pd.NaT, pd.NaT],
            "kind": pd.Categorical(["a", None, "b"]),
            "flag": [True, False, True],
        },
        index=pd.Index([1, 1, 3], name="rank"),
    )
    assert plain_records(table) == [
        {"rank": 1, "number": 0.5, "time": "2026-01-15T00:00:00", "kind": "a", "flag": True},
        {"rank": 1, "number": None, "time": None, "kind": None, "flag": False},
        {"rank": 3, "number": "infinite", "time": None, "kind": "b", "flag": True},
    ]


def test_the_text_is_strict_json():
    text = to_json({"one": np.int64(1), "none": float("nan"), "name": "Zoë", "list": (1, 2)})
    assert json.loads(text, parse_constant=None) == {
        "one": 1,
        "none": None,
        "name": "Zoë",
        "list": [1, 2],
    }
    assert "Zoë" in text


def test_equal_networks_have_equal_digests_and_others_have_not():
    graph = nx.karate_club_graph()
    shuffled = nx.Graph(reversed(list(graph.edges)))
    one, two = (wt.as_network(g) for g in (graph, shuffled))
    graph.remove_edge(0, 1)
    assert network_digest(one) == network_digest(two) != network_digest(wt.as_network(graph))
