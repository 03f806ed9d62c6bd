import os
import shutil
import signal
import socket
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from dask_parts import LICENCE, cluster_in, made_in, sounds, worker_in
from distributed import Client

import audiobook
from audiobook.errors import SpeechError, VoiceError, WorkerError
from audiobook.model import Cast, Script, Section, Utterance
from audiobook.speech import choose_narrator, synthesise
from audiobook.workers import dask, listener

ARTICLES = 6
TEXT = "The tide table of {n} was printed in a hurry. It has {n} pages, and none is whole. " * 5


@pytest.fixture
def cluster(tmp_path):
    with cluster_in(tmp_path, ("one", "two")) as cluster:
        yield cluster


def fails(number):
    raise SpeechError(f"utterance {number}", "was not spoken")


@dataclass(frozen=True)
class Errand:
    number: int
    seconds: float = 0
    patience_seconds: float = 1

    def lost(self, problem):
        return self.number, problem


def sleep(errand):
    time.sleep(errand.seconds)
    return errand.number, "slept"


class Awkward(Errand):
    def __reduce__(self):
        return (unpacked, (self.number,))


def unpacked(number):
    if number == 1:
        raise LookupError("can't be taken out")
    return Awkward(number)


def do_awkwardly(errand):
    if errand.number == 2:
        raise LookupError("can't be done")
    return errand.number, "done"


def sleep_and_tell(number):
    listener()(f"half of {number}")
    time.sleep(1)
    return number


def die_at_three(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        text = TEXT.format(n=number + 2)
        (folder / f"{number}.md").write_text(f"# Tide table {number}\n\n{text}\n")
    return folder


def test_two_machines_make_what_one_makes_though_one_is_lost(tmp_path, articles, cluster):
    here = list(made_in(tmp_path / "here", articles, LICENCE))
    there = made_in(tmp_path / "there", articles, replace(LICENCE, cluster=cluster.address))
    first = next(there)
    os.killpg(cluster.workers[0].pid, signal.SIGKILL)
    outcomes = [first, *there]
    assert [outcome.error for outcome in outcomes] == [None] * ARTICLES
    marks = {outcome.edition.fingerprint for outcome in here}
    assert {outcome.edition.fingerprint for outcome in outcomes} == marks
    assert len(marks) == ARTICLES
    assert sounds(tmp_path / "there") == sounds(tmp_path / "here")


def test_one_article_is_spread_by_what_is_said(tmp_path, articles, cluster):
    source = articles / "0.md"
    (here,) = made_in(tmp_path / "here", source, LICENCE)
    (there,) = made_in(tmp_path / "there", source, replace(LICENCE, cluster=cluster.address))
    assert here.error is there.error is None
    assert sounds(tmp_path / "there") == sounds(tmp_path / "here")
    caches = [tmp_path / name / "cache" / "speech" for name in ("one", "two")]
    assert any(cache.exists() for cache in caches)


def test_a_worker_with_another_voice_says_none_of_an_article(cluster):
    """The voices of a single article are known to no worker before it is to speak."""
    here = choose_narrator("en", "tone", "sine", 1.0)
    line = Utterance("Two tides.", "Two tides.", 0, 10, 0, "en")
    script = Script("en", (Section("Tides", (line,)),), ())
    with dask(cluster.address) as spread:
        assert len(list(synthesise(script, Cast(here), spread))) == 1
        other = Cast(replace(here, identity="tone 3 sine"))
        with pytest.raises(VoiceError, match=f"{socket.gethostname()} has tone 2 sine, not tone 3"):
            list(synthesise(script, other, spread))


def test_errors_hangs_and_deaths_cost_no_other_job_and_it_is_told_who_is_at_what(cluster):
    told = []
    with dask(cluster.address, lambda *event: told.append(event)) as spread:
        assert sorted(spread(sleep_and_tell, range(4))) == [0, 1, 2, 3]
        assert {news for _, _, news in told} == {None, *(f"half of {n}" for n in range(4))}
        assert len({worker for worker, _, _ in told}) == 2
        with pytest.raises(SpeechError, match="utterance 7: was not spoken"):
            list(spread(fails, [7]))
        results = dict(spread(sleep, [Errand(n, 600 if n == 1 else 0) for n in range(6)]))
        assert results.pop(1) == "killed or hung each worker that was at it"
        assert results == dict.fromkeys([0, 2, 3, 4, 5], "slept")
        at_work = {worker: item for worker, item, _ in told}
        assert len(at_work) > 2
        assert set(at_work.values()) == {None}
        awkward = [Awkward(number) for number in range(4)]
        said = dict(spread(do_awkwardly, awkward))
        assert said.pop(2) == "LookupError: can't be done"
        assert said.pop(1) == "LookupError: can't be taken out"
        assert said == {0: "done", 3: "done"}
        survivors = []
        with pytest.raises(WorkerError, match="1 of the jobs: killed or hung"):
            survivors.extend(spread(die_at_three, range(6)))
        assert sorted(survivors) == [0, 1, 2, 4, 5]


def test_a_worker_with_other_code_of_the_same_version_is_told_apart(tmp_path):
    other = tmp_path / "checkout"
    ours = Path(audiobook.__file__).parent
    shutil.copytree(ours, other / "audiobook", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "audiobook" / "pipeline.py").open("a") as changed:
        changed.write("# Otherwise.\n")
    places = os.pathsep.join([str(other), str(Path(__file__).parent), *sys.path])
    with (
        cluster_in(tmp_path, ()) as cluster,
        worker_in(tmp_path / "one", cluster.address, PYTHONPATH=places),
    ):
        with Client(scheduler_file=cluster.address) as client:
            client.wait_for_workers(1)
        problem = r"has audiobook (\S+)\+\w+, and the one who asks \1\+\w+; install the same"
        with pytest.raises(WorkerError, match=problem), dask(cluster.address):
            pass


def test_a_scheduler_that_is_not_there_is_one_line():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        with (
            pytest.raises(WorkerError, match=f"cluster {address}: can't be reached"),
            dask(address),
        ):
            pass
    problem = r"cluster no/where\.json: can't be reached: no such file; "
    with pytest.raises(WorkerError, match=problem), dask("no/where.json"):
        pass


def test_a_scheduler_that_is_lost_is_said_so(cluster):
    with dask(cluster.address) as spread:
        results = spread(sleep, [Errand(0, 0, 900), Errand(1, 600, 900)])
        assert next(results) == (0, "slept")
        os.killpg(cluster.scheduler.pid, signal.SIGKILL)
        with pytest.raises(WorkerError, match=f"cluster {cluster.address}: is gone"):
            next(results)
