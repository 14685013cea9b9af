"""Numbers as they read in sentences."""


def count(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> count(1, "person", "people"), count(2000, "person", "people")
    ('1 person', '2,000 people')
    """
    return f"{number:,} {one if number == 1 else many}"
