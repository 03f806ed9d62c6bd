"""Chapters as Podcasting 2.0 JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from audiobook.audio.plain import plain
from audiobook.model import Chapter

_VERSION = "1.2.0"


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
    return json.dumps({"version": _VERSION, "chapters": listed}, ensure_ascii=False)
