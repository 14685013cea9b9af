"""A backend for NetworkX: its functions with its arguments, computed by `weakties`.

NetworkX asks `get_info` whenever it is imported, so nothing is imported here. The rest, in
`weakties.backend.interface`, loads when a call is to be answered.
"""

from typing import Any

_LENGTHS = (
    "``weight`` is a length. Two lengths of paths are equal if they differ by less than 1e-12 of "
    "themselves. Graphs with edges whose length is not positive and finite are left to NetworkX."
)
_PARALLEL = "Graphs with self-loops, and multigraphs with ``nodes``, are left to NetworkX."
_POSITIVE = "So are graphs with weights that are not positive and finite."
_COMMUNITIES = "Graphs in which a node has no community are left to NetworkX."

#: The functions on offer, and what there is to know about each beside NetworkX's documentation.
FUNCTIONS = {
    "adamic_adar_index": "",
    "articulation_points": "Yields nodes in the order of the graph.",
    "average_clustering": "Graphs whose weights are infinite or NaN are left to NetworkX.",
    "betweenness_centrality": _LENGTHS,
    "betweenness_centrality_subset": _LENGTHS,
    "bridges": "With ``root``, edges come in the order of the graph too.",
    "clustering": "Graphs whose weights are infinite or NaN are left to NetworkX.",
    "cn_soundarajan_hopcroft": _COMMUNITIES,
    "connected_components": "",
    "constraint": (
        f"{_PARALLEL} {_POSITIVE} Nodes of directed graphs that only receive edges have the same "
        "number with ``nodes`` as without; from NetworkX they have NaN."
    ),
    "dispersion": (
        "Directed graphs, graphs with self-loops, and pairs that are not neighbours are left to "
        "NetworkX."
    ),
    "edge_betweenness_centrality": (
        f"{_LENGTHS} With ``k`` the sums are scaled up to all sources, which NetworkX 3.5 forgets."
    ),
    "edge_betweenness_centrality_subset": (
        f"{_LENGTHS} Where shortest paths join at a node, what goes on is divided among the edges "
        "they came by in proportion to the paths along each; NetworkX 3.6 divides it equally if the "
        "node is no target."
    ),
    "effective_size": (
        f"{_PARALLEL} {_POSITIVE} With weights or directions the numbers are those of Burt's "
        "definition, which NetworkX 3.6 has with ``nodes`` but not without, as it then divides by "
        "the greatest weight of the wrong node. Nodes of directed graphs that only receive edges "
        "have a number; from NetworkX, with ``nodes``, they have NaN."
    ),
    "has_bridges": "",
    "is_connected": "",
    "jaccard_coefficient": "Graphs with self-loops are left to NetworkX.",
    "leiden_communities": (
        "Several beginnings, of which the best goes on until its quality stays the same. A seed "
        "repeats a result, but not that of NetworkX's own Leiden algorithm (since 3.7). The order in "
        "which nodes and edges were added changes nothing, if the nodes can be sorted. Before "
        "NetworkX 3.7 the quality is modularity. ``max_level``, another ``theta``, modularity of "
        "directed graphs, and graphs with negative weights are left to NetworkX."
    ),
    "local_bridges": "Spans with ``weight`` are left to NetworkX.",
    "local_constraint": (
        f"Graphs with self-loops and multigraphs are left to NetworkX. {_POSITIVE}"
    ),
    "node_connected_component": "",
    "number_connected_components": "",
    "preferential_attachment": "",
    "ra_index_soundarajan_hopcroft": _COMMUNITIES,
    "resource_allocation_index": "",
    "transitivity": "Directed graphs are left to NetworkX.",
    "triangles": "",
    "within_inter_cluster": _COMMUNITIES,
}


def get_info() -> dict[str, Any]:
    """Tell NetworkX what the backend offers."""
    return {
        "backend_name": "weakties",
        "project": "weakties",
        "package": "weakties",
        "short_summary": "Compiled measures of brokerage, weak ties and communities.",
        "functions": {name: {"additional_docs": text} for name, text in FUNCTIONS.items()},
    }
