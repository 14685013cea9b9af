"""Ties observed where the authors of a work cite the authors of another."""

from weakties.build._acts import CITATION
from weakties.build._archive import Archive
from weakties.build._rule import Found, rule
from weakties.build.addressed import sum_acts


@rule("interaction", worth=1.0, basis="place", directed=True, on_request=True)
def cited(archive: Archive) -> Found:
    """One of two people cites the other as authors of works; applied on request only.

    Ties lead from who cites to who is cited. A citation of a work of r authors in a work of k
    shares one unit among their k times r pairs. Nobody cites themselves.
    """
    acts = archive.acts[archive.acts["kind"] == CITATION]
    strength = archive.fading(acts["time"]) / (acts["size"] * acts["citing"])
    return sum_acts(acts, strength, foci=acts["conversation"].nunique())
