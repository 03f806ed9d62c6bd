import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from audiobook.narration.languages.it.numbers import cardinal, decimals, fraction, ordinal


def plain(words):
    """Without accents and "centoottanta", where it chooses otherwise, and its "trecentodicotto"."""
    bare = unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode()
    return bare.replace("oott", "ott").replace("diciott", "dicott")


@given(st.integers(0, 999_999))
def test_a_second_opinion_on_cardinals(number):
    assert plain(cardinal(str(number))) == plain(num2words(number, lang="it"))


@given(st.integers(1, 999_999))
def test_a_second_opinion_on_ranks(number):
    assert plain(ordinal(str(number))) == plain(num2words(number, lang="it", to="ordinal"))


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "zero"),
        ("23", "ventitré"),
        ("103", "centotré"),
        ("3000", "tremila"),
        ("23003", "ventitremilatré"),
        ("1000000", "un milione"),
        ("21000001", "ventuno milioni uno"),
        ("3000000000", "tre miliardi"),
        ("1" + "0" * 12, "un bilione"),
        ("2" + "0" * 63, "due deciliardi"),
        ("1" + "0" * 66, "uno zero zero" + ", zero zero zero" * 21 + ", zero"),
    ],
)
def test_cardinal(digits, words):
    assert cardinal(digits) == words


def test_one_agrees_with_what_it_counts():
    assert [cardinal("1", form) for form in ("", "m", "z", "f", "v")] == [
        "uno",
        "un",
        "uno",
        "una",
        "un'",
    ]
    assert cardinal("21", "f") == "ventuno"


def test_ranks_agree():
    assert [ordinal("3", form) for form in ("m", "f", "mm", "ff")] == [
        "terzo",
        "terza",
        "terzi",
        "terze",
    ]
    assert ordinal("2000000") == "duemilionesimo"
    assert ordinal("1000001") == "milione unesimo"


@pytest.mark.parametrize(
    ("top", "bottom", "words"),
    [
        ("1", "2", "un mezzo"),
        ("3", "2", "tre mezzi"),
        ("2", "3", "due terzi"),
        ("1", "100", "un centesimo"),
        ("5", "2000", "cinque su duemila"),
        ("5", "0", "cinque su zero"),
    ],
)
def test_fraction(top, bottom, words):
    assert fraction(top, bottom) == words


def test_decimals_up_to_three_are_a_number():
    assert decimals("14") == "quattordici"
    assert decimals("05") == "zero cinque"
    assert decimals("000") == "zero zero zero"
    assert decimals("1415") == "uno quattro uno cinque"
