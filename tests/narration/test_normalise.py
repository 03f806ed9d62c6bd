import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import LexiconEntry
from audiobook.narration import normalise
from audiobook.narration.languages import load_language
from audiobook.narration.semiotic import SemioticClass, classify

# Loaded here, so that no example of a law pays for it.
load_language("en")


@given(st.text())
def test_law_any_string_gives_one_line_without_digits(text):
    spoken = normalise(text, "en")
    assert not any(c.isdigit() for c in spoken)
    assert spoken == " ".join(spoken.split())
    spoken.encode()


@given(st.text(st.sampled_from("0123456789.,:/-–$€%° kmx'sthndpAD[]()#+=@"), max_size=40))
def test_law_figures_and_signs_give_words(text):
    assert not any(c.isdigit() for c in normalise(text, "en"))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "line",
    [
        "7" * 5000,
        "(" * 10_000,
        "000," * 5000,
        "1-" * 5000,
        "a@" * 5000,
        "http://" * 3000,
        "IVX" * 4000,
        "Fe" * 5000,
        "a:" * 5000,
        "/a" * 5000,
        "1:" * 5000,
        "👍" * 5000,
        "北" * 5000,
        "(αβ" * 3000,
    ],
)
def test_no_line_takes_long(line):
    assert normalise(line, "en")


@given(st.text(st.sampled_from("👍🏽👩💻🇩🇪0#*1️⃣🔟🥇☀️™ "), max_size=20))
def test_law_emoji_give_words_alone(text):
    spoken = normalise(text, "en")
    assert all(c.isalpha() or c in " ’" for c in spoken.replace("\u200d", ""))


def test_emoji_names_are_loaded_for_an_emoji_only():
    program = (
        "import sys; from audiobook.narration import normalise; normalise('It cost $5 ✓', 'en');"
        "assert 'emoji' not in sys.modules; normalise('👍', 'en'); assert 'emoji' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("day", ["31/31/2020", "31/02/2020", "29/02/2021", "31/4/1999"])
def test_a_date_that_is_none_is_said_as_numbers(day):
    spoken = normalise(day, "en")
    assert spoken.count("slash") == 2
    assert not any(month in spoken for month in ("February", "April"))


def test_a_pile_of_marks_is_thinned():
    assert normalise("z" + "\u0301" * 50, "en") == "z\u0301\u0301"


def test_other_languages_are_left_as_they_are():
    assert normalise(" Kwa 3.\x07  Mei  ", "sw") == "Kwa 3. Mei"
    assert normalise("12", "not a tag") == "12"


def test_the_lexicon_wins_over_rules():
    lexicon = (LexiconEntry("NASA", "nah sah"), LexiconEntry("$5", "a fiver"))
    assert normalise("nasa spent $5 on NASAL $50", "en", lexicon) == (
        "nah sah spent a fiver on NASAL fifty dollars"
    )


def test_a_lexicon_entry_may_hold_to_case_and_language():
    entries = (
        LexiconEntry("Polish", "Pole ish", match_case=True),
        LexiconEntry("Rom", "Rome", language="de"),
    )
    assert normalise("Polish polish Rom", "en", entries) == "Pole ish polish Rom"
    assert normalise("Rom", "de-AT", entries) == "Rome"


def test_a_sentence_is_classified_before_it_is_verbalised():
    tokens = classify("In 1984, 1984 people paid $5.", load_language("en").rules)
    assert [(t.start, t.end, t.kind) for t in tokens] == [
        (3, 7, SemioticClass.YEAR),
        (9, 13, SemioticClass.DECIMAL),
        (26, 28, SemioticClass.MONEY),
    ]
