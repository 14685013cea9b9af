"""Ties concluded from common affiliations, for those who ask for them."""

from weakties.build._archive import Archive
from weakties.build._memberships import caps_of_belonging
from weakties.build._rule import Found, rule
from weakties.build.together import tie_members

#: A focus of more people than this says nothing about any two of them.
MOST_AFFILIATED = 25


@rule("inferred", worth=1.0, basis="place", on_request=True)
def affiliation(archive: Archive) -> Found:
    """Two people belong to one group or share another affiliation; applied on request only.

    This projects two-mode data, in which people have no ties but to what they belong to. Everybody in
    a focus of k people shares one unit among the other k - 1 (Newman 2001,
    DOI 10.1103/PhysRevE.64.016132). `weakties.project` has no limit, and tells which of these ties
    chance does not explain.
    """
    rows = archive.memberships
    return tie_members(rows, caps_of_belonging(rows["kind"], MOST_AFFILIATED))
