"""What a file says when it travels alone, read back by mutagen, ffmpeg and tinytag."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from PIL import Image
from sound_parts import decoded, encoded, ffmpeg, sine
from tinytag import TinyTag

from audiobook.audio import draw_cover, tag
from audiobook.errors import AudioError
from audiobook.model import (
    Article,
    Cast,
    Chapter,
    Clearance,
    Credit,
    Job,
    Licence,
    Mastering,
    Narrator,
    Style,
)

GOLDEN = Path(__file__).parent / "golden"
TEXT = "The tide turns twice a day.\n\nNobody asked it to."
ARTICLE = Article(
    identity="https://example.org/tide.md?raw",
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
ESPEAK = Narrator("pyttsx3", "en-us", 1.0, "pyttsx3 2.99, espeakng-loader 0.2.4, en-us")
PIPER = Narrator("piper", "de_DE-thorsten-high", 1.0, "piper 1.8", made_from="recordings")
JOB = Job(
    article=ARTICLE,
    clearance=CLEARANCE,
    cast=Cast(ESPEAK),
    style=Style(),
    mastering=Mastering(),
    album="The Reading Room",
    fingerprint="f1" * 32,
)
CHAPTERS = [Chapter("Beginning", 0, 900), Chapter("Ende = ; # “潮” 🎧", 900, 2_000)]
MP3_BYTES = encoded(sine(-20, 2))
COVER = draw_cover("T", (), "seed")
VERSIONS = pytest.mark.parametrize("version", [3, 4])
HOSTILE = [
    "Control \0\x01\x1b\x7f\x85 characters",
    "x" * 10_000,
    "生きた言葉 زبان زنده живое слово 🎧",
    "Half \ud800 a pair",
    "semi; hash # equals = backslash \\ quote \" ' / slash",
    "first line\nsecond line",
]


@pytest.fixture
def tagged(tmp_path):
    """The bytes of an MP3 tagged for a job, in the version asked for."""

    def made(job=JOB, chapters=CHAPTERS, version=4, mp3=MP3_BYTES):
        path = tmp_path / "edition.mp3"
        path.write_bytes(mp3)
        mastering = replace(job.mastering, id3_version=version)
        tag(path, replace(job, mastering=mastering), chapters, COVER)
        return path.read_bytes()

    return made


def _job(**changes):
    return replace(JOB, article=replace(ARTICLE, **changes))


def _read(mp3):
    return MP3(io.BytesIO(mp3)).tags


def _raw(mp3):
    """The tag as it is written, frames of ID3v2.3 not turned into those of ID3v2.4."""
    return ID3(io.BytesIO(mp3), translate=False)


def _dump(mp3) -> str:
    """Every frame of the tag in a line, the picture by its size."""
    tags = _raw(mp3)
    lines = [f"ID3v{'.'.join(map(str, tags.version))}"]
    for frame in tags.values():
        if frame.FrameID == "APIC":
            frame.data = str(Image.open(io.BytesIO(frame.data)).size).encode()
        lines.append(re.sub(r"\bUTF(8|16)\b", r"UTF\1", repr(frame)))
    return "\n".join(sorted(lines)) + "\n"


@VERSIONS
def test_every_frame(tagged, golden, version):
    golden(GOLDEN / f"id3v2{version}.txt", _dump(tagged(version=version)))


@VERSIONS
def test_every_frame_reads_back(tagged, version):
    mp3 = tagged(version=version)
    tags = _read(mp3)
    assert tags.version == (2, version, 0)
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
    assert tags["WOAF"].url == "https://example.org/tide.md?raw"
    assert tags["COMM::eng"].text == [CLEARANCE.notice]
    assert tags["USLT::eng"].text == TEXT
    assert tags["TXXX:AI-CONTENT"].text == ["Read by a synthetic voice"]
    assert tags["TXXX:FINGERPRINT"].text == ["f1" * 32]
    assert tags["TXXX:TEXT-SHA256"].text == [hashlib.sha256(TEXT.encode()).hexdigest()]
    assert tags["TXXX:LICENSE"].text == ["CC-BY-4.0"]
    with Image.open(io.BytesIO(tags["APIC:Cover"].data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1_000, 1_000))
    assert tags["APIC:Cover"].mime == "image/jpeg"


def test_the_older_version_has_none_of_the_newer_one_s_frames_and_encodings(tagged):
    mp3 = tagged(version=3)
    tags = _raw(mp3)
    assert (tags["TYER"].text, tags["TDAT"].text) == (["2024"], ["0903"])
    assert not {"TDRC", "TDTG", "TDRL"} & set(tags)
    # Text is in Latin-1 or UTF-16: 0 or 1; sizes are whole numbers, not of seven-bit bytes.
    assert {int(frame.encoding) for frame in tags.values() if hasattr(frame, "encoding")} == {0, 1}
    at = mp3.index(b"APIC")
    size = int.from_bytes(mp3[at + 4 : at + 8], "big")
    assert mp3[at + 10 :][:size].endswith(b"\xff\xd9"), "a JPEG to its end"


@VERSIONS
def test_chapters_read_back(tagged, version):
    tags = _read(tagged(version=version))
    found = [(c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in tags.getall("CHAP")]
    assert sorted(found) == [(c.start_ms, c.end_ms, c.title) for c in CHAPTERS]
    assert tags["CTOC:toc"].child_element_ids == ["chp0", "chp1"]


@VERSIONS
def test_chapters_stand_in_order(tagged, version):
    """Players list them as they stand; each title here is no longer than the one before."""
    chapters = [Chapter("x" * (101 - n // 3), n * 5, n * 5 + 5) for n in range(300)]
    mp3 = tagged(chapters=chapters, version=version)
    listed = ffmpeg(mp3, "-f", "ffmetadata", "-").stderr.decode().partition("Output #0")[0]
    starts = re.findall(r"Chapter #0:\d+: start ([\d.]+)", listed)
    assert [round(1000 * float(start)) for start in starts] == [c.start_ms for c in chapters]
    order = re.findall(rb"CTOC(?=.{6}toc)|CHAP(?=.{6}chp)|APIC(?=.{6}\0image)", mp3, re.DOTALL)
    assert order == [b"CTOC"] * 3 + [b"CHAP"] * 300 + [b"APIC"]
    assert _read(mp3)["TIT2"].text == ["How the tide turns"]
    assert (decoded(mp3) == decoded(MP3_BYTES)).all()


@VERSIONS
def test_ffmpeg_reads_the_same(tagged, version):
    done = ffmpeg(tagged(version=version), "-f", "ffmetadata", "-")
    said = done.stdout.decode().splitlines()
    assert {
        "title=How the tide turns",
        "artist=Ada Moor, Ben Quay",
        "album_artist=The Reading Room",
        "album=The Reading Room",
        "genre=Podcast",
        "date=2024-03-09",
        "TLEN=2000",
        "VOICE=pyttsx3:en-us",
        "LICENSE=CC-BY-4.0",
    } <= set(said)
    chapters = re.findall(
        r"Chapter #0:\d: start ([\d.]+), end ([\d.]+)\s+Metadata:\s+title +: (.*)",
        done.stderr.decode().partition("Output #0")[0],
    )
    assert chapters == [
        ("0.000000", "0.900000", "Beginning"),
        ("0.900000", "2.000000", CHAPTERS[1].title),
    ]


@VERSIONS
def test_tinytag_reads_the_same(tagged, version):
    found = TinyTag.get(filename="a.mp3", file_obj=io.BytesIO(tagged(version=version)), image=True)
    assert (found.title, found.artist, found.album) == (
        "How the tide turns",
        "Ada Moor, Ben Quay",
        "The Reading Room",
    )
    assert found.year == ("2024-03-09" if version == 4 else "2024")
    assert found.comment == CLEARANCE.notice
    assert found.duration == pytest.approx(2, abs=0.05)
    assert "".join(found.other["lyrics"]) == TEXT
    assert found.other["voice"] == ["pyttsx3:en-us"]
    assert found.images.front_cover.data.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("cast", "engine", "voice", "kind"),
    [
        (Cast(ESPEAK), "pyttsx3", "pyttsx3:en-us", "algorithmicMedia"),
        (Cast(PIPER), "piper", "piper:de_DE-thorsten-high", "trainedAlgorithmicMedia"),
        (
            Cast(ESPEAK, quotes=PIPER, foreign=(("de", PIPER),)),
            "pyttsx3, piper",
            "pyttsx3:en-us, piper:de_DE-thorsten-high",
            "trainedAlgorithmicMedia",
        ),
        (
            Cast(replace(ESPEAK, voice="Alex", identity="pyttsx3 2.99, darwin, Alex")),
            "pyttsx3",
            "pyttsx3:Alex",
            "trainedAlgorithmicMedia",
        ),
    ],
)
def test_who_reads(tagged, cast, engine, voice, kind):
    tags = _read(tagged(replace(JOB, cast=cast)))
    assert tags["TXXX:ENGINE"].text == [engine]
    assert tags["TXXX:VOICE"].text == [voice]
    terms = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    assert tags["TXXX:DigitalSourceType"].text == [terms + kind]


@pytest.mark.parametrize(
    ("mastering", "said"),
    [
        (Mastering(), "LAME, 64 kbit/s"),
        (Mastering(vbr_quality=4), "LAME, variable bitrate of quality 4"),
    ],
)
def test_how_it_was_encoded(tagged, mastering, said):
    assert _read(tagged(replace(JOB, mastering=mastering)))["TSSE"].text == [said]


@VERSIONS
def test_the_sound_stays_as_it_was(tagged, version):
    mp3 = tagged(version=version)
    assert np.array_equal(decoded(mp3), decoded(MP3_BYTES))
    assert mp3.endswith(MP3_BYTES)


@VERSIONS
def test_the_same_arguments_give_the_same_bytes(tagged, version):
    assert tagged(version=version) == tagged(version=version)


@VERSIONS
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_hostile_values_arrive_whole_but_for_what_is_no_text(tagged, value, version):
    job = replace(
        _job(title=value, authors=(value,), text=value),
        clearance=replace(CLEARANCE, notice=value),
        album=value,
    )
    mp3 = tagged(job, [Chapter(value, 0, 2_000)], version)
    kept = "".join(c for c in value if c == "\n" or (c.isprintable() and c.isascii()) or c > "\xa0")
    kept = kept.replace("\ud800", "")
    tags = _raw(mp3)
    assert tags["TIT2"].text == tags["TALB"].text == tags["COMM::eng"].text == [kept]
    assert tags["TPE1"].text == [kept]
    assert tags["USLT::eng"].text == kept
    assert tags["CHAP:chp0"].sub_frames["TIT2"].text == [kept]
    assert ffmpeg(mp3, "-v", "error", "-f", "null", "-").stderr == b""


@VERSIONS
def test_empty_values_are_no_error(tagged, version):
    nothing = replace(_job(title="", authors=(), text="", source="", identity=""), album="")
    assert _read(tagged(nothing, [Chapter("", 0, 2_000)], version))["TLEN"]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("https://example.org/a?b=c&d=%20e#f", "https://example.org/a?b=c&d=%20e#f"),
        ("https://example.org/دریا", "https://example.org/%D8%AF%D8%B1%DB%8C%D8%A7"),
        ("http://example.org/a b\n", "http://example.org/a%20b%0A"),
    ],
)
def test_addresses_are_ascii(tagged, source, url):
    assert _read(tagged(_job(source=source)))["WOAS"].url == url


def test_a_file_s_name_is_no_address(tagged):
    tags = _read(tagged(_job(source="tide.md", identity="/home/ada/tide.md")))
    assert not {"WOAS", "WOAF"} & set(tags)


def test_the_public_domain_has_no_address(tagged):
    public = replace(CLEARANCE, licence=Licence("CC-PDM-1.0", "Public domain", None))
    tags = _read(tagged(replace(_job(published=None, authors=()), clearance=public)))
    assert tags["TCOP"].text == ["https://example.org/tide. Public domain"]
    assert tags["TPE1"].text == ["https://example.org/tide"]
    assert "WCOP" not in tags
    assert "TDRC" not in tags


@pytest.mark.parametrize(
    ("language", "code"),
    [("fa", "fas"), ("de-AT", "deu"), ("zh-Hans", "zho"), ("nonsense!", "und"), ("", "und")],
)
def test_languages(tagged, language, code):
    assert _read(tagged(_job(language=language)))["TLAN"].text == [code]


def test_a_date_long_ago(tagged):
    old = _job(published=datetime(868, 5, 11, tzinfo=UTC))
    assert [str(date) for date in _read(tagged(old))["TDRC"].text] == ["0868-05-11"]
    assert _raw(tagged(old, version=3))["TYER"].text == ["0868"]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 700])
def test_any_number_of_chapters(tagged, count):
    tags = _read(tagged(chapters=[Chapter(f"C{n}", n, n + 1) for n in range(count)]))
    assert len(tags.getall("CHAP")) == count
    listed = tags["CTOC:toc"].child_element_ids
    if count > 255:
        listed = [name for toc in listed for name in tags[f"CTOC:{toc}"].child_element_ids]
    assert listed == [f"chp{n}" for n in range(count)]


@pytest.mark.parametrize("junk", [b"", b"no MP3 at all"])
def test_what_is_no_mp3(tagged, junk):
    with pytest.raises(AudioError, match="How the tide turns: can't be tagged"):
        tagged(mp3=junk)


_TAG_A_LONG_ONE = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_tags import COVER, JOB, replace, tag, ARTICLE, Chapter, Mastering
job = replace(JOB, article=replace(ARTICLE, text="潮汐如何转向。" * 30_000),
              mastering=Mastering(id3_version=int(sys.argv[3])))
chapters = [Chapter(f"Teil {n}", 90_000 * n, 90_000 * (n + 1)) for n in range(400)]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
tag(Path(sys.argv[1]), job, chapters, COVER)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@VERSIONS
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is told in other units")
def test_ten_hours_are_tagged_without_being_held_in_memory(tmp_path, version):
    long = tmp_path / "long.mp3"
    head = MP3_BYTES[:208]
    with long.open("wb") as file:
        file.write(head)
        for _ in range(288_000_000 // len(MP3_BYTES)):
            file.write(MP3_BYTES[208:])
    command = [sys.executable, "-c", _TAG_A_LONG_ONE, long, Path(__file__).parent, str(version)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert int(done.stdout) < 60_000, "kilobytes"
    tags = ID3(long)
    assert len(tags.getall("CHAP")) == 400
    assert len(tags["USLT::eng"].text) == 210_000
