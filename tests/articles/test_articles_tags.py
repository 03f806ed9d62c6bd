"""What an article is about: tags, keywords, categories, wherever a source states them."""

import json

import pytest
from documents import PACKAGE, epub

from audiobook.articles import read_articles

TEXT = "The water rises twice a day, and falls as often."
RSS = f"""<rss version="2.0"><channel><title>Sea</title><item><title>Tide</title><guid>1</guid>
<category>Salt &amp; water</category><category>the  moon</category><category>The Moon</category>
<description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sea</title><id>urn:x</id>
<entry><id>urn:1</id><title>Tide</title><category term="moon" label="The Moon"/>
<category term="salt"/><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Sea",
        "items": [{"id": "1", "title": "Tide", "content_text": TEXT, "tags": ["salt", "moon"]}],
    }
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Tide</title>
<meta name="keywords" content="salt, the moon;  water ,,{"x" * 101}">
<meta property="article:tag" content="Moon, new"><meta property="article:tag" content="Salt">
</head><body><article><h1>Tide</h1><p>{TEXT * 5}</p><p>{TEXT * 5}</p></article></body></html>"""


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "a.md",
            f"---\ntags: [salt, '#moon', 1998, {{a: b}}]\n---\n{TEXT}",
            ("salt", "moon", "1998"),
        ),
        ("a.md", f"---\nKeywords: salt, the moon;\n---\n{TEXT}", ("salt", "the moon")),
        ("a.md", f"---\ntags: salt\ncategories:\n - Sea\n---\n{TEXT}", ("salt", "Sea")),
        ("a.md", f"+++\ntags = ['salt', 'moon']\n+++\n{TEXT}", ("salt", "moon")),
        ("a.md", f"---\ntags:\n  nested: [salt]\n---\n{TEXT}", ()),
        ("a.md", TEXT, ()),
        ("a.html", PAGE, ("Moon, new", "Salt", "the moon", "water")),
        ("a.rss", RSS, ("Salt & water", "the moon")),
        ("a.atom", ATOM, ("The Moon", "salt")),
        ("a.json", JSON, ("salt", "moon")),
    ],
)
def test_tags_are_read_from_every_kind_of_source(tmp_path, name, content, expected):
    path = tmp_path / name
    path.write_text(content)
    (article,) = read_articles(str(path))
    assert article.tags == expected


def test_a_book_s_subjects_are_tags_of_its_chapters(tmp_path):
    subjects = "<dc:subject>Lamps</dc:subject><dc:subject>The sea</dc:subject><dc:rights>"
    path = tmp_path / "lamps.epub"
    path.write_bytes(epub(**{"OEBPS/book.opf": PACKAGE.replace("<dc:rights>", subjects)}))
    assert {article.tags for article in read_articles(str(path))} == {("Lamps", "The sea")}
