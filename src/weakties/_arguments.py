"""Words and options of the command line."""

import argparse
import re
import shlex
from collections.abc import Mapping
from functools import cache
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
Exit codes: 0 done, 1 a bug, 2 usage, 3 cannot read the file (missing, damaged, of
an unknown format, or a package it takes is not installed), 4 nothing usable in it,
130 interrupted.
"""

#: For whoever asks for nothing.
WELCOME = """\
weakties finds the weak ties in a social network. Which FILE? To begin with:

  weakties demo       try it on the bundled archive of an invented librarian
  weakties FILE       analyze an export as downloaded, an edge list or a graph file
  weakties formats    list what is read, and where to get such files
  weakties --help     all commands and options
"""

#: An argument as messages write it, with or without a value; not a part of a path or an address.
_ARGUMENT = re.compile(
    r"(?<![\w/\\?&])(?P<name>[a-z_]+)=(?P<value>\[[^\]\n]*\]|'[^'\n]*'|\"[^\"\n]*\"|\w(?:[\w.-]*\w)?)?"
)
_QUOTES = "'\""

#: Options that stand for no argument of Python; other things are called so in messages.
_OF_THE_TERMINAL = {"help", "output", "top", "key", "seed", "json", "quiet", "debug", "version"}


def make_parser() -> argparse.ArgumentParser:
    """What may stand on the command line."""
    parser = argparse.ArgumentParser(
        prog="weakties",
        usage="weakties [options] FILE... | demo | check FILE | formats [NAME]",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", metavar="FILE", help="what to analyze")
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
    add("--ego", metavar="ID", help="one respondent of a survey, whose network alone is read")
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


def as_options(text: str) -> str:
    """Put options in the place of Python's arguments.

    Messages write an argument with a sign of equality behind it, and its value if there is one. So
    they can be shown in a notebook as they are, and on a terminal in the words that stand there.

    >>> as_options("half_life='3M' is no length of time. Leave out since= or give exact=True.")
    '--half-life 3M is no length of time. Leave out --since or give --exact.'
    """
    return _ARGUMENT.sub(_as_option, text)


def _as_option(found: re.Match[str]) -> str:
    option, value = _options().get(found["name"]), found["value"]
    if option is None:
        return found[0]
    if value is None or value == "True":
        return option
    parts = value.strip("[]").split(",") if value[0] == "[" else [value]
    return f"{option} {shlex.quote(','.join(part.strip().strip(_QUOTES) for part in parts))}"


@cache
def _options() -> Mapping[str, str]:
    """The option that stands for each argument of Python."""
    actions = make_parser()._actions  # noqa: SLF001 (argparse has no other way to ask)
    options = {one.dest: one.option_strings[0] for one in actions if one.option_strings}
    ours = {name: option for name, option in options.items() if name not in _OF_THE_TERMINAL}
    return {**ours, "rng": "--seed"}


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
