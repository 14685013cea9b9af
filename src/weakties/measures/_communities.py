"""The communities that a measure is given."""

from typing import TYPE_CHECKING

import numpy as np

from weakties._typing import IntArray
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition


def community_codes(network: Network, partition: "Partition") -> IntArray:
    """Number of the community of every person, after checking that it is these people's."""
    if not (hasattr(partition, "community") and hasattr(partition, "codes")):
        message = (
            f"partition is a {type(partition).__name__}; it must be a Partition. Make one with "
            "weakties.detect_communities(network), or with Partition.from_labels(network, labels) "
            "from communities that you know."
        )
        raise ArgumentTypeError(message)
    if not partition.community.index.equals(network.ids):
        message = (
            f"The partition is of {len(partition.community)} people who are not the "
            f"{network.n_people} people of this network; detect its own communities with "
            "weakties.detect_communities(network)."
        )
        raise ArgumentError(message)
    return np.ascontiguousarray(partition.codes, dtype=np.int64)
