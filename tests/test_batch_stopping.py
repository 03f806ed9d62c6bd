"""Batches that wait, are asked to stop, or can't go on: each says so, and ends."""

import json
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from batch_parts import SETTINGS, batch, events, started, write_articles

from audiobook.catalogue import Catalogue
from audiobook.config import load_settings
from audiobook.model import Status
from audiobook.project import Options, Phase, Progress, Project

SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
TONE = Options(voice="tone:sine")
UNKNOWN_LICENCE = "No licence anywhere.\n"


@pytest.fixture
def folder(tmp_path):
    write_articles(tmp_path, 1)
    return tmp_path


def told_until(process, event):
    """What a batch tells, as far as its first event of a kind."""
    told = [json.loads(process.stdout.readline())]
    while told[-1]["event"] != event:
        told.append(json.loads(process.stdout.readline()))
    return told


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_run_that_waits_for_another_says_so_and_ends_at_the_first_signal(folder, number, status):
    with closing(Catalogue(folder)) as catalogue, catalogue.run():
        process = started(folder, "articles", "--json")
        held = told_until(process, "held")[-1]
        assert f"process {os.getpid()} on " in held["by"]
        process.send_signal(number)
        out, err = process.communicate()
    assert process.returncode == status
    (summary,) = map(json.loads, out.splitlines())
    assert (summary["event"], summary["made"], summary["stopped"]) == ("summary", 0, True)
    assert "interrupted" in err


def test_while_it_waits_its_phase_is_held_and_then_it_goes_on(folder):
    progress = Progress()

    def run():
        with closing(Project(folder, load_settings(folder, {}))) as project:
            return [
                o.status for o in project.batch([str(folder / "articles")], TONE, progress=progress)
            ]

    with closing(Catalogue(folder)) as catalogue, ThreadPoolExecutor() as threads:
        with catalogue.run():
            running = threads.submit(run)
            while progress.standing.phase is Phase.READING:
                assert not running.done()
            assert progress.standing.phase is Phase.HELD
            assert f"process {os.getpid()} on " in progress.standing.held_by
            assert not progress.has_work_in_hand
        assert running.result() == [Status.PLANNED, Status.MADE]
    assert (progress.standing.phase, progress.standing.held_by) == (Phase.FEEDS, "")


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_run_that_still_reads_ends_at_the_first_signal(folder, number, status):
    (folder / "audiobook.toml").write_text(f'{SETTINGS}[fetch]\nallow-hosts = ["127.0.0.1"]\n')
    (folder / "articles" / "bad.md").write_text(UNKNOWN_LICENCE)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/tide.html"
        process = started(folder, "articles", address)
        silent.settimeout(60)
        asked, _ = silent.accept()
        with asked:
            asked.recv(1)  # and it is never answered
            process.send_signal(number)
            out, _ = process.communicate()
    assert process.returncode == status
    assert "1  failed" in out
    assert "Stopped before the end" in out


def test_an_error_that_ends_a_batch_leaves_its_table_and_summary(folder):
    (folder / "articles" / "bad.md").write_text(UNKNOWN_LICENCE)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        cluster = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        done = batch(folder, "articles", "--cluster", cluster)
        told = batch(folder, "articles", "--cluster", cluster, "--json")
    assert done.returncode == told.returncode == 11
    assert "1  failed" in done.stdout
    assert "can't be reached" in done.stderr
    last = events(told)[-1]
    assert (last["event"], last["failed"], last["stopped"]) == ("summary", 1, True)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [([], "has no source"), (["articles", "--show", "nope"], "is not in audiobook.toml")],
)
def test_watching_ends_with_a_mistake_that_no_round_will_find_mended(folder, arguments, problem):
    process = started(folder, *arguments, "--watch", "600")
    first = process.stderr.readline()
    assert problem in first
    try:
        out, _ = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 2
    assert out == ""
