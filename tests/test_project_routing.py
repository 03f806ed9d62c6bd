"""Which article goes to which shows."""

import json
from contextlib import closing
from dataclasses import replace

import feedparser
import pytest
from mutagen.id3 import ID3
from test_project import TIDE, TONE, run

from audiobook.config import Settings
from audiobook.errors import ConfigError, LicenceRefused, UsageError
from audiobook.model import Article, Show, Status
from audiobook.project import Project
from audiobook.project.routing import Routing

SEA = Show(name="sea", title="Sea", sources=("*/coast/*", "coast/*"))
GERMAN = Show(name="german", title="Deutsch", languages=("de",))
BRITISH = Show(name="british", title="British", languages=("en-GB",))
MOON = Show(name="moon", title="Moon", tags=("moon*", "tide"))
ENGLISH_TIDES = Show(name="tides", title="Tides", languages=("en",), tags=("tide",))
REST = Show(name="rest", title="The rest")
LAST = Show(name="last", title="Last")
ALL = (SEA, GERMAN, BRITISH, MOON, ENGLISH_TIDES, REST, LAST)


def article(identity="a.md", source="a.md", language="en", tags=()):
    return Article(identity, source, "A", "A text.", (), language, tags=tags)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (article(identity="coast/a.md"), ["sea"]),
        (article(source="https://example.org/Coast/1"), ["sea"]),
        (article(identity="west-coast.md"), ["rest"]),
        (article(language="de"), ["german"]),
        (article(language="de-AT"), ["german"]),
        (article(language="den"), ["rest"]),
        (article(language="en-gb"), ["british"]),
        (article(tags=("Moonlight",)), ["moon"]),
        (article(tags=("salt", "Tide")), ["moon", "tides"]),
        (article(language="fr", tags=("tide",)), ["moon"]),
        (article(identity="coast/a.md", language="de", tags=("tide",)), ["sea", "german", "moon"]),
        (article(), ["rest"]),
    ],
)
def test_an_article_goes_to_every_show_that_takes_it(given, expected):
    assert [show.name for show in Routing(ALL).shows_for(given, "a.md")] == expected


def test_a_show_that_is_named_takes_all():
    assert Routing(ALL, "german").shows_for(article(), "a.md") == (GERMAN,)
    with pytest.raises(UsageError, match="show 'law': is not in audiobook"):
        Routing(ALL, "law")


def test_an_article_that_no_show_takes_is_said_with_what_it_is():
    with pytest.raises(ConfigError) as caught:
        Routing((SEA, GERMAN)).shows_for(article(tags=("salt",)), "a.md")
    assert str(caught.value).startswith("a.md: no show takes it (language en, tags salt); ")
    assert Routing((SEA, GERMAN)).likely(article(), "a.md") == SEA


def tagged(*tags):
    return TIDE.replace("language: en", f"language: en\ntags: {json.dumps(list(tags))}")


def project(folder, *shows):
    return closing(Project(folder, Settings(shows=shows)))


def entries(folder, show):
    return [e.id for e in feedparser.parse(folder / "feeds" / f"{show}.xml").entries]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tide.md").write_text(tagged("tide", "salt"))
    return tmp_path


def test_one_edition_is_an_episode_of_two_shows(folder):
    with project(folder, MOON, REST, ENGLISH_TIDES) as both:
        (outcome,) = run(both, "tide.md")
    edition = outcome.edition
    assert (outcome.status, edition.shows) == (Status.MADE, ("moon", "tides"))
    assert edition.tags == ("tide", "salt")
    (mp3,) = (folder / "media").glob("*.mp3")
    assert ID3(mp3)["TALB"].text == ["Moon"]
    assert entries(folder, "moon") == entries(folder, "tides") == [edition.guid]
    assert entries(folder, "rest") == []


def test_another_routing_moves_an_episode_and_speaks_nothing(folder):
    with project(folder, MOON, REST) as before:
        (first,) = run(before, "tide.md")
    (mp3,) = (folder / "media").glob("*.mp3")
    written = mp3.stat().st_mtime_ns
    salt = replace(REST, tags=("salt",))
    with project(folder, replace(MOON, tags=("stars",)), salt) as after:
        (dry,) = run(after, "tide.md", options=replace(TONE, dry_run=True))
        assert (dry.status, dry.edition.shows) == (Status.MOVED, ("rest",))
        assert entries(folder, "moon") == [first.edition.guid]
        (moved,) = run(after, "tide.md")
    assert (moved.status, moved.edition.shows) == (Status.MOVED, ("rest",))
    assert mp3.stat().st_mtime_ns == written
    assert (entries(folder, "moon"), entries(folder, "rest")) == ([], [first.edition.guid])


def test_a_show_gets_only_what_its_licence_allows_there(folder):
    (folder / "tide.md").write_text(tagged("tide").replace("CC-BY-4.0", "CC-BY-NC-4.0"))
    earning = replace(MOON, commercial=True)
    private = replace(ENGLISH_TIDES, commercial=False)
    with project(folder, earning, private) as both:
        (outcome,) = run(both, "tide.md")
    assert (outcome.status, outcome.edition.shows) == (Status.MADE, ("tides",))
    with project(folder, earning, replace(private, commercial=True)) as neither:
        (outcome,) = run(neither, "tide.md")
    assert isinstance(outcome.error, LicenceRefused)


def test_what_no_show_takes_fails_and_stops_no_other(folder):
    (folder / "salt.md").write_text(tagged("salt"))
    with project(folder, MOON) as only:
        dry = replace(TONE, dry_run=True)
        outcomes = run(only, "salt.md", "tide.md", options=dry)
    assert [outcome.status for outcome in outcomes] == [Status.FAILED, Status.PLANNED]
    assert "no show takes it" in str(outcomes[0].error)


def test_a_folder_holds_what_was_made_of_it_and_that_is_no_article(folder):
    (folder / "media").mkdir()
    (folder / "media" / "tide.txt").write_text("The water rises. CC BY 4.0.")
    (folder / "feeds").mkdir()
    (folder / "feeds" / "a.txt").write_text("The water rises. CC BY 4.0.")
    with project(folder, MOON) as made:
        dry = replace(TONE, dry_run=True)
        assert [outcome.title for outcome in run(made, ".", options=dry)] == ["Tide"]
        (stated,) = run(made, "media", options=replace(dry, show="moon"))
        assert stated.source.endswith("tide.txt")
