"""Words and options of the command line."""

import argparse
from pathlib import Path

from weakties import __version__

_DESCRIPTION = """\
Find the weak ties in a social network: who connects otherwise separate
worlds, which ties do, and who stands alone.

  weakties FILE         analyze an export as downloaded (zip or folder: LinkedIn,
                        Slack, X, WhatsApp, Facebook, ...), an edge list, or a
                        graph file (GraphML, GEXF, GML, Pajek, UCINET, ...)
  weakties FILE FILE    pool several exports, of several people or platforms
  weakties demo         do so with the bundled archive of an invented librarian
  weakties check FILE   say what the file is and list its problems, row by row
  weakties formats      list the formats that are read, and where to get such files
"""

_EPILOG = """\
Results go to standard output (tab-separated unless it is a terminal), words
about progress to standard error. Nothing is ever sent over a network.
Exit codes: 0 done, 1 a bug, 2 usage, 3 cannot read the file or unknown format,
4 nothing usable in it, 130 interrupted.
"""


def make_parser() -> argparse.ArgumentParser:
    """What may stand on the command line."""
    parser = argparse.ArgumentParser(
        prog="weakties",
        usage="weakties [options] FILE... | demo | check FILE | formats [NAME]",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="+", metavar="FILE", help="what to analyze")
    add = parser.add_argument
    add("-o", "--output", metavar="DIR", type=Path, help="folder for the results (NAME-weakties)")
    add("--top", type=_top, default=10, metavar="N", help="rows a table shows (1 to 100; 10)")
    add("--by", default="bridge_betweenness", metavar="MEASURE", help="ranks the connectors")
    add(
        "--ties",
        default="default",
        metavar="RULES",
        help="'default', 'observed', or names of rules with commas between them",
    )
    add("--candidates", metavar="TABLE", help="only list who may be whom in several exports")
    add("--matches", metavar="TABLE", help="that list, with your decisions")
    add("--same-owner", action="store_true", help="all exports are one person's")
    add("--people", metavar="TABLE", help="CSV of what you know of people (id, url or name first)")
    add("--edges", metavar="TABLE", help="ties you know of, as an edge list or graph file")
    add("--since", metavar="DATE", help="only what was there from this day on")
    add("--until", metavar="DATE", help="only what was there before this day")
    add("--window", metavar="SPAN", help="only so long (90D) before --until or the last date")
    add("--half-life", metavar="SPAN", help="let what people did count half when so old (180D)")
    add("--exact", action="store_true", help="count all shortest paths, however long it takes")
    add("--pseudonyms", action="store_true", help="show nobody's name")
    add("--key", metavar="TEXT", help="secret that makes pseudonyms the same in every run")
    add("--seed", type=_seed, default=0, metavar="N", help="of everything random (0)")
    add("--json", action="store_true", help="print one JSON document and nothing else")
    add("--quiet", "-q", action="store_true", help="no words about progress")
    add("--debug", action="store_true", help="show the traceback of a bug")
    add("--version", action="version", version=f"weakties {__version__}")
    return parser


def _top(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 100:
        message = f"{text!r} is not a number from 1 to 100"
        raise argparse.ArgumentTypeError(message)
    return number


def _seed(text: str) -> int:
    if not text.isdecimal():
        message = f"{text!r} is no whole number from 0 up"
        raise argparse.ArgumentTypeError(message)
    return int(text)
