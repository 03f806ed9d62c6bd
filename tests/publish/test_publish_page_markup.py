"""What the pages hold, read as HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

from audiobook.model import Chapter, Licence
from audiobook.publish.assets import assets
from audiobook.publish.episode_page import render_episode
from audiobook.publish.search_index import search_index
from audiobook.publish.show_page import render_show, render_shows
from audiobook.publish.transcript import Sentence, Transcript, Word
from audiobook.publish.waveform import BARS, waveform

BASE = "https://example.org/room"
SENTENCES = (
    Sentence("How the tide turns", 0, 900, space="\n"),
    Sentence("It begins.", 1000, 1900, (Word(0, 2, 1000, 1200), Word(3, 9, 1200, 1900)), " "),
    Sentence("It goes on.", 2000, 3900, space="\n"),
    Sentence("Two clocks", 4000, 4400, space="\n"),
    Sentence("🕰 It ends.", 4500, 5000, (Word(2, 4, 4500, 4700),), "\n"),
)
TRANSCRIPT = Transcript(SENTENCES, (0.1, 0.5, 0.0, 0.2))
HOSTILE = "</title></style></script><script>alert(1)</script>\" onload='x' <b>&amp;"
SCRIPTS = "//script[not(@src) and not(@type='application/ld+json')]"


@pytest.fixture
def pages(show, edition, one_site):
    def render(shown_in="en", **changes):
        made, ours = edition(**changes), show(language=shown_in)
        site = one_site(ours)
        return (
            render_show(site, ours, None, 1, [made]).decode(),
            render_episode(site, ours, made, TRANSCRIPT).decode(),
        )

    return render


STEERING = "\0\x1b[31m\x7f\x9b2J\u202a\u202b\u202c\u202d\u202e"
PLAIN = "[31m2J"


def test_nothing_on_a_page_or_in_its_search_steers_the_screen(show, edition, one_site):
    odd = f"A{STEERING}b"
    ours = show(title=odd, description=odd, author=odd)
    made = edition(
        title=odd,
        authors=(odd,),
        summary=odd,
        tags=(odd,),
        notice=odd,
        notice_html=f"<p>{odd}</p>",
        licence=Licence("CC-BY-4.0", odd, "https://example.org/", odd),
        chapters=(Chapter(odd, 0, 4_000), Chapter(f"{odd} too", 4_000, 5_000)),
    )
    words = Word(0, len(odd), 0, 400), Word(len(odd) + 1, len(odd) + 4, 400, 900)
    transcript = Transcript((Sentence(f"{odd} sea", 0, 900, words),))
    site = one_site(ours, show(name="essays", title=odd))
    made_of_them = [
        render_episode(site, ours, made, transcript),
        render_show(site, ours, None, 1, [made]),
        render_shows(site),
        search_index(ours, [made]),
    ]
    for document in made_of_them:
        text = document.decode()
        assert not set(STEERING) - set(PLAIN) & set(text)
        assert not re.search(r"\\u00[01][0-9a-f]", text)
        assert f"A{PLAIN}b" in text
    (timed,) = html.fromstring(made_of_them[0].decode()).xpath("//@data-words")
    shown = f"A{PLAIN}b sea"
    numbers = list(map(int, timed.split()))
    assert [shown[a:b] for a, b in (numbers[:2], numbers[4:6])] == [f"A{PLAIN}b", "sea"]


def test_titles_are_cut_where_feeds_cut_them(show, edition, one_site):
    long, cut = "tide " * 13_000, ("tide " * 51)[:254] + "…"
    ours, made = show(title=long), edition(title=long, chapters=(Chapter(long, 0, 1),) * 2)
    site = one_site(ours, show(name="essays"))
    listed = html.fromstring(render_show(site, ours, None, 1, [made]))
    assert words_of(listed.xpath("//ol[@data-episodes]//h3")[0]) == cut
    assert words_of(listed.xpath("//h1")[0]) == cut
    page = html.fromstring(render_episode(site, ours, made, Transcript()))
    assert page.xpath("//title/text()")[0].startswith(f"{cut} –")
    assert words_of(page.xpath("//ol[@class='chapters']/li[1]/a/span[2]")[0]) == cut
    assert words_of(page.xpath("//h1")[0]) == long.strip()
    assert json.loads(search_index(ours, [made]))[0]["title"] == cut


def test_what_is_no_web_address_is_no_link(pages):
    for odd in (
        "https://",
        "http:///x",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://[",
        "",
    ):
        licence = Licence("CC-BY-4.0", "CC BY", odd, "Ada")
        listed, page = map(html.fromstring, pages(source=odd, licence=licence))
        assert not page.xpath("//a[@rel='license'] | //link[@rel='license']")
        assert not page.xpath("//p[@class='actions']/a")
        assert not listed.xpath("//a[@rel='license']")


def structured(page) -> dict:
    return json.loads(page.xpath("string(//script[@type='application/ld+json'])"))


def words_of(element) -> str:
    return " ".join(element.text_content().split())


def test_every_page_has_one_heading_a_language_and_a_main_part(pages):
    for page in map(html.fromstring, pages()):
        assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
        assert page.xpath("//meta[@name='viewport']")
        assert page.xpath("//a[@class='skip']/@href") == ["#main"]


def test_headings_skip_no_level_and_pictures_and_players_have_names(pages):
    for page in map(html.fromstring, pages()):
        levels = [int(h.tag[1]) for h in page.xpath("//*[self::h1 or self::h2 or self::h3]")]
        assert all(b - a <= 1 for a, b in pairwise(levels))
        assert not page.xpath("//img[not(@alt)] | //audio[not(@aria-label)]")


def test_ids_are_unique_and_labels_are_there(pages):
    for page in map(html.fromstring, pages()):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert set(page.xpath("//@aria-labelledby | //@for")) <= set(ids)


def test_nothing_is_loaded_from_elsewhere(pages):
    for text in pages():
        page = html.fromstring(text)
        loaded = page.xpath("//@src | //link[@rel='icon' or @rel='stylesheet']/@href")
        assert len(loaded) > 4
        assert not [address for address in loaded if "//" in address]
        assert not page.xpath(f"{SCRIPTS} | //style | //@style | //iframe | //object | //@onclick")
    for asset in assets().values():
        assert not re.search(rb"@import|url\(['\"]?(https?:|//)", asset.data)


@pytest.mark.parametrize("key", ["title", "summary", "source", "voice", "language", "guid"])
def test_hostile_values_stay_text(pages, key):
    for text in pages(**{key: HOSTILE}):
        page = html.fromstring(text)
        assert not page.xpath(f"{SCRIPTS} | //@onload")
        assert not page.xpath("//h1//b | //h3//b | //title/*")
        assert structured(page)["@context"] == "https://schema.org"


def test_hostile_names_stay_text(show, edition, one_site):
    made = edition(authors=(HOSTILE,), chapters=(Chapter(HOSTILE, 0, 1), Chapter(HOSTILE, 1, 2)))
    hostile = show(title=HOSTILE, description=HOSTILE, author=HOSTILE, name=HOSTILE)
    site = one_site(hostile, replace(hostile, name="other"))
    for text in (
        render_show(site, hostile, None, 1, [made]),
        render_shows(site),
        render_episode(site, hostile, made, Transcript((Sentence(HOSTILE, 0, 1),))),
    ):
        assert not html.fromstring(text).xpath(f"{SCRIPTS} | //@onload | //main//b")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "tide.md", "http://["]
)
def test_only_web_addresses_become_links(pages, address):
    for text in pages(source=address, licence=Licence("CC-BY-4.0", "CC BY", address)):
        assert address not in html.fromstring(text).xpath("//@href")
        assert address not in html.fromstring(text).xpath("string(//script)")


def test_a_show_without_episodes_says_so(show, one_site):
    assert b"There is no episode yet." in render_show(one_site(show()), show(), None, 0, [])


def test_a_long_show_is_paged_and_each_page_links_to_its_neighbours(show, edition, one_site):
    site, held = one_site(show()), [edition()] * 50

    def neighbours(place, count):
        page = html.fromstring(render_show(site, show(), place, count, held))
        return page.xpath("//nav[@class='pager']/a/@href")

    assert neighbours(None, 99) == []
    assert neighbours(None, 160) == ["./shows/podcast-2.html"]
    assert neighbours(2, 160) == ["../", "../shows/podcast-1.html"]
    assert neighbours(1, 160) == ["../shows/podcast-2.html"]


def test_several_shows_have_pages_of_their_own(show, one_site):
    essays = show(name="essays", title="Essays", language="de")
    site = one_site(show(), essays)
    front = html.fromstring(render_shows(site))
    assert front.xpath("//h2/a/@href") == ["./shows/podcast.html", "./shows/essays.html"]
    page = html.fromstring(render_show(site, essays, None, 0, []))
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{BASE}/shows/essays.html"]
    assert page.xpath("//nav/a/@href") == ["../"]


def test_pages_say_where_to_subscribe(pages):
    for page in map(html.fromstring, pages()):
        feed = f"{BASE}/feeds/podcast.xml"
        assert page.xpath("//link[@rel='alternate']/@href") == [feed]
        assert page.xpath("//input[@id='feed-address']/@value") == [feed]
        encoded = "https%3A%2F%2Fexample.org%2Froom%2Ffeeds%2Fpodcast.xml"
        assert page.xpath("//ul[@class='apps']//@href") == [
            "podcast://example.org/room/feeds/podcast.xml",
            f"overcast://x-callback-url/add?url={encoded}",
            "pktc://subscribe/example.org/room/feeds/podcast.xml",
            f"https://antennapod.org/deeplink/subscribe?url={encoded}&title=The%20Reading%20Room",
            f"feed:{feed}",
        ]
        (address,) = page.xpath("//link[@rel='canonical']/@href")
        (code,) = page.xpath("//div[@role='img']")
        assert code.get("aria-label") == f"QR code of {address}"
        assert code.xpath("svg/path")


def test_the_episode_page_plays_and_names_source_and_licence(pages):
    page = html.fromstring(pages()[1])
    (audio,) = page.xpath("//audio")
    assert audio.get("src") == "../media/how-the-tide-turns-0a1b2c3d.mp3"
    assert (audio.get("preload"), "controls" in audio.attrib) == ("none", True)
    assert page.xpath("//a[text()='Read the original article']/@href") == [
        "https://example.org/tide"
    ]
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert page.xpath("//link[@rel='license']/@href") == [licence]
    (mark,) = page.xpath("//a[@rel='license']")
    assert (mark.get("href"), [part.text for part in mark]) == (licence, ["CC", "BY", "4.0"])
    assert page.xpath("string(//div[@class='notice']//p)") == "By Ada Marsh, CC BY."


def test_what_machines_are_told(pages):
    show, episode = (structured(html.fromstring(page)) for page in pages(number=7))
    assert (show["@type"], show["webFeed"]) == ("PodcastSeries", f"{BASE}/feeds/podcast.xml")
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert (episode["@type"], episode["episodeNumber"]) == ("PodcastEpisode", 7)
    assert episode["isBasedOn"] == {
        "@type": "Article",
        "url": "https://example.org/tide",
        "author": [{"@type": "Person", "name": "Ada Marsh"}],
        "license": licence,
    }
    audio = episode["audio"]
    assert audio["contentUrl"] == f"{BASE}/media/how-the-tide-turns-0a1b2c3d.mp3"
    assert (audio["duration"], audio["contentSize"]) == ("PT125S", "200000")
    assert (audio["license"], audio["isBasedOn"]) == (licence, episode["isBasedOn"])
    assert "It begins. It goes on.\nTwo clocks" in audio["transcript"]


def test_a_replaced_edition_is_fetched_anew(pages):
    page = html.fromstring(pages(enclosure_suffix=".r2.mp3")[1])
    assert page.xpath("//audio/@src")[0].endswith("-0a1b2c3d.r2.mp3")


def test_only_companions_that_are_there_are_linked(pages):
    whole, bare = (html.fromstring(pages(**c)[1]) for c in ({}, {"companions": (".vtt", ".jpg")}))
    assert [a.text for a in whole.xpath("//ul[@class='downloads']//a")] == ["MP3", "WebVTT", "SRT"]
    assert [a.text for a in bare.xpath("//ul[@class='downloads']//a")] == ["MP3", "WebVTT"]
    chart = "../media/how-the-tide-turns-0a1b2c3d.svg"
    assert (chart in whole.xpath("//img/@src"), chart in bare.xpath("//img/@src")) == (True, False)


def test_the_position_stands_on_the_waveform_where_there_is_one(pages, show, edition, one_site):
    (wave,) = html.fromstring(pages()[1]).xpath("//svg[@class='wave']")
    assert wave.get("viewbox") == "0 0 4 100"
    bars = re.findall(r"M(\d)\.2 [\d.]+h\.6v(\d+)", wave.xpath("path/@d")[0])
    assert bars == [("0", "4"), ("1", "100"), ("2", "4"), ("3", "16")]
    silent = render_episode(one_site(show()), show(), edition(), Transcript(SENTENCES))
    assert b'class="wave"' not in silent


def test_a_waveform_of_a_long_recording_keeps_its_peaks():
    peaks = [0.1] * 5000
    peaks[2500] = 1.0
    heights = re.findall(r"v(\d+)h", waveform(peaks))
    assert len(heights) == BARS
    assert [at for at, height in enumerate(heights) if height == "100"] == [80]
    assert waveform([]) == waveform([0.0] * 9) == ""


def test_chapters_lead_into_the_sound(pages):
    page = html.fromstring(pages()[1])
    assert page.xpath("//ol/li/a/@href") == [
        "../media/how-the-tide-turns-0a1b2c3d.mp3#t=0.0",
        "../media/how-the-tide-turns-0a1b2c3d.mp3#t=4.0",
    ]
    assert [words_of(li) for li in page.xpath("//ol[@class='chapters']/li")] == [
        "0:00 Opening",
        "0:04 Two clocks",
    ]


def test_the_transcript_stands_in_paragraphs_under_its_chapters(pages):
    page = html.fromstring(pages()[1])
    (transcript,) = page.xpath("//div[@class='transcript']")
    # The page's own heading says the title, and a chapter's title is said once.
    assert [(e.tag, words_of(e)) for e in transcript] == [
        ("h3", "Opening"),
        ("p", "0:01 It begins. It goes on."),
        ("h3", "Two clocks"),
        ("p", "0:04 🕰 It ends."),
    ]
    spans = transcript.xpath(".//span[@data-from]")
    assert [span.get("data-from") for span in spans] == ["1000", "2000", "4000", "4500"]


def test_words_are_told_as_a_browser_counts(pages):
    page = html.fromstring(pages()[1])
    # The clock is one character, but two in UTF-16.
    assert page.xpath("//span/@data-words") == ["0 2 1000 1200 3 9 1200 1900 ", "3 5 4500 4700 "]


def test_an_episode_without_transcript_has_no_empty_part(show, edition, one_site):
    page = render_episode(one_site(show()), show(), edition(), Transcript())
    assert b"Transcript</h2>" not in page
    assert b"data-follow" not in page


@pytest.mark.parametrize(
    ("tag", "language", "said"),
    [("de-AT", "de", "7. März 2026"), ("fr", "fr", "7 mars 2026"),
     ("es-MX", "es", "7 de marzo de 2026"), ("ar", "en", "7 March 2026")],
)  # fmt: skip
def test_pages_speak_the_shows_language_or_english(pages, tag, language, said):
    for page in map(html.fromstring, pages(shown_in=tag)):
        assert page.get("lang") == language
        assert page.xpath("string(//time)") == said


@pytest.mark.parametrize(
    ("tag", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr")]
)
def test_a_text_runs_the_way_its_language_does(pages, tag, direction):
    show, episode = map(html.fromstring, pages(language=tag))
    assert show.xpath("//li[h3]/@dir") == [direction]
    assert episode.xpath("//header[h1]/@dir") == [direction]
    assert episode.xpath("//div[@class='transcript']/@dir") == [direction]
    # The page itself speaks English.
    assert show.get("dir") == episode.get("dir") == "ltr"


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [("ink", "paper"), ("ink", "card"), ("quiet", "paper"), ("quiet", "card"), ("accent", "paper"),
     ("accent", "card"), ("on-accent", "accent"), ("ink", "heard"), ("ink", "word")],
)  # fmt: skip
def test_text_has_the_contrast_that_wcag_asks_for(scheme, front, back):
    # WCAG 2.2, 1.4.3: 4.5 to 1.
    def colour(name: str) -> float:
        style = assets()["style.css"].data.decode()
        return _luminance(re.findall(rf"--{name}: (#\w+);", style)[scheme])

    light, dark = sorted([colour(front), colour(back)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
