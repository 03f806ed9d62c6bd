"""A private show: there for those who hold a secret, and not there for anyone else."""

from __future__ import annotations

import io
import logging

import pytest

# As conftest.py has it.
OWN = "/private/kept-from-everyone-else"
PAGE = "/episodes/hidden-11112222.html"
SOUND = "/media/hidden-11112222.mp3"


@pytest.mark.parametrize(
    "path",
    ["/feeds/members.xml", "/feeds/members-1.xml", "/feeds/members.jpg", "/shows/members.html",
     "/search/members.json", PAGE, SOUND],
)  # fmt: skip
def test_without_a_secret_nothing_of_it_is_there(site, path):
    nowhere = site.get("/nothing")
    for prefix in ("", "/private/guessed", f"{OWN}x", OWN[:-1], "/private/"):
        got = site.get(f"{prefix}{path}")
        assert (got.status_code, got.content) == (404, nowhere.content)


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
    finally:
        root.setLevel(before)
        root.removeHandler(everything)
    served = [line for line in written.getvalue().splitlines() if "HTTP Request" not in line]
    assert served
    assert "kept-from-everyone-else" not in "".join(served)
