"""The bundled archive: made again byte for byte, true to its truth, with the format's quirks."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import igraph
import networkx as nx
import pytest

HOME = Path(__file__).resolve().parents[2] / "data" / "librarian"
ARCHIVE = "Basic_LinkedInDataExport_01-15-2026"
ORIGINS = {"work", "study", "event", "introduction", "elsewhere"}


def generate(out, *, hash_seed="0", **options):
    """Run the generator in a fresh process."""
    given = [word for key, value in options.items() for word in (f"--{key}", str(value))]
    command = [sys.executable, str(HOME / "generate.py"), "--out", str(out), *given]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def files(folder):
    """Every file below a folder and its bytes."""
    found = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def rows(folder, member):
    """A CSV member of the unzipped archive, the preamble of the connections cut off."""
    text = (folder / ARCHIVE / member).read_bytes().decode("utf-8-sig")
    if text.startswith("Notes:"):
        text = text.split("\n\n", 1)[1]
    return list(csv.DictReader(io.StringIO(text)))


def slug(url):
    """What follows /in/, decoded."""
    return unquote(url.rsplit("/in/", 1)[1])


def true_network(truth):
    """The truth as a graph, everybody in it."""
    graph = nx.Graph()
    graph.add_nodes_from(truth["communities"])
    graph.add_edges_from((tie["source"], tie["target"]) for tie in truth["ties"])
    return graph


def adjusted_rand(graph, membership, groups):
    """Adjusted Rand index over the people who know anybody."""
    linked = [person for person in graph if graph.degree(person)]
    names = {group: number for number, group in enumerate(sorted(set(groups.values())))}
    truth = [names[groups[person]] for person in linked]
    return igraph.compare_communities(
        [membership[p] for p in linked], truth, method="adjusted_rand"
    )


def leiden(graph):
    """Communities by igraph's Leiden, from a fixed seed."""
    people = list(graph)
    at = {person: i for i, person in enumerate(people)}
    plain = igraph.Graph(n=len(people), edges=[(at[a], at[b]) for a, b in graph.edges])
    igraph.set_random_number_generator(random.Random(1))
    try:
        found = plain.community_leiden(objective_function="modularity", n_iterations=-1)
    finally:
        igraph.set_random_number_generator(random)
    return dict(zip(people, found.membership, strict=True))


def check_truth(folder, contacts):
    """What holds for every seed and size."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    people = rows(folder, "Connections.csv")
    slugs = [slug(row["URL"]) for row in people if row["URL"]]
    assert len(people) == contacts
    assert len(slugs) == len(set(slugs))
    assert sorted(slugs) == sorted(truth["communities"])
    network = true_network(truth)
    assert len(truth["ties"]) == network.number_of_edges()
    assert set(network) == set(slugs)
    assert truth["isolates"] == sorted(nx.isolates(network))
    assert {tie["origin"] for tie in truth["ties"]} == ORIGINS
    unseen = sum(tie["origin"] == "elsewhere" for tie in truth["ties"]) / len(truth["ties"])
    assert abs(unseen - 1 / 3) <= 0.07
    for connector in truth["connectors"]:
        met = Counter(truth["communities"][p] for p in network[connector["id"]])
        assert connector["worlds"] == {w: n for w, n in met.items() if n >= 3}
        assert len(connector["worlds"]) >= 2
    return truth, network


@pytest.fixture(scope="module")
def bundled():
    """The committed truth and its network."""
    return check_truth(HOME, 640)


@pytest.fixture(scope="module")
def remade(tmp_path_factory):
    """The archive made again twice, under different hash seeds."""
    folders = []
    for hash_seed in ("0", "4321"):
        folder = tmp_path_factory.mktemp("librarian")
        done = generate(folder, hash_seed=hash_seed)
        assert done.returncode == 0, done.stderr
        folders.append(folder)
    return folders


def test_made_again_it_is_the_same_byte_for_byte(remade):
    once, again = (files(folder) for folder in remade)
    assert once == again
    committed = files(HOME)
    for name, content in once.items():
        if not name.endswith(".zip"):  # compressed bytes differ between versions of zlib
            assert committed[name] == content, name
    assert set(once) == {n for n in committed if n.startswith(ARCHIVE) or n == "truth.json"}


def test_the_zip_holds_the_folder_in_fixed_order_and_time():
    with zipfile.ZipFile(HOME / f"{ARCHIVE}.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 15, 9, 30, 0)}
        assert archive.namelist() == sorted(archive.namelist())
    assert held == files(HOME / ARCHIVE)


def test_the_bundle_stays_small():
    assert sum(map(len, files(HOME).values())) < 1_500_000


@pytest.mark.parametrize(("seed", "contacts"), [(3, 60), (99, 250)])
def test_other_seeds_and_sizes_work(tmp_path, seed, contacts):
    done = generate(tmp_path, seed=seed, contacts=contacts)
    assert done.returncode == 0, done.stderr
    truth, _ = check_truth(tmp_path, contacts)
    assert truth["seed"] == seed
    assert len(truth["isolates"]) >= 2


@pytest.mark.parametrize("options", [{"contacts": 5}, {"contacts": 40_000}, {"seed": -1}])
def test_impossible_wishes_are_refused(tmp_path, options):
    done = generate(tmp_path, **options)
    assert done.returncode == 2
    assert "60 to 30000" in done.stderr
    assert not list(tmp_path.iterdir())


def test_worlds_have_sensible_sizes(bundled):
    truth, _ = bundled
    sizes = Counter(truth["communities"].values())
    assert len(sizes) == 6
    assert min(sizes.values()) >= 60
    assert max(sizes.values()) <= 200


def test_isolates_live_like_everybody(bundled):
    truth, _ = bundled
    assert 40 <= len(truth["isolates"]) <= 60
    people = [row for row in rows(HOME, "Connections.csv") if row["URL"]]
    beside = Counter(row["Company"] for row in people if row["Company"])
    alone = [row for row in people if slug(row["URL"]) in set(truth["isolates"])]
    assert sum(beside[row["Company"]] > 3 for row in alone) >= len(alone) / 3
    assert len({truth["communities"][slug(row["URL"])] for row in alone}) == 6


def test_worlds_can_be_recovered_from_the_true_ties(bundled):
    truth, network = bundled
    assert adjusted_rand(network, leiden(network), truth["communities"]) > 0.6


def test_connectors_carry_the_ways_between_worlds(bundled):
    truth, network = bundled
    home = truth["communities"]
    between = Counter(dict.fromkeys(network, 0.0))
    for world in sorted(set(home.values())):
        here = [person for person in network if home[person] == world]
        there = [person for person in network if home[person] != world]
        # Every pair comes up from both sides, and NetworkX halves each.
        between.update(nx.betweenness_centrality_subset(network, here, there))
    order = sorted(network, key=lambda person: -between[person])
    for connector in truth["connectors"]:
        assert between[connector["id"]] == pytest.approx(connector["bridge_betweenness"], abs=0.006)
        assert order.index(connector["id"]) < 0.05 * len(order) + 1
    planted = {entry["id"] for entry in truth["planted_connectors"]}
    assert 20 <= len(truth["connectors"]) <= 28
    assert len(planted & set(order[:20])) >= 16
    assert len(planted & {c["id"] for c in truth["connectors"]}) >= 0.8 * len(planted)


def test_employers_shown_are_often_not_where_ties_were_made(bundled):
    truth, _ = bundled
    said = truth["statistics"]
    assert 0.2 < said["share_of_contacts_showing_an_employer_where_they_made_a_tie"] < 0.6
    assert 0.05 < said["share_of_ties_whose_ends_show_one_employer"] < 0.3
    shown = sum("current employer" in tie["shown_by"] for tie in truth["ties"])
    assert shown < 0.25 * said["pairs_showing_one_employer"]


def test_groups_talk_mostly_among_acquaintances(bundled):
    truth, _ = bundled
    said = truth["statistics"]
    assert 0.10 <= said["share_of_contacts_in_group_conversations"] <= 0.15
    assert 0.5 < said["share_of_group_pairs_truly_tied"] < 0.95


def test_connections_have_the_quirks_of_the_format():
    raw = (HOME / ARCHIVE / "Connections.csv").read_bytes()
    assert raw.startswith(b'Notes:\n"When exporting')
    assert not raw.endswith(b"\n")
    people = rows(HOME, "Connections.csv")
    assert sum(not row["URL"] and not row["First Name"] for row in people) >= 5
    named = [row for row in people if row["URL"]]
    assert any(", " in row["Last Name"] for row in named)
    assert any('"' in row["First Name"] for row in named)
    assert any(row["Last Name"] == "" for row in named)
    assert any(ord(row["First Name"][0]) > 0x370 for row in named)
    assert any("%C3" in row["URL"] for row in named)
    assert any(row["Company"] == "" for row in named)
    emails = [row["Email Address"] for row in named if row["Email Address"]]
    assert 3 <= len(emails) <= 30
    assert all(address.endswith("@example.org") for address in emails)
    kinds = {row["Company"].casefold().removeprefix("the ").strip() for row in named}
    assert len(kinds) < len({row["Company"] for row in named}) - 20


def test_messages_have_the_quirks_of_the_format():
    messages = rows(HOME, "messages.csv")
    talks = {}
    for row in messages:
        talks.setdefault(row["CONVERSATION ID"], []).append(row)
    readers = {
        key: max(m["RECIPIENT PROFILE URLS"].count("/in/") for m in talk)
        for key, talk in talks.items()
    }
    assert any(readers[key] >= 15 and len(talk) == 1 for key, talk in talks.items())
    assert any(row["IS MESSAGE DRAFT"] == "Yes" for row in messages)
    assert any(row["IS CONVERSATION DRAFT"] == "Yes" for row in messages)
    assert {row["FOLDER"] for row in messages} == {"INBOX", "ARCHIVE", "SPAM", ""}
    assert any(
        row["FROM"] == "LinkedIn Member" and not row["SENDER PROFILE URL"] for row in messages
    )
    assert any("spinmail-quill-editor" in row["CONTENT"] for row in messages)
    assert any("\n" in row["CONTENT"] for row in messages)
    assert "" in talks
    assert any(row["TO"].count(", ") > row["RECIPIENT PROFILE URLS"].count(",") for row in messages)
    contacts = {row["URL"] for row in rows(HOME, "Connections.csv") if row["URL"]}
    written = {row["SENDER PROFILE URL"] for row in messages} & contacts
    addressed = {u for row in messages for u in row["RECIPIENT PROFILE URLS"].split(",")} & contacts
    quiet = [key for key, count in readers.items() if count < 15]
    spoken = {
        url
        for key in quiet
        for row in talks[key]
        for url in (row["SENDER PROFILE URL"], *row["RECIPIENT PROFILE URLS"].split(","))
    }
    assert written < contacts
    assert addressed < contacts
    assert 0.28 <= len(spoken & contacts) / len(contacts) <= 0.48


def test_the_other_members_have_their_quirks():
    raw = {
        name: content for name, content in files(HOME / ARCHIVE).items() if name.endswith(".csv")
    }
    assert sum(content.startswith(b"\xef\xbb\xbf") for content in raw.values()) == 3
    assert sum(b"\r\n" in content for content in raw.values()) == 4
    assert {"Endorsement Given Info.csv", "Endorsement_Received_Info.csv"} <= set(raw)
    contacts = {slug(row["URL"]) for row in rows(HOME, "Connections.csv") if row["URL"]}
    endorsers = rows(HOME, "Endorsement_Received_Info.csv")
    assert all(row["Endorser Public Url"].startswith("www.") for row in endorsers)
    given = rows(HOME, "Endorsement Given Info.csv")
    named = {slug(r["Endorser Public Url"]) for r in endorsers} | {
        slug(r["Endorsee Public Url"]) for r in given
    }
    assert named <= contacts
    assert 0.12 <= len(named) / len(contacts) <= 0.28
    assert {row["Direction"] for row in rows(HOME, "Invitations.csv")} == {"INCOMING", "OUTGOING"}


def test_the_readme_states_the_figures_of_the_truth(bundled):
    truth, _ = bundled
    text = (HOME / "README.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", text, flags=re.MULTILINE))
    assert len(stated) > 8
    assert stated == {key: str(truth["statistics"][key]) for key in stated}
