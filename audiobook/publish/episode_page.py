"""The page of an episode: player, chapters, notice, and the text as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from audiobook.model import Chapter, Edition, Show
from audiobook.publish import places
from audiobook.publish.places import Site
from audiobook.publish.show_page import subscription
from audiobook.publish.structured_data import about_episode
from audiobook.publish.templating import render
from audiobook.publish.transcript import Sentence, Transcript, paragraphs
from audiobook.publish.waveform import BARS, waveform


@dataclass(frozen=True, slots=True)
class Part:
    """The paragraphs read in a chapter; those before the first chapter have none."""

    chapter: Chapter | None
    heading: Sequence[Sentence] = ()
    """The paragraph that reads the chapter's title, if one does."""
    paragraphs: tuple[Sequence[Sentence], ...] = ()


def render_episode(site: Site, show: Show, edition: Edition, transcript: Transcript) -> bytes:
    """The page of an episode of ``show``; it needs no script to be heard and read."""
    path = places.episode_page(edition)
    return render(
        "episode.html",
        site,
        path,
        show.language,
        show=show,
        edition=edition,
        mp3=places.link(places.enclosure(edition)),
        # HTML of our own making, in which every value was escaped.
        notice=Markup(edition.notice_html),
        parts=_parts(edition, transcript.sentences),
        wave=waveform(transcript.peaks),
        bars=min(BARS, len(transcript.peaks)),
        about=about_episode(site, show, edition, transcript.sentences),
        **subscription(site, show, path),
    )


def _parts(edition: Edition, sentences: Sequence[Sentence]) -> list[Part]:
    """The paragraphs under the chapter in which they begin.

    A single chapter needs no heading; what reads the title is left to the heading of the page.
    """
    waiting = list(edition.chapters) if len(edition.chapters) > 1 else []
    parts = [Part(None)]
    for paragraph in paragraphs(sentences):
        text = " ".join(sentence.text for sentence in paragraph)
        while waiting and waiting[0].start_ms <= paragraph[0].start_ms:
            parts.append(Part(waiting.pop(0)))
        if text == edition.title:
            continue
        part = parts[-1]
        if part.chapter and text == part.chapter.title and not part.paragraphs:
            parts[-1] = replace(part, heading=paragraph)
        else:
            parts[-1] = replace(part, paragraphs=(*part.paragraphs, paragraph))
    return [part for part in parts if part.heading or part.paragraphs]
