from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.config.web_addresses import as_uri, is_web_address
from audiobook.errors import ConfigError
from audiobook.feed import check_feed, feed_address, feed_guid, feed_path, subscription
from audiobook.feed.addresses import Addresses


def pairs(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "pairs" / name).read_text("utf-8").splitlines()
    return [line.split(" => ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("address", "guid"), pairs("guids.txt"))
def test_guid_is_the_namespaces_uuid(address, guid):
    assert feed_guid(address) == guid


@pytest.mark.parametrize(("base_url", "feed"), pairs("bases.txt"))
def test_addresses_are_absolute_and_ascii(base_url, feed, show):
    assert feed_address(show(), base_url) == feed


@pytest.mark.parametrize(
    "base_url",
    ["", "example.org", "/room/", "ftp://example.org/", "https://", "http://[::1", "https://a:b/"],
)
def test_a_base_that_is_no_web_address_is_refused_with_its_key(base_url, show):
    with pytest.raises(ConfigError, match=r"\[publish\] base-url"):
        Addresses.of(show(), base_url)


def test_a_show_name_cannot_leave_the_feeds_folder(show):
    at = Addresses.of(show(name="a/../b c"), "https://example.org")
    assert at.feed == "https://example.org/feeds/a%2F..%2Fb%20c.xml"


def test_a_replaced_edition_has_a_new_enclosure_address(show, edition):
    at = Addresses.of(show(), "https://example.org")
    first, second = edition(), edition(enclosure_suffix=".r2.mp3")
    assert at.enclosure(first) == "https://example.org/media/how-the-tide-turns-0a1b2c3d.mp3"
    assert at.enclosure(second) == "https://example.org/media/how-the-tide-turns-0a1b2c3d.r2.mp3"


def test_documents_lie_where_they_are_said_to(show):
    base = "https://example.org/"
    at = Addresses.of(show(name="essays"), base)
    assert (feed_path(show(name="essays")), feed_path(show(name="essays"), 3)) == (
        "feeds/essays.xml",
        "feeds/essays-3.xml",
    )
    assert at.document(3) == base + feed_path(at.show, 3)


@pytest.mark.parametrize(("address", "uri"), pairs("uris.txt"))
def test_an_address_in_any_script_is_written_in_ascii(address, uri):
    assert is_web_address(address)
    assert as_uri(address) == uri
    assert as_uri(uri) == uri


@pytest.mark.parametrize(
    "text",
    ["", "example.org", "//example.org", "mailto:a@b.c", "https://", "http://a b/", "http://[::1",
     "https://a:b/", "https://é..b/", "javascript:alert(1)", "https://example.org/a\nb"],
)  # fmt: skip
def test_what_is_no_address(text):
    assert not is_web_address(text)


def test_the_shows_page_and_the_hub_may_be_stated_in_any_script(show):
    link, hub = "https://müller.example/über", "https://hub.example/straße"
    document = subscription(show(link=link), [], "https://example.org", 0, hub).document
    check_feed(document, show(link=link))
    assert b"<link>https://xn--mller-kva.example/%C3%BCber</link>" in document
    assert b'href="https://hub.example/stra%C3%9Fe"' in document
