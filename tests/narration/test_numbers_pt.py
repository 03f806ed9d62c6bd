import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from audiobook.narration.languages.pt.numbers import cardinal, fraction, ordinal


@given(st.integers(0, 999_999))
def test_a_second_opinion_on_cardinals(number):
    assert cardinal(str(number)) == num2words(number, lang="pt_BR").replace(",", "")


@given(st.integers(1, 299))
def test_a_second_opinion_on_ranks(number):
    assert ordinal(str(number)) == num2words(number, lang="pt_BR", to="ordinal")


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("16", "dezesseis"),
        ("100", "cem"),
        ("1100", "mil e cem"),
        ("1101", "mil cento e um"),
        ("1000000", "um milhão"),
        ("1000001", "um milhão e um"),
        ("1200000", "um milhão e duzentos mil"),
        ("1234567", "um milhão duzentos e trinta e quatro mil quinhentos e sessenta e sete"),
        ("2000000000", "dois bilhões"),
        ("2" + "0" * 39, "dois duodecilhões"),
        ("1" + "0" * 42, "um zero zero" + ", zero zero zero" * 13 + ", zero"),
    ],
)
def test_cardinal(digits, words):
    assert cardinal(digits) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("1", "uma"),
        ("2", "duas"),
        ("221", "duzentas e vinte e uma"),
        ("500", "quinhentas"),
        ("2002", "duas mil e duas"),
        ("342000", "trezentas e quarenta e duas mil"),
        ("200000002", "duzentos milhões e duas"),
    ],
)
def test_the_feminine_reaches_the_thousands_and_no_further(digits, words):
    assert cardinal(digits, "f") == words


def test_ranks_agree():
    assert [ordinal("21", form) for form in ("m", "f", "mm", "ff")] == [
        "vigésimo primeiro",
        "vigésima primeira",
        "vigésimos primeiros",
        "vigésimas primeiras",
    ]
    assert ordinal("1000") == "milésimo"
    assert ordinal("0") == "zero"


@pytest.mark.parametrize(
    ("top", "bottom", "words"),
    [
        ("1", "2", "um meio"),
        ("2", "3", "dois terços"),
        ("3", "10", "três décimos"),
        ("3", "16", "três dezesseis avos"),
        ("1", "1000", "um milésimo"),
        ("5", "0", "cinco sobre zero"),
    ],
)
def test_fraction(top, bottom, words):
    assert fraction(top, bottom) == words
