"""Jobs that kill their worker, through the whole program."""

import json
import os
import subprocess
import sys

ENGINE = '''\
import os
from dataclasses import replace
from audiobook.speech.tone import ToneEngine

class DeadlyEngine(ToneEngine):
    """Speaks in tones, but for one word."""

    def voices(self):
        return [replace(voice, engine="deadly") for voice in super().voices()]

    def speak(self, utterance, voice, rate):
        if "basilisk" in utterance.spoken:
            os._exit(9)
        return super().speak(utterance, voice, rate)
'''


STATED = ["--licence", "CC0-1.0", "--language", "en", "--json"]


def made(tmp_path, *options):
    """Exit status and outcomes of making three articles, one of which kills who reads it."""
    plugins = tmp_path / "plugins"
    package = plugins / "deadly-1.0.dist-info"
    package.mkdir(parents=True)
    (plugins / "deadly.py").write_text(ENGINE)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text("[audiobook.engines]\ndeadly = deadly:DeadlyEngine\n")
    room = tmp_path / "room"
    room.mkdir()
    for name in ("adder", "basilisk", "cobra"):
        (room / f"{name}.txt").write_text(
            f"About the {name}\n\nThe {name} is a snake, as you know.\n"
        )
    done = subprocess.run(
        [sys.executable, "-m", "audiobook", "make", *options, "--voice", "deadly:sine", *STATED],
        check=False,
        cwd=room,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(plugins), *sys.path])},
        capture_output=True,
        text=True,
    )
    outcomes = map(json.loads, done.stdout.splitlines())
    return done.returncode, {outcome["source"].partition(".")[0]: outcome for outcome in outcomes}


def test_an_article_that_kills_its_workers_is_named_and_the_others_are_made(tmp_path):
    status, outcomes = made(tmp_path, "adder.txt", "basilisk.txt", "cobra.txt", "--jobs", "2")
    assert status == 1
    statuses = {name: outcome["status"] for name, outcome in outcomes.items()}
    assert statuses == {"adder": "made", "basilisk": "failed", "cobra": "made"}
    assert "killed the process that worked on it" in outcomes["basilisk"]["error"]


def test_the_text_that_kills_its_workers_is_named(tmp_path):
    status, outcomes = made(tmp_path, "basilisk.txt", "--jobs", "2")
    assert status == 11
    assert "the text from “About the basilisk" in outcomes["basilisk"]["error"]
