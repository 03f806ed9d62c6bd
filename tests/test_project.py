"""The whole: articles in, a feed out."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from audiobook.config import Settings, load_settings
from audiobook.errors import (
    ConfigError,
    LicenceRefused,
    LicenceUnknown,
    SourceError,
    UsageError,
    VoiceError,
)
from audiobook.model import Status
from audiobook.project import Options, Project
from audiobook.project.failures import as_ours

TONE = Options(voice="tone:sine")
TIDE = """\
---
title: Tide
author: Ada Marsh
license: CC-BY-4.0
language: en
---
The water rises twice a day. It rose 3 m on 2 May 1998.

## Why

> The moon pulls. The sea follows.

- spring tides
- neap tides

```
rise = pull * moon
```
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tide.md").write_text(TIDE)
    return tmp_path


@pytest.fixture
def project(folder):
    with closing(Project(folder, Settings())) as made:
        yield made


def run(project, *sources, options=TONE):
    """The last outcome of each source."""
    paths = [str(project.folder / source) for source in sources]
    outcomes = list(project.make(paths, options))
    return [o for o in outcomes if o.status is not Status.PLANNED or options.dry_run]


def snapshot(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest(project, edition):
    return json.loads((project.folder / "media" / f"{edition.slug}.json").read_text())


def assert_covers(tree):
    """Utterances and omissions hold every character that is not white space."""
    text = tree["text"]
    covered = [character.isspace() for character in text]
    for stretch in tree["utterances"] + tree["omissions"]:
        if stretch["start"] is not None:
            covered[stretch["start"] : stretch["end"]] = [True] * (
                stretch["end"] - stretch["start"]
            )
    lost = "".join(c for c, there in zip(text, covered, strict=True) if not there)
    assert lost == ""


def test_an_article_becomes_an_episode(project):
    (outcome,) = run(project, "tide.md")
    assert outcome.status is Status.MADE
    edition = outcome.edition
    tree = manifest(project, edition)
    assert_covers(tree)
    assert tree["licence"]["id"] == "CC-BY-4.0"
    assert [omission["reason"] for omission in tree["omissions"]] == ["code"]
    assert tree["utterances"][0]["spoken"] == "Tide"
    assert tree["utterances"][-1]["spoken"].startswith("This was “Tide”, by Ada Marsh")
    assert tree["utterances"][-1]["start"] is None
    assert [chapter["title"] for chapter in tree["chapters"]] == ["Tide", "Why", "Credits"]
    assert "two thousand" not in tree["utterances"][2]["spoken"]
    assert "nineteen ninety" in tree["utterances"][2]["spoken"]
    mp3 = project.folder / "media" / f"{edition.slug}.mp3"
    assert tree["mp3"]["bytes"] == mp3.stat().st_size
    assert {p.name.removeprefix(edition.slug) for p in mp3.parent.iterdir()} == {
        ".mp3", *edition.companions,
    }  # fmt: skip
    assert {".vtt", ".srt", ".jpg", ".json", ".chapters.json"} <= set(edition.companions)
    entry = feedparser.parse(project.folder / "feeds" / "podcast.xml").entries[0]
    assert entry.title == "Tide"
    assert entry.id == edition.guid
    assert entry.enclosures[0].length == str(edition.mp3_bytes)
    assert entry.podcast_license["url"] == "https://creativecommons.org/licenses/by/4.0/"
    for part in ("Tide", "Ada Marsh", "tide.md", "Attribution 4.0", "synthetic voice"):
        assert part in entry.description
    assert (project.folder / "feeds" / "podcast.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_a_second_run_touches_nothing(project):
    run(project, "tide.md")
    project.close()
    before = snapshot(project.folder)
    (outcome,) = run(project, "tide.md")
    assert outcome.status is Status.SKIPPED
    project.close()
    assert snapshot(project.folder) == before


def test_a_change_keeps_the_guid_and_gets_a_new_address(project):
    (first,) = run(project, "tide.md")
    (project.folder / "tide.md").write_text(TIDE.replace("twice a day", "two times a day"))
    (second,) = run(project, "tide.md")
    assert second.status is Status.MADE
    assert (second.edition.guid, second.edition.published, second.edition.slug) == (
        first.edition.guid, first.edition.published, first.edition.slug,
    )  # fmt: skip
    entries = feedparser.parse(project.folder / "feeds" / "podcast.xml").entries
    assert len(entries) == 1
    name = f"{second.edition.slug}.r2.mp3"
    assert entries[0].enclosures[0].href.endswith(f"media/{name}")
    media = project.folder / "media"
    assert (media / name).samefile(media / f"{second.edition.slug}.mp3")


def test_only_the_newest_revision_has_a_name_of_its_own(project):
    run(project, "tide.md")
    for word in ("two", "too"):
        (project.folder / "tide.md").write_text(TIDE.replace("twice", word))
        (outcome,) = run(project, "tide.md")
    names = {path.name for path in (project.folder / "media").glob("*.mp3")}
    assert names == {f"{outcome.edition.slug}.mp3", f"{outcome.edition.slug}.r3.mp3"}
    project.catalogue.remove(outcome.edition)
    assert not list((project.folder / "media").iterdir())


def test_an_edit_of_one_paragraph_speaks_one_paragraph(project, tmp_path):
    cache = Path(os.environ["AUDIOBOOK_CACHE"]) / "speech"
    text = TIDE.replace("twice a day", "as this very test says")
    (project.folder / "tide.md").write_text(text)
    run(project, "tide.md")
    before = set(cache.rglob("*.wav"))
    (project.folder / "tide.md").write_text(text.replace("pulls", "tugs at it"))
    run(project, "tide.md")
    assert len(set(cache.rglob("*.wav")) - before) == 1


def test_forced_tone_editions_have_the_same_bytes(project):
    (first,) = run(project, "tide.md")
    (second,) = run(project, "tide.md", options=replace(TONE, force=True))
    assert second.status is Status.MADE
    assert second.edition.mp3_sha256 == first.edition.mp3_sha256
    assert second.edition.revision == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_through_every_map_the_editions_are_the_same(project, jobs):
    for number in range(3):
        text = TIDE.replace("Tide", f"Tide {number}").replace("twice", "again " * 20 * number)
        (project.folder / f"{number}.md").write_text(text)
    outcomes = run(
        project, "0.md", "1.md", "2.md", "tide.md", options=replace(TONE, jobs=jobs, force=True)
    )
    assert {outcome.status for outcome in outcomes} == {Status.MADE}
    made = {o.title: o.edition.mp3_sha256 for o in outcomes}
    alone = {}
    for source in ("0.md", "1.md", "2.md", "tide.md"):
        (outcome,) = run(project, source, options=replace(TONE, force=True))
        alone[outcome.title] = outcome.edition.mp3_sha256
    assert made == alone
    assert len(feedparser.parse(project.folder / "feeds" / "podcast.xml").entries) == 4


def test_an_edition_long_enough_to_be_steered_is_the_same_whoever_masters_it(project):
    words = "The tide is high. Low water! Then, slowly, the sea comes back. " * 12
    long = TIDE.replace("title: Tide", "title: Long tide").replace("twice", words)
    (project.folder / "long.md").write_text(long)
    outcomes = run(project, "tide.md", "long.md", options=replace(TONE, jobs=2))
    (by_article,) = (outcome for outcome in outcomes if outcome.title == "Long tide")
    assert by_article.edition.duration_ms > 60_000
    for jobs in (1, 2):
        (alone,) = run(project, "long.md", options=replace(TONE, jobs=jobs, force=True))
        assert alone.edition.mp3_sha256 == by_article.edition.mp3_sha256


def test_a_bad_article_stops_no_other(project):
    (project.folder / "empty.txt").write_text("  \n")
    (project.folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (project.folder / "closed.txt").write_text("The sea is ours. All rights reserved.")
    (project.folder / "bare.txt").write_text("The sea is wide and cold. Nobody owns it.")
    outcomes = run(
        project, "missing.md", "empty.txt", "picture.txt", "closed.txt", "bare.txt", "tide.md"
    )
    kinds = [type(outcome.error) for outcome in outcomes]
    assert kinds == [
        SourceError, SourceError, SourceError, LicenceRefused, LicenceUnknown, type(None),
    ]  # fmt: skip
    assert [edition.title for edition in project.catalogue.editions()] == ["Tide"]
    assert len(list((project.folder / "media").glob("*.mp3"))) == 1


def test_season_and_episode_are_the_article_s_if_they_are_numbers(project):
    stated = TIDE.replace("language: en", "language: en\nseason: 2\nepisode: 7")
    (project.folder / "seven.md").write_text(stated)
    (project.folder / "soon.md").write_text(stated.replace("7", "soon").replace("2\n", "0\n"))
    seven, soon = run(project, "seven.md", "soon.md")
    assert (seven.edition.season, seven.edition.number) == (2, 7)
    assert (soon.edition.season, soon.edition.number) == (None, None)


def test_the_user_may_state_the_licence(project):
    (project.folder / "bare.txt").write_text("The sea is wide and cold. Nobody owns it.")
    (outcome,) = run(project, "bare.txt", options=replace(TONE, licence="CC0-1.0"))
    assert outcome.edition.licence.id == "CC0-1.0"
    assert manifest(project, outcome.edition)["licence"]["evidence"] == "stated by the user"


def test_an_unknown_voice_or_show_is_said(project):
    (outcome,) = run(project, "tide.md", options=Options(voice="tone:cello"))
    assert isinstance(outcome.error, VoiceError)
    with pytest.raises(UsageError, match="show 'law': is not in audiobook"):
        run(project, "tide.md", options=replace(TONE, show="law"))
    assert not (project.folder / "media").exists()


def test_settings_that_would_fail_at_the_end_fail_before_anything_is_spoken(folder):
    (folder / "audiobook.toml").write_text("[show]\ncategory = 'Nwes'")
    with closing(Project.around(folder)) as project, pytest.raises(ConfigError, match="News"):
        run(project, "tide.md")
    assert not (folder / "media").exists()


def test_a_transcript_that_was_lost_is_made_again(project):
    (first,) = run(project, "tide.md")
    (project.folder / "media" / f"{first.edition.slug}.vtt").unlink()
    (second,) = run(project, "tide.md")
    assert (second.status, second.edition.revision) == (Status.MADE, 1)
    assert (project.folder / "media" / f"{first.edition.slug}.vtt").exists()


def test_a_dry_run_makes_nothing(project):
    before = snapshot(project.folder)
    (outcome,) = run(project, "tide.md", options=replace(TONE, dry_run=True))
    assert (outcome.status, outcome.title) == (Status.PLANNED, "Tide")
    assert snapshot(project.folder) == before


def test_removing_takes_the_episode_out_and_its_guid_stays(project):
    (first,) = run(project, "tide.md")
    project.remove(first.edition.slug[-8:])
    assert feedparser.parse(project.folder / "feeds" / "podcast.xml").entries == []
    assert list((project.folder / "media").iterdir()) == []
    (again,) = run(project, "tide.md")
    assert (again.status, again.edition.guid) == (Status.MADE, first.edition.guid)


def test_a_feed_that_lacks_what_the_catalogue_holds_is_built_by_the_next_run(project):
    run(project, "tide.md")
    feed = project.folder / "feeds" / "podcast.xml"
    feed.unlink()
    (outcome,) = run(project, "tide.md")
    assert outcome.status is Status.SKIPPED
    assert len(feedparser.parse(feed).entries) == 1


def test_the_lexicon_of_the_folder_is_heard(project):
    (project.folder / "lexicon.tsv").write_text("moon\tmoooon\n")
    (outcome,) = run(project, "tide.md")
    spoken = [utterance["spoken"] for utterance in manifest(project, outcome.edition)["utterances"]]
    assert "The moooon pulls." in spoken


def test_the_project_is_the_nearest_folder_with_settings(tmp_path):
    (tmp_path / "audiobook.toml").write_text("[show]\ntitle = 'Near'")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    with closing(Project.around(inner)) as project:
        assert (project.folder, project.settings.show.title) == (tmp_path.resolve(), "Near")


def test_init_writes_settings_once(tmp_path):
    path = Project.create(tmp_path / "reading-room")
    assert load_settings(path.parent, {}).show.title == "Reading Room"
    with pytest.raises(ConfigError, match="is there already"):
        Project.create(tmp_path / "reading-room")


def test_a_moved_project_knows_its_editions(tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    (old / "tide.md").write_text(TIDE)
    with closing(Project(old, Settings())) as project:
        run(project, "tide.md")
    old.rename(tmp_path / "new")
    with closing(Project(tmp_path / "new", Settings())) as project:
        (outcome,) = run(project, "tide.md")
    assert outcome.status is Status.SKIPPED


def test_a_base_url_fixes_the_guid_of_the_show_for_life(folder):
    def guid(base_url):
        (folder / "audiobook.toml").write_text(f'[publish]\nbase-url = "{base_url}"')
        with closing(Project.around(folder)) as project:
            run(project, "tide.md")
        feed = feedparser.parse(folder / "feeds" / "podcast.xml")
        assert feed.entries[0].enclosures[0].href.startswith(base_url)
        return feed.feed.podcast_guid

    assert guid("https://example.org/a/") == guid("https://example.org/b/")


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_goes_on(folder, seed):
    for number in range(6):
        text = TIDE.replace("Tide", f"Tide {number}").replace("twice", f"again {seed} " * 40)
        (folder / f"{number}.md").write_text(text)
    command = [sys.executable, "-m", "audiobook", "make", ".", "--voice", "tone:sine"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while len(list(folder.glob("media/*.mp3"))) <= seed and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    done = subprocess.run([*command, "--json"], cwd=folder, capture_output=True, check=True)
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    statuses = [outcome["status"] for outcome in outcomes]
    assert len(statuses) == 7
    assert "made" in statuses
    assert set(statuses) <= {"made", "skipped"}
    entries = feedparser.parse(folder / "feeds" / "podcast.xml").entries
    assert len({entry.id for entry in entries}) == 7
    assert len(list(folder.glob("media/*.mp3"))) == 7


def test_an_error_that_nobody_foresaw_is_an_outcome_that_says_so():
    error = as_ours("tide.md", ZeroDivisionError("by zero"))
    assert str(error).startswith("tide.md: ZeroDivisionError: by zero; a fault of audiobook")
    known = SourceError("tide.md", "is empty")
    assert as_ours("tide.md", known) is known


def test_the_default_voice_of_an_engine_really_speaks(project):
    (outcome,) = run(project, "tide.md", options=Options(voice="pyttsx3"))
    assert outcome.edition.voice == "pyttsx3:en-us"
    assert abs(outcome.loudness.integrated_lufs + 16) <= 0.5
    assert outcome.loudness.true_peak_dbtp <= -1
    assert 10_000 < outcome.edition.duration_ms < 60_000


def test_listeners_hear_articles_in_the_order_they_were_given_in(folder):
    """Whatever their lengths: the longest is made first."""
    (folder / "tide.md").unlink(missing_ok=True)
    for number, times in enumerate([1, 9, 3, 12]):
        (folder / f"{number}.md").write_text(TIDE.replace("twice", "again and again " * times))
    for arguments in (["0.md", "1.md", "2.md"], ["3.md"]):
        command = [sys.executable, "-m", "audiobook", "make", *arguments, "--voice", "tone:sine"]
        subprocess.run([*command, "--jobs", "2"], cwd=folder, capture_output=True, check=True)
    entries = feedparser.parse(folder / "feeds" / "podcast.xml").entries
    assert [entry.dc_source for entry in entries] == ["3.md", "2.md", "1.md", "0.md"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_told_to_end_leaves_nothing_unfinished(folder, jobs):
    text = TIDE.replace("twice", "again and again " * 2_000)
    for number in range(2):
        (folder / f"{number}.md").write_text(text.replace("Tide", f"Tide {number}"))
    command = [sys.executable, "-m", "audiobook", "make", "0.md", "1.md", "--voice", "tone:sine"]
    command += ["--jobs", str(jobs)]
    scratch = folder / ".audiobook" / "scratch"
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        while not list(scratch.glob("*.mp3")):
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert "interrupted; run the same command again" in process.stderr.read()
    assert process.returncode == 143
    assert not list(scratch.iterdir())
