"""Batches: new and changed articles only, nothing lost by a kill, one run at a time."""

import json
import os
import signal
from contextlib import closing
from dataclasses import replace

import feedparser
import pytest
from articles.web_site import Site, page, served, status
from batch_parts import SETTINGS, article, batch, events, started, write_articles

from audiobook.catalogue import Catalogue
from audiobook.config import FetchSettings, Settings, SourceSettings, load_settings
from audiobook.errors import UsageError
from audiobook.model import Status
from audiobook.project import Options, Project

TONE = Options(voice="tone:sine")
LONG_AGO = 1_700_000_000


@pytest.fixture
def folder(tmp_path):
    write_articles(tmp_path, 2)
    for path in (tmp_path / "articles").iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return tmp_path


@pytest.fixture(autouse=True)
def _there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(folder, *sources, options=TONE, settings=None, **more):
    """How many articles came to what, by one batch in a project opened anew."""
    settings = settings or load_settings(folder, {})
    with closing(Project(folder, settings)) as project:
        return [
            outcome
            for outcome in project.batch(sources, options, **more)
            if outcome.status is not Status.PLANNED or options.dry_run
        ]


def statuses(outcomes):
    return [outcome.status for outcome in outcomes]


def unread(outcomes):
    """Whether all sources were skipped before they were read: then nobody knows their titles."""
    return {(outcome.status, outcome.title) for outcome in outcomes} == {(Status.SKIPPED, "")}


def test_what_is_known_is_not_read_again(folder):
    assert statuses(run(folder, "articles")) == [Status.MADE] * 2
    assert unread(run(folder, "articles"))
    assert len(feedparser.parse(folder / "feeds" / "podcast.xml").entries) == 2


def test_only_what_has_other_bytes_is_read_again(folder):
    run(folder, "articles")
    path = folder / "articles" / "0.md"
    path.touch()
    assert unread(run(folder, "articles"))
    path.write_text(article("Article 0", "The water rises two times a day."))
    outcomes = run(folder, "articles")
    assert sorted(statuses(outcomes)) == [Status.MADE, Status.SKIPPED]
    assert unread(run(folder, "articles"))


def test_a_change_of_the_same_size_within_a_tick_of_the_clock_is_seen(folder):
    path = folder / "articles" / "0.md"
    path.touch()
    before = path.stat().st_mtime_ns
    run(folder, "articles")
    path.write_text(path.read_text().replace("twice", "later"))
    os.utime(path, ns=(before, before))
    assert sorted(statuses(run(folder, "articles"))) == [Status.MADE, Status.SKIPPED]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "lexicon.tsv").write_text("water\tworter\n"),
        lambda folder: (folder / "audiobook.toml").write_text(f"{SETTINGS}rate = 1.2\n"),
        lambda folder: next((folder / "media").glob("*.vtt")).unlink(),
        lambda folder: next((folder / "media").glob("*.mp3")).write_bytes(b"cut"),
    ],
    ids=["lexicon", "setting", "lost file", "cut file"],
)
def test_what_an_edition_depends_on_is_looked_at_too(folder, change):
    run(folder, "articles")
    change(folder)
    assert Status.MADE in statuses(run(folder, "articles"))
    assert unread(run(folder, "articles"))


def test_an_edition_made_otherwise_meanwhile_is_made_as_the_batch_says(folder):
    run(folder, "articles")
    with closing(Project(folder, load_settings(folder, {}))) as project:
        list(project.make(["articles/0.md"], replace(TONE, rate=1.5)))
    assert sorted(statuses(run(folder, "articles"))) == [Status.MADE, Status.SKIPPED]


def test_what_was_taken_out_stays_out_until_it_changes(folder):
    (first, _) = run(folder, "articles")
    with closing(Project(folder, load_settings(folder, {}))) as project:
        project.remove(first.edition.slug)
    assert unread(run(folder, "articles"))


def test_a_failure_stops_no_other_and_is_tried_again(folder):
    (folder / "articles" / "bad.md").write_text("No licence anywhere.\n")
    for _ in range(2):
        assert Status.FAILED in statuses(run(folder, "articles"))
    assert statuses(run(folder, "articles")).count(Status.SKIPPED) == 2


def test_a_file_that_is_gone_is_reported_and_its_edition_stays(folder):
    outcomes = run(folder, "articles")
    (folder / "articles" / "0.md").unlink()
    for source in ("articles", "articles/0.md"):
        gone = [o for o in run(folder, source) if o.status is not Status.SKIPPED]
        assert [(o.status, o.title) for o in gone] == [(Status.WITHDRAWN, "Article 0")]
    with closing(Catalogue(folder)) as catalogue:
        assert catalogue.count() == len(outcomes)


def test_the_configuration_s_sources_have_options_of_their_own(folder):
    (folder / "plain.txt").write_text("The water rises twice a day. It is the sea.\n")
    settings = load_settings(folder, {})
    with pytest.raises(UsageError, match=r"\[\[sources\]\]"):
        run(folder, settings=settings)
    entry = SourceSettings("plain.txt", licence="CC0-1.0", language="en-GB")
    settings = replace(settings, sources=(entry, SourceSettings("articles")))
    outcomes = run(folder, settings=settings)
    assert statuses(outcomes) == [Status.MADE] * 3
    (plain,) = [o.edition for o in outcomes if o.source == "plain.txt"]
    assert (plain.licence.id, plain.language) == ("CC0-1.0", "en-GB")


def test_an_address_is_asked_with_conditions_and_not_parsed_again(folder):
    text = article("Tide")
    pages = {"/tide.md": page(text, "text/markdown", ETag='"1"'), "/robots.txt": status(404)}
    with served(Site(pages)) as site:
        settings = Settings(fetch=FetchSettings(allow_hosts=("127.0.0.1",)))
        address = site.at("/tide.md")
        assert statuses(run(folder, address, settings=settings)) == [Status.MADE]
        asked = len(site.asked)
        assert unread(run(folder, address, settings=settings))
        assert [each.condition for each in site.asked[asked:]] == ['"1"']
        pages["/tide.md"] = status(410)
        (outcome,) = run(folder, address, settings=settings)
        assert (outcome.status, outcome.title) == (Status.WITHDRAWN, "Tide")


def test_a_dry_run_makes_nothing(folder):
    outcomes = run(folder, "articles", options=replace(TONE, dry_run=True))
    assert statuses(outcomes) == [Status.PLANNED] * 2
    assert not (folder / ".audiobook").exists()


def test_once_stopped_what_is_in_hand_is_finished_and_told_of(folder):
    stopped = []
    with closing(Project(folder, load_settings(folder, {}))) as project:
        made = 0
        for outcome in project.batch(["articles"], TONE, lambda: bool(stopped)):
            made += outcome.status is Status.MADE
            if made:
                stopped.append(True)
    assert made == 1
    assert len(feedparser.parse(folder / "feeds" / "podcast.xml").entries) == 1
    assert sorted(statuses(run(folder, "articles"))) == [Status.MADE, Status.SKIPPED]


def test_a_change_that_a_stopped_run_came_not_to_is_made_by_the_next(folder):
    run(folder, "articles")
    for number in range(2):
        path = folder / "articles" / f"{number}.md"
        path.write_text(article(f"Article {number}", "The water rises two times a day."))
        os.utime(path, (LONG_AGO + 1, LONG_AGO + 1))
    made = []
    with closing(Project(folder, load_settings(folder, {}))) as project:
        for outcome in project.batch(["articles"], TONE, lambda: bool(made)):
            if outcome.status is Status.MADE:
                made.append(outcome.source)
    assert len(made) == 1
    assert sorted(statuses(run(folder, "articles"))) == [Status.MADE, Status.SKIPPED]


def test_the_command_says_what_became_of_all(folder):
    (folder / "articles" / "bad.md").write_text("No licence anywhere.\n")
    done = batch(folder, "articles", "--jobs", "2", "--json")
    first, *outcomes, last = events(done)
    assert (done.returncode, first["event"], last["event"]) == (1, "start", "summary")
    assert sorted(each["status"] for each in outcomes) == ["failed", "made", "made"]
    assert (last["made"], last["failed"], last["skipped"]) == (2, 1, 0)
    assert last["audio_ms"] == sum(o["edition"]["duration_ms"] for o in outcomes if "edition" in o)
    again = batch(folder, "articles")
    assert again.returncode == 1
    assert again.stdout.split("\n")[0].split() == ["2", "unchanged"]
    assert "failed: articles/bad.md: bad.md: no licence" in again.stdout


def test_a_second_run_waits_and_says_for_whom(folder):
    with closing(Catalogue(folder)) as catalogue:
        with catalogue.run():
            second = started(folder, "articles")
            said = second.stderr.readline()
            assert second.poll() is None
        out, _ = second.communicate()
    assert f"waits for the run of process {os.getpid()} on " in said
    assert "since " in said
    assert out.split("\n")[0].split() == ["2", "made"]


def test_watching_finds_what_comes_and_a_signal_ends_it(folder):
    watching = started(folder, "articles", "--watch", "1", "--json")
    made = _next(watching, "summary")["made"]
    assert made == 2
    (folder / "articles" / "new.md").write_text(article("New"))
    while not made - 2:
        made += _next(watching, "summary")["made"]
    _next(watching, "waiting")
    watching.send_signal(signal.SIGTERM)
    watching.communicate()
    assert watching.returncode == 0


def _next(process, event):
    while (value := json.loads(process.stdout.readline()))["event"] != event:
        pass
    return value
