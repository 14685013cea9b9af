"""What can be measured of people and ties; every measure is one function in one file."""

from weakties.measures._measure import MEASURES, Measure
from weakties.measures.degree import degree

__all__ = ["MEASURES", "Measure", "degree"]
