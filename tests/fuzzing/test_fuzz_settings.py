"""Whatever stands in audiobook.toml and the environment, it is settings or one clear line."""

from __future__ import annotations

import json
import tempfile
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.config import TEMPLATE, Settings, load_settings
from audiobook.errors import ConfigError
from fuzz.laws import check_error

EXAMPLES = settings().max_examples


def keys_of(kind: Any) -> set[str]:
    """All keys of the settings and of what they hold, as the file has them."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        own = {field.name.replace("_", "-") for field in fields(kind)}
        return own.union(*map(keys_of, hints.values()))
    return set().union(*map(keys_of, get_args(kind)))


KEYS = sorted(keys_of(Settings) | {"shows", "law", "../a", "", "a.b", "é"})
TEXTS = st.one_of(
    st.text(max_size=10),
    st.sampled_from(
        ["http://[", "https://é.org/ä", "file:///", "CC-BY", "en", "\x00", "a\nb", "~"]
    ),
)
LEAVES = st.one_of(
    TEXTS.map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.integers().map(str),
    st.floats().map(repr),
    st.sampled_from(["true", "false", "1979-05-27", "07:32:00", "0x1f", "1e999", "'a'", "-0.0"]),
)


def tables(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    keys = st.sampled_from(KEYS).map(lambda key: json.dumps(key, ensure_ascii=False))
    inside = st.dictionaries(keys, inner, max_size=4)
    return st.one_of(
        st.lists(inner, max_size=3).map(lambda listed: f"[{', '.join(listed)}]"),
        inside.map(lambda made: f"{{{', '.join(f'{k} = {v}' for k, v in made.items())}}}"),
    )


VALUES = st.recursive(LEAVES, tables, max_leaves=6)
LINES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from([key for key in KEYS if key.isascii()]), VALUES),
    st.builds("[{}]".format, st.sampled_from(["show", "shows.law", "narrator", "publish", "a"])),
    st.just("[[sources]]"),
    st.sampled_from(TEMPLATE.splitlines()).map(lambda line: line.removeprefix("# ")),
    st.text(max_size=8),
)
FILES = st.lists(LINES, max_size=8).map("\n".join)
VARIABLES = st.dictionaries(
    st.sampled_from(
        [
            f"AUDIOBOOK_{section}_{key}".upper().replace("-", "_")
            for section in ("show", "narrator", "mastering", "breaks", "publish", "licences")
            for key in KEYS
        ]
    ),
    TEXTS,
    max_size=3,
)


def loads(data: bytes, environ: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "audiobook.toml").write_bytes(data)
        try:
            found = load_settings(Path(folder), environ)
        except ConfigError as error:
            check_error(error)
        else:
            assert isinstance(found, Settings)
            assert found.all_shows
            found.mastering.mastering()
            found.narrator.for_engines()


@settings(max_examples=EXAMPLES, deadline=None)
@given(FILES, VARIABLES)
def test_any_lines_are_settings_or_refused(text: str, environ: dict[str, str]) -> None:
    loads(text.encode("utf-8", "surrogatepass"), environ)


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(st.sampled_from(["show", "shows", "narrator", "sources", "publish", "mastering"]), VALUES)
def test_any_value_of_a_section_is_settings_or_refused(section: str, value: str) -> None:
    loads(f"{section} = {value}".encode("utf-8", "surrogatepass"), {})


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_settings_or_refused(data: bytes) -> None:
    loads(data, {})


@pytest.mark.parametrize("value", ["[" * 10_000, "{a = " * 10_000, "9" * 5_000])
def test_what_tomllib_has_no_error_of_its_own_for_is_refused(tmp_path: Path, value: str) -> None:
    (tmp_path / "audiobook.toml").write_text(f"a = {value}")
    with pytest.raises(ConfigError, match="can't be read"):
        load_settings(tmp_path, {})


def test_the_grammar_reaches_what_is_no_syntax_error() -> None:
    reached = set()

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(FILES)
    def look(text: str) -> None:
        try:
            reached.update(tomllib.loads(text))
        except tomllib.TOMLDecodeError:
            reached.add("a syntax error")

    look()
    assert len(reached) > 10
