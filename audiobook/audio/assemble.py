"""Joins speeches and breaks into one recording, and notes what is said from when to when."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

import numpy as np

from audiobook.errors import AudioError
from audiobook.model import Chapter, Cue, Recording, Script, Speech, SpokenWord, Utterance

with warnings.catch_warnings():
    # It looks for an ffmpeg program on import; nothing used here needs one.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_AUDIBLE = 160  # of 32,767: some -46 dB
_LEAD_MS = 20
_TAIL_MS = 60
_START_MS = 300
_FADE_MS = 5
_AGAIN = "make the edition again"


def assemble(script: Script, speeches: Iterable[Speech], rate: float = 1.0) -> Recording:
    """One recording of all speeches, in the script's order, each followed by its break.

    The silence an engine leaves around its words is cut to the same measure, so that breaks are
    what the script says at ``rate`` 1, and shorter for a narrator who reads faster.  Cues and
    chapters are in milliseconds of the recording; chapters cover it whole.  Its sampling rate is
    that of the first speech.  Raises AudioError if there is nothing to join, or not one speech for
    each utterance.
    """
    parts: list[bytes] = []
    cues: list[Cue] = []
    starts: list[tuple[str, int]] = []
    samples = rate_hz = 0
    for title, utterance, speech in _paired(script, speeches):
        rate_hz = rate_hz or speech.rate_hz
        if not parts:
            parts.append(_silence(_START_MS, rate_hz))
            samples = len(parts[0]) // 2
        segment = _segment(speech, rate_hz)
        start_ms = _ms(samples, rate_hz)
        samples += int(segment.frame_count())
        end_ms = _ms(samples, rate_hz)
        cues.append(Cue(utterance, start_ms, end_ms, tuple(_words(speech, start_ms, end_ms))))
        if title is not None:
            starts.append((title, start_ms))
        silence = _silence(round(utterance.break_ms / rate), rate_hz)
        samples += len(silence) // 2
        parts += (segment.raw_data, silence)
    if not parts:
        raise AudioError("recording", "the script has no utterance", "see: audiobook script")
    return Recording(
        b"".join(parts), rate_hz, tuple(cues), tuple(_chapters(starts, _ms(samples, rate_hz)))
    )


def _paired(
    script: Script, speeches: Iterable[Speech]
) -> Iterator[tuple[str | None, Utterance, Speech]]:
    """Each utterance with its speech, and its section's title if it is the first there."""
    heard = iter(speeches)
    for section in script.sections:
        for place, utterance in enumerate(section.utterances):
            speech = next(heard, None)
            if speech is None:
                raise AudioError(f"“{utterance.written[:60]}”", "there is no speech of it", _AGAIN)
            yield (section.title if place == 0 else None), utterance, speech
    if next(heard, None) is not None:
        raise AudioError("recording", "there are more speeches than utterances", _AGAIN)


def _chapters(starts: list[tuple[str, int]], end_ms: int) -> Iterator[Chapter]:
    ends = [start_ms for _, start_ms in starts[1:]] + [end_ms]
    for place, ((title, start_ms), chapter_end_ms) in enumerate(zip(starts, ends, strict=True)):
        yield Chapter(title, 0 if place == 0 else start_ms, chapter_end_ms)


def _segment(speech: Speech, rate_hz: int) -> AudioSegment:
    first, last = _kept(speech)
    segment = AudioSegment(
        speech.pcm[2 * first : 2 * last], sample_width=2, frame_rate=speech.rate_hz, channels=1
    )
    if speech.rate_hz != rate_hz:
        segment = segment.set_frame_rate(rate_hz)
    return segment.fade_in(_FADE_MS).fade_out(_FADE_MS)


def _words(speech: Speech, start_ms: int, end_ms: int) -> Iterator[SpokenWord]:
    """A speech's words where they lie in the recording, in which it begins at ``start_ms``."""
    if not speech.words:
        return
    shift_ms = start_ms - _ms(_kept(speech)[0], speech.rate_hz)
    for word in speech.words:
        begins_ms = min(max(word.start_ms + shift_ms, start_ms), end_ms)
        ends_ms = min(max(word.end_ms + shift_ms, begins_ms), end_ms)
        yield SpokenWord(word.start, word.end, begins_ms, ends_ms)


def _kept(speech: Speech) -> tuple[int, int]:
    """From which sample to which a speech is kept: all but too much silence around it."""
    samples = np.abs(np.frombuffer(speech.pcm, dtype="<i2").astype(np.int32))
    loud = np.flatnonzero(samples > _AUDIBLE)
    if not loud.size:
        return 0, samples.size
    first = max(0, int(loud[0]) - speech.rate_hz * _LEAD_MS // 1000)
    last = int(loud[-1]) + 1 + speech.rate_hz * _TAIL_MS // 1000
    return first, min(last, samples.size)


def _silence(duration_ms: int, rate_hz: int) -> bytes:
    return bytes(2 * (duration_ms * rate_hz // 1000))


def _ms(samples: int, rate_hz: int) -> int:
    return round(samples * 1000 / rate_hz)
