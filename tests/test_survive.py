"""Runs that are killed: the benchmark in small, and the moment between a recording and its feed."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import feedparser
import pytest
from batch_parts import batch, write_articles

from audiobook.catalogue import Catalogue

SURVIVE = Path(__file__).parents[1] / "benchmarks" / "survive.py"


def run(*command, folder=None):
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environ,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
def test_killed_again_and_again_a_batch_loses_doubles_and_repeats_nothing():
    done = run(str(SURVIVE), "--articles", "8", "--kills", "4", "--seed", "3")
    assert done.returncode == 0, done.stderr
    assert "8 editions" in done.stdout
    assert "laws broken: 0" in done.stdout


KILLED_BEFORE_ITS_FEED = """\
import os, signal, sys
from pathlib import Path
from audiobook.model import Status
from audiobook.project import Options, Project

left = int(sys.argv[1])
for outcome in Project.around(Path.cwd()).batch(["articles"], Options(voice="tone:sine")):
    left -= outcome.status is Status.MADE
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that kills one process only")
def test_a_feed_that_a_kill_left_behind_is_mended_though_nothing_is_new(tmp_path):
    write_articles(tmp_path, 2)
    run("-c", KILLED_BEFORE_ITS_FEED, "2", folder=tmp_path)
    feed = tmp_path / "feeds" / "podcast.xml"
    with closing(Catalogue(tmp_path)) as catalogue:
        assert catalogue.count() == 2
    assert not feed.exists()
    done = batch(tmp_path, "articles", "--voice", "tone:sine", "--json")
    assert done.returncode == 0
    assert '"made": 0' in done.stdout.splitlines()[-1]
    assert feed.exists()
    assert len(feedparser.parse(feed).entries) == 2
