"""Words that several sentences share."""


def spoken(name: object) -> str:
    """The name of a community as it reads in a sentence."""
    return f"the group {name}" if str(name).startswith("around ") else str(name)
