"""`pool`: several exports as one."""

import os
from collections.abc import Sequence

import pandas as pd

from weakties.connections import Connections
from weakties.pooling._candidates import find_candidates
from weakties.pooling._decisions import as_table, decide
from weakties.pooling._merge import merge, new_ids
from weakties.pooling._sources import bring_together


def find_matches(exports: Sequence[Connections], *, same_owner: bool = False) -> pd.DataFrame:
    """List who in one export may be whom in another, before anything is merged.

    Two people of different exports are one, with a score of 1, if they have the same lasting id on one
    platform; the same address of a profile, and the same name unless the address says the id that an
    export gives one of them; or the same last name and initial as authors of one work with a DOI that
    has no other author of that name. Others are compared by name and employer::

        score = 0.6 * name + 0.4 * employer

    where ``name`` is 1 if the full names are the same without case, accents and signs; if the first and
    the last names are, 0.8 where one leaves out or shortens middle names of the other, and 0.5 where
    these are others; ``employer`` is 1 if the employers of
    today are the same without legal forms and abbreviations, 0.5 if the words of one are among those
    of the other, and 0 otherwise. From 0.85 on, two people are one: the same name and employer are,
    and the same name alone never is. First names alone and initials are not compared.

    Parameters
    ----------
    exports : sequence of Connections
        One from `weakties.read` for each export.
    same_owner : bool, default: False
        Whether all exports are one person's.

    Returns
    -------
    DataFrame
        A row a pair, the surest first: ``a`` and ``b`` (name of the export, a stroke, id there),
        ``a_label`` and ``b_label``, ``score``, ``why``, and ``accepted``, whether `pool` takes the two
        for one unless you say otherwise. Pairs with scores below 0.6 are not listed. Where several
        people of one export fit, nobody is accepted.

    Raises
    ------
    ArgumentError
        If there is no export.
    ArgumentTypeError
        If something is no `Connections`.

    Notes
    -----
    Takes time in proportion to the people, and to the pairs of people of one name.

    Examples
    --------
    >>> import pandas as pd
    >>> from weakties.connections import Provenance
    >>> rows = {"label": ["Ana Ruiz", "Ben Ito"], "company": ["Acme", None]}
    >>> one, two = (
    ...     Connections(
    ...         people=pd.DataFrame(rows, index=[f"{name}1", f"{name}2"]),
    ...         provenance=Provenance(format="by hand", sources=[name]),
    ...     )
    ...     for name in "pq"
    ... )
    >>> find_matches([one, two])[["a_label", "score", "why", "accepted"]]
        a_label  score                              why  accepted
    0  Ana Ruiz    1.0         same name, same employer      True
    1   Ben Ito    0.6  same name, no employer to compare     False
    """
    sources = bring_together(exports)
    return as_table(sources, find_candidates(sources, same_owner=same_owner))


def pool(
    exports: Sequence[Connections],
    *,
    matches: pd.DataFrame | str | os.PathLike[str] | None = None,
    same_owner: bool = False,
) -> Connections:
    """Bring several exports together as one: of several people, or of several platforms.

    Where the owner of one export is a contact in another, the ties of both owners become ties between
    people. Who is one person in several exports is decided by `find_matches`, which lists all pairs
    with scores and reasons, and by you.

    Parameters
    ----------
    exports : sequence of Connections
        One from `weakties.read` for each export, in any order.
    matches : DataFrame or path, optional
        Pairs ``a`` and ``b``, and ``accepted`` (all are, without that column): the table from
        `find_matches` with your decisions, or a CSV of it. Pairs that are not in it are decided as
        `find_matches` says.
    same_owner : bool, default: False
        Whether all exports are one person's, as those of several platforms or years.

    Returns
    -------
    Connections
        Ids are those of the exports, behind the name of the format if there are several formats;
        somebody known under several has one that lasts. ``provenance.merges`` lists who was taken
        for one, with scores and reasons. Of attributes the newest export's count.

        With one owner of all exports: ``owner`` and view ``ego``. With several, nobody is the owner:
        they are people like the others, marked in the column ``is_owner``, and the view is ``sample``,
        since of the others only the ties to owners are seen; ``connected_on`` is then left out, as it
        says with whom no longer. Exports of whole networks in one format stay ``whole``.

    Raises
    ------
    NotFoundError
        If a match names somebody who is in none of the exports.
    ArgumentError
        If there is no export, or the matches contradict each other.
    ArgumentTypeError
        If something is no `Connections`.

    Notes
    -----
    A connection, contact, friendship or follow that two exports state is one tie, with the earlier
    beginning; other ties, acts and memberships are one if the exports say the same of them, and a
    message that both tell of goes to the recipients of both. ``provenance.duplicates`` counts
    these. Conversations and channels of one name, and works without a DOI, are one only in exports of
    one format that have people with lasting ids in common. An export given twice counts once. One
    export alone comes back as it is.

    Examples
    --------
    >>> import pandas as pd
    >>> from weakties.connections import Provenance
    >>> def export(owner, *contacts):
    ...     ids = [owner, *contacts]
    ...     ties = pd.DataFrame({"source": owner, "target": contacts})
    ...     ties = ties.assign(kind="connection", directed=False, weight=1.0, evidence="declared")
    ...     return Connections(
    ...         people=pd.DataFrame({"label": ids}, index=ids),
    ...         ties=ties.assign(start=pd.NaT, end=pd.NaT),
    ...         owner=owner,
    ...         view="ego",
    ...         provenance=Provenance(format="linkedin", sources=[owner]),
    ...     )
    >>> both = pool([export("ana", "ben", "cy"), export("ben", "ana", "dee")])
    >>> both.ties[["source", "target"]].to_numpy().tolist(), both.view
    ([['ana', 'ben'], ['ana', 'cy'], ['ben', 'dee']], 'sample')
    """
    sources = bring_together(exports)
    found = find_candidates(sources, same_owner=same_owner)
    group, merges, undecided = decide(sources, found, matches)
    if len(sources.exports) == 1 and not merges:
        return sources.exports[0]
    return merge(sources, new_ids(sources, group), merges, undecided=undecided)
