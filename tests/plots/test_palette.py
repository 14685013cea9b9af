import numpy as np
import pytest

from weakties.plots._palette import (
    COMMUNITY_COLOURS,
    OTHER,
    _luminance,
    community_colours,
    mix,
    readable,
)

#: Linear RGB as seen by normal, protanope and deuteranope eyes (Machado et al. 2009).
EYES = {
    "normal": np.eye(3),
    "protanope": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranope": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def perceived(colours, eye):
    """Coordinates in OKLab (Ottosson 2020), in which distance is difference seen."""
    rgb = np.array([[int(one[i : i + 2], 16) / 255 for i in (1, 3, 5)] for one in colours])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear @ np.array(EYES[eye]).T, 0, 1)
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return np.cbrt(linear @ cones.T) @ lab.T


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("colours", "least"), [(7, 0.07), (20, 0.06)])
def test_colours_are_told_apart_by_any_eye(eye, colours, least):
    seen = perceived([*COMMUNITY_COLOURS[:colours], "#FFFFFF"], eye)
    apart = np.linalg.norm(seen[:, None] - seen[None], axis=2)
    assert apart[np.triu_indices(len(seen), 1)].min() > least


def test_the_first_twenty_communities_have_different_colours_and_the_rest_one():
    colours = community_colours(np.full(30, 5))
    assert len(set(colours[:20])) == 20
    assert set(colours[20:]) == {OTHER}


def test_pairs_and_single_people_have_no_colour():
    assert community_colours(np.array([9, 3, 2, 1]))[2:] == [OTHER, OTHER]


def test_names_in_any_colour_can_be_read_on_white():
    for colour in (*COMMUNITY_COLOURS, OTHER, "#FFFFFF"):
        assert 1.05 / (_luminance(readable(colour)) + 0.05) >= 4.5


def test_mixing_goes_from_one_colour_to_the_other():
    assert mix("#102030", "#FFFFFF", 0) == "#102030"
    assert mix("#102030", "#FFFFFF", 1) == "#FFFFFF"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
