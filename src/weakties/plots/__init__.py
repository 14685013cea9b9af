"""Figures: each is drawn on axes, which are returned. Nothing is shown, no setting is changed."""

from weakties.plots._page import new_axes
from weakties.plots._palette import colours_of_people
from weakties.plots._save import save_map
from weakties.plots.map import describe_map, plot_map

__all__ = ["colours_of_people", "describe_map", "new_axes", "plot_map", "save_map"]
