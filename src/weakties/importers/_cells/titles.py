"""Names of conversations that tell them apart, and tell neither addresses nor numbers."""

from collections import Counter
from collections.abc import Mapping

from weakties.importers._cells.labels import blank_mail, visible, without_telephone


def unique_titles(names: Mapping[str, str], nameless: str = "chat") -> dict[str, str]:
    """A title for each conversation (by its number): its name, with the number where names are the same.

    >>> unique_titles({"7": "Club", "8": "Club", "9": "Team", "10": ""})
    {'7': 'Club (7)', '8': 'Club (8)', '9': 'Team', '10': 'chat'}
    """
    plain = {number: without_telephone(blank_mail(visible(name))) for number, name in names.items()}
    shown = {number: name or nameless for number, name in plain.items()}
    taken = Counter(shown.values())
    return {
        number: name if taken[name] == 1 else f"{name} ({number})" for number, name in shown.items()
    }
