"""Notice and credit in the user's own words: text with ``{elements}``, and ``[optional parts]``.

A part in square brackets is left out where an element in it is empty, as authors and holder may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from audiobook.errors import ConfigError

ELEMENTS = ("title", "authors", "source", "holder", "licence", "share_alike", "changes")
SPOKEN = frozenset({"title", "authors", "holder", "licence", "changes"})
"""What is owed to the ear; source and addresses are in the notice that goes with each edition."""
_FIELD = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*\{\w+\}[^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Templates:
    """The user's own notice and credit; empty means ours.  ``language`` (BCP 47) is theirs."""

    notice: str = ""
    credit: str = ""
    language: str = "en"

    def check(self, demanded: Set[str]) -> None:
        """Raise ConfigError for one that lacks an element demanded, or has one unknown."""
        _check("notice-template", self.notice, demanded)
        _check("credit-template", self.credit, demanded & SPOKEN)


OURS = Templates()


def fill(
    template: str, values: Mapping[str, str], literally: Callable[[str], str] = str
) -> list[str]:
    """The lines of a template with its elements filled in, those left empty dropped.

    ``literally`` is done to the template's own words, escaping for instance; not to the values.
    """
    kept = _OPTIONAL.sub(lambda part: part[1] if _whole(part[1], values) else "", template)
    filled = _FIELD.sub(lambda field: values[field[1]], literally(kept))
    lines = (" ".join(line.split()) for line in filled.splitlines())
    return [line for line in lines if line]


def _whole(part: str, values: Mapping[str, str]) -> bool:
    return all(values[name] for name in _FIELD.findall(part))


def _check(key: str, template: str, demanded: Set[str]) -> None:
    if not template:
        return
    subject, known = f"[licences] {key}", ", ".join(f"{{{name}}}" for name in ELEMENTS)
    named = _FIELD.findall(template)
    for name in named:
        if name not in ELEMENTS:
            raise ConfigError(subject, f"has an unknown element {{{name}}}", f"known are: {known}")
    if set("{}") & set(_FIELD.sub("", template)):
        raise ConfigError(subject, "has a brace that belongs to no element", f"known are: {known}")
    for name in ELEMENTS:
        if name in demanded and name not in named:
            remedy = "licences that this show accepts ask for it: put it in, or accept fewer"
            raise ConfigError(subject, f"lacks the element {{{name}}}", remedy)
