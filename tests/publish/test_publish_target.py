"""Every kind of target keeps the promises of a publisher: a folder, a bucket, a host."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from target_parts import Place, bucket, folder, host

from audiobook.errors import PublishError
from audiobook.model import Deed, Delivery, Item, Release
from audiobook.plugins import PUBLISHERS, Publisher, installed, plugin, publisher_for
from audiobook.publish.ledger import LEDGER
from audiobook.publish.target import Target

# botocore and moto are not yet at peace with the newest Python.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(params=["folder", "s3", "sftp"])
def place(request, tmp_path: Path, monkeypatch) -> Iterator[Place]:
    match request.param:
        case "s3":
            yield bucket(request.getfixturevalue("s3"), monkeypatch)
        case "sftp":
            with host(tmp_path, monkeypatch) as place:
                yield place
        case _:
            yield folder(tmp_path)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "made"
    folder.mkdir()
    for name in ("a.mp3", "b.mp3"):
        (folder / name).write_bytes(name.encode() * 1000)
    return folder


def _item(path: str, content: bytes | Path) -> Item:
    data = content if isinstance(content, bytes) else content.read_bytes()
    mark = hashlib.sha256(data).hexdigest()
    made = content if isinstance(content, Path) else lambda: data
    return Item(path, "text/plain", "public, max-age=7", mark, made, len(data))


@pytest.fixture
def release(media: Path) -> Release:
    """Two files, a page, a feed that links to them, and the front page, which links to it."""
    return Release(
        (
            (_item("media/a.mp3", media / "a.mp3"), _item("media/b.mp3", media / "b.mp3")),
            (_item("episodes/å b.html", b"page"),),
            (_item("feeds/podcast.xml", b"feed"),),
            (_item("index.html", b"front"),),
        ),
        "https://example.org/show/",
    )


def _contents(release: Release) -> dict[str, bytes]:
    return {
        item.path: item.content.read_bytes() if isinstance(item.content, Path) else item.content()
        for stage in release.stages
        for item in stage
    }


def _publish(release: Release, place: Place, **options: bool) -> list[Delivery]:
    return list(publisher_for(place.address).publish(release, place.address, **options))


def _forget(place: Place) -> None:
    """Take the ledger away, as if another program had sent what is there."""
    with Target(place.address) as target:
        target.remove(LEDGER)


def _with(release: Release, *items: Item) -> Release:
    """The same release with some items made anew."""
    new = {item.path: item for item in items}
    stages = (tuple(new.get(item.path, item) for item in stage) for stage in release.stages)
    return replace(release, stages=tuple(stages))


def test_every_publisher_has_the_method_of_the_protocol():
    assert installed(PUBLISHERS)
    assert all(isinstance(plugin(PUBLISHERS, name), Publisher) for name in installed(PUBLISHERS))


def test_all_is_sent_whole_stage_by_stage(place: Place, release: Release):
    done = _publish(release, place)
    assert {d.deed for d in done} == {Deed.SENT}
    assert {done[0].path, done[1].path} == {"media/a.mp3", "media/b.mp3"}
    assert [d.path for d in done[2:]] == ["episodes/å b.html", "feeds/podcast.xml", "index.html"]
    assert [d.remaining for d in done] == [4, 3, 2, 1, 0]
    assert place.files() == _contents(release)


def test_what_is_there_is_not_sent_again_nor_made_again(place: Place, release: Release):
    _publish(release, place)
    before = len(place.writes())

    def never() -> bytes:
        raise AssertionError("a page was rendered that is there already")

    page = replace(release.stages[1][0], content=never)
    assert _publish(_with(release, page), place) == []
    assert len(place.writes()) == before


def test_only_what_changed_is_sent(place: Place, release: Release):
    _publish(release, place)
    changed = _with(release, _item("feeds/podcast.xml", b"another feed"))
    assert [d.path for d in _publish(changed, place)] == ["feeds/podcast.xml"]
    assert place.files() == _contents(changed)


def test_what_was_taken_out_stays_until_its_removal_is_asked_for(place: Place, release: Release):
    _publish(release, place)
    fewer = replace(release, stages=release.stages[2:])
    left = _publish(fewer, place)
    assert {(d.path, d.deed) for d in left} == {
        ("media/a.mp3", Deed.LEFT), ("media/b.mp3", Deed.LEFT), ("episodes/å b.html", Deed.LEFT)
    }  # fmt: skip
    assert place.files() == _contents(release)
    removed = _publish(fewer, place, delete=True)
    assert {d.deed for d in removed} == {Deed.REMOVED}
    assert place.files() == _contents(fewer)
    assert _publish(fewer, place, delete=True) == []


def test_what_the_publisher_did_not_send_it_does_not_remove(place: Place, release: Release):
    _publish(release, place)
    place.put("media/mine.txt", b"mine")
    _publish(replace(release, stages=()), place, delete=True)
    assert place.files() == {"media/mine.txt": b"mine"}


def test_files_of_others_are_not_overwritten_unasked(place: Place, release: Release):
    _publish(release, place)
    _forget(place)
    for options in ({}, {"dry_run": True}, {"verify": True}):
        with pytest.raises(PublishError, match=r"did not send: episodes and 3 more; .*--adopt"):
            _publish(release, place, **options)
    assert len(_publish(release, place, adopt=True)) == 5
    assert _publish(release, place) == []


def test_a_place_is_claimed_before_anything_is_sent(place: Place, release: Release):
    """A run that is killed at once can be gone on with: what it left is known to be ours."""
    events = publisher_for(place.address).publish(release, place.address)
    next(events)
    with Target(place.address) as target:
        claimed = target.read(LEDGER)
    events.close()
    assert claimed


def test_a_dry_run_says_the_same_and_does_nothing(place: Place, release: Release):
    foreseen = _publish(release, place, dry_run=True)
    assert place.files() == {}
    assert {d.path for d in foreseen} == {d.path for d in _publish(release, place)}
    fewer = replace(release, stages=release.stages[1:])
    assert {d.deed for d in _publish(fewer, place, delete=True, dry_run=True)} == {Deed.REMOVED}
    assert place.files() == _contents(release)


def test_what_was_lost_or_cut_there_is_found_and_sent_when_asked_to(place: Place, release: Release):
    _publish(release, place)
    place.put("media/a.mp3", b"cut")
    place.put(f"media/.b.mp3.1234{'.unfinished'}", b"of a run that was killed")
    assert _publish(release, place) == []
    assert [d.path for d in _publish(release, place, verify=True)] == ["media/a.mp3"]
    assert place.files() == _contents(release)


def test_a_run_that_breaks_off_is_gone_on_with(place: Place, release: Release, media: Path):
    """A file that is not what it was stops the run before anything links to it."""
    (media / "b.mp3").write_bytes(b"cut")
    with pytest.raises(PublishError, match=r"b\.mp3: has 3 bytes, not 5000"):
        _publish(release, place)
    assert set(place.files()) == {"media/a.mp3"}
    mended = _with(release, _item("media/b.mp3", media / "b.mp3"))
    assert [d.path for d in _publish(mended, place)] == [
        "media/b.mp3", "episodes/å b.html", "feeds/podcast.xml", "index.html"
    ]  # fmt: skip
    assert place.files() == _contents(mended)


def test_a_run_that_nobody_waits_for_keeps_account_of_what_it_sent(place: Place, release: Release):
    events = publisher_for(place.address).publish(release, place.address)
    next(events)
    events.close()
    there = set(place.files())
    assert there
    assert {d.path for d in _publish(release, place)} == set(_contents(release)) - there


def test_an_account_that_is_damaged_costs_no_more_than_sending_all_again(
    place: Place, release: Release, caplog
):
    _publish(release, place)
    place.put(LEDGER, b"\x1f\x8b damaged")
    assert len(_publish(release, place)) == 5
    assert "all is sent again" in caplog.text
    assert _publish(release, place) == []


def test_s3_objects_have_their_type_and_how_long_they_may_be_kept(s3, monkeypatch, release):
    place = bucket(s3, monkeypatch)
    _publish(release, place)
    name = place.address.rpartition("/")[2]
    found = s3.objects(name)[f"{name}/feeds/podcast.xml"]
    assert found["ContentType"] == "text/plain"
    assert found["CacheControl"] == "public, max-age=7"


def test_s3_is_asked_no_more_than_it_takes(s3, monkeypatch, release):
    place = bucket(s3, monkeypatch)
    _publish(release, place)
    s3.requests.clear()
    _publish(release, place)
    assert [method for method, _ in s3.requests] == ["HEAD", "GET"]
    s3.requests.clear()
    _publish(_with(release, _item("feeds/podcast.xml", b"another feed")), place)
    assert [method for method, _ in s3.requests] == ["HEAD", "GET", "PUT", "PUT"]
    assert place.writes() == ["feeds/podcast.xml", LEDGER]


def test_a_bucket_that_is_not_there_is_named(s3, monkeypatch, release):
    place = replace(bucket(s3, monkeypatch), address="s3://another/show")
    with pytest.raises(PublishError, match="the bucket is not there; make it"):
        _publish(release, place)


def test_a_host_that_is_not_known_is_not_trusted(tmp_path, monkeypatch, release):
    with host(tmp_path, monkeypatch, known=False) as place:
        with pytest.raises(PublishError, match="the host is not known; look at its key"):
            _publish(release, place)
        assert place.files() == {}


def test_a_user_without_a_key_is_told_so(tmp_path, monkeypatch, release):
    with host(tmp_path, monkeypatch) as place:
        (tmp_path / "home" / ".ssh" / "id_ecdsa").unlink()
        with pytest.raises(PublishError, match="lets nobody in with this user and key"):
            _publish(release, place)


def test_a_reader_never_sees_a_part_of_a_file(tmp_path: Path):
    site, seen, done = tmp_path / "site", set(), threading.Event()
    versions = [bytes([number]) * 3_000_000 for number in range(20)]

    def read() -> None:
        while not done.is_set():
            if (site / "a.mp3").exists():
                seen.add(hashlib.sha256((site / "a.mp3").read_bytes()).hexdigest())

    reader = threading.Thread(target=read)
    reader.start()
    for version in versions:
        release = Release(((_item("a.mp3", version),),), "https://example.org/")
        list(publisher_for("file").publish(release, str(site)))
    done.set()
    reader.join()
    assert seen
    assert seen <= {hashlib.sha256(version).hexdigest() for version in versions}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("gopher://example.org/", "nothing here knows gopher:"),
        ("s3:bucket/show", "is no address; write s3://…"),
        ("/nowhere/at/all", "there is no folder /nowhere/at; make it, or mount it"),
        ("memory://show", "would be gone when the command ends; choose a folder"),
        ("sftp://ada:secret@127.0.0.1:9/www", "the host can't be reached"),
    ],
)
def test_a_target_that_can_t_be_used_is_named_without_its_password(release, target, said):
    with pytest.raises(PublishError) as caught:
        list(publisher_for(target).publish(release, target))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_release_of_nothing_leaves_nothing_of_ours(place: Place, release: Release):
    _publish(release, place)
    below = replace(place, address=f"{place.address}/below")
    _publish(release, below)
    above = publisher_for(place.address)
    assert above.published_below(place.address) == {"below"}
    assert above.published_below(place.address, {"below"}) == set()
    _publish(Release((), release.base_url), below, delete=True)
    assert above.published_below(place.address) == set()
    with Target(place.address) as target:
        assert "below" not in target.folders()
        assert not [path for path in target.sizes() if path.startswith("below/")]


def test_who_gives_a_place_up_leaves_what_others_put_there(place: Place, release: Release):
    _publish(release, place)
    place.put("mine.txt", b"mine")
    _publish(Release((), release.base_url), place, delete=True)
    assert place.files() == {"mine.txt": b"mine"}
