"""Bring together what several files and people know: attributes, ties, and exports as one network."""

from weakties.pooling.additions import add_people, add_ties

__all__ = ["add_people", "add_ties"]
