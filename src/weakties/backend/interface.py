"""What NetworkX loads: the functions on offer, and what it asks about them."""

from weakties.backend._communities import leiden_communities
from weakties.backend._components import (
    connected_components,
    is_connected,
    node_connected_component,
    number_connected_components,
)
from weakties.backend._convert import convert_from_nx, convert_to_nx
from weakties.backend._cuts import articulation_points, bridges, has_bridges, local_bridges
from weakties.backend._dispersion import dispersion
from weakties.backend._holes import constraint, effective_size, local_constraint
from weakties.backend._networkx_tests import on_start_tests
from weakties.backend._offer import can_run, should_run
from weakties.backend._paths import (
    betweenness_centrality,
    betweenness_centrality_subset,
    edge_betweenness_centrality,
    edge_betweenness_centrality_subset,
)
from weakties.backend._predictors import (
    adamic_adar_index,
    cn_soundarajan_hopcroft,
    jaccard_coefficient,
    preferential_attachment,
    ra_index_soundarajan_hopcroft,
    resource_allocation_index,
    within_inter_cluster,
)
from weakties.backend._triangles import average_clustering, clustering, transitivity, triangles

__all__ = [
    "adamic_adar_index",
    "articulation_points",
    "average_clustering",
    "betweenness_centrality",
    "betweenness_centrality_subset",
    "bridges",
    "can_run",
    "clustering",
    "cn_soundarajan_hopcroft",
    "connected_components",
    "constraint",
    "convert_from_nx",
    "convert_to_nx",
    "dispersion",
    "edge_betweenness_centrality",
    "edge_betweenness_centrality_subset",
    "effective_size",
    "has_bridges",
    "is_connected",
    "jaccard_coefficient",
    "leiden_communities",
    "local_bridges",
    "local_constraint",
    "node_connected_component",
    "number_connected_components",
    "on_start_tests",
    "preferential_attachment",
    "ra_index_soundarajan_hopcroft",
    "resource_allocation_index",
    "should_run",
    "transitivity",
    "triangles",
    "within_inter_cluster",
]
