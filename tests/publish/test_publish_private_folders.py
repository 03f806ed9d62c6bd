"""Private shows at a target: each subscriber's own folder, and nothing that tells of it."""

from __future__ import annotations

import re
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from lxml import etree
from room_parts import Room, run, sent
from target_parts import bucket

from audiobook.cli import main
from audiobook.publish.ledger import LEDGER

MEMBERS = '[shows.members]\ntitle = "Hush"\ndescription = "Theirs."\nprivate = true\n'
SEND = "private = true"


class _Web(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(room: Room, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which a web server that lists folders serves it.

    The project has an episode of a public show, one of a private show, and is to send both.
    """
    site = tmp_path / "site"
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Web, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        room.configure(address, show=MEMBERS, publish=SEND)
        room.add(1)
        room.add(2, mp3=b"for members", shows=("members",))
        yield site, address
        server.shutdown()
        thread.join()


def subscriber(name: str, *more: str) -> str:
    """The address of a subscriber's feed."""
    done = CliRunner().invoke(main, ["feed", "--private", name, *more])
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def secret_in(feed: str) -> str:
    return re.search(r"/private/([\w-]{32})/", feed)[1]


def end(name: str) -> None:
    assert CliRunner().invoke(main, ["feed", "--end", name]).exit_code == 0


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_subscriber_finds_all_of_it_and_nobody_else_any(web, room: Room):
    site, address = web
    room.configure(address, show=f"{MEMBERS}episodes-in-feed = 2\n", publish=SEND)
    for number in (3, 4):
        room.add(number, shows=("members",))
    ada, bob = subscriber("ada"), subscriber("bob")
    done = run(str(site))
    assert done.exit_code == 0, done.output
    for feed in (ada, bob):
        own = feed.removesuffix("feeds/members.xml")
        document = httpx.get(feed).content
        named = etree.fromstring(document).xpath("//@url | //@href | //link/text()")
        ours = {link for link in named if link.startswith(address)}
        assert len(ours) > 6
        for link in ours:
            assert link.startswith(own)
            assert httpx.get(link).status_code == 200, link
        assert f"{own}feeds/members-1.xml" in ours
        assert b"Tide 2" in httpx.get(f"{own}feeds/members-1.xml").content
        assert b"<podcast:locked>yes<" in document
        assert b"<itunes:block>Yes<" in document
        page = httpx.get(own).text
        assert '<meta name="robots" content="noindex">' in page
        assert ">Tide 2</a>" in page
    public = files(site) - {p for p in files(site) if p.startswith("private/")}
    assert not [path for path in public if "00000002" in path or "members" in path]
    told = b"".join(path.read_bytes() for path in site.iterdir() if path.is_file())
    told += b"".join(
        (site / path).read_bytes() for path in public if path.endswith(("xml", "opml"))
    )
    assert b"Hush" not in told
    for secret in map(secret_in, (ada, bob)):
        assert secret.encode() not in told


def test_the_names_of_the_folders_are_told_nowhere(web):
    site, address = web
    secret = secret_in(subscriber("ada"))
    dry, done, again = run(str(site), "--dry-run"), run(str(site)), run(str(site), "--json")
    assert "private/ada/media/tide-00000002.mp3" in dry.stdout
    assert "private/ada/feeds/members.xml" in done.stdout
    for said in (dry, done, again):
        assert secret not in said.output
    # This server lists a folder that has no page of its own.
    assert "tide-00000001.mp3" in httpx.get(f"{address}media/").text
    assert secret not in httpx.get(f"{address}private/").text
    assert secret.encode() not in urllib.request.urlopen(f"{address}{LEDGER}").read()
    (site / f"private/{secret}/feeds/members.xml").unlink()
    (site / f"private/{secret}/feeds/members.xml").mkdir()
    failed = run(str(site), "--verify")
    assert failed.exit_code == 10
    assert "private/…: feeds/members.xml" in failed.stderr
    assert secret not in failed.output


def test_nothing_is_sent_twice_and_what_is_new_is(web, room: Room):
    site, _ = web
    subscriber("ada")
    run(str(site))
    assert sent(str(site)) == {}
    room.add(3, shows=("members",))
    assert {path for path in sent(str(site)) if path.endswith((".mp3", ".xml"))} == {
        "private/ada/media/tide-00000003.mp3",
        "private/ada/feeds/members.xml",
    }


def test_who_is_withdrawn_finds_nothing_after_the_next_run(web):
    site, _ = web
    ada, bob = subscriber("ada"), subscriber("bob")
    run(str(site))
    end("ada")
    foreseen = sent(str(site), "--dry-run")
    assert httpx.get(ada).status_code == 200
    gone = sent(str(site))
    assert gone == foreseen
    assert set(gone.values()) == {"removed"}
    assert not (site / "private" / secret_in(ada)).exists()
    assert httpx.get(ada).status_code == 404
    assert httpx.get(bob).status_code == 200
    again = subscriber("ada")
    assert secret_in(again) != secret_in(ada)
    run(str(site))
    assert httpx.get(again).status_code == 200
    assert httpx.get(ada).status_code == 404


@pytest.mark.parametrize(
    ("show", "publish"),
    [(MEMBERS, ""), (MEMBERS.replace("true", "false"), SEND), ("", SEND)],
    ids=["no longer sent", "no longer private", "no longer there"],
)
def test_what_is_no_longer_to_be_there_is_removed(web, room: Room, show: str, publish: str):
    site, address = web
    ada = subscriber("ada")
    run(str(site))
    room.configure(address, show=show, publish=publish)
    run(str(site))
    assert not (site / "private" / secret_in(ada)).exists()
    assert httpx.get(ada).status_code == 404


def test_what_fails_later_leaves_nobody_in_who_was_put_out(web, room: Room):
    site, _ = web
    ada = subscriber("ada")
    run(str(site))
    end("ada")
    slug = room.add(5)
    (room.root / "media" / f"{slug}.mp3").unlink()
    assert run(str(site)).exit_code == 10
    assert httpx.get(ada).status_code == 404


def test_a_project_may_have_private_shows_alone(room: Room, tmp_path: Path):
    room.configure(show="private = true", publish=SEND)
    slug = room.add(1)
    secret = secret_in(subscriber("ada"))
    assert run(str(tmp_path / "site")).exit_code == 0
    assert (tmp_path / "site/private" / secret / f"media/{slug}.mp3").exists()
    assert not (tmp_path / "site/media").exists()


def test_a_bucket_keeps_them_from_shared_caches(room: Room, s3, monkeypatch):
    room.configure(show=MEMBERS, publish=SEND)
    room.add(1, shows=("members",))
    place = bucket(s3, monkeypatch)
    secret = secret_in(subscriber("ada"))
    run(place.address)
    name = place.address.rpartition("/")[2]
    own = s3.objects(f"{name}/private/{secret}")
    kept = {path: found["CacheControl"] for path, found in own.items() if not path.endswith(LEDGER)}
    assert any(path.endswith(".mp3") for path in kept)
    assert all(value.startswith("private, ") for value in kept.values())
    end("ada")
    run(place.address)
    assert not s3.objects(f"{name}/private/{secret}")


def test_addresses_of_a_lost_catalogue_can_still_be_taken_away(web, room: Room, caplog):
    site, _ = web
    ada = subscriber("ada")
    run(str(site))
    foreign = site / "private" / ("f" * 32)
    foreign.mkdir()
    (foreign / "index.html").write_text("not ours")
    shutil.rmtree(room.root / ".audiobook")
    room.add(1)
    room.add(2, mp3=b"for members", shows=("members",))
    bob = subscriber("bob")
    run(str(site))
    assert httpx.get(ada).status_code == 200
    assert "holds folders of 1 subscriber whom the catalogue does not know" in caplog.text
    assert secret_in(ada) not in caplog.text
    caplog.clear()
    foreseen = sent(str(site), "--delete", "--dry-run")
    gone = sent(str(site), "--delete")
    assert gone == foreseen
    assert gone["private/…/feeds/members.xml"] == "removed"
    assert httpx.get(ada).status_code == 404
    assert not (site / "private" / secret_in(ada)).exists()
    assert httpx.get(bob).status_code == 200
    assert (foreign / "index.html").exists()
    again = run(str(site), "--delete")
    assert again.stderr == "Nothing to send: all that is published is there.\n"
    assert not caplog.messages
