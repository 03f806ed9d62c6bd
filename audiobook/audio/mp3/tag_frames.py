"""What an edition says of itself in the frames of an ID3 tag."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from urllib.parse import quote

from langcodes import Language
from langcodes.tag_parser import LanguageTagError
from mutagen import id3

from audiobook.audio.plain import plain
from audiobook.model import Article, Clearance, Job, Mastering, digital_source_type

_UTF8 = id3.Encoding.UTF8
_UNDETERMINED = "und"  # ISO 639-2
_URL_SIGNS = ":/?#[]@!$&'()*+,;=%~"  # as they stand: RFC 3986, section 2.2, and escapes


def frames_of_job(job: Job, duration_ms: int) -> Iterator[id3.Frame]:
    """All frames but chapters and cover, as ID3v2.4.0 defines them."""
    article, clearance = job.article, job.clearance
    language = _iso639_2(article.language)
    texts = {
        "TIT2": article.title,
        "TPE1": _authors(article) or _holder(article, clearance),
        "TPE2": job.album,
        "TALB": job.album,
        "TLAN": language,
        "TCON": "Podcast",
        "TLEN": str(duration_ms),
        "TCOP": _copyright(article, clearance),
        "TENC": "audiobook",
        "TSSE": _encoder(job.mastering),
    }
    for name, text in texts.items():
        yield id3.Frames[name](_UTF8, [plain(text)])
    if article.published:
        yield id3.TDRC(_UTF8, [article.published.date().isoformat()])
    addresses = {
        "WCOP": clearance.licence.url or "",
        "WOAS": article.source,
        "WOAF": article.identity,
    }
    for name, address in addresses.items():
        if address.startswith(("http://", "https://")):
            yield id3.Frames[name](url=_ascii(address))
    yield id3.COMM(_UTF8, language, "", [plain(clearance.notice)])
    yield id3.USLT(_UTF8, language, "", plain(article.text))
    for name, text in _own_fields(job).items():
        yield id3.TXXX(_UTF8, name, [plain(text)])


def _own_fields(job: Job) -> dict[str, str]:
    """What ID3 has no frame for."""
    readers = (job.cast.narrator, *job.cast.others)
    text = job.article.text.encode(errors="replace")
    return {
        "AI-CONTENT": "Read by a synthetic voice",
        "DigitalSourceType": digital_source_type(job.cast),  # IPTC Photo Metadata's name
        "ENGINE": ", ".join(dict.fromkeys(reader.engine for reader in readers)),
        "VOICE": ", ".join(dict.fromkeys(f"{reader.engine}:{reader.voice}" for reader in readers)),
        "FINGERPRINT": job.fingerprint,
        "TEXT-SHA256": hashlib.sha256(text).hexdigest(),
        "LICENSE": job.clearance.licence.id,  # MusicBrainz's name
    }


def _authors(article: Article) -> str:
    # One value, not one for each: players built on FFmpeg show the first only.
    return ", ".join(article.authors)


def _holder(article: Article, clearance: Clearance) -> str:
    stated = clearance.licence.holder or article.publisher
    return stated or _authors(article) or article.source


def _copyright(article: Article, clearance: Clearance) -> str:
    """Year, holder and licence, in the words that wiki.creativecommons.org/wiki/MP3 asks for."""
    licence = clearance.licence
    year = f"{article.published:%Y} " if article.published else ""
    public = f". Licensed to the public under {licence.url}" if licence.url else f". {licence.name}"
    return f"{year}{_holder(article, clearance)}{public}"


def _encoder(mastering: Mastering) -> str:
    if mastering.vbr_quality is not None:
        return f"LAME, variable bitrate of quality {mastering.vbr_quality}"
    return f"LAME, {mastering.bitrate_kbps} kbit/s"


def _ascii(address: str) -> str:
    """The address in ASCII, as URL frames are Latin-1: an IRI by RFC 3987, section 3.1."""
    return quote(plain(address), safe=_URL_SIGNS)


def _iso639_2(language: str) -> str:
    try:
        return Language.get(language).to_alpha3()
    except (LanguageTagError, LookupError):
        return _UNDETERMINED
