"""How much there is to do: what the time of measures is held against, apart from the number of ties.

In networks with hubs triangles grow faster than ties, whoever counts them. So the steps that the
methods of weakties cannot do without are counted, and time is fitted against those too.
"""

import numpy as np
from scipy import sparse

from benchmarks.graphs import Ties
from weakties.kernels.ego_betweenness import steps_among_contacts
from weakties.kernels.orientation import orient
from weakties.kernels.triads import shared_contacts


def count_steps(ties: Ties) -> dict[str, float]:
    """Triangles, and for works made of them the steps that are needed.

    Structural holes read, for every tie, those contacts of one of its people who have more contacts
    themselves. All measures of surroundings read them for every contact of everybody, and go along
    the ties among the contacts for `ego_betweenness`, counted in steps that take as long as reading
    a contact.
    """
    both = np.concatenate([ties.source, ties.target]), np.concatenate([ties.target, ties.source])
    shape = ties.people, ties.people
    rows = sparse.csr_matrix((np.ones(len(both[0]), dtype=np.int8), both), shape=shape)
    indptr, indices = rows.indptr.astype(np.int64), rows.indices.astype(np.int32)
    upward = orient(indptr, indices)
    shared = shared_contacts(indptr, indices)
    among = steps_among_contacts(indptr, shared)
    return {
        "triangles": float(shared.sum(dtype=np.int64)) / 6,
        "holes": float(upward.cost.sum()),
        "local": float(upward.cost_of_all.sum() + among.sum()),
    }
