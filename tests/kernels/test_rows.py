import numpy as np

from weakties.kernels.rows import over_rows
from weakties.kernels.triads import ties_among_contacts


def test_values_are_combined_for_everybody_and_are_zero_for_isolates() -> None:
    indptr = np.array([0, 0, 2, 2, 3, 3])
    values = np.array([2.0, 5.0, 4.0])
    assert over_rows(np.add, indptr, values).tolist() == [0.0, 7.0, 0.0, 4.0, 0.0]
    assert over_rows(np.maximum, indptr, values).tolist() == [0.0, 5.0, 0.0, 4.0, 0.0]


def test_nobody_has_nothing() -> None:
    assert over_rows(np.add, np.zeros(1, dtype=np.int64), np.empty(0)).tolist() == []
    assert over_rows(np.add, np.zeros(3, dtype=np.int64), np.empty(0)).tolist() == [0.0, 0.0]


def test_two_billion_ties_among_contacts_are_counted() -> None:
    shared = np.array([2**31 - 1, 2**31 - 1], dtype=np.int32)
    assert ties_among_contacts(np.array([0, 2]), shared).tolist() == [2**31 - 1]
