"""What a file says when it travels alone, read back by mutagen and by ffmpeg."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from mutagen.mp3 import MP3
from sound_parts import decoded, ffmpeg, sine

from audiobook.audio import draw_cover, tag
from audiobook.audio.encode import encode
from audiobook.errors import AudioError
from audiobook.model import Article, Chapter, Clearance, Credit, Licence

TEXT = "The tide turns twice a day.\n\nNobody asked it to."
ARTICLE = Article(
    identity="articles/tide.md",
    source="https://example.org/tide",
    title="How the tide turns",
    text=TEXT,
    blocks=(),
    language="en-GB",
    authors=("Ada Moor", "Ben Quay"),
    published=datetime(2024, 3, 9, 23, 0, tzinfo=UTC),
)
CLEARANCE = Clearance(
    Licence("CC-BY-4.0", "Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/", "Moor"),
    "“How the tide turns” by Ada Moor; CC BY 4.0; read aloud.",
    "",
    Credit("", "en"),
)
CHAPTERS = [Chapter("Beginning", 0, 900), Chapter("The end = ; # of it", 900, 2_000)]
MP3_BYTES = encode(sine(-20, 2), 44_100, 64)
COVER = draw_cover("T", (), "seed")
HOSTILE = [
    "Control \0\x01\x1b\x7f\x85 characters",
    "x" * 10_000,
    "生きた言葉 زبان زنده живое слово 🎧",
    "Half \ud800 a pair",
    "semi; hash # equals = backslash \\ quote \" ' / slash",
    "first line\nsecond line",
]


def _tagged(article=ARTICLE, clearance=CLEARANCE, chapters=CHAPTERS, album="The Reading Room"):
    return tag(MP3_BYTES, article, clearance, chapters, album, COVER)


def _read(mp3):
    return MP3(io.BytesIO(mp3)).tags


def test_every_frame_reads_back():
    tags = _read(_tagged())
    assert tags.version == (2, 4, 0)
    assert tags["TIT2"].text == ["How the tide turns"]
    assert tags["TPE1"].text == ["Ada Moor, Ben Quay"]
    assert tags["TALB"].text == tags["TPE2"].text == ["The Reading Room"]
    assert tags["TLAN"].text == ["eng"]
    assert tags["TCON"].text == ["Podcast"]
    assert tags["TLEN"].text == ["2000"]
    assert [str(date) for date in tags["TDRC"].text] == ["2024-03-09"]
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert tags["TCOP"].text == [f"2024 Moor. Licensed to the public under {licence}"]
    assert tags["WCOP"].url == licence
    assert tags["WOAS"].url == "https://example.org/tide"
    assert tags["COMM::eng"].text == [CLEARANCE.notice]
    assert tags["USLT::eng"].text == TEXT
    assert tags["TXXX:AI-CONTENT"].text == ["Read by a synthetic voice"]
    assert (tags["APIC:Cover"].mime, tags["APIC:Cover"].data) == ("image/jpeg", COVER)


def test_chapters_read_back():
    tags = _read(_tagged())
    found = [(c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in tags.getall("CHAP")]
    assert sorted(found) == [(0, 900, "Beginning"), (900, 2_000, "The end = ; # of it")]
    assert tags["CTOC:toc"].child_element_ids == ["chp0", "chp1"]


def test_ffmpeg_reads_the_same():
    done = ffmpeg(_tagged(), "-f", "ffmetadata", "-")
    said = done.stdout.decode().splitlines()
    assert {
        "title=How the tide turns",
        "artist=Ada Moor, Ben Quay",
        "album=The Reading Room",
        "genre=Podcast",
        "date=2024-03-09",
        "TLEN=2000",
    } <= set(said)
    chapters = re.findall(
        r"Chapter #0:\d: start ([\d.]+), end ([\d.]+)\s+Metadata:\s+title +: (.*)",
        done.stderr.decode().partition("Output #0")[0],
    )
    assert chapters == [
        ("0.000000", "0.900000", "Beginning"),
        ("0.900000", "2.000000", "The end = ; # of it"),
    ]


def test_the_sound_stays_as_it_was():
    assert np.array_equal(decoded(_tagged()), decoded(MP3_BYTES))
    assert _tagged().endswith(MP3_BYTES)


def test_the_same_arguments_give_the_same_bytes():
    assert _tagged() == _tagged()


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_hostile_values_arrive_whole_but_for_what_is_no_text(value):
    article = replace(ARTICLE, title=value, authors=(value,), text=value)
    mp3 = _tagged(article, replace(CLEARANCE, notice=value), [Chapter(value, 0, 2_000)], value)
    kept = "".join(c for c in value if c == "\n" or (c.isprintable() and c.isascii()) or c > "\xa0")
    kept = kept.replace("\ud800", "")
    tags = _read(mp3)
    assert tags["TIT2"].text == tags["TALB"].text == tags["COMM::eng"].text == [kept]
    assert tags["TPE1"].text == [kept]
    assert tags["USLT::eng"].text == kept
    assert tags["CHAP:chp0"].sub_frames["TIT2"].text == [kept]
    assert ffmpeg(mp3, "-v", "error", "-f", "null", "-").stderr == b""


def test_empty_values_are_no_error():
    nothing = replace(ARTICLE, title="", authors=(), text="", source="")
    assert _read(_tagged(nothing, chapters=[Chapter("", 0, 2_000)], album=""))["TLEN"]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("https://example.org/a?b=c&d=%20e#f", "https://example.org/a?b=c&d=%20e#f"),
        ("https://example.org/دریا", "https://example.org/%D8%AF%D8%B1%DB%8C%D8%A7"),
        ("http://example.org/a b\n", "http://example.org/a%20b%0A"),
    ],
)
def test_addresses_are_ascii(source, url):
    assert _read(_tagged(replace(ARTICLE, source=source)))["WOAS"].url == url


def test_a_file_s_name_is_no_address():
    assert "WOAS" not in _read(_tagged(replace(ARTICLE, source="tide.md")))


def test_the_public_domain_has_no_address():
    public = replace(CLEARANCE, licence=Licence("CC-PDM-1.0", "Public domain", None))
    tags = _read(_tagged(replace(ARTICLE, published=None, authors=()), public))
    assert tags["TCOP"].text == ["https://example.org/tide. Public domain"]
    assert tags["TPE1"].text == ["https://example.org/tide"]
    assert "WCOP" not in tags
    assert "TDRC" not in tags


@pytest.mark.parametrize(
    ("language", "code"),
    [("fa", "fas"), ("de-AT", "deu"), ("zh-Hans", "zho"), ("nonsense!", "und"), ("", "und")],
)
def test_languages(language, code):
    assert _read(_tagged(replace(ARTICLE, language=language)))["TLAN"].text == [code]


def test_a_date_long_ago():
    old = replace(ARTICLE, published=datetime(868, 5, 11, tzinfo=UTC))
    assert [str(date) for date in _read(_tagged(old))["TDRC"].text] == ["0868-05-11"]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 700])
def test_any_number_of_chapters(count):
    tags = _read(_tagged(chapters=[Chapter(f"C{n}", n, n + 1) for n in range(count)]))
    assert len(tags.getall("CHAP")) == count
    listed = tags["CTOC:toc"].child_element_ids
    if count > 255:
        listed = [name for toc in listed for name in tags[f"CTOC:{toc}"].child_element_ids]
    assert listed == [f"chp{n}" for n in range(count)]


@pytest.mark.parametrize("junk", [b"", b"no MP3 at all"])
def test_what_is_no_mp3(junk):
    with pytest.raises(AudioError, match="How the tide turns: can't be tagged"):
        tag(junk, ARTICLE, CLEARANCE, [], "", COVER)
