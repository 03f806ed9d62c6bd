"""Hostile texts go the whole way, from a page to all that a listener or an owner is shown.

Each of ``HOSTILE`` is the title, the author or a heading of a real article, and says so in a
sentence.  What is asked of each: it is there as the text that it is, and nothing else.
"""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PureWindowsPath

import feedparser
import podcastparser
import pytest
import webvtt
from click.testing import CliRunner
from hostile_parts import (
    BASE,
    HOSTILE,
    SOURCES,
    STEERING,
    Room,
    as_text,
    audiobook,
    made_in,
    shortened,
)
from lxml import etree
from lxml import html as lxml_html
from mutagen.mp3 import MP3
from playwright.sync_api import Browser, Page, sync_playwright

from audiobook.catalogue import slug_of
from audiobook.cli import main

CHROMIUM = shutil.which("chromium")
FILE = re.compile(r"[a-z0-9-]*[0-9a-f]{8}(?:\.[a-z0-9]+){1,2}")


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> Room:
    return made_in(tmp_path_factory.mktemp("hostile") / "room")


@pytest.fixture(scope="module")
def feed(room: Room) -> bytes:
    return (room.folder / "feeds/podcast.xml").read_bytes()


def test_each_article_is_made_and_no_file_lies_elsewhere(room: Room):
    assert len(list(room.folder.glob("media/*.mp3"))) == len(SOURCES), room.said
    around = {path.name for path in room.folder.parent.iterdir()}
    inside = {path.name for path in room.folder.iterdir()}
    assert around == {"room"}
    own = {"audiobook.toml", "media", "feeds", ".audiobook"}
    assert inside == own | {source.name for source in SOURCES}
    for path in (room.folder / "media").iterdir():
        assert path.is_file()
        assert FILE.fullmatch(path.name), path.name


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_names_a_file_that_a_system_reserves(name):
    slug = slug_of(HOSTILE[name], "articles/tide.md")
    assert re.fullmatch(r"(?:[a-z0-9]+-)*[0-9a-f]{8}", slug)
    assert len(slug) <= 80
    assert not PureWindowsPath(f"{slug}.mp3").is_reserved()
    assert slug != slug_of(HOSTILE[name], "articles/twin.md")


def test_a_feed_parser_reads_each_title_as_text(feed: bytes):
    expected = {shortened(source.title) for source in SOURCES}
    parsed = feedparser.parse(feed)
    assert not parsed.bozo
    titles = {node.text for node in etree.fromstring(feed).iterfind("channel/item/title")}
    assert {as_text(title) for title in titles} == expected
    podcast = podcastparser.parse(f"{BASE}feeds/podcast.xml", io.BytesIO(feed))
    assert {as_text(each["title"]) for each in podcast["episodes"]} == expected


def test_a_feed_s_notes_hold_no_markup_of_a_source(feed: bytes):
    podcast = podcastparser.parse(f"{BASE}feeds/podcast.xml", io.BytesIO(feed))
    told = ""
    for episode in podcast["episodes"]:
        notes = lxml_html.fragment_fromstring(episode["description_html"], create_parent="div")
        assert {node.tag for node in notes.iter()} <= {"div", "p", "ul", "li", "a", "br"}
        assert {name for node in notes.iter() for name in node.attrib} <= {"href", "rel"}
        assert all(
            a.get("href").startswith("https://creativecommons.org/") for a in notes.iter("a")
        )
        told += as_text(notes.text_content())
    for source in SOURCES:
        assert shortened(source.title)[:60] in told


def test_transcripts_hold_the_words_and_no_cue_of_a_source(room: Room):
    for source in SOURCES:
        captions = webvtt.from_string(room.read(source, ".vtt"))
        segments = json.loads(room.read(source, ".transcript.json"))["segments"]
        said = as_text(" ".join(segment["body"] for segment in segments))
        # As a browser shows a caption: its entities once, and no tags.
        raw = " ".join(caption.raw_text for caption in captions)
        assert not re.search(r"<|>", raw)
        shown = as_text(html.unescape(raw))
        assert shown.replace(" ", "") == said.replace(" ", "")
        ends = json.loads(room.read(source, ".json"))["duration_ms"] / 1000
        assert all(0 <= caption.start_in_seconds <= ends for caption in captions)
        blocks = room.read(source, ".srt").rstrip("\n").split("\n\n")
        for number, block in enumerate(blocks, start=1):
            first, times, *lines = block.split("\n")
            assert first == str(number)
            assert re.fullmatch(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}", times)
            assert lines
            assert not re.search(r"-->|[<>{}]", "".join(lines))


def test_chapters_are_named_as_the_headings_are(room: Room):
    for source in SOURCES:
        read = json.loads(room.read(source, ".chapters.json"))["chapters"]
        titles = [as_text(chapter["title"]) for chapter in read]
        for heading in map(as_text, source.headings):
            assert [title for title in titles if title.startswith(heading[:200])], heading


def test_two_readers_of_tags_find_the_title_as_text(room: Room):
    for source in SOURCES:
        mp3 = room.stem(source).with_suffix(".mp3")
        tags = MP3(mp3).tags
        assert as_text(str(tags["TIT2"])) == as_text(source.title)
        assert len(tags["TIT2"].text) == 1
        command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", str(mp3)]
        probed = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        assert as_text(probed["format"]["tags"]["title"]) == as_text(source.title)


def test_no_text_steers_the_terminal(room: Room, monkeypatch):
    monkeypatch.chdir(room.folder)
    told = {"make": room.said}
    for command in ("list", "check", "script .", "licence ."):
        for arguments in (command.split(), [*command.split(), "--json"]):
            told[" ".join(arguments)] = CliRunner().invoke(main, arguments).output
    for command, said in told.items():
        assert said or command == "check --json", command  # which has no fault to tell
        assert not (found := STEERING.search(said)), f"{command}: {found}"
    titles = {as_text(json.loads(line)["title"]) for line in told["list --json"].splitlines()}
    assert titles == {as_text(source.title) for source in SOURCES}


class _Web(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def published(room: Room) -> Iterator[tuple[Path, str]]:
    """The folder that was published to, and the address of a plain web server before it."""
    site = room.folder.parent / "site"
    assert "sent index.html" in audiobook(room.folder, "publish", str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Web, directory=str(site)))
    with server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield site, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def served(room: Room) -> Iterator[str]:
    """The address of ``audiobook serve``."""
    command = [sys.executable, "-m", "audiobook", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=room.folder, stderr=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://\S+", server.stderr.readline())[0]
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what the browser complains of: errors, dialogs, requests to other hosts."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda r: r.url.startswith(address) or complaints.append(r.url))
    yield page, complaints
    page.close()


@pytest.mark.parametrize("kind", ["served", "published"])
def test_pages_show_each_text_and_run_none(kind, request, browser: Browser, room: Room):
    place = request.getfixturevalue(kind)
    address = place if kind == "served" else place[1]
    with opened(browser, address) as (page, complaints):
        page.goto(address)
        listed = page.locator("[data-episodes] h3").all_text_contents()
        assert {as_text(title) for title in listed} == {shortened(s.title) for s in SOURCES}
        page.get_by_role("searchbox").fill("onerror")
        found = page.locator("[data-results] h3")
        found.first.wait_for()
        assert HOSTILE["script"] in found.all_text_contents()
        for source in SOURCES:
            page.goto(f"{address}episodes/{room.stem(source).name}.html")
            assert as_text(page.locator("h1").text_content()) == as_text(source.title)
            shown = as_text(page.locator("main").text_content())
            for heading in source.headings:
                assert as_text(heading)[:200] in shown
            assert page.evaluate("window.ran") is None
        assert complaints == []


def test_a_browser_shows_a_feed_and_runs_none_of_it(served: str, browser: Browser):
    with opened(browser, served) as (page, complaints):
        page.goto(f"{served}feeds/podcast.xml")
        # Its style sheet and its picture are let in.
        styled = "getComputedStyle(document.documentElement).display"
        assert page.evaluate(styled) == "block"
        picture = "document.getElementsByTagNameNS('http://www.w3.org/1999/xhtml', 'img')[0]"
        assert page.evaluate(f"{picture}.naturalWidth") > 0
        assert page.evaluate("window.ran") is None
        # Browsers look for an icon at the host's root, and there is none.
        assert [said for said in complaints if "(Not Found)" not in said] == []


PLANTED = """\
<script>window.ran = 1</script><img src="x" onerror="window.ran = 2">
<svg onload="window.ran = 3"></svg><iframe srcdoc="<script>parent.ran = 4</script>"></iframe>
<script src="data:text/javascript,window.ran = 5"></script>
<script type="module">window.ran = 6</script><a id="go" href="javascript:window.ran = 7">go</a>
"""


@pytest.mark.parametrize("kept", [True, False], ids=["policy", "no policy"])
def test_the_policy_alone_would_stop_markup_that_slipped_through(
    published, browser: Browser, room: Room, kept: bool
):
    """Without the policy, the same page runs it: so it is the policy that is tried here."""
    site, address = published
    page_path = site / "episodes" / f"{room.stem(SOURCES[0]).name}.html"
    text = page_path.read_text("utf-8").replace("<main", f"{PLANTED}<main", 1)
    if not kept:
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    (site / "episodes/planted.html").write_text(text, "utf-8")
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}episodes/planted.html")
        page.locator("#go").click()
        refused = [said for said in complaints if "Content Security Policy" in said]
        assert (page.evaluate("window.ran") is None) is kept
        assert len(refused) >= 6 if kept else refused == []
