"""What was made from what: the manifest of an edition, and the part of it that needs no sound."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from audiobook.model import (
    Article,
    Cast,
    Clearance,
    Contour,
    Cue,
    Job,
    Licence,
    Loudness,
    Mastering,
    Omission,
    Rendition,
    Script,
)

TimedWord = tuple[int, int, int, int]
"""Start and end in the text, start and end in milliseconds of the recording."""

_SILENCE_LUFS = -70.0  # below it, ITU-R BS.1770 hears nothing
_LINES_OF_NUMBERS = re.compile(r"\[\n[-\d.e,\[\]\s]*\]")


def manifest_json(
    job: Job,
    rendition: Rendition,
    mp3: dict[str, Any],
    words: Iterable[Sequence[TimedWord]],
    speakers: Sequence[str],
) -> bytes:
    """The manifest as it lies beside the MP3; ``mp3`` tells the file's hash, size and stream.

    ``words`` and ``speakers`` are those of each cue, in order; no words where the engine does not
    time them.
    """
    narrator = job.cast.narrator
    tree = {
        **_article_keys(job.article, job.clearance.licence, job.clearance),
        "narrator": {
            "engine": narrator.engine,
            "voice": narrator.voice,
            "rate": narrator.rate,
            "identity": narrator.identity,
            "licence": narrator.licence or None,
            "made_from": narrator.made_from or None,
        },
        "other_voices": [
            {
                "engine": other.engine,
                "voice": other.voice,
                "identity": other.identity,
                "licence": other.licence,
                "made_from": other.made_from,
            }
            for other in job.cast.others
        ],
        "loudness": _loudness(rendition.loudness, job.mastering),
        "sound": _sound(rendition.contour),
        "duration_ms": rendition.duration_ms,
        "mp3": mp3,
        "chapters": [
            {"title": c.title, "start_ms": c.start_ms, "end_ms": c.end_ms}
            for c in rendition.chapters
        ],
        "utterances": [
            _utterance(cue, job.cast, timed, speaker if len(set(speakers)) > 1 else "")
            for cue, timed, speaker in zip(rendition.cues, words, speakers, strict=True)
        ],
        "omissions": _omissions(rendition.omissions),
    }
    return _readable(json.dumps(tree, ensure_ascii=False, indent=1)).encode()


def script_keys(
    article: Article, licence: Licence | None, clearance: Clearance | None, script: Script
) -> dict[str, Any]:
    """The manifest's keys that need no sound; without a clearance there is no attribution yet."""
    return {
        **_article_keys(article, licence, clearance),
        "chapters": [{"title": section.title} for section in script.sections],
        "utterances": [
            {"spoken": u.spoken, "start": u.start, "end": u.end} for u in script.utterances
        ],
        "omissions": _omissions(script.omissions),
    }


def _article_keys(
    article: Article, licence: Licence | None, clearance: Clearance | None
) -> dict[str, Any]:
    return {
        "title": article.title,
        "title_origin": str(article.title_origin),
        "authors": list(article.authors),
        "language": article.language,
        "published": _time(article.published),
        "source": article.source,
        "text": article.text,
        "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "licence": licence
        and {
            "id": licence.id,
            "name": licence.name,
            "url": licence.url,
            "holder": licence.holder,
            "evidence": licence.evidence,
        },
        "notice": clearance and clearance.notice,
        "credit": clearance and clearance.credit.text,
    }


def _utterance(cue: Cue, cast: Cast, words: Sequence[TimedWord], speaker: str) -> dict[str, Any]:
    told = {
        "spoken": cue.utterance.spoken,
        "start": cue.utterance.start,
        "end": cue.utterance.end,
        "start_ms": cue.start_ms,
        "end_ms": cue.end_ms,
        "voice": cast.reader_of(cue.utterance).voice,
    }
    if speaker:
        told["speaker"] = speaker
    if cue.utterance.start is None:  # else the text has it
        told["written"] = cue.utterance.written
        return {**told, "written_words": words} if words else told
    return {**told, "words": words} if words else told


def _loudness(measured: Loudness, mastering: Mastering) -> dict[str, Any]:
    return {
        "integrated_lufs": round(measured.integrated_lufs, 2),
        "true_peak_dbtp": round(measured.true_peak_dbtp, 2),
        "range_lu": round(measured.range_lu, 2),
        "rms_dbfs": _rounded(measured.rms_dbfs),
        "noise_floor_dbfs": _rounded(measured.noise_floor_dbfs),
        "target_lufs": mastering.integrated_lufs,
        "target_rms_dbfs": mastering.rms_dbfs,
    }


def _rounded(level_db: float | None) -> float | None:
    return None if level_db is None else round(level_db, 2)


def _sound(contour: Contour) -> dict[str, Any]:
    return {
        "step_ms": contour.step_ms,
        "peaks": [round(peak, 3) for peak in contour.peaks],
        "short_term_lufs": [round(max(lufs, _SILENCE_LUFS), 1) for lufs in contour.short_term_lufs],
    }


def _readable(indented: str) -> str:
    """The same JSON with each list of numbers on one line; texts have no line ends in JSON."""
    return _LINES_OF_NUMBERS.sub(lambda found: re.sub(r"\s+", "", found[0]), indented)


def _omissions(omissions: Iterable[Omission]) -> list[dict[str, Any]]:
    return [{"start": o.start, "end": o.end, "reason": o.reason} for o in omissions]


def _time(time: datetime | None) -> str | None:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time else None
