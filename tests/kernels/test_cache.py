"""Compiled code finds a place, also where nothing can be written."""

import numba
import pytest

from weakties import kernels


@pytest.mark.parametrize("writable", [True, False])
def test_a_private_folder_is_made_only_where_nothing_else_can_be_written(monkeypatch, writable):
    monkeypatch.setattr(numba.config, "CACHE_DIR", "")
    monkeypatch.setattr(kernels, "_can_hold_files", lambda _: writable)
    kernels._keep_compiled_code_somewhere()
    assert bool(numba.config.CACHE_DIR) is not writable


def test_a_folder_that_can_be_made_can_hold_files(tmp_path):
    assert kernels._can_hold_files(tmp_path / "new" / "deep")
