"""From tables to networks."""

from typing import Any

from benchmarks.peers.weakties import build
from benchmarks.suites._networks import OnNewNetworks


class Building(OnNewNetworks):
    """`weakties.as_network` on tables of people and ties."""

    def compile(self, network: Any) -> None:
        """Nothing here is compiled."""

    def time_as_network(self, _: str) -> None:
        build(self.ties)

    def peakmem_as_network(self, _: str) -> None:
        build(self.ties)
