"""Languages, stated and found."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.articles import read_articles
from audiobook.articles.language import language_of, normalise_tag
from audiobook.articles.passages import foreign_passages
from audiobook.errors import UsageError
from audiobook.model import Passage


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
        ("Hello body, klingon text.", "en"),
        ("hi there\n\nitem one, item two", "en"),
        ("Hello [red]there, red again", "en"),
        ("Kubernetes pod restart loop", "en"),
        ("Ich habe heute Morgen ein Brot gekauft.", "de"),
        ("Le chat dort sur la table.", "fr"),
        ("گربه روی میز خوابیده است", "fa"),
        ("De boten liggen in de modder tot het water weer terug is, en dan varen we uit.", "nl"),
        ("Les barques són al fang fins que torna l'aigua, i llavors sortim tots a la mar.", "ca"),
        ("Bådene ligger i mudderet, til vandet kommer tilbage, og så sejler vi ud igen.", "da"),
        ("Bărcile stau în noroi până când apa se întoarce, și atunci ieșim cu toții.", "ro"),
    ],
)
def test_detection(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("stated", ["english", "klingonese-xx", "und", "e"])
def test_a_stated_language_that_is_no_tag_is_refused(tmp_path: Path, stated: str) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    with pytest.raises(UsageError, match="--language en-GB"):
        list(read_articles(str(tmp_path / "a.txt"), language=stated))


def test_a_page_whose_language_is_no_tag_is_read_all_the_same(tmp_path: Path) -> None:
    prose = "<p>The boats lie on the mud until the water comes back in the evening.</p>" * 5
    page = f"<html lang='english'><body><article>{prose}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (article,) = read_articles(str(tmp_path / "a.html"))
    assert article.language == "en"


ENGLISH = "The boats lie on the mud until the water comes back in the evening. "
GERMAN = "Die Boote liegen im Schlick, bis am Abend das Wasser zurückkommt."


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        (f"{ENGLISH}\n\n{GERMAN}", [("de", GERMAN)]),
        (f"{ENGLISH}He wrote “{GERMAN}” and left.", [("de", GERMAN)]),
        (f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}“{GERMAN}”", [("de", GERMAN)] * 2),
        (f"She wrote „{GERMAN}“ Nobody answered.", [("de", GERMAN)]),
        (f"{ENGLISH}\n\n{GERMAN} „{GERMAN}“", [("de", f"{GERMAN} „{GERMAN}“")]),
        (f"{ENGLISH}He calls it a “Schadenfreude machine” at the Boulevard Saint-Michel.", []),
        (f"{ENGLISH}\n\nhttps://example.org/boote-im-schlick/am-abend-das-wasser", []),
        (f"{ENGLISH}\n\nKonrad Müller, Jürgen Großmann, Annegret Schäfer", []),
        (f"{ENGLISH}\n\nLogistic regression, kernel density, heteroscedasticity.", []),
    ],
)
def test_passages_in_another_language(
    tmp_path: Path, text: str, passages: list[tuple[str, str]]
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read_articles(str(tmp_path / "a.txt"), language="en-GB")
    found = [(p.language, article.text[p.start : p.end]) for p in article.passages]
    assert found == passages


def test_what_the_source_marks_as_the_article_s_own_language_is_no_passage() -> None:
    stated = (Passage(0, 4, "en-US"), Passage(5, 9, "fr"))
    assert foreign_passages("Pain pain", (), "en", stated) == (stated[1],)


def test_what_others_say_is_not_the_article_s_language(tmp_path: Path) -> None:
    quote = "> Nous sommes restés jusqu'à la nuit, parce que personne ne voulait partir.\n"
    own = "The last ferry left at six, and twenty of us stood on the quay and waved.\n"
    (tmp_path / "a.md").write_text(f"{own}\n{quote * 5}", encoding="utf-8")
    (article,) = read_articles(str(tmp_path / "a.md"))
    assert (article.language, {p.language for p in article.passages}) == ("en", {"fr"})
