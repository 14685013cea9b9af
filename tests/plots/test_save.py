import pytest

from weakties.errors import ArgumentError
from weakties.plots import new_axes, save_map


@pytest.mark.parametrize("suffix", [".png", ".svg", ".PDF"])
def test_the_file_is_written_and_its_path_returned(tmp_path, suffix):
    path = tmp_path / f"map{suffix}"
    assert save_map(new_axes(), str(path)) == path
    assert path.stat().st_size > 0


@pytest.mark.parametrize("name", ["map.jpg", "map", "map.html"])
def test_other_endings_are_refused_by_name(tmp_path, name):
    with pytest.raises(ArgumentError, match=r"\.png"):
        save_map(new_axes(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_the_description_is_kept_in_the_file(tmp_path, suffix):
    path = save_map(new_axes(), tmp_path / f"map{suffix}", description="Five islands in a sea.")
    assert b"Five islands in a sea." in path.read_bytes()


def test_a_figure_within_a_figure_is_saved_whole(tmp_path):
    from matplotlib.figure import Figure

    part = Figure().subfigures(1, 2)[0]
    assert save_map(part.subplots(), tmp_path / "map.png").exists()
