import os
import time

import pytest

from audiobook.errors import SpeechError
from audiobook.workers import processes, serial


def square(number):
    return number, number * number, os.getpid()


def slow_if_first(number):
    if number == 0:
        time.sleep(1)
    return number


def fails(number):
    raise SpeechError(f"utterance {number}", "was not spoken")


@pytest.fixture(params=["serial", "processes(1)", "processes(2)"])
def spread(request):
    if request.param == "serial":
        yield serial
        return
    with processes(int(request.param[10])) as made:
        yield made


def test_every_item_gives_one_result(spread):
    results = sorted(spread(square, range(20)))
    assert [(number, value) for number, value, _ in results] == [(n, n * n) for n in range(20)]


def test_nothing_in_nothing_out(spread):
    assert list(spread(square, [])) == []


def test_an_error_comes_through_as_it_was_raised(spread):
    with pytest.raises(SpeechError, match="utterance 7: was not spoken"):
        list(spread(fails, [7]))


def test_two_processes_are_not_this_one_and_give_what_is_ready_first():
    with processes(2) as spread:
        pids = {pid for _, _, pid in spread(square, range(8))}
        assert os.getpid() not in pids
        assert list(spread(slow_if_first, [0, 1])) == [1, 0]
