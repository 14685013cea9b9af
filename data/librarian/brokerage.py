"""How much of the way between different worlds runs through each person of the true network."""

from __future__ import annotations

import numpy as np

ALL_UP_TO = 2000
MOST_SOURCES = 400


class Arcs:
    """Every tie in both directions, sorted by its first end."""

    def __init__(self, pairs: list[tuple[int, int]], people: int) -> None:
        ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        both = np.concatenate([ends, ends[:, ::-1]])
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        self.head = both[:, 1]
        self.first = np.searchsorted(both[:, 0], np.arange(people + 1))

    def leaving(self, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The arcs that leave the given people: positions of their tails among `people`, and their heads."""
        counts = self.first[people + 1] - self.first[people]
        tail = np.repeat(np.arange(len(people)), counts)
        skipped = np.repeat(
            self.first[people] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts
        )
        return people[tail], self.head[skipped + np.arange(len(tail))]


def _levels(
    arcs: Arcs, source: int, people: int
) -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray]:
    """Breadth first from one person: the arcs from each level to the next, and the numbers of shortest paths."""
    depth = np.full(people, -1)
    paths = np.zeros(people)
    depth[source], paths[source] = 0, 1.0
    front = np.array([source])
    steps: list[tuple[np.ndarray, np.ndarray]] = []
    while len(front):
        tail, head = arcs.leaving(front)
        new = depth[head] < 0
        depth[head[new]] = len(steps) + 1
        down = depth[head] == len(steps) + 1
        tail, head = tail[down], head[down]
        paths += np.bincount(head, weights=paths[tail], minlength=people)
        front = np.flatnonzero(depth == len(steps) + 1)
        steps.append((tail, head))
    return steps, paths


def bridge_betweenness(
    pairs: list[tuple[int, int]], home: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Shortest paths through each person between people of different worlds, each pair once, the ends left out.

    Brandes (2001, doi:10.1080/0022250X.2001.9990249) with the targets of the source's own world not counted. Exact up
    to X sources, scaled up.
    """
    people = len(home)
    arcs = Arcs(pairs, people)
    order = np.argsort(rng.random(people), kind="stable")
    sources = order if people <= ALL_UP_TO else order[:MOST_SOURCES]
    total = np.zeros(people)
    for source in sources.tolist():
        steps, paths = _levels(arcs, source, people)
        counted = (home != home[source]).astype(float)
        passed = np.zeros(people)
        for tail, head in reversed(steps):
            share = paths[tail] / paths[head] * (counted[head] + passed[head])
            passed += np.bincount(tail, weights=share, minlength=people)
        passed[source] = 0.0
        total += passed
    return total / 2 * people / len(sources)
