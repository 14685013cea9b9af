"""A coverage-guided run over the importers.

    python -m fuzz.drive [--runs N] [--seed S] [FORMAT ...]

Every format gets so many inputs, made of its seeds by changing bytes in one file of them, in a
process of its own, one after the other. What goes wrong is told once for each place in the code,
and the input kept in a folder to look at; one that shows a fault belongs among the seeds once the
fault is gone, where the tests read it for ever. Needs atheris: ``pip install weakties[fuzz]``.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

#: Bytes of an input.
_LONGEST = 1 << 16


def _fuzz(name: str, runs: int, seed: int, found: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["weakties.importers"], enable_loader_override=False):
        from weakties.errors import WeakTiesError
        from weakties.importers import identify, read
        from weakties.importers.edge_list import _rows, _ties

    from fuzz.inputs import changed, seeds
    from fuzz.watch import fault

    # Small inputs are to go the ways of large ones as well.
    _rows._SMALL = _ties._MANY = 0  # noqa: SLF001
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    for title, content in seeds(name):
        (corpus / title).write_bytes(content)
        # What is compiled at the first call is not to count as the time of an input.
        with suppress(WeakTiesError):
            read(corpus / title, format=name)
    told: set[str] = set()
    done = 0

    def one_input(data: bytes) -> None:
        nonlocal done
        done += 1
        (folder / "input").write_bytes(data)
        wrong = fault(lambda path: read(path, format=name), folder / "input")
        if wrong is None and done % 16 == 0:
            wrong = fault(identify, folder / "input")
        if wrong is None:
            return
        place = wrong.rpartition("(")[2]
        if place not in told:
            told.add(place)
            kept = found / f"{name}-{hashlib.sha1(data, usedforsecurity=False).hexdigest()[:12]}"
            kept.write_bytes(data)
            print(f"{name}\t{wrong}\t{kept}", flush=True)

    def mutator(data: bytes, longest: int, number: int) -> bytes:
        return changed(data, number, lambda part: atheris.Mutate(part, len(part) + 64))[:longest]

    options = [f"-runs={runs}", f"-max_len={_LONGEST}", f"-seed={seed}", "-print_final_stats=0"]
    limits = ["-timeout=60", "-rss_limit_mb=4000", "-verbosity=0", f"-artifact_prefix={found}/"]
    atheris.Setup([sys.argv[0], *options, *limits, str(corpus)], one_input, custom_mutator=mutator)
    atheris.Fuzz()


def main() -> None:
    """Fuzz the formats named, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    parser.add_argument("--runs", type=int, default=2500, help="inputs for each format")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other inputs")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="folder of faults")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.found.mkdir(exist_ok=True)
    if options.here:
        _fuzz(options.formats[0], options.runs, options.seed, options.found)
        return
    from weakties.importers import FORMATS

    for name in options.formats or FORMATS:
        command = [sys.executable, "-m", "fuzz.drive", "--here"]
        command += ["--runs", str(options.runs), "--seed", str(options.seed)]
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run(
                [*command, "--found", str(options.found), name],
                env={**os.environ, "TMPDIR": folder},
                stderr=subprocess.PIPE,
                check=False,
            )
        said = run.stderr.decode(errors="replace").strip().splitlines()
        print(f"{name}: {options.runs:,} inputs, code {run.returncode}", *said[-1:], flush=True)


if __name__ == "__main__":
    main()
