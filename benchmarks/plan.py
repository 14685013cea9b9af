"""What the whole comparison measures."""

from dataclasses import dataclass

#: Seconds that one measurement may take where a case says nothing else.
LIMIT = 60.0

#: Measurements of each method where a case says nothing else.
REPEATS = 3

#: Libraries in pure Python, which larger graphs need minutes and hours for.
PURE_PYTHON = ("python-louvain", "networkx")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A piece of work on a graph; every library that offers the work takes part."""

    work: str
    graph: str
    limit: float = LIMIT
    repeats: int = REPEATS
    without: tuple[str, ...] = ()  #: libraries, or single methods of some, that take long


#: Ways to look for communities that stand beside those that are held to, on the smaller graph.
BESIDE = (
    *(*PURE_PYTHON, "networkit", "leidenalg", "scikit-network"),
    *("igraph community_multilevel", "igraph community_leiden, 10 iterations"),
)

# Limits are no longer than what decides a goal: a library beyond one is shown as slower than that.
CASES = (
    Case(work="betweenness", graph="ego-facebook", limit=75),
    Case(
        work="betweenness-ties",
        graph="ca-astroph",
        without=("networkx", "rustworkx", "graph-tool", "networkit"),
    ),
    Case(
        work="betweenness-ties",
        graph="email-enron-snap",
        without=("networkx", "rustworkx", "graph-tool", "networkit"),
    ),
    Case(work="holes", graph="email-enron-snap", limit=15),
    Case(work="holes", graph="com-dblp", limit=45),
    Case(work="local", graph="com-dblp", repeats=1),
    Case(work="each", graph="com-dblp", repeats=1),
    Case(work="top", graph="com-dblp"),
    Case(work="communities", graph="com-dblp", repeats=10, without=BESIDE),
    Case(work="communities", graph="email-enron-snap", limit=15),
    Case(work="job", graph="com-dblp", limit=180, repeats=1),
)
