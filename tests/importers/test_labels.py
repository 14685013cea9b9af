"""Names without what must not be kept."""

import pytest

from weakties.importers._cells.labels import is_telephone, label_of


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("  Ana \n Ruiz ", "Ana Ruiz"),
        ("\u200eAna\u202fRuiz\u2069", "Ana Ruiz"),
        ("ana@example.org", ""),
        ("Ana (ana@example.org)", "Ana"),
        ("@ana", "@ana"),
        ("+44 7700 900123", ""),
        ("(0049) 30 1234567", ""),
        ("Ana +44 7700 900123", "Ana"),
        ("user_20240101", "user_20240101"),
        ("Room 101", "Room 101"),
        ("2020", "2020"),
        ("👩\u200d🔬 Zoë", "👩\u200d🔬 Zoë"),
        ("\ue000", ""),
    ],
)
def test_labels(name, shown) -> None:
    assert label_of(name) == shown


@pytest.mark.parametrize("number", ["+1 555 0100 199", "555-0100-199", "(030) 123.45.67"])
def test_telephone_numbers(number) -> None:
    assert is_telephone(number)
    assert not is_telephone(f"Ana {number}")
