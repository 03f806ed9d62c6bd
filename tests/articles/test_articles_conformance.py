"""One suite for every installed reader, built in or not: it keeps the promises of its protocol."""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path

import documents
import pytest
from article_laws import assert_blocks_cover_text

from audiobook import plugins
from audiobook.articles.language import normalise_tag
from audiobook.articles.media_types import (
    ATOM,
    DOCX,
    EPUB,
    HTML,
    JSON_FEED,
    MARKDOWN,
    PDF,
    RSS,
    TEXT,
)
from audiobook.articles.readers import reader_names
from audiobook.errors import SourceError
from audiobook.model import Article
from audiobook.plugins import Reader

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = {
    TEXT: (GOLDEN / "plain-letter.txt").read_bytes(),
    MARKDOWN: (GOLDEN / "nested.md").read_bytes(),
    HTML: (GOLDEN / "furniture.html").read_bytes(),
    RSS: documents.RSS.encode(),
    ATOM: documents.ATOM.encode(),
    JSON_FEED: documents.JSON.encode(),
    EPUB: documents.epub(),
    DOCX: documents.docx(),
    PDF: documents.pdf(),
}
BAD = {
    "empty": b"",
    "blank": b" \n\t\n",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "binary": bytes(range(256)) * 20,
}


@pytest.fixture(params=reader_names())
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = plugins.plugin(plugins.READERS, request.param)
    return found


def accepted(reader: Reader) -> dict[str, bytes]:
    return {kind: data for kind, data in SAMPLES.items() if reader.accepts("sample", kind)}


def read(reader: Reader) -> list[Article]:
    return [
        article
        for kind, data in accepted(reader).items()
        for article in reader.read("a/b/c", data, kind)
    ]


def test_reader_follows_the_protocol(reader: Reader) -> None:
    assert isinstance(reader, Reader)
    assert accepted(reader), "add a sample of what this reader reads"
    assert not reader.accepts("x.bin", "application/octet-stream")


def test_source_becomes_the_identity_and_no_path_is_published(reader: Reader) -> None:
    for article in read(reader):
        assert article.identity.partition("#")[0] == "a/b/c"
        assert "a/b" not in article.source


def test_blocks_cover_the_text(reader: Reader) -> None:
    for article in read(reader):
        assert_blocks_cover_text(article)


def test_article_survives_pickling_and_reading_twice(reader: Reader) -> None:
    articles = read(reader)
    assert pickle.loads(pickle.dumps(articles)) == articles == read(reader)


def test_stated_values_are_regular(reader: Reader) -> None:
    for article in read(reader):
        assert article.language == "" or normalise_tag(article.language)
        assert article.published is None or article.published.utcoffset() is not None
        assert all(key == key.lower() for key, _ in article.metadata)
        assert "\r" not in article.text
        assert "\0" not in article.text


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_is_no_article_is_a_source_error(reader: Reader, data: bytes) -> None:
    for kind in accepted(reader):
        with pytest.raises(SourceError, match="my source"):
            list(reader.read("my source", data, kind))


def test_damage_is_read_or_refused(reader: Reader) -> None:
    for kind, whole in accepted(reader).items():
        for cut in range(1, len(whole), len(whole) // 40):
            with suppress(SourceError):
                for article in reader.read("cut", whole[:cut], kind):
                    assert_blocks_cover_text(article)
