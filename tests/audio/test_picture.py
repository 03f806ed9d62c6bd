"""The picture of the sound: well-formed, small, and drawn where time and level put it."""

from __future__ import annotations

import io
import math
import re

import numpy as np
import pytest
from lxml import etree
from PIL import Image

from audiobook.audio import clock, envelope, picture, png
from audiobook.model import Chapter, Contour, Loudness

LOUDNESS = Loudness(-16.04, -1.12, 4.3)
NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
MINUTE = 60_000


def contour(duration_ms: int, steps: int = 2_000) -> Contour:
    """Speech of a kind: level with pauses, one of them long."""
    steps = min(steps, duration_ms // 100)
    peaks = [0.0 if at % 40 < 3 else 0.6 + 0.25 * math.sin(at) for at in range(steps)]
    lufs = [-70.0 if at < 10 else -16 + 2 * math.sin(at / 50) for at in range(steps)]
    return Contour(duration_ms // steps, tuple(peaks), tuple(lufs))


def chapters(count: int, duration_ms: int, title: str = "Chapter") -> list[Chapter]:
    bounds = [at * duration_ms // count for at in range(count + 1)]
    return [Chapter(f"{title} {n + 1}", bounds[n], bounds[n + 1]) for n in range(count)]


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False))


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in parsed(svg).iterfind(".//svg:text", NAMESPACE)]


def points(svg: str, kind: str) -> list[tuple[float, float]]:
    (path,) = parsed(svg).iterfind(f".//svg:path[@class='{kind}']", NAMESPACE)
    pairs = re.findall(r"([\d.]+) ([\d.]+)", path.get("d", ""))
    return [(float(x), float(y)) for x, y in pairs]


@pytest.mark.parametrize(
    ("minutes", "count"), [(0.05, 1), (7, 5), (60, 20), (600, 40), (600, 120), (600, 1_000)]
)
@pytest.mark.parametrize("name", ["Chapter", "Глава о приливах и отливах на нашем побережье &<>"])
def test_a_picture_is_well_formed_and_small(minutes, count, name):
    duration_ms = round(minutes * MINUTE)
    found = chapters(count, duration_ms, name)
    svg = picture(contour(duration_ms), found, LOUDNESS, duration_ms, "T " * 500, -16.0)
    assert len(svg.encode()) < 60_000
    assert parsed(svg).tag == "{http://www.w3.org/2000/svg}svg"


def test_it_tells_in_words_what_it_shows():
    found = [Chapter("The <survey> & its makers", 0, MINUTE), Chapter("Credit", MINUTE, 90_000)]
    svg = picture(contour(90_000), found, LOUDNESS, 90_000, "Tides & <moons>\0", -16.0)
    root = parsed(svg)
    assert root.findtext("svg:title", namespaces=NAMESPACE) == "Tides & <moons>"
    assert "2 chapters. 1:30 · −16.0 LUFS · true peak −1.1 dBTP · range 4.3 LU." in str(
        root.findtext("svg:desc", namespaces=NAMESPACE)
    )
    labelled = root.get("aria-labelledby", "").split()
    assert [element.get("id") for element in root.iter() if element.get("id")] == labelled
    assert {"10:00The <survey> & its makers", "21:00Credit", "target −16"} <= set(texts(svg))


def test_it_is_light_or_dark_as_its_reader_likes():
    svg = picture(contour(MINUTE), [], LOUDNESS, MINUTE, "T", -16.0)
    assert "@media(prefers-color-scheme:dark)" in svg


def test_the_waveform_is_as_high_as_the_peaks_and_as_long_as_the_sound():
    loud_at_the_end = Contour(100, (*[0.0] * 50, *[1.0] * 50), (-16.0,) * 100)
    shape = points(picture(loud_at_the_end, [], LOUDNESS, 10_000, "T", -16.0), "wave")
    heights = {x: max(b for a, b in shape if a == x) for x, _ in shape}
    middle = min(y for x, y in shape if x == min(heights)) + 0.5
    xs = sorted(heights)
    assert heights[xs[5]] == pytest.approx(middle + 0.5)
    assert heights[xs[-5]] == pytest.approx(middle + 85)
    assert xs[-1] - xs[0] == pytest.approx(1_096, abs=1)


def test_the_line_is_broken_where_there_is_nothing_to_hear():
    (path,) = parsed(
        picture(
            Contour(100, (0.5,) * 9, (-16, -16, -16, -70, -70, -16, -20, -70, -18)),
            [],
            LOUDNESS,
            900,
            "T",
            None,
        )
    ).iterfind(".//svg:path[@class='loudness']", NAMESPACE)
    strokes = path.get("d", "").strip("M").split("M")
    assert [stroke.count("L") + 1 for stroke in strokes] == [3, 2, 1]


def test_louder_is_higher():
    svg = picture(Contour(100, (0.5, 0.5), (-20.0, -10.0)), [], LOUDNESS, 200, "T", None)
    (_, quiet), (_, loud) = points(svg, "loudness")
    assert loud < quiet


@pytest.mark.parametrize("empty", [Contour(100), Contour(0)])
def test_without_a_contour_it_says_so(empty):
    svg = picture(empty, chapters(3, MINUTE), LOUDNESS, MINUTE, "T", None)
    assert "No level was recorded with this edition." in texts(svg)


def test_a_title_from_right_to_left_begins_at_the_right():
    svg = picture(contour(MINUTE), [], LOUDNESS, MINUTE, "چگونه جزر و مد", None)
    title = next(e for e in parsed(svg).iter() if e.get("class") == "title")
    assert (title.get("direction"), float(title.get("x", 0)) > 1_000) == ("rtl", True)


def test_the_png_shows_wave_line_and_letters():
    svg = picture(
        contour(MINUTE), chapters(3, MINUTE), LOUDNESS, MINUTE, "How the tide turns", -16.0
    )
    with Image.open(io.BytesIO(png(svg, 1_200))) as image:
        assert (image.format, image.width) == ("PNG", 1_200)
        pixels = np.asarray(image.convert("RGB"), np.int32)
    for colour, least in (((45, 95, 208), 30_000), ((23, 121, 95), 500), ((27, 27, 30), 500)):
        assert (abs(pixels - colour).sum(axis=2) < 12).sum() > least


def test_a_picture_from_the_figures_of_the_manifest_is_the_same():
    exact, rounded = Loudness(-16.0496, -1.1496, 4.3496), Loudness(-16.05, -1.15, 4.35)
    assert picture(contour(MINUTE), [], exact, MINUTE, "T") == picture(
        contour(MINUTE), [], rounded, MINUTE, "T"
    )


@pytest.mark.parametrize(
    ("time_ms", "shown"),
    [
        (0, "0:00"),
        (1_499, "0:01"),
        (59_600, "1:00"),
        (3_723_000, "1:02:03"),
        (36_000_000, "10:00:00"),
    ],
)
def test_clock(time_ms, shown):
    assert clock(time_ms) == shown


def test_an_envelope_has_peaks_and_means():
    steps = Contour(100, (0.0, 1.0, 0.5, 0.5, 0.2, 0.4))
    highest, means = envelope(steps, 3)
    assert highest == [1.0, 0.5, 0.4]
    assert means == pytest.approx([0.5, 0.5, 0.3])
    assert envelope(steps, 100) == (list(steps.peaks), list(steps.peaks))
    assert envelope(Contour(100), 10) == ([], [])
