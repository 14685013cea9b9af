"""NetworkX's own tests pass when its calls are answered by the backend."""

import os
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from weakties.backend import FUNCTIONS
from weakties.backend._networkx_tests import DIFFERENT

MODULES = [
    f"networkx.algorithms.{module}"
    for module in (
        "centrality.tests.test_betweenness_centrality",
        "centrality.tests.test_betweenness_centrality_subset",
        "centrality.tests.test_dispersion",
        "community.tests.test_leiden",
        "components.tests.test_biconnected",
        "components.tests.test_connected",
        "tests.test_bridges",
        "tests.test_cluster",
        "tests.test_link_prediction",
        "tests.test_structuralholes",
    )
]

#: A plugin that notes which functions the backend answered.
NOTES_ANSWERS = """
import logging

answered = set()

class Notes(logging.Handler):
    def emit(self, record):
        if record.msg.startswith("Using backend"):
            answered.add(record.args[1])

def pytest_configure():
    logger = logging.getLogger("networkx.utils.backends")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(Notes())

def pytest_terminal_summary(terminalreporter):
    terminalreporter.line("answered: " + " ".join(sorted(answered)))
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ET.Element]:
    """What pytest says and reports of NetworkX's tests, run in a folder and process of their own."""
    folder = tmp_path_factory.mktemp("networkx")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (folder / "notes_answers.py").write_text(NOTES_ANSWERS, encoding="utf-8")
    settings = {"NETWORKX_TEST_BACKEND": "weakties", "NETWORKX_FALLBACK_TO_NX": "1"}
    command = [sys.executable, "-m", "pytest", "--pyargs", *MODULES]
    command += ["-q", "-p", "notes_answers", "-p", "no:cacheprovider", "--junitxml=report.xml"]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **settings, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-5000:]
    report = ET.fromstring((folder / "report.xml").read_text(encoding="utf-8"))
    return done.stdout, report


def test_networkx_tests_pass_but_for_those_named(run: tuple[str, ET.Element]) -> None:
    failed = {
        f"{case.get('classname', '').rpartition('.')[2]}.{case.get('name')}".lstrip("."): any(
            mark.get("type") == "pytest.xfail" for mark in case.iter("skipped")
        )
        for case in run[1].iter("testcase")
    }
    assert {name for name in failed if failed[name]} == failed.keys() & DIFFERENT.keys()
    assert len(failed) > 250


def test_every_function_was_asked(run: tuple[str, ET.Element]) -> None:
    line = next(line for line in run[0].splitlines() if line.startswith("answered: "))
    assert set(line.split()[1:]) == FUNCTIONS.keys()
