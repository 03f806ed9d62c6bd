"""``check``: a healthy project passes, each damage is named, and what can be mended is mended."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from damages import DAMAGES, make_project, of, open_project

from audiobook.errors import CatalogueError
from audiobook.model import Status
from audiobook.project import Options


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    make_project(folder)
    return folder


@pytest.fixture
def folder(healthy, tmp_path):
    return Path(shutil.copytree(healthy, tmp_path / "room"))


def published(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for name in ("media", "feeds")
        for path in (folder / name).rglob("*")
    }


def check(folder, *names, repair=False, **how):
    with closing(open_project(folder)) as project:
        do = project.checking.repair if repair else project.checking.check
        return do(names, **how)


def test_a_healthy_project_has_no_faults_however_deep_one_looks(healthy):
    before = published(healthy)
    found = check(healthy, deep=True, jobs=2)
    assert [str(fault) for fault in found.faults] == []
    assert (found.editions, found.documents) == (4, 4)
    assert check(healthy, repair=True).mended == ()
    assert published(healthy) == before


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name.replace(" ", "_"))
def test_each_damage_is_named_and_mended_if_it_can_be(damage, folder, healthy):
    damage.do(folder)
    broken = published(folder)
    found = check(folder)
    lines = [str(fault) for fault in found.faults]
    assert [line for line in lines if re.match(damage.said, line)], lines
    assert published(folder) == broken, "a check changes nothing"
    told_to_delete = {line.partition(":")[0] for line in lines if "; if nobody misses it" in line}
    assert told_to_delete <= {"media/holiday.mp3", "feeds/old.xml"}
    repaired = check(folder, repair=True)
    if damage.mended:
        assert repaired.faults == ()
        assert set(repaired.mended) == set(found.faults)
        assert published(folder) == published(healthy)
    else:
        assert repaired.faults == found.faults
        assert published(folder) == broken
    assert check(folder).faults == repaired.faults


def test_a_catalogue_from_manifests_alone_knows_all_that_subscribers_were_told(folder, healthy):
    with closing(open_project(folder)) as project:
        known = project.catalogue.editions()
        numbers = [project.catalogue.episodes.numbers(edition) for edition in known]
        guid = project.feeds.shows()[0].guid
    shutil.rmtree(folder / ".audiobook")
    check(folder, repair=True)
    with closing(open_project(folder)) as project:
        restored = project.catalogue.editions()
        assert [replace(e, identity=k.identity) for e, k in zip(restored, known, strict=True)] == [
            *known
        ]
        assert [project.catalogue.episodes.numbers(edition) for edition in restored] == numbers
        assert project.feeds.shows()[0].guid == guid
        # Its articles are known again when they are met, and nothing is made twice.
        path = str(folder / "slack.md")
        *_, outcome = project.make([path], Options(voice="tone:sine"))
        assert outcome.status is Status.SKIPPED
        assert outcome.edition in known
        (folder / "slack.md").write_text((folder / "slack.md").read_text() + "\nMore of it.\n")
        *_, outcome = project.make([path], Options(voice="tone:sine"))
        assert outcome.status is Status.MADE
        assert (outcome.edition.revision, outcome.edition.guid) == (
            2,
            next(edition.guid for edition in known if edition.title == "Slack"),
        )
        assert project.checking.check().faults == ()


def test_an_edition_whose_mp3_is_lost_with_the_catalogue_keeps_its_guid(folder, healthy):
    mp3 = of(folder, "media/slack-*.mp3")
    mp3.unlink()
    shutil.rmtree(folder / ".audiobook")
    (left,) = check(folder, repair=True).faults
    assert (left.where, left.problem) == (f"media/{mp3.name}", "is missing")
    with closing(open_project(folder)) as damaged, closing(open_project(healthy)) as whole:
        kept = damaged.catalogue.edition(mp3.stem)
        assert kept.guid == whole.catalogue.edition(mp3.stem).guid


def test_the_guid_of_a_show_that_moved_is_read_from_its_feed(folder):
    settings = folder / "audiobook.toml"
    settings.write_text(settings.read_text().replace("example.org", "example.net"))
    with closing(open_project(folder)) as project:
        project.feeds.rebuild()
        guid = project.feeds.shows()[0].guid
    shutil.rmtree(folder / ".audiobook")
    assert check(folder, repair=True).faults == ()
    with closing(open_project(folder)) as project:
        assert project.feeds.shows()[0].guid == guid
    assert guid.encode() in (folder / "feeds" / "podcast.xml").read_bytes()


def test_manifests_of_older_versions_are_helped_by_the_feeds(folder, healthy):
    feeds = (folder / "feeds" / "podcast.xml").read_bytes()
    for path in folder.glob("media/*-????????.json"):
        tree = json.loads(path.read_bytes())
        del tree["edition"]
        path.write_text(json.dumps(tree))
    shutil.rmtree(folder / ".audiobook")
    repaired = check(folder, repair=True)
    assert repaired.faults == ()
    with closing(open_project(folder)) as old, closing(open_project(healthy)) as new:
        assert [e.guid for e in old.catalogue.editions()] == [
            e.guid for e in new.catalogue.editions()
        ]
        assert [e.published for e in old.catalogue.editions()] == [
            e.published for e in new.catalogue.editions()
        ]
    guids = re.compile(rb"urn:uuid:[^<]*")
    assert set(guids.findall(feeds)) <= {
        guid for path in folder.glob("feeds/*.xml") for guid in guids.findall(path.read_bytes())
    }


def test_a_newer_catalogue_is_left_alone(folder):
    import sqlite3  # noqa: PLC0415

    path = folder / ".audiobook" / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match="update audiobook"):
        check(folder, repair=True)
    assert path.read_bytes() == before


def test_a_damaged_catalogue_is_kept_and_its_subscribers_are_rescued(folder):
    settings = (folder / "audiobook.toml").read_text().replace("[show]", "[shows.podcast]")
    members = '\n[shows.members]\ntitle = "Members"\nsources = ["none"]\nprivate = true\n'
    (folder / "audiobook.toml").write_text(settings + members)
    with closing(open_project(folder)) as project:
        secret = project.catalogue.subscribers.add("members", "ada").secret
        project.catalogue._store.write(("DROP TABLE editions",))
    path = folder / ".audiobook" / "catalogue.sqlite"
    data = bytearray(path.read_bytes())
    assert check(folder, repair=True).faults == ()
    assert list(path.parent.glob("catalogue.sqlite.damaged-*"))
    assert data
    with closing(open_project(folder)) as project:
        assert project.catalogue.subscribers.of("members")[0].secret == secret


def test_only_the_editions_named_are_looked_at(folder):
    of(folder, "media/slack-*.srt").unlink()
    slack, flood = of(folder, "media/slack-*.mp3").stem, of(folder, "media/flood-*.mp3").stem
    assert check(folder, flood).faults == ()
    assert [fault.slug for fault in check(folder, slack[-8:]).faults] == [slack]
    with pytest.raises(CatalogueError, match="is no edition here"):
        check(folder, "nothing")


def test_a_wrong_measurement_is_found_by_looking_deeper(folder):
    path = of(folder, "media/slack-????????.json")
    text = path.read_text()
    path.write_text(re.sub(r'"integrated_lufs": -\d\d', '"integrated_lufs": -33', text, count=1))
    shutil.rmtree(folder / ".audiobook")  # or its bytes alone would tell
    assert check(folder, repair=True).faults == ()
    (fault,) = check(folder, deep=True, jobs=2).faults
    assert re.match(
        r"media/slack-\w+\.mp3: it measures -1\d\.\d LUFS, and the .* -3[34]", str(fault)
    )
