"""Arithmetic compiled by numba: arrays in, arrays out; no ids, no defaults, no warnings."""

import os
import tempfile
from pathlib import Path
from typing import Any

import numba

#: numba's settings, which have no types.
_settings: Any = numba.config


def _can_hold_files(folder: Path) -> bool:
    """Whether files can be made in the folder, or the folder itself."""
    existing = next(one for one in (folder, *folder.parents) if one.exists())
    return os.access(existing, os.W_OK | os.X_OK)


def _keep_compiled_code_somewhere() -> None:
    """Give numba a private folder where it could write neither beside the source nor at home.

    Without any place for its cache numba refuses to compile, as on shared read-only installations.
    """
    usual = Path(__file__).parent / "__pycache__", Path("~/.cache/numba").expanduser()
    if not _settings.CACHE_DIR and not any(map(_can_hold_files, usual)):
        # A name that others can foresee would let them put code there.
        _settings.CACHE_DIR = tempfile.mkdtemp(prefix="weakties-")


_keep_compiled_code_somewhere()
