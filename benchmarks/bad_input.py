"""Time and peak memory for sources that are broken, hostile or far too large.

    python benchmarks/bad_input.py [NAME…]

Each source is read in a process of its own.  ``*`` marks what took more than 10 s or 500 MB, ``!``
what ended otherwise than in articles or in one clear line.
"""

from __future__ import annotations

import gzip
import io
import multiprocessing
import resource
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from audiobook.articles import Web, read_articles
from audiobook.errors import SourceError

LONGEST_S = 10.0
MOST_MB = 500
MB = 1 << 20
LONGEST_FETCH_S = 5.0

PROSE = "The ferry leaves at seven, and the people who take it know each other by name. "
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + '<!ENTITY file SYSTEM "file:///etc/hostname">'
    '<!ENTITY net SYSTEM "http://127.0.0.1:9/x">]>'
)
HOSTILE = "&i;&file;&net;"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title>'
    '</metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '</manifest><spine><itemref idref="a"/></spine></package>'
)
RUSSIAN = "Лодка стоит у берега реки, и никто её не ищет. " * 20
ARABIC = "يغادر القارب الجزيرة في السابعة صباحا ويعرف ركابه بعضهم بعضا. " * 20
JAPANESE = "船は七時に島を出て、乗る人はみな互いの名前を知っている。" * 20
CHINESE = "渡船七点钟离开小岛，乘船的人彼此都叫得出名字。" * 20


def packed(**files: bytes | str) -> bytes:
    """A ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def book(chapter: bytes | str, package: str = PACKAGE) -> bytes:
    """An EPUB of one chapter."""
    return packed(
        **{
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "book.opf": package,
            "a.xhtml": chapter,
        }
    )


def word(document: str) -> bytes:
    """A DOCX with a text."""
    return packed(**{"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def feed(items: str) -> str:
    """An RSS feed."""
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>'
        f"<link>https://example.org/</link>{items}</channel></rss>"
    )


def large_feed() -> str:
    """10,000 entries, 20 MB."""
    paragraph = f"&lt;p&gt;{PROSE * 24}&lt;/p&gt;"
    return feed(
        "".join(
            f"<item><title>{n}</title><guid>{n}</guid><description>{paragraph}</description></item>"
            for n in range(10_000)
        )
    )


def nested_zip(levels: int) -> bytes:
    """An archive in an archive, each 1,000 times its packed size."""
    data = bytes(50 * MB)
    for _ in range(levels):
        data = packed(**{"inner.zip": data})
    return book(data)


def page(body: str) -> str:
    """A page around an article."""
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of some objects, the first its catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%bendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(body))
    )


def pdf_of_rings() -> bytes:
    """Pages that are their own parents and children."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999>>"
    )


def pdf_page(content: bytes) -> bytes:
    """One page that draws something."""
    packed_content = zlib.compress(content)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream"
        % (len(packed_content), packed_content),
    )


FILES: dict[str, tuple[str, Callable[[], bytes | str]]] = {
    "XXE and entity bomb, HTML": ("a.html", lambda: ENTITIES + page(f"<p>{HOSTILE}{PROSE * 5}")),
    "XXE and entity bomb, RSS": (
        "a.rss",
        lambda: feed(f"<item><title>{HOSTILE}</title></item>").replace("<rss", ENTITIES + "<rss"),
    ),
    "XXE and entity bomb, EPUB": (
        "a.epub",
        lambda: book(
            ENTITIES + page(f"<p>{HOSTILE}{PROSE * 9}"),
            ENTITIES + PACKAGE.replace(">T<", f">{HOSTILE}<"),
        ),
    ),
    "XXE and entity bomb, DOCX": (
        "a.docx",
        lambda: word(f"{ENTITIES}<w:document xmlns:w='w'>{HOSTILE}</w:document>"),
    ),
    "HTML nested 250 deep": ("a.html", lambda: page("<div>" * 250 + f"<p>{PROSE * 5}")),
    "HTML nested 400 deep": ("a.html", lambda: page("<div>" * 400 + f"<p>{PROSE * 5}")),
    "HTML nested 100,000 deep": ("a.html", lambda: page("<div>" * 100_000 + f"<p>{PROSE * 5}")),
    "HTML nested 100,000 deep inline": ("a.html", lambda: page("<b>" * 100_000 + PROSE * 5)),
    "HTML entry nested 100,000 deep": (
        "a.rss",
        lambda: feed(f"<item><description>{'&lt;div&gt;' * 100_000}x</description></item>"),
    ),
    "50 MB of HTML": (
        "a.html",
        lambda: page(f"<article>{f'<p>{PROSE * 5}</p>' * (50 * MB // 403)}</article>"),
    ),
    "50 MB of HTML in one tag": ("a.html", lambda: page(f"<p title='{PROSE * (50 * MB // 79)}'>x")),
    "HTML without an end of 1,000,000 tags": ("a.html", lambda: page("<p>a<i>" * 500_000)),
    "50 MB of text": ("a.txt", lambda: f"{PROSE * 5}\n\n" * (50 * MB // 397)),
    "50 MB of text in one line": ("a.txt", lambda: PROSE * (50 * MB // 79)),
    "50 MB without a space": ("a.txt", lambda: "a" * (50 * MB)),
    "UTF-16 without a mark": ("a.txt", lambda: (PROSE * 20).encode("utf-16-le")),
    "UTF-16 big endian without a mark": ("a.txt", lambda: (PROSE * 20).encode("utf-16-be")),
    "Shift-JIS": ("a.txt", lambda: JAPANESE.encode("shift-jis")),
    "GB18030": ("a.txt", lambda: CHINESE.encode("gb18030")),
    "KOI8-R": ("a.txt", lambda: RUSSIAN.encode("koi8-r")),
    "Windows-1256": ("a.txt", lambda: ARABIC.encode("cp1256")),
    "meta says UTF-8, content KOI8-R": (
        "a.html",
        lambda: page(f"<meta charset=utf-8><p>{RUSSIAN}").encode("koi8-r"),
    ),
    "broken PDF": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj"),
    "PDF whose pages are a ring": ("a.pdf", pdf_of_rings),
    "PDF, a page of 1 GB of zeros": ("a.pdf", lambda: pdf_page(bytes(1_000 * MB))),
    "PDF, a page of 60 MB of text": (
        "a.pdf",
        lambda: pdf_page(b"BT /F 9 Tf (abcdefgh) Tj ET\n" * 2_100_000),
    ),
    "broken EPUB": ("a.epub", lambda: book(page(PROSE * 9))[:-60]),
    "encrypted EPUB": (
        "a.epub",
        lambda: packed(
            **{
                "mimetype": "application/epub+zip",
                "META-INF/encryption.xml": "<e><CipherReference URI='a'/></e>",
            }
        ),
    ),
    "zip bomb, EPUB": ("a.epub", lambda: book(bytes(2_000 * MB))),
    "zip bomb, DOCX": ("a.docx", lambda: packed(**{"word/document.xml": bytes(2_000 * MB)})),
    "zip bomb, nested": ("a.epub", lambda: nested_zip(3)),
    "feed without entries": ("a.rss", lambda: feed("")),
    "entry without a link": ("a.rss", lambda: feed("<item><title>x</title></item>")),
    "20 MB feed of 10,000 entries": ("a.rss", large_feed),
    "JSON nested 100,000 deep": (
        "a.json",
        lambda: '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000,
    ),
    "YAML aliases": (
        "a.md",
        lambda: (
            "---\na: &a [x,x]\n"
            + "".join(
                f"{n}: &{n} [*{b},*{b},*{b},*{b}]\n"
                for b, n in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + "---\nx"
        ),
    ),
    "YAML nested 10,000 deep": ("a.md", lambda: f"---\na: {'[' * 10_000}\n---\nx"),
}
for mark in ("[^", "[", "*", "> ", "`", "![", "<a ", "**a ", "_a ", "[a](", "$", "- ", "[^a", "|"):
    FILES[f"Markdown, 50,000 times {mark!r}"] = ("a.md", partial(str.__mul__, mark, 50_000))
FILES["Markdown, backticks of rising length"] = (
    "a.md",
    lambda: "".join(f"a{'`' * n}" for n in range(1_000)),
)


class Hostile(BaseHTTPRequestHandler):
    """Answers that never end, lead nowhere, or grow."""

    def log_message(self, *said: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer by the path."""
        try:
            {
                "/drip": self._drip,
                "/drip-head": self._drip_head,
                "/head": self._head,
                "/loop": self._loop,
                "/redirect": self._redirect,
                "/stacked": self._stacked,
                "/bomb": self._bomb,
            }[self.path]()
        except OSError:
            return  # the client has heard enough

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        while True:
            self.wfile.write(b"a ")
            time.sleep(0.5)

    def _drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-A: ")
        while True:
            self.wfile.write(b"a")
            time.sleep(0.5)

    def _head(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        while True:
            self.wfile.write(b"X-A: " + b"a" * 60_000 + b"\r\n")

    def _loop(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _redirect(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/loop")
        self.end_headers()
        while True:
            self.wfile.write(bytes(MB))

    def _stacked(self) -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip, gzip")
        self.end_headers()
        self.wfile.write(gzip.compress(gzip.compress(bytes(1_000 * MB))))

    def _bomb(self) -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(gzip.compress(bytes(1_000 * MB)))


ADDRESSES = {
    "server that drips its page": "/drip",
    "server that drips its head": "/drip-head",
    "head without an end": "/head",
    "redirect loop": "/loop",
    "redirect with a body without an end": "/redirect",
    "gzip bomb": "/bomb",
    "gzip bomb in gzip": "/stacked",
}


def read(source: str, folder: str) -> str:
    """What became of a source, as one line."""
    web = Web(["127.0.0.1"], Path(folder), longest_s=LONGEST_FETCH_S)
    articles = characters = 0
    failed: SourceError | None = None
    try:
        for found in read_articles(source, web=web):
            if isinstance(found, SourceError):
                failed = found
            else:
                articles, characters = articles + 1, characters + len(found.text)
    except SourceError as error:
        failed = error
    except Exception as error:
        return f"! {type(error).__name__}: {error}"
    finally:
        web.close()
    if failed:
        told = str(failed).removeprefix(source)
        return f"{'!' if chr(10) in told else ' '} {told}"
    return f"  {articles} articles, {characters:,} characters"


def measured(source: str, folder: str) -> tuple[float, int, str]:
    """Seconds, peak memory in MB, and what became of a source."""
    started = time.perf_counter()
    told = read(source, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return time.perf_counter() - started, peak // 1024, told


def build(name: str, folder: str) -> str:
    """Write a source to a file; its path."""
    file, content = FILES[name]
    data = content()
    path = Path(folder, file)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def alone(work: Callable[..., Any], *arguments: str) -> Any:
    """Call in a process of its own, whose peak memory nothing else has raised."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def row(name: str, source: str, folder: str) -> None:
    """Measure one source, and print the outcome."""
    seconds, megabytes, told = alone(measured, source, folder)
    over = "*" if seconds > LONGEST_S or megabytes > MOST_MB else " "
    print(f"{over} {name:42} {seconds:6.1f} s {megabytes:5} MB {told[:110]}", flush=True)


def main() -> None:
    """Print the table."""
    names = [
        n for n in (*FILES, *ADDRESSES) if not sys.argv[1:] or any(w in n for w in sys.argv[1:])
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        ThreadingHTTPServer(("127.0.0.1", 0), Hostile) as server,
    ):
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name in names:
            if name in FILES:
                row(name, alone(build, name, folder), folder)
            else:
                row(name, f"http://127.0.0.1:{server.server_port}{ADDRESSES[name]}", folder)
        server.shutdown()


if __name__ == "__main__":
    main()
