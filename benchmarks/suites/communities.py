"""Detection of communities."""

from typing import Any

import weakties as wt
from benchmarks.suites._networks import OnNewNetworks


class Detection(OnNewNetworks):
    """The methods with code of our own."""

    def compile(self, network: Any) -> None:
        wt.detect_communities(network)
        wt.detect_communities(network, method="label_propagation")

    def time_leiden(self, _: str) -> None:
        wt.detect_communities(self.network)

    def peakmem_leiden(self, _: str) -> None:
        wt.detect_communities(self.network)

    def track_modularity(self, _: str) -> float:
        return wt.detect_communities(self.network).quality

    def time_label_propagation(self, _: str) -> None:
        wt.detect_communities(self.network, method="label_propagation")
