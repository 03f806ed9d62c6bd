import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from audiobook.narration import normalise
from audiobook.narration.languages.fr.agreement import is_feminine, of
from audiobook.narration.languages.fr.numbers import (
    NAMING,
    cardinal,
    decimals,
    fraction,
    ordinal,
    pairs,
)

# num2words says "quatre-vingtsième" and "deux centsième"; the ordinals of round eighties and
# hundreds have no s.
WRONG_IN_NUM2WORDS = ("vingtsième", "centsième")


@pytest.mark.parametrize("value", range(2001))
def test_small_numbers_as_num2words_says_them(value):
    assert cardinal(str(value)) == num2words(value, lang="fr")
    theirs = num2words(value, lang="fr", to="ordinal")
    if value and not theirs.endswith(WRONG_IN_NUM2WORDS):
        assert ordinal(str(value)) == theirs


@given(st.integers(0, 10**27 - 1))
def test_law_large_numbers_as_num2words_says_them(value):
    assert cardinal(str(value)) == num2words(value, lang="fr")


@pytest.mark.parametrize(
    ("digits", "form", "spoken"),
    [
        ("1", "f", "une"),
        ("21", "f", "vingt et une"),
        ("81", "f", "quatre-vingt-une"),
        ("11", "f", "onze"),
        ("1001", "f", "mille une"),
        ("21000", "f", "vingt et un mille"),
        ("80", NAMING, "quatre-vingt"),
        ("1900", NAMING, "mille neuf cent"),
        ("3", NAMING, "trois"),
        ("200000", "", "deux cent mille"),
        ("200000000", "", "deux cents millions"),
        ("3000", "", "trois mille"),
        ("000", "", "zéro"),
    ],
)
def test_a_cardinal_agrees(digits, form, spoken):
    assert cardinal(digits, form) == spoken


def test_the_scales_end_with_the_decillions():
    assert cardinal("1" + "0" * 60) == "un décillion"
    assert cardinal("2" + "0" * 63) == "deux décilliards"
    assert cardinal("1" + "2" * 66) == "un deux deux, " + ", ".join(
        ["deux deux deux"] * 21 + ["deux"]
    )


@pytest.mark.parametrize(
    ("digits", "form", "spoken"),
    [
        ("1", "", "premier"),
        ("1", "f", "première"),
        ("1", "ms", "premiers"),
        ("1", "fs", "premières"),
        ("2", "", "deuxième"),
        ("2", "seconde", "seconde"),
        ("3", "s", "troisièmes"),
        ("9", "", "neuvième"),
        ("80", "", "quatre-vingtième"),
        ("200", "", "deux centième"),
        ("1000", "", "millième"),
        ("1000000", "", "millionième"),
        ("1000000000", "", "milliardième"),
        ("2000000", "", "deux millionième"),
        ("1001", "", "mille unième"),
    ],
)
def test_an_ordinal_agrees(digits, form, spoken):
    assert ordinal(digits, form) == spoken


def test_fractions():
    assert fraction("1", "2") == "un demi"
    assert fraction("3", "4") == "trois quarts"
    assert fraction("2", "3") == "deux tiers"
    assert fraction("7", "8") == "sept huitièmes"
    assert fraction("5", "0") == "cinq sur zéro"
    assert fraction("3", "1000") == "trois sur mille"
    assert fraction("1", "9" * 5000).startswith("un sur neuf neuf neuf, ")


def test_decimals_and_pairs():
    assert decimals("05") == "zéro cinq"
    assert decimals("00") == "zéro zéro"
    assert decimals("303") == "trois cent trois"
    assert decimals("1416") == "un quatre un six"
    assert pairs("0612") == "zéro six, douze"
    assert pairs("112") == "un, douze"


@pytest.mark.parametrize("noun", ["personnes", "tonnes", "voix", "fois", "années", "solutions"])
def test_feminine_nouns(noun):
    assert is_feminine(noun)


@pytest.mark.parametrize("noun", ["hommes", "musées", "camions", "silences", "mois", "Marie", ""])
def test_nouns_that_are_not_feminine(noun):
    assert not is_feminine(noun)


def test_elision():
    assert of("euros") == "d'euros"
    assert of("hryvnias") == "de hryvnias"
    assert of("habitants") == "d'habitants"


@given(st.text())
def test_law_any_string_gives_one_line_without_digits(text):
    spoken = normalise(text, "fr")
    assert not any(c.isdigit() for c in spoken)
    assert spoken == " ".join(spoken.split())
    spoken.encode()


@given(
    st.text(st.sampled_from("0123456789.,:/-–€$%° kmhMdsIVXLeréªº'\"½²n°LR[]()#+=@"), max_size=40)
)
def test_law_figures_and_signs_give_words(text):
    assert not any(c.isdigit() for c in normalise(text, "fr"))


@pytest.mark.parametrize("day", ["31/02/2021", "29.02.2021", "31-04-1999", "32/01/2020"])
def test_a_date_that_is_none_names_no_month(day):
    spoken = normalise(day, "fr")
    assert not any(month in spoken for month in ("janvier", "février", "avril"))
    assert "deux mille" in spoken or "mille neuf cent" in spoken
