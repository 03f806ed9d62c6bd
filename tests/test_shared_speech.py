"""What one machine has spoken no other speaks, through the whole program."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import diary_engine
import pytest
from dask_parts import LICENCE, cluster_in, made_in, sounds
from s3_server import BUCKET

from audiobook.plugins import installed

LINES = ["The sea wall is old.", "Nobody mends it.", "The council meets on Tuesday."]


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


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, name in enumerate(("wall", "tide")):
        text = "\n\n".join(f"On page {number + 2}: {line}" for line in LINES)
        (folder / f"{name}.md").write_text(f"# About the {name}\n\n{text}\n")
    return folder


def made_by(machine, shared, articles):
    """What is said on standard error while a machine of its own makes the articles."""
    room = machine / "room"
    room.mkdir(parents=True)
    stated = ["--licence", "CC-BY-4.0", "--reproducible", "--voice", "diary:sine", "--jobs", "1"]
    tests = str(Path(__file__).parent)
    return subprocess.run(
        [sys.executable, "-m", "audiobook", "make", *stated, str(articles)],
        cwd=room,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([tests, *sys.path]),
            "AUDIOBOOK_CACHE": str(machine / "cache"),
            "AUDIOBOOK_SHARED_CACHE": shared,
        },
        check=True,
        capture_output=True,
        text=True,
    ).stderr


def test_what_one_machine_spoke_another_takes_from_the_bucket(
    tmp_path, articles, diary, s3, monkeypatch
):
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    shared = f"s3://{BUCKET}/{tmp_path.name}"
    s3.requests.clear()
    made_by(tmp_path / "one", shared, articles)
    spoken = diary.lines()
    assert any("Nobody mends it" in line for line in spoken)
    assert s3.count("PUT") == len(set(spoken))
    s3.requests.clear()
    (articles / "wall.md").write_text((articles / "wall.md").read_text() + "\nIt fell.\n")
    made_by(tmp_path / "two", shared, articles)
    assert diary.lines()[len(spoken) :] == ["It fell."]
    assert Counter(method for method, _ in s3.requests) == {"GET": len(set(spoken)) + 1, "PUT": 1}


def test_a_bucket_that_refuses_everything_costs_one_warning_of_each_kind(
    tmp_path, articles, diary, s3, monkeypatch
):
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    made_by(tmp_path / "alone", "", articles)
    alone = diary.lines()
    monkeypatch.setattr(s3, "refused", {"GET", "PUT"})
    error = made_by(tmp_path / "refused", f"s3://{BUCKET}/{tmp_path.name}", articles)
    assert sorted(diary.lines()) == sorted(alone * 2)
    assert sounds(tmp_path / "refused" / "room") == sounds(tmp_path / "alone" / "room")
    assert error.count("can't be read: Access Denied") == error.count("shared speech cache") == 1


def test_a_fresh_worker_speaks_nothing_that_another_has_spoken(tmp_path, articles, diary):
    shared = tmp_path / "shared"
    shared.mkdir()
    environ = {"AUDIOBOOK_SHARED_CACHE": f"file://{shared}"}
    with cluster_in(tmp_path / "first", ["one"], **environ) as cluster:
        options = replace(LICENCE, cluster=cluster.address)
        outcomes = list(made_in(tmp_path / "there", articles, options, "diary"))
        assert [outcome.error for outcome in outcomes] == [None, None]
    spoken = diary.lines()
    assert any("Nobody mends it" in line for line in spoken)
    with cluster_in(tmp_path / "second", ["fresh"], **environ) as cluster:
        options = replace(LICENCE, cluster=cluster.address)
        outcomes = list(made_in(tmp_path / "again", articles, options, "diary"))
        assert [outcome.error for outcome in outcomes] == [None, None]
    assert diary.lines() == spoken
    assert sounds(tmp_path / "again") == sounds(tmp_path / "there")
