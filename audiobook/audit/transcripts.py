"""Transcripts and chapters held against the manifest they were made with."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audiobook.audit.manifests import Manifest

_SLACK_MS = 100
_TIMES = re.compile(r"(\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d+):(\d\d):(\d\d)[.,](\d{3})")
_VOICE_SPAN = re.compile(r"<[^>]*>")
_UNFIT = ("Cc", "Cs")


@dataclass(frozen=True, slots=True)
class _Caption:
    start_ms: int
    end_ms: int
    text: str


def faults_of_vtt(data: bytes, manifest: Manifest) -> Iterator[str]:
    """What a WebVTT file says other than the manifest, or against the standard."""
    if not data.startswith(b"WEBVTT\n"):
        yield "is no WebVTT: it does not begin with WEBVTT"
        return
    yield from _faults(data, manifest, _of_vtt)


def faults_of_srt(data: bytes, manifest: Manifest) -> Iterator[str]:
    """What a SubRip file says other than the manifest."""
    names = {said.speaker for said in manifest.utterances if said.speaker}
    yield from _faults(data, manifest, lambda text: _of_srt(text, names))


def faults_of_transcript_json(data: bytes, manifest: Manifest) -> Iterator[str]:
    """What a transcript in Podcasting 2.0 JSON says other than the manifest."""
    yield from _faults(data, manifest, _of_json)


def faults_of_chapters(data: bytes, manifest: Manifest) -> Iterator[str]:
    """What chapters in Podcasting 2.0 JSON say other than the manifest."""
    try:
        listed = [
            (round(1000 * each["startTime"]), round(1000 * each["endTime"]), each["title"])
            for each in json.loads(data)["chapters"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        yield f"is no chapters file: {error!r}"
        return
    ours = [(c.start_ms, c.end_ms, without_controls(c.title)) for c in manifest.chapters]
    if [(start, end, without_controls(str(title))) for start, end, title in listed] != ours:
        yield "its chapters are not the manifest's"


def without_controls(text: str) -> str:
    """A text without controls and halves of surrogate pairs, which some formats can't hold.

    What is merely invisible stays: with a zero-width space, a title is another one.
    """
    return "".join(c for c in text if unicodedata.category(c) not in _UNFIT)


def _faults(
    data: bytes, manifest: Manifest, parse: Callable[[str], Iterator[_Caption]]
) -> Iterator[str]:
    try:
        captions = list(parse(data.decode()))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        yield f"can't be read: {error!r}"
        return
    if _letters("".join(c.text for c in captions)) != _letters("".join(_shown(manifest))):
        yield "does not say what the manifest says"
    reached = 0
    for caption in captions:
        if not reached <= caption.start_ms <= caption.end_ms:
            yield f"its times are out of order at {caption.start_ms} ms"
            return
        reached = caption.start_ms
    if captions and captions[-1].end_ms > manifest.duration_ms + _SLACK_MS:
        yield f"it goes on to {captions[-1].end_ms} ms, after the recording's end"


def _shown(manifest: Manifest) -> Iterator[str]:
    """What a transcript shows of each utterance: as it is written, without what is left out."""
    omitted = sorted((o.start, o.end) for o in manifest.omissions)
    for said in manifest.utterances:
        if said.start is None or said.end is None:
            yield said.written or said.spoken
            continue
        at = said.start
        for start, end in omitted[
            bisect_left(omitted, (at, 0)) : bisect_left(omitted, (said.end, 0))
        ]:
            yield manifest.text[at : max(at, start)]
            at = max(at, end)
        yield manifest.text[at : said.end]


def _of_vtt(text: str) -> Iterator[_Caption]:
    for block in text.split("\n\n")[1:]:
        _, times, *lines = block.split("\n")
        yield _caption(times, html.unescape(_VOICE_SPAN.sub("", "\n".join(lines))))


def _of_srt(text: str, names: set[str]) -> Iterator[_Caption]:
    for block in filter(None, text.rstrip("\n").split("\n\n")):
        _, times, *lines = block.split("\n")
        name, mark, rest = lines[0].partition(": ") if lines else ("", "", "")
        if mark and name in names:
            lines = [rest, *lines[1:]]
        yield _caption(times, "\n".join(lines))


def _of_json(text: str) -> Iterator[_Caption]:
    for segment in json.loads(text)["segments"]:
        start, end = round(1000 * segment["startTime"]), round(1000 * segment["endTime"])
        yield _Caption(start, end, str(segment["body"]))


def _caption(times: str, text: str) -> _Caption:
    found = _TIMES.match(times)
    if not found:
        raise ValueError(f"no times in {times[:40]!r}")
    return _Caption(_ms(found.groups()[:4]), _ms(found.groups()[4:]), text)


def _ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, ms = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _letters(text: str) -> str:
    """What is the same in every format: letters and digits."""
    return "".join(filter(str.isalnum, text))
