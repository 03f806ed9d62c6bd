"""What people are told to paste into a shell does what it says, whatever strangers named."""

from __future__ import annotations

import shlex
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from test_catalogue import EDITION

from audiobook.project import Project
from audiobook.project.inspection import Inspection

NAMES = ["it's.mp3", "a; touch gone.mp3", "$(touch gone).mp3", "two words.mp3", "`touch gone`.mp3"]
HIDDEN = ["a\nrm -r x.mp3", "a\x1b[2J.mp3", "a\u202e3pm.mp3"]


def remedies(folder: Path) -> list[str]:
    with closing(Project.around(folder)) as project:
        return [fault.remedy for fault in project.checking.check(()).faults]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "audiobook.toml").write_text("[shows.podcast]\ntitle = 'Tides'\n")
    (tmp_path / "media").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_is_deleted_under_its_own_name(folder: Path, name: str):
    (folder / "media" / name).write_bytes(b"")
    (remedy,) = remedies(folder)
    assert shlex.split(remedy.partition("delete it: ")[2]) == ["rm", f"media/{name}"]


@pytest.mark.parametrize("name", HIDDEN)
def test_no_command_has_what_nobody_sees(folder: Path, name: str):
    (folder / "media" / name).write_bytes(b"")
    assert remedies(folder) == ["if nobody misses it, delete it"]


@pytest.mark.parametrize("name", [*NAMES, "https://example.org/?a=1&b=2;touch gone"])
def test_an_article_is_made_again_from_where_it_lies(tmp_path: Path, name: str):
    remake = Inspection(tmp_path, replace(EDITION, identity=name), ()).remake
    words = shlex.split(remake.removeprefix("make it again: "))
    assert words == ["audiobook", "make", name, "--force"]


def test_a_name_is_no_option_and_what_is_hidden_no_command(tmp_path: Path):
    dashed = Inspection(tmp_path, replace(EDITION, identity="--help"), ()).remake
    assert dashed == "make it again: audiobook make ./--help --force"
    hidden = Inspection(tmp_path, replace(EDITION, identity=HIDDEN[0]), ()).remake
    assert hidden == "make it again from its source"
