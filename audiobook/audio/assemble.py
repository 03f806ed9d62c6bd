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

_FRAME_MS = 5
_LOUD_SHARE = 0.9  # this share of frames is softer than what counts as the take's own level
_AUDIBLE_DB = -40.0  # beside that level
_LEAD_MS = 15
_TAIL_MS = 30
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
    """From which sample to which a speech is kept: all but too much silence around it.

    What is silent is judged by the speech's own level, a click having no say in it.
    """
    samples = np.frombuffer(speech.pcm, dtype="<i2").astype(np.float32)
    frame = max(1, speech.rate_hz * _FRAME_MS // 1000)
    frames = np.pad(samples, (0, -len(samples) % frame)).reshape(-1, frame)
    powers = np.mean(frames**2, axis=1)
    sounding = powers[powers > 0]
    if not sounding.size:
        return 0, samples.size
    audible = float(np.quantile(sounding, _LOUD_SHARE)) * 10 ** (_AUDIBLE_DB / 10)
    heard = np.flatnonzero(powers > audible)
    first = int(heard[0]) * frame - speech.rate_hz * _LEAD_MS // 1000
    last = (int(heard[-1]) + 1) * frame + speech.rate_hz * _TAIL_MS // 1000
    return max(0, first), min(last, samples.size)


def _ms(samples: int, rate_hz: int) -> int:
    return round(samples * 1000 / rate_hz)
