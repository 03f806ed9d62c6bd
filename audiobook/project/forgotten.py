"""Episodes that nothing tells of any more but the feeds that were written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from audiobook import audit, feed
from audiobook.audit import Fault, ListedEpisode, Mend
from audiobook.catalogue import Catalogue, is_slug
from audiobook.errors import CatalogueDamaged, CatalogueError
from audiobook.model import Edition, Licence, Show
from audiobook.project.restoring import WrittenFeeds, is_manifest, manifests_in, revision_of

_DIGITS = 8
_NO_LICENCE = Licence("", "", None)


def refuse_lost_catalogue(catalogue: Catalogue) -> None:
    """Make sure that no catalogue begins anew beside editions that another one knew.

    What was written from it would give them other guids and take them out of their feeds.  Raises
    CatalogueError.
    """
    if catalogue.state():
        return
    if any(map(is_manifest, manifests_in(catalogue.media))):
        raise CatalogueError(
            str(catalogue.path),
            "holds no edition, and media/ has manifests of some",
            "have it made anew from them: audiobook check --repair",
        )


def forgotten(
    catalogue: Catalogue, written: WrittenFeeds, at_hand: Collection[str]
) -> Iterator[Fault]:
    """Episodes in written feeds that neither the catalogue nor a manifest knows.

    ``at_hand`` are the slugs of editions that one of them does.
    """
    told: set[str] = set()
    for show, documents in written.listings.items():
        for number, listing in documents.items():
            for episode in listing.episodes:
                is_noted = _is_recorded(catalogue, episode.slug)
                # With any edition at hand, the feed is rebuilt without what is noted.
                if episode.slug in {*at_hand, *told} or (is_noted and at_hand):
                    continue
                told.add(episode.slug)
                yield Fault(
                    feed.feed_path(Show(name=show), number),
                    f"lists {audit.quoted(episode.title)}, whose manifest is lost",
                    "bring it back from a copy; else let audiobook check --repair note its guid "
                    "and date, and make it again",
                    Mend.EPISODES if _is_whole(episode) and not is_noted else None,
                    episode.slug,
                )


def remember(catalogue: Catalogue, written: WrittenFeeds, slugs: Collection[str]) -> None:
    """Have the catalogue keep guid and date of episodes for when they are made again."""
    for slug in slugs:
        told = written.telling_of(slug)
        if told and not catalogue.holds(slug):
            catalogue.remember(_edition(next(iter(told.values())), tuple(told)))


def _is_recorded(catalogue: Catalogue, slug: str) -> bool:
    try:
        return catalogue.holds(slug)
    except CatalogueDamaged:
        return False


def _is_whole(episode: ListedEpisode) -> bool:
    return is_slug(episode.slug) and bool(episode.guid) and episode.published is not None


def _edition(episode: ListedEpisode, shows: tuple[str, ...]) -> Edition:
    """What is left of an edition."""
    assert episode.published is not None
    return Edition(
        identity=f"sha256:{episode.slug[-_DIGITS:]}",
        slug=episode.slug,
        guid=episode.guid,
        shows=shows,
        fingerprint="",
        revision=revision_of(episode.suffix),
        published=episode.published,
        title=episode.title,
        authors=(),
        language="",
        source="",
        article_published=None,
        summary="",
        licence=replace(_NO_LICENCE, id=episode.licence_id),
        notice="",
        notice_html="",
        voice="",
        duration_ms=0,
        chapters=(),
        mp3_bytes=0,
        mp3_sha256="",
        companions=(),
        enclosure_suffix=episode.suffix,
    )
