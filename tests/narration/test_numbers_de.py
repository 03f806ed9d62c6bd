import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from audiobook.narration import normalise
from audiobook.narration.languages.de.numbers import cardinal, fraction, ordinal, year

WHOLE = st.integers(0, 10**66 - 1)
PIECES = "0123456789.,:/-–$€%° kmlXIV'eršß()§#+=* undamrs"


def plain(words):
    """Without what is a choice: spaces, capitals, the one before a hundred or a thousand.

    num2words keeps the s in "fünfhunderteinstausend", which no dictionary does.
    """
    words = words.replace(" ", "").lower().replace("einstausend", "eintausend")
    return words.replace("einhundert", "hundert").replace("eintausend", "tausend")


@given(WHOLE)
def test_cardinals_agree_with_num2words(number):
    assert plain(cardinal(str(number))) == plain(num2words(number, lang="de"))


@given(st.integers(1, 10**6 - 1))
def test_ordinals_agree_with_num2words(number):
    expected = num2words(number, lang="de", to="ordinal")
    assert plain(ordinal(str(number), "e")) == plain(expected)


@given(st.integers(1100, 1999))
def test_years_agree_with_num2words(number):
    assert plain(year(str(number))) == plain(num2words(number, lang="de", to="year"))


@pytest.mark.parametrize(
    ("digits", "gender", "words"),
    [
        ("1", "", "eins"),
        ("1", "f", "eine"),
        ("1", "m", "ein"),
        ("100", "", "hundert"),
        ("1100", "", "tausendeinhundert"),
        ("201000", "", "zweihunderteintausend"),
        ("1000000", "", "eine Million"),
        ("3000000001", "", "drei Milliarden eins"),
        ("1" + "0" * 63, "", "eine Dezilliarde"),
    ],
)
def test_cardinals(digits, gender, words):
    assert cardinal(digits, gender) == words


def test_past_the_decilliards_digits_are_read_in_threes():
    assert cardinal("12" * 34).startswith("eins zwei eins, zwei eins zwei,")


@pytest.mark.parametrize(
    ("digits", "ending", "words"),
    [
        ("1", "er", "erster"),
        ("3", "en", "dritten"),
        ("7", "es", "siebtes"),
        ("8", "em", "achtem"),
        ("20", "e", "zwanzigste"),
        ("101", "e", "hunderterste"),
        ("1000000", "e", "millionste"),
        ("2000000", "en", "zweimillionsten"),
        ("1000003", "e", "eine Million dritte"),
    ],
)
def test_ordinals(digits, ending, words):
    assert ordinal(digits, ending) == words


@pytest.mark.parametrize(
    ("top", "bottom", "words"),
    [
        ("1", "2", "ein halb"),
        ("4", "2", "vier Halbe"),
        ("3", "4", "drei Viertel"),
        ("1", "22", "ein Zweiundzwanzigstel"),
        ("0", "0", "null Nulltel"),
    ],
)
def test_fractions(top, bottom, words):
    assert fraction(top, bottom) == words


@given(st.text())
def test_law_any_string_gives_one_line_without_digits(text):
    spoken = normalise(text, "de")
    assert not any(c.isdigit() for c in spoken)
    assert spoken == " ".join(spoken.split())
    spoken.encode()


@given(st.text(st.sampled_from(PIECES), max_size=40))
def test_law_figures_and_signs_give_words(text):
    assert not any(c.isdigit() for c in normalise(text, "de"))


@pytest.mark.parametrize("day", ["31.02.2020", "31/02/2020", "29.2.2021", "31.4.1999"])
def test_a_date_that_is_none_is_said_as_numbers(day):
    spoken = normalise(day, "de")
    assert not any(month in spoken for month in ("Februar", "April"))
    assert spoken.replace("Schrägstrich", "Punkt").count("Punkt") == 2


@pytest.mark.parametrize(
    "piece", ["7", "(", "000.", "000,", "1-", "1. ", "am 3. ", "1 große ", "XIV. ", "8- bis ", "/"]
)
@pytest.mark.timeout(60)
def test_a_line_without_end_is_read_at_once(piece):
    """Rules that try each place again and again would take minutes."""
    assert normalise((piece * 40_000)[:40_000], "de")
