"""The bundled examples run from beginning to end."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NOTEBOOKS = sorted((EXAMPLES / "notebooks").glob("*.ipynb"))


def test_the_script_prints_findings_and_writes_the_map(tmp_path: Path) -> None:
    command = [sys.executable, EXAMPLES / "librarian.py"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert "INFERRED" in done.stdout
    folder = tmp_path / "librarian-weakties"
    assert (folder / "map.png").read_bytes().startswith(b"\x89PNG")
    document = json.loads((folder / "analysis.json").read_text(encoding="utf-8"))
    assert document["connectors"][0]["label"] in done.stdout
    kinds = {isolate["kind"] for isolate in document["isolates"]}
    assert kinds
    assert all(kind in done.stdout for kind in kinds)


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


# Traitlets and the kernel's event loop warn about themselves, not about what runs in them.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)  # notebooks choose their own
    notebook = nbformat.read(file, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "stored without outputs"
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert not any(output.get("name") == "stderr" for output in outputs)
