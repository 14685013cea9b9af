"""Distinct texts, numbered: exact for short and long ones, numbers and words."""

from hypothesis import example, given
from hypothesis import strategies as st

from weakties.importers.edge_list._texts import Texts

WORDS = st.sampled_from(
    [
        *("", "0", "00", "7", "07", "16777215", "16777216", "99999999", "12345678", "123456789"),
        *("a", "a\0", "\0a", "\0", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "é", "李"),
        *("abcdefghijklmnopq", "abcdefghijklmnopr", "x" * 40, "x" * 41),
    ]
)


@given(st.lists(st.lists(st.one_of(WORDS, st.text(max_size=20)), max_size=30), max_size=4))
@example([[str(number) for number in range(70_000)], ["69999", "x"]])
@example([[f"somebody called {number}" for number in range(70_000)], ["somebody called 3"]])
def test_texts_are_numbered_as_a_dictionary_does(blocks):
    texts, known = Texts(), {}
    for block in blocks:
        codes = texts.number_all(block)
        assert codes.tolist() == [known.setdefault(text, len(known)) for text in block]
    assert texts.distinct() == list(known)
    ids, rank = texts.ranked()
    assert ids == sorted(known)
    assert [ids[place] for place in rank] == list(known)
