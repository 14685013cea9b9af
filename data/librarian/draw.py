"""Few ways of drawing at random, so that the stream of numbers is easy to keep the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def chance(rng: np.random.Generator, probability: float) -> bool:
    """True with the given probability."""
    return bool(rng.random() < probability)


def choose(rng: np.random.Generator, options: Sequence[T]) -> T:
    """One option, each as likely as the others."""
    return options[int(rng.random() * len(options))]


def pick(rng: np.random.Generator, weights: np.ndarray, count: int) -> np.ndarray:
    """`count` positions drawn with replacement in proportion to their weights."""
    edges = np.cumsum(weights)
    found = np.searchsorted(edges, rng.random(count) * edges[-1], side="right")
    return np.asarray(np.minimum(found, len(edges) - 1))


def pick_distinct(rng: np.random.Generator, weights: np.ndarray, count: int) -> np.ndarray:
    """Up to `count` different positions of positive weight, likelier ones first (exponential race)."""
    usable = np.flatnonzero(weights > 0)
    arrival = waiting(rng, 1.0, len(usable)) / weights[usable]
    return usable[np.argsort(arrival, kind="stable")[:count]]


def waiting(rng: np.random.Generator, mean: float, count: int) -> np.ndarray:
    """Exponential waiting times."""
    return -mean * np.log1p(-rng.random(count))


def zipf(count: int, exponent: float) -> np.ndarray:
    """Weights 1, 2^-a, 3^-a, ...: a few big ones and a long tail."""
    return np.arange(1, count + 1, dtype=float) ** -exponent


def whole(rng: np.random.Generator, amounts: np.ndarray) -> np.ndarray:
    """Round up or down at random so that the mean is kept."""
    return np.floor(amounts + rng.random(len(amounts))).astype(np.int64)
