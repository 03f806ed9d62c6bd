"""The pages in a real browser: searched, audited, without script, with hostile texts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_parts import EPISODE, HOSTILE, SIZES, SLUG
from playwright.sync_api import expect


@pytest.mark.parametrize("path", ["", EPISODE])
def test_without_script_all_is_there(opened, path):
    page = opened(path, "phone", java_script_enabled=False)
    for button in page.locator("button").all():
        expect(button).not_to_be_visible()
    if path:
        expect(page.locator("audio")).to_be_visible()
        expect(page.get_by_text("Sentence 11 says")).to_be_visible()
        chapter = page.get_by_role("link", name="Two clocks")
        assert chapter.get_attribute("href").endswith(f"{SLUG}.mp3#t=20.0")
    else:
        page.get_by_role("link", name="Older episodes").click()
        expect(page.locator("[data-episodes] > li")).to_have_count(50)
        expect(page.get_by_role("link", name="Newer episodes")).to_be_visible()


def test_the_whole_show_is_searched(opened):
    page = opened("")
    expect(page.locator("[data-episodes] > li")).to_have_count(52)
    page.get_by_label("Search the episodes").fill("etude 1199")
    expect(page.locator("[data-results] > li")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 episode")
    page.get_by_label("Search the episodes").fill("etude")
    expect(page.get_by_role("status")).to_have_text("The first 50 of 1200 are shown.")
    page.get_by_label("Search the episodes").fill("onerror")
    link = page.get_by_role("link", name=HOSTILE)
    assert link.evaluate("a => a.pathname") == "/episodes/hostile-00000000.html"
    assert "q=onerror" in page.url
    page.get_by_label("Search the episodes").fill("nowhere to be found")
    expect(page.get_by_role("status")).to_have_text("Nothing found")
    page.get_by_label("Search the episodes").fill("")
    expect(page.locator("[data-episodes]")).to_be_visible()


def test_a_search_can_be_linked_to(opened):
    page = opened("?q=tide%20marsh")
    expect(page.get_by_label("Search the episodes")).to_have_value("tide marsh")
    expect(page.locator("[data-results] h3").first).to_have_text("How the tide turns")


def test_the_feeds_address_is_copied(opened, heard_site):
    page = opened("", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{heard_site}feeds/podcast.xml"


def test_hostile_texts_run_nothing(opened):
    page = opened("episodes/hostile-00000000.html")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    page.get_by_role("button", name="Next chapter").click()
    expect(page.locator("[data-now]")).to_have_text(HOSTILE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["", EPISODE])
def test_an_audit_finds_no_barrier(opened, path, size, scheme):
    # The audit itself is a script that the pages' policy would stop.
    page = opened(path, size, color_scheme=scheme, bypass_csp=True)
    if path:
        page.get_by_role("button", name="Forward 30 seconds").click()
        expect(page.locator(".heard")).to_contain_text("Sentence 6")
    for details in page.locator("details:visible").all():
        details.locator("summary").click()
    found = Axe().run(page)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["", EPISODE])
def test_a_phone_need_not_be_scrolled_sideways(opened, path):
    page = opened(path, "phone")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # WCAG 2.2, 2.5.8: what is touched is 24 pixels wide and high at least.
    for target in page.locator("button, select, .apps a, .chapters a, summary").all():
        if box := target.bounding_box():
            assert min(box["width"], box["height"]) >= 24
