from __future__ import annotations

import asyncio
import random

import httpx
import pytest

STEM = "/media/how-the-tide-turns-0a1b2c3d"


@pytest.fixture(scope="module")
def mp3(folder) -> bytes:
    return (folder / f"{STEM[1:]}.mp3").read_bytes()


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (f"{STEM}.mp3", "audio/mpeg"),
        (f"{STEM}.vtt", "text/vtt; charset=utf-8"),
        (f"{STEM}.chapters.json", "application/json+chapters"),
        (f"{STEM}.srt", "application/x-subrip"),
        (f"{STEM}.transcript.json", "application/json"),
        (f"{STEM}.svg", "image/svg+xml"),
        (f"{STEM}.json", "application/json"),
        (f"{STEM}.jpg", "image/jpeg"),
        ("/feeds/podcast.jpg", "image/jpeg"),
    ],
)
def test_each_kind_of_file_has_its_type(site, folder, path, media_type):
    got = site.get(path)
    assert got.status_code == 200
    assert got.headers["content-type"] == media_type
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.content == (folder / path[1:]).read_bytes()


def test_http_03_head_says_what_get_would(site, mp3):
    head = site.head(f"{STEM}.mp3")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(mp3))
    assert head.headers["accept-ranges"] == "bytes"
    get = dict(site.get(f"{STEM}.mp3").headers)
    assert {**head.headers, "date": ""} == {**get, "date": ""}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=65530-65545", 65_530, 65_545),
        ("bytes=199999-", 199_999, 199_999),
        ("bytes=100-", 100, 199_999),
        ("bytes=-7", 199_993, 199_999),
        ("bytes=5-999999999", 5, 199_999),
        ("bytes=-999999999", 0, 199_999),
    ],
)
def test_http_04_a_range_has_exactly_its_bytes(site, mp3, asked, first, last):
    got = site.get(f"{STEM}.mp3", headers={"Range": asked})
    assert got.status_code == 206
    assert got.headers["content-range"] == f"bytes {first}-{last}/200000"
    assert got.headers["content-length"] == str(last - first + 1)
    assert got.headers["content-type"] == "audio/mpeg"
    assert got.content == mp3[first : last + 1]


def test_several_ranges_come_as_parts(site, mp3):
    got = site.get(f"{STEM}.mp3", headers={"Range": "bytes=0-4,100-104"})
    assert got.status_code == 206
    assert got.headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert b"bytes 0-4/200000\r\n\r\n" + mp3[:5] in got.content
    assert b"bytes 100-104/200000\r\n\r\n" + mp3[100:105] in got.content


@pytest.mark.parametrize("asked", ["bytes=200000-", "bytes=200000-200001", "bytes=-0"])
def test_a_range_past_the_end_is_refused_with_the_size(site, asked):
    got = site.get(f"{STEM}.mp3", headers={"Range": asked})
    assert got.status_code == 416
    assert got.headers["content-range"] == "bytes */200000"


@pytest.mark.parametrize(
    "asked",
    ["bytes=", "bytes=-", "bytes=a-b", "bytes=9-5", "bytes=0-9,9-5", "bytes=0-9,x", "nonsense",
     "items=0-5", "bytes 0-5", f"bytes=0-{'9' * 5000}"],
)  # fmt: skip
def test_a_range_that_is_none_is_ignored(site, mp3, asked):
    got = site.get(f"{STEM}.mp3", headers={"Range": asked})
    assert (got.status_code, got.content) == (200, mp3)
    assert "content-range" not in got.headers


def test_only_get_has_ranges(site, mp3):
    got = site.head(f"{STEM}.mp3", headers={"Range": "bytes=0-9"})
    assert (got.status_code, got.headers["content-length"]) == (200, str(len(mp3)))


def test_media_may_be_kept_as_long_as_published_ones(site):
    for path in (f"{STEM}.mp3", f"{STEM}.vtt", "/feeds/podcast.jpg"):
        got = site.get(path)
        assert got.headers["cache-control"] == "public, max-age=86400"
        known = site.get(path, headers={"If-None-Match": got.headers["etag"]})
        assert known.headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "path", [f"{STEM}.vtt", f"{STEM}.srt", f"{STEM}.chapters.json", "/feeds/podcast.xml"]
)
def test_a_browser_may_ask_first_whether_another_site_may_read(site, path):
    asked = {
        "Origin": "https://player.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "range",
    }
    got = site.options(path, headers=asked)
    assert (got.status_code, got.content) == (204, b"")
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "Range" in got.headers["access-control-allow-headers"]
    assert site.get(path).headers["access-control-allow-origin"] == "*"


def test_the_answer_to_that_does_not_tell_what_is_there(site):
    answers = [
        site.options(f"{prefix}{path}")
        for prefix in ("", "/private/guessed")
        for path in (f"{STEM}.vtt", "/media/hidden-11112222.vtt", "/media/nothing.vtt")
    ]
    assert {got.status_code for got in answers} == {204}
    assert site.options("/").status_code == 405


def test_an_empty_file_is_served(site):
    got = site.get("/media/empty.mp3")
    assert (got.status_code, got.content) == (200, b"")


def test_a_range_of_what_has_changed_gives_the_whole(site, mp3):
    headers = {"Range": "bytes=0-9", "If-Range": '"another"'}
    got = site.get(f"{STEM}.mp3", headers=headers)
    assert (got.status_code, len(got.content)) == (200, len(mp3))
    headers["If-Range"] = got.headers["etag"]
    assert site.get(f"{STEM}.mp3", headers=headers).status_code == 206


@pytest.mark.parametrize("suffix", [".vtt", ".srt", ".transcript.json", ".chapters.json", ".json"])
def test_http_05_other_sites_may_read_transcripts_and_chapters(site, suffix):
    got = site.get(f"{STEM}{suffix}", headers={"Origin": "https://player.example"})
    assert got.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("sent", "of"), [("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")]
)
def test_what_the_client_holds_is_not_sent_again(site, sent, of):
    known = site.get(f"{STEM}.mp3").headers[of]
    got = site.get(f"{STEM}.mp3", headers={sent: known})
    assert (got.status_code, got.content) == (304, b"")


def test_a_drawing_opened_by_itself_runs_nothing(site):
    policy = site.get(f"{STEM}.svg").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


def test_a_replaced_file_is_sent_again(site, folder):
    path = folder / "media/replaced.mp3"
    path.write_bytes(b"first")
    tag = site.get("/media/replaced.mp3").headers["etag"]
    path.write_bytes(b"second")
    got = site.get("/media/replaced.mp3", headers={"If-None-Match": tag})
    assert (got.status_code, got.content) == (200, b"second")


def raw(site: httpx.Client, path: str) -> tuple[int, bytes]:
    """A request whose path is sent as it stands: httpx would tidy the dots away."""
    request = site.build_request("GET", "/")
    request.url = httpx.URL(str(site.base_url), raw_path=path.encode())
    response = site.send(request)
    return response.status_code, response.content


@pytest.mark.parametrize(
    "path",
    [
        "/audiobook.toml",
        "/.audiobook/catalogue.sqlite",
        "/secret.mp3",
        "/media/../secret.mp3",
        "/media/../.audiobook/secret.mp3",
        "/media/%2e%2e/secret.mp3",
        "/media/..%2fsecret.mp3",
        "/media/%2e%2e%2fsecret.mp3",
        "/media/..%5csecret.mp3",
        "/media/x/../../secret.mp3",
        "/media//../secret.mp3",
        "/media/%00.mp3",
        "/media/../media-of-another/secret.mp3",
        "/feeds/../secret.mp3",
        "/feeds/%2e%2e/media/empty.mp3",
        "/media/escape.mp3",
        "/media/escape/secret.mp3",
        "/media/renamed.mp3",
        "/media/unhidden.mp3",
        "/media/.half-written.mp3",
        "/media/.hidden/inside.mp3",
        "/media/page.html",
        "/media",
        "/media/",
        "/media/.",
        "/feeds/",
        "/media/" + "a" * 5000 + ".mp3",
        "/media/nothing.mp3",
        "/media/empty.mp3/x.mp3",
        "/media/unknown-00000000.mp3",
        "/episodes/../secret.mp3",
        "/episodes/..%2f..%2faudiobook.toml.html",
    ],
)
def test_nothing_else_of_the_project_is_served(site, path):
    status, content = raw(site, path)
    assert b"secret" not in content
    assert b"script" not in content
    assert status in {404, 307}


def test_a_link_within_the_folder_is_followed(site, mp3):
    assert site.get("/media/alias.mp3").content == mp3


def test_an_absolute_path_is_not_served(site, folder):
    status, content = raw(site, f"/media/{folder}/secret.mp3")
    assert (status, b"secret" in content) == (404, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [f"{STEM}.mp3", "/feeds/podcast.xml", "/"])
def test_nothing_can_be_written(site, method, path):
    assert site.request(method, path).status_code == 405


def test_two_hundred_clients_at_once_get_their_bytes(site, mp3):
    chance = random.Random(7)
    starts = [chance.randrange(len(mp3) - 5000) for _ in range(200)]

    async def fetch_all() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=200)
        async with httpx.AsyncClient(base_url=site.base_url, limits=limits, timeout=60) as client:
            ask = ({"Range": f"bytes={start}-{start + 4999}"} for start in starts)
            return await asyncio.gather(*(client.get(f"{STEM}.mp3", headers=h) for h in ask))

    for start, got in zip(starts, asyncio.run(fetch_all()), strict=True):
        assert got.status_code == 206
        assert got.headers["content-range"] == f"bytes {start}-{start + 4999}/200000"
        assert got.content == mp3[start : start + 5000]
