"""Distinct texts, numbered: exact for short and long ones, numbers and words."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from weakties.importers.edge_list._texts import Texts
from weakties.kernels.texts import FIRST_TEXT

WORDS = st.sampled_from(
    [
        *("", "0", "00", "7", "07", "9999999", "10000000", "99999999", "12345678", "123456789"),
        *("a", "a\t", "\ta", "\t", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "é", "李"),
        *("abcdefghijklmnopq", "abcdefghijklmnopr", "x" * 40, "x" * 41),
    ]
)
TEXTS = st.text(st.characters(blacklist_characters="\0", codec="utf-8"), max_size=20)


@given(st.lists(st.lists(st.one_of(WORDS, TEXTS), max_size=30), max_size=4))
@example([[str(number) for number in range(70_000)], ["69999", "x"]])
@example([[f"somebody called {number}" for number in range(70_000)], ["somebody called 3"]])
def test_texts_are_told_apart_and_put_into_order(blocks):
    texts = Texts(np.zeros(FIRST_TEXT, dtype=bool))
    codes = [texts.number_all(block).tolist() for block in blocks]
    ids, places = texts.ranked()
    assert ids == sorted(set().union(*blocks))
    assert [[ids[places[code]] for code in block] for block in codes] == blocks
