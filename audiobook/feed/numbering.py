"""Which episode of a show stands in which document: for shows too long for one.

The subscription document holds the newest episodes, archive documents the older ones (RFC 5005,
section 4).  Archive ``n`` holds the episodes numbered ``(n-1) * K + 1`` to ``n * K``, where K is
half of ``Show.episodes_in_feed``; the subscription document holds all after the last archive it
rests on: K + 1 to 2 K of them.  A new episode therefore changes the subscription document alone,
and every K-th one adds an archive.

An archive is written when its episodes leave the subscription document.  From then on it has the
same entries; it is written anew when one of them changes or is withdrawn.  It links back only:
RFC 5005 would have it link to the next one, too, but then it would change when that appears.
"""

from __future__ import annotations

from audiobook.model import Show


def archive_size(show: Show) -> int:
    """How many episodes an archive holds."""
    return show.episodes_in_feed // 2


def archived(show: Show, newest: int) -> int:
    """How many archives there are once episode number ``newest`` is out."""
    return max(0, (newest - 1) // archive_size(show) - 1)


def numbers_in_feed(show: Show, newest: int) -> range:
    """The numbers of the episodes that the subscription document holds."""
    return range(archived(show, newest) * archive_size(show) + 1, newest + 1)


def numbers_in_archive(show: Show, number: int) -> range:
    """The numbers of the episodes that archive ``number``, from 1 on, holds."""
    size = archive_size(show)
    return range((number - 1) * size + 1, number * size + 1)
