"""Read files that people can download: their content says what they are, not their names."""

import os
from dataclasses import replace
from pathlib import Path, PurePath

from weakties._columns import plain_name
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._beside import left_beside
from weakties.importers._cells.labels import without_address
from weakties.importers._files.content import describe, name_content, next_steps, words_of
from weakties.importers._files.source import Source, open_source
from weakties.importers._format import FORMATS, Format, read_from
from weakties.importers.adjacency_list import read_adjacency_list
from weakties.importers.adjacency_matrix import read_adjacency_matrix
from weakties.importers.bibtex import read_bibtex
from weakties.importers.bluesky import read_bluesky
from weakties.importers.calendar import read_calendar
from weakties.importers.crossref import read_crossref
from weakties.importers.dimensions import read_dimensions
from weakties.importers.discord import read_discord
from weakties.importers.dot import read_dot
from weakties.importers.edge_list import read_edge_list
from weakties.importers.egor import read_egor
from weakties.importers.excel import read_excel
from weakties.importers.gexf import read_gexf
from weakties.importers.gh_archive import read_gh_archive
from weakties.importers.git_log import read_git_log
from weakties.importers.github import read_github
from weakties.importers.gml import read_gml
from weakties.importers.google_contacts import read_google_contacts
from weakties.importers.graphml import read_graphml
from weakties.importers.hacker_news import read_hacker_news
from weakties.importers.konect import read_konect
from weakties.importers.lens import read_lens
from weakties.importers.linkedin import read_linkedin
from weakties.importers.mail import read_mail
from weakties.importers.mastodon import read_mastodon
from weakties.importers.matrix_market import read_matrix_market
from weakties.importers.mediawiki import read_mediawiki
from weakties.importers.meta import read_facebook, read_instagram
from weakties.importers.metis import read_metis
from weakties.importers.name_generator import read_name_generator
from weakties.importers.network_canvas import read_network_canvas
from weakties.importers.node_edge_tables import read_node_edge_tables
from weakties.importers.node_link import read_node_link
from weakties.importers.openalex import read_openalex
from weakties.importers.orcid import read_orcid
from weakties.importers.pajek import read_pajek
from weakties.importers.parquet import read_parquet
from weakties.importers.reddit import read_reddit
from weakties.importers.ris import read_ris
from weakties.importers.scopus import read_scopus
from weakties.importers.slack import read_slack
from weakties.importers.snap_ego import read_snap_ego
from weakties.importers.stack_exchange import read_stack_exchange
from weakties.importers.teams import read_teams
from weakties.importers.telegram import read_telegram
from weakties.importers.tumblr import read_tumblr
from weakties.importers.ucinet import read_ucinet
from weakties.importers.ucinet_dl import read_ucinet_dl
from weakties.importers.vcard import read_vcard
from weakties.importers.vna import read_vna
from weakties.importers.web_of_science import read_web_of_science
from weakties.importers.whatsapp import read_whatsapp
from weakties.importers.wordpress import read_wordpress
from weakties.importers.x_archive import read_x_archive
from weakties.importers.yammer import read_yammer

__all__ = [
    "FORMATS",
    "Format",
    "identify",
    "read",
    "read_adjacency_list",
    "read_adjacency_matrix",
    "read_bibtex",
    "read_bluesky",
    "read_calendar",
    "read_crossref",
    "read_dimensions",
    "read_discord",
    "read_dot",
    "read_edge_list",
    "read_egor",
    "read_excel",
    "read_facebook",
    "read_gexf",
    "read_gh_archive",
    "read_git_log",
    "read_github",
    "read_gml",
    "read_google_contacts",
    "read_graphml",
    "read_hacker_news",
    "read_instagram",
    "read_konect",
    "read_lens",
    "read_linkedin",
    "read_mail",
    "read_mastodon",
    "read_matrix_market",
    "read_mediawiki",
    "read_metis",
    "read_name_generator",
    "read_network_canvas",
    "read_node_edge_tables",
    "read_node_link",
    "read_openalex",
    "read_orcid",
    "read_pajek",
    "read_parquet",
    "read_reddit",
    "read_ris",
    "read_scopus",
    "read_slack",
    "read_snap_ego",
    "read_stack_exchange",
    "read_teams",
    "read_telegram",
    "read_tumblr",
    "read_ucinet",
    "read_ucinet_dl",
    "read_vcard",
    "read_vna",
    "read_web_of_science",
    "read_whatsapp",
    "read_wordpress",
    "read_x_archive",
    "read_yammer",
]

#: Claims below this do not count where the content is surely something else.
_SURE = 0.9
#: More formats than these with such a name say nothing.
_MOST_NEAR = 3


def read(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 (what pandas, matplotlib and users call it)
    ego: str | None = None,
    progress: Progress | None = None,
) -> Connections:
    r"""Read a file or folder of any format that weakties knows.

    Parameters
    ----------
    path : path
        A file, a gz or bz2, a zip or tar as downloaded, or the unzipped folder.
    format : str, optional
        Name of the format (a key of `FORMATS`); recognised from the content if left out.
    ego : str, optional
        Of a survey of personal networks, the respondent whose network alone is read, who is then the
        owner. All by default.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Connections
        People, ties, events and memberships as the file states them, and in ``provenance`` what
        was read and what was left out and why.

    Raises
    ------
    ReadError
        The file is missing, damaged, unsafe or cannot be decoded.
    UnknownFormatError
        The content is of no format that weakties reads.
    NothingUsableError
        The format is known, but the file holds no person.
    ArgumentError
        ``ego`` is given and the file is no survey.
    NotFoundError
        No respondent of the survey is called ``ego``.

    Notes
    -----
    Nothing is written to disk, nothing is sent anywhere, and neither e-mail addresses nor message
    texts are kept.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "Connections.csv")
    >>> _ = file.write_text(
    ...     "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    ...     "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Northwind,Engineer,08 Feb 2026\n"
    ... )
    >>> read(file).people["label"].to_list()
    ['Ana Ruiz', 'you']
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        chosen = FORMATS[format] if format is not None else _identify(source)
        found = read_from(source, chosen, ego, progress)
        beside = left_beside(source, chosen) if format is None else ""
    warnings = (*found.provenance.warnings, *filter(None, [beside]))
    origin = replace(found.provenance, sources=[_name_of(path)], warnings=warnings)
    return replace(found, provenance=origin)


def _name_of(path: str | os.PathLike[str]) -> str:
    name = Path(os.path.abspath(path)).name  # noqa: PTH100 (resolve would follow links)
    return without_address(name)


def identify(path: str | os.PathLike[str]) -> Format:
    r"""Say of which format a file or folder is, from its content.

    Parameters
    ----------
    path : path
        A file, a gz, a zip, a tar or a folder.

    Returns
    -------
    Format
        With its ``name``, ``title`` and ``how_to_get``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        The content is of no format that weakties reads; the message says what it looks like.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "renamed.txt")
    >>> _ = file.write_text("First Name,Last Name,Email Address,Company,Position,Connected On\n")
    >>> identify(file).name
    'linkedin'
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _identify(source)


def _identify(source: Source) -> Format:
    claims: dict[str, float] = {}
    for name, entry in FORMATS.items():
        claims[name] = entry.sniff(source)
        if claims[name] == 1.0:
            break
    best = max(claims, key=lambda name: claims[name])
    least = _SURE if _is_known_otherwise(source) else 0.0
    if claims[best] > least:
        return FORMATS[best]
    explained = (entry.explain(source) for entry in FORMATS.values() if entry.explain)
    why = next(filter(None, explained), None)
    if why is None:
        why = " ".join([f"{source.path} is {describe(source)}.", *next_steps(source)])
    message = (
        f"{why}{_near(source, why)} 'weakties formats' lists all {len(FORMATS)} formats that are "
        "read, and where to get such files."
    )
    raise UnknownFormatError(message)


def _near(source: Source, said: str) -> str:
    """Which formats have files with names like this one, unless that is said already."""
    place = source.path.name.lower().removesuffix(".gz").removesuffix(".bz2")
    stem, words = plain_name(PurePath(place).stem), words_of(source)
    ending = [one for one in FORMATS.values() if place.endswith(one.endings)]
    named = [one for one in FORMATS.values() if one.name in words or stem in one.usual_names]
    near = list({one.name: one for one in (*named, *ending)}.values())
    if not near or len(near) > _MOST_NEAR or near[0].how_to_get in said:
        return ""
    # What stands in brackets is for whoever has such a file already.
    titles = " or ".join(one.title.partition(" (")[0] for one in near)
    how = f" {near[0].how_to_get}" if len(named) == 1 else ""
    return f" It is called like {titles}, but does not begin like one.{how}"


def _is_known_otherwise(source: Source) -> bool:
    only = source.only
    return only is not None and name_content(only.head()) is not None
