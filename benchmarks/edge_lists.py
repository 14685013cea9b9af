"""Time and memory of reading lists of ties, beside what pandas takes to read and number them.

    python -m benchmarks.edge_lists [--ties N] [--repeat R] [KIND ...]

Every figure comes from a process of its own, and the best of the repeats counts. Each has read a
short list before, so that imports do not count, nor the loading of compiled code.
Seconds are of the processor: what other programs do meanwhile makes little difference. Wall is
what passes on the clock, and says little where other programs run. The floor
is `pandas.read_csv` (the C reader) with `pandas.factorize` of both columns together: what a script
does that takes clean numbers for granted and neither sorts ties nor reports faulty rows. `build` is
the time to make a network of what was read, and the most memory until then.
"""

import argparse
import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.memory import peak

#: Ties written at a time.
_PART = 1_000_000
_MEGA = 1 << 20


def _pairs(ties: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Ends and strengths of ties among a tenth as many people, some of whom have many."""
    rng = np.random.default_rng(1)
    people = max(10, ties // 10)
    for start in range(0, ties, _PART):
        size = min(_PART, ties - start)
        source = (people * rng.random(size) ** 2).astype(np.int64)
        yield source, rng.integers(people, size=size), rng.integers(1, 100, size=size)


def _frames(ties: int, kind: str) -> Iterator[pd.DataFrame]:
    for source, target, weight in _pairs(ties):
        frame = pd.DataFrame({"source": source, "target": target})
        if kind == "names":
            frame = frame.apply(lambda numbers: "person " + numbers.astype(str))
        if kind == "weights":
            frame["weight"] = weight
        yield frame


#: What each kind of file is: separator, whether it has a header, whether it is packed.
KINDS = {
    "pairs": (" ", False, False),
    "weights": (" ", False, False),
    "names": ("\t", False, False),
    "csv": (",", True, False),
    "gz": ("\t", False, True),
}


def write(path: Path, kind: str, ties: int) -> None:
    """Write a list of so many ties."""
    separator, header, packed = KINDS[kind]
    with gzip.open(path, "wt", compresslevel=1) if packed else path.open("w") as file:
        for number, frame in enumerate(_frames(ties, kind)):
            frame.to_csv(file, sep=separator, header=header and number == 0, index=False)


def floor(path: Path, kind: str) -> dict[str, float]:
    """What pandas takes."""
    _read_short_list(_read_with_pandas, kind)
    start, begun = time.process_time(), time.perf_counter()
    _read_with_pandas(path, kind)
    seconds, wall = time.process_time() - start, time.perf_counter() - begun
    return {"seconds": seconds, "wall": wall, "peak": peak() / _MEGA}


def _read_with_pandas(path: Path, kind: str) -> None:
    separator, header, packed = KINDS[kind]
    frame = pd.read_csv(
        path,
        sep=separator,
        header=0 if header else None,
        compression="gzip" if packed else None,
        engine="c",
    )
    pd.factorize(np.concatenate([frame.iloc[:, 0].to_numpy(), frame.iloc[:, 1].to_numpy()]))


def _read_short_list(read: Callable[[Path, str], object], kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "short.txt")
        write(path, kind, 50_000)
        read(path, kind)


def ours(path: Path, kind: str) -> dict[str, float]:
    """What weakties takes to read, and then to make a network."""
    import weakties as wt
    from weakties.importers import read_edge_list

    _read_short_list(lambda short, _: wt.build_network(read_edge_list(short)), kind)
    start, begun = time.process_time(), time.perf_counter()
    found = read_edge_list(path)
    seconds, wall = time.process_time() - start, time.perf_counter() - begun
    read = {"seconds": seconds, "wall": wall, "peak": peak() / _MEGA}
    start = time.process_time()
    wt.build_network(found)
    built = time.process_time() - start
    return {**read, "build": built, "build peak": peak() / _MEGA}


WAYS: dict[str, Callable[[Path, str], dict[str, float]]] = {"pandas": floor, "weakties": ours}


def measure(way: str, path: Path, kind: str) -> dict[str, float]:
    """Figures of one reading, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.edge_lists",
        "--way",
        way,
        "--file",
        str(path),
        kind,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {name: float(value) for name, value in (line.split("\t") for line in said.splitlines())}


def _best(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: min(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Print a row for each kind of file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; all")
    parser.add_argument("--ties", type=int, default=10_000_000)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        for name, value in WAYS[options.way](options.file, options.kinds[0]).items():
            print(f"{name}\t{value:.3f}")
        return
    print(
        "kind\tpandas s\tweakties s\tratio\tpandas wall\tweakties wall\tratio"
        "\tpandas MB\tweakties MB\tbuild s\tbuild MB"
    )
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds or KINDS:
            path = Path(folder, f"{kind}.txt")
            write(path, kind, options.ties)
            runs = [{way: measure(way, path, kind) for way in WAYS} for _ in range(options.repeat)]
            one, other = (_best([run[way] for run in runs]) for way in WAYS)
            row = one["seconds"], other["seconds"], other["seconds"] / one["seconds"]
            row += one["wall"], other["wall"], other["wall"] / one["wall"]
            row += one["peak"], other["peak"], other["build"], other["build peak"]
            print(
                kind,
                *(f"{value:.2f}" if value < 100 else f"{value:.0f}" for value in row),
                sep="\t",
                flush=True,
            )
            path.unlink()


if __name__ == "__main__":
    main()
