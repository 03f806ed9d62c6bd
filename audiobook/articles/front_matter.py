"""The front matter of a Markdown file, in YAML or TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

from audiobook.articles.dates import stated_date
from audiobook.articles.people import split_names, unique_names
from audiobook.articles.tags import split_tags, unique_tags
from audiobook.errors import SourceError

# Which keys state what, the most telling first.
_KEYS = {
    "title": ("title",),
    "authors": ("authors", "author", "by"),
    "published": ("date", "published", "pubdate"),
    "language": ("language", "lang", "locale"),
    "address": ("canonical", "canonical_url", "source", "url"),
    "publisher": ("publisher",),
}
_TAG_KEYS = ("tags", "tag", "keywords", "categories", "category")
_QUOTE = "mend it, or put text with a colon or brackets in quotes"
_SCALARS = (str, int, float, bool, date, datetime, time)
_TERMS = re.compile(r"licen[cs]e|rights|copyright", re.IGNORECASE)
_TOML_LINE = re.compile(r"at line (\d+)")
# Lists in lists are no licence.
_DEEPEST = 3
# A few lines of aliases to aliases, or of tables merged with themselves, are gigabytes.
_MOST_ALIASES = 8


class _Loader(yaml.SafeLoader):  # type: ignore[misc]  # PyYAML has no types
    """Keeps what is no text, list or table as it is written: ``yes``, ``3.10``, ``2026-02-31``."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._aliases = 0

    def compose_node(self, parent: yaml.Node, index: object) -> yaml.Node:
        """The next node, as PyYAML composes it.  Raises YAMLError for too many aliases."""
        if self.check_event(yaml.AliasEvent):
            self._aliases += 1
            if self._aliases > _MOST_ALIASES:
                mark = self.peek_event().start_mark
                problem = "repeats itself by too many aliases"
                raise yaml.composer.ComposerError(None, None, problem, mark)
        return super().compose_node(parent, index)


def _written(loader: _Loader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


def _date(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except (ValueError, OverflowError, AttributeError):  # the last for !!timestamp before a word
        return _written(loader, node)


for _kind in ("bool", "int", "float"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", _written)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


class _Yaml(BaseHandler):
    """YAML between ``---`` lines."""

    FM_BOUNDARY = YAMLHandler.FM_BOUNDARY

    def load(self, fm: str) -> Any:
        return yaml.load(fm, Loader=_Loader)  # a SafeLoader


class _Toml(BaseHandler):
    """TOML between ``+++`` lines; the library's own needs a package that Python has replaced."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)

    def load(self, fm: str) -> dict[str, Any]:
        return tomllib.loads(fm, parse_float=str)


_HANDLERS = ((_Yaml.FM_BOUNDARY, _Yaml()), (_Toml.FM_BOUNDARY, _Toml()))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file states of itself above its text, and the keys that hold one value, as text."""

    fields: dict[str, Any]
    content: str

    def text(self, field: str) -> str:
        """The value of the first key that states ``field``, on one line; or ``""``."""
        value = self._value(field)
        return " ".join(_as_text(value).split()) if isinstance(value, _SCALARS) else ""

    def authors(self) -> tuple[str, ...]:
        """The authors: a text that names them, a list of names, or of tables with a ``name``."""
        value = self._value("authors")
        if isinstance(value, dict):
            value = [value]
        if isinstance(value, list):
            people = (v.get("name", "") if isinstance(v, dict) else v for v in value)
            return unique_names([str(p) for p in people if p and isinstance(p, _SCALARS)])
        return split_names(str(value)) if value else ()

    def published(self) -> datetime | None:
        """The date of publication, in UTC."""
        value = self._value("published")
        return stated_date(value) if value else None

    def tags(self) -> tuple[str, ...]:
        """The tags of all keys that give some, as a list or as a text with commas."""
        fields = {str(key).lower(): value for key, value in self.fields.items()}
        return unique_tags(tag for key in _TAG_KEYS for tag in _tags_in(fields.get(key)))

    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Every key and its value as text, keys in lower case and in the file's order.

        Lists and tables count where terms of use stand in them: a pair for each value.
        """
        return tuple(
            (str(key).lower(), _as_text(single))
            for key, value in self.fields.items()
            for single in _scalars(value, _DEEPEST if _TERMS.search(str(key)) else 0)
        )

    def _value(self, field: str) -> Any:
        fields = {str(key).lower(): value for key, value in self.fields.items()}
        return next((fields[key] for key in _KEYS[field] if fields.get(key)), None)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _tags_in(value: Any) -> Sequence[str]:
    if isinstance(value, list):
        return [_as_text(single) for single in value if isinstance(single, _SCALARS)]
    return split_tags(value) if isinstance(value, str) else ()


def _scalars(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, _SCALARS):
        yield value
    elif depth and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _scalars(inner, depth - 1)


def split_front_matter(source: str, text: str) -> FrontMatter:
    """Part a file's front matter from its text.  Raises SourceError where it can't be parsed.

    A file that opens with a rule (``---``) and has no second one, or no keys between, has none.
    """
    for boundary, handler in _HANDLERS:
        opening = boundary.match(text) if boundary else None
        if boundary and opening and boundary.search(text, opening.end()):
            return _parsed(source, text, handler, opening.group().count("\n"))
    return FrontMatter({}, text)


def _parsed(source: str, text: str, handler: BaseHandler, lines_above: int) -> FrontMatter:
    above, content = handler.split(text)
    try:
        fields = handler.load(above)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        line = lines_above + _line_of(error)
        raise SourceError(
            f"{source}, line {line}",
            f"broken front matter ({_reason(error)})",
            _QUOTE,
        ) from error
    if fields is None:
        return FrontMatter({}, content)
    if not isinstance(fields, dict):
        return FrontMatter({}, text)
    for key, value in fields.items():
        if str(key).lower() in _KEYS["title"] and value and not isinstance(value, _SCALARS):
            raise SourceError(
                f"{source}, front matter", f"{key} is a list or table, not text", _QUOTE
            )
    return FrontMatter(fields, content)


def _line_of(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        # Counted from 0, and the rest of the delimiter's own line is the first.
        return int(mark.line) + 1
    match = _TOML_LINE.search(str(error))
    return int(match[1]) if match else 1


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error)
