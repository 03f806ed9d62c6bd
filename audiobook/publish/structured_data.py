"""What a page says to machines: schema.org, as JSON-LD (https://schema.org/PodcastEpisode)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from audiobook.display import printable
from audiobook.model import Edition, Show
from audiobook.publish import places
from audiobook.publish.places import Site
from audiobook.publish.templating import is_web_address
from audiobook.publish.transcript import Sentence


def about_show(site: Site, show: Show) -> Markup:
    """A show as a PodcastSeries."""
    return _script({"@context": "https://schema.org", **_series(site, show)})


def about_shows(site: Site) -> Markup:
    """The shows of a site as its parts."""
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "url": site.base_url,
            "hasPart": [_series(site, show) for show in site.shows],
        }
    )


def about_episode(
    site: Site, show: Show, edition: Edition, sentences: Sequence[Sentence]
) -> Markup:
    """An edition as a PodcastEpisode with its AudioObject, and the article it is based on."""
    licence = edition.licence.url if is_web_address(edition.licence.url) else None
    article = _given(
        {
            "@type": "Article",
            "url": edition.source if is_web_address(edition.source) else None,
            "author": _people(edition.authors),
            "datePublished": edition.article_published and edition.article_published.isoformat(),
            "license": licence,
        }
    )
    shared = _given(
        {
            "inLanguage": edition.language,
            "license": licence,
            "isBasedOn": article,
            "creditText": edition.notice,
        }
    )
    audio = {
        "@type": "AudioObject",
        "contentUrl": site.address(places.enclosure(edition)),
        "encodingFormat": "audio/mpeg",
        "contentSize": str(edition.mp3_bytes),
        "duration": f"PT{edition.duration_ms // 1000}S",
        "transcript": "".join(sentence.text + sentence.space for sentence in sentences).strip(),
        **shared,
    }
    episode = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "url": site.address(places.episode_page(edition)),
        "name": edition.title,
        "description": edition.summary,
        "datePublished": edition.published.isoformat(),
        "timeRequired": f"PT{edition.duration_ms // 1000}S",
        "author": _people(edition.authors),
        "image": site.address(places.media(edition, ".jpg")),
        "isAccessibleForFree": True,
        "episodeNumber": edition.number,
        "partOfSeries": _series(site, show),
        "audio": _given(audio),
        **shared,
    }
    return _script(_given(episode))


def _series(site: Site, show: Show) -> dict[str, Any]:
    return _given(
        {
            "@type": "PodcastSeries",
            "name": show.title,
            "description": show.description,
            "url": show.link or site.address(site.show_page(show)),
            "webFeed": site.address(places.feed(show)),
            "image": site.address(places.show_cover(show)),
            "inLanguage": show.language,
            "author": _people((show.author,)),
        }
    )


def _people(names: Sequence[str]) -> list[dict[str, str]]:
    return [_given({"@type": "Person", "name": name}) for name in names if name]


def _given(keys: dict[str, Any]) -> dict[str, Any]:
    """Those of the keys that have a value, every text printable."""
    return {
        key: printable(value) if isinstance(value, str) else value
        for key, value in keys.items()
        if value not in (None, "", [], {})
    }


def _script(tree: dict[str, Any]) -> Markup:
    # "<" would let a value end the element.
    return Markup(json.dumps(tree, ensure_ascii=False).replace("<", "\\u003c"))
