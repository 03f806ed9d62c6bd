"""How a narrator speaks, learnt from what it has said: its pace, and the silence it ends with."""

from __future__ import annotations

from statistics import median

from audiobook.model import Speech, Utterance
from audiobook.speech.beats import beats
from audiobook.speech.sound import measured
from audiobook.speech.whole import Flaw, Kind

_ENOUGH = 5  # speeches of a sentence or so, the median of which no single flaw can move
_SENTENCE = 6.0  # syllables below which one word's own pace tells more than the voice's
_REMEMBERED = 200
# Measured: the time that a text takes is 0.8 to 1.3 times what its syllables take at the voice's
# pace, but for single words, which are drawn out.
_FEWEST, _FEWEST_LESS = 0.72, 1.0
_MOST, _MOST_MORE = 1.3, 5.0
_SHORTEST_TAIL = 0.25


class Habits:
    """One narrator's, in one language; knows nothing until it has heard five sentences."""

    def __init__(self) -> None:
        self._paces: list[float] = []
        self._tails: list[float] = []

    def learn(self, speech: Speech, utterance: Utterance) -> None:
        """Take a speech for an example; a few flawed ones among many do no harm."""
        much = beats(utterance.spoken, utterance.language)
        if much.likely < _SENTENCE or much.at_most_more:
            return
        sound = measured(speech)
        self._paces = [*self._paces[1 - _REMEMBERED :], sound.voiced_s / much.likely]
        self._tails = [*self._tails[1 - _REMEMBERED :], sound.tail_s]

    @property
    def known(self) -> bool:
        """Whether enough was heard to hold other speeches against it."""
        return len(self._paces) >= _ENOUGH

    def flaw(self, speech: Speech, utterance: Utterance) -> Flaw | None:
        """What is wrong with a speech, if this narrator's other speeches show it."""
        much = beats(utterance.spoken, utterance.language)
        if not self.known or not (much.likely or much.at_most_more):
            return None
        sound = measured(speech)
        syllables = sound.voiced_s / median(self._paces)
        most = _MOST * much.likely + _MOST_MORE + much.at_most_more
        if not _FEWEST * much.likely - _FEWEST_LESS <= syllables <= most:
            expected_s = much.likely * median(self._paces)
            problem = f"it takes {sound.voiced_s:.1f} s instead of some {expected_s:.1f} s"
            return Flaw(problem, Kind.PACE)
        if sound.tail_s < _SHORTEST_TAIL * median(self._tails):
            return Flaw("it ends sooner after its last sound than this voice does", Kind.END)
        return None
