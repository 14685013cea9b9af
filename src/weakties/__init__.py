"""Find the weak ties in a social network.

The people who connect otherwise separate worlds, the ties that carry news between them, and the
people who stand alone: see `analyze` for the whole job in one call.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from weakties import errors

if TYPE_CHECKING:
    from weakties import communities, datasets, importers, measures, plots, pooling
    from weakties.analysis import analyze
    from weakties.build import build_network, project
    from weakties.communities import Partition, detect_communities
    from weakties.connections import Connections
    from weakties.convert import as_network, to_igraph, to_networkx, to_pandas
    from weakties.export import write_graph
    from weakties.importers import read
    from weakties.measures import measure, measure_ties
    from weakties.network import Network
    from weakties.pooling import pool
    from weakties.ranking import find_isolates, rank_connectors, rank_ties
    from weakties.result import Analysis

__version__ = "0.1.0"

#: Where each public name lives. Modules load when a name is first used: numba, pandas and
#: matplotlib take longer to import than `weakties --help` may take.
_HOMES = {
    "Analysis": "weakties.result",
    "Connections": "weakties.connections",
    "Network": "weakties.network",
    "Partition": "weakties.communities",
    "analyze": "weakties.analysis",
    "as_network": "weakties.convert",
    "build_network": "weakties.build",
    "communities": "weakties.communities",
    "datasets": "weakties.datasets",
    "detect_communities": "weakties.communities",
    "find_isolates": "weakties.ranking",
    "importers": "weakties.importers",
    "measure": "weakties.measures",
    "measure_ties": "weakties.measures",
    "measures": "weakties.measures",
    "plots": "weakties.plots",
    "pool": "weakties.pooling",
    "pooling": "weakties.pooling",
    "project": "weakties.build",
    "rank_connectors": "weakties.ranking",
    "rank_ties": "weakties.ranking",
    "read": "weakties.importers",
    "to_igraph": "weakties.convert",
    "to_networkx": "weakties.convert",
    "to_pandas": "weakties.convert",
    "write_graph": "weakties.export",
}

__all__ = [
    "Analysis",
    "Connections",
    "Network",
    "Partition",
    "__version__",
    "analyze",
    "as_network",
    "build_network",
    "communities",
    "datasets",
    "detect_communities",
    "errors",
    "find_isolates",
    "importers",
    "measure",
    "measure_ties",
    "measures",
    "plots",
    "pool",
    "pooling",
    "project",
    "rank_connectors",
    "rank_ties",
    "read",
    "to_igraph",
    "to_networkx",
    "to_pandas",
    "write_graph",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module 'weakties' has no attribute {name!r}"
        raise AttributeError(message)
    home = import_module(_HOMES[name])
    value = home if home.__name__ == f"weakties.{name}" else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
