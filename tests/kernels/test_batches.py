import signal
import threading
from collections.abc import Sequence

import numpy as np
import pytest

from weakties.kernels import batches
from weakties.kernels.batches import add_batches, batch_size, run_batches


@pytest.fixture(params=[1, 3])
def threads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(batches, "thread_count", lambda: request.param)
    return int(request.param)


@pytest.mark.usefixtures("threads")
def test_batches_cover_everything_once_and_come_in_order() -> None:
    found = list(run_batches(lambda *ends: ends, 10, size=4, what="work"))
    assert found == [(0, 4), (4, 8), (8, 10)]


@pytest.mark.usefixtures("threads")
def test_results_wait_for_their_turn() -> None:
    second_done = threading.Event()

    def process(start: int, _stop: int) -> int:
        if start == 0 and batches.thread_count() > 1:
            assert second_done.wait(60)
        if start == 1:
            second_done.set()
        return start

    assert list(run_batches(process, 8, size=1, what="work")) == list(range(8))


@pytest.mark.usefixtures("threads")
def test_sums_are_added_in_order() -> None:
    terms = 10.0 ** np.arange(-8, 9)  # whose sum depends on the order

    def process(start: int, stop: int, part: Sequence[np.ndarray]) -> None:
        part[0][:] += terms[start:stop].sum()
        part[1][:] += 1.0

    total, ones = np.zeros(1), np.zeros((2, 1))
    add_batches(process, (total, ones), len(terms), size=1, what="work")
    expected = 0.0
    for term in terms:
        expected += term
    assert total[0] == expected
    assert ones.tolist() == [[17.0], [17.0]]


def test_nothing_to_do_gives_nothing() -> None:
    assert list(run_batches(lambda *ends: ends, 0, size=4, what="work")) == []
    total = np.zeros(1)
    add_batches(lambda *_: pytest.fail("there is nothing"), [total], 0, size=4, what="work")
    assert total.tolist() == [0.0]


def test_only_a_few_results_wait_at_any_time(threads: int) -> None:
    started: list[int] = []
    work = run_batches(lambda start, _: started.append(start), 1000, size=1, what="work")
    next(work)
    assert len(started) <= 2 * threads + 1
    work.close()


@pytest.mark.usefixtures("threads")
def test_an_error_in_a_batch_reaches_the_caller() -> None:
    def process(start: int, _stop: int) -> None:
        if start == 3:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(run_batches(process, 9, size=1, what="work"))


def test_ctrl_c_does_not_wait_for_a_running_batch() -> None:
    released, finished = threading.Event(), threading.Event()

    def process(_start: int, _stop: int) -> None:
        signal.raise_signal(signal.SIGINT)
        released.wait(30)
        finished.set()

    with pytest.raises(KeyboardInterrupt):
        list(run_batches(process, 1, size=1, what="work"))
    assert not finished.is_set()
    released.set()


def test_progress_is_told_at_most_ten_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(np.arange(0, 100, 0.03))
    monkeypatch.setattr(batches.time, "monotonic", lambda: float(next(clock)))
    told: list[tuple[str, int, int]] = []
    work = run_batches(
        lambda *ends: ends, 100, size=1, what="work", progress=lambda *one: told.append(one)
    )
    list(work)
    assert told[0] == ("work", 0, 100)
    assert told[-1] == ("work", 100, 100)
    done = [one[1] for one in told]
    assert done == sorted(done)
    assert 20 <= len(told) <= 32


def test_the_size_of_a_batch_depends_on_the_work_alone() -> None:
    assert batch_size(10, most=64) == 64
    assert batch_size(10**9, most=64) == 1
    assert batch_size(0, most=64) == 64


def test_there_is_at_least_one_thread() -> None:
    assert batches.thread_count() >= 1
