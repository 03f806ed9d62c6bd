"""Disks that fill up in the middle of a batch: small ones, in memory."""

import os
import subprocess
from contextlib import closing, contextmanager

import feedparser
import pytest
from batch_parts import batch, write_articles

from audiobook.catalogue import Catalogue
from audiobook.files import without_room, write_whole

BATCH = ("articles", "--voice", "tone:sine")


@contextmanager
def small_disk(folder, size_kb, files=1_000):
    """A disk of its own at a folder, and what makes it larger."""
    folder.mkdir()
    limits = f"size={size_kb}k,nr_inodes={files}"
    mount = ["mount", "-t", "tmpfs", "-o", limits, "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a disk in memory can't be mounted here: that takes Linux and root")
    try:
        yield lambda: subprocess.run(
            ["mount", "-o", "remount,size=64m", str(folder)], check=True, capture_output=True
        )
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def hold_whole(room):
    """What was made is whole; what the feed tells of is there.  How many there are."""
    with closing(Catalogue(room)) as catalogue:
        editions = catalogue.editions()
        assert all(catalogue.made(each.identity, each.fingerprint) for each in editions)
    whole = {f"{e.slug}{suffix}" for e in editions for suffix in (".mp3", *e.companions)}
    assert {path.name for path in (room / "media").glob("*")} == whole
    assert list((room / ".audiobook" / "scratch").glob("*")) == []
    feed = room / "feeds" / "podcast.xml"
    if feed.exists():
        told = feedparser.parse(feed)
        assert not told.bozo
        assert {entry.id for entry in told.entries} <= {edition.guid for edition in editions}
    return len(editions)


@pytest.mark.parametrize(
    ("size_kb", "count"), [(140, 2), (1_500, 4)], ids=["at the first", "in the middle"]
)
def test_a_full_disk_ends_a_run_with_one_clear_line_and_the_next_completes(
    tmp_path, size_kb, count
):
    room = tmp_path / "room"
    with small_disk(room, size_kb) as enlarge:
        write_articles(room, count)
        done = batch(room, *BATCH, "--jobs", "2")
        assert done.returncode == 12, done.stderr
        (line,) = [line for line in done.stderr.splitlines() if line.startswith("audiobook: ")]
        assert str(room) in line
        assert "its disk is full" in line
        assert "MB are left; make room there, then run the same command again" in line
        assert "failed" not in done.stdout
        made = hold_whole(room)
        assert made < count
        assert bool(made) == (size_kb > 1_000)

        enlarge()
        done = batch(room, *BATCH, "--jobs", "2")
        assert done.returncode == 0, done.stderr
        assert hold_whole(room) == count
        assert len(feedparser.parse(room / "feeds" / "podcast.xml").entries) == count


def test_a_disk_that_takes_no_more_files_is_not_called_full(tmp_path):
    with small_disk(tmp_path / "disk", 2_000_000, files=2):
        write_whole(tmp_path / "disk" / "first", b"1")
        with pytest.raises(OSError, match="No space left") as failed:
            write_whole(tmp_path / "disk" / "second", b"2")
        said = str(without_room(tmp_path / "disk" / "second", failed.value))
    assert "its disk takes no more, though 2,0" in said
    assert "MB are free; look for a quota" in said


def test_a_catalogue_that_can_not_grow_loses_nothing(tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    write_articles(room, 2)
    with small_disk(room / ".audiobook", 120) as enlarge:
        (room / ".audiobook" / "scratch").symlink_to(tmp_path, target_is_directory=True)
        with closing(Catalogue(room)) as catalogue:
            assert catalogue.count() == 0
        fill(room / ".audiobook" / "ballast")
        done = batch(room, *BATCH, "--jobs", "1")
        assert done.returncode == 12, done.stderr
        assert f"audiobook: {room}/.audiobook" in done.stderr
        assert "its disk is full" in done.stderr
        assert not list((room / "media").glob("*"))
        enlarge()
        assert batch(room, *BATCH, "--jobs", "1").returncode == 0
        with closing(Catalogue(room)) as catalogue:
            assert catalogue.count() == 2


def test_a_full_cache_costs_a_warning_and_nothing_else(tmp_path):
    write_articles(tmp_path, 2)
    with small_disk(tmp_path / "cache", 100):
        fill(tmp_path / "cache" / "ballast")
        cache = {"AUDIOBOOK_CACHE": str(tmp_path / "cache")}
        done = batch(tmp_path, *BATCH, "--jobs", "1", **cache)
        assert done.returncode == 0, done.stderr
        warnings = [line for line in done.stderr.splitlines() if "speech cache" in line]
        assert len(warnings) == 1
        assert "No space left on device; going on without it" in warnings[0]
    assert hold_whole(tmp_path) == 2


def fill(path):
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1024))
        except OSError:
            os.fsync(file.fileno())
