"""What no directory takes is said with file, key and what is allowed, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.errors import ConfigError
from audiobook.feed import archive, check_show, check_shows, subscription
from audiobook.feed.show_checks import MEDIUMS

BASE = "https://example.org/room"


def pairs(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "pairs" / name).read_text("utf-8").splitlines()
    return [line.split(" => ") for line in lines if line and not line.startswith("#")]


def changed(key: str, value: str) -> dict[str, object]:
    kinds = {"more_categories": lambda v: (v,), "episodes_in_feed": int}
    return {key: kinds.get(key, str)(value)}


def test_a_good_show_passes(show):
    check_show(show(), BASE)


@pytest.mark.parametrize(("key", "value"), pairs("settings_allowed.txt"))
def test_a_setting_is_allowed(show, key, value):
    check_show(show(**changed(key, value)), BASE)


@pytest.mark.parametrize(("key", "value", "said"), pairs("settings_refused.txt"))
def test_a_setting_is_refused_with_file_key_and_what_is_allowed(show, key, value, said):
    with pytest.raises(ConfigError) as caught:
        check_show(show(**changed(key, value)), BASE, "shows/audiobook.toml")
    assert caught.value.subject == f"shows/audiobook.toml: [show] {key.replace('_', '-')}"
    assert said in str(caught.value)


@pytest.mark.parametrize("key", ["title", "description"])
@pytest.mark.parametrize("value", ["", "  \n", "\0\x1b"])
def test_a_show_without_title_or_description_is_refused(show, key, value):
    with pytest.raises(ConfigError, match=rf"audiobook.toml: \[show\] {key}: is missing"):
        check_show(show(**{key: value}), BASE)


def test_a_description_too_long_is_refused_with_its_size(show):
    check_show(show(description="ä" * 2000), BASE)
    with pytest.raises(ConfigError, match="description: has 4002 bytes; at most 4000 are allowed"):
        check_show(show(description="ä" * 2001), BASE)


def test_a_named_show_is_refused_with_its_own_table(show):
    with pytest.raises(ConfigError, match=r"\[shows.essays\] title"):
        check_show(show(name="essays", title=""), BASE)


def test_a_base_that_is_no_address_is_refused_with_its_key(show):
    with pytest.raises(ConfigError, match=r"audiobook.toml: \[publish\] base-url: 'example.org'"):
        check_show(show(), "example.org")


def test_no_document_of_a_bad_show_is_written(show):
    with pytest.raises(ConfigError, match="category"):
        subscription(show(category="Newz"), [], BASE, 0)
    with pytest.raises(ConfigError, match="category"):
        archive(show(category="Newz"), [], BASE, 1)


def test_each_medium_is_allowed(show):
    for medium in MEDIUMS:
        check_show(show(medium=medium), BASE)


def test_each_of_many_shows_is_checked(show):
    with pytest.raises(ConfigError, match=r"\[shows.b\] language"):
        check_shows([show(name="a"), show(name="b", language="xx")], BASE)


def test_a_show_named_like_an_archive_of_another_is_refused(show):
    check_shows([show(name="essays"), show(name="essays-long"), show(name="news-2")], BASE)
    with pytest.raises(ConfigError, match=r"\[shows.essays-2\].*archive of the show 'essays'"):
        check_shows([show(name="essays"), show(name="essays-2")], BASE)


def test_a_hub_that_is_no_address_is_refused(show):
    check_shows([show()], BASE, "https://hub.example.org/")
    with pytest.raises(ConfigError, match=r"\[publish\] hub: 'hub.example.org'"):
        check_shows([show()], BASE, "hub.example.org")
