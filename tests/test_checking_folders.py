"""``check`` where a folder lies in the place of a file, or a file in that of a folder."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from damages import make_project, open_project

from audiobook.errors import CatalogueError


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    make_project(folder)
    return folder


@pytest.fixture
def folder(healthy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(healthy, tmp_path / "room"))


def faults(folder: Path, *, repair: bool = False) -> list[str]:
    with closing(open_project(folder)) as project:
        do = project.checking.repair if repair else project.checking.check
        return [str(fault) for fault in do(()).faults]


def test_a_folder_in_the_place_of_a_transcript(folder: Path):
    (vtt,) = (folder / "media").glob("slack-*.vtt")
    vtt.unlink()
    vtt.mkdir()
    told = f"media/{vtt.name}: is a folder; move it away, then: audiobook check --repair"
    assert faults(folder) == faults(folder, repair=True) == [told]
    vtt.rmdir()
    assert faults(folder, repair=True) == []


def test_a_file_in_the_place_of_the_feeds(folder: Path):
    shutil.rmtree(folder / "feeds")
    (folder / "feeds").touch()
    told = "feeds: is no folder; move it away, then: audiobook check --repair"
    assert faults(folder) == faults(folder, repair=True) == [told]
    (folder / "feeds").unlink()
    assert faults(folder, repair=True) == []


def test_a_folder_in_the_place_of_the_catalogue(folder: Path):
    catalogue = folder / ".audiobook" / "catalogue.sqlite"
    for path in catalogue.parent.glob("catalogue.sqlite*"):
        path.unlink()
    catalogue.mkdir()
    with pytest.raises(CatalogueError, match="is a folder; move it away"):
        faults(folder)
    catalogue.rmdir()
    assert faults(folder, repair=True) == []
