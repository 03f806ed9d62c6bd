"""``audiobook show``, in a process of its own, on an edition made for it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from lxml import etree
from mutagen.mp3 import MP3
from PIL import Image

ARTICLE = """\
---
title: How the [tide] turns
author: Ada Marsh
license: CC-BY-4.0
language: en
---
The water rises twice a day. It rose three metres last spring.

## Why it does

The moon pulls. The sea follows, and the harbour waits.
"""


def audiobook(folder, *arguments, columns=100):
    return subprocess.run(
        [sys.executable, "-m", "audiobook", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("show")
    (folder / "tide.md").write_text(ARTICLE)
    made = audiobook(folder, "make", "tide.md", "--voice", "tone:sine")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def manifest(folder):
    (path,) = folder.glob("media/*[0-9a-f].json")
    return json.loads(path.read_bytes()), path.stem


def test_it_shows_who_what_how_loud_and_the_files(folder, manifest):
    tree, slug = manifest
    done = audiobook(folder, "show", slug[-8:])
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "How the [tide] turns"
    shown = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines[1:9]}
    assert shown["by"] == "Ada Marsh"
    assert shown["licence"].startswith("CC-BY-4.0")
    assert shown["voice"] == "tone:sine"
    measured = tree["loudness"]
    assert shown["loudness"] == (
        f"{measured['integrated_lufs']:.1f} LUFS (target -16), "
        f"true peak {measured['true_peak_dbtp']:.1f} dBTP, range {measured['range_lu']:.1f} LU"
    )
    assert "64 kbit/s, 44.1 kHz, mono" in shown["MP3"]
    assert {"".join(path.suffixes) for path in folder.glob("media/*")} == {
        ".mp3",
        *shown["files"].split()[1:],
    }


def test_it_shows_chapters_with_their_times(folder, manifest):
    tree, slug = manifest
    lines = audiobook(folder, "show", slug).stdout.splitlines()
    for number, chapter in enumerate(tree["chapters"], 1):
        seconds = round(chapter["start_ms"] / 1000)
        assert f"{number}  {seconds // 60}:{seconds % 60:02}  {chapter['title']}" in lines


@pytest.mark.parametrize("columns", [60, 100, 300])
def test_the_sound_is_drawn_as_wide_as_the_terminal(folder, manifest, columns):
    tree, slug = manifest
    done = audiobook(folder, "show", slug, columns=columns)
    drawn = [line for line in done.stdout.splitlines() if "█" in line]
    assert {len(line) for line in drawn} == {min(columns, 160)}
    width = min(columns, 160) - 4
    (numbers,) = [line for line in done.stdout.splitlines() if line.split() == ["1", "2", "3"]]
    second = tree["chapters"][1]["start_ms"] * width // tree["duration_ms"]
    assert numbers.index("2") == 4 + second


def test_json_is_one_value(folder, manifest):
    tree, slug = manifest
    value = json.loads(audiobook(folder, "show", slug, "--json").stdout)
    assert (value["id"], value["loudness"], value["chapters"], value["sound"]) == (
        slug,
        tree["loudness"],
        tree["chapters"],
        tree["sound"],
    )
    assert {file["path"]: file["bytes"] for file in value["files"]} == {
        f"media/{path.name}": path.stat().st_size for path in folder.glob("media/*")
    }


def test_the_picture_is_the_one_beside_the_edition(folder, manifest, tmp_path):
    done = audiobook(folder, "show", manifest[1], "--picture", str(tmp_path / "sound.svg"))
    assert (done.returncode, done.stdout) == (0, "")
    svg = (tmp_path / "sound.svg").read_bytes()
    assert svg == (folder / "media" / f"{manifest[1]}.svg").read_bytes()
    assert etree.fromstring(svg).findtext("{*}title") == "How the [tide] turns"


def test_the_picture_as_png(folder, manifest, tmp_path):
    audiobook(folder, "show", manifest[1], "--picture", str(tmp_path / "sound.PNG"))
    with Image.open(tmp_path / "sound.PNG") as image:
        assert (image.format, image.width) == ("PNG", 2_400)


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["nothing"], 8, "audiobook: ID 'nothing': is no edition here; see: audiobook list\n"),
        (
            ["tide", "--picture", "a.gif"],
            2,
            "audiobook: a.gif: is neither SVG nor PNG; end its name in .svg or .png\n",
        ),
    ],
)
def test_what_is_wrong_is_one_line(folder, manifest, arguments, status, line):
    named = [manifest[1] if argument == "tide" else argument for argument in arguments]
    done = audiobook(folder, "show", *named)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", line)


def test_a_lost_manifest_is_one_line(folder, manifest):
    path = folder / "media" / f"{manifest[1]}.json"
    whole = path.read_bytes()
    try:
        path.write_bytes(b'{"title": 1}')
        done = audiobook(folder, "show", manifest[1])
    finally:
        path.write_bytes(whole)
    assert done.returncode == 8
    assert done.stderr.count("\n") == 1
    assert "make the edition again with --force" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_picture_that_cannot_be_written_is_named_as_the_user_named_it(folder, manifest):
    done = audiobook(folder, "show", manifest[1], "--picture", "/proc/x.svg")
    assert done.returncode == 2
    assert "/proc/x.svg: can't be written: " in done.stderr
    assert "; name a file in a folder of your own" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "label", "shown"),
    [
        ("vbr-quality = 5", "MP3", r"VBR, (\d+) kbit/s"),
        (
            "preset = 'acx'",
            "level",
            r"RMS (-\d+\.\d) dBFS \(target -23 to -18\), noise floor -\d+\.\d dBFS",
        ),
    ],
)
def test_what_was_asked_for_is_shown_and_told(tmp_path, settings, label, shown):
    (tmp_path / "tide.md").write_text(ARTICLE)
    (tmp_path / "audiobook.toml").write_text(f"[mastering]\n{settings}\n")
    made = audiobook(tmp_path, "make", "tide.md", "--voice", "tone:sine")
    assert made.returncode == 0, made.stderr
    (path,) = tmp_path.glob("media/*[0-9a-f].json")
    lines = audiobook(tmp_path, "show", path.stem).stdout.splitlines()
    (line,) = [line for line in lines if line.startswith(f"{label} ")]
    figure = float(re.search(shown, line)[1])
    tree = json.loads(path.read_bytes())
    if label == "MP3":
        mp3 = path.with_suffix(".mp3")
        assert tree["mp3"]["vbr_quality"] == 5
        assert figure == tree["mp3"]["bitrate_kbps"] == round(MP3(mp3).info.bitrate / 1000)
    else:
        told = tree["loudness"]
        assert figure == pytest.approx(told["rms_dbfs"], abs=0.051)
        assert told["noise_floor_dbfs"] <= -60
        assert told["target_rms_dbfs"] == [-23, -18]
        assert f"RMS {figure:.1f} dBFS · noise floor" in made.stdout
