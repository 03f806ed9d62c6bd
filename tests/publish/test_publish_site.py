from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from lxml import html

from audiobook.model import Chapter, Licence
from audiobook.publish import render_episode, render_show

BASE = "https://example.org/room"
TRANSCRIPT = [
    (0, "A title\n"),
    (1000, "It begins. "),
    (2000, "It goes on.\n"),
    (4500, "It ends.\n"),
]
HOSTILE = "</title></style><script>alert(1)</script>\" onload='x' <b>&amp;"


@pytest.fixture
def pages(show, edition):
    def render(**changes):
        made = edition(**changes)
        return (
            render_show(show(), [made], BASE),
            render_episode(show(), made, BASE, TRANSCRIPT),
        )

    return render


def test_every_page_has_one_heading_a_language_and_a_main_part(pages):
    for page in map(html.fromstring, pages()):
        assert page.get("lang") == "en"
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
        assert page.xpath("//meta[@name='viewport']")
        assert page.xpath("//a[@class='skip']/@href") == ["#main"]


def test_headings_skip_no_level_and_pictures_and_players_have_names(pages):
    for page in map(html.fromstring, pages()):
        levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4")]
        assert all(b - a <= 1 for a, b in pairwise(levels))
        assert not page.xpath("//img[not(@alt)] | //audio[not(@aria-label)]")


def test_ids_are_unique_and_labels_are_there(pages):
    for page in map(html.fromstring, pages()):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_nothing_is_loaded_from_elsewhere(pages):
    for text in pages():
        page = html.fromstring(text)
        loaded = page.xpath("//@src | //link[@rel='icon' or @rel='stylesheet']/@href")
        assert loaded
        assert not [address for address in loaded if "//" in address]
        assert not page.xpath("//script | //iframe | //form | //object")
        assert "@import" not in text
        assert "url(" not in text


def test_the_policy_has_the_hash_of_the_style_sheet(pages):
    for text in pages():
        (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        (policy,) = html.fromstring(text).xpath("//meta[@http-equiv]/@content")
        assert f"style-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("key", ["title", "summary", "source", "voice", "language"])
def test_hostile_values_stay_text(pages, key):
    for text in pages(**{key: HOSTILE}):
        page = html.fromstring(text)
        assert not page.xpath("//script | //@onload")
        assert not page.xpath("//h1//b | //h3//b | //title/*")


def test_hostile_names_stay_text(show, edition):
    made = edition(authors=(HOSTILE,), chapters=(Chapter(HOSTILE, 0, 1), Chapter(HOSTILE, 1, 2)))
    hostile = show(title=HOSTILE, description=HOSTILE, author=HOSTILE, name=HOSTILE)
    for text in (
        render_show(hostile, [made], BASE, [hostile]),
        render_episode(hostile, made, BASE, [(0, HOSTILE)]),
    ):
        assert not html.fromstring(text).xpath("//script | //@onload")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "tide.md", "http://["]
)
def test_only_web_addresses_become_links(pages, address):
    for text in pages(source=address, licence=Licence("CC-BY-4.0", "CC BY", address)):
        assert address not in html.fromstring(text).xpath("//@href")


def test_the_show_page_lists_episodes_from_the_newest_on(show, edition):
    old = edition(slug="old", published=edition().published.replace(year=2020))
    page = html.fromstring(render_show(show(), [old, edition()], BASE))
    assert page.xpath("//h3/a/@href") == [
        "episodes/how-the-tide-turns-0a1b2c3d.html",
        "episodes/old.html",
    ]


def test_a_show_without_episodes_says_so(show):
    assert "There is no episode yet." in render_show(show(), [], BASE)


def test_other_shows_are_linked_by_their_feeds(show):
    page = render_show(show(), [], BASE, [show(name="essays", title="Essays")])
    assert html.fromstring(page).xpath("//a[text()='Essays']/@href") == [f"{BASE}/feeds/essays.xml"]


def test_pages_say_where_to_subscribe(pages):
    for page in map(html.fromstring, pages()):
        feed = f"{BASE}/feeds/podcast.xml"
        assert page.xpath("//link[@rel='alternate']/@href") == [feed]
        assert feed in page.xpath("//a/@href")
        assert "podcast://example.org/room/feeds/podcast.xml" in page.xpath("//a/@href")


def test_the_episode_page_plays_and_names_source_and_licence(pages):
    page = html.fromstring(pages()[1])
    (audio,) = page.xpath("//audio")
    assert audio.get("src") == "../media/how-the-tide-turns-0a1b2c3d.mp3"
    assert (audio.get("preload"), "controls" in audio.attrib) == ("none", True)
    assert page.xpath("//a[text()='Read the original article']/@href") == [
        "https://example.org/tide"
    ]
    assert page.xpath("//link[@rel='license']/@href") == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert page.xpath("string(//section[@class='notice']//p)") == "By Ada Marsh, CC BY."


def test_a_replaced_edition_is_fetched_anew(pages):
    page = html.fromstring(pages(revision=2)[1])
    assert page.xpath("//audio/@src")[0].endswith(".mp3?v=9f9f9f9f")


def test_chapters_lead_into_the_sound(pages):
    page = html.fromstring(pages()[1])
    assert page.xpath("//ol/li/a/@href") == [
        "../media/how-the-tide-turns-0a1b2c3d.mp3#t=0.0",
        "../media/how-the-tide-turns-0a1b2c3d.mp3#t=4.0",
    ]
    assert [" ".join(li.text_content().split()) for li in page.xpath("//ol/li")] == [
        "0:00 Opening",
        "0:04 Two clocks",
    ]


def test_the_transcript_stands_in_paragraphs_under_its_chapters(pages):
    page = html.fromstring(pages()[1])
    (transcript,) = page.xpath("//div[@class='transcript']")
    assert [(e.tag, e.text_content()) for e in transcript] == [
        ("h3", "Opening"),
        ("p", "0:00A title"),
        ("p", "0:01It begins. It goes on."),
        ("h3", "Two clocks"),
        ("p", "0:04It ends."),
    ]


def test_an_episode_without_transcript_has_no_empty_part(show, edition):
    assert "Transcript</h2>" not in render_episode(show(), edition(), BASE, ())


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [("ink", "paper"), ("ink", "card"), ("quiet", "paper"), ("quiet", "card"), ("accent", "paper"),
     ("accent", "card"), ("on-accent", "accent")],
)  # fmt: skip
def test_text_has_the_contrast_that_wcag_asks_for(pages, scheme, front, back):
    # WCAG 2.2, 1.4.3: 4.5 to 1.
    def colour(name: str) -> float:
        return _luminance(re.findall(rf"--{name}: (#\w+);", pages()[0])[scheme])

    light, dark = sorted([colour(front), colour(back)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
