"""Speed and memory of reading graph files, beside what NetworkX and igraph take for the same file.

    python -m benchmarks.graph_files [--ties N] [--repeat R] [FORMAT ...]

Every figure comes from a process of its own, which has read a small file of the same format before
(on Linux, which tells how much memory a process held).
Seconds are of the processor, and the best of the repeats counts. Memory is the most that the process
came to hold more because of the reading, in bytes for each byte of the file (for Excel and Parquet,
which are packed, of what is in it). No peer: neither NetworkX nor igraph reads the format, or fails.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.memory import peak

#: Ties of the file that is read before.
_FEW = 100


class Graph(NamedTuple):
    """Ties without direction between people numbered from 0, each once, and their strengths."""

    people: int
    source: list[int]
    target: list[int]
    weight: list[int]

    def ties(self) -> Iterator[tuple[int, int, int]]:
        """Both people and the strength."""
        return zip(self.source, self.target, self.weight)

    def contacts(self) -> Iterator[list[tuple[int, int]]]:
        """Of everybody, the contacts and strengths."""
        found: list[list[tuple[int, int]]] = [[] for _ in range(self.people)]
        for one, two, weight in self.ties():
            found[one].append((two, weight))
            found[two].append((one, weight))
        return iter(found)


def draw(ties: int) -> Graph:
    """So many ties, or a few less, among a tenth as many people, some of whom have many."""
    rng = np.random.default_rng(1)
    people = max(20, ties // 10)
    pairs = (people * rng.random((ties, 2)) ** [1.5, 1.0]).astype(np.int64)
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    weight = rng.integers(1, 100, size=len(pairs))
    return Graph(people, pairs[:, 0].tolist(), pairs[:, 1].tolist(), weight.tolist())


Lines = Iterator[str]


def _dot(graph: Graph) -> Lines:
    yield "graph {"
    yield from (f'"p{one}" -- "p{two}" [weight={weight}];' for one, two, weight in graph.ties())
    yield "}"


def _gml(graph: Graph) -> Lines:
    yield "graph [\n  directed 0"
    for one in range(graph.people):
        yield f'  node [\n    id {one}\n    label "person {one}"\n  ]'
    for one, two, weight in graph.ties():
        yield f"  edge [\n    source {one}\n    target {two}\n    weight {weight}\n  ]"
    yield "]"


def _vna(graph: Graph) -> Lines:
    yield "*Node data\nID team"
    yield from (f'"person {one}" {one % 7}' for one in range(graph.people))
    yield "*Tie data\nfrom to strength"
    yield from (f'"person {one}" "person {two}" {weight}' for one, two, weight in graph.ties())


def _metis(graph: Graph) -> Lines:
    yield f"{graph.people} {len(graph.source)} 1"
    for contacts in graph.contacts():
        yield " ".join(f"{other + 1} {weight}" for other, weight in contacts)


def _pajek(graph: Graph) -> Lines:
    yield f"*Vertices {graph.people}"
    yield from (f'{one + 1} "person {one}"' for one in range(graph.people))
    yield "*Edges"
    yield from (f"{one + 1} {two + 1} {weight}" for one, two, weight in graph.ties())


def _ucinet_dl(graph: Graph) -> Lines:
    yield f"dl n={graph.people} format=edgelist1\ndata:"
    yield from (f"{one + 1} {two + 1} {weight}" for one, two, weight in graph.ties())


def _graphml(graph: Graph) -> Lines:
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
    yield '<graph edgedefault="undirected">'
    yield from (f'<node id="n{one}"/>' for one in range(graph.people))
    for one, two, weight in graph.ties():
        yield f'<edge source="n{one}" target="n{two}"><data key="w">{weight}</data></edge>'
    yield "</graph></graphml>"


def _gexf(graph: Graph) -> Lines:
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '<graph defaultedgetype="undirected"><nodes>'
    yield from (f'<node id="{one}" label="person {one}"/>' for one in range(graph.people))
    yield "</nodes><edges>"
    for at, (one, two, weight) in enumerate(graph.ties()):
        yield f'<edge id="{at}" source="{one}" target="{two}" weight="{weight}"/>'
    yield "</edges></graph></gexf>"


def _node_link(graph: Graph) -> Lines:
    nodes = [{"id": f"person {one}"} for one in range(graph.people)]
    links = [
        {"source": f"person {one}", "target": f"person {two}", "weight": weight}
        for one, two, weight in graph.ties()
    ]
    kind = {"directed": False, "multigraph": False, "graph": {}}
    yield json.dumps({**kind, "nodes": nodes, "links": links})


def _matrix_market(graph: Graph) -> Lines:
    yield "%%MatrixMarket matrix coordinate integer symmetric"
    yield f"{graph.people} {graph.people} {len(graph.source)}"
    yield from (f"{two + 1} {one + 1} {weight}" for one, two, weight in graph.ties())


def _konect(graph: Graph) -> Lines:
    yield "% sym posweighted"
    yield from (f"{one + 1} {two + 1} {weight}" for one, two, weight in graph.ties())


def _adjacency_list(graph: Graph) -> Lines:
    for one, contacts in enumerate(graph.contacts()):
        yield " ".join([f"p{one}", *(f"p{other}" for other, _ in contacts if other > one)])


def _adjacency_matrix(graph: Graph) -> Lines:
    """Twenty cells for every tie."""
    people = min(graph.people, int((20 * len(graph.source)) ** 0.5))
    matrix = np.zeros((people, people), dtype=np.int64)
    for one, two, weight in graph.ties():
        matrix[one % people, two % people] = matrix[two % people, one % people] = weight % 10
    names = [f"p{one}" for one in range(people)]
    yield ",".join(["", *names])
    yield from (",".join([name, *map(str, row)]) for name, row in zip(names, matrix.tolist()))


TEXTS: dict[str, Callable[[Graph], Lines]] = {
    "dot": _dot,
    "gml": _gml,
    "vna": _vna,
    "metis": _metis,
    "pajek": _pajek,
    "ucinet_dl": _ucinet_dl,
    "graphml": _graphml,
    "gexf": _gexf,
    "node_link": _node_link,
    "matrix_market": _matrix_market,
    "konect": _konect,
    "adjacency_list": _adjacency_list,
    "adjacency_matrix": _adjacency_matrix,
}
FORMATS = (*TEXTS, "excel", "parquet")


def write(path: Path, name: str, ties: int) -> int:
    """Write a file of so many ties; its size, or that of what is packed in it."""
    graph = draw(ties)
    if name in TEXTS:
        with path.open("w") as file:
            file.writelines(f"{line}\n" for line in TEXTS[name](graph))
        return path.stat().st_size
    columns = {"source": graph.source, "target": graph.target, "weight": graph.weight}
    table = pd.DataFrame(columns)
    if name == "parquet":
        table.to_parquet(path)
    else:
        _write_excel(path, table)
    return len(table.to_csv(index=False))


def _write_excel(path: Path, table: pd.DataFrame) -> None:
    """As NodeXL writes it: two lines of header."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Edges")
    sheet.append(["Visual Properties"])
    sheet.append(["Vertex 1", "Vertex 2", "Edge Weight"])
    for row in table.itertuples(index=False):
        sheet.append([f"person {row.source}", f"person {row.target}", row.weight])
    book.save(path)


def _read_ours(path: Path, name: str) -> None:
    from weakties import importers

    importers.read(path, format=name)


def _read_networkx(path: Path, name: str) -> None:
    import networkx as nx
    import scipy.io

    readers = {
        "gml": nx.read_gml,
        "pajek": nx.read_pajek,
        "graphml": nx.read_graphml,
        "gexf": nx.read_gexf,
        "node_link": lambda path: nx.node_link_graph(json.loads(path.read_text()), edges="links"),
        "matrix_market": lambda path: nx.from_scipy_sparse_array(scipy.io.mmread(path)),
        "konect": partial(nx.read_weighted_edgelist, comments="%"),
        "adjacency_list": nx.read_adjlist,
        "parquet": lambda path: nx.from_pandas_edgelist(pd.read_parquet(path), edge_attr="weight"),
    }
    readers[name](path)


def _read_igraph(path: Path, name: str) -> None:
    import igraph

    readers = {
        "gml": igraph.Graph.Read_GML,
        "pajek": igraph.Graph.Read_Pajek,
        "ucinet_dl": igraph.Graph.Read_DL,
        "graphml": igraph.Graph.Read_GraphML,
    }
    readers[name](str(path))


WAYS: dict[str, Callable[[Path, str], None]] = {
    "weakties": _read_ours,
    "networkx": _read_networkx,
    "igraph": _read_igraph,
}


class Figures(NamedTuple):
    """What one reading took."""

    seconds: float
    bytes: float


def _take(way: str, path: Path, before: Path, name: str) -> Figures:
    """Read a small file and then the one that counts."""
    WAYS[way](before, name)
    held = peak()
    start = time.process_time()
    WAYS[way](path, name)
    seconds = time.process_time() - start
    return Figures(seconds, peak() - held)


def measure(way: str, path: Path, before: Path, name: str) -> Figures | None:
    """Figures of one reading, in a process of its own; nothing where that way fails."""
    files = ["--file", str(path), "--before", str(before)]
    command = [sys.executable, "-m", "benchmarks.graph_files", "--way", way, *files, name]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0 and way == "weakties":
        raise SystemExit(run.stderr)
    return Figures(*map(float, run.stdout.split())) if run.returncode == 0 else None


def _row(name: str, size: int, best: dict[str, Figures | None]) -> str:
    cells = [name, f"{size / 1e6:.0f}"]
    for figures in best.values():
        if figures is None:
            cells += ["", "", ""]
        else:
            speed, memory = size / 1e6 / figures.seconds, figures.bytes / size
            cells += [f"{figures.seconds:.1f}", f"{speed:.1f}", f"{memory:.1f}"]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print a row for each format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(FORMATS)}")
    parser.add_argument("--ties", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--before", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(*_take(options.way, options.file, options.before, options.formats[0]))
        return
    heads = [f"{way} {what}" for way in WAYS for what in ("s", "MB/s", "bytes a byte")]
    print("| " + " | ".join(["format", "MB", *heads]) + " |")
    print("|" + "---|" * (2 + len(heads)))
    with tempfile.TemporaryDirectory() as folder:
        before, path = Path(folder, "before"), Path(folder, "file")
        for name in options.formats or FORMATS:
            write(before, name, _FEW)
            size = write(path, name, options.ties)
            best: dict[str, Figures | None] = {}
            for way in WAYS:
                runs = [measure(way, path, before, name) for _ in range(options.repeat)]
                done = [run for run in runs if run is not None]
                best[way] = Figures(*map(min, zip(*done))) if done else None
            print(_row(name, size, best), flush=True)


if __name__ == "__main__":
    main()
