from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.errors import FeedError
from audiobook.feed.apple_categories import CATEGORIES, category_path


def pairs(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "pairs" / name).read_text("utf-8").splitlines()
    return [line.split(" => ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("setting", "path"), pairs("categories.txt"))
def test_a_category_is_found(setting, path):
    assert "/".join(category_path(setting)) == path


@pytest.mark.parametrize(("setting", "nearest"), pairs("unknown_categories.txt"))
def test_an_unknown_category_is_refused_and_the_nearest_named(setting, nearest):
    with pytest.raises(FeedError) as caught:
        category_path(setting)
    assert setting in caught.value.subject
    assert caught.value.remedy == f"the nearest is {nearest!r}"


def test_every_category_and_subcategory_of_the_list_is_found():
    for name, subs in CATEGORIES.items():
        assert category_path(name) == (name,)
        for sub in subs:
            assert category_path(f"{name} > {sub}") == (name, sub)


def test_no_name_stands_twice_in_the_list():
    names = [*CATEGORIES, *(sub for subs in CATEGORIES.values() for sub in subs)]
    assert len(names) == len(set(names))
