import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from audiobook.errors import SpeechError, WorkerError
from audiobook.workers import listener, processes, serial


def square(number):
    return number, number * number, os.getpid()


def slow_if_first(number):
    if number == 0:
        time.sleep(1)
    return number


def fails(number):
    raise SpeechError(f"utterance {number}", "was not spoken")


def dies_once(path):
    """Kill the process it runs in, unless the file at ``path`` tells that it has done so before."""
    if path and not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def dies_at_three(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def tell_and_sleep(path):
    """Leave the number of the process as a file's name, and do not end."""
    (Path(path) / str(os.getpid())).touch()
    time.sleep(600)


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


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


def test_a_job_whose_process_dies_is_done_again(tmp_path):
    items = ["", "", str(tmp_path / "died"), ""]
    with processes(2) as spread:
        assert sorted(spread(dies_once, items)) == sorted(items)


def test_a_job_that_kills_each_process_costs_no_other():
    with processes(2) as spread:
        results = spread(dies_at_three, range(6))
        assert sorted(next(results) for _ in range(5)) == [0, 1, 2, 4, 5]
        with pytest.raises(WorkerError, match="1 of the jobs"):
            next(results)
        assert next(spread(square, [7]))[1] == 49


def test_a_process_that_dies_between_jobs_is_replaced():
    with processes(2) as spread:
        for pid in {pid for _, _, pid in spread(square, range(8))}:
            os.kill(pid, signal.SIGKILL)
        assert len(list(spread(square, range(8)))) == 8


@dataclass(frozen=True)
class Errand:
    """Sleeps; nobody waits long for it, but for the libraries that a busy machine loads."""

    number: int
    seconds: float
    patience_seconds: float = 5

    def lost(self, problem):
        return self.number, problem


def sleep(errand):
    time.sleep(errand.seconds)
    return errand.number, "slept"


class Awkward(Errand):
    """Says of itself whether it can be sent, be taken out, be done, and come back."""

    def __reduce__(self):
        if self.number == 1:
            raise ValueError("can't be sent")
        return (unpacked, (self.number,))


def unpacked(number):
    if number == 2:
        raise LookupError("can't be taken out")
    return Awkward(number, 0)


class Unsent(Exception):
    def __reduce__(self):
        raise TypeError("no error to send")


def do_awkwardly(errand):
    if errand.number == 3:
        raise KeyError("can't be done")
    if errand.number == 4:
        return lambda: "can't come back"
    if errand.number == 5:
        raise Unsent("of another kind")
    return errand.number, "done"


WHAT_IS_AWKWARD = {
    0: "done",
    1: "ValueError: can't be sent",
    2: "LookupError: can't be taken out",
    3: 'KeyError: "can\'t be done"',
    4: "pickle",
    5: "Unsent: of another kind",
    6: "done",
}


def test_what_can_t_be_sent_or_done_or_come_back_costs_no_other():
    with processes(2) as spread:
        results = dict(spread(do_awkwardly, [Awkward(number, 0) for number in range(7)]))
    assert {number: what in results[number] for number, what in WHAT_IS_AWKWARD.items()} == (
        dict.fromkeys(range(7), True)
    ), results


def fail_errand(errand):
    raise SpeechError(f"utterance {errand.number}", "was not spoken")


def test_what_an_errand_s_function_has_to_say_is_raised():
    with processes(2) as spread, pytest.raises(SpeechError, match="utterance 7: was not spoken"):
        list(spread(fail_errand, [Errand(7, 0)]))


def asks_to_end(seconds):
    os.killpg(0, signal.SIGTERM)
    time.sleep(seconds)
    return os.getpid()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no groups of processes to signal")
def test_workers_finish_what_is_in_hand_when_their_group_is_told_to_end(tmp_path):
    code = (
        "import signal; from test_workers import asks_to_end; "
        "from audiobook.workers import processes\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGTERM, lambda *_: None)\n"
        "    with processes(2) as spread: print(len(set(spread(asks_to_end, [0.1] * 2))))\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run(
        [sys.executable, str(script)],
        env=env,
        check=True,
        capture_output=True,
        text=True,
        start_new_session=True,
    )
    assert 1 <= int(done.stdout) <= 2


def test_a_job_that_hangs_is_ended_twice_and_costs_no_other():
    errands = [Errand(number, 600 if number == 2 else 0) for number in range(6)]
    with processes(2) as spread:
        results = dict(spread(sleep, errands))
    assert results.pop(2) == "took longer than 5 s, twice over"
    assert results == dict.fromkeys([0, 1, 3, 4, 5], "slept")


def sleep_if_first(path):
    """Hang, unless the file at ``path`` tells that it has done so before."""
    if not path.exists():
        path.touch()
        time.sleep(600)
    return "woke"


@dataclass(frozen=True)
class Once(Errand):
    """Hangs when it is tried first."""

    path: Path = Path()


def hang_once(errand):
    return errand.number, sleep_if_first(errand.path)


def test_a_job_that_hung_once_is_done_again(tmp_path):
    errands = [Once(number, 0, path=tmp_path / str(number)) for number in range(2)]
    with processes(2) as spread:
        assert dict(spread(hang_once, errands)) == {0: "woke", 1: "woke"}


def test_what_nobody_waits_for_is_ended():
    with processes(2) as spread:
        results = spread(sleep, [Errand(0, 0, 900), Errand(1, 600, 900), Errand(2, 600, 900)])
        assert next(results) == (0, "slept")
        results.close()
        assert len(list(spread(square, range(4)))) == 4
        abandoned = spread(sleep, [Errand(0, 0, 900), Errand(1, 600, 900)])
        assert next(abandoned) == (0, "slept")


def touch(path):
    path.touch()


def test_work_begins_before_a_result_is_asked_for(tmp_path):
    with processes(2) as spread:
        results = spread(touch, [tmp_path / "begun"])
        while not (tmp_path / "begun").exists():  # for as long as a test may take
            time.sleep(0.01)
        assert list(results) == [None]


def test_what_nobody_asked_for_gives_way():
    with processes(2) as spread:
        spread(sleep, [Errand(0, 600, 900), Errand(1, 600, 900)])
        assert len(list(spread(square, range(4)))) == 4


def unpicklable(number):
    return lambda: number


def test_a_result_that_cannot_be_sent_is_an_error_that_says_so():
    with processes(2) as spread, pytest.raises(Exception, match="pickle"):
        list(spread(unpicklable, [1]))


def test_an_error_of_the_items_comes_through():
    def items():
        yield 1
        raise SpeechError("utterance 2", "is not there")

    with processes(2) as spread, pytest.raises(SpeechError, match="utterance 2"):
        list(spread(square, items()))


def test_no_more_is_under_way_than_keeps_the_processes_busy():
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            yield number

    with processes(2) as spread:
        results = spread(square, items())
        for _ in range(10):
            next(results)
        assert len(taken) <= 10 + 2 * 3
        assert len(list(results)) == 90


def halve_and_tell(number):
    listener()(f"half of {number}")
    return number / 2


@pytest.mark.parametrize("count", [1, 2])
def test_who_is_at_what_is_told_with_the_news_of_it(count):
    told = []
    with processes(count, lambda *event: told.append(event)) as spread:
        assert sorted(spread(halve_and_tell, [2, 4, 6])) == [1, 2, 3]
    assert {worker for worker, _, _ in told} <= {str(number) for number in range(1, count + 1)}
    for worker in {worker for worker, _, _ in told}:
        events = [(item, news) for name, item, news in told if name == worker]
        items = [item for item, _ in events[::3]]
        assert events == [
            event for n in items for event in [(n, None), (n, f"half of {n}"), (None, None)]
        ]
    assert sorted(item for _, item, news in told if news) == [2, 4, 6]


def tell_much(count):
    for number in range(count):
        listener()(number)


def test_the_last_news_are_told_however_soon_they_come():
    told = []
    with processes(1, lambda *event: told.append(event)) as spread:
        list(spread(tell_much, [10]))
    assert [news for _, _, news in told if news is not None] == [0, 9]


def test_news_are_not_told_more_often_than_people_can_read():
    told = []
    with processes(1, lambda *event: told.append(event)) as spread:
        list(spread(tell_much, [10_000]))
    assert 1 <= len([news for _, _, news in told if news is not None]) < 100


def tell_and_hang(errand):
    while True:
        listener()("still at it")
        time.sleep(0.05)


def test_news_do_not_lengthen_anyone_s_patience():
    with processes(2) as spread:
        list(spread(square, range(8)))  # both are started: that takes patience, too
        (result,) = spread(tell_and_hang, [Errand(7, 0)])
    assert result == (7, "took longer than 5 s, twice over")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that kills one process only")
def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    code = (
        "import sys; from test_workers import tell_and_sleep; "
        "from audiobook.workers import processes\n"
        "if __name__ == '__main__':\n"
        "    with processes(2) as spread: list(spread(tell_and_sleep, [sys.argv[1]] * 2))\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    told = tmp_path / "told"
    told.mkdir()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    with subprocess.Popen([sys.executable, str(script), str(told)], env=env) as parent:
        while len(pids := [int(path.name) for path in told.iterdir()]) < 2:
            assert parent.poll() is None
            time.sleep(0.05)
        parent.kill()
    while any(map(is_running, pids)):
        time.sleep(0.05)
