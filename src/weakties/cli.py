"""The command line: ``weakties FILE``, ``weakties demo``, ``check FILE``, ``formats``."""

import argparse
import io
import os
import secrets
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from weakties import __version__
from weakties.errors import (
    ArgumentError,
    NotFoundError,
    NothingUsableError,
    ReadError,
    WeakTiesError,
    WriteError,
)

if TYPE_CHECKING:
    from weakties._typing import Progress
    from weakties.result import Analysis

DONE, BUG, USAGE, UNREADABLE, NOTHING_USABLE, INTERRUPTED = 0, 1, 2, 3, 4, 130

_EXIT_CODES: dict[type[WeakTiesError], int] = {
    ReadError: UNREADABLE,
    NothingUsableError: NOTHING_USABLE,
    ArgumentError: USAGE,
    NotFoundError: USAGE,
    WriteError: USAGE,
}

#: Endings of graph files, which the folder of their results does without.
_GRAPH_ENDINGS = (
    *(".graphml", ".gexf", ".gml", ".net", ".paj", ".dl", ".json", ".mtx", ".graph", ".dot", ".gv"),
    *(".vna", ".##h", ".xlsx", ".parquet", ".feather", ".arrow", ".xml"),
)

_DESCRIPTION = """\
Find the weak ties in a social network: who connects otherwise separate
worlds, which ties do, and who stands alone.

  weakties FILE         analyze an export as downloaded (zip or folder: LinkedIn,
                        Slack, X, WhatsApp, Facebook, ...), an edge list, or a
                        graph file (GraphML, GEXF, GML, Pajek, UCINET, ...)
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name that the terminal cannot show must not end the run.
            stream.reconfigure(errors="backslashreplace")
    # Options may stand before, between and after the words.
    options = _parser().parse_intermixed_args(arguments)
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("weakties: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has seen enough; what remains must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except WeakTiesError as error:
        print(f"weakties: {error}", file=sys.stderr)
        return next((c for kind, c in _EXIT_CODES.items() if isinstance(error, kind)), USAGE)
    except Exception as error:  # noqa: BLE001 - a bug must end in a sentence and a code, too
        if options.debug:
            traceback.print_exc()
        else:
            what = f"{type(error).__name__}: {error}"
            print(f"weakties: a bug: {what} (run again with --debug for details)", file=sys.stderr)
        return BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="weakties",
        usage="weakties [options] FILE | demo | check FILE | formats [NAME]",
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


def _run(options: argparse.Namespace) -> int:
    match options.words:
        case ["check", file]:
            _refuse_unused(options, "check")
            return _check(file)
        case ["check"]:
            message = "'check' needs the FILE to check. A file of that name is ./check."
            raise ArgumentError(message)
        case ["formats", *names]:
            _refuse_unused(options, "formats", "json")
            return _formats(names, as_json=options.json)
        case ["demo"]:
            from weakties import datasets

            return _analyze(str(datasets.path("librarian")), options)
        case [file]:
            return _analyze(file, options)
        case _:
            message = (
                f"Got {len(options.words)} words ({' '.join(options.words)}); expected "
                "one FILE, 'demo', 'check FILE' or 'formats'. See weakties --help."
            )
            raise ArgumentError(message)


def _refuse_unused(options: argparse.Namespace, command: str, *used: str) -> None:
    """Refuse options that a command does not know."""
    plain = vars(_parser().parse_args(["check", "file"]))
    given = [name for name, value in vars(options).items() if value != plain[name]]
    known = ("words", "quiet", "debug", *used)
    unused = [f"--{name.replace('_', '-')}" for name in given if name not in known]
    if unused:
        message = f"'{command}' takes no {' and no '.join(unused)}; leave that out."
        raise ArgumentError(message)


def _analyze(file: str, options: argparse.Namespace) -> int:
    from weakties import _terminal
    from weakties.report import check_folder

    if options.key is not None and not options.pseudonyms:
        message = "--key is the key for pseudonyms; add --pseudonyms."
        raise ArgumentError(message)
    folder = options.output
    if folder is None and not options.json:
        # The name of a file may be that of a person.
        folder = Path(f"{'network' if options.pseudonyms else _stem(file)}-weakties")
    if folder is not None:
        check_folder(folder)
    with _terminal.narrator(quiet=options.quiet) as narrator, _told_by(narrator.say):
        result = _result(file, options, narrator.progress)
        if folder is not None:
            narrator.say("Drawing the map and writing the tables")
            result.write(folder)
    if options.json:
        sys.stdout.write(result.to_json())
    else:
        _terminal.show(result, top=options.top)
    sys.stdout.flush()
    if folder is not None and not options.quiet:
        names = "names of people" if not options.pseudonyms else "pseudonyms"
        print(f"Wrote {folder}{os.sep} (map.png, map.svg, tables; holds {names})", file=sys.stderr)
    return DONE


@contextmanager
def _told_by(say: Callable[[str], None]) -> Iterator[None]:
    """Tell warnings as words about progress, without the line of code they come from."""
    with warnings.catch_warnings():
        warnings.showwarning = lambda message, *_, **__: say(str(message))
        yield


def _result(file: str, options: argparse.Namespace, progress: "Progress") -> "Analysis":
    from weakties.analysis import analyze
    from weakties.build import build_network
    from weakties.importers import read
    from weakties.ranking import check_ranks

    check_ranks(options.by, "person")
    network = build_network(
        read(file, progress=progress),
        ties=options.ties,
        since=options.since,
        until=options.until,
        window=options.window,
        half_life=options.half_life,
        progress=progress,
    )
    return analyze(
        network,
        by=options.by,
        exact=options.exact,
        pseudonyms=_key(options) if options.pseudonyms else None,
        rng=options.seed,
        progress=progress,
    )


def _key(options: argparse.Namespace) -> str:
    return secrets.token_hex(16) if options.key is None else str(options.key)


def _stem(file: str) -> str:
    name = Path(os.path.abspath(file)).name  # noqa: PTH100 (resolve would follow links)
    for suffix in (".gz", ".bz2", ".zip", ".zip", ".tar", ".csv", ".tsv", ".txt", *_GRAPH_ENDINGS):
        name = name.removesuffix(suffix)
    return name or "network"


def _check(file: str) -> int:
    from weakties import _terminal
    from weakties.importers import read

    _terminal.show_check(file, read(file))
    return DONE


def _formats(names: Sequence[str], *, as_json: bool) -> int:
    from weakties._format_list import show_formats
    from weakties.importers import FORMATS

    show_formats([FORMATS[name] for name in names or FORMATS], as_json=as_json)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
