import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from audiobook.narration.languages.es.numbers import cardinal, fraction, ordinal


@given(st.integers(0, 10**24 - 1))
def test_law_num2words_agrees(value):
    # num2words 0.5.14 does not shorten "uno" before "mil", "millones", "billones".
    theirs = re.sub(r"uno (?=mil|\w+llones)", "un ", num2words(value, lang="es"))
    assert cardinal(str(value)) == theirs.replace("veintiun ", "veintiún ")


@pytest.mark.parametrize(
    ("digits", "counting", "masculine", "feminine"),
    [
        ("1", "uno", "un", "una"),
        ("21", "veintiuno", "veintiún", "veintiuna"),
        ("31", "treinta y uno", "treinta y un", "treinta y una"),
        ("101", "ciento uno", "ciento un", "ciento una"),
        ("500", "quinientos", "quinientos", "quinientas"),
        ("21000", "veintiún mil", "veintiún mil", "veintiuna mil"),
        ("201000000", "doscientos un millones", "doscientos un millones", "doscientos un millones"),
        ("1000200", "un millón doscientos", "un millón doscientos", "un millón doscientas"),
    ],
)
def test_number_agrees_with_what_it_counts(digits, counting, masculine, feminine):
    assert [cardinal(digits, form) for form in ("", "m", "f")] == [counting, masculine, feminine]


def test_a_number_past_the_decillions_is_read_in_threes():
    assert cardinal("1" + "0" * 60) == "un decillón"
    assert cardinal("12" * 34).startswith("uno dos uno, dos uno dos, ")


@pytest.mark.parametrize(
    ("digits", "form", "words"),
    [
        ("1", "short", "primer"),
        ("3", "short", "tercer"),
        ("13", "short", "decimotercer"),
        ("2", "f", "segunda"),
        ("28", "m", "vigesimoctavo"),
        ("345", "f", "tricentésima cuadragésima quinta"),
        ("2000", "m", "dosmilésimo"),
        ("0", "m", "cero"),
    ],
)
def test_ordinal(digits, form, words):
    assert ordinal(digits, form) == words


@pytest.mark.parametrize(
    ("top", "bottom", "words"),
    [
        ("1", "3", "un tercio"),
        ("2", "9", "dos novenos"),
        ("5", "12", "cinco doceavos"),
        ("1", "31", "un treintaiunavo"),
        ("3", "100", "tres centésimos"),
        ("1", "101", "uno sobre ciento uno"),
        ("1", "0", "uno sobre cero"),
    ],
)
def test_fraction(top, bottom, words):
    assert fraction(top, bottom) == words
