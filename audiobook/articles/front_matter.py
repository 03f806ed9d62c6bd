"""The front matter of a Markdown file, in YAML or TOML."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

from audiobook.articles.dates import stated_date
from audiobook.articles.people import split_names, unique_names
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
_SCALARS = (str, int, float, bool, date, datetime, time)
_TOML_LINE = re.compile(r"at line (\d+)")


class _Toml(BaseHandler):
    """TOML between ``+++`` lines; the library's own needs a package that Python has replaced."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)

    def load(self, fm: str) -> dict[str, Any]:
        return tomllib.loads(fm)


_HANDLERS = ((YAMLHandler.FM_BOUNDARY, YAMLHandler()), (_Toml.FM_BOUNDARY, _Toml()))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file states of itself above its text, and the keys that hold one value, as text."""

    fields: dict[str, Any]
    content: str

    def text(self, field: str) -> str:
        """The value of the first key that states ``field``, on one line; or ``""``."""
        value = self._value(field)
        return " ".join(str(value).split()) if isinstance(value, _SCALARS) else ""

    def authors(self) -> tuple[str, ...]:
        """The authors: a text that names them, a list of names, or of tables with a ``name``."""
        value = self._value("authors")
        if isinstance(value, dict):
            value = [value]
        if isinstance(value, list):
            people = (v.get("name", "") if isinstance(v, dict) else v for v in value)
            return unique_names([str(person) for person in people if person])
        return split_names(str(value)) if value else ()

    def published(self) -> datetime | None:
        """The date of publication, in UTC."""
        value = self._value("published")
        return stated_date(value) if value else None

    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Every key with a single value, in lower case and in the file's order."""
        return tuple(
            (str(key).lower(), value.isoformat() if hasattr(value, "isoformat") else str(value))
            for key, value in self.fields.items()
            if isinstance(value, _SCALARS)
        )

    def _value(self, field: str) -> Any:
        fields = {str(key).lower(): value for key, value in self.fields.items()}
        return next((fields[key] for key in _KEYS[field] if fields.get(key)), None)


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
            "mend it, or put text with a colon in quotes",
        ) from error
    if fields is None:
        return FrontMatter({}, content)
    return FrontMatter(fields, content) if isinstance(fields, dict) else FrontMatter({}, text)


def _line_of(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        # Counted from 0, and the rest of the delimiter's own line is the first.
        return int(mark.line) + 1
    match = _TOML_LINE.search(str(error))
    return int(match[1]) if match else 1


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error)
