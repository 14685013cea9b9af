"""GraphML, with places and colours as the attributes that Gephi writes and reads."""

from collections.abc import Sequence
from typing import TextIO

from weakties.export._elements import Column, Graph, escaped

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)


def write_graphml(graph: Graph, stream: TextIO) -> None:
    """Write a network as GraphML."""
    stream.write(_HEAD)
    people = [graph.labels, *_drawn(graph), *graph.people]
    ties = [graph.weight, *graph.ties]
    _declare("node", people, stream)
    _declare("edge", ties, stream)
    direction = "directed" if graph.directed else "undirected"
    stream.write(f'<graph edgedefault="{direction}">\n')
    for rows in graph.chunks(len(graph.ids)):
        nodes = zip(graph.ids[rows], _data("node", people, rows), strict=True)
        stream.writelines(f'<node id="{one}">{data}</node>\n' for one, data in nodes)
    for rows in graph.chunks(len(graph.source)):
        edges = zip(graph.source[rows], graph.target[rows], _data("edge", ties, rows), strict=True)
        stream.writelines(
            f'<edge source="{one}" target="{other}">{data}</edge>\n' for one, other, data in edges
        )
    stream.write("</graph>\n</graphml>\n")


def _drawn(graph: Graph) -> list[Column]:
    """Places and colours as columns, unless people have attributes of these names."""
    columns: list[Column] = []
    colours, places = graph.drawing.colours, graph.drawing.places
    if places is not None:
        columns += [Column(name, "double", places[name]) for name in ("x", "y")]
    if colours is not None:
        columns += [
            Column(name, "long", colours.str.slice(at, at + 2).map(_from_hexadecimal))
            for name, at in (("r", 1), ("g", 3), ("b", 5))
        ]
    taken = {column.name for column in graph.people}
    return [column for column in columns if column.name not in taken]


def _from_hexadecimal(text: str) -> int:
    return int(text, 16)


def _declare(element: str, columns: Sequence[Column], stream: TextIO) -> None:
    stream.writelines(
        f'<key id="{element}{number}" for="{element}" attr.name="{escaped(column.name)}" '
        f'attr.type="{column.kind}"/>\n'
        for number, column in enumerate(columns)
    )


def _data(element: str, columns: Sequence[Column], rows: slice) -> list[str]:
    """The attributes of some elements."""
    parts = [
        ["" if text is None else f'<data key="{element}{number}">{text}</data>' for text in texts]
        for number, texts in enumerate(column.texts(rows) for column in columns)
    ]
    return list(map("".join, zip(*parts, strict=True)))
