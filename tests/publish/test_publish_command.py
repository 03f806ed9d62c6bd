"""``audiobook publish`` on a project: what is sent, in which order, and who is told."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner
from room_parts import ADDRESS, Room, run, sent
from target_parts import bucket

from audiobook.cli import main
from audiobook.project import Project
from audiobook.publish.ledger import LEDGER

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_a_site_is_published_and_then_only_what_changed(room: Room, tmp_path: Path):
    room.add(1)
    site = tmp_path / "site"
    assert run(str(site), "--dry-run").exit_code == 0
    assert not site.exists()
    order = list(sent(str(site)))
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert there == {*order, LEDGER}
    assert {"media/tide-00000001.mp3", "media/tide-00000001.vtt", "feeds/podcast.jpg"} <= there
    assert not [path for path in there if path.startswith((".audiobook/", "audiobook.toml"))]
    episode, feed = order.index("episodes/tide-00000001.html"), order.index("feeds/podcast.xml")
    media = [order.index(path) for path in order if path.startswith("media/")]
    assert max(media) < episode < feed < order.index("index.html")
    assert f"{ADDRESS}media/tide-00000001.mp3" in (site / "feeds/podcast.xml").read_text()

    assert "Nothing to send" in run(str(site)).stderr
    room.add(2)
    assert {*sent(str(site))} == {
        "media/tide-00000002.mp3", "media/tide-00000002.vtt", "media/tide-00000002.jpg",
        "media/tide-00000002.json",
        "episodes/tide-00000002.html", "feeds/podcast.xml", "search/podcast.json", "index.html",
    }  # fmt: skip


def test_an_episode_that_was_taken_out_is_removed_on_request(room: Room, tmp_path: Path):
    room.add(1)
    slug = room.add(2)
    site = tmp_path / "site"
    run(str(site))
    room.remove(slug)
    told = run(str(site))
    assert "5 files there that are published no more; --delete removes them." in told.stderr
    assert (site / f"media/{slug}.mp3").exists()
    assert slug not in (site / "feeds/podcast.xml").read_text()
    removed = sent(str(site), "--delete")
    media = {f"media/{slug}{suffix}" for suffix in (".mp3", ".vtt", ".jpg", ".json")}
    assert removed == dict.fromkeys({*media, f"episodes/{slug}.html"}, "removed")
    assert not list(site.rglob(f"{slug}*"))


def test_the_target_may_stand_in_the_settings_and_a_path_is_the_project_s(room: Room):
    room.add(1)
    assert "TARGET: is missing" in run().stderr
    room.configure(publish='target = "../public"')
    assert run().exit_code == 0
    assert (room.root.parent / "public" / "index.html").exists()


def test_without_an_address_of_its_own_nothing_is_published(room: Room, tmp_path: Path):
    room.add(1)
    room.configure(address="")
    done = run(str(tmp_path / "site"))
    assert done.exit_code == 10
    assert "base-url under [publish] is missing" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (".", "is the project's own folder"),
        ("file:../room", "is the project's own folder"),
        ("..", "holds the project's folder"),
        ("/", "holds the project's folder"),
        ("media", "is or lies in the project's own media/"),
        ("feeds/site", "is or lies in the project's own feeds/"),
        ("linked", "is or lies in the project's own .audiobook/"),
    ],
)
def test_the_project_s_own_folders_are_no_target(room: Room, target: str, said: str):
    room.add(1)
    (room.root / "linked").symlink_to(room.root / ".audiobook")
    before = sorted(room.root.parent.rglob("*"))
    done = run(target, "--adopt")
    assert done.exit_code == 10
    assert said in done.stderr
    assert sorted(room.root.parent.rglob("*")) == before


def test_a_place_within_the_project_or_a_bucket_named_alike_is_a_target(room: Room, s3):
    room.add(1)
    assert run("public").exit_code == 0
    assert "own folder" not in run("s3://media/", "--dry-run").stderr


def test_what_others_put_there_is_overwritten_only_when_asked(room: Room, tmp_path: Path):
    room.add(1)
    site = tmp_path / "site"
    site.mkdir()
    (site / ".git").mkdir()
    (site / "index.html").write_text("mine")
    (site / "notes.txt").write_text("mine")
    for arguments in ((), ("--dry-run",)):
        done = run(str(site), *arguments)
        assert done.exit_code == 10
        said = "holds files that audiobook did not send: index.html and 1 more; "
        assert said in done.stderr
        assert "--adopt" in done.stderr
    assert {path.name for path in site.iterdir()} == {".git", "index.html", "notes.txt"}
    assert (site / "index.html").read_text() == "mine"
    assert run(str(site), "--adopt").exit_code == 0
    assert "Tide 1" in (site / "index.html").read_text()
    assert (site / "notes.txt").read_text() == "mine"
    assert run(str(site)).exit_code == 0


def test_a_checkout_with_nothing_but_hidden_files_is_empty(room: Room, tmp_path: Path):
    room.add(1)
    (tmp_path / "site" / ".git").mkdir(parents=True)
    assert run(str(tmp_path / "site")).exit_code == 0


def test_a_file_is_no_target(room: Room, tmp_path: Path):
    room.add(1)
    (tmp_path / "site").write_text("mine")
    for target in ("site", "site/below"):
        done = run(str(tmp_path / target))
        assert done.exit_code == 10
        assert "is a file, or lies below one; name a folder" in done.stderr
        assert LEDGER not in done.stderr


def test_a_private_show_is_left_out_and_this_is_said(room: Room, tmp_path: Path):
    members = '[shows.members]\ntitle = "Members"\ndescription = "Theirs."\nprivate = true'
    room.configure(show=members)
    room.add(1)
    room.add(2, shows=("members",))
    done = run(str(tmp_path / "site"))
    assert "show 'members' is private and is not sent" in done.stderr
    there = [path.name for path in (tmp_path / "site").rglob("*")]
    assert "tide-00000001.mp3" in there
    assert not [name for name in there if "members" in name or "00000002" in name]
    assert "members" not in (tmp_path / "site/feeds/shows.opml").read_text()


def test_a_lost_file_stops_the_feed_that_would_name_it(room: Room, tmp_path: Path):
    slug = room.add(1)
    (room.root / "media" / f"{slug}.mp3").unlink()
    done = run(str(tmp_path / "site"))
    assert done.exit_code == 10
    assert f"{slug}.mp3: No such file or directory; make the edition again" in done.stderr
    assert not (tmp_path / "site/feeds/podcast.xml").exists()


def test_a_publication_that_was_killed_goes_on_where_it_was(room: Room, s3, monkeypatch):
    """SIGKILL half-way: the next run sends what the target's account lacks, and nothing else."""
    for number in range(1, 41):
        room.add(number)
    place = bucket(s3, monkeypatch)
    everything = set(sent(place.address, "--dry-run"))
    s3.requests.clear()
    s3.seconds_each = 0.15
    command = [sys.executable, "-m", "audiobook", "publish", place.address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        # First it is written to claim the place, then when something was sent.
        account_kept = s3.wait_for(LEDGER, times=2)
        process.send_signal(signal.SIGKILL)
    s3.seconds_each = 0.0
    assert account_kept
    first = set(place.writes()) - {LEDGER}
    assert first < everything
    assert "feeds/podcast.xml" not in first

    s3.requests.clear()
    second = set(sent(place.address))
    # Lost to the account are at most those that were sent after it was last kept.
    assert everything - first <= second < everything
    assert set(place.files()) == everything
    assert sent(place.address) == {}


def test_a_second_run_waits_for_the_first(room: Room, tmp_path: Path):
    room.add(1)
    site = tmp_path / "site"
    project = Project.around(room.root)
    command = [sys.executable, "-m", "audiobook", "publish", str(site)]
    with project.catalogue.publishing():
        second = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert f"waits for the run of process {os.getpid()}" in second.stderr.readline()
        assert not site.exists()
    project.close()
    _, said = second.communicate(timeout=60)
    assert second.returncode == 0, said
    assert (site / "index.html").exists()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _missing(address: str) -> list[str]:
    """What a feed names of its own site that is not there."""
    with urllib.request.urlopen(f"{address}feeds/podcast.xml") as answer:
        named = set(re.findall(rf'{re.escape(address)}[^\s"<>&]+', answer.read().decode()))
    lost = []
    for link in sorted(named):
        request = urllib.request.Request(link, method="HEAD")
        try:
            urllib.request.urlopen(request).close()
        except urllib.error.HTTPError as error:
            error.close()
            lost.append(link)
    return lost


def test_a_listener_never_meets_a_link_to_what_is_not_there(room: Room, tmp_path: Path):
    site = tmp_path / "site"
    site.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    address = f"http://127.0.0.1:{server.server_port}/"
    room.configure(address, show="episodes-in-feed = 4")
    room.add(0)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    lost: list[str] = []
    rounds, done = [0], threading.Event()

    def listen() -> None:
        while not done.is_set():
            lost.extend(_missing(address))
            rounds[0] += 1

    sent(str(site))
    listener = threading.Thread(target=listen)
    listener.start()
    try:
        for number in range(1, 8):
            room.add(number, mp3=os.urandom(500_000))
            sent(str(site))
    finally:
        done.set()
        listener.join()
        server.shutdown()
        server.server_close()
        serving.join()
    assert rounds[0]
    assert lost == []


class _Hub(BaseHTTPRequestHandler):
    """Takes what it is told, or refuses it."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.told.append(parse_qs(self.rfile.read(length).decode()))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Hub) as server:
        server.told, server.answer = [], 204
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_hub_is_told_of_a_feed_that_changed(room: Room, tmp_path: Path, hub):
    room.configure(publish=f'hub = "http://127.0.0.1:{hub.server_port}/"')
    room.add(1)
    site = str(tmp_path / "site")
    run(site, "--dry-run")
    assert hub.told == []
    assert "told http://127.0.0.1" in run(site).stdout
    assert hub.told == [{"hub.mode": ["publish"], "hub.url": [f"{ADDRESS}feeds/podcast.xml"]}]
    run(site)
    assert len(hub.told) == 1


def test_no_hub_hears_of_a_private_show(room: Room, tmp_path: Path, hub):
    members = '[shows.members]\ntitle = "Members"\ndescription = "Theirs."\nprivate = true'
    address = f"http://127.0.0.1:{hub.server_port}/"
    room.configure(show=members, publish=f'private = true\nhub = "{address}"')
    room.add(1, shows=("podcast", "members"))
    CliRunner().invoke(main, ["feed", "--private", "ada"])
    assert "private/ada/feeds/members.xml" in sent(str(tmp_path / "site"))
    assert [told["hub.url"] for told in hub.told] == [[f"{ADDRESS}feeds/podcast.xml"]]


def test_a_hub_that_refuses_is_a_warning(room: Room, tmp_path: Path, hub):
    hub.answer = 500
    room.configure(publish=f'hub = "http://127.0.0.1:{hub.server_port}/"')
    room.add(1)
    done = run(str(tmp_path / "site"))
    assert done.exit_code == 0
    assert "refused to be told" in done.stderr
    assert (tmp_path / "site/index.html").exists()
