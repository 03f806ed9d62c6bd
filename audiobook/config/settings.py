"""The settings of a project, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from audiobook.model import Breaks, Mastering, Setting, Show

PIPER_VOICES = "https://huggingface.co/rhasspy/piper-voices/resolve/main"


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


PRESETS = {
    "podcast": Mastering(),
    "spotify": Mastering(integrated_lufs=-14.0),
    "broadcast": Mastering(integrated_lufs=-23.0, bitrate_kbps=128),
    "acx": Mastering(
        integrated_lufs=None,
        true_peak_dbtp=-3.0,
        rms_dbfs=(-23.0, -18.0),
        noise_floor_dbfs=-60.0,
        start_ms=750,
        end_ms=2_000,
        bitrate_kbps=192,
    ),
}
"""What those who take editions ask for: Apple (and most apps), Spotify, EBU R 128, ACX."""


@dataclass(frozen=True, slots=True)
class MasteringSettings:
    """What every edition is to measure; None means as the preset says."""

    preset: Literal["podcast", "spotify", "broadcast", "acx"] = "podcast"
    integrated_lufs: Annotated[float, msgspec.Meta(ge=-30, le=-10)] | None = None
    true_peak_dbtp: Annotated[float, msgspec.Meta(ge=-9, le=0)] | None = None
    bitrate_kbps: Literal[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] | None = (
        None
    )
    vbr_quality: Annotated[int, msgspec.Meta(ge=0, le=9)] | None = None
    """A variable bitrate of this quality, 0 the best; None means a constant one."""
    id3: Literal["2.4", "2.3"] = "2.4"
    """The version of the tags; some old players read the older one only."""

    def mastering(self) -> Mastering:
        """The same as the audio room takes it."""
        asked: dict[str, Any] = {"vbr_quality": self.vbr_quality, "id3_version": int(self.id3[-1])}
        if self.integrated_lufs is not None:
            asked |= {"integrated_lufs": self.integrated_lufs, "rms_dbfs": None}
        if self.true_peak_dbtp is not None:
            asked["true_peak_dbtp"] = self.true_peak_dbtp
        if self.bitrate_kbps is not None:
            asked["bitrate_kbps"] = self.bitrate_kbps
        return replace(PRESETS[self.preset], **asked)


@dataclass(frozen=True, slots=True)
class CoverSettings:
    """What is seen of an edition."""

    image: str = ""
    """Path of a picture for every edition; empty means that each has one of its own drawn."""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One place that a batch looks for articles; what is empty is as for all others."""

    url: str
    """A file, a folder, an address or a feed; paths start at the project's folder."""
    show: str = ""
    licence: str = ""
    """An SPDX id: the owner of the shows states the licence of all that is found there."""
    language: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Hosts of private networks that articles may be fetched from."""

    allow_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Where listeners find the shows, and how they get there.

    The two addresses are in ASCII once they were loaded.
    """

    base_url: str = ""
    """Empty means the server that ``audiobook serve`` starts."""
    target: str = ""
    """Where ``audiobook publish`` sends them, where it is not told: ``s3://bucket/folder``."""
    hub: str = ""
    """A WebSub hub that is told of each feed that changed; empty means none."""
    private: bool = False
    """Whether private shows are sent, too: a folder for each subscriber, named by their secret."""


@dataclass(frozen=True, slots=True)
class ProvenanceSettings:
    """How editions are signed; the key comes from the environment: ``AUDIOBOOK_C2PA_KEY``."""

    certificate: str = ""
    """Path of the signer's certificates, as PEM, its own first; empty means nothing is signed."""
    timestamp_address: str = ""
    """Of an authority that states when it was signed (RFC 3161); empty means nobody is asked."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of ``audiobook.toml``."""

    show: Show = Show()
    shows: tuple[Show, ...] = ()
    narrator: NarratorSettings = NarratorSettings()
    narration: NarrationSettings = NarrationSettings()
    licences: LicenceSettings = LicenceSettings()
    breaks: Breaks = Breaks()
    mastering: MasteringSettings = MasteringSettings()
    cover: CoverSettings = CoverSettings()
    sources: tuple[SourceSettings, ...] = ()
    fetch: FetchSettings = FetchSettings()
    publish: PublishSettings = PublishSettings()
    provenance: ProvenanceSettings = ProvenanceSettings()

    @property
    def all_shows(self) -> tuple[Show, ...]:
        """The shows by name if any has one, else the one show."""
        return self.shows or (self.show,)
