"""The networks that suites run on, and how they are timed."""

from typing import Any

from benchmarks.graphs import Ties, open_graph
from benchmarks.peers.weakties import build

#: Small graphs of both kinds.
GRAPHS = ["rmat:20000", "lfr:20000"]


class OnNewNetworks:
    """A suite whose every sample has a network of its own."""

    params = (GRAPHS,)
    param_names = ("graph",)

    #: One call a sample: a second one would find what the first has left.
    number = 1
    warmup_time = 0.0
    min_run_count = 3

    network: Any
    ties: Ties

    def setup(self, graph: str) -> None:
        """Make the network, after all code has been compiled on a smaller one."""
        self.compile(build(open_graph(f"{graph.partition(':')[0]}:1000")))
        self.ties = open_graph(graph)
        self.network = build(self.ties)

    def compile(self, network: Any) -> None:
        """Call once everything that the suite times."""
        raise NotImplementedError
