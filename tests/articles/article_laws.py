"""What holds for every article, whatever it was read from."""

from __future__ import annotations

from audiobook.model import Article


def assert_blocks_cover_text(article: Article) -> None:
    """Blocks are in order, do not overlap, are not blank, and leave only white space out."""
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        assert article.text[end : block.start].strip() == ""
        assert article.text[block.start : block.end].strip() != ""
        end = block.end
    assert article.text[end:].strip() == ""
