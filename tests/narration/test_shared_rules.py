"""What every language that stands on the shared rules keeps, and what only they can show."""

import re
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.narration import normalise
from audiobook.narration.languages import Coverage, load_language
from audiobook.narration.languages.es import WORDS
from audiobook.narration.languages.shared import Stage, numbers, rules
from audiobook.narration.languages.shared.romans import roman
from audiobook.narration.semiotic import Rule, SemioticClass, classify

LANGUAGES = [
    tag
    for tag in ("de", "es", "fr", "it", "pt")
    if find_spec(f"audiobook.narration.languages.{tag}") is not None
]
HARD = "0123456789.,:/-–$€%°½²’' kmhxIVXLC.ºªerAD[]()#+=@\u00a0\u202f"
NUMERALS = WORDS.numerals


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_of_its_own_says_so(tag):
    assert load_language(tag).coverage is Coverage.FULL


@pytest.mark.parametrize("tag", LANGUAGES)
@settings(max_examples=60)
@given(text=st.text())
def test_law_any_string_gives_one_line(tag, text):
    spoken = normalise(text, tag)
    assert spoken == " ".join(spoken.split())
    spoken.encode()


@pytest.mark.parametrize("tag", LANGUAGES)
@settings(max_examples=120)
@given(text=st.text(st.sampled_from(HARD), max_size=40))
def test_law_figures_and_signs_give_words(tag, text):
    assert not any(c.isdecimal() for c in normalise(text, tag))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["7", "1.", "1 ", "1-", "1/", "1:", "a@", "http://", "(", "XX ", "€1", "+1", "½", "👍"]
)
def test_no_line_takes_long(tag, piece):
    load_language(tag)
    assert normalise(piece * 4000, tag) or piece == "("


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["31/02/2020", "7" * 5000, "\ud800 5", "0/0", "1/0", "00:99", "-0"]
)
def test_what_is_no_date_nor_time_is_still_said(tag, text):
    spoken = normalise(text, tag)
    assert spoken
    assert not any(c.isdigit() for c in spoken)


def test_a_language_puts_its_own_rules_first():
    own = Rule(SemioticClass.DATE, re.compile("hoy"), lambda _match: "este día")
    all_rules = rules(WORDS, {Stage.DATES: (own,)})
    place = all_rules.index(own)
    assert len(all_rules) == len(rules(WORDS)) + 1
    assert all_rules[place + 1].kind is SemioticClass.DATE
    assert all_rules[place - 1].kind is SemioticClass.TELEPHONE


@pytest.mark.parametrize(
    ("written", "whole", "decimals", "foreign"),
    [
        ("1.234,5", "1234", "5", False),
        ("1,234.5", "1234", "5", True),
        ("1 234 567", "1234567", "", False),
        ("1'234", "1234", "", False),
        ("1.234", "1234", "", False),
        ("1,234", "1", "234", False),
        ("3.5", "3", "5", True),
        ("1,234,567", "1234567", "", True),
        ("900,000", "900000", "", True),
        ("0,000", "0", "000", False),
        ("-7", "7", "", False),
    ],
)
def test_marks_of_a_number(written, whole, decimals, foreign):
    parts = numbers.take_apart(NUMERALS, written)
    assert (parts.whole, parts.decimals, parts.foreign) == (whole, decimals, foreign)


@given(st.integers(1, 3999))
def test_law_roman_numerals_are_read_back(value):
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    tens = [numeral.translate(str.maketrans("IVX", "XLC")) for numeral in ones]
    hundreds = [numeral.translate(str.maketrans("IVX", "CDM")) for numeral in ones]
    thousands, rest = divmod(value, 1000)
    written = "M" * thousands + hundreds[rest // 100] + tens[rest // 10 % 10] + ones[rest % 10]
    assert roman(written) == value


@pytest.mark.parametrize("written", ["", "IIII", "VX", "IC", "A"])
def test_what_is_no_roman_numeral(written):
    assert roman(written) is None


def test_a_footnote_mark_is_silent_and_known_as_one():
    tokens = classify("agua[3] y sal", load_language("es").rules)
    assert [(t.kind, t.rule.say(t.match)) for t in tokens] == [(SemioticClass.FOOTNOTE, "")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("3 de mayo de 1998", SemioticClass.DATE),
        ("14:30 h", SemioticClass.TIME),
        ("5,01 €", SemioticClass.MONEY),
        ("20 °C", SemioticClass.MEASURE),
        ("20 %", SemioticClass.PERCENT),
        ("10–12", SemioticClass.RANGE),
        ("3/4", SemioticClass.FRACTION),
        ("+34 912 345 678", SemioticClass.TELEPHONE),
        ("ana@correo.es", SemioticClass.ELECTRONIC),
        ("siglo XIX", SemioticClass.ROMAN),
        ("A4", SemioticClass.SERIAL),
        ("1.ª", SemioticClass.ORDINAL),
        ("12.345", SemioticClass.DECIMAL),
    ],
)
def test_semiotic_class(written, kind):
    assert [token.kind for token in classify(written, load_language("es").rules)] == [kind]
