"""The command line: ``weakties FILE...``, ``weakties demo``, ``check FILE``, ``formats``."""

import argparse
import io
import os
import secrets
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from weakties._arguments import WELCOME, as_options, make_parser
from weakties.errors import (
    ArgumentError,
    MissingPackageError,
    NotFoundError,
    NothingUsableError,
    ReadError,
    WeakTiesError,
    WriteError,
)

if TYPE_CHECKING:
    from weakties._typing import Progress
    from weakties.connections import Connections
    from weakties.result import Analysis

T = TypeVar("T")

DONE, BUG, USAGE, UNREADABLE, NOTHING_USABLE, INTERRUPTED = 0, 1, 2, 3, 4, 130

_EXIT_CODES: dict[type[WeakTiesError], int] = {
    ReadError: UNREADABLE,
    MissingPackageError: UNREADABLE,
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name that the terminal cannot show must not end the run.
            stream.reconfigure(errors="backslashreplace")
    # Options may stand before, between and after the words.
    options = make_parser().parse_intermixed_args(arguments)
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
        print(f"weakties: {as_options(str(error))}", file=sys.stderr)
        return next((c for kind, c in _EXIT_CODES.items() if isinstance(error, kind)), USAGE)
    except Exception as error:  # noqa: BLE001 - a bug must end in a sentence and a code, too
        if options.debug:
            traceback.print_exc()
        else:
            what = f"{type(error).__name__}: {error}"
            print(f"weakties: a bug: {what} (run again with --debug for details)", file=sys.stderr)
        return BUG


def _run(options: argparse.Namespace) -> int:
    match options.words:
        case []:
            sys.stderr.write(WELCOME)
            return USAGE
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

            return _analyze([str(datasets.path("librarian"))], options)
        case ["check", *_]:
            message = f"'check' takes one FILE, not {len(options.words) - 1}."
            raise ArgumentError(message)
        case ["demo", *_]:
            message = "'demo' takes no FILE. A file of that name is ./demo."
            raise ArgumentError(message)
        case files if options.candidates is not None:
            return _list_candidates(files, options)
        case files:
            return _analyze(files, options)


def _refuse_unused(options: argparse.Namespace, command: str, *used: str) -> None:
    """Refuse options that a command does not know."""
    plain = vars(make_parser().parse_args(["check", "file"]))
    given = [name for name, value in vars(options).items() if value != plain[name]]
    known = ("words", "quiet", "debug", *used)
    unused = [f"--{name.replace('_', '-')}" for name in given if name not in known]
    if unused:
        message = f"'{command}' takes no {' and no '.join(unused)}; leave that out."
        raise ArgumentError(message)


def _analyze(files: Sequence[str], options: argparse.Namespace) -> int:
    from weakties import _terminal
    from weakties.report import check_folder

    if options.key is not None and not options.pseudonyms:
        message = "--key is the key for pseudonyms; add --pseudonyms."
        raise ArgumentError(message)
    folder = options.output
    if folder is None and not options.json:
        # The name of a file may be that of a person.
        name = _stem(files[0]) if len(files) == 1 else "pooled"
        folder = Path(f"{'network' if options.pseudonyms else name}-weakties")
    if folder is not None:
        check_folder(folder)
    with _terminal.narrator(quiet=options.quiet) as narrator, _told_by(narrator.say):
        result = _result(files, options, narrator.progress)
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
        warnings.showwarning = lambda message, *_, **__: say(as_options(str(message)))
        yield


def _read(files: Sequence[str], options: argparse.Namespace, progress: "Progress") -> "Connections":
    """What the files say, and what the user knows beside."""
    from weakties.pooling import add_people, add_ties, pool

    _refuse_for_number(files, options)
    exports = _exports(files, options, progress)
    found = exports[0]
    if len(files) > 1:
        found = pool(exports, matches=options.matches, same_owner=options.same_owner)
    found = found if options.people is None else add_people(found, options.people)
    return found if options.edges is None else add_ties(found, options.edges)


def _exports(
    files: Sequence[str], options: argparse.Namespace, progress: "Progress | None" = None
) -> "list[Connections]":
    """What every file says; before that takes time, all that is wrong with any of them is told."""
    from weakties.importers import identify, read
    from weakties.importers._files.source import open_source

    def is_there(table: str) -> None:
        with open_source(table):
            pass

    tables = [table for table in (options.matches, options.people, options.edges) if table]
    if len(files) + len(tables) > 1:
        checks: list[Callable[[], object]] = [partial(identify, file) for file in files]
        checks += [partial(is_there, table) for table in tables]
        _all_of(checks)
    how: dict[str, Any] = {"ego": options.ego, "progress": progress}
    return _all_of([partial(read, file, **how) for file in files])


def _all_of(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """What all tasks give, or what is wrong with any of them in one error."""
    done, faults = [], []
    for task in tasks:
        try:
            done.append(task())
        except WeakTiesError as error:
            faults.append(error)
    if len(faults) > 1:
        lines = [f"{len(faults)} of {len(tasks)} files cannot be used:", *map(str, faults)]
        raise type(faults[0])("\n- ".join(lines))
    if faults:
        raise faults[0]
    return done


def _refuse_for_number(files: Sequence[str], options: argparse.Namespace) -> None:
    """Refuse options that are for several files where there is one, and the other way round."""
    unfit, whom = ["candidates", "matches", "same_owner"], "several files; this is one"
    if len(files) > 1:
        unfit, whom = ["ego"], f"one file, of a survey; these are {len(files)}"
    for name in unfit:
        if getattr(options, name):
            message = f"{name}= is for {whom}."
            raise ArgumentError(message)


def _list_candidates(files: Sequence[str], options: argparse.Namespace) -> int:
    """Write down who may be whom, for the user to decide."""
    from weakties.pooling import find_matches
    from weakties.pooling._decisions import write_table

    _refuse_unused(options, "--candidates", "candidates", "same_owner")
    _refuse_for_number(files, options)
    table = find_matches(_exports(files, options), same_owner=options.same_owner)
    write_table(table, options.candidates)
    merged = int(table["accepted"].sum())
    print(f"{len(table):,} pairs, {merged:,} of them taken for one person; decide in the column")
    print(f"'accepted' of {options.candidates} and give it with --matches.")
    return DONE


def _result(files: Sequence[str], options: argparse.Namespace, progress: "Progress") -> "Analysis":
    from weakties.analysis import analyze
    from weakties.build import build_network
    from weakties.ranking import check_ranks

    check_ranks(options.by, "person")
    found = _read(files, options, progress)
    network = build_network(
        found,
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
    from weakties.build import describe_groups
    from weakties.importers import read

    found = read(file)
    _terminal.show_check(file, found, notes=describe_groups(found))
    return DONE


def _formats(names: Sequence[str], *, as_json: bool) -> int:
    from weakties._format_list import show_formats
    from weakties.importers import FORMATS

    formats = [FORMATS[name] for name in names or FORMATS]
    show_formats(formats, as_json=as_json, whole=bool(names))
    return DONE
