"""Cuts speeches out of the silence around them and puts them in order, each with its break."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

import numpy as np

from audiobook.errors import AudioError
from audiobook.model import Cast, Script, Speech, SpokenWord, Take, Utterance

with warnings.catch_warnings():
    # It looks for an ffmpeg program on import; nothing used here needs one.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_AUDIBLE = 160  # of 32,767: some -46 dB
_LEAD_MS = 20
_TAIL_MS = 60
_FADE_MS = 5
_AGAIN = "make the edition again"


def assemble(script: Script, speeches: Iterable[Speech], cast: Cast) -> Iterator[Take]:
    """The takes of a recording in the script's order, each as soon as its speech is there.

    The silence an engine leaves around its words is cut to the same measure, so that breaks are
    what the script says at the narrator's rate 1, and shorter for one who reads faster.
    Raises AudioError if there is nothing to join, or not one speech for each utterance.
    """
    for title, utterance, speech in _paired(script, speeches):
        reader = cast.reader_of(utterance)
        first, last = _kept(speech)
        yield Take(
            utterance=utterance,
            voice=f"{reader.engine}:{reader.voice}",
            pcm=_faded(speech.pcm[2 * first : 2 * last], speech.rate_hz),
            rate_hz=speech.rate_hz,
            words=tuple(_words(speech, first, last)),
            break_ms=round(utterance.break_ms / cast.narrator.rate),
            title=title,
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
    if not script.utterances:
        raise AudioError("recording", "the script has no utterance", "see: audiobook script")


def _faded(pcm: bytes, rate_hz: int) -> bytes:
    segment = AudioSegment(pcm, sample_width=2, frame_rate=rate_hz, channels=1)
    faded: bytes = segment.fade_in(_FADE_MS).fade_out(_FADE_MS).raw_data
    return faded


def _words(speech: Speech, first: int, last: int) -> Iterator[SpokenWord]:
    """A speech's words where they lie in what is kept of it: samples ``first`` to ``last``."""
    cut_ms, end_ms = _ms(first, speech.rate_hz), _ms(last - first, speech.rate_hz)
    for word in speech.words:
        begins_ms = min(max(word.start_ms - cut_ms, 0), end_ms)
        ends_ms = min(max(word.end_ms - cut_ms, begins_ms), end_ms)
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


def _ms(samples: int, rate_hz: int) -> int:
    return round(samples * 1000 / rate_hz)
