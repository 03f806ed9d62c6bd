"""A real project behind the real server: what was made is found at the addresses it gives."""

from __future__ import annotations

import re
import subprocess
import sys

import httpx
import pytest
from lxml import etree

TIDE = """\
---
title: {title}
author: Ada Marsh
license: CC-BY-4.0
language: en
tags: [{show}]
---
The water rises twice a day, and twice a day it falls.
"""

SHOWS = """\
[shows.essays]
title = "Essays"
description = "For everyone."

[shows.members]
title = "Members"
description = "For a few."
tags = ["members"]
private = true

[shows.desk]
title = "Desk"
description = "For fewer."
tags = ["desk"]
private = true
"""


def _audiobook(folder, *arguments: str) -> str:
    command = [sys.executable, "-m", "audiobook", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with an episode in each of two shows, and the private address of a subscriber."""
    folder = tmp_path_factory.mktemp("served")

    (folder / "audiobook.toml").write_text(SHOWS)
    for title, show in (("Tide", "essays"), ("Ebb", "members"), ("Flow", "desk")):
        (folder / f"{title}.md").write_text(TIDE.format(title=title, show=show))
    _audiobook(folder, "make", ".", "--voice", "tone:sine")
    printed = _audiobook(folder, "feed", "--private", "Ada", "--show", "members")
    return folder, re.search(r"/(private/\S+/)feeds", printed)[1]


@pytest.fixture(scope="module")
def served(project):
    """The address of the site, and that of the subscriber's own."""
    folder, own = project
    command = [sys.executable, "-m", "audiobook", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        address = re.search(r"http://\S+", server.stderr.readline())[0]
        yield address, address + own
        server.terminate()


@pytest.mark.parametrize(("own", "name", "title"), [(0, "essays", "Tide"), (1, "members", "Ebb")])
def test_every_address_in_a_feed_leads_below_the_one_it_was_asked_by(served, own, name, title):
    base = served[own]
    feed = etree.fromstring(httpx.get(f"{base}feeds/{name}.xml").content)
    assert feed.xpath("//item/title/text()") == [title]
    addresses = {
        address
        for address in feed.xpath("//@url | //@href | //link/text()")
        if address.startswith("http://127.0.0.1")
    }
    assert len(addresses) > 6
    for address in addresses:
        assert address.startswith(base)
        assert httpx.get(address).status_code == 200, address
    (enclosure,) = feed.xpath("//enclosure")
    assert len(httpx.get(enclosure.get("url")).content) == int(enclosure.get("length"))


def test_a_private_show_is_nowhere_without_its_secret(served, project):
    address, own = served
    episode = httpx.get(f"{own}feeds/members.xml").text
    for path in re.findall(rf"{re.escape(own)}([^\s\"<]+)", episode):
        assert httpx.get(f"{own}{path}").status_code == 200
        assert httpx.get(f"{address}{path}").status_code == 404, path
    for path in ("", "feeds/shows.opml"):
        assert "Members" not in httpx.get(f"{address}{path}").text


def test_the_pages_lead_to_the_episode(served):
    for base, title in zip(served, ("Tide", "Ebb"), strict=True):
        (path,) = re.findall(r'href="\./(episodes/[^"]+)"', httpx.get(base).text)
        page = httpx.get(f"{base}{path}").text
        assert f">{title}</h1>" in page
        assert "twice a day it falls" in page


def test_each_name_and_password_opens_one_show_until_it_is_withdrawn(served, project):
    address, _ = served
    folder, _ = project
    asks = {}
    for name, show in (("Zoë: the 2nd", "members"), ("bob", "desk")):
        asked = ("--private", name, "--password", "--show", show)
        printed = _audiobook(folder, "feed", *asked).splitlines()
        assert printed[0].endswith(f":8000/subscribers/feeds/{show}.xml")
        assert printed[1] == f"name: {name}"
        asks[show] = (name, printed[2].removeprefix("password: "))
    pages = {show: httpx.get(f"{address}subscribers/", auth=auth) for show, auth in asks.items()}
    # The same address, one after the other: what is kept for one is not given to the other.
    assert (">Ebb<" in pages["members"].text, ">Flow<" in pages["members"].text) == (True, False)
    assert (">Ebb<" in pages["desk"].text, ">Flow<" in pages["desk"].text) == (False, True)
    swapped = ("bob", asks["members"][1])
    assert httpx.get(f"{address}subscribers/", auth=swapped).status_code == 401
    _audiobook(folder, "feed", "--end", "bob", "--show", "desk")
    assert httpx.get(f"{address}subscribers/", auth=asks["desk"]).status_code == 401
    assert httpx.get(f"{address}subscribers/", auth=asks["members"]).status_code == 200


def test_an_address_withdrawn_opens_nothing_from_then_on(served, project):
    address, _ = served
    folder, _ = project
    own = _audiobook(folder, "feed", "--private", "Eve", "--show", "desk").strip()
    feed = address + own.partition(":8000/")[2]
    (enclosure,) = etree.fromstring(httpx.get(feed).content).xpath("//enclosure/@url")
    assert httpx.get(enclosure).status_code == 200
    _audiobook(folder, "feed", "--end", "Eve", "--show", "desk")
    assert [httpx.get(each).status_code for each in (feed, enclosure)] == [404, 404]
