"""Whether the ties around two people lead from one to the other."""

import numpy as np
from scipy.sparse import csr_array, diags_array

from weakties._typing import FloatArray, IntArray

#: Steps of the walk. Long enough to fill the world somebody lives in, too short to leave it.
STEPS = 16
#: Number of random directions by which people are compared.
DIRECTIONS = 64


def walk_closeness(
    people: int, source: IntArray, target: IntArray, strength: FloatArray
) -> FloatArray:
    """Tell for each tie how alike the places are that random walks from its two ends reach.

    1 if walks from both ends reach the same people, about 0 if they reach other worlds. The walks
    follow ties in proportion to strength and stay where they are every second step; what all walks
    have in common (busy people are reached by everybody) is taken away. Profiles of walks are
    compared by the cosine of random projections of them (Achlioptas 2003,
    DOI 10.1016/S0022-0000(03)00025-4), which needs no table of all pairs.
    """
    ends = np.concatenate([source, target]), np.concatenate([target, source])
    ties = csr_array((np.concatenate([strength, strength]), ends), shape=(people, people))
    total = np.asarray(ties.sum(axis=1)).ravel()
    scale = 1.0 / np.sqrt(np.where(total > 0, total, 1.0))
    walk = diags_array(scale) @ ties @ diags_array(scale)
    common = np.sqrt(total) / max(float(np.sqrt(total.sum())), 1.0e-300)
    reached = np.random.default_rng(0).choice([-1.0, 1.0], size=(people, DIRECTIONS))
    for _ in range(STEPS):
        reached -= np.outer(common, common @ reached)
        reached = 0.5 * (reached + walk @ reached)
    reached -= np.outer(common, common @ reached)
    length = np.linalg.norm(reached, axis=1)
    reached /= np.where(length > 0, length, 1.0)[:, None]
    cosine: FloatArray = np.einsum("ij,ij->i", reached[source], reached[target])
    return cosine
