"""What must hold of all that is read from a stranger's document."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator

from audiobook.articles.language import normalise_tag
from audiobook.errors import AudiobookError
from audiobook.model import Article, Clearance, Script
from tests.articles.article_laws import assert_blocks_cover_text
from tests.narration.script_laws import assert_covered

# What XML cannot hold, and what a terminal would act on; the text itself has lines and tabs.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_LINES = frozenset({"title", "author", "tag"})
_WEB = re.compile(r"https?://[^\s/]")


def check_article(article: Article, secret: str) -> None:
    """Hold an article to its laws; ``secret`` is what no document may draw in."""
    assert_blocks_cover_text(article)
    for part, text in _texts(article):
        assert not _FORBIDDEN.search(text), f"{part}: control characters or surrogates"
        assert secret not in text, f"{part}: holds what stands in another file"
        if part in _LINES:
            assert text == " ".join(text.split()) != "", f"{part}: is not one line of words"
    assert secret not in article.markup, "markup: holds what stands in another file"
    article.markup.encode()
    is_name = not _SCHEME.match(article.source)
    assert is_name or _WEB.match(article.source), "source: is no address"
    assert normalise_tag(article.language) == article.language
    assert article.published is None or article.published.utcoffset() is not None
    end = 0
    for passage in article.passages:
        assert end <= passage.start < passage.end <= len(article.text)
        end = passage.end
    assert pickle.loads(pickle.dumps(article)) == article


def check_clearance(clearance: Clearance) -> None:
    """Hold a clearance to its laws: notice and credit are text, and no one else's markup."""
    for text in (clearance.notice, clearance.notice_html, clearance.credit.text):
        assert text.strip()
        assert not _FORBIDDEN.search(text), "control characters or surrogates"
    assert "<script" not in clearance.notice_html.lower()


def check_script(article: Article, script: Script) -> None:
    """Hold a script to the law that nothing is lost, and its words to be words."""
    assert_covered(article.text, script)
    for utterance in script.utterances:
        check_spoken(utterance.spoken)
        for said in utterance.pronunciations:
            assert 0 <= said.start < said.end <= len(utterance.spoken)


def check_spoken(spoken: str) -> None:
    """Hold spoken words to be one line without control characters."""
    assert spoken == " ".join(spoken.split())
    assert not _FORBIDDEN.search(spoken), "control characters or surrogates"


def check_error(error: AudiobookError) -> None:
    """Hold an error to be one line that says what, where and what is wrong."""
    line = str(error)
    assert error.subject
    assert error.problem.strip()
    assert "\n" not in line
    # Where Dask was imported, what caused it would be pickled along, and that may be anything.
    error.__cause__ = error.__context__ = None
    assert pickle.loads(pickle.dumps(error)).args == error.args


def _texts(article: Article) -> Iterator[tuple[str, str]]:
    yield from (("source", article.source), ("title", article.title), ("text", article.text))
    yield "publisher", article.publisher or ""
    yield from (("author", name) for name in article.authors)
    yield from (("tag", tag) for tag in article.tags)
    for key, value in article.metadata:
        yield from (("key", key), ("value", value))
