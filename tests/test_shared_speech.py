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
LINES = [f"On page {n} nobody mends the old sea wall, and the council meets." for n in range(60)]


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
    assert Counter(method for method, _ in s3.requests) == {"GET": 60, "PUT": 60}
    s3.requests.clear()
    edited = [*LINES[:30], "It fell.", *LINES[31:]]
    after = spoken_on(tmp_path / "two", shared, edited, monkeypatch)
    assert diary.lines()[60:] == ["It fell."]
    assert [*after[:30], *after[31:]] == [*before[:30], *before[31:]]
    assert Counter(method for method, _ in s3.requests) == {"GET": 60, "PUT": 1}
    s3.requests.clear()
    assert spoken_on(tmp_path / "two", shared, edited, monkeypatch) == after
    assert s3.requests == [], "what was found is kept"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("wall", "tide"):
        text = "\n\n".join(f"Of the {name}. {line}" for line in LINES[:9])
        (folder / f"{name}.md").write_text(f"# About the {name}\n\n{text}\n")
    return folder


def test_a_fresh_worker_speaks_nothing_that_another_has_spoken(tmp_path, articles, diary):
    shared = tmp_path / "shared"
    shared.mkdir()
    environ = {"AUDIOBOOK_SHARED_CACHE": f"file://{shared}"}
    with cluster_in(tmp_path, ["one"], **environ) as cluster:
        options = replace(LICENCE, cluster=cluster.address)
        outcomes = list(made_in(tmp_path / "there", articles, options, "diary"))
        assert [outcome.error for outcome in outcomes] == [None, None]
        spoken = diary.lines()
        assert any("nobody mends" in line for line in spoken)
        cluster.workers[0].terminate()
        cluster.workers[0].wait()
        with worker_in(tmp_path / "fresh", cluster.address, **environ):
            outcomes = list(made_in(tmp_path / "again", articles, options, "diary"))
    assert [outcome.error for outcome in outcomes] == [None, None]
    assert diary.lines() == spoken
    assert sounds(tmp_path / "again") == sounds(tmp_path / "there")
