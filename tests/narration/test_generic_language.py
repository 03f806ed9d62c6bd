"""Languages without a folder, by what libraries know of them."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.narration import normalise
from audiobook.narration.languages import Coverage, load_language


@pytest.mark.parametrize(
    ("tag", "coverage"),
    [
        ("es", Coverage.FULL),
        ("sv", Coverage.NUMBERS),
        ("nb-NO", Coverage.NUMBERS),
        ("fa", Coverage.NUMBERS),
        ("hy", Coverage.NONE),
        ("ja", Coverage.NONE),
        ("sr", Coverage.NONE),
        ("xx", Coverage.NONE),
        ("not a tag", Coverage.NONE),
    ],
)
def test_coverage(tag, coverage):
    assert load_language(tag).coverage is coverage


@pytest.mark.parametrize(
    ("tag", "written", "spoken"),
    [
        ("sv", "Hon köpte 21 böcker.", "Hon köpte tjugoett böcker."),
        ("sv", "12 345 invånare", "tolvtusen trehundrafyrtiofem invånare"),
        ("sv", "3,5 % och 5 km", "tre komma fem procent och fem kilometer"),
        ("nl", "12 euro of €3", "twaalf euro of drie euro"),
        ("ru", "5 км и 21 км", "пять километров и двадцать один километр"),
        ("ru", "2 кг, 3,5 м", "два килограмма, три целых пять десятых метра"),
        ("ru", "В 2021 г. 2 кг", "В две тысячи двадцать один г. два килограмма"),
        ("nl", "om 14.30 uur 25 mensen", "om 14.30 uur vijfentwintig mensen"),
        ("ru", "-5 °C", "минус пять градусов Цельсия"),
        ("fa", "۱۲ کتاب", "دوازده کتاب"),
        ("fa", "۳٫۵ و ۱۲٬۰۰۰", "سه ممیز پنج و دوازده هزار"),
        ("tr", "3,5 ve 20", "üç virgül beş ve yirmi"),
        ("pl", "2 km i 5 km", "dwa kilometry i pięć kilometrów"),
    ],
)
def test_numbers_units_and_currencies(tag, written, spoken):
    assert normalise(written, tag) == spoken


@pytest.mark.parametrize(
    "written",
    [
        "kl. 14:30",
        "den 3.8.2020",
        "2:a pris",
        "A4",
        "COVID-19",
        "v2.0.1",
        "192.168.0.1",
        "https://exempel.se/sida1",
        "anna5@exempel.se",
        "+46 8 123 456",
        "070-123 45 67",
        "1/2",
        "1914-1918",
        "1" * 50,
    ],
)
def test_what_is_no_plain_number_is_left_to_the_voice(written):
    assert normalise(written, "sv") == written


@pytest.mark.parametrize("tag", ["hy", "ja", "zh", "xx"])
def test_a_language_unknown_to_the_libraries_keeps_its_text(tag):
    assert normalise("12 km, 3.5 % ½ €5 ①", tag) == "12 km, 3.5 % ½ €5 ①"


@pytest.mark.parametrize("tag", ["sv", "ru", "ar", "vi", "pl", "cs", "hu"])
@settings(max_examples=60)
@given(text=st.text(st.sampled_from("0123456789.,:/-–$€%°½ kmh٫٬١٢"), max_size=30))
def test_law_any_figures_give_one_line(tag, text):
    spoken = normalise(text, tag)
    assert spoken == " ".join(spoken.split())


def test_the_libraries_are_imported_for_such_a_language_only():
    program = (
        "import sys; from audiobook.narration import normalise; normalise('5 km 👍', 'es');"
        "print({'babel', 'num2words'} & set(sys.modules)); normalise('5 km', 'sv');"
        "print(sorted({'babel', 'num2words'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n['babel', 'num2words']\n"
