"""The pages of a site as a publisher gets them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from lxml import html

from audiobook.publish import pages
from audiobook.publish.shelves import shelves


@pytest.fixture
def rendered(edition, folder):
    """Publishes shows; each page by its path, in order, with its mark."""

    def publish(*shows, count=1, last=1):
        made = [
            edition(slug=f"tide-{number:08}", shows=tuple(show.name for show in shows))
            for number in range(count, 0, -1)
        ]
        made[0] = replace(made[0], revision=last)
        manifest = folder / "media" / f"{edition().slug}.json"
        return list(pages(shows, lambda _: made, "https://example.org/room", lambda _: manifest))

    return publish


def test_the_files_of_a_site(rendered, show):
    paths = [page.path for page in rendered(show(), count=2)]
    assert paths[:2] == [paths[0], "assets/icon-" + paths[1][12:]]
    assert paths[-4:] == [
        "episodes/tide-00000002.html",
        "episodes/tide-00000001.html",
        "search/podcast.json",
        "index.html",
    ]


def test_several_shows_share_an_episode_and_a_front_page(rendered, show):
    paths = [page.path for page in rendered(show(), show(name="essays"))]
    assert paths.count("episodes/tide-00000001.html") == 1
    assert paths[-1] == "index.html"
    assert {"shows/podcast.html", "shows/essays.html", "search/essays.json"} < set(paths)


def test_every_relative_link_leads_to_a_page_that_stands_before_or_to_a_file(rendered, show):
    seen: set[str] = set()
    everything = rendered(show(), count=160)
    paths = {page.path for page in everything}
    for page in everything:
        seen.add(page.path)
        if not page.path.endswith(".html"):
            continue
        tree = html.fromstring(page.render())
        tree.make_links_absolute(f"https://x/{page.path}")
        for address in tree.xpath("//@href | //@src"):
            path = re.sub(r"[?#].*", "", address.removeprefix("https://x/"))
            if address.startswith("https://x/") and not path.startswith(("media/", "feeds/")):
                assert (path or "index.html") in paths
                if path.startswith("assets/"):
                    assert path in seen


def test_a_new_episode_changes_few_pages(rendered, show):
    before = {page.path: page.mark for page in rendered(show(), count=260)}
    after = {page.path: page.mark for page in rendered(show(), count=261)}
    changed = {path for path, mark in after.items() if before.get(path) != mark}
    assert changed == {"episodes/tide-00000261.html", "search/podcast.json", "index.html"}


@pytest.mark.parametrize("count", [1, 99, 149, 150])
def test_the_same_mark_means_the_same_bytes(rendered, show, count):
    before = {page.path: page for page in rendered(show(), count=count)}
    after = {page.path: page for page in rendered(show(), count=count + 1, last=2)}
    for path in before.keys() & after.keys():
        same_bytes = before[path].render() == after[path].render()
        assert same_bytes == (before[path].mark == after[path].mark), path


def test_the_search_index_tells_what_is_found(rendered, show):
    everything = {page.path: page for page in rendered(show(language="de"))}
    (entry,) = json.loads(everything["search/podcast.json"].render())
    assert entry == {
        "slug": "tide-00000001",
        "title": "How the tide turns",
        "language": "en",
        "direction": "ltr",
        "facts": ["7. März 2026", "2 Min.", "Ada Marsh"],
        "summary": "Why harbours keep two clocks.",
    }


@pytest.mark.parametrize("count", [0, 1, 49, 50, 99, 100, 101, 149, 150, 10_000, 10_049])
def test_shelves_hold_each_episode_once_and_full_ones_never_change(count):
    row = shelves(count, 50)
    held = [at for shelf in row for at in range(shelf.first, shelf.first + shelf.number)]
    assert held == list(range(count))
    assert row[0].number < 100

    def from_the_oldest(shelf, count):
        return shelf.place, count - shelf.first - shelf.number, shelf.number

    later = {from_the_oldest(shelf, count + 1) for shelf in shelves(count + 1, 50)}
    assert {from_the_oldest(shelf, count) for shelf in row[1:]} <= later
