import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audiobook.errors import SpeechError, WorkerError
from audiobook.workers import processes, serial


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
