"""The pieces of work that libraries are compared at."""

from dataclasses import dataclass
from typing import Literal

#: The error and the confidence that sampled betweenness is asked for, and for how many people.
ERROR = 0.01
CONFIDENCE = 0.9
TOP = 100


@dataclass(frozen=True)
class Work:
    """A piece of work, and how answers to it are compared."""

    title: str
    short: str  #: for legends
    check: Literal["equal", "within errors", "modularity", "none"]
    counts_memory: bool = False  #: whether what is free has to be handed back at once


WORKS = {
    "betweenness": Work("Exact betweenness of people", "exact betweenness", "equal"),
    "betweenness-ties": Work(
        "Exact betweenness of people and ties", "exact betweenness with ties", "equal"
    ),
    "holes": Work(
        "Constraint and effective size of people, overlap of ties", "structural holes", "equal"
    ),
    "top": Work(
        f"The {TOP} people of highest betweenness, error {ERROR} at confidence {CONFIDENCE}",
        "sampled betweenness",
        "within errors",
    ),
    "communities": Work("Communities of high modularity", "communities", "modularity"),
    "local": Work("All measures of own ties and surroundings", "local measures", "none"),
    "each": Work(
        "The measures of own ties, surroundings and cuts, one at a time",
        "measures one at a time",
        "none",
        counts_memory=True,
    ),
    "job": Work("The whole job: from a file to a folder of results", "whole job", "none"),
}
