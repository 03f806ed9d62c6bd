"""A speech as bytes that went through others' hands: believed only if it can be what it should be.

The seal is no signature.  It tells a whole object from half of one, or from that of another text;
who can write there can seal what he likes, so all that costs memory or time has bounds.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise

from audiobook.model import Speech, Utterance
from audiobook.speech.kept import read_timed_wav, timed_wav

_SEAL_BYTES = hashlib.sha256().digest_size
_RATES_HZ = range(8_000, 48_001)
_LONGEST_S = 2.0
_LONGEST_S_A_CHARACTER = 0.5  # a symbol may be described
_LATE_MS = 200  # how long after the end of the sound a last word may be timed
_BYTES_A_WORD = 40  # of timings
_HEADER_BYTES = 100  # of all parts together, and more


def sealed(speech: Speech, key: str, utterance: Utterance, rate: float) -> bytes:
    """The SHA-256 of key and content, then the content: a WAV file.

    Raises ValueError for a speech that ``unsealed`` would not believe.
    """
    _check(speech, utterance, rate)
    content = timed_wav(speech)
    return _seal(key, content) + content


def unsealed(data: bytes, key: str, utterance: Utterance, rate: float) -> Speech:
    """The speech in such bytes.

    Raises ValueError for bytes that are not whole or not of this key, and for a speech that can't
    be one of this utterance at this rate.
    """
    content = data[_SEAL_BYTES:]
    if data[:_SEAL_BYTES] != _seal(key, content):
        raise ValueError("not what was put there")
    speech = read_timed_wav(content)
    _check(speech, utterance, rate)
    return speech


def most_bytes(utterance: Utterance, rate: float) -> int:
    """How long the bytes of an utterance can be; of more, a part read is a broken seal."""
    words = _BYTES_A_WORD * len(utterance.spoken)
    return _HEADER_BYTES + words + round(2 * _RATES_HZ[-1] * _longest_s(utterance, rate))


def _seal(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()


def _check(speech: Speech, utterance: Utterance, rate: float) -> None:
    if speech.rate_hz not in _RATES_HZ:
        raise ValueError(f"of {speech.rate_hz} Hz")
    if speech.duration_ms > 1000 * _longest_s(utterance, rate):
        raise ValueError("longer than its text can be")
    length, end_ms = len(utterance.spoken), speech.duration_ms + _LATE_MS
    begins = [(0, 0), *((word.start, word.start_ms) for word in speech.words)]
    in_order = all(a <= b and a_ms <= b_ms for (a, a_ms), (b, b_ms) in pairwise(begins))
    if not in_order or not all(
        word.start < word.end <= length and word.start_ms <= word.end_ms <= end_ms
        for word in speech.words
    ):
        raise ValueError("timed as no words can be")


def _longest_s(utterance: Utterance, rate: float) -> float:
    return _LONGEST_S + _LONGEST_S_A_CHARACTER * len(utterance.spoken) / rate
