"""A site with something to hear, and a real browser in front of it."""

from __future__ import annotations

import json
import math
import re
import shutil
from array import array
from pathlib import Path

import lameenc
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from audiobook.model import Chapter
from audiobook.publish import make_app

CHROMIUM = shutil.which("chromium")

SECONDS = 60
SLUG = "how-the-tide-turns-0a1b2c3d"
EPISODE = f"episodes/{SLUG}.html"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
SIZES = {"phone": (390, 844), "desk": (1440, 900)}


def tone(seconds: int) -> bytes:
    rate = 16_000
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(1)
    encoder.silence()
    wave = array("h", (int(6000 * math.sin(at * 0.17)) for at in range(rate * seconds)))
    return bytes(encoder.encode(wave.tobytes()) + encoder.flush())


def manifest() -> dict[str, object]:
    """Twelve sentences of five seconds, three to a paragraph, each word a second long."""
    sentences = [f"Sentence {number} says four things." for number in range(12)]
    text, utterances = "", []
    for number, sentence in enumerate(sentences):
        start, start_ms = len(text), 5000 * number
        words = [
            [
                start + word.start(),
                start + word.end(),
                start_ms + 900 * at,
                start_ms + 900 * at + 900,
            ]
            for at, word in enumerate(re.finditer(r"\S+", sentence))
        ]
        utterances.append(
            {"spoken": sentence, "start": start, "end": start + len(sentence),
             "start_ms": start_ms, "end_ms": start_ms + 4500, "words": words}
        )  # fmt: skip
        text += sentence + ("\n\n" if number % 3 == 2 else " ")
    return {"text": text, "utterances": utterances, "sound": {"peaks": [0.2, 0.9, 0.5] * 99}}


@pytest.fixture(scope="module")
def heard_site(tmp_path_factory, run_app, library, show, edition):
    folder: Path = tmp_path_factory.mktemp("heard")
    (folder / "media").mkdir()
    (folder / "media" / f"{SLUG}.mp3").write_bytes(tone(SECONDS))
    (folder / "media" / f"{SLUG}.json").write_text(json.dumps(manifest()))
    (folder / "media" / f"{SLUG}.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1v7M5 3v3"/></svg>'
    )
    (folder / "feeds").mkdir()
    for name in (f"media/{SLUG}", "media/hostile-00000000", "feeds/podcast"):
        Image.new("RGB", (8, 8), "teal").save(folder / f"{name}.jpg")
    heard = edition(
        duration_ms=1000 * SECONDS,
        chapters=(Chapter("Opening", 0, 20_000), Chapter("Two clocks", 20_000, 40_000),
                  Chapter("Ebb", 40_000, 60_000)),
    )  # fmt: skip
    others = [
        edition(slug=f"other-{n:08}", title=f"Étude {n:03}", guid=str(n)) for n in range(1200)
    ]
    hostile = edition(
        slug="hostile-00000000", guid=HOSTILE, title=HOSTILE, summary=HOSTILE, authors=(HOSTILE,),
        chapters=(Chapter(HOSTILE, 0, 9), Chapter(HOSTILE, 9, 99)), companions=(),
    )  # fmt: skip
    shelf = library(show(), editions=[heard, hostile, *others])
    with run_app(make_app(folder, shelf)) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, heard_site: str):
    """Opens a page of the site; what a browser complains of fails the test in the end."""
    complaints: list[str] = []
    contexts = []

    def open_page(path: str = "", size: str = "desk", **options) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        page.on("request", lambda r: r.url.startswith(heard_site) or complaints.append(r.url))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(heard_site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def seconds(page: Page) -> float:
    return page.evaluate("document.querySelector('audio').currentTime")


def is_paused(page: Page) -> bool:
    return page.evaluate("document.querySelector('audio').paused")


def eventually(page: Page, expression: str) -> None:
    """Wait until an expression of ``audio`` holds.

    Playwright's own way evaluates a string in the page, which the pages' policy forbids.
    """
    for _ in range(300):
        if page.evaluate(f"(audio => {expression})(document.querySelector('audio'))"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")
