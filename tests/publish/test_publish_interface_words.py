from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from audiobook.publish.directions import direction
from audiobook.publish.interface_words import LANGUAGES, interface_language, long_date


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_everything_and_fills_in_the_same(language):
    english, words = LANGUAGES["en"], LANGUAGES[language]
    assert words.keys() == english.keys()
    for key, text in words.items():
        assert text.strip() == text != ""
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key
    assert len(words["months"].split()) == 12


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("DE", "de"), ("fr-CA", "fr"), ("es", "es"), ("sv", "en"), ("", "en")],
)
def test_a_show_in_another_language_speaks_english(tag, language):
    assert interface_language(tag) == language


@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_names_its_month(month):
    moment = datetime(2026, month, 1, tzinfo=UTC)
    assert long_date(moment, "en") == f"1 {moment:%B} 2026"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("yi", "rtl"), ("ckb", "rtl"),
     ("pa-Arab-PK", "rtl"), ("uz-arab", "rtl"), ("ar-Latn", "ltr"), ("en", "ltr"), ("", "ltr"),
     ("de-1996", "ltr")],
)  # fmt: skip
def test_a_language_or_the_script_named_with_it_gives_the_direction(tag, expected):
    assert direction(tag) == expected
