"""A private show: there for those who hold a secret, and not there for anyone else."""

from __future__ import annotations

import base64
import io
import logging

import pytest

# As conftest.py has them.
SECRET = "kept-from-everyone-else"
ADA = ("ada", SECRET)
OWN = "/private/kept-from-everyone-else"
PAGE = "/episodes/hidden-11112222.html"
SOUND = "/media/hidden-11112222.mp3"


PATHS = (
    "/feeds/members.xml", "/feeds/members-1.xml", "/feeds/members.jpg", "/shows/members.html",
    "/search/members.json", PAGE, SOUND,
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_without_a_secret_nothing_of_it_is_there(site, path):
    nowhere = site.get("/nothing")
    for prefix in ("", "/private/guessed", f"{OWN}x", OWN[:-1], "/private/"):
        got = site.get(f"{prefix}{path}")
        assert (got.status_code, got.content) == (404, nowhere.content)


def _basic(given: bytes) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(given).decode()}"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        _basic(b"ada"),
        _basic(b"ada:"),
        _basic(f"bob:{SECRET}".encode()),
        _basic(f"Ada:{SECRET}".encode()),
        _basic(f"ada:{SECRET}x".encode()),
        _basic(f"ada:{SECRET[:-1]}".encode()),
        _basic(b"ada:\xff\xfe"),
        {"Authorization": "Basic %%%"},
        {"Authorization": f"Bearer {SECRET}"},
    ],
    ids=lambda headers: headers.get("Authorization", "none"),
)
def test_without_name_and_password_each_path_asks_for_them(site, headers):
    for path in (*PATHS, "/", "/feeds/podcast.xml", "/episodes/nothing.html", "/media/x.mp3"):
        got = site.get(f"/subscribers{path}", headers=headers)
        assert got.status_code == 401, path
        assert got.headers["www-authenticate"].startswith("Basic realm=")
        assert got.text == "Unauthorized"


def test_name_and_password_open_what_the_secret_address_does(site):
    for path in (*PATHS, "/"):
        by_address, by_password = site.get(OWN + path), site.get(f"/subscribers{path}", auth=ADA)
        assert by_password.status_code == by_address.status_code == 200
        if path.endswith((".mp3", ".jpg", ".xml")):
            assert by_password.text == by_address.text.replace(OWN, "/subscribers")
        assert SECRET not in by_password.text
        for got in (by_address, by_password):
            assert "private" in got.headers["cache-control"]
            assert "public" not in got.headers["cache-control"]
            assert "Authorization" in got.headers["vary"]
            assert got.headers["x-robots-tag"] == "noindex"
    assert site.get("/subscribers/feeds/podcast.xml", auth=ADA).status_code == 404
    part = site.get(f"/subscribers{SOUND}", auth=ADA, headers={"Range": "bytes=0-2"})
    assert (part.status_code, part.content) == (206, b"for")


def test_it_is_named_nowhere(site):
    for path in ("/", "/shows/podcast.html", "/feeds/shows.opml"):
        assert "members" not in site.get(path).text


def test_its_subscriber_hears_it(site):
    assert site.get(f"{OWN}{SOUND}").content == b"for members"
    part = site.get(f"{OWN}{SOUND}", headers={"Range": "bytes=0-2"})
    assert (part.status_code, part.content) == (206, b"for")
    assert "private" in part.headers["cache-control"]
    assert site.get(f"{OWN}/feeds/members.jpg").content == b"JPEG for members"


def test_all_addresses_keep_the_prefix(site):
    assert site.get(f"{OWN}/feeds/members.xml").text == f"members 0 {site.base_url}{OWN}/"
    for path in ("/", PAGE):
        got = site.get(f"{OWN}{path}")
        assert got.status_code == 200
        assert "Behind the door" in got.text
        assert "private" in got.headers["cache-control"]
        assert '<meta name="robots" content="noindex">' in got.text
        assert f'"{site.base_url}{OWN}/feeds/members.xml"' in got.text
        # Relative links stay below the prefix; absolute ones name it.
        assert 'href="/' not in got.text
        assert f"{site.base_url}/feeds" not in got.text


def test_no_link_takes_the_secret_over_another_site(site):
    assert "antennapod.org" in site.get("/shows/podcast.html").text
    assert "antennapod.org" not in site.get(f"{OWN}/").text


def test_a_secret_opens_its_own_show_only(site):
    for path in ("/feeds/podcast.xml", "/feeds/podcast.jpg",
                 "/media/how-the-tide-turns-0a1b2c3d.mp3",
                 "/episodes/how-the-tide-turns-0a1b2c3d.html", "/feeds/shows.opml"):  # fmt: skip
        assert site.get(path).status_code == 200
        assert site.get(f"{OWN}{path}").status_code == 404


def test_the_secret_is_in_no_log(site):
    # Not caplog: it listens even to loggers that were told to keep to themselves.
    written = io.StringIO()
    everything = logging.StreamHandler(written)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(everything)
    root.setLevel(logging.DEBUG)
    try:
        site.get(f"{OWN}/feeds/members.xml")
        site.get(f"{OWN}{PAGE}")
        site.get(f"/subscribers{PAGE}", auth=ADA)
    finally:
        root.setLevel(before)
        root.removeHandler(everything)
    served = [line for line in written.getvalue().splitlines() if "HTTP Request" not in line]
    assert served
    assert SECRET not in "".join(served)
    assert _basic(":".join(ADA).encode())["Authorization"] not in "".join(served)
