"""Encodings, and characters that no text should hold."""

from __future__ import annotations

import pytest

from audiobook.articles.decode import decode
from audiobook.articles.html import HtmlReader

GERMAN = "Über die Brücke läuft ein Mädchen, und die Möwen schreien. Später wird es größer. " * 3


def test_latin_1_is_found_without_being_declared() -> None:
    assert decode("s", GERMAN.encode("latin-1")) == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café naïve résumé", "latin-1"),
        ("Müller, Köln", "latin-1"),
        ("“Quotes” – a dash", "cp1252"),
        ("A menina não viu o cão à porta; a manhã era fria e o sertão, imenso. " * 6, "latin-1"),
        ("L'été, les élèves étaient déjà là, où le maître dînait à côté. " * 6, "latin-1"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy a měl se dobře. " * 5, "cp1250"),
        ("Лодка стоит у берега реки, и никто её не ищет. " * 8, "cp1251"),
    ],
)
def test_undeclared_encodings(text: str, encoding: str) -> None:
    assert decode("s", text.encode(encoding)) == text


def test_declared_encoding_is_used_where_utf_8_fails() -> None:
    russian = "Лодка стоит у берега. "
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{russian * 20}</p></body></html>'
    (article,) = HtmlReader().read("s", page.encode("koi8-r"), "text/html")
    assert russian.strip() in article.text


def test_unknown_declared_encoding_is_passed_over() -> None:
    assert decode("s", GERMAN.encode("latin-1"), "x-no-such-thing") == GERMAN


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"one\x0btwo" + b"." * 100, "one two" + "." * 100),
        (b"one\x00two" + b"." * 200, "one two" + "." * 200),
        (b"\xef\xbb\xbfmark", "mark"),
        ("é".encode() + b"\tx", "é\tx"),
    ],
)
def test_characters_are_made_regular(data: bytes, text: str) -> None:
    assert decode("s", data) == text
