import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager

from weakties.plots._text import FAMILY, families, printable, shorten, wrap


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Inès  Okafor\n", "Inès Okafor"),
        ("Ana 🦄 Li 👩‍🔬", "Ana Li"),
        ("a\u202eb\u2066c\u200bd", "abcd"),
        ("$x^2$ \\alpha _a", "$x^2$ \\alpha _a"),
        ("e\u0301", "é"),
        ("🦄", "(no name)"),
        ("", "(no name)"),
        (None, "None"),
        ("שלום", "שלום"),
    ],
)
def test_printable(given_text, shown):
    assert printable(given_text) == shown


def test_of_a_very_long_text_the_beginning_is_enough():
    assert printable("ab" * 10_000_000) == "ab" * 2_500


@given(st.text(max_size=40))
def test_whatever_is_printable_has_a_glyph(text):
    fonts = [font_manager.get_font(font_manager.findfont(name)) for name in families()]
    known = set().union(*(font.get_charmap() for font in fonts))
    assert all(ord(letter) in known for letter in printable(text))


def test_a_letter_that_no_font_has_is_shown_as_a_box():
    assert printable("\U00012000nnu") == "▯nnu"


def test_the_family_comes_with_matplotlib():
    assert families()[0] == FAMILY
    assert "mpl-data" in font_manager.findfont(FAMILY, fallback_to_default=False)


@given(st.text(st.characters(codec="ascii"), max_size=60), st.integers(3, 30))
def test_shorten_keeps_to_the_length(text, most):
    assert len(shorten(text, most)) <= most
    assert shorten(text, most) == text or shorten(text, most).endswith("…")


def test_wrap_fills_lines_and_shortens_the_last():
    assert wrap("Northmere University", 18, 2) == "Northmere\nUniversity"
    assert wrap("Vendors", 18, 2) == "Vendors"
    assert wrap("one two three four five six", 9, 2) == "one two\nthree fo…"


@given(st.text(st.sampled_from("ab "), max_size=80))
def test_wrap_never_makes_more_lines(text):
    assert wrap(printable(text), 10, 2).count("\n") <= 1
