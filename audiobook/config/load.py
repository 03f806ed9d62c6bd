"""Reads ``audiobook.toml`` and the environment, and says what is wrong in them and where."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from audiobook.config.allowed import allowed
from audiobook.config.settings import PublishSettings, Settings
from audiobook.config.web_addresses import as_uri, fault_of_base, is_web_address
from audiobook.errors import ConfigError
from audiobook.model import Show

FILE_NAME = "audiobook.toml"
_SHOW_BY_INDEX = re.compile(r"^shows\[(\d+)\]")
_KEYS = re.compile(r"[^.\[]+(?:\[[^\]]*\])*")
_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9_-]{0,60}")
"""Of a file on any system: Windows reserves some."""


def load_settings(folder: Path, environ: Mapping[str, str]) -> Settings:
    """Settings of the project in ``folder``; defaults hold where there is no file.

    Raises ConfigError for a file that is no TOML, a key that is unknown or a value out of range.
    """
    path = folder / FILE_NAME
    try:
        tree = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except (OSError, ValueError, RecursionError) as error:
        # Beside its own error, a ValueError, tomllib raises those of long numbers and deep lists.
        raise ConfigError(str(path), f"can't be read: {error}", "mend that line") from error
    settings = settings_from(tree, environ, str(path))
    return replace(settings, narrator=settings.narrator.in_folder(folder))


def settings_from(tree: dict[str, Any], environ: Mapping[str, str], where: str) -> Settings:
    """Settings from a parsed file and the environment; ``where`` names the file in errors."""
    if "show" in tree and "shows" in tree:
        problem = "and [shows.NAME] exclude each other"
        raise ConfigError(f"{where}: [show]", problem, "keep one of them")
    shows = tree.get("shows", {})
    if not isinstance(shows, dict) or not all(isinstance(show, dict) for show in shows.values()):
        raise ConfigError(f"{where}: shows", "must be tables", "write [shows.NAME]")
    for name, show in shows.items():
        if not _NAME.fullmatch(name):
            remedy = "use lower-case letters, digits, hyphens and underscores"
            raise ConfigError(f"{where}: [shows.{name}]", "can't name a file", remedy)
        _check_keys(show, Show, f"[shows.{name}]", where)
    _check_keys({**tree, "shows": []}, Settings, "", where)
    values = _snake(tree)
    values["shows"] = [{"name": name, **_snake(show)} for name, show in shows.items()]
    for variable, section, key, kind in _variables():
        if variable in environ:
            table = values.setdefault(section, {})
            if isinstance(table, dict):
                table[key] = _from_environment(variable, environ[variable], kind)
    try:
        settings = msgspec.convert(values, Settings, strict=True)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$.")
        path = place.rstrip("`")
        key = _place_in_file(path, list(shows))
        subject = f"{where}: {key}" if key else where
        raise ConfigError(subject, problem, f"write {allowed(path)}") from None
    return replace(settings, publish=_in_ascii(settings.publish, where))


def _place_in_file(path: str, shows: list[str]) -> str:
    """Table and key as the file has them: ``shows[0].tags`` is ``[shows.law] tags``."""
    named = _SHOW_BY_INDEX.sub(lambda found: f"shows.{shows[int(found[1])]}", path)
    *table, key = _KEYS.findall(named.replace("_", "-"))
    return f"[{'.'.join(table)}] {key}" if table else key


def _in_ascii(publish: PublishSettings, where: str) -> PublishSettings:
    """The same with addresses that feeds, pages and their guids can all hold as they are."""
    base_url, hub = publish.base_url, publish.hub
    if base_url and (problem := fault_of_base(base_url)):
        remedy = "write scheme, host and path alone, as in https://example.org/show/"
        raise ConfigError(f"{where}: [publish] base-url", problem, remedy)
    if hub and not is_web_address(hub):
        problem = f"{hub!r} is no http or https address"
        remedy = "write it whole, as in https://hub.example.org/"
        raise ConfigError(f"{where}: [publish] hub", problem, remedy)
    return replace(publish, base_url=as_uri(base_url), hub=as_uri(hub))


def _check_keys(tree: Mapping[str, Any], kind: type, place: str, where: str) -> None:
    hints = get_type_hints(kind)
    if kind is Show:
        del hints["name"]  # given by [shows.NAME]
    known = {name.replace("_", "-"): hint for name, hint in hints.items()}
    for key, value in tree.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            remedy = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
            named = f"{place} {key}" if place else f"[{key}]" if isinstance(value, dict) else key
            raise ConfigError(f"{where}: {named}", "is no setting", remedy)
        inner = known[key]
        if get_origin(inner) is tuple and isinstance(value, list):
            for entry in value:
                _check_inner(entry, get_args(inner)[0], f"[[{key}]]", where)
        else:
            _check_inner(value, inner, f"[{key}]", where)


def _check_inner(value: Any, kind: Any, place: str, where: str) -> None:
    if isinstance(value, dict) and isinstance(kind, type) and is_dataclass(kind):
        _check_keys(value, kind, place, where)


def _snake(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.replace("-", "_"): _snake(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_snake(inner) for inner in value]
    return value


def _variables() -> Iterator[tuple[str, str, str, Any]]:
    for section, kind in get_type_hints(Settings).items():
        if is_dataclass(kind):
            hints = get_type_hints(kind)
            for setting in fields(kind):
                name = f"AUDIOBOOK_{section}_{setting.name}".upper()
                yield name, section, setting.name, hints[setting.name]


def _from_environment(variable: str, text: str, kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return [part.strip() for part in text.split(",") if part.strip()]
    try:
        return msgspec.convert(text, kind, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(variable, str(error), "mend or unset it in the environment") from None
