from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.errors import FeedError
from audiobook.feed import feed_guid
from audiobook.feed.addresses import Addresses


def pairs(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "pairs" / name).read_text("utf-8").splitlines()
    return [line.split(" => ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("address", "guid"), pairs("guids.txt"))
def test_guid_is_the_namespaces_uuid(address, guid):
    assert feed_guid(address) == guid


@pytest.mark.parametrize(("base_url", "feed"), pairs("bases.txt"))
def test_addresses_are_absolute_and_ascii(base_url, feed, show):
    assert Addresses.of(show(), base_url).feed == feed


@pytest.mark.parametrize(
    "base_url",
    ["", "example.org", "/room/", "ftp://example.org/", "https://", "http://[::1", "https://a:b/"],
)
def test_a_base_that_is_no_web_address_is_refused_with_its_key(base_url, show):
    with pytest.raises(FeedError, match=r"\[publish\] base-url"):
        Addresses.of(show(), base_url)


def test_a_show_name_cannot_leave_the_feeds_folder(show):
    at = Addresses.of(show(name="a/../b c"), "https://example.org")
    assert at.feed == "https://example.org/feeds/a%2F..%2Fb%20c.xml"


def test_a_replaced_edition_has_a_new_enclosure_address(show, edition):
    at = Addresses.of(show(), "https://example.org")
    first, second = edition(revision=1), edition(revision=2)
    assert at.enclosure(first) == "https://example.org/media/how-the-tide-turns-0a1b2c3d.mp3"
    assert at.enclosure(second) == f"{at.enclosure(first)}?v=9f9f9f9f"
