"""Every public name is there, and says how to use it."""

import pytest
from numpydoc.validate import validate

import weakties

CALLABLES = [name for name, home in weakties._HOMES.items() if home != f"weakties.{name}"]

#: What numpydoc finds fault with (its own codes) and this project asks of every public docstring.
ASKED = {
    "GL03": "no double blank lines",
    "GL06": "known section",
    "GL07": "sections in order",
    "GL08": "a docstring",
    "SS03": "a summary that ends with a period",
    "SS06": "a summary of one line",
    "PR01": "parameters documented",
    "PR02": "no unknown parameters",
    "PR03": "parameters in order",
    "PR04": "a type for every parameter",
    "PR07": "a description for every parameter",
    "RT01": "a section about what is returned",
    "RT03": "a description of what is returned",
    "EX01": "an example",
}

#: What functions return and nobody constructs: a comment at each field documents it.
RESULTS = {"Analysis", "Partition"}


def path_of(name: str) -> str:
    thing = getattr(weakties, name)
    return f"{thing.__module__}.{thing.__qualname__}"


@pytest.mark.parametrize("name", weakties.__all__)
def test_a_public_name_resolves(name: str) -> None:
    assert getattr(weakties, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'weak_ties'"):
        _ = weakties.weak_ties


def test_dir_lists_the_public_names() -> None:
    assert dir(weakties) == sorted(weakties.__all__)


@pytest.mark.parametrize("name", CALLABLES)
def test_a_public_name_documents_its_use(name: str) -> None:
    asked = ASKED.keys() - ({"PR01"} if name in RESULTS else set())
    faults = [text for code, text in validate(path_of(name))["errors"] if code in asked]
    assert not faults
