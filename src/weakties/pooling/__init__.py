"""Bring together what several exports and people know: several exports as one, attributes, ties."""

from weakties.pooling.additions import add_people, add_ties
from weakties.pooling.pool import find_matches, pool

__all__ = ["add_people", "add_ties", "find_matches", "pool"]
