"""``check``: projects that lost more than one part, and manifests that strangers made."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from damages import FEED, make_project, of, open_project

from audiobook.errors import CatalogueError, ConfigError
from audiobook.model import Status
from audiobook.project import Options

GUIDS = re.compile(r"<guid[^>]*>([^<]*)")


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    make_project(folder)
    return folder


@pytest.fixture
def folder(healthy, tmp_path):
    return Path(shutil.copytree(healthy, tmp_path / "room"))


def check(folder, *names, repair=False):
    with closing(open_project(folder)) as project:
        do = project.checking.repair if repair else project.checking.check
        return do(names)


def lines(found):
    return [str(fault) for fault in found.faults]


def lose_catalogue(folder):
    shutil.rmtree(folder / ".audiobook")


def bytes_of(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def told_otherwise(folder, pattern, **told):
    """Change what a manifest tells, in its entry or beside it."""
    path = of(folder, pattern)
    tree = json.loads(path.read_bytes())
    for name, value in told.items():
        (tree["edition"] if name in tree["edition"] else tree)[name] = value
    path.write_text(json.dumps(tree))
    return path


@pytest.mark.parametrize(
    "told",
    [
        {"companions": {"/../../secret.txt": hashlib.sha256(b"mine").hexdigest()}},
        {"companions": {".exe": "0" * 64}},
        {"enclosure_suffix": "/../../secret.txt"},
        {"enclosure_suffix": ".r2.mp3/../../x"},
        {"episodes": {"podcast": -7}},
        {"published": "2026-01-01T00:00:00"},
        {"identity_sha256": "0" * 64},
    ],
    ids=str,
)
def test_no_stranger_s_manifest_has_files_elsewhere_deleted_or_published(folder, told):
    secret = folder / "secret.txt"
    secret.write_bytes(b"mine")
    path = told_otherwise(folder, "media/slack-????????.json", **told)
    (folder / "media" / path.stem).mkdir()
    lose_catalogue(folder)
    found = check(folder, repair=True)
    assert [line for line in lines(found) if line.startswith(f"media/{path.name}: is no manifest")]
    with closing(open_project(folder)) as project:
        assert project.catalogue.edition(path.stem) is None
        for edition in project.editions():
            project.remove(edition.slug)
    assert secret.read_bytes() == b"mine"


def test_only_what_is_named_as_we_name_it_is_a_manifest(folder):
    shutil.copy(
        of(folder, "media/slack-????????.json"), folder / "media" / "Evil thing;rm -rf.json"
    )
    found = check(folder)
    assert [fault.mend for fault in found.faults] == [None]
    assert "belongs to no edition" in lines(found)[0]


def test_the_lowest_layer_has_no_way_out_of_media(folder):
    (folder / "secret.txt").write_bytes(b"mine")
    with closing(open_project(folder)) as project, pytest.raises(CatalogueError, match="no name"):
        project.catalogue._files.remove("x", ["/../../secret.txt"])
    assert (folder / "secret.txt").exists()


def test_nothing_is_written_from_a_new_catalogue_beside_editions_of_a_lost_one(folder):
    lose_catalogue(folder)
    before = bytes_of(folder)
    article = str(folder / "slack.md")
    with closing(open_project(folder)) as project:
        for write in (
            project.feeds.rebuild,
            lambda: list(project.make([article], Options(voice="tone:sine"))),
            lambda: list(project.batch([article], Options(voice="tone:sine"))),
            lambda: list(project.publishing.publish(str(folder.parent / "public"))),
        ):
            with pytest.raises(CatalogueError, match=r"audiobook check --repair$"):
                write()
    after = {
        path: data for path, data in bytes_of(folder).items() if ".audiobook" not in path.parts
    }
    assert after == before
    assert check(folder, repair=True).faults == ()


def test_feeds_that_tell_of_what_is_all_lost_are_named_and_left_alone(folder):
    shutil.rmtree(folder / "media")
    lose_catalogue(folder)
    before = (folder / FEED).read_bytes()
    for repair in (False, True, True, False):
        found = check(folder, repair=repair)
        assert len(found.faults) == 4
        assert re.match(
            r"feeds/podcast(-1)?\.xml: lists “\w+”, whose manifest is lost", lines(found)[0]
        )
        assert (folder / FEED).read_bytes() == before


def test_an_episode_that_only_a_feed_tells_of_keeps_guid_and_date(folder):
    manifest = of(folder, "media/slack-????????.json")
    with closing(open_project(folder)) as project:
        known = project.catalogue.edition(manifest.stem)
    manifest.unlink()
    lose_catalogue(folder)
    found = check(folder)
    assert not [line for line in lines(found) if "rm 'media" in line]
    repaired = check(folder, repair=True)
    (told,) = [f for f in repaired.faults if "lists “Slack”, whose manifest is lost" in str(f)]
    assert told not in repaired.mended
    assert not [line for line in lines(check(folder)) if "rm 'media" in line]
    with closing(open_project(folder)) as project:
        *_, outcome = project.make([str(folder / "slack.md")], Options(voice="tone:sine"))
        assert outcome.status is Status.MADE
        assert outcome.edition.slug == known.slug
        assert (outcome.edition.guid, outcome.edition.published) == (known.guid, known.published)
    assert known.guid in GUIDS.findall((folder / FEED).read_text())
    assert not [line for line in lines(check(folder)) if not line.startswith("feeds/podcast-")]


def test_what_lies_beside_an_mp3_is_made_again_without_it(folder, healthy):
    mp3 = of(folder, "media/slack-*.mp3")
    beside = [mp3.with_suffix(end) for end in (".vtt", ".svg", ".jpg")]
    for path in (mp3, *beside):
        path.unlink()
    (left,) = check(folder, repair=True).faults
    assert left.where == f"media/{mp3.name}"
    for path in beside:
        assert path.read_bytes() == (healthy / "media" / path.name).read_bytes()


def test_tags_and_cover_lost_together_are_made_again(folder, healthy):
    from mutagen.mp3 import MP3  # noqa: PLC0415

    mp3 = of(folder, "media/slack-*.mp3")
    MP3(mp3).delete()
    mp3.with_suffix(".jpg").unlink()
    assert check(folder, repair=True).faults == ()
    assert mp3.read_bytes() == (healthy / "media" / mp3.name).read_bytes()


def test_no_repair_is_promised_of_what_only_a_lost_manifest_could_tell(folder):
    for path in folder.glob("media/slack-*"):
        if path.suffix != ".mp3":
            path.unlink()
    found = check(folder)
    assert len(found.faults) > 1
    assert not [line for line in lines(found) if "--repair" in line]


@pytest.mark.parametrize(
    "markup",
    [
        "{}<script>alert(1)</script>",
        '<p><a href="javascript:alert(1)">Slack</a></p>',
        "<p>Buy my product.</p>",
        '<p onclick="alert(1)">Slack</p>',
    ],
)
def test_a_stranger_s_markup_does_not_go_into_the_feed(folder, markup):
    path = of(folder, "media/slack-????????.json")
    known = json.loads(path.read_bytes())
    told = markup.format(known["edition"]["notice_html"])
    told_otherwise(folder, "media/slack-????????.json", notice_html=told)
    lose_catalogue(folder)
    assert check(folder, repair=True).faults == ()
    feeds = "".join(path.read_text() for path in folder.glob("feeds/*.xml"))
    assert "alert(1)" not in feeds
    assert "Buy my product" not in feeds
    with closing(open_project(folder)) as project:
        edition = project.catalogue.edition(path.stem)
        assert edition.notice_html == "<p>" + known["notice"].replace("\n", "<br/>") + "</p>"


@pytest.mark.parametrize("where", ["source", "licence"])
def test_a_stranger_s_program_does_not_go_into_the_feed(folder, where):
    path = of(folder, "media/slack-????????.json")
    address = "JavaScript:alert(1)"
    licence = {**json.loads(path.read_bytes())["licence"], "url": address}
    told_otherwise(
        folder, f"media/{path.name}", **{where: licence if where == "licence" else address}
    )
    lose_catalogue(folder)
    found = check(folder, repair=True)
    assert "an address in it is a program" in " ".join(lines(found))
    assert not [path for path in folder.glob("feeds/*.xml") if "alert(1)" in path.read_text()]


def test_a_copied_manifest_is_told_and_nothing_else_is_hidden_by_it(folder):
    original = of(folder, "media/slack-????????.json")
    copy = original.with_name(f"a-{original.name}")
    shutil.copy(original, copy)
    for lose in (lambda _: None, lose_catalogue):
        lose(folder)
        found = check(folder, repair=True)
        assert lines(found) == [
            f"media/{copy.name}: is a copy of {original.name}; delete it: rm media/{copy.name}"
        ]
        assert (found.editions, found.documents) == (4, 4)


def test_one_repair_is_enough_for_a_lost_catalogue_and_a_lost_file(folder):
    (folder / ".audiobook" / "catalogue.sqlite").write_bytes(b"no database" * 99)
    of(folder, "media/slack-*.vtt").unlink()
    assert check(folder, repair=True).faults == ()
    assert check(folder).faults == ()


def test_without_its_settings_a_project_is_not_mended_to_others(folder):
    (folder / "audiobook.toml").unlink()
    before = bytes_of(folder)
    of(folder, "media/slack-*.vtt").unlink()
    for repair in (False, True):
        with pytest.raises(ConfigError, match="is missing, and feeds/ has the show “Tides”"):
            check(folder, repair=repair)
    assert (folder / FEED).read_bytes() == before[folder / FEED]


def test_a_folder_that_is_no_project_is_none(tmp_path):
    for repair in (False, True):
        with pytest.raises(ConfigError, match="is no project"):
            check(tmp_path, repair=repair)
    assert list(tmp_path.iterdir()) == []
