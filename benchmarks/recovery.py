"""How well the analysis recovers a planted truth, for each rule, for all, and against guessing.

    python -m benchmarks.recovery                           the bundled archive
    python -m benchmarks.recovery --seeds 1 2 3             further archives of its generator
    python -m benchmarks.recovery --archives one/ other/    any folders with an archive and a truth.json

A truth.json holds `ties` (source, target), `communities` (person -> name), `connectors` (ids, best
first) and `isolates` (ids). Columns: adjusted Rand index of communities; precision of the first 10
and 20 connectors; precision and recall of the people called unconnected, and their number; precision and recall
of the ties, and their number. Guessing is what drawing at random would give on average.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import comb

import weakties as wt
from weakties.build import RULES

LIBRARIAN = Path(__file__).resolve().parents[1] / "data" / "librarian"
COLUMNS = {
    "communities": "{:.2f}",
    "conn@10": "{:.2f}",
    "conn@20": "{:.2f}",
    "iso prec": "{:.2f}",
    "iso rec": "{:.2f}",
    "iso": "{:.0f}",
    "tie prec": "{:.3f}",
    "tie rec": "{:.3f}",
    "ties": "{:.0f}",
}

#: Rules for records that an archive of LinkedIn does not have.
FOR_OTHER_PLATFORMS = {"addressed", "named_together", "same_talk"}


@dataclass(frozen=True)
class Truth:
    """What an archive hides."""

    ties: frozenset[frozenset[str]]
    communities: Mapping[str, str]
    connectors: frozenset[str]
    isolates: frozenset[str]


def read_truth(file: Path) -> Truth:
    """Read a truth.json."""
    known = json.loads(file.read_text(encoding="utf-8"))
    return Truth(
        ties=frozenset(frozenset(_ends(tie)) for tie in known["ties"]),
        communities=known["communities"],
        connectors=frozenset(_id(one) for one in known["connectors"]),
        isolates=frozenset(_id(one) for one in known["isolates"]),
    )


def _ends(tie: Any) -> tuple[str, str]:
    return (tie["source"], tie["target"]) if isinstance(tie, dict) else (tie[0], tie[1])


def _id(one: Any) -> str:
    return str(one["id"]) if isinstance(one, dict) else str(one)


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Adjusted Rand index (Hubert & Arabie 1985, DOI 10.1007/BF01908075)."""
    table = pd.crosstab(one, other).to_numpy()
    pairs = comb(table, 2).sum()
    rows, columns = comb(table.sum(1), 2).sum(), comb(table.sum(0), 2).sum()
    expected = rows * columns / comb(len(one), 2)
    most = (rows + columns) / 2
    return float((pairs - expected) / (most - expected)) if most != expected else 1.0


def score(network: wt.Network, truth: Truth) -> dict[str, float]:
    """Compare what the analysis says of a network with the truth."""
    partition = wt.detect_communities(network)
    people = [one for one in network.ids if one in truth.communities]
    found = partition.community.loc[people].to_numpy()
    planted = pd.factorize(pd.Series([truth.communities[one] for one in people]))[0]
    first = list(wt.rank_connectors(network, partition, top=None)["person"])
    hits = [one in truth.connectors for one in first]
    isolates = wt.find_isolates(network)
    alone = set(isolates.loc[isolates["kind"] == "unconnected", "person"])
    ties = {frozenset(tie) for tie in network.tie_index}
    right = len(ties & truth.ties)
    return {
        "communities": adjusted_rand(found, planted),
        "conn@10": sum(hits[:10]) / 10,
        "conn@20": sum(hits[:20]) / 20,
        "iso prec": len(alone & truth.isolates) / len(alone) if alone else np.nan,
        "iso rec": len(alone & truth.isolates) / max(len(truth.isolates), 1),
        "iso": len(alone),
        "tie prec": right / len(ties) if ties else np.nan,
        "tie rec": right / max(len(truth.ties), 1),
        "ties": len(ties),
    }


def guessing(network: wt.Network, truth: Truth) -> dict[str, float]:
    """What drawing people and pairs at random gives on average, as many as ``network`` has."""
    n = network.n_people
    pairs = n * (n - 1) / 2
    isolates = wt.find_isolates(network)
    alone = int((isolates["kind"] == "unconnected").sum())
    return {
        "communities": 0.0,
        "conn@10": len(truth.connectors) / n,
        "conn@20": len(truth.connectors) / n,
        "iso prec": len(truth.isolates) / n,
        "iso rec": alone / n,
        "iso": alone,
        "tie prec": len(truth.ties) / pairs,
        "tie rec": network.n_ties / pairs,
        "ties": network.n_ties,
    }


def same_company_only(found: wt.Connections) -> wt.Network:
    """Tie all who write the same company: what comes to mind first."""
    people = found.people.drop(index=found.owner)
    company = people["company"].astype("string").str.strip().str.casefold()
    pairs = [
        (a, b)
        for _, group in people.groupby(company[company != ""])
        for at, a in enumerate(group.index)
        for b in group.index[at + 1 :]
    ]
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    stated = ties.assign(
        kind="company",
        directed=False,
        weight=1.0,
        start=np.datetime64("NaT"),
        end=np.datetime64("NaT"),
        evidence="inferred",
    )
    return wt.build_network(
        wt.Connections(people=people, ties=stated, view="ego", provenance=found.provenance),
        ties=[],
    )


def recover(archive: Path, truth: Truth) -> pd.DataFrame:
    """Scores of every way to build the network of one archive."""
    found = wt.read(archive)
    default = wt.build_network(found)
    rows = {"guessing": guessing(default, truth)}
    rows["same company only"] = score(same_company_only(found), truth)
    for rule in [name for name in RULES if name not in FOR_OTHER_PLATFORMS]:
        rows[rule] = score(wt.build_network(found, ties=[rule]), truth)
    rows["observed"] = score(wt.build_network(found, ties="observed"), truth)
    rows["default (all rules)"] = score(default, truth)
    return pd.DataFrame.from_dict(rows, orient="index")


def show(title: str, table: pd.DataFrame) -> None:
    """Print a table of scores."""
    print(f"\n{title}")
    texts = table.copy().astype(object)
    for column, form in COLUMNS.items():
        texts[column] = ["-" if pd.isna(one) else form.format(one) for one in table[column]]
    print(texts[list(COLUMNS)].to_string(), flush=True)


def archives(folders: list[Path]) -> Iterator[tuple[str, Path, Truth]]:
    """The archive and the truth in each folder: a zip if there is one, else a folder."""
    for folder in folders:
        inside = sorted(folder.glob("*.zip")) or [
            one.parent for one in sorted(folder.rglob("Connections.csv"))
        ]
        if not inside:
            message = f"{folder} holds no zip and no Connections.csv."
            raise SystemExit(message)
        yield folder.name, inside[0], read_truth(folder / "truth.json")


def generate(seed: int, contacts: int, out: Path) -> Path:
    """Make an archive with the bundled generator."""
    made = out / f"librarian-{contacts}-{seed}"
    command = [sys.executable, "generate.py", "--seed", str(seed), "--contacts", str(contacts)]
    subprocess.run([*command, "--out", str(made)], cwd=LIBRARIAN, check=True, capture_output=True)
    return made


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recovery", description=__doc__)
    parser.add_argument("--archives", nargs="*", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--seeds", nargs="*", type=int, default=[], metavar="SEED")
    parser.add_argument("--contacts", type=int, default=640)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        made = [generate(seed, chosen.contacts, Path(out)) for seed in chosen.seeds]
        folders = [*chosen.archives, *made] or [LIBRARIAN]
        tables = []
        for name, archive, truth in archives(folders):
            tables.append(recover(archive, truth))
            show(name, tables[-1])
    if len(tables) > 1:
        mean = pd.concat(tables).groupby(level=0, sort=False).mean()
        show(f"mean of {len(tables)} archives", mean)


if __name__ == "__main__":
    main()
