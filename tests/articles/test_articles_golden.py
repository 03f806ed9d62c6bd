"""Articles in, articles out, as golden files: read the difference in review."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audiobook.articles import read_articles
from audiobook.model import Article

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).parents[2] / "examples"
SOURCES = [
    path
    for folder in (GOLDEN, EXAMPLES)
    for path in sorted(folder.iterdir())
    if path.suffix in {".txt", ".md", ".html"}
]


def readable(article: Article) -> str:
    """An article as JSON, its blocks as kind, level and words; paths reduced to names."""
    return (
        json.dumps(
            {
                "source": article.source,
                "title": article.title,
                "title_origin": article.title_origin,
                "authors": article.authors,
                "publisher": article.publisher,
                "published": article.published.isoformat() if article.published else None,
                "language": article.language,
                "metadata": dict(article.metadata),
                "blocks": [
                    f"{block.kind} {block.level}: {article.text[block.start : block.end]}"
                    for block in article.blocks
                ],
                "passages": [
                    f"{passage.language}: {article.text[passage.start : passage.end]}"
                    for passage in article.passages
                ],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_article_is_the_golden_one(path: Path, golden: Callable[[Path, str], None]) -> None:
    (article,) = read_articles(str(path))
    assert article.identity == str(path)
    golden(GOLDEN / f"{path.name}.json", readable(article))


def test_markup_is_kept_for_pages_only() -> None:
    (page,) = read_articles(str(EXAMPLES / "night-trains.html"))
    assert 'rel="license"' in page.markup
    (text,) = read_articles(str(EXAMPLES / "lighthouse-keeper.txt"))
    assert text.markup == ""
    assert text.text == (EXAMPLES / "lighthouse-keeper.txt").read_text(encoding="utf-8")
