"""Make the invented librarian's LinkedIn archive and the truth behind it.

    python data/librarian/generate.py [--seed N] [--contacts N] [--out DIR]

First a hidden world: lives, and the ties that come from them. Then only what LinkedIn would show of it on 15 January
2026. The same seed and size give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import numpy as np  # noqa: E402
from archive import write_folder, zipped  # noqa: E402
from conversations import make_conversations  # noqa: E402
from members import Seen, other_members  # noqa: E402
from messages import messages_member  # noqa: E402
from names import make_names  # noqa: E402
from owner import acquaint, make_owner  # noqa: E402
from roles import make_cast  # noqa: E402
from shown import make_profiles  # noqa: E402
from ties import make_ties  # noqa: E402
from truth import make_truth, truth_text  # noqa: E402
from world import make_world  # noqa: E402

ARCHIVE = "Basic_LinkedInDataExport_01-15-2026"
DEFAULT_SEED = 2014
FEWEST, MOST = 60, 30_000
HIDDEN_SHARE = 0.017
STAGES = (
    "world",
    "cast",
    "names",
    "ties",
    "owner",
    "met",
    "profiles",
    "talks",
    "messages",
    "members",
    "truth",
)


def make(seed: int, contacts: int) -> tuple[dict[str, bytes], str]:
    """The members of the archive and the text of truth.json."""
    streams = {stage: np.random.default_rng([seed, number]) for number, stage in enumerate(STAGES)}
    hidden = round(HIDDEN_SHARE * contacts)
    people = contacts - hidden
    cast = make_cast(streams["cast"], make_world(streams["world"], people))
    strangers = max(20, people // 30)
    everybody = make_names(streams["names"], people + strangers + 1)
    names = everybody[:people]
    book = make_ties(streams["ties"], cast, [name.slug for name in names])
    owner = make_owner(streams["owner"], cast, everybody[-1])
    met = acquaint(streams["met"], cast, book, owner)
    profiles = make_profiles(streams["profiles"], cast, names)
    talks = make_conversations(streams["talks"], cast, book, met)
    seen = Seen(cast, owner, profiles, met, everybody[people:-1])
    members = other_members(streams["members"], seen, hidden)
    members["messages.csv"] = messages_member(
        streams["messages"], owner.name, names, seen.strangers, talks
    )
    truth = make_truth(seed, cast, book, profiles, met, talks, streams["truth"])
    return {name: members[name] for name in sorted(members)}, truth_text(truth)


def write(out: Path, members: dict[str, bytes], truth: str) -> None:
    """The folder, the zip and the truth."""
    out.mkdir(parents=True, exist_ok=True)
    write_folder(out / ARCHIVE, members)
    (out / f"{ARCHIVE}.zip").write_bytes(zipped(members))
    (out / "truth.json").write_text(truth, encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description="Make an invented LinkedIn archive and the true network behind it."
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=DEFAULT_SEED,
        help="same seed and size, same bytes (default %(default)s)",
    )
    parser.add_argument(
        "--contacts",
        type=int,
        default=640,
        help=f"rows of Connections.csv, {FEWEST} to {MOST} (default %(default)s)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(__file__).parent,
        help="folder to write to (default: beside this file)",
    )
    given = parser.parse_args()
    if not FEWEST <= given.contacts <= MOST or given.seed < 0:
        parser.error(f"--contacts takes {FEWEST} to {MOST}, --seed a number from 0")
    members, truth = make(given.seed, given.contacts)
    write(given.out, members, truth)
    print(f"{given.out / ARCHIVE}.zip and truth.json: {given.contacts} contacts, seed {given.seed}")


if __name__ == "__main__":
    main()
