"""GEXF 1.2, the version that Gephi and NetworkX both read."""

from collections.abc import Sequence
from typing import TextIO

from weakties.export._elements import Column, Graph, escaped

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" '
    'version="1.2">\n'
)


def write_gexf(graph: Graph, stream: TextIO) -> None:
    """Write a network as GEXF."""
    kind = "directed" if graph.directed else "undirected"
    stream.write(f'{_HEAD}<graph mode="static" defaultedgetype="{kind}">\n')
    _declare("node", graph.people, stream)
    _declare("edge", graph.ties, stream)
    stream.write("<nodes>\n")
    for rows in graph.chunks(len(graph.ids)):
        elements = zip(
            graph.ids[rows],
            graph.labels.texts(rows),
            _values(graph.people, rows, len(graph.ids[rows])),
            _drawn(graph, rows),
            strict=True,
        )
        stream.writelines(
            f'<node id="{one}" label="{label or ""}">{values}{drawn}</node>\n'
            for one, label, values, drawn in elements
        )
    stream.write("</nodes>\n<edges>\n")
    for rows in graph.chunks(len(graph.source)):
        edges = zip(
            range(rows.start, rows.stop),
            graph.source[rows],
            graph.target[rows],
            graph.weight.texts(rows),
            _values(graph.ties, rows, len(graph.source[rows])),
        )
        stream.writelines(
            f'<edge id="{number}" source="{one}" target="{other}" weight="{weight}">{values}</edge>\n'
            for number, one, other, weight, values in edges
        )
    stream.write("</edges>\n</graph>\n</gexf>\n")


def _declare(element: str, columns: Sequence[Column], stream: TextIO) -> None:
    if not columns:
        return
    stream.write(f'<attributes class="{element}" mode="static">\n')
    stream.writelines(
        f'<attribute id="{number}" title="{escaped(column.name)}" type="{column.kind}"/>\n'
        for number, column in enumerate(columns)
    )
    stream.write("</attributes>\n")


def _values(columns: Sequence[Column], rows: slice, count: int) -> list[str]:
    """The attributes of some elements."""
    parts = [
        ["" if text is None else f'<attvalue for="{number}" value="{text}"/>' for text in texts]
        for number, texts in enumerate(column.texts(rows) for column in columns)
    ]
    joined = list(map("".join, zip(*parts, strict=True))) if parts else [""] * count
    return [f"<attvalues>{one}</attvalues>" if one else "" for one in joined]


def _drawn(graph: Graph, rows: slice) -> list[str]:
    """Where and in which colour some people are drawn."""
    drawn = [""] * len(graph.ids[rows])
    colours, places = graph.drawing.colours, graph.drawing.places
    if colours is not None:
        drawn = [
            f'<viz:color r="{int(one[1:3], 16)}" g="{int(one[3:5], 16)}" b="{int(one[5:7], 16)}"/>'
            for one in colours.iloc[rows]
        ]
    if places is not None:
        drawn = [
            f'{one}<viz:position x="{x!r}" y="{y!r}" z="0.0"/>'
            for one, x, y in zip(
                drawn, places["x"].iloc[rows].tolist(), places["y"].iloc[rows].tolist()
            )
        ]
    return drawn
