"""Languages, stated and found."""

from __future__ import annotations

import pytest

from audiobook.articles.language import language_of, normalise_tag


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("en_US", "en-US"),
        ("EN", "en"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de_DE.UTF-8", "de-DE"),
        ("es-419", "es-419"),
        ("", ""),
        ("und", ""),
        ("English language", ""),
    ],
)
def test_tags(stated: str, tag: str) -> None:
    assert normalise_tag(stated) == tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The boats lie on the mud until the water comes back in the evening.", "en"),
        ("Die Boote liegen im Schlick, bis am Abend das Wasser zurückkommt.", "de"),
        ("Les bateaux restent sur la vase jusqu'au retour de l'eau, le soir.", "fr"),
        ("Лодки лежат на иле, пока вечером не вернётся вода.", "ru"),
        ("قایق‌ها تا بازگشت آب در شامگاه روی گل می‌مانند.", "fa"),
        ("傍晚潮水回来之前，那些小船一直停在河边的泥滩上，没有人去管它们。", "zh"),
        ("1, 2, 3", "en"),
    ],
)
def test_detection(text: str, language: str) -> None:
    assert language_of(text) == language
