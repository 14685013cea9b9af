"""KONECT networks."""

import io
import tarfile

import pandas as pd
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_konect


@pytest.fixture
def konect(write_file):
    def reading(text):
        return read_konect(write_file(text, name="out.network"))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("banner", ["% sym unweighted", "%asym  positive "])
def test_directions_and_strengths(write_file, end, encoding, banner):
    text = f"{banner}\n% 3 3 3\n1 2 2 \n2\t3\t1\n".replace("\n", end)
    path = write_file(text.encode(encoding), name="out.network")
    assert identify(path).name == "konect"
    found = read(path)
    directed = "asym" in banner
    assert rows_of(found, "weight", "directed") == [
        ("1", "2", 2.0, directed),
        ("2", "3", 1.0, directed),
    ]
    assert found.provenance.format == "konect"
    assert found.provenance.warnings == ()


def test_two_columns_and_times(konect):
    assert rows_of(konect("% asym unweighted\n1 2\n"), "weight") == [("1", "2", 1.0)]
    found = konect("% asym positive\n1 2 1 1082040961\n1 2 1 1082155839\n")
    assert found.ties["start"].tolist()[0] == pd.Timestamp("2004-04-15 14:56:01")
    assert wt.build_network(found).tie_strength.tolist() == [2.0]


def test_enemies_are_left_out_and_counted(konect):
    found = konect("% sym signed\n1 2 1\n2 3 -1\n")
    assert rows_of(found) == [("1", "2")]
    assert found.provenance.dropped == {"weight is not positive": 1}


def test_networks_of_two_modes(konect):
    found = konect("% bip weighted\n% 3 2 2\n1 1 5 1082040961\n1 2 3\n2 1 0\n7\n")
    assert found.memberships[["person", "focus", "weight"]].to_numpy().tolist() == [
        ["1", "right 1", 5.0],
        ["1", "right 2", 3.0],
    ]
    assert found.memberships["start"].notna().tolist() == [True, False]
    assert found.provenance.dropped == {"weight is not positive": 1, "wrong number of columns": 1}
    assert len(found.ties) == 0


@pytest.mark.parametrize("turned", [False, True])
def test_ties_that_come_and_go(konect, turned):
    rows = [
        "1 2 +1 1000000000",
        "2 1 -1 1100000000",
        "1 2 +1 1200000000",
        "2 3 1 1000000000",
        "3 4 -1 1000000000",
        "3 5 0 1000000000",
    ]
    found = konect("% sym dynamic\n" + "\n".join(rows[::-1] if turned else rows) + "\n")
    years = found.ties.assign(start=found.ties["start"].dt.year, end=found.ties["end"].dt.year)
    assert years[["source", "target", "start", "end"]].fillna(0).to_numpy().tolist() == [
        ["1", "2", 2001, 2004],
        ["1", "2", 2008, 0],
        ["2", "3", 2001, 0],
    ]
    assert found.provenance.dropped == {"neither the coming nor the going of a tie": 2}


def test_a_folder_as_it_comes(write_zip):
    members = {
        "konect/out.konect": "% sym unweighted\n1 2\n",
        "konect/meta.konect": "name: x\n",
        "konect/README.konect": "about\n",
    }
    assert len(read(write_zip(members)).ties) == 1


@pytest.mark.parametrize("how", ["w", "w:gz", "w:bz2"])
def test_an_archive_as_it_is_downloaded(tmp_path, how):
    path = tmp_path / "download.tsv.network.tar.bz2"
    with tarfile.open(path, how) as archive:
        for name, text in {
            "network/out.network": "% sym unweighted\n1 2\n",
            "network/meta.network": "name: x\n",
        }.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    assert identify(path).name == "konect"
    assert len(read(path).ties) == 1


def test_others(write_file):
    with pytest.raises(UnknownFormatError, match="not a KONECT network"):
        read_konect(write_file("% a comment\n1 2\n"))
    with pytest.raises(NothingUsableError):
        read_konect(write_file("% sym unweighted\n"))
    with pytest.raises(NothingUsableError):
        read_konect(write_file("% bip unweighted\n"))


# What this reader got wrong


def test_what_is_said_of_people_beside_the_ties_was_left_out(write_zip):
    members = {
        "moreno/out.moreno_x": "% asym unweighted\n% 2 4 4\n1 2\n2 3\n",
        "moreno/ent.moreno_x.person.name": "Ana\nBen\nChi\nDov\n",
        "moreno/ent.moreno_x.person.age": "31\n\n40\n50\n",
        "moreno/ent.other.person.name": "Eve\n",
    }
    found = read(write_zip(members))
    assert found.people["label"].to_dict() == {"1": "Ana", "2": "Ben", "3": "Chi", "4": "Dov"}
    assert found.people["age"].dropna().to_dict() == {"1": 31, "3": 40, "4": 50}
    assert found.provenance.files["moreno/out.moreno_x"] == 2
    assert found.provenance.format == "konect"


def test_of_two_modes_only_the_people_have_names(write_zip):
    members = {
        "out.crime": "% bip unweighted\n% 3 2 3\n1 1\n2 2\n2 3\n",
        "ent.crime.person.name": "Ana\nBen\n",
        "ent.crime.event.name": "one\ntwo\nthree\n",
    }
    found = read(write_zip(members))
    assert found.people["label"].tolist() == ["Ana", "Ben"]
    assert len(found.memberships) == 3
    assert "ent.crime.event.name has 3 lines" in " ".join(found.provenance.warnings)
