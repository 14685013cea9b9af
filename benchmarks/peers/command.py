"""The command ``weakties FILE``, from reading the file to the last page written."""

import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method

PACKAGE, MODULE = "weakties", "weakties"


def build(ties: Ties) -> Any:
    """An edge list in a folder of its own in the folder of the run, which is removed with it."""
    import pandas as pd

    file = Path(mkdtemp(dir=Path.cwd())) / "ties.tsv"
    table = pd.DataFrame({"source": ties.source, "target": ties.target})
    table.to_csv(file, sep="\t", index=False)
    return file


def _job(file: Path, _: int) -> Any:
    out = file.parent / "results"
    command = [sys.executable, "-m", "weakties", str(file), "--quiet", "--output", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    return out


def _nothing(_: Any, out: Path) -> Answers:
    if not any(out.iterdir()):
        message = "the command wrote nothing"
        raise AssertionError(message)
    return {}


METHODS = [Method("job", "weakties FILE --output DIR", _job, _nothing)]
