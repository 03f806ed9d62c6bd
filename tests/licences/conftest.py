from collections.abc import Callable
from typing import Any

import pytest

from audiobook.model import Article, Block, BlockKind


def _article(text: str = "The bridge is open.", **changes: Any) -> Article:
    values = {
        "identity": "https://example.org/bridge",
        "source": "https://example.org/bridge",
        "title": "The bridge",
        "text": text,
        "blocks": (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        "language": "en",
        "authors": ("Jane Roe", "Ali Khan"),
        **changes,
    }
    return Article(**values)


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    return _article
