"""Fixtures and settings shared by all tests."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "weakties",
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("weakties")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real networks, which is not part of the project."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the real networks in ../shared/data are not here")
    return folder


@pytest.fixture(scope="session")
def golden_file() -> Path:
    """Values printed in public sources, which are not part of the project."""
    file = SHARED / "golden.json"
    if not file.is_file():
        pytest.skip("the published values in ../shared/golden.json are not here")
    return file
