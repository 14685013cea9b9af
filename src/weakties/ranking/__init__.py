"""Who and which ties come first, and why in a sentence."""

from weakties.ranking._order import check_ranks
from weakties.ranking.connectors import rank_connectors
from weakties.ranking.isolates import find_isolates
from weakties.ranking.sentences import describe_network
from weakties.ranking.ties import rank_ties

__all__ = ["check_ranks", "describe_network", "find_isolates", "rank_connectors", "rank_ties"]
