"""Markdown: what its marks say, and what no reader should hear."""

from __future__ import annotations

from datetime import datetime

import pytest

from audiobook.articles.markdown import MarkdownReader
from audiobook.model import Article


def read(text: str) -> Article:
    (article,) = MarkdownReader().read("a.md", text.encode(), "text/markdown")
    return article


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One <script>var two = 2;</script>three.", "One three."),
        ("One <STYLE>p { top: 0 }</STYLE>three.", "One three."),
        ("One <script> is left open.", "One  is left open."),
        ("A note.<sup>2</sup> More.", "A note.[2] More."),
        ("A note.<sup>[2]</sup> More.", "A note.[2] More."),
        ("About 10<sup>-6</sup> m<sup>2</sup>.", "About 10⁻⁶ m²."),
        ("The 21<sup>st</sup> glass of H<sub>2</sub>O.", "The 21st glass of H2O."),
        ("<div>\nA note.<sup>2</sup>\n</div>", "A note.[2]"),
        ("One<br>two.", "One\ntwo."),
    ],
)
def test_inline_html(written: str, text: str) -> None:
    assert read(written).text == text


@pytest.mark.parametrize("depth", [25, 100])
def test_deep_nesting_loses_no_words(depth: int) -> None:
    assert read(">" * depth + " Deep down.").text == "Deep down."


@pytest.mark.parametrize(
    ("matter", "metadata"),
    [
        ("license: [MIT, CC-BY-4.0]", (("license", "MIT"), ("license", "CC-BY-4.0"))),
        (
            "Licence: {name: CC BY 4.0, url: https://a.example}",
            (("licence", "CC BY 4.0"), ("licence", "https://a.example")),
        ),
        (
            "rights:\n- {text: Ada King}\n- all mine",
            (("rights", "Ada King"), ("rights", "all mine")),
        ),
        ("tags: [a, b]\ndraft: no", (("draft", "no"),)),
        ("rights: &a [*a, x]", (("rights", "x"),) * 3),
    ],
)
def test_terms_of_use_in_lists_and_tables_are_kept(
    matter: str, metadata: tuple[tuple[str, str], ...]
) -> None:
    assert read(f"---\n{matter}\n---\nText.").metadata == metadata


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("0001-01-01T00:00:00+14:00", None),
        ("2026-02-31", None),
        ("yes", None),
        ("[2026]", None),
        ("2026-05-03", datetime.fromisoformat("2026-05-03T00:00:00+00:00")),
        ("2026-5-3 1:00:00", datetime.fromisoformat("2026-05-03T01:00:00+00:00")),
    ],
)
def test_odd_dates_are_none(date: str, published: datetime | None) -> None:
    assert read(f"---\ndate: {date}\n---\nText.").published == published
