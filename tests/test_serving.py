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
private = true
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with an episode in each of two shows, and the private address of a subscriber."""
    folder = tmp_path_factory.mktemp("served")

    def audiobook(*arguments: str) -> str:
        command = [sys.executable, "-m", "audiobook", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        return done.stdout

    (folder / "audiobook.toml").write_text(SHOWS)
    for title, show in (("Tide", "essays"), ("Ebb", "members")):
        (folder / f"{title}.md").write_text(TIDE.format(title=title))
        audiobook("make", f"{title}.md", "--voice", "tone:sine", "--show", show)
    own = re.search(r"/(private/\S+/)feeds", audiobook("feed", "--private", "Ada"))[1]
    return folder, own


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
