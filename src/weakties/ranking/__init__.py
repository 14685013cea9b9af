"""Who and which ties come first, and why in a sentence."""

from weakties.ranking.connectors import rank_connectors
from weakties.ranking.isolates import find_isolates
from weakties.ranking.sentences import describe_network
from weakties.ranking.ties import rank_ties

__all__ = ["describe_network", "find_isolates", "rank_connectors", "rank_ties"]
