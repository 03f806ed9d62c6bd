"""The WebVTT transcript, as Chromium's own reader of captions understands it."""

from __future__ import annotations

import shutil

import pytest
from sound_parts import said
from test_transcript import NASTY, QUOTED_BY_ANN
from transcript_parts import entries, in_vtt

from audiobook.audio import webvtt
from audiobook.model import Cue

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
READ = """vtt => new Promise((done, failed) => {
    const track = document.createElement("track");
    track.src = URL.createObjectURL(new Blob([vtt], {type: "text/vtt"}));
    track.onload = () => done([...track.track.cues].map(cue => [
        Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000),
        cue.getCueAsHTML().textContent.split("\\n"), cue.id,
        cue.getCueAsHTML().querySelector("span")?.title ?? ""]));
    track.onerror = () => failed("the track was refused");
    document.body.appendChild(document.createElement("video")).appendChild(track);
    track.track.mode = "hidden";
})"""


@pytest.fixture(scope="module")
def read():
    """Start, end, lines, identifier and voice of each caption of a WebVTT text."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content("<body></body>")
        yield lambda vtt: [tuple(cue) for cue in page.evaluate(READ, vtt)]
        browser.close()


@pytest.mark.parametrize(
    "text", [*NASTY, "قرر المجلس إصلاح الجدار. " * 9, "市议会决定修好旧海堤。" * 9]
)
def test_a_browser_reads_what_was_written(read, text):
    made = webvtt(entries(Cue(said(text), 0, 9_000), Cue(said("After"), 9_000, 9_500)), "en")
    found = read(made)
    assert [cue[:3] for cue in found] == in_vtt(made)
    assert [cue[3] for cue in found] == [f"1.{n}" for n in range(1, len(found))] + ["2.1"]


def test_a_browser_knows_who_speaks(read):
    found = read(webvtt(QUOTED_BY_ANN, "en"))
    assert [(cue[2], cue[4]) for cue in found] == [
        (["He rose."], "Narrator"),
        (["“No,”"], "Ann & <Co>"),
        (["“not now.”"], "Ann & <Co>"),
        (["He sat."], "Narrator"),
    ]
