"""What one machine has spoken no other speaks."""

from collections import Counter
from dataclasses import replace

import diary_engine
import pytest
from dask_parts import LICENCE, cluster_in, made_in, sounds, worker_in
from s3_server import BUCKET

from audiobook.model import Cast, Script, Section, Utterance
from audiobook.plugins import installed
from audiobook.speech import choose_narrator, synthesise
from audiobook.workers import processes

# botocore and moto are not yet at peace with the newest Python.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
LINES = [f"On page {n} nobody mends the old sea wall, and the council meets." for n in range(24)]


class Diary:
    """What was spoken by whomever, in which process of which machine ever."""

    def __init__(self, path):
        self.path = path

    def lines(self):
        return self.path.read_text().splitlines() if self.path.exists() else []


@pytest.fixture
def diary(tmp_path, monkeypatch):
    plugins = tmp_path / "plugins"
    diary_engine.install(plugins)
    monkeypatch.syspath_prepend(plugins)
    monkeypatch.setenv("DIARY", str(tmp_path / "diary.txt"))
    installed.cache_clear()
    yield Diary(tmp_path / "diary.txt")
    installed.cache_clear()


def spoken_on(machine, shared, lines, monkeypatch):
    """The speeches of lines, by processes of a machine with a cache folder of its own."""
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(machine))
    monkeypatch.setenv("AUDIOBOOK_SHARED_CACHE", shared)
    said = tuple(Utterance(line, line, None, None, 0, "en") for line in lines)
    script = Script("en", (Section("Walls", said),), ())
    cast = Cast(choose_narrator("en", "diary", "sine", 3.0))
    with processes(2) as spread:
        return list(synthesise(script, cast, spread))


def test_what_one_machine_spoke_another_takes_from_the_bucket(tmp_path, diary, s3, monkeypatch):
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    shared = f"s3://{BUCKET}/{tmp_path.name}"
    s3.requests.clear()
    before = spoken_on(tmp_path / "one", shared, LINES, monkeypatch)
    assert sorted(diary.lines()) == sorted(LINES)
    assert Counter(method for method, _ in s3.requests) == {"GET": 24, "PUT": 24}
    s3.requests.clear()
    edited = [*LINES[:9], "It fell.", *LINES[10:]]
    after = spoken_on(tmp_path / "two", shared, edited, monkeypatch)
    assert diary.lines()[24:] == ["It fell."]
    assert [*after[:9], *after[10:]] == [*before[:9], *before[10:]]
    assert Counter(method for method, _ in s3.requests) == {"GET": 24, "PUT": 1}
    s3.requests.clear()
    assert spoken_on(tmp_path / "two", shared, edited, monkeypatch) == after
    assert s3.requests == [], "what was found is kept"


def test_a_fresh_worker_speaks_nothing_that_another_has_spoken(tmp_path, diary):
    article = tmp_path / "wall.md"
    article.write_text("# About the wall\n\n" + "\n\n".join(LINES))
    shared = tmp_path / "shared"
    shared.mkdir()
    environ = {"AUDIOBOOK_SHARED_CACHE": f"file://{shared}"}
    with cluster_in(tmp_path, ["one"], **environ) as cluster:
        options = replace(LICENCE, cluster=cluster.address)
        (there,) = made_in(tmp_path / "there", article, options, "diary")
        spoken = diary.lines()
        assert len(set(spoken)) > len(LINES)
        cluster.workers[0].terminate()
        cluster.workers[0].wait()
        with worker_in(tmp_path / "fresh", cluster.address, **environ):
            (again,) = made_in(tmp_path / "again", article, options, "diary")
    assert there.error is again.error is None
    assert diary.lines() == spoken
    assert sounds(tmp_path / "again") == sounds(tmp_path / "there")
