"""Measures of people and ties."""

from typing import Any

import weakties as wt
from benchmarks.peers.weakties import local_measures
from benchmarks.suites._networks import OnNewNetworks


class Surroundings(OnNewNetworks):
    """Measures that look no farther than the ties among somebody's contacts."""

    def compile(self, network: Any) -> None:
        self._all(network)

    def time_all(self, _: str) -> None:
        self._all(self.network)

    def peakmem_all(self, _: str) -> None:
        self._all(self.network)

    def time_constraint(self, _: str) -> None:
        wt.measures.constraint(self.network)

    def time_overlap(self, _: str) -> None:
        wt.measures.overlap(self.network)

    def _all(self, network: Any) -> None:
        wt.measure(network, local_measures("person"))
        wt.measure_ties(network, local_measures("tie"))


class Paths(OnNewNetworks):
    """Measures that follow paths through the whole network."""

    def compile(self, network: Any) -> None:
        wt.measures.betweenness(network)
        wt.measures.find_top_betweenness(network)
        wt.measures.tie_range(network)
        wt.measures.bridge(network)

    def time_betweenness(self, _: str) -> None:
        wt.measures.betweenness(self.network)

    def peakmem_betweenness(self, _: str) -> None:
        wt.measures.betweenness(self.network)

    def time_find_top_betweenness(self, _: str) -> None:
        wt.measures.find_top_betweenness(self.network)

    def time_tie_range(self, _: str) -> None:
        wt.measures.tie_range(self.network)

    def time_bridge(self, _: str) -> None:
        wt.measures.bridge(self.network)
