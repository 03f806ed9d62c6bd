"""The rules of podcast feeds that a document alone can keep, by their ids.

Sources: RSS 2.0, Apple's requirements, PSP-1, the Podcasting 2.0 namespace, CC BY 4.0.
"""

from __future__ import annotations

import calendar
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from audiobook.feed import feed_guid
from audiobook.model import Licence

BASE = "https://example.org/room"
EPISODE = f"{BASE}/media/how-the-tide-turns-0a1b2c3d"
RSS_CHANNEL = {
    "title", "link", "description", "language", "copyright", "pubDate", "lastBuildDate",
    "docs", "generator", "image", "item",
}  # fmt: skip
REPEATABLE = {"person", "transcript", "txt", "block"}
RSS_ITEM = {"title", "link", "description", "enclosure", "guid", "pubDate"}


@pytest.fixture
def document(feed, show, edition) -> bytes:
    second = edition(guid="second", slug="second-00000000", revision=3)
    return feed(show(), [edition(), second], BASE)


@pytest.fixture
def channel(document) -> etree._Element:
    return etree.fromstring(document)[0]


def test_rss_01_utf_8_with_declaration_without_doctype(document):
    assert document.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert b"<!DOCTYPE" not in document
    document.decode("utf-8")


def test_rss_02_root_is_rss_2_0_with_one_channel(channel):
    root = channel.getparent()
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)


@pytest.mark.parametrize("name", ["title", "link", "description"])
def test_rss_03_channel_has_one_title_link_and_description(channel, name):
    (element,) = channel.findall(name)
    assert element.text


def test_rss_04_no_element_that_rss_does_not_define(channel):
    assert {e.tag for e in channel if "{" not in e.tag} <= RSS_CHANNEL
    for item in channel.iterchildren("item"):
        assert {e.tag for e in item if "{" not in e.tag} <= RSS_ITEM


def test_rss_05_namespaces_are_declared_once_at_the_root(document, channel):
    assert channel.nsmap["itunes"] == "http://www.itunes.com/dtds/podcast-1.0.dtd"
    assert channel.nsmap["podcast"] == "https://podcastindex.org/namespace/1.0"
    assert channel.nsmap["atom"] == "http://www.w3.org/2005/Atom"
    assert document.count(b"xmlns:podcast=") == 1


def test_rss_06_an_item_without_a_usable_title_has_its_slug(edition, find):
    assert find("//item/title", edition(title="\0 ")) == ["how-the-tide-turns-0a1b2c3d"]


def test_rss_07_dates_are_rfc_2822_with_the_right_weekday(channel):
    dates = [e.text for e in channel.iter("pubDate", "lastBuildDate")]
    assert len(dates) == 3
    for date in dates:
        assert re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000", date)
        assert date[:3] == calendar.day_abbr[parsedate_to_datetime(date).weekday()]


def test_rss_10_guids_are_no_permalinks_and_unique(channel):
    guids = channel.findall("item/guid")
    assert {guid.get("isPermaLink") for guid in guids} == {"false"}
    assert len({guid.text for guid in guids}) == 2


def test_rss_12_each_item_has_one_enclosure(channel):
    for item in channel.iterchildren("item"):
        (enclosure,) = item.findall("enclosure")
        assert dict(enclosure.attrib) == {
            "url": enclosure.get("url"), "length": "3648123", "type": "audio/mpeg",
        }  # fmt: skip


def test_rss_13_and_18_enclosure_addresses_and_file_names_are_unique(channel):
    addresses = [e.get("url") for e in channel.iter("enclosure")]
    assert len(set(addresses)) == 2
    assert len({urlsplit(a).path.rsplit("/")[-1] for a in addresses}) == 2


def test_rss_14_and_apl_10_addresses_are_absolute_and_ascii(channel):
    values = [e.get(a) for e in channel.iter() for a in ("url", "href") if e.get(a)]
    values += [e.text for e in channel.iter("link", "url")]
    assert len(values) > 15
    for value in values:
        assert value.isascii()
        assert urlsplit(value).scheme == "https"


def test_rss_15_generator_copyright_and_build_date(find):
    assert find("//generator | //copyright") == ["Harbour Library", "audiobook"]


def test_rss_16_channel_image(find):
    assert find("//image/*") == [
        f"{BASE}/feeds/podcast.jpg", "The Reading Room", "https://example.org/about",
    ]  # fmt: skip


def test_rss_17_each_item_has_link_and_description(find):
    assert find("//item/link") == [f"{BASE}/episodes/how-the-tide-turns-0a1b2c3d.html"]
    assert find("//item/description")[0]


def test_apl_01_artwork_of_show_and_episode(find):
    assert find("//itunes:image/@href") == [f"{BASE}/feeds/podcast.jpg", f"{EPISODE}.jpg"]


def test_apl_03_language(find):
    assert find("//channel/language") == ["en-GB"]


def test_apl_04_category_and_subcategory(find):
    assert find("//channel/itunes:category/@text") == ["News"]
    assert find("//itunes:category/itunes:category/@text") == ["Tech News"]


def test_apl_04_more_categories_follow_the_first_and_none_comes_twice(show, find):
    made = show(more_categories=("Arts > Books", "Tech News", "History", "Arts > Books"))
    top = "//channel/itunes:category/@text"
    assert find(top, show=show(more_categories=("History",))) == ["News", "History"]
    assert find(top, show=made) == ["News", "Arts", "History"]


@pytest.mark.parametrize(("explicit", "word"), [(True, "true"), (False, "false")])
def test_apl_05_explicit_is_true_or_false(show, find, explicit, word):
    assert find("//itunes:explicit", show=show(explicit=explicit)) == [word, word]


def test_apl_06_authors(find):
    assert find("//channel/itunes:author") == ["Harbour Library"]
    assert find("//item/itunes:author") == ["Ada Marsh, Ben Quay"]


def test_apl_07_type_complete_and_block_have_allowed_values(show, find):
    path = "//itunes:type | //itunes:complete | //itunes:block | //podcast:block"
    assert find(path) == ["episodic"]
    assert find(path, show=show(complete=True)) == ["episodic", "Yes"]
    assert find(path, show=show(private=True)) == ["episodic", "Yes", "yes"]


def test_a_show_that_is_complete_says_so_in_its_schedule_too(show, find):
    made = show(complete=True, update_frequency="That was all")
    assert find("//podcast:updateFrequency/@complete", show=made) == ["true"]


def test_apl_09_values_have_at_most_255_characters_and_no_outer_spaces(edition, show, find):
    long = f"  {'tide ' * 100} "
    made = edition(title=long, authors=(long, long))
    values = find("//item/*[not(self::description)]", made, show=show(title=long, author=long))
    values += find("//channel/*[not(self::item or self::description)]", show=show(title=long))
    assert max(map(len, values)) == 255
    assert all(value.strip() == value for value in values if value.strip())


@pytest.mark.parametrize(("ms", "seconds"), [(3_845_400, "3845"), (1_500, "2"), (20, "1")])
def test_apl_11_duration_is_whole_seconds(edition, find, ms, seconds):
    assert find("//itunes:duration", edition(duration_ms=ms)) == [seconds]


def test_apl_13_owner_has_an_address_if_there_is_one(show, find):
    assert find("//itunes:owner/*") == ["Harbour Library", "desk@example.org"]
    assert find("//itunes:owner", show=show(email="")) == []


def test_psp_01_self_link_is_the_feeds_own_address(channel):
    (link,) = channel.findall("{http://www.w3.org/2005/Atom}link")
    assert dict(link.attrib) == {
        "href": f"{BASE}/feeds/podcast.xml", "rel": "self", "type": "application/rss+xml",
    }  # fmt: skip


@pytest.mark.parametrize(
    "claim",
    ["Quay Press", "© 2026 Quay Press", "Copyright 2019–2026, Quay Press", "(c) Quay Press "],
)
def test_psp_03_copyright_is_a_name_alone(show, find, claim):
    assert find("//copyright", show=show(copyright=claim)) == ["Quay Press"]


def test_psp_03_copyright_is_the_authors_or_else_the_shows(show, find):
    assert find("//copyright", show=show(copyright="© 2026")) == ["Harbour Library"]
    assert find("//copyright", show=show(author="")) == ["The Reading Room"]


def test_p20_01_guid_is_the_uuid_of_the_feed_address(find):
    assert find("//podcast:guid") == [feed_guid(f"{BASE}/feeds/podcast.xml")]


def test_p20_02_locked_and_medium_as_the_show_says(show, find):
    made = show(locked=False, medium="newsletter")
    assert find("//podcast:locked | //podcast:medium", show=made) == ["no", "newsletter"]


def test_p20_02_locked_and_medium(find):
    assert find("//podcast:locked | //podcast:medium") == ["yes", "podcast"]
    assert find("//podcast:locked/@owner") == ["desk@example.org"]


def test_p20_03_single_elements_are_not_repeated(channel):
    for parent in (channel, *channel.iterchildren("item")):
        names = [etree.QName(e) for e in parent if "podcastindex" in e.tag]
        single = [n.localname for n in names if n.localname not in REPEATABLE]
        assert len(single) == len(set(single)) >= 3


def test_p20_04_an_address_that_is_not_https_is_in_no_podcast_element(edition, find):
    made = edition(source="http://example.org/a")
    assert find("//podcast:contentLink", made) == []
    assert find("//dc:source", made) == ["http://example.org/a"]


def test_p20_05_and_06_licence_is_a_lower_case_id_with_its_address(find):
    assert find("//podcast:license") == ["cc-by-4.0"]
    assert find("//podcast:license/@url") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_p20_07_and_08_transcripts(find):
    assert find("//podcast:transcript/@url | //podcast:transcript/@type") == [
        f"{EPISODE}.vtt", "text/vtt",
        f"{EPISODE}.srt", "application/x-subrip",
        f"{EPISODE}.transcript.json", "application/json",
    ]  # fmt: skip
    assert set(find("//podcast:transcript/@language")) == {"en"}
    assert set(find("//podcast:transcript/@rel")) == {"captions"}


def test_p20_07_only_files_that_are_there_are_named(edition, find):
    older = edition(companions=(".vtt", ".jpg", ".json"))
    assert find("//podcast:transcript/@url", older) == [f"{EPISODE}.vtt"]
    assert find("//podcast:chapters", older) == []


def test_p20_09_chapters(find):
    assert find("//podcast:chapters/@*") == [
        f"{EPISODE}.chapters.json", "application/json+chapters",
    ]  # fmt: skip


def test_p20_11_persons_are_named_in_at_most_128_characters(edition, find):
    names = find("//podcast:person", edition(authors=("A" * 300, " ", "Ben Quay")))
    assert [len(name) for name in names] == [128, 8, 18]


def test_p20_11_season_and_episode_are_numbers_if_there_are_any(edition, find):
    numbers = "//itunes:season | //itunes:episode | //podcast:season | //podcast:episode"
    assert find(numbers) == []
    assert find(numbers, edition(season=2, number=14)) == ["2", "14", "2", "14"]
    assert find(numbers, edition(season=0, number=-3)) == []


def test_p20_11_schedule_in_words_of_at_most_128_characters_and_as_a_rule(show, find):
    path = "//podcast:updateFrequency"
    made = show(update_frequency=" every weekday " * 20, update_rule="FREQ=DAILY")
    (words,) = find(path, show=made)
    assert len(words) == 128
    assert find(f"{path}/@rrule", show=made) == ["FREQ=DAILY"]
    assert find(path, show=show(update_rule="FREQ=DAILY")) == ["FREQ=DAILY"]
    assert find(path) == []


def test_p20_12_a_synthetic_voice_is_declared(find):
    assert find("//podcast:txt[@purpose='ai-content']") == ["true", "true"]
    assert find("//item/podcast:txt/@purpose") == ["ai-content"]


def test_p20_13_authors_as_persons(find):
    assert find("//podcast:person[@group='writing'][@role='author']") == ["Ada Marsh", "Ben Quay"]


def test_p20_13_the_narrator_is_a_person_with_voice_and_engine(edition, find):
    path = "//podcast:person[@group='cast'][@role='narrator']"
    assert find(path) == ["en_GB-alba (piper)"]
    assert find(path, edition(voice="en-gb")) == ["en-gb"]
    assert find(path, edition(voice="")) == []


def test_lic_01_terms_that_no_list_has_are_found_at_the_source(edition, find):
    made = edition(licence=Licence("LicenseRef-PD", "Public domain", None))
    assert find("//podcast:license", made) == ["licenseref-pd"]
    assert find("//podcast:license/@url", made) == [made.source]


def test_lic_01_to_03_licences_for_machines_agree(find):
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert find("//podcast:license/@url") == find("//dcterms:license") == [address]


def rights() -> list[list[str]]:
    lines = (Path(__file__).parent / "pairs" / "rights.txt").read_text("utf-8").splitlines()
    return [re.split(r" \| | => ", line) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("id_", "name", "said"), rights())
def test_lic_02_rights_in_words(edition, find, id_, name, said):
    licence = Licence(id_, name, None, "Harbour Press")
    assert find("//dc:rights", edition(licence=licence)) == [said]


def test_lic_02_rights_name_the_authors_where_no_holder_is_known(edition, find):
    made = edition(licence=Licence("CC-BY-4.0", "any", None))
    assert find("//dc:rights", made) == ["Ada Marsh, Ben Quay, CC BY 4.0"]
    assert find("//dcterms:license | //podcast:license/@url", made) == []


def test_lic_12_source_and_creators_for_machines(find):
    source = "https://example.org/tide?from=home&page=2"
    assert find("//dc:source") == find("//podcast:contentLink/@href") == [source]
    assert find("//dc:creator") == ["Ada Marsh", "Ben Quay"]


def test_lic_12_the_holder_is_the_creator_where_no_author_is_named(edition, find):
    assert find("//dc:creator", edition(authors=())) == ["Harbour Press"]


def test_lic_13_and_04_to_08_the_description_itself_holds_the_notice(edition, find):
    (notes,) = find("//item/description")
    assert notes.endswith(edition().notice_html)


def test_html_01_and_02_html_is_escaped_once(channel, edition):
    for description in channel.iter("description", "title"):
        assert len(description) == 0
    assert "&amp;lt;" not in channel.findtext("item/description")


def test_html_03_what_articles_say_stays_text(edition, find):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    (notes,) = find("//item/description", edition(summary=hostile, notice_html="<p>By A</p>"))
    tree = html.fromstring(f"<div>{notes}</div>")
    assert {element.tag for element in tree.iter()} == {"div", "p", "ul", "li"}
    assert tree.text_content().startswith(hostile)


def test_html_04_and_07_notes_are_balanced_and_of_few_elements(edition, find):
    (notes,) = find("//item/description")
    parsed = etree.fromstring(f"<div>{notes}</div>")
    assert {element.tag for element in parsed.iter()} <= {"div", "p", "ul", "li", "a"}


def test_html_05_links_in_the_notes_are_absolute(find):
    (notes,) = find("//item/description")
    links = html.fromstring(f"<div>{notes}</div>").xpath("//@href | //@src")
    assert len(links) == 2
    assert all(urlsplit(link).scheme == "https" for link in links)


def test_html_06_no_character_that_xml_discourages(show, edition, feed):
    dirty = "a\0b\x1bc\x9fd\ufffde\ufffff"
    document = feed(show(title=dirty), [edition(title=dirty, summary=dirty, authors=(dirty,))])
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\ufffd-\uffff]", document.decode())
    assert b"<title>abcdef</title>" in document
