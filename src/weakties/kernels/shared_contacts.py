"""What any two people share through others, tied or not."""

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray


def sums_of_pairs(
    indptr: IntArray,
    indices: PositionArray,
    source: IntArray,
    target: IntArray,
    value: FloatArray,
    community: IntArray,
) -> FloatArray:
    """For every pair the sum of ``value`` over those tied to both, of the source's community.

    Adjacency is symmetric with ascending rows. O(k_i + k_j) time for a pair i, j.
    """
    sums = np.zeros(len(source))
    _add_pairs(indptr, indices, source, target, value, community, sums)
    return sums


@njit(nogil=True, cache=True)
def _add_pairs(
    indptr: IntArray,
    indices: PositionArray,
    source: IntArray,
    target: IntArray,
    value: FloatArray,
    community: IntArray,
    sums: FloatArray,
) -> None:
    """Go through the rows of both people of a pair side by side."""
    for pair in range(len(source)):
        one, end = indptr[source[pair]], indptr[source[pair] + 1]
        other, other_end = indptr[target[pair]], indptr[target[pair] + 1]
        home = community[source[pair]]
        while one < end and other < other_end:
            here, there = indices[one], indices[other]
            if here == there and community[here] == home:
                sums[pair] += value[here]
            one += here <= there
            other += there <= here


def sums_with_all(
    indptr: IntArray,
    indices: PositionArray,
    person: int,
    value: FloatArray,
    community: IntArray,
) -> FloatArray:
    """The same sum of this person with every other, in O(k) time for each of k contacts."""
    sums = np.zeros(len(indptr) - 1)
    _add_contacts_of_contacts(indptr, indices, person, value, community, sums)
    return sums


@njit(nogil=True, cache=True)
def _add_contacts_of_contacts(
    indptr: IntArray,
    indices: PositionArray,
    person: int,
    value: FloatArray,
    community: IntArray,
    sums: FloatArray,
) -> None:
    for arc in range(indptr[person], indptr[person + 1]):
        between = indices[arc]
        if community[between] == community[person]:
            for further in range(indptr[between], indptr[between + 1]):
                sums[indices[further]] += value[between]
