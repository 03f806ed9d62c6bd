from __future__ import annotations

import asyncio
import re

import httpx
import pytest

from audiobook.errors import FeedError, PublishError
from audiobook.publish import make_app

EPISODE = "/episodes/how-the-tide-turns-0a1b2c3d.html"


def test_http_01_the_feed_is_served(site):
    got = site.get("/feeds/podcast.xml")
    assert got.status_code == 200
    assert got.headers["content-type"] == "application/rss+xml; charset=utf-8"


def test_a_browser_gets_the_feed_as_what_it_can_show(site):
    got = site.get("/feeds/podcast.xml", headers={"Accept": "text/html,application/xml;q=0.9"})
    assert got.headers["content-type"] == "text/xml; charset=utf-8"
    assert "Accept" in got.headers["vary"]
    style = site.get("/feeds/style.css")
    assert (style.headers["content-type"], style.status_code) == ("text/css; charset=utf-8", 200)


def test_the_feed_is_built_for_the_address_it_was_asked_by(site):
    assert site.get("/feeds/podcast.xml").text == f"podcast 0 {site.base_url}/"
    on_the_lan = site.get("/feeds/podcast.xml", headers={"Host": "desk.local:8000"})
    assert on_the_lan.text == "podcast 0 http://desk.local:8000/"
    assert "Host" in on_the_lan.headers["vary"]


@pytest.mark.parametrize("host", ["a b", "a<script>", "a/b", "a@b", "a:b", '"', "a:99999"])
def test_a_host_that_is_none_is_not_believed(site, host):
    got = site.get("/feeds/podcast.xml", headers={"Host": host})
    assert got.text == f"podcast 0 {site.base_url}/"


@pytest.mark.parametrize("path", ["/", EPISODE, "/feeds/podcast.xml", "/feeds/shows.opml"])
@pytest.mark.parametrize("host", ["a" * 4000, "a" * 260, "desk.local:0"])
def test_a_host_that_no_address_can_have_is_the_clients_mistake(site, path, host):
    assert site.get(path, headers={"Host": host}).status_code == 400


def test_an_address_too_long_for_a_code_has_none(tmp_path, run_app, library, show):
    with run_app(make_app(tmp_path, library(show()), ["127.0.0.1"])) as address:
        got = httpx.get(address, headers={"X-Forwarded-Prefix": "/a" * 1500})
        assert got.status_code == 200
        assert 'class="code"' not in got.text
        assert 'class="code"' in httpx.get(address).text


def test_each_show_has_its_feed_and_archives(site):
    assert site.get("/feeds/essays.xml").text.startswith("essays 0 ")
    assert site.get("/feeds/podcast-2.xml").text.startswith("podcast 2 ")
    for name in ("podcast-3", "podcast-0", "podcast-02", "podcast-", "nobody", "nobody-1"):
        assert site.get(f"/feeds/{name}.xml").status_code == 404


def test_the_shows_are_listed_for_apps(site):
    got = site.get("/feeds/shows.opml")
    assert got.headers["content-type"] == "text/x-opml; charset=utf-8"
    assert got.text == f"outline {site.base_url}/"


@pytest.mark.parametrize("path", ["/feeds/podcast.xml", "/", "/shows/podcast.html", EPISODE])
def test_http_02_what_has_not_changed_is_not_sent_again(site, path):
    first = site.get(path)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = site.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert site.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_http_02_the_feeds_date_is_that_of_its_file(site, folder):
    date = site.get("/feeds/podcast.xml").headers["last-modified"]
    ask = {"If-Modified-Since": date}
    assert site.get("/feeds/podcast.xml", headers=ask).status_code == 304
    # A tag decides alone where there is one.
    assert site.get("/feeds/podcast.xml", headers=ask | {"If-None-Match": '"x"'}).status_code == 200
    for other in (
        "Sat, 01 Jan 2000 00:00:00 GMT",
        "yesterday",
        "Sat, 01 Jan 2050 00:00:00 -0000",
        f"Sat, 01 Jan {'9' * 30} 00:00:00 GMT",
        "Sat, 01 Jan 0001 00:00:00 +2359",
    ):
        got = site.get("/feeds/podcast.xml", headers={"If-Modified-Since": other})
        assert got.status_code == 200


@pytest.mark.parametrize("path", ["/feeds/podcast.xml", "/", "/search/podcast.json", EPISODE])
def test_head_says_what_get_would(site, path):
    head, get = site.head(path), site.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("path", ["/", "/shows/podcast.html", EPISODE])
def test_pages_may_load_nothing_from_elsewhere(site, path):
    got = site.get(path)
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    policy = got.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_what_a_page_loads_is_there_and_kept_for_ever(site):
    loaded = re.findall(r'(?:src|href)="\.\.(/assets/[^"]+)"', site.get(EPISODE).text)
    assert len(loaded) == 6
    for path in loaded:
        got = site.get(path)
        assert got.status_code == 200
        assert "immutable" in got.headers["cache-control"]
    assert site.get("/assets/player.js").status_code == 404


def test_the_page_of_an_episode_has_its_transcript(site):
    page = re.sub(r"<[^>]+>", "", site.get(EPISODE).text)
    assert "The sea comes in. It goes out again." in page
    assert "Repeated!" not in page


@pytest.mark.parametrize(
    "path",
    ["/episodes/nothing.html", "/episodes/", "/nothing", "/shows/nobody.html",
     "/shows/podcast-1.html", "/search/podcast-1.json", "/search/nobody.json"],
)  # fmt: skip
def test_a_page_that_is_not_there(site, path):
    assert site.get(path).status_code == 404


def test_what_is_made_while_it_runs_appears(tmp_path, run_app, library, show, edition):
    shelf = library(show())
    with run_app(make_app(tmp_path, shelf)) as address:
        late = f"{address}/media/{edition().slug}.mp3"
        assert "There is no episode yet." in httpx.get(address).text
        assert httpx.get(f"{address}{EPISODE}").status_code == 404
        assert httpx.get(late).status_code == 404
        (tmp_path / "media").mkdir()
        (tmp_path / f"media/{edition().slug}.mp3").write_bytes(b"late")
        shelf.add(edition())
        assert "How the tide turns" in httpx.get(address).text
        assert httpx.get(f"{address}{EPISODE}").status_code == 200
        assert httpx.get(late).content == b"late"


def test_a_page_of_ten_thousand_episodes_holds_a_hundred_at_most(
    tmp_path, run_app, library, show, edition
):
    made = [edition(slug=f"tide-{number:08}") for number in range(10_049, 0, -1)]
    with run_app(make_app(tmp_path, library(show(), editions=made))) as address:
        front = httpx.get(address).text
        found = re.findall(r"episodes/tide-(\d+)\.html", front)
        assert found == [f"{number:08}" for number in range(10_049, 9_950, -1)]
        assert "10049 episodes" in front
        assert len(front) < 100_000
        older = re.search(r'rel="next" href="([^"]+)"', front)[1]
        found = re.findall(r"episodes/tide-(\d+)\.html", httpx.get(f"{address}/{older}").text)
        assert found == [f"{number:08}" for number in range(9_950, 9_900, -1)]


def test_a_feed_is_built_once_for_many_clients(tmp_path, run_app, library, show, edition):
    shelf = library(show())

    async def poll(address: str) -> set[bytes]:
        async with httpx.AsyncClient(timeout=60) as client:
            ask = (client.get(f"{address}/feeds/podcast.xml") for _ in range(200))
            return {got.content for got in await asyncio.gather(*ask)}

    with run_app(make_app(tmp_path, shelf)) as address:
        assert asyncio.run(poll(address)) == {f"podcast 0 {address}/".encode()}
        assert shelf.feeds_built == 1
        shelf.add(edition())
        httpx.get(f"{address}/feeds/podcast.xml")
        assert shelf.feeds_built == 2


def test_why_a_feed_cannot_be_built_is_said_to_the_owner_alone(
    tmp_path, run_app, library, show, caplog
):
    class Broken(type(library())):
        def feed(self, *_: object) -> bytes:
            raise FeedError("show 'podcast': title", "is missing", "set [show] title")

    with run_app(make_app(tmp_path, Broken([show()]))) as address:
        got = [httpx.get(f"{address}/feeds/podcast.xml") for _ in range(2)]
    assert [each.status_code for each in got] == [500, 500]
    assert "is missing" not in got[1].text
    said = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert said == ["show 'podcast': title: is missing; set [show] title"] * 2


def test_a_project_without_a_public_show_says_nothing_of_the_others(
    tmp_path, run_app, library, show
):
    with run_app(make_app(tmp_path, library(show(private=True, title="Hush")))) as address:
        got = httpx.get(address)
    assert got.status_code == 200
    assert "Hush" not in got.text


@pytest.mark.parametrize(
    ("headers", "base"),
    [
        ({"X-Forwarded-Proto": "https"}, "https://127.0.0.1:{port}/"),
        ({"X-Forwarded-Host": "listen.example"}, "http://listen.example/"),
        ({"X-Forwarded-Host": "spoofed.example, listen.example"}, "http://listen.example/"),
        ({"X-Forwarded-Prefix": "/room/"}, "http://127.0.0.1:{port}/room/"),
        ({"X-Forwarded-Proto": "gopher", "X-Forwarded-Host": "a b", "X-Forwarded-Prefix": "//x"},
         "http://127.0.0.1:{port}/"),
    ],
)  # fmt: skip
def test_only_a_trusted_proxy_says_how_it_was_asked(
    tmp_path, run_app, library, show, headers, base
):
    for proxies, believed in ((["127.0.0.0/8"], True), (["192.0.2.1"], False), ([], False)):
        with run_app(make_app(tmp_path, library(show()), proxies)) as address:
            got = httpx.get(f"{address}/feeds/podcast.xml", headers=headers).text
        expected = base.format(port=address.rpartition(":")[2]) if believed else f"{address}/"
        assert got == f"podcast 0 {expected}"


def test_a_proxy_that_is_no_address(tmp_path, library, show):
    with pytest.raises(PublishError, match=r"proxy nginx: .*give an address"):
        make_app(tmp_path, library(show()), ["nginx"])


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("GET", "/<script>alert(1)</script>", {}, 404),
        ("GET", "/media/nothing.mp3", {}, 404),
        ("GET", "/private/guessed/feeds/members.xml", {}, 404),
        ("GET", "/subscribers/feeds/members.xml", {}, 401),
        ("POST", "/", {}, 405),
        ("GET", "/", {"Host": "desk.local:0"}, 400),
        ("GET", "/feeds/podcast.xml", {}, 200),
        ("GET", "/feeds/shows.opml", {}, 200),
        ("GET", "/search/podcast.json", {}, 200),
    ],
)
def test_nothing_runs_in_an_answer_that_is_no_page(site, method, path, headers, status):
    got = site.request(method, path, headers=headers)
    assert got.status_code == status
    assert "html" not in got.headers["content-type"]
    assert got.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "script-src" not in got.headers["content-security-policy"]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["referrer-policy"] == "no-referrer"


def test_what_has_not_changed_keeps_the_policy_it_came_with(site):
    first = site.get("/")
    again = site.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers


def test_browsers_may_play_a_file_that_is_opened_by_itself(site):
    got = site.get("/media/how-the-tide-turns-0a1b2c3d.mp3")
    assert "content-security-policy" not in got.headers
    assert got.headers["x-content-type-options"] == "nosniff"
