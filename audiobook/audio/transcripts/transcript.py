"""Transcripts in the formats that players and podcast apps read: WebVTT, SRT, JSON.

The formats as the Podcasting 2.0 namespace describes them for ``podcast:transcript``:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from audiobook.audio.plain import plain
from audiobook.audio.transcripts.captions import captions
from audiobook.audio.transcripts.entries import Entry

_VTT_LINE_CELLS = 42
_SRT_LINE_CELLS = 32  # as the namespace has it
_JSON_VERSION = "1.0.0"
_VTT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# SRT has no escapes; "<b>", "{…}" and "-->" must not be taken for more than text.
_SRT_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})


def webvtt(entries: Sequence[Entry], language: str) -> str:
    """The transcript as W3C WebVTT: two lines of 42 characters at most.

    A caption's identifier is its utterance's number and its own within that: ``12.1``.  Voice spans
    name the speakers where there are several, as Apple Podcasts reads them.
    """
    named = _has_several_speakers(entries)
    blocks = [f"WEBVTT\nLanguage: {language}"]
    for caption in captions(entries, _VTT_LINE_CELLS):
        times = f"{_clock(caption.start_ms, '.')} --> {_clock(caption.end_ms, '.')}"
        text = "\n".join(line.translate(_VTT_ESCAPES) for line in caption.lines)
        voice = f"<v {plain(caption.speaker).translate(_VTT_ESCAPES)}>" if named else ""
        blocks.append(f"{caption.entry}.{caption.part}\n{times}\n{voice}{text}")
    return "\n\n".join(blocks) + "\n"


def srt(entries: Sequence[Entry]) -> str:
    """The transcript as SubRip: two lines of 32 characters at most.

    Where there are several speakers, each is named when they begin.  What players would take for
    markup is shown by look-alikes: ``‹b›`` for ``<b>``, round brackets for braces.
    """
    blocks = []
    shown = _named(entries) if _has_several_speakers(entries) else entries
    for number, caption in enumerate(captions(shown, _SRT_LINE_CELLS), start=1):
        times = f"{_clock(caption.start_ms, ',')} --> {_clock(caption.end_ms, ',')}"
        text = "\n".join(line.translate(_SRT_LOOKALIKES) for line in caption.lines)
        blocks.append(f"{number}\n{times}\n{text}\n")
    return "\n".join(blocks)


def transcript_json(entries: Sequence[Entry]) -> str:
    """The transcript as Podcasting 2.0 JSON, times in seconds.

    A segment is a word where the engine told when words are heard (in scripts without spaces, what
    stands between two marks), for players that highlight them; else it is a whole utterance.
    Segments name their speaker where there are several.
    """
    named = _has_several_speakers(entries)
    segments = [
        {
            **({"speaker": plain(entry.speaker)} if named else {}),
            "startTime": start_ms / 1000,
            "endTime": end_ms / 1000,
            "body": body,
        }
        for entry in entries
        for body, start_ms, end_ms in _segments(entry)
    ]
    return json.dumps({"version": _JSON_VERSION, "segments": segments}, ensure_ascii=False)


def _segments(entry: Entry) -> Iterator[tuple[str, int, int]]:
    """The text of an entry in parts, each from its first word's start to its last one's end."""
    if not entry.text:
        return
    if not (entry.exact and entry.words):
        yield entry.text, entry.start_ms, entry.end_ms
        return
    first, start = entry.words[0], 0
    for word, following in pairwise(entry.words):
        if entry.text[word.end : following.start]:
            cut = entry.text.rfind(" ", word.end, following.start) + 1 or following.start
            yield entry.text[start:cut].rstrip(), first.start_ms, word.end_ms
            first, start = following, cut
    yield entry.text[start:], first.start_ms, entry.words[-1].end_ms


def _has_several_speakers(entries: Iterable[Entry]) -> bool:
    return len({entry.speaker for entry in entries}) > 1


def _named(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The same entries, the name before the first of each speaker's."""
    before = None
    for entry in entries:
        name = f"{plain(entry.speaker)}: " if entry.speaker != before else ""
        before = entry.speaker
        words = (replace(w, start=w.start + len(name), end=w.end + len(name)) for w in entry.words)
        yield replace(entry, text=name + entry.text, places=(), words=tuple(words))


def _clock(time_ms: int, point: str) -> str:
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{ms:03}"
