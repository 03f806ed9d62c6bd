from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.config import LicenceSettings
from audiobook.errors import LicenceError
from audiobook.licences import clear, find, state
from audiobook.licences.known import CC_FAMILIES, CC_VERSIONS
from audiobook.licences.wording import languages, wording
from audiobook.model import Article, Clearance, TitleOrigin

EVERY = [f"{f}-{v}" for f in CC_FAMILIES for v in CC_VERSIONS] + ["CC0-1.0", "CC-PDM-1.0"]
SHOWN = ["CC-BY-4.0", "CC-BY-SA-3.0-DE", "CC0-1.0", "CC-BY-NC-4.0", "CC-PDM-1.0"]
SHOWN += ["LicenseRef-PD-US"]
GOLDEN = Path(__file__).with_name("golden")


def _cleared(work: Article, licence_id: str) -> Clearance:
    return clear(work, state(licence_id, work, [licence_id], commercial=False))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("licence_id", SHOWN)
def test_golden_notices_and_credits(
    article: Callable[..., Article],
    golden: Callable[[Path, str], None],
    licence_id: str,
    language: str,
) -> None:
    cleared = _cleared(article(language=language, publisher="Harbour News"), licence_id)
    parts = (cleared.notice, cleared.notice_html, cleared.credit.text)
    golden(GOLDEN / f"{licence_id}.{language}.txt", "\n\n".join(parts) + "\n")


def test_golden_refusals(
    article: Callable[..., Article], golden: Callable[[Path, str], None]
) -> None:
    said = [
        "This article is licensed under CC BY-ND 4.0.",
        "This article is licensed under CC BY-NC 4.0.",
        "This article is licensed under CC BY-NC-ND 3.0.",
        "© 2024 Harbour News. All rights reserved.",
        "This article is published under a Creative Commons licence.",
        "You may republish this article if you name its author.",
        "This article is a work of the United States government.",
        "This article will be under CC BY 4.0 next year.",
        "The bridge is open.",
    ]
    lines = []
    for text in said:
        work = article(text)
        with pytest.raises(LicenceError) as caught:
            clear(work, find(work, LicenceSettings().accept))
        lines.append(f"{text}\n{type(caught.value).__name__}: {caught.value}\n")
    golden(GOLDEN / "refusals.txt", "\n".join(lines))


class _Page(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text, self.links = "", list[str]()
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("licence_id", EVERY)
def test_every_required_element_is_there(
    article: Callable[..., Article], licence_id: str, language: str
) -> None:
    work = article(language=language, publisher="Harbour News")
    cleared = _cleared(work, licence_id)
    page = _Page(cleared.notice_html)
    for element in (work.title, *work.authors, work.source, "Harbour News",
                    cleared.licence.name, wording(language).changes):  # fmt: skip
        assert element in cleared.notice
        assert element in page.text
    assert str(cleared.licence.url) in cleared.notice
    is_share_alike = "SA" in licence_id.split("-")
    licences = [cleared.licence.url] * (2 if is_share_alike else 1)
    assert page.links == [work.source, work.source, *licences]
    for text, words in (
        (cleared.notice, wording(language).notice),
        (cleared.credit.text, wording(language).credit),
    ):
        assert (words.share_alike.partition("{")[0] in text) == is_share_alike
    for spoken in (work.title, *work.authors, "Harbour News", cleared.licence.name):
        assert spoken in cleared.credit.text
    assert cleared.credit.language == language


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("licence_id", ["CC-BY-4.0", "CC0-1.0"])
def test_absent_author_and_holder_leave_no_hole(
    article: Callable[..., Article], licence_id: str, language: str
) -> None:
    cleared = _cleared(article(language=language, authors=()), licence_id)
    for text in (cleared.notice, cleared.credit.text):
        assert "None" not in text
        assert "  " not in text
        assert not any(hole in text for hole in ("{", " .", "：\n", ": \n", "：。"))


@pytest.mark.parametrize("language", languages())
def test_a_derived_title_is_marked_and_not_spoken_as_the_authors(
    article: Callable[..., Article], language: str
) -> None:
    stated = _cleared(article(language=language), "CC-BY-4.0")
    derived = _cleared(article(language=language, title_origin=TitleOrigin.TEXT), "CC-BY-4.0")
    assert "The bridge" not in derived.credit.text
    assert "Jane Roe" in derived.credit.text
    assert "The bridge" in derived.notice
    assert derived.notice.splitlines()[0] != stated.notice.splitlines()[0]


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "This was an article."), ("de", "Das war ein Artikel.")]
)
@pytest.mark.parametrize("origin", [TitleOrigin.TEXT, TitleOrigin.FILE_NAME])
def test_without_a_title_or_an_author_it_was_an_article(
    article: Callable[..., Article], origin: TitleOrigin, language: str, sentence: str
) -> None:
    work = article(language=language, authors=(), title_origin=origin)
    assert _cleared(work, "CC-BY-4.0").credit.text.startswith(f"{sentence} ")


@pytest.mark.parametrize(("tag", "spoken"), [("de-AT", "de"), ("zh_Hans", "zh"), ("sw", "en")])
def test_other_languages_get_their_primary_one_or_english(
    article: Callable[..., Article], tag: str, spoken: str
) -> None:
    assert _cleared(article(language=tag), "CC-BY-4.0").credit.language == spoken


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "essay.txt", "http://[", "data:text/html,x"]
)
def test_only_web_addresses_are_linked(article: Callable[..., Article], source: str) -> None:
    cleared = _cleared(article(source=source, publisher="Harbour News"), "CC-BY-4.0")
    assert _Page(cleared.notice_html).links == [cleared.licence.url]
    assert f"Source: Harbour News ({source})\n" in cleared.notice
    assert escape(f"Source: Harbour News ({source})", quote=False) in cleared.notice_html


@given(title=st.text(), author=st.text(), source=st.text())
def test_the_html_is_well_formed_whatever_it_quotes(
    article: Callable[..., Article], title: str, author: str, source: str
) -> None:
    work = article(title=title, authors=(author,), source=f"https://example.org/{source}")
    cleared = _cleared(work, "CC-BY-SA-4.0")
    root = ElementTree.fromstring(cleared.notice_html)
    assert {e.tag for e in root.iter()} == {"p", "br", "a"}
    assert all(set(e.attrib) <= {"href"} for e in root.iter())


def test_hostile_values_stay_text(article: Callable[..., Article]) -> None:
    hostile = "\"><script>alert('x')</script>&{licence}"
    work = article(
        title=hostile, authors=(hostile,), publisher=hostile, source=f"https://x.org/{hostile}"
    )
    page = _Page(_cleared(work, "CC-BY-4.0").notice_html)
    assert page.text.count(hostile) == 4
    assert "<script" not in _cleared(work, "CC-BY-4.0").notice_html
