"""Listens to a whole edition, a window of neighbouring utterances at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook.errors import CatalogueError
from audiobook.listening.compare import HeardUtterance, Said, compared
from audiobook.listening.recogniser import RATE_HZ, Recogniser, decoded

_WINDOW_MS = 28_000  # Whisper hears 30 s at a time; windows part at breaks, never in a word
_MARGIN_MS = 150


@dataclass(frozen=True, slots=True)
class Hearing:
    """All utterances of an edition as they were heard."""

    utterances: tuple[HeardUtterance, ...]

    @property
    def words(self) -> int:
        """The words said."""
        return sum(utterance.words for utterance in self.utterances)

    @property
    def errors(self) -> int:
        """The words put in, left out or mistaken."""
        return sum(utterance.errors for utterance in self.utterances)

    @property
    def word_error_rate(self) -> float:
        """Errors for each word said."""
        return self.errors / max(1, self.words)


def listen(mp3: Path, recogniser: Recogniser, normalise: Callable[[str, str], str]) -> Hearing:
    """How an edition is heard; its manifest lies beside it.

    ``normalise`` turns figures in a text of a language (BCP 47) into words, as ``narration`` does:
    a recogniser writes “1984” for what was said in three words.  Raises CatalogueError for a
    manifest that can't be read, AudioError for an MP3, ConfigError for a model.
    """
    language, utterances = _manifest(mp3.with_suffix(".json"))
    sound = decoded(mp3)
    heard: list[HeardUtterance] = []
    for window in _windows(utterances):
        first = max(0, window[0].start_ms - _MARGIN_MS) * RATE_HZ // 1000
        last = (window[-1].end_ms + _MARGIN_MS) * RATE_HZ // 1000
        text = recogniser.hear(sound[first:last], language)
        heard += compared(window, text, lambda line: normalise(line, language))
    return Hearing(tuple(heard))


def _manifest(path: Path) -> tuple[str, list[Said]]:
    try:
        tree = json.loads(path.read_bytes())
        said = [Said(u["spoken"], u["start_ms"], u["end_ms"]) for u in tree["utterances"]]
        return tree["language"], said
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"is no manifest of an edition: {error}"
        raise CatalogueError(str(path), problem, "make the edition again with --force") from error


def _windows(utterances: Sequence[Said]) -> Iterator[list[Said]]:
    window: list[Said] = []
    for utterance in utterances:
        if window and utterance.end_ms - window[0].start_ms > _WINDOW_MS:
            yield window
            window = []
        window.append(utterance)
    if window:
        yield window
