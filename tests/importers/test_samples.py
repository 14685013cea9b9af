"""What holds for every sample of every platform's export."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd

from weakties import analyze
from weakties.importers import FORMATS, identify, read

#: The word that every text of a message in the samples holds.
SECRET = "secret"
#: Formats of publications.
CATALOGUES = {
    *("bibtex", "crossref", "dimensions", "lens", "openalex", "orcid", "ris", "scopus"),
    "web_of_science",
}
MAIL = re.compile(r"[\w.]+@[\w-]+\.\w+")
TELEPHONE = re.compile(r"\+\d[\d ()-]{6,}\d")


def tables(found):
    return [found.people, found.ties, found.events, found.memberships]


def everything(found) -> str:
    """All that is kept, as one text."""
    texts = [table.reset_index().to_csv(index=False) for table in tables(found)]
    return "\n".join([*texts, repr(found.provenance), repr(found.owner)])


def test_it_is_recognised_by_its_content(sample, sample_name, write_zip, sample_members) -> None:
    name = sample_name.partition("-")[0]
    assert identify(sample(sample_name)).name == name
    assert identify(write_zip(sample_members(sample_name), name="renamed.bin")).name == name
    extra = {f"My export/{path}": text for path, text in sample_members(sample_name).items()}
    assert identify(write_zip(extra, name="again.zip")).name == name


def test_it_gives_what_its_format_says(sample, sample_name) -> None:
    found = read(sample(sample_name))
    given = {name for name in ("ties", "events", "memberships") if len(getattr(found, name))}
    assert given <= set(FORMATS[sample_name.partition("-")[0]].gives)


def test_folder_and_zip_say_the_same(sample, sample_name, write_zip, sample_members) -> None:
    one = read(sample(sample_name))
    other = read(write_zip(sample_members(sample_name)))
    for table, again in zip(tables(one), tables(other), strict=True):
        pd.testing.assert_frame_equal(table, again)
    assert replace(one.provenance, sources=()) == replace(other.provenance, sources=())


def test_neither_texts_nor_addresses_are_kept(sample, sample_name, sample_members) -> None:
    content = b"\n".join(sample_members(sample_name).values()).decode("utf-8", "replace")
    kept = everything(read(sample(sample_name)))
    assert SECRET not in kept.casefold()
    # Accounts of Mastodon are written like addresses of mail, with a sign before them.
    assert not [one for one in MAIL.findall(kept) if f"@{one}" not in kept]
    assert not TELEPHONE.search(kept)
    assert content


def test_times_are_without_zone_and_in_order(sample, sample_name) -> None:
    events = read(sample(sample_name)).events
    assert events["time"].dtype == "datetime64[us]"
    known = events["time"].dropna()
    assert known.is_monotonic_increasing


def test_everybody_who_acts_is_a_person(sample, sample_name) -> None:
    found = read(sample(sample_name))
    named = {*found.events["actor"], *found.events["targets"].explode().dropna()}
    named |= {*found.ties["source"], *found.ties["target"], *found.memberships["person"]}
    assert named <= set(found.people.index)
    assert found.people["label"].map(bool).all()


def test_the_main_job_gives_a_result(sample, sample_name) -> None:
    result = analyze(sample(sample_name))
    assert len(result.people) == len(result.network.ids)
    assert set(result.verdicts["verdict"]) <= {"valid", "partial", "artefact"}
    assert result.summary


def test_progress_is_told(sample, sample_name) -> None:
    told: list[tuple[str, int, int]] = []
    read(sample(sample_name), progress=lambda *step: told.append(step))
    assert told
    assert all(0 <= done <= total for _, done, total in told)
    assert told[-1][1] == told[-1][2]


def test_links_are_not_followed_but_named(sample, sample_name, tmp_path) -> None:
    folder = sample(sample_name)
    (tmp_path / "elsewhere.json").write_text("[]")
    (folder / "link.json").symlink_to(tmp_path / "elsewhere.json")
    assert any("link.json is a symbolic link" in one for one in read(folder).provenance.warnings)
    shutil.rmtree(folder)


def test_every_platform_and_catalogue_has_a_sample() -> None:
    samples = {
        path.name.partition("-")[0] for path in Path(__file__).with_name("samples").iterdir()
    }
    assert samples - CATALOGUES == {
        *(
            "bluesky",
            "calendar",
            "discord",
            "egor",
            "facebook",
            "gh_archive",
            "git_log",
            "github",
            "google_contacts",
            "hacker_news",
            "instagram",
            "mail",
            "mastodon",
            "mediawiki",
            "name_generator",
            "network_canvas",
            "reddit",
            "slack",
        ),
        *(
            "stack_exchange",
            "teams",
            "telegram",
            "tumblr",
            "vcard",
            "whatsapp",
            "wordpress",
            "x_archive",
            "yammer",
        ),
    }
    assert CATALOGUES <= samples <= set(FORMATS)


def test_the_hash_seed_makes_no_difference() -> None:
    code = (
        "import sys, pathlib\n"
        "from weakties.importers import read\n"
        "for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
        "    found = read(folder)\n"
        "    for table in (found.people, found.ties, found.events, found.memberships):\n"
        "        print(table.to_csv())\n"
        "    print(found.provenance, found.owner)\n"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).with_name("samples"))]
    said = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
