"""A feed opened in a browser is a page; Chromium shows it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import feedparser
import pytest

from audiobook.feed import STYLE_SHEET, style_sheet

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = {".xml": "text/xml", ".css": "text/css"}  # noqa: RUF012 - its base's type

    def log_message(self, *args):
        pass


@pytest.fixture
def address(tmp_path, show, edition, feed) -> Iterator[str]:
    """Where the feed of a show is served, its stylesheet beside it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    base = f"http://127.0.0.1:{server.server_port}"
    title = "Bread & <b>butter</b><script>document.title = 'run'</script>"
    document = feed(show(language="de", link=""), [edition(title=title)], base)
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "podcast.xml").write_bytes(document)
    (tmp_path / "feeds" / STYLE_SHEET).write_bytes(style_sheet())
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"{base}/feeds/podcast.xml"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_shows_title_episodes_and_a_link_and_no_markup(address):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        seen = page.evaluate(
            """() => [...document.querySelectorAll('channel *')]
                .filter(e => e.checkVisibility() && !e.childElementCount)
                .map(e => e.textContent)"""
        )
        link = page.locator("a")
        landed = link.evaluate("a => a.href")
        background = page.locator("rss").evaluate("e => getComputedStyle(e).backgroundColor")
        browser.close()
    assert seen == [
        "The Reading Room",
        "Long reads, read aloud.",
        "Harbour Library",
        "",  # the picture
        "Dies ist der Feed eines Podcasts. Um ihn zu abonnieren, kopieren Sie seine Adresse in "
        "eine Podcast-App.",
        address,
        "Im Web hören",
        "Bread & <b>butter</b><script>document.title = 'run'</script>",
        "Sat, 07 Mar 2026 06:05:04 +0000",
        "Ada Marsh, Ben Quay",
    ]
    assert landed == address.removesuffix("feeds/podcast.xml")
    assert background != "rgba(0, 0, 0, 0)"


def test_apps_pass_over_what_browsers_show(show, edition, feed):
    read = feedparser.parse(feed(show(), [edition()]))
    assert not read.bozo
    assert (read.feed.title, read.feed.subtitle) == ("The Reading Room", "Long reads, read aloud.")
    assert read.feed.image.href == "https://example.org/room/feeds/podcast.jpg"


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-CA", "Écouter sur le web"), ("DE-at", "Im Web hören"), ("fa", "Listen on the web")],
)
def test_a_browser_is_spoken_to_in_the_shows_language(show, find, language, words):
    assert find("//xhtml:a", show=show(language=language)) == [words]
