"""Formats that take over their ids from elsewhere, so that one id is one person in all of them."""

from weakties.importers._acts.addresses import ADDRESS_IDS
from weakties.importers._format import FORMATS
from weakties.importers._works.works import ORCID


def id_space(name: str) -> str:
    """What an id of a format is unique in: the format, but for ids that several formats take over."""
    pattern = FORMATS[name].lasting_ids if name in FORMATS else ""
    return pattern if pattern in (ADDRESS_IDS, ORCID) else name
