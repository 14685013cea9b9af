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
    without: tuple[str, ...] = ()  #: libraries known from another case to take long


CASES = (
    Case(work="betweenness", graph="ego-facebook", limit=90),
    Case(
        work="betweenness-ties",
        graph="ca-astroph",
        limit=90,
        without=("networkx", "rustworkx", "graph-tool"),
    ),
    Case(
        work="betweenness-ties",
        graph="email-enron-snap",
        limit=90,
        without=("networkx", "rustworkx", "graph-tool", "networkit"),
    ),
    Case(work="holes", graph="email-enron-snap"),
    Case(work="holes", graph="com-dblp"),
    Case(work="local", graph="com-dblp"),
    Case(work="each", graph="com-dblp"),
    Case(work="top", graph="com-dblp"),
    Case(
        work="communities",
        graph="com-dblp",
        repeats=10,
        without=(*PURE_PYTHON, "leidenalg", "scikit-network"),
    ),
    Case(work="communities", graph="email-enron-snap"),
    Case(work="job", graph="com-dblp", limit=180, repeats=1),
)
