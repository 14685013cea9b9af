"""What can be measured of people and ties; every measure is one function in one file."""

from weakties.measures._estimates import BetweennessEstimate
from weakties.measures._measure import MEASURES, Measure
from weakties.measures.articulation_point import articulation_point
from weakties.measures.betweenness import betweenness
from weakties.measures.bridge import bridge
from weakties.measures.bridge_betweenness import bridge_betweenness
from weakties.measures.clustering import clustering
from weakties.measures.component_size import component_size
from weakties.measures.constraint import constraint
from weakties.measures.crosses import crosses
from weakties.measures.degree import degree
from weakties.measures.edge_betweenness import edge_betweenness
from weakties.measures.effective_size import effective_size
from weakties.measures.efficiency import efficiency
from weakties.measures.ego_betweenness import ego_betweenness
from weakties.measures.ei_index import ei_index
from weakties.measures.embeddedness import embeddedness
from weakties.measures.estimate_betweenness import estimate_betweenness
from weakties.measures.find_top_betweenness import find_top_betweenness
from weakties.measures.hierarchy import hierarchy
from weakties.measures.overlap import overlap
from weakties.measures.participation import participation
from weakties.measures.simmelian import simmelian
from weakties.measures.strength import strength
from weakties.measures.tables import measure, measure_ties
from weakties.measures.tie_range import tie_range
from weakties.measures.verdicts import judge
from weakties.measures.within_community_z import within_community_z

__all__ = [
    "MEASURES",
    "BetweennessEstimate",
    "Measure",
    "articulation_point",
    "betweenness",
    "bridge",
    "bridge_betweenness",
    "clustering",
    "component_size",
    "constraint",
    "crosses",
    "degree",
    "edge_betweenness",
    "effective_size",
    "efficiency",
    "ego_betweenness",
    "ei_index",
    "embeddedness",
    "estimate_betweenness",
    "find_top_betweenness",
    "hierarchy",
    "judge",
    "measure",
    "measure_ties",
    "overlap",
    "participation",
    "simmelian",
    "strength",
    "tie_range",
    "within_community_z",
]
