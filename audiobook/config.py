"""``audiobook.toml`` as frozen settings.

An option of the command line wins over ``AUDIOBOOK_<SECTION>_<KEY>`` in the environment, that over
the file, that over the defaults.  Keys are written with hyphens in the file (``true-peak-dbtp``).
Secrets are read from the environment only, by those who need them, and have no key here.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from audiobook.errors import ConfigError
from audiobook.model import Mastering, Setting, Show

FILE_NAME = "audiobook.toml"
PIPER_VOICES = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True, slots=True)
class NarratorSettings:
    """Who reads.

    ``voice`` empty means the engine's best voice for the article's language, ``quote_voice`` empty
    that the same voice reads block quotes.  What follows ``voices`` is for the engines themselves.
    """

    engine: str = "auto"
    voice: str = ""
    quote_voice: str = ""
    rate: Annotated[float, msgspec.Meta(ge=0.5, le=3.0)] = 1.0
    voices: dict[str, str] = field(default_factory=dict)
    """By language (BCP 47); they go before ``voice``."""
    pitch: Annotated[float, msgspec.Meta(ge=0.5, le=2.0)] = 1.0
    """Of the voice's own, where an engine takes it."""
    volume: Annotated[float, msgspec.Meta(gt=0, le=1.0)] = 1.0
    """Of an engine's full volume, where it takes it; mastering levels what it changes."""
    reproducible: bool = False
    """Whether the same text is to give the same bytes, where an engine can."""
    piper_folder: str = ""
    """More voices for Piper; ``audiobook voices add`` puts them elsewhere."""
    piper_address: str = PIPER_VOICES
    """Where ``audiobook voices add`` fetches from; a mirror has the same folders."""
    piper_noise: Annotated[float, msgspec.Meta(ge=0, le=2.0)] | None = None
    """Piper's noise_scale, how lively it sounds; None means as the voice was made."""
    piper_noise_width: Annotated[float, msgspec.Meta(ge=0, le=2.0)] | None = None
    """Piper's noise_w_scale, how much the lengths of its sounds vary."""
    kokoro_model: str = ""
    """Path of Kokoro's model, where it is neither in the user's data folder nor installed."""
    kokoro_voices: str = ""
    """Path of its voices: one archive, or a folder of single ones."""
    kokoro_mixes: tuple[str, ...] = ()
    """Voices mixed of others by weight: ``af_heart:60+am_adam:40``."""
    openai_address: str = ""
    """Of a server that speaks as OpenAI's does, with its version: ``http://localhost:8880/v1``."""
    openai_model: str = "tts-1"
    openai_voices: tuple[str, ...] = ()
    """The server's voices; ``nova=en`` says which language one speaks."""
    openai_at_once: Annotated[int, msgspec.Meta(ge=1, le=64)] = 2
    """How many speeches are asked for at the same time from this machine."""

    def for_engines(self) -> tuple[tuple[str, Setting], ...]:
        """The settings that engines take (``plugins.Configurable``), where they are no default.

        They travel in the ``Narrator``, so that every worker knows them.
        """
        keys = [f.name for f in fields(self) if f.name not in _OF_CASTING]
        default = NarratorSettings()
        changed = [key for key in keys if getattr(self, key) != getattr(default, key)]
        return tuple((key, getattr(self, key)) for key in sorted(changed))

    def in_folder(self, folder: Path) -> NarratorSettings:
        """The same with paths that hold wherever it is used; those in the file are the folder's."""
        whole: dict[str, Any] = {}
        for key in _PATHS:
            if stated := getattr(self, key):
                whole[key] = str((folder / Path(stated).expanduser()).resolve())
        return replace(self, **whole)


_PATHS = ("piper_folder", "kokoro_model", "kokoro_voices")
_OF_CASTING = ("engine", "voice", "quote_voice", "rate", "voices", "piper_address")


@dataclass(frozen=True, slots=True)
class NarrationSettings:
    """What is read beside the text itself."""

    captions: bool = False
    alternative_texts: bool = False
    announce_quotes: bool = False


@dataclass(frozen=True, slots=True)
class LicenceSettings:
    """What the owner of the shows accepts, and how it is attributed.

    ``accept`` holds families of licences; a version may be named.  Empty templates mean the words
    of audiobook; see docs/licences.md.
    """

    accept: tuple[str, ...] = ("CC-PDM-1.0", "CC0-1.0", "CC-BY", "CC-BY-SA")
    notice_template: str = ""
    credit_template: str = ""


@dataclass(frozen=True, slots=True)
class MasteringSettings:
    """What every edition is to measure."""

    integrated_lufs: Annotated[float, msgspec.Meta(ge=-30, le=-10)] = -16.0
    true_peak_dbtp: Annotated[float, msgspec.Meta(ge=-9, le=0)] = -1.0
    bitrate_kbps: Literal[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] = 64

    def mastering(self) -> Mastering:
        """The same as the audio room takes it."""
        return Mastering(self.integrated_lufs, self.true_peak_dbtp, self.bitrate_kbps)


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One place that a batch looks for articles."""

    url: str


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Hosts of private networks that articles may be fetched from."""

    allow_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Where listeners find the show.  Empty means the server that ``audiobook serve`` starts."""

    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of ``audiobook.toml``."""

    show: Show = Show()
    shows: tuple[Show, ...] = ()
    narrator: NarratorSettings = NarratorSettings()
    narration: NarrationSettings = NarrationSettings()
    licences: LicenceSettings = LicenceSettings()
    mastering: MasteringSettings = MasteringSettings()
    sources: tuple[SourceSettings, ...] = ()
    fetch: FetchSettings = FetchSettings()
    publish: PublishSettings = PublishSettings()

    @property
    def all_shows(self) -> tuple[Show, ...]:
        """The shows by name if any has one, else the one show."""
        return self.shows or (self.show,)


def load_settings(folder: Path, environ: Mapping[str, str]) -> Settings:
    """Settings of the project in ``folder``; defaults hold where there is no file.

    Raises ConfigError for a file that is no TOML, a key that is unknown or a value out of range.
    """
    path = folder / FILE_NAME
    try:
        tree = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(str(path), f"can't be read: {error}", "mend that line") from error
    settings = settings_from(tree, environ, str(path))
    return replace(settings, narrator=settings.narrator.in_folder(folder))


def settings_from(tree: dict[str, Any], environ: Mapping[str, str], where: str) -> Settings:
    """Settings from a parsed file and the environment; ``where`` names the file in errors."""
    if "show" in tree and "shows" in tree:
        raise ConfigError(where, "[show] and [shows.NAME] exclude each other", "keep one of them")
    shows = tree.get("shows", {})
    if not isinstance(shows, dict) or not all(isinstance(show, dict) for show in shows.values()):
        raise ConfigError(where, "shows must be tables", "write [shows.NAME]")
    for name, show in shows.items():
        if not _NAME.fullmatch(name):
            remedy = "use lower-case letters, digits, hyphens and underscores"
            raise ConfigError(where, f"[shows.{name}] can't name a file", remedy)
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
        key = place.rstrip("`").replace("_", "-")
        raise ConfigError(f"{where}: {key}" if key else where, problem, "mend that value") from None
    base_url = settings.publish.base_url
    if base_url and not _ADDRESS.fullmatch(base_url):
        problem = f"{base_url!r} is no address"
        remedy = "write it whole, as in https://example.org/show/"
        raise ConfigError(f"{where}: publish.base-url", problem, remedy)
    return settings


def _check_keys(tree: Mapping[str, Any], kind: type, place: str, where: str) -> None:
    hints = get_type_hints(kind)
    if kind is Show:
        del hints["name"]  # given by [shows.NAME]
    known = {name.replace("_", "-"): hint for name, hint in hints.items()}
    for key, value in tree.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            remedy = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
            what = f"unknown key {key!r}" + (f" in {place}" if place else "")
            raise ConfigError(where, what, remedy)
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


TEMPLATE = """\
# Settings of this audiobook project.  A line that starts with "#" shows the default.

[show]
title = "{title}"
description = "Articles under open licences, read aloud."
# author = ""                 # you, or your newsroom
# email = ""                  # podcast directories write to it to verify that the show is yours
# language = "en"
# category = "News"           # one of Apple's categories
# explicit = false
# Add commercial=false if nobody earns by the show: then it may use non-commercial licences too.

[narrator]
# engine = "auto"             # the most natural installed engine that speaks the article's language
# voice = ""                  # see: audiobook voices
# quote-voice = ""            # another voice for block quotes
# rate = 1.0                  # 0.5 to 3.0
# pitch = 1.0                 # of the voice's own, 0.5 to 2.0, where the engine takes it
# reproducible = false        # the same bytes each time, where the engine can
# voices = {{}}                 # by language, before voice: {{ de = "pyttsx3:de" }}

[narration]
# captions = false            # read the captions of pictures
# alternative-texts = false   # describe pictures without a caption, in their page's own words
# announce-quotes = false     # say "quote" and "end quote" around block quotes

[licences]
# accept = ["CC-PDM-1.0", "CC0-1.0", "CC-BY", "CC-BY-SA"]
# notice-template = ""        # your own words for the attribution: docs/licences.md
# credit-template = ""

[mastering]
# integrated-lufs = -16.0
# true-peak-dbtp = -1.0
# bitrate-kbps = 64

# [[sources]]                 # for a later version: nothing reads them yet
# url = "articles/"

[fetch]
# allow-hosts = []            # hosts of your own network; others there are never asked

[publish]
# base-url = "https://example.org/reading-room/"   # where listeners will find feeds/ and media/
"""
