from pathlib import Path

from benchmarks import parts


def test_every_part_takes_some_time(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parts, "REPEATS", 2)
    assert parts.main(["--graph", "rmat:300", "--out", str(tmp_path)]) == 0
    lines = (tmp_path / "parts.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "---" not in line][1:]
    numbers = [float(line.split("|")[3]) for line in rows]
    assert len(numbers) == 6
    assert all(number >= 0 for number in numbers)
    assert numbers[-1] > 0
