"""Cues as WebVTT and chapters as Podcasting 2.0 JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable

from audiobook.audio.plain import plain
from audiobook.model import Chapter, Cue

_LINE_CHARACTERS = 42
_CHAPTERS_VERSION = "1.2.0"


def webvtt(cues: Iterable[Cue], language: str) -> str:
    """The transcript as W3C WebVTT: what was written, when it is said, wrapped for reading."""
    blocks = [f"WEBVTT\nLanguage: {language}"]
    for number, cue in enumerate(cues, start=1):
        lines = textwrap.wrap(plain(cue.utterance.written), _LINE_CHARACTERS) or ["…"]
        # A cue must end after it starts, even one of a speech without a sound.
        times = f"{_clock(cue.start_ms)} --> {_clock(max(cue.end_ms, cue.start_ms + 1))}"
        blocks.append("\n".join([str(number), times, *map(_escaped, lines)]))
    return "\n\n".join(blocks) + "\n"


def chapters_json(chapters: Iterable[Chapter]) -> str:
    """The chapters as the Podcasting 2.0 namespace's JSON chapters 1.2, times in seconds."""
    listed = [
        {
            "startTime": chapter.start_ms / 1000,
            "endTime": chapter.end_ms / 1000,
            "title": plain(chapter.title),
        }
        for chapter in chapters
    ]
    return json.dumps({"version": _CHAPTERS_VERSION, "chapters": listed}, ensure_ascii=False)


def _clock(time_ms: int) -> str:
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def _escaped(text: str) -> str:
    # "-->" in a cue's text would end it; "&", "<" and ">" are markup there.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
