"""Phonemes in the International Phonetic Alphabet, held against its chart (revised to 2020)."""

from __future__ import annotations

import unicodedata

from audiobook.errors import ConfigError

_LETTERS = (
    "pbtdʈɖcɟkɡgqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟ"  # pulmonic consonants
    "ʘǀǃǂǁɓɗʄɠʛʼ"  # clicks, implosives, the ejective's mark
    "ʍwɥʜʢʡɕʑɺɧ"  # other consonants
    "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒ"  # vowels
    "ɚɝʦʣʧʤʨʥɫƫ"  # letters with a diacritic in them, and affricates as one letter
)
_DIACRITICS = (
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u030a\u030b\u030c\u030f\u0318\u0319\u031a\u031c"
    "\u031d\u031e\u031f\u0320\u0324\u0325\u0327\u0329\u032a\u032c\u032f\u0330\u0334\u0339\u033a"
    "\u033b\u033c\u033d\u035c\u0361\u1dc4\u1dc5\u1dc8ʰʱʷʲˠˤⁿˡ˞ᵊ"
)
_SUPRASEGMENTALS = "ˈˌːˑ|‖.‿˥˦˧˨˩ꜛꜜ↗↘ "
_CHART = frozenset(_LETTERS + _DIACRITICS + _SUPRASEGMENTALS)
# What a keyboard has, and what was meant by it.
_MEANT = {"'": "ˈ", "’": "ˈ", '"': "ˌ", ",": "ˌ", ":": "ː", "?": "ʔ", "@": "ə", "ß": "β", "ε": "ɛ"}


def checked_ipa(written: str, place: str) -> str:
    """The phonemes, out of their slashes or brackets if they stand in some.

    Raises ConfigError at ``place`` for a character that is not in the chart, or none at all.
    """
    ipa = written.strip()
    if ipa[:1] + ipa[-1:] in ("//", "[]"):
        ipa = ipa[1:-1].strip()
    if not ipa:
        raise ConfigError(place, "no phonemes", "write them in IPA, as in ˈlɛstə")
    for character in unicodedata.normalize("NFD", ipa):
        if character not in _CHART:
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            meant = _MEANT.get(character)
            raise ConfigError(
                place,
                f"{character!r} ({name.lower()}) in {ipa!r} is not in the IPA chart",
                f"write {meant} instead" if meant else "write phonemes in IPA, as in ˈlɛstə",
            )
    return ipa
