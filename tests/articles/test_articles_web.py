"""What is asked of a web site, what is refused, and what is read of what it sends."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from web_site import Site, bomb, gone_to, page, served, status

from audiobook.articles import Web, read_articles
from audiobook.articles.web.guard import is_public
from audiobook.errors import SourceError

PROSE = (
    "The ferry to the island leaves at seven, and the people who take it know each other by name. "
    "On the way back there is nobody on board but the dog, who does it for the sausages. "
)
MORE = (
    "In winter the sea is often too high for it, and then the island writes letters to the town, "
    "which nobody can fetch before the wind turns, and which say that the wind has not turned yet."
)
ARTICLE = (
    "<html lang=en><title>The ferry</title><body><article><h1>The ferry</h1>"
    f"<p>{PROSE}</p><p>{MORE}</p></article></body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site({})) as site:
        yield site


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    web = Web(["127.0.0.1"], tmp_path)
    yield web
    web.close()


def test_a_page_is_read_and_its_address_is_its_source(site: Site, web: Web) -> None:
    site.pages = {"/old": gone_to("/ferry"), "/ferry": page(ARTICLE)}
    (article,) = read_articles(site.at("/old"), web=web)
    assert (article.title, article.source) == ("The ferry", site.at("/ferry"))
    assert article.identity == site.at("/old")
    assert article.text.startswith("The ferry to the island")
    assert {asked.agent.partition("/")[0] for asked in site.asked} == {"audiobook-editions"}


def test_a_second_time_nothing_is_asked_without_a_condition(site: Site, tmp_path: Path) -> None:
    site.pages = {"/a": page(ARTICLE, ETag='"one"'), "/b": gone_to("/a")}
    for _ in range(2):
        web = Web(["127.0.0.1"], tmp_path)
        assert web.fetch(site.at("/a")).data == ARTICLE.encode()
        web.close()
    assert [asked.condition for asked in site.asked] == [None, '"one"']
    site.pages["/a"] = page("<p>changed", ETag='"two"')
    web = Web(["127.0.0.1"], tmp_path)
    assert web.fetch(site.at("/b")).data == b"<p>changed"
    web.close()


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/nowhere", "there is no such page (404)"),
        ("/loop", "leads on more than 10 times"),
        ("/ftp", "leads to no http or https address"),
        ("/private", "leads to 127.0.0.2, which is in a private network (127.0.0.2); if that"),
        ("/cloud", "leads to 169.254.169.254, which is refused: a machine tells"),
        ("/busy", "its server is busy (429); try again in 30 s"),
        ("/broken", "its server answers 500"),
        ("/empty", "has no text"),
        ("/huge", "holds more than 50 MB"),
        ("/bomb", "holds more than 50 MB"),
        ("/picture", "is not text but image/png"),
    ],
)
def test_what_can_not_be_fetched_is_one_clear_line(
    site: Site, web: Web, path: str, problem: str
) -> None:
    site.pages = {
        "/loop": gone_to("/loop"),
        "/ftp": gone_to("ftp://example.org/a"),
        "/private": gone_to(f"http://127.0.0.2:{site.port}/a"),
        "/cloud": gone_to("http://169.254.169.254/latest/meta-data/"),
        "/busy": status(429, Retry_After="30"),
        "/broken": status(500),
        "/empty": page(" \n"),
        "/huge": page(bytes(51 << 20), "text/plain"),
        "/bomb": bomb(400 << 20),
        "/picture": page(b"\x89PNG\r\n\x1a\n\x00", "image/png"),
    }
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceError) as caught:
        list(read_articles(site.at(path), web=web))
    assert str(caught.value).startswith(f"{site.at(path)}: {problem}")
    assert "\n" not in str(caught.value)
    if path == "/bomb":
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 << 10


def test_no_host_of_a_private_network_is_asked_unless_allowed(site: Site, tmp_path: Path) -> None:
    web = Web([], tmp_path)
    site.pages = {"/a": page(ARTICLE)}
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"):
        with pytest.raises(SourceError, match=r"private network|can't be fetched"):
            web.fetch(f"http://{host}:{site.port}/a")
    web.close()
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.0.0.1", False),
        ("172.16.5.5", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False),
        ("fe80::1", False), ("fd00::1", False), ("::ffff:10.0.0.1", False),
        ("2002:7f00:0001::", False), ("64:ff9b::a00:1", False), ("64:ff9b::5db8:d822", True),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) == public


@pytest.mark.parametrize(
    ("header", "body", "word"),
    [
        ("text/html; charset=iso-8859-2", "ł", "ł"),
        ("text/html; charset=utf-8", "ł", "ł"),
        ("text/html; charset=no-such-thing", "ł", "ł"),
        ("text/html", "ł", "ł"),
    ],
)
def test_the_charset_of_the_header_wins(
    site: Site, web: Web, header: str, body: str, word: str
) -> None:
    encoding = "iso-8859-2" if "8859" in header else "utf-8"
    site.pages = {"/a": page(ARTICLE.replace("dog", f"dog{body}").encode(encoding), header)}
    (article,) = read_articles(site.at("/a"), web=web)
    assert f"dog{word}" in article.text


def test_markdown_that_is_served_as_text_is_markdown(site: Site, web: Web) -> None:
    site.pages = {"/a.md": page(f"# The ferry\n\n*{MORE}*", "text/plain")}
    (article,) = read_articles(site.at("/a.md"), web=web)
    assert (article.title, "*" in article.text) == ("The ferry", False)


def test_robots_are_asked_for_once_and_obeyed(site: Site, web: Web) -> None:
    rules = "User-agent: *\nDisallow: /private/"
    site.pages = {"/robots.txt": page(rules, "text/plain"), "/a": page(ARTICLE)}
    web.fetch_linked(site.at("/a"))
    with pytest.raises(SourceError, match=r"asks robots to stay out"):
        web.fetch_linked(site.at("/private/a"))
    assert site.paths() == ["/robots.txt", "/a"]


def test_without_rules_robots_may_come_and_behind_a_broken_server_not(
    site: Site, web: Web, tmp_path: Path
) -> None:
    site.pages = {"/a": page(ARTICLE)}
    assert web.fetch_linked(site.at("/a")).data
    site.pages["/robots.txt"] = status(503)
    other = Web(["127.0.0.1"], tmp_path / "other")
    with pytest.raises(SourceError, match="stay out"):
        other.fetch_linked(site.at("/a"))
    other.close()
