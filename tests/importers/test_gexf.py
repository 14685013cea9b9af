"""GEXF of all versions, with times."""

import networkx as nx
import pandas as pd
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, ReadError
from weakties.importers import identify, read, read_gexf

NODES = '<nodes><node id="a" label="Ana"/><node id="b" label="Ben"/><node id="c"/></nodes>'


def document(body, graph="", version="1.3", head=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<gexf xmlns="http://gexf.net/{version}" version="{version}"><meta/>'
        f"<graph {graph}>{body}</graph></gexf>"
    )


def edge(inner="", **given):
    words = " ".join(f'{name}="{value}"' for name, value in given.items())
    return f'<edges><edge id="0" source="a" target="b" {words}>{inner}</edge></edges>'


@pytest.fixture
def gexf(write_file):
    def reading(text, name="network.gexf"):
        return read_gexf(write_file(text, name=name))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def said(found):
    return " ".join(found.provenance.warnings)


day = pd.Timestamp


VERSIONS = {
    "1.0": '<gexf xmlns="http://www.gexf.net/1.0draft"><graph type="static">{}</graph></gexf>',
    "1.1": '<gexf xmlns="http://www.gexf.net/1.1draft" version="1.1" xmlns:viz="v">'
    '<graph mode="static" defaultedgetype="undirected">{}</graph></gexf>',
    "1.2": '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    '<graph mode="static" defaultedgetype="undirected" idtype="string">{}</graph></gexf>',
    "1.3": '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    '<graph defaultedgetype="undirected">{}</graph></gexf>',
    "prefixed": '<g:gexf xmlns:g="http://gexf.net/1.3"><graph>{}</graph></g:gexf>',
}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version(write_file, version):
    weight = "cardinal" if version == "1.0" else "weight"
    path = write_file(VERSIONS[version].format(NODES + edge(**{weight: "2.5"})), name="file.txt")
    assert identify(path).name == "gexf"
    found = read(path)
    assert found.people["label"].to_dict() == {"a": "Ana", "b": "Ben", "c": "c"}
    assert rows_of(found, "weight", "directed") == [("a", "b", 2.5, False)]
    assert found.provenance.warnings == ()


def test_attributes_of_every_type(gexf):
    kinds = {
        "string": ("x y", "x y"),
        "integer": ("3", 3),
        "long": ("30", 30),
        "double": ("1.5", 1.5),
        "boolean": ("true", True),
        "anyURI": ("http://x", "http://x"),
        "date": ("2026-01-02", "2026-01-02"),
    }
    declared = "".join(
        f'<attribute id="{at}" title="{kind}" type="{kind}"/>' for at, kind in enumerate(kinds)
    )
    values = "".join(
        f'<attvalue for="{at}" value="{text}"/>' for at, (text, _) in enumerate(kinds.values())
    )
    found = gexf(
        document(
            f'<attributes class="node">{declared}<attribute id="z" title="team" type="string">'
            f"<default>none</default></attribute></attributes>"
            f'<nodes><node id="a"><attvalues>{values}</attvalues></node><node id="b"/></nodes>'
        )
    )
    ana = found.people.loc["a"]
    assert {kind: ana[kind] for kind in kinds} == {
        kind: value for kind, (_, value) in kinds.items()
    }
    assert found.people["team"].tolist() == ["none", "none"]


# What other readers get wrong


def test_networkx_crashes_on_spells_of_datetime(gexf):
    spells = (
        '<spells><spell start="2026-03-02T09:15:00Z" end="2026-03-04T16:40:00Z"/>'
        '<spell start="2026-05-01T00:00:00+02:00" end="2026-05-02T00:00:00Z"/></spells>'
    )
    found = gexf(document(NODES + edge(spells, weight=2), 'mode="dynamic" timeformat="dateTime"'))
    assert rows_of(found, "weight", "start", "end") == [
        ("a", "b", 2.0, day("2026-03-02 09:15"), day("2026-05-02"))
    ]
    assert found.ties["spells"].tolist() == [
        (
            (day("2026-03-02 09:15"), day("2026-03-04 16:40")),
            (day("2026-04-30 22:00"), day("2026-05-02")),
        )
    ]


def test_networkx_crashes_on_an_open_spell(gexf):
    body = (
        '<nodes><node id="a" start="2009-03-01"/><node id="b"/></nodes><edges>'
        '<edge source="a" target="b"><spells><spell end="2009-04-01"/>'
        '<spell start="2010-01-01"/></spells></edge>'
        '<edge source="b" target="a" start="2009-03-03" end="Infinity"/></edges>'
    )
    found = gexf(document(body, 'mode="dynamic" timeformat="date"', version="1.2draft"))
    assert rows_of(found, "start", "end") == [
        ("a", "b", pd.NaT, pd.NaT),
        ("b", "a", day("2009-03-03"), pd.NaT),
    ]
    assert found.ties["spells"].tolist()[0] == (
        (day("2010-01-01"), None),
        (None, day("2009-04-01")),
    )
    assert found.people["start"].tolist() == [day("2009-03-01"), pd.NaT]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("liststring", "x|y z", ("x", "y z")),
        ("liststring", "[x, y z]", ("x", "y z")),
        ("listlong", "1|2", (1, 2)),
        ("listinteger", "[1, 2, 3]", (1, 2, 3)),
        ("listdouble", "0.5;1", (0.5, 1.0)),
        ("listboolean", "true, false", (True, False)),
        ("liststring", "", ()),
    ],
)
def test_networkx_crashes_on_lists(gexf, kind, text, value):
    found = gexf(
        document(
            f'<attributes class="node"><attribute id="0" title="tags" type="{kind}"/></attributes>'
            f'<nodes><node id="a"><attvalues><attvalue for="0" value="{text}"/></attvalues></node>'
            "</nodes>"
        )
    )
    assert found.people["tags"].tolist() == [value]


@pytest.mark.parametrize("place", ["graph", "edge"])
def test_networkx_takes_mutual_for_undirected(gexf, place):
    given = {"type": "mutual"} if place == "edge" else {}
    graph = "" if place == "edge" else 'defaultedgetype="mutual"'
    found = gexf(document(NODES + edge(weight=2, **given), graph))
    assert rows_of(found, "weight", "directed") == [("a", "b", 2.0, True), ("b", "a", 2.0, True)]


# Times


def test_timestamps(gexf):
    spells = '<spells><spell timestamp="2026-03-02"/><spell timestamp="2026-03-05"/></spells>'
    found = gexf(document(NODES + edge(spells), 'timeformat="date" timerepresentation="timestamp"'))
    assert rows_of(found, "start", "end") == [("a", "b", day("2026-03-02"), day("2026-03-05"))]
    assert found.ties["spells"].tolist() == [((day("2026-03-02"),) * 2, (day("2026-03-05"),) * 2)]


def test_times_that_count_steps_are_numbers_and_years_are_years(gexf):
    found = gexf(document(NODES + edge(start="1.0", end="12"), 'timeformat="double"'))
    assert rows_of(found, "start_number", "end_number") == [("a", "b", 1.0, 12.0)]
    assert found.ties["start"].isna().all()
    years = gexf(document(NODES + edge(start="1999", end="2001"), 'timeformat="integer"'))
    assert rows_of(years, "start", "end") == [("a", "b", day("1999-01-01"), day("2001-12-31"))]


def test_open_ends_are_said_with_other_attributes_in_old_files(gexf):
    found = gexf(
        document(NODES + edge(startopen="2009-03-01", endopen="2009-03-10"), version="1.2")
    )
    assert rows_of(found, "start", "end") == [("a", "b", day("2009-03-01"), day("2009-03-10"))]


def test_a_weight_that_changes_overrides_the_first_and_is_a_row_for_every_value(gexf):
    declared = (
        '<attributes class="edge" mode="dynamic"><attribute id="w" title="Weight" type="float"/>'
        "</attributes>"
    )
    values = (
        '<attvalues><attvalue for="w" value="3" start="2026-02-01" end="2026-03-01"/>'
        '<attvalue for="w" value="2" start="2026-01-01" end="2026-02-01"/></attvalues>'
    )
    found = gexf(document(declared + NODES + edge(values, weight=9), 'mode="dynamic"'))
    assert rows_of(found, "weight", "start") == [
        ("a", "b", 2.0, day("2026-01-01")),
        ("a", "b", 3.0, day("2026-02-01")),
    ]
    assert "ties of that kind: 1." in said(found)


def test_of_other_attributes_that_change_the_latest_stays_and_the_rest_is_counted(gexf):
    declared = (
        '<attributes class="node" mode="dynamic"><attribute id="0" title="team" type="string"/>'
        "</attributes>"
    )
    values = (
        '<attvalue for="0" value="south" start="10" end="11"/>'
        '<attvalue for="0" value="north" start="9" end="10"/>'
    )
    nodes = f'<nodes><node id="a"><attvalues>{values}</attvalues></node></nodes>'
    found = gexf(document(declared + nodes))
    assert found.people["team"].tolist() == ["south"]
    assert "earlier ones left out: 1." in said(found)


def test_times_that_cannot_be_read_are_said(gexf):
    body = NODES + edge(start="soon").replace(
        "</edges>", '<edge source="b" target="c" start="2026-01-01"/></edges>'
    )
    found = gexf(document(body))
    assert "Ties kept without their times, which could not be read: 1." in said(found)
    assert len(found.ties) == 2


# Ties, groups, drawing


def test_directions_kinds_and_labels_of_ties(gexf):
    body = NODES + (
        '<edges><edge source="a" target="b" type="directed" kind="advice" label="asks"/>'
        '<edge source="a" target="b" type="undirected" kind="friendship"/></edges>'
    )
    found = gexf(document(body, 'defaultedgetype="undirected"'))
    assert rows_of(found, "kind", "directed") == [
        ("a", "b", "advice", True),
        ("a", "b", "friendship", False),
    ]
    assert found.ties["label"].fillna("").tolist() == ["asks", ""]


def test_nodes_that_hold_others_are_foci(gexf):
    body = (
        '<nodes><node id="g" label="Group"><nodes><node id="h" label="Half"><nodes>'
        '<node id="a"/></nodes></node></nodes></node><node id="b" pid="g"/></nodes>'
        '<edges><edge source="a" target="b"/></edges>'
    )
    found = gexf(document(body))
    assert found.people.index.tolist() == ["a", "b"]
    assert found.memberships[["person", "focus"]].to_numpy().tolist() == [
        ["a", "Group"],
        ["a", "Half"],
        ["b", "Group"],
    ]


def test_groups_that_hold_each_other_end(gexf):
    found = gexf(document('<nodes><node id="a" pid="b"/><node id="b" pid="a"/></nodes>' + edge()))
    assert len(found.people) == 2


def test_drawing_is_not_read_and_that_is_said(gexf):
    nodes = '<nodes><node id="a"><viz:color r="1" g="2" b="3" xmlns:viz="v"/></node></nodes>'
    found = gexf(document(nodes))
    assert found.people.columns.tolist() == ["label"]
    assert said(found) == "Colours, sizes and positions were not read."


def test_files_of_networkx_agree_with_networkx(tmp_path):
    graph = nx.les_miserables_graph()
    nx.write_gexf(graph, tmp_path / "a.gexf")
    network = wt.build_network(read(tmp_path / "a.gexf"))
    expected = wt.as_network(graph, strength="weight")
    assert network.ids.tolist() == expected.ids.tolist()
    assert network.strength.tolist() == expected.strength.tolist()


# Damage


def test_broken_files_are_refused(write_file):
    whole = document(NODES + edge())
    with pytest.raises(ReadError, match="ends in the middle"):
        read(write_file(whole[:-20], name="cut.gexf"))
    entity = '<!DOCTYPE gexf [<!ENTITY a "b">]>'
    with pytest.raises(ReadError, match="declares the entity 'a'"):
        read(write_file(document(NODES, head=entity), name="bomb.gexf"))
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_file(document(""), name="empty.gexf"))


def test_ties_that_cannot_be_used_are_counted(gexf):
    body = NODES + (
        '<edges>\n<edge source="a" weight="1"/>\n<edge source="a" target="b" weight="0"/>\n'
        '<edge source="a" target="b" weight="x"/>\n<edge source="b" target="c" weight="1"/></edges>'
    )
    found = gexf(document(body))
    assert found.provenance.dropped == {
        "no target": 1,
        "weight is no number": 1,
        "weight is not positive": 1,
    }
    assert [one.line for one in found.provenance.problems] == [2, 3, 4]


# What this reader got wrong


def test_timestamps_and_intervals_in_one_attribute_were_left_out(gexf):
    moments = gexf(
        document(
            '<nodes><node id="a" timestamps="&lt;[2026-03-02, 2026-03-05]&gt;"/><node id="b"/>'
            "</nodes>" + edge(timestamps="[2026-03-02,2026-03-05]")
        )
    )
    assert moments.people["start"].tolist()[0] == day("2026-03-02")
    assert moments.people["end"].tolist()[0] == day("2026-03-05")
    assert moments.ties["spells"].tolist() == [((day("2026-03-02"),) * 2, (day("2026-03-05"),) * 2)]
    periods = gexf(
        document(NODES + edge(intervals="[2026-03-02, 2026-03-05); [2026-04-01, Infinity]"))
    )
    assert periods.ties["spells"].tolist() == [
        ((day("2026-03-02"), day("2026-03-05")), (day("2026-04-01"), None))
    ]
    bare = gexf(document(NODES + edge(timestamps="1.5, 3")))
    assert rows_of(bare, "start_number", "end_number") == [("a", "b", 1.5, 3.0)]


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Europe/Paris", "2026-07-02T07:15"),
        ("-05:30", "2026-07-02T14:45"),
        ("UTC", "2026-07-02T09:15"),
    ],
)
def test_the_zone_of_times_that_name_none_was_passed_over(gexf, zone, utc):
    head = f'timeformat="dateTime" timezone="{zone}"'
    found = gexf(document(NODES + edge(start="2026-07-02T09:15:00", end="2026-07-03"), head))
    assert rows_of(found, "start", "end") == [("a", "b", day(utc), day("2026-07-03"))]
    named = gexf(document(NODES + edge(start="2026-07-02T09:15:00+00:00"), head))
    assert named.ties["start"].tolist() == [day("2026-07-02T09:15")]
    assert "time zone" not in said(found)


def test_a_zone_that_is_not_known_is_said(gexf):
    found = gexf(document(NODES + edge(start="2026-07-02T09:15:00"), 'timezone="../etc/passwd"'))
    assert "The time zone '../etc/passwd' is not known" in said(found)
    assert found.ties["start"].tolist() == [day("2026-07-02T09:15")]


def test_the_time_of_a_slice_was_left_out(gexf):
    ties = NODES + edge().replace("</edges>", edge(start="2026-01-05").removeprefix("<edges>"))
    found = gexf(document(ties, 'mode="slice" start="2026-01-01" end="2026-02-01"'))
    assert found.ties["start"].tolist() == [day("2026-01-01"), day("2026-01-05")]
    assert found.people["end"].tolist() == [day("2026-02-01")] * len(found.people)


def test_a_weight_declared_to_change_that_has_one_value_for_all_time_was_left_out(gexf):
    declared = (
        '<attributes class="edge" mode="dynamic"><attribute id="w" title="Weight" type="float"/>'
        "</attributes>"
    )
    value = '<attvalues><attvalue for="w" value="3"/></attvalues>'
    found = gexf(document(declared + NODES + edge(value, weight=9, start="2026-01-01")))
    assert rows_of(found, "weight", "start") == [("a", "b", 3.0, day("2026-01-01"))]


def test_types_of_version_1_0_and_others_were_undirected_without_a_word(gexf):
    assert rows_of(gexf(document(NODES + edge(type="dir"))), "directed") == [("a", "b", True)]
    assert len(gexf(document(NODES + edge(type="double"))).ties) == 2
    other = gexf(document(NODES + edge(type="bent")))
    assert rows_of(other, "directed") == [("a", "b", False)]
    assert "neither directed nor undirected nor mutual, read as undirected: 1." in said(other)


def test_nan_and_infinity_among_numbers_were_texts(gexf):
    declared = (
        '<attributes class="node"><attribute id="0" title="score" type="double"/></attributes>'
    )
    nodes = "".join(
        f'<node id="{at}"><attvalues><attvalue for="0" value="{value}"/></attvalues></node>'
        for at, value in enumerate(["1.5", "NaN", "-Infinity"])
    )
    scores = gexf(document(f"{declared}<nodes>{nodes}</nodes>")).people["score"]
    assert scores.fillna(0).tolist() == [1.5, 0, float("-inf")]
