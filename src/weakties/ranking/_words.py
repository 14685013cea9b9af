"""Words that several sentences share."""


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def spoken(name: object) -> str:
    """The name of a community as it reads in a sentence."""
    return f"the group {name}" if str(name).startswith("around ") else str(name)
