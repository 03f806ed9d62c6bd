from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from audiobook.errors import FeedError
from audiobook.publish import make_app

EPISODE = "/episodes/how-the-tide-turns-0a1b2c3d.html"


def test_http_01_the_feed_is_served(site):
    got = site.get("/feeds/podcast.xml")
    assert got.status_code == 200
    assert got.headers["content-type"] == "application/rss+xml; charset=utf-8"


def test_the_feed_is_built_for_the_address_it_was_asked_by(site):
    assert site.get("/feeds/podcast.xml").text == f"podcast 1 {site.base_url}/"
    on_the_lan = site.get("/feeds/podcast.xml", headers={"Host": "desk.local:8000"})
    assert on_the_lan.text == "podcast 1 http://desk.local:8000/"
    assert on_the_lan.headers["vary"] == "Host"


def test_each_show_has_its_feed(site):
    assert site.get("/feeds/essays.xml").text.startswith("essays 0 ")
    assert site.get("/feeds/nobody.xml").status_code == 404


@pytest.mark.parametrize("path", ["/feeds/podcast.xml", "/", EPISODE])
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
    for other in ("Sat, 01 Jan 2000 00:00:00 GMT", "yesterday", "Sat, 01 Jan 2050 00:00:00 -0000"):
        got = site.get("/feeds/podcast.xml", headers={"If-Modified-Since": other})
        assert got.status_code == 200


@pytest.mark.parametrize("path", ["/feeds/podcast.xml", "/", EPISODE])
def test_head_says_what_get_would(site, path):
    head, get = site.head(path), site.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("path", ["/", EPISODE])
def test_pages_may_load_nothing_from_elsewhere_and_run_no_script(site, path):
    got = site.get(path)
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    policy = got.headers["content-security-policy"]
    assert policy.startswith(
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'sha256-"
    )
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_of_an_episode_has_its_transcript(site):
    page = site.get(EPISODE).text
    assert "The sea comes in. It goes out again." in page
    assert "Repeated!" not in page


@pytest.mark.parametrize("path", ["/episodes/nothing.html", "/episodes/", "/nothing"])
def test_a_page_that_is_not_there(site, path):
    assert site.get(path).status_code == 404


def test_what_is_made_while_it_runs_appears(tmp_path, run_app, show, edition):
    made = []
    app = make_app(tmp_path, lambda: [show()], lambda _: made, lambda *_: b"")
    with run_app(app) as address:
        assert httpx.get(f"{address}{EPISODE}").status_code == 404
        assert httpx.get(f"{address}/media/late.mp3").status_code == 404
        made.append(edition())
        (tmp_path / "media").mkdir()
        (tmp_path / "media/late.mp3").write_bytes(b"late")
        assert httpx.get(f"{address}{EPISODE}").status_code == 200
        assert httpx.get(f"{address}/media/late.mp3").content == b"late"


def test_a_feed_that_cannot_be_built_says_why(tmp_path: Path, run_app, show):
    def build(*_: object) -> bytes:
        raise FeedError("show 'podcast': title", "is missing", "set [show] title")

    with run_app(make_app(tmp_path, lambda: [show()], lambda _: [], build)) as address:
        got = httpx.get(f"{address}/feeds/podcast.xml")
    assert got.status_code == 500
    assert got.text == "show 'podcast': title: is missing; set [show] title\n"


def test_a_project_without_a_show_has_no_page(tmp_path, run_app):
    with run_app(make_app(tmp_path, list, lambda _: [], lambda *_: b"")) as address:
        assert httpx.get(address).status_code == 404
