"""Ego networks in the form of SNAP."""

import io
import tarfile

import pytest

import weakties as wt
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers import identify, read, read_snap_ego

ONE = {
    "7.edges": "1 2\n2 1\n2 3\n3 2\n",
    "7.circles": "circle0\t1\t3\ncircle1\t4\n",
    "7.feat": "1 1 0 1\n2 0 1 0\n5 0 0 0\n",
    "7.egofeat": "1 0 0\n",
    "7.featnames": (
        "0 school;id;anonymized feature 5\n1 gender;anonymized feature 77\n2 place:Ulm\n"
    ),
}
OTHER = {"9.edges": "7 1\n1 8\n", "9.circles": "circle0\t7\n"}


@pytest.fixture
def folder(tmp_path):
    def make(files, name="egos"):
        for file, text in files.items():
            place = tmp_path / name / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        return tmp_path / name

    return make


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def test_the_ego_is_tied_to_everybody_though_no_row_says_so(folder):
    path = folder(ONE)
    assert identify(path).name == "snap_ego"
    found = read(path)
    assert found.people.index.tolist() == ["1", "2", "3", "4", "5", "7"]
    assert (found.owner, found.view) == ("7", "ego")
    assert rows_of(found, "directed", "kind") == [
        ("1", "2", False, "tie"),
        ("2", "3", False, "tie"),
        *(("7", alter, False, "contact of ego") for alter in "12345"),
    ]
    network = wt.build_network(found)
    assert network.n_ties == 2
    assert len(network.owner_ties) == 5
    assert found.provenance.files == {
        "7.circles": 2,
        "7.edges": 4,
        "7.egofeat": 1,
        "7.feat": 3,
        "7.featnames": 3,
    }


def test_circles_and_features_are_memberships(folder):
    members = read(folder(ONE)).memberships[["person", "focus", "kind"]].to_numpy().tolist()
    assert members == [
        ["1", "circle0 of 7", "circle"],
        ["1", "place:Ulm", "place"],
        ["1", "school;id;anonymized feature 5", "school;id"],
        ["2", "gender;anonymized feature 77", "gender"],
        ["3", "circle0 of 7", "circle"],
        ["4", "circle1 of 7", "circle"],
        ["7", "school;id;anonymized feature 5", "school;id"],
    ]


def test_several_egos_are_a_sample_in_which_people_keep_their_numbers(folder, write_zip):
    files = {f"facebook/{name}": text for name, text in {**ONE, **OTHER}.items()}
    for path in (folder(files), write_zip(files)):
        found = read(path)
        assert (found.owner, found.view) == (None, "sample")
        assert ("1", "8", True) in rows_of(found, "directed")
        assert ("9", "7", False) in rows_of(found, "directed")
        assert set(found.people.index) == set("12345789")


def test_the_archive_as_it_is_downloaded(tmp_path):
    path = tmp_path / "facebook.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in ONE.items():
            info = tarfile.TarInfo(f"facebook/{name}")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    found = read(path)
    assert (found.owner, len(found.ties), len(found.memberships)) == ("7", 7, 7)


def test_rows_that_cannot_be_used_are_counted(folder):
    found = read(folder({"7.edges": "1\n1 2\n\n", "7.circles": "c\n", "7.feat": "1 1\n"}))
    assert found.provenance.dropped == {"more features than names": 1, "row without two people": 1}
    places = [(one.file, one.line) for one in found.provenance.problems]
    assert places == [("7.edges", 1), ("7.feat", 1)]


def test_an_ego_whose_alters_are_not_tied(folder):
    found = read(folder({"7.edges": "\n", "7.circles": "c\t1\t2\n"}))
    assert rows_of(found) == [("7", "1"), ("7", "2")]


def test_others(folder):
    with pytest.raises(UnknownFormatError, match=r"without the files <ego>\.edges"):
        read_snap_ego(folder({"7.edges": "1 2\n"}, "alone"))
    with pytest.raises(UnknownFormatError, match="without the files"):
        read_snap_ego(folder({"a.csv": "from,to\n1,2\n"}, "other"))
    with pytest.raises(ReadError):
        read(folder({"7.edges": "\x00" * 100, "7.circles": "c\t1\n"}, "binary"))
