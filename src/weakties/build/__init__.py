"""From what a file says to a network: stated ties, and named rules for the ties it does not state."""

from weakties.build import (
    addressed,
    affiliation,
    cited,
    conversations,
    dates,
    employers,
    named_together,
    occupation,
    same_talk,
    together,
)
from weakties.build._build import build_network
from weakties.build._rule import RULES, Rule
from weakties.build._words import describe_groups
from weakties.build.project import project

__all__ = ["RULES", "Rule", "build_network", "describe_groups", "project"]

#: Importing a module of rules registers them.
_RULE_MODULES = (
    addressed,
    affiliation,
    cited,
    conversations,
    dates,
    employers,
    named_together,
    occupation,
    same_talk,
    together,
)
