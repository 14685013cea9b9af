"""Small files of every format, and what is done to them."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Exports that the tests read: a folder each, FORMAT-ERA OR DIALECT.
SAMPLES = ROOT / "tests" / "importers" / "samples"
#: Files of other formats, and inputs that once went wrong: SEEDS/FORMAT/NAME.
SEEDS = ROOT / "fuzz" / "seeds"


def seeds(name: str) -> Iterator[tuple[str, bytes]]:
    """Files to begin with for one format; what has several files is a zip of them."""
    for folder in sorted(SAMPLES.glob(f"{name}-*")):
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        members = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
        single = len(members) == 1
        yield folder.name, next(iter(members.values())) if single else packed(members)
    for file in sorted((SEEDS / name).glob("*")):
        yield file.name, file.read_bytes()


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of these files, not compressed, so that changed bytes show."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content)
    return out.getvalue()


def changed(data: bytes, seed: int, change: Callable[[bytes], bytes]) -> bytes:
    """The input with one of its files changed, now and then the whole of it."""
    if seed % 8 == 0 or not data.startswith(b"PK\x03\x04"):
        return change(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except Exception:  # noqa: BLE001 (damaged by an earlier change)
        return change(data)
    name = sorted(members)[seed // 8 % len(members)] if members else ""
    return packed({**members, name: change(members.get(name, b""))})
