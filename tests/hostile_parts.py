"""What strangers may write where a title, a name or a sentence is meant to be, and a room of it."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

LEFT_TO_RIGHT_OVERRIDE, POP = "\u202e", "\u202c"

HOSTILE = {
    "script": "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>",
    "attribute": "\" onfocus=\"window.ran = 3\" autofocus x='\" onload='window.ran = 4'",
    "end tags": "</title></style></script></textarea>--></template><svg/onload=window.ran=5>",
    "entities": "&lt;b&gt; &amp;amp; &#0; &#x1b; &unknown; &lt;script&gt;",
    "cdata": "]]> and <![CDATA[ <b>bold</b> ]]> and <?php echo 1 ?>",
    "links": "javascript:alert(1) <a href='javascript:window.ran=6'>tide</a> data:text/html,x",
    "webvtt": "The tide --> NOTE STYLE 00:00:00.000 --> 00:00:09.000 {\\an8} <v Ann> <c.big>",
    "templates": "{{ 7 * 7 }} {% raw %} ${7 * 7} %s %(x)s {0.__class__} $(id) `id`",
    "controls": "Bell \a, screen \x1b[2J\x1b]0;mine\a, one byte \x9b31m, null \0, back \b\b\b",
    "dots": ". . ...",
    "half a pair": "Half \ud800 of a pair, \ufffe, \uffff and \U0001ffff",
    "lines": "First\nsecond\r\nthird\u2028fourth\x0bfifth\x85sixth",
    "up": "../../../../etc/passwd",
    "down": "..\\..\\windows\\system32\\drivers",
    "root": "/etc/passwd\0.md",
    "CON": "CON",
    "NUL": "nul.",
    "COM1": "COM1.mp3",
    "bidi": f"Tide {LEFT_TO_RIGHT_OVERRIDE}3pm.exe{POP} and \u2067open",
    "stream": "C:\\tide.mp3::$DATA",
    "formula": "=HYPERLINK(\"http://198.51.100.1/\",\"tide\")",
    "latin": "Paypal tide",
    "cyrillic": "\u0420\u0430ypal tide",
    "marks": "T\u0317\u0318\u0319" + "\u0335" * 200 + "ide \u200b\u200d\ufeff\u00ad",
    "long": "tide " * 2_000,
}  # fmt: skip
"""By what they try."""

UNFIT = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
UNSEEN = {"Cc", "Cs", "Cn"}
LONGEST = 255
ARTICLES = 9
BASE = "https://example.org/room/"
SETTINGS = f"""\
[show]
title = "The Reading Room"
[publish]
base-url = "{BASE}"
"""
MARKDOWN = """\
---
title: {title}
author: {author}
keywords: [{title}, {author}]
license: CC-BY-4.0
language: en
---
The water rises twice a day, and twice a day it falls.

## {headings[0]}

So the keeper says: {said}

## {headings[1]}

The water falls.
"""
PAGE = """\
<!doctype html><html lang="en"><head><title>{title}</title><meta name="author" content="{author}">
</head><body><article><h1>{title}</h1>
<p>The water rises twice a day, and twice a day it falls.</p>
<h2>{headings[0]}</h2><p>So the keeper says: {said}</p>
<h2>{headings[1]}</h2><p>The water falls.</p></article>
<p>Licence: <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p>
</body></html>
"""


@dataclass(frozen=True)
class Source:
    """An article and what is hostile in it."""

    name: str
    title: str
    author: str
    headings: tuple[str, str]

    def write(self, folder: Path) -> None:
        if self.name.endswith(".md"):
            # JSON's escapes are YAML's: they hold what no file in UTF-8 can.
            form, title, author = MARKDOWN, json.dumps(self.title), json.dumps(self.author)
        else:
            form, title, author = PAGE, html.escape(self.title), html.escape(self.author)
        headings = [html.escape(_in_file(text), quote=False) for text in self.headings]
        said = html.escape(_in_file(self.headings[0])[:LONGEST], quote=False)
        text = form.format(title=title, author=author, headings=headings, said=said)
        (folder / self.name).write_text(text, "utf-8")


def _in_file(text: str) -> str:
    """A line of it that a file of text can hold."""
    seen = (c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cs"})
    return " ".join("".join(seen).split())


def _dealt() -> tuple[Source, ...]:
    """Four texts to an article, in Markdown where a page can't hold them."""
    texts = [*HOSTILE.values(), "A keeper", "An hour"]
    rows = [
        (texts[at], texts[at + ARTICLES], texts[at + 2 * ARTICLES], texts[(at + 1) % ARTICLES])
        for at in range(ARTICLES)
    ]
    fits = [at % 2 == 0 and not UNFIT.search("".join(row)) for at, row in enumerate(rows)]
    return tuple(
        Source(
            f"{at}.{'html' if fits[at] else 'md'}", title, author, tuple(map(_in_file, headings))
        )
        for at, (title, author, *headings) in enumerate(rows)
    )


SOURCES = _dealt()


def as_text(text: str) -> str:
    """A text without what no reader sees: one line, composed, printable."""
    kept = (
        c if (kind := unicodedata.category(c)) not in {"Cc", "Cs", "Cn"} else " " * (kind == "Cc")
        for c in text
    )
    plain = re.sub("[\u202a-\u202e\ufffd]", "", "".join(kept))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def shortened(text: str) -> str:
    """The same as far as apps show it."""
    plain = as_text(text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"


def audiobook(folder: Path, *arguments: str) -> str:
    """What a command says on both streams, whatever comes of it."""
    command = [sys.executable, "-m", "audiobook", *arguments]
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8")


@dataclass(frozen=True)
class Room:
    """A project of all the articles, and what ``make`` said."""

    folder: Path
    said: str

    def stem(self, source: Source) -> Path:
        """The files of an article's edition but for their suffix."""
        for path in self.folder.glob("media/*.json"):
            if json.loads(path.read_text("utf-8")).get("source") == source.name:
                return path.with_suffix("")
        raise AssertionError(f"{source.name}: no edition; {self.said}")

    def read(self, source: Source, suffix: str) -> str:
        return self.stem(source).with_suffix(suffix).read_text("utf-8")


def made_in(folder: Path) -> Room:
    """A new folder with editions of all the articles, made by the command."""
    folder.mkdir()
    (folder / "audiobook.toml").write_text(SETTINGS)
    for source in SOURCES:
        source.write(folder)
    return Room(folder, audiobook(folder, "make", ".", "--voice", "tone:sine", "--rate", "3"))
