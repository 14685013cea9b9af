from dataclasses import replace
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import weakties as wt
from weakties.errors import ArgumentError, NotFoundError
from weakties.layout import RIM, place_people
from weakties.measures.verdicts import judge, summarize_verdicts
from weakties.plots import describe_map, new_axes, plot_map, save_map


def drawn(drawing, **changes):
    tables = drawing.tables | changes
    return plot_map(drawing.network, drawing.partition, ax=new_axes(), **tables)


def by_gid(ax, gid):
    return [artist for artist in ax.get_children() if (artist.get_gid() or "") == gid]


def box_of(text):
    """Where a text stands in a saved picture, in pixels of the screen."""
    box = text.get_window_extent(dpi=160)
    return Bbox(box.get_points() * text.figure.dpi / 160)


def boxes(ax, *gids):
    return [box_of(text) for gid in gids for text in by_gid(ax, gid)]


def assert_tidy(ax):
    """No name covers another or a ring; all words are within the axes."""
    names = boxes(ax, "island-name", "connector-name")
    for one, two in combinations(names, 2):
        assert not one.overlaps(two)
    for rings in by_gid(ax, "connectors"):
        centres = ax.transData.transform(rings.get_offsets())
        half = np.sqrt(rings.get_sizes()) / 2 * ax.figure.dpi / 72
        for box in names:
            nearest = np.clip(centres, [box.x0, box.y0], [box.x1, box.y1])
            assert (np.linalg.norm(nearest - centres, axis=1) >= half - 0.5).all()
    frame = ax.get_window_extent()
    for text in ax.findobj(Text):
        if text.get_text() and text.get_visible() and text in ax.texts:
            box = box_of(text)
            assert box.x0 >= frame.x0
            assert box.y0 >= frame.y0
            assert box.x1 <= frame.x1
            assert box.y1 <= frame.y1


def test_names_do_not_overlap_and_stay_in_the_picture(example):
    ax = drawn(example)
    assert len(by_gid(ax, "island-name")) == 5
    assert len(by_gid(ax, "connector-name")) == len(example.tables["connectors"])
    assert_tidy(ax)


def test_the_largest_number_of_connectors_gets_names_that_do_not_overlap(network_of):
    drawing = network_of([60, 50, 40, 30, 20, 20, 10])
    people = drawing.network.ids[::9][:24]
    connectors = pd.DataFrame(
        {"person": people, "label": drawing.network.people["label"].loc[people].to_numpy()},
        index=pd.RangeIndex(1, len(people) + 1),
    )
    ax = drawn(drawing, connectors=connectors)
    assert len(by_gid(ax, "connectors")[0].get_offsets()) == 20
    assert len(by_gid(ax, "connector-name")) >= 18
    assert_tidy(ax)


def test_islands_have_shores_around_their_people_that_do_not_cross(example):
    ax = drawn(example)
    place = place_people(example.network, example.partition).to_numpy()
    shores = {code: by_gid(ax, f"island-{code}")[0].get_xy() for code in range(5)}
    for code, shore in shores.items():
        inside = Outline(shore).contains_points(place)
        assert (inside == (example.partition.codes == code)).all()
    for one, two in combinations(shores.values(), 2):
        assert not Outline(one).intersects_path(Outline(two), filled=True)


def test_isolates_stand_on_the_rim_and_are_counted(example):
    ax = drawn(example)
    alone = by_gid(ax, "alone")[0].get_offsets()
    assert len(alone) == 20
    assert np.allclose(np.hypot(*alone.T), RIM)
    assert any(text.get_text() == "20 people stand alone" for text in ax.texts)


def test_isolates_stand_on_the_rim_whatever_community_they_are_said_to_be_in():
    graph = nx.Graph(["ab", "bc", "ca", "cd"])
    graph.add_node("z")
    network = wt.as_network(graph)
    groups = wt.communities.Partition.from_labels(network, dict.fromkeys("abcdz", "all"))
    ax = plot_map(network, groups, ax=new_axes())
    assert np.allclose(np.hypot(*by_gid(ax, "alone")[0].get_offsets().T), RIM)
    assert np.hypot(*by_gid(ax, "island-0")[0].get_xy().T).max() < RIM


def test_no_rim_without_isolates(network_of):
    ax = drawn(network_of([9, 5]))
    assert by_gid(ax, "alone") == []
    assert not any("alone" in text.get_text() for text in ax.texts)


def test_rings_stand_on_their_people_and_grow_with_rank(example):
    ax = drawn(example)
    place = place_people(example.network, example.partition)
    rings = by_gid(ax, "connectors")[0]
    people = example.tables["connectors"]["person"]
    assert np.allclose(rings.get_offsets(), place.loc[people].to_numpy())
    assert (np.diff(rings.get_sizes()) < 0).all()


def test_communities_have_colours_of_their_own(example):
    ax = drawn(example)
    people = by_gid(ax, "people")[0]
    codes = example.partition.codes[np.diff(example.network.indptr) > 0]
    colours = pd.Series([to_hex(colour) for colour in people.get_facecolors()]).groupby(codes)
    assert (colours.nunique() == 1).all()
    assert colours.first().nunique() == 5


def test_inferred_weak_ties_are_dashed_and_observed_ones_solid(example):
    ax = drawn(example)
    weak, table = example.tables["weak_ties"], example.network.ties
    inferred = sum(
        table.loc[(min(a, b), max(a, b)), "evidence"] == "inferred"
        for a, b in zip(weak["source"], weak["target"])
    )
    dashed, solid = by_gid(ax, "weak-ties-inferred")[0], by_gid(ax, "weak-ties-observed")[0]
    assert (len(dashed.get_segments()), len(solid.get_segments())) == (
        inferred,
        len(weak) - inferred,
    )
    assert dashed.get_linestyle()[0][1] is not None
    assert solid.get_linestyle()[0][1] is None


def test_weak_ties_lead_from_person_to_person_and_lie_over_the_rest(example):
    ax = drawn(example)
    place = place_people(example.network, example.partition)
    solid = by_gid(ax, "weak-ties-observed")[0]
    ends = {tuple(np.round(line[at], 9)) for line in solid.get_segments() for at in (0, -1)}
    assert ends <= {tuple(one) for one in np.round(place.to_numpy(), 9)}
    others = by_gid(ax, "ties-within") + by_gid(ax, "ties-between") + by_gid(ax, "people")
    assert solid.get_zorder() > max(artist.get_zorder() for artist in others)


def test_every_tie_is_drawn_and_inferred_ones_lighter(example):
    ax = drawn(example)
    lines = [by_gid(ax, gid)[0] for gid in ("ties-within", "ties-between")]
    assert sum(len(one.get_segments()) for one in lines) == example.network.n_ties
    for one in lines:
        light, full = np.unique(one.get_colors()[:, 3].round(6))
        assert light <= 0.6 * full
    inferred = (example.network.tie_table["evidence"] == "inferred").sum()
    assert sum((c[:, 3] < c[:, 3].max()).sum() for c in (o.get_colors() for o in lines)) == inferred


def test_caption_says_so_if_not_every_tie_is_drawn(example, monkeypatch):
    monkeypatch.setattr("weakties.plots._words.MOST_DRAWN", example.network.n_ties // 2)
    ax = drawn(example)
    lines = [by_gid(ax, gid)[0].get_segments() for gid in ("ties-within", "ties-between")]
    assert sum(map(len, lines)) == -(-example.network.n_ties // 3)
    assert "One tie in 3 is drawn." in by_gid(ax, "caption")[0].get_text().replace("\n", " ")


def test_caption_says_how_much_is_inferred(example):
    ax = drawn(example)
    caption = by_gid(ax, "caption")[0].get_text().replace("\n", " ")
    inferred = (example.network.tie_table["evidence"] == "inferred").sum()
    assert f"{inferred} of {example.network.n_ties} ties are INFERRED" in caption
    assert "20 people stand alone" in caption


def test_caption_gives_the_verdict(example):
    caption = by_gid(drawn(example), "caption")[0].get_text().replace("\n", " ")
    [partial] = summarize_verdicts(judge(example.network))
    assert partial.startswith("PARTIAL (22 of 22 measures): ")
    assert partial in caption
    star = wt.as_network(nx.star_graph(4))
    groups = wt.detect_communities(star)
    insisted = wt.rank_connectors(star, groups, by="betweenness")
    ax = plot_map(star, groups, connectors=insisted, ax=new_axes())
    assert "ARTEFACT (22 of 22 measures): One person" in by_gid(ax, "caption")[0].get_text()


def test_caption_says_of_which_period_the_ties_are():
    network = wt.as_network(nx.path_graph(3))
    origin = replace(network.provenance, period="only what was there before 2024-01-01")
    network = replace(network, provenance=origin)
    words = describe_map(network, wt.detect_communities(network))
    assert " Only what was there before 2024-01-01. " in words


def test_a_long_caption_stays_below_the_words_on_the_rim(example):
    origin = replace(example.network.provenance, period="only what was there " + 40 * "long ago ")
    long = replace(example, network=replace(example.network, provenance=origin))
    ax = drawn(long)
    caption = box_of(by_gid(ax, "caption")[0])
    [rim] = [text for text in ax.texts if text.get_text() == "20 people stand alone"]
    assert caption.y1 <= box_of(rim).y0
    assert caption.x1 <= ax.get_window_extent().x1


def test_legend_lists_names_people_and_shares(example):
    words = [text.get_text() for text in drawn(example).texts]
    assert "Institute 0" in words
    assert "40" in words
    assert "29%" in words


def test_many_communities_share_the_last_line_of_the_legend(network_of):
    drawing = network_of([6] * 30)
    ax = drawn(drawing)
    assert "18 smaller ones" in [text.get_text() for text in ax.texts]
    assert_tidy(ax)


HOSTILE = [
    "$x^2$",
    r"\frac{1}{0} \mathbf{x}",
    "a_b {c} %d % & # ~ ^",
    "</text><script>alert(1)</script>",
    "😀 Ana 👩‍🔬 Li",
    "שלום עולם",
    "مرحبا \u202egnp.exe",
    "王小明",
    "x" * 300,
    "word " * 60,
    "line\nbreak\ttab\x00\x07",
    "",
    "_",
    "e\u0301\u0301\u0301",
]


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.filterwarnings("error")
def test_hostile_names_are_drawn_as_they_stand(network_of, label, tmp_path):
    drawing = network_of([12, 8], alone=2, label=label)
    drawing.tables["names"]["name"] = label
    drawing.tables["connectors"]["joins"] = label
    ax = drawn(drawing)
    assert_tidy(ax)
    assert len(by_gid(ax, "connector-name")) == len(drawing.tables["connectors"])
    save_map(ax, tmp_path / "map.png")
    save_map(ax, tmp_path / "map.svg")
    assert "<script" not in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_mathematical_signs_are_printed_as_they_stand(network_of):
    ax = drawn(network_of([12, 8], label="$x^2$ \\alpha"))
    for text in by_gid(ax, "connector-name"):
        assert text.get_text() == "$x^2$ \\alpha"
        assert not text.get_parse_math()


@pytest.mark.parametrize(
    ("sizes", "alone"),
    [([], 0), ([], 1), ([], 25), ([], 700), ([2], 0), ([1, 1], 0), ([30], 0), ([25, 3, 2], 400)],
)
@pytest.mark.filterwarnings("error")
def test_any_network_can_be_drawn(network_of, sizes, alone, tmp_path):
    drawing = network_of(sizes, alone=alone)
    ax = drawn(drawing)
    assert_tidy(ax)
    assert save_map(ax, tmp_path / "map.png").stat().st_size > 1000


def test_tables_may_be_missing(example):
    ax = plot_map(example.network, example.partition, ax=new_axes())
    assert by_gid(ax, "connectors") == []
    assert by_gid(ax, "island-name")[0].get_text() == "Community 0"
    assert_tidy(ax)


def test_same_input_same_bytes_in_any_order_of_rows(network_of, tmp_path):
    saved = []
    for at, shuffle in enumerate((False, False, True)):
        ax = drawn(network_of([30, 20, 9], alone=5, shuffle=shuffle))
        files = [save_map(ax, tmp_path / f"{at}.{kind}") for kind in ("png", "svg", "pdf")]
        saved.append([file.read_bytes() for file in files])
    assert saved[0] == saved[1]
    assert saved[0] == saved[2]


def test_settings_of_the_user_change_nothing(example, tmp_path):
    plain = save_map(drawn(example), tmp_path / "plain.png").read_bytes()
    with mpl.rc_context({"font.size": 30, "font.family": "serif", "figure.dpi": 50}):
        assert mpl.rcParams["backend"]  # which is chosen when first asked for
        before = mpl.rcParams.copy()
        styled = save_map(drawn(example), tmp_path / "styled.png").read_bytes()
        assert mpl.rcParams == before
    assert styled == plain


def test_axes_given_are_drawn_on_and_no_other_figure_is_made(example):
    plt.close("all")
    figure = plt.figure(figsize=(14, 6))
    left, right = figure.subplots(1, 2)
    ax = plot_map(example.network, example.partition, ax=right, **example.tables)
    assert ax is right
    assert plt.get_fignums() == [figure.number]
    assert left.get_children() == figure.axes[0].get_children()
    assert_tidy(right)
    plt.close(figure)


def test_a_figure_of_its_own_is_known_to_pyplot(example):
    plt.close("all")
    ax = plot_map(example.network, example.partition)
    assert plt.gcf() is ax.figure
    plt.close("all")


def test_positions_given_are_used(example):
    place = place_people(example.network, example.partition, rng=7).sample(frac=1, random_state=0)
    ax = plot_map(example.network, example.partition, positions=place, ax=new_axes())
    people = by_gid(ax, "people")[0].get_offsets()
    tied = np.diff(example.network.indptr) > 0
    assert np.allclose(people, place.loc[example.network.ids].to_numpy()[tied])


def test_positions_of_somebody_missing_are_an_error(example):
    place = place_people(example.network, example.partition).drop(index="p0003")
    with pytest.raises(ArgumentError, match="'p0003'"):
        plot_map(example.network, example.partition, positions=place, ax=new_axes())


def test_a_weak_tie_that_is_not_there_is_an_error(example):
    weak = pd.DataFrame({"source": ["p0000"], "target": ["p0130"]})
    with pytest.raises(ArgumentError, match="'p0000' and 'p0130'"):
        drawn(example, weak_ties=weak)


def test_a_connector_who_is_not_there_is_an_error(example):
    connectors = pd.DataFrame({"person": ["nobody"], "label": ["Nobody"]}, index=[1])
    with pytest.raises(NotFoundError, match="nobody"):
        drawn(example, connectors=connectors)


def test_direction_of_ties_makes_no_difference_to_the_picture():
    ties = pd.DataFrame({"source": list("abcaef"), "target": list("bcadfd")})
    networks = [wt.as_network(ties, directed=directed) for directed in (True, False)]
    groups = [
        wt.communities.Partition.from_labels(one, dict(zip("abcdef", (0, 0, 0, 1, 1, 1))))
        for one in networks
    ]
    weak = pd.DataFrame({"source": ["a"], "target": ["d"]})
    pictures = [
        plot_map(one, group, weak_ties=weak, ax=new_axes()) for one, group in zip(networks, groups)
    ]
    lines = [by_gid(ax, "ties-within")[0].get_segments() for ax in pictures]
    assert np.allclose(lines[0], lines[1])


def test_description_names_communities_connectors_and_evidence(example):
    words = describe_map(example.network, example.partition, **example.tables)
    assert words.startswith("Map of a social network: 136 people, 5 communities, 20 stand alone.")
    assert "Institute 0 (40 people)" in words
    assert example.tables["connectors"]["label"].iloc[0] in words
    assert "INFERRED" in words


def test_description_of_an_empty_network():
    network = wt.as_network(pd.DataFrame({"source": [], "target": []}))
    groups = wt.communities.Partition.from_labels(network, {})
    assert describe_map(network, groups) == (
        "Map of a social network: 0 people. ARTEFACT (22 of 22 measures): The network holds no ties, "
        "so there is nothing to measure."
    )


def test_a_partition_of_other_people_is_an_error(example):
    other = wt.as_network(nx.path_graph(example.network.n_people))
    with pytest.raises(ArgumentError, match="not the"):
        plot_map(example.network, wt.detect_communities(other), ax=new_axes())
