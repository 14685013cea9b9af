"""The bundled data are found, both in a checkout and beside an installed package."""

import tomllib
from pathlib import Path

import pytest

import weakties as wt
from weakties import datasets
from weakties.errors import NotFoundError, ReadError

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", datasets.names())
def test_every_data_set_can_be_loaded(name: str) -> None:
    found = wt.datasets.load(name)
    assert len(found.people) > 100
    assert found.provenance.files


def test_an_unknown_name_gets_the_known_ones() -> None:
    for function in (datasets.path, datasets.load):
        with pytest.raises(NotFoundError, match=r"'libarian'\. Choose one of: librarian"):
            function("libarian")


def test_a_file_that_is_missing_is_said_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(datasets, "_FOLDERS", (tmp_path,))
    with pytest.raises(ReadError, match="Install weakties again"):
        datasets.path("librarian")


def test_every_data_set_is_put_into_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in datasets.names():
        file = datasets.path(name).relative_to(ROOT).as_posix()
        assert included[file] == f"weakties/{file}"
