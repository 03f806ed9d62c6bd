"""The player in a real browser: heard, followed, left and taken up again, driven by keys."""

from __future__ import annotations

import pytest
from browser_parts import EPISODE, SECONDS, SIZES, eventually, is_paused, seconds
from playwright.sync_api import expect


@pytest.mark.parametrize("size", SIZES)
def test_it_plays_and_pauses(opened, size):
    page = opened(EPISODE, size)
    play = page.get_by_label("Player").get_by_role("button", name="Play")
    play.click()
    eventually(page, "audio.currentTime > 0.5 && !audio.paused")
    page.get_by_label("Player").get_by_role("button", name="Pause").click()
    assert is_paused(page)
    page.locator("header").get_by_role("button", name="Play").first.click()
    eventually(page, "!audio.paused")


def test_a_chapter_is_gone_to(opened):
    page = opened(EPISODE)
    page.get_by_role("link", name="Two clocks").click()
    eventually(page, "audio.currentTime > 20 && audio.currentTime < 24 && !audio.paused")
    expect(page.locator("[data-now]")).to_have_text("Two clocks")
    expect(page.get_by_role("link", name="Two clocks")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Next chapter").click()
    eventually(page, "audio.currentTime >= 40 && audio.currentTime < 43")
    page.get_by_role("button", name="Previous chapter").click()
    eventually(page, "audio.currentTime >= 20 && audio.currentTime < 23")


@pytest.mark.parametrize("size", SIZES)
def test_a_sentence_clicked_is_heard_and_marked_word_by_word(opened, size):
    page = opened(EPISODE, size)
    sentence = page.get_by_text("Sentence 7 says")
    sentence.click()
    eventually(page, "audio.currentTime >= 35 && !audio.paused")
    expect(sentence).to_have_class("heard")
    for word in ("says", "four"):
        eventually(page, f"[...CSS.highlights.get('heard')].join() === '{word}'")
    expect(page.locator(".heard")).to_have_count(1)


def test_the_text_follows_until_the_reader_scrolls(opened):
    page = opened(EPISODE, "phone", reduced_motion="reduce")
    page.get_by_label("Speed").select_option("2")
    page.get_by_role("link", name="Ebb").click()
    expect(page.get_by_text("Sentence 8 says")).to_be_in_viewport()
    follow = page.get_by_role("button", name="Follow the text")
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.mouse.wheel(0, -2000)
    expect(follow).to_have_attribute("aria-pressed", "false")
    eventually(page, "scrollY === 0")
    expect(page.locator(".heard")).to_contain_text("Sentence 9", timeout=20_000)
    expect(page.locator(".heard")).not_to_be_in_viewport()
    follow.click()
    expect(page.locator(".heard")).to_be_in_viewport()


def test_a_reload_goes_on_where_it_was_left_and_as_fast(opened):
    page = opened(EPISODE)
    page.get_by_text("Sentence 5 says").click()
    page.get_by_label("Speed").select_option("1.5")
    eventually(page, "audio.currentTime > 26")
    page.reload()
    assert 26 <= seconds(page) < 32
    assert is_paused(page)
    expect(page.get_by_role("status")).to_contain_text("Continues at 0:2")
    page.get_by_label("Player").get_by_role("button", name="Play").click()
    eventually(page, "!audio.paused && audio.currentTime > 26.2 && audio.playbackRate === 1.5")


def test_what_was_heard_to_the_end_begins_anew(opened):
    page = opened(EPISODE)
    page.get_by_label("Speed").select_option("2")
    page.get_by_text("Sentence 11 says").click()
    eventually(page, "audio.ended")
    page.reload()
    assert seconds(page) == 0


def test_it_is_driven_by_keys_alone(opened):
    page = opened(EPISODE)
    page.keyboard.press("k")
    assert is_paused(page), "keys are the player's only while the focus is in it"
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    slider = page.get_by_role("slider", name="Position")
    for _ in range(12):
        page.keyboard.press("Tab")
        if slider.evaluate("element => element === document.activeElement"):
            break
    expect(slider).to_be_focused()
    for key, expected in {
        "l": 30,
        "j": 15,
        "n": 20,
        "ArrowRight": 25,
        "ArrowLeft": 20,
        "p": 0,
    }.items():
        page.keyboard.press(key)
        assert seconds(page) == expected, key
    page.keyboard.press("End")
    assert seconds(page) == SECONDS
    page.keyboard.press("Home")
    assert seconds(page) == 0
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "0:05 of 1:00")
    page.keyboard.press(">")
    expect(page.get_by_role("status")).to_have_text("1.25×")
    page.keyboard.press("k")
    eventually(page, "!audio.paused && audio.playbackRate === 1.25")
    page.keyboard.press("k")
    eventually(page, "audio.paused")
    # Keys that a browser or a screen reader takes for itself are left alone.
    page.keyboard.press("Control+l")
    assert seconds(page) < 10
