"""What a voice may be used for, as its card and the table say."""

from __future__ import annotations

import pytest

from audiobook.speech.voice_terms import terms_of

CARD = """\
# Model card for {name} (medium)

* Language: en_US (English, United States)
* Speakers: 1

## Dataset

* URL: https://example.org/recordings
* License: {licence}

## Training

{training}
"""
LESSAC = "Finetuned from U.S. English lessac voice (medium quality)."
RYAN = "Finetuned from U.S. English Ryan voice (low quality)."
SCRATCH = "Trained from scratch."


@pytest.mark.parametrize(
    ("stated", "training", "licence", "commercial"),
    [
        ("CC0", SCRATCH, "CC0-1.0", True),
        ("CC0", LESSAC, "CC0-1.0", None),
        ("CC0", RYAN, "CC0-1.0", None),
        ("CC0", "Finetuned from a voice that nobody knows.", "CC0-1.0", None),
        ("CC0", "Finetuned from U.S. English libritts voice.", "CC0-1.0", True),
        ("CC BY 4.0", SCRATCH, "CC-BY-4.0", True),
        ("CC BY-SA 4.0", SCRATCH, "CC-BY-SA-4.0", True),
        ("CC BY-NC-SA 4.0", SCRATCH, "CC-BY-NC-SA-4.0", False),
        ("CC BY-NC-SA 4.0", LESSAC, "CC-BY-NC-SA-4.0", False),
        ("CC BY-NC 3.0", SCRATCH, "CC BY-NC 3.0", False),
        ("https://www.cstr.ed.ac.uk/projects/blizzard/2013/lessac_blizzard2013/license.html",
         SCRATCH, "LicenseRef-Blizzard-2013", False),
        ("Public domain", SCRATCH, "LicenseRef-public-domain", True),
        ("See URL", SCRATCH, "", None),
        ("Ask the owner", SCRATCH, "Ask the owner", None),
    ],
)  # fmt: skip
def test_a_card_decides(stated, training, licence, commercial):
    terms = terms_of("xx_XX-nobody-low", CARD.format(name="x", licence=stated, training=training))
    assert (terms.licence, terms.commercial) == (licence, commercial)
    assert terms.made_from.startswith("https://example.org/recordings")
    assert ("lessac" in terms.made_from) == (training is LESSAC)


@pytest.mark.parametrize(
    ("voice", "commercial"),
    [
        ("en_US-lessac-high", False),
        ("en_US-hfc_female-medium", False),
        ("en_US-ryan-high", False),
        ("en_US-joe-medium", None),
        ("en_US-amy-medium", None),
        ("en_US-libritts-high", True),
        ("xx_XX-nobody-low", None),
        ("nobody", None),
    ],
)
def test_a_voice_without_a_card_is_known_or_open(voice, commercial):
    assert terms_of(voice, "").commercial is commercial
