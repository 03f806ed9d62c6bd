"""One folder: all that the command line can do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audiobook import (
    articles,
    audio,
    feed,
    licences,
    listening,
    narration,
    pipeline,
    publish,
    speech,
)
from audiobook.catalogue import Catalogue
from audiobook.config import FILE_NAME, TEMPLATE, Settings, load_settings
from audiobook.errors import AudiobookError, ConfigError, FeedError, SourceError, UsageError
from audiobook.files import cache_folder, write_whole
from audiobook.fingerprint import fingerprint
from audiobook.model import (
    Article,
    Clearance,
    Edition,
    Finding,
    Outcome,
    Script,
    Show,
    Style,
    Verdict,
)
from audiobook.project.making import Maker, Options, finding_of, templates_of
from audiobook.project.voices import Voices

LEXICONS = ("lexicon.pls", "lexicon.tsv")
"""Read in this order; of two entries for a word the later one counts."""
LOCAL_ADDRESS = "http://127.0.0.1:8000/"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would be said of an article; without a clearance, nobody may say it."""

    article: Article
    finding: Finding
    clearance: Clearance | None
    script: Script


class Project:
    """The project in a folder, or the nearest one above it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.voices = Voices(settings.narrator)
        self.catalogue = Catalogue(folder)
        self.web = articles.Web(settings.fetch.allow_hosts, cache_folder("web"))

    @classmethod
    def around(cls, start: Path) -> Project:
        """The project that ``start`` lies in: the nearest folder upward with an audiobook.toml.

        Without one, ``start`` itself with the default settings.  Raises ConfigError.
        """
        start = start.resolve()
        above = (folder for folder in (start, *start.parents) if (folder / FILE_NAME).is_file())
        folder = next(above, start)
        return cls(folder, load_settings(folder, os.environ))

    def close(self) -> None:
        """Let go of the catalogue's file and of connections; the next use opens them again."""
        self.catalogue.close()
        self.web.close()

    @staticmethod
    def create(folder: Path) -> Path:
        """Write a commented audiobook.toml.  Raises ConfigError if there is one already."""
        path = folder / FILE_NAME
        if path.exists():
            raise ConfigError(str(path), "is there already", "edit it, or choose another folder")
        title = folder.resolve().name.replace("-", " ").replace("_", " ").title()
        title = title.replace("\\", "").replace('"', "")
        write_whole(path, TEMPLATE.format(title=title or "Audio editions").encode())
        return path

    # ------------------------------------------------------------------ making editions

    def make(self, sources: Sequence[str], options: Options) -> Iterator[Outcome]:
        """Make an edition of each article, record it, and rebuild the feeds at the end.

        Outcomes come as they are known.  An error of one article is its outcome; the others go on.
        Raises UsageError for an unknown show, ConfigError for a policy or lexicon that can't be
        read, FeedError for a show that makes no feed.
        """
        show, style = self._show(options.show), self.style()
        licences.check_policy(self.settings.licences.accept, templates_of(self.settings, show))
        maker = Maker(self.settings, self.catalogue, self.web, show, style, options)
        works = yield from maker.plan(sources)
        if options.dry_run:
            return
        if works:
            for each in self.settings.all_shows:  # what would fail at the end is said before
                feed.build_feed(each, (), self._base_url)
            self.catalogue.tidy()
            yield from maker.carry_out(works)
        self.rebuild_feeds(only_stale=True)

    def style(self) -> Style:
        """How this project prepares a text for the voice.  Raises ConfigError."""
        paths = [self.folder / name for name in LEXICONS]
        asked = self.settings.narration
        return Style(
            lexicon=tuple(
                entry for path in paths if path.exists() for entry in narration.read_lexicon(path)
            ),
            breaks=self.settings.breaks,
            captions=asked.captions,
            alternative_texts=asked.alternative_texts,
            announce_quotes=asked.announce_quotes,
        )

    # ------------------------------------------------------------------ looking

    def scripts(self, source: str, options: Options) -> Iterator[Rehearsal | AudiobookError]:
        """What would be said of each article; nothing is spoken and no licence stops it.

        An article that can't be read, or has nothing to say, has its error instead.
        """
        show, style = self._show(options.show), self.style()
        licences.check_policy(self.settings.licences.accept, templates_of(self.settings, show))
        for _, article in self._each(source, options):
            if isinstance(article, AudiobookError):
                yield article
                continue
            try:
                finding = finding_of(article, self.settings, options.licence, show)
                clearance = None
                if finding.verdict is Verdict.ALLOWED:
                    clearance = licences.clear(article, finding, templates_of(self.settings, show))
                script = pipeline.rehearse(article, clearance, style)
                yield Rehearsal(article, finding, clearance, script)
            except SourceError as error:
                yield error

    def unknown_words(self, source: str, options: Options) -> list[narration.UnknownWord]:
        """The words of a source's articles that a voice may say wrong, the most frequent first."""
        found = self.scripts(source, options)
        return narration.unknown_words(r.script for r in found if isinstance(r, Rehearsal))

    def findings(
        self, sources: Sequence[str], show: str = ""
    ) -> Iterator[tuple[str, str, Finding | AudiobookError]]:
        """Name and title of every article in the sources, and its licence for a show.

        An article that can't be read has its error instead.
        """
        chosen = self._show(show)
        for source in sources:
            for single, article in self._each(source, Options()):
                if isinstance(article, AudiobookError):
                    yield single, "", article
                    continue
                is_part = article.identity.startswith(f"{single}#")
                name = article.identity if is_part else single
                yield name, article.title, finding_of(article, self.settings, None, chosen)

    def _each(
        self, source: str, options: Options
    ) -> Iterator[tuple[str, Article | AudiobookError]]:
        """Every article of a source with the single source it is in, or why it can't be read."""
        single = source
        try:
            singles = list(articles.expand(source))
        except AudiobookError as error:
            yield source, error
            return
        for single in singles:
            try:
                for found in articles.read_articles(
                    single, options.language, options.title, self.web
                ):
                    yield single, found
            except AudiobookError as error:
                yield single, error

    def normalise(self, text: str, language: str) -> str:
        """A written line as it would be spoken, the project's lexicon included."""
        return narration.normalise(text, language, self.style().lexicon)

    def try_voice(self, name: str, text: str | None, output: Path) -> tuple[float, float]:
        """Speak a sentence into a WAV file; the seconds of speech, and those it took to make."""
        _, spoken, took = self.voices.try_out(name, text)
        write_whole(output, speech.wav(spoken))
        return spoken.duration_ms / 1000, took

    def compare_voices(
        self, names: Sequence[str], text: str | None, language: str | None, output: Path
    ) -> None:
        """Write one HTML page with a sample of each voice named, or of each engine's best."""
        page = self.voices.comparison(names, text, language or self.settings.show.language)
        write_whole(output, page.encode())

    def listen(
        self, names: Sequence[str], model: str
    ) -> Iterator[tuple[Edition, listening.Hearing]]:
        """How the editions named, or all, are heard by a Whisper model.

        Raises CatalogueError for an unknown name or a lost file, ConfigError for a model.
        """
        recogniser = listening.Recogniser(model)
        found = [self.catalogue.find(name) for name in names]
        for edition in found or self.catalogue.editions():
            mp3 = self.folder / "media" / f"{edition.slug}.mp3"
            yield edition, listening.listen(mp3, recogniser, self.normalise)

    # ------------------------------------------------------------------ the show

    def rebuild_feeds(self, *, only_stale: bool = False) -> list[Path]:
        """Write the shows' feeds and pictures; ``only_stale`` those that lack a change.

        A file that would stay the same is not touched.  Raises FeedError, CatalogueError.
        """
        if only_stale and not self.catalogue.state():
            return []  # nothing was ever made
        with self.catalogue.exclusive():
            shows = self.shows()
            for show in shows:
                state = f"{self.catalogue.state()} {fingerprint(show, self._base_url)}"
                path = self._feed_path(show)
                written = path.exists() and path.with_suffix(".jpg").exists()
                if only_stale and written and self.catalogue.feed_state(show.name) == state:
                    continue
                self._write_feed(show, path)
                self.catalogue.feed_built(show.name, state)
        return [self._feed_path(show) for show in shows]

    def _write_feed(self, show: Show, path: Path) -> None:
        picture = audio.draw_cover(show.title, (show.author,) if show.author else (), show.name)
        document = feed.build_feed(show, self.catalogue.editions(show.name), self._base_url)
        try:
            _write_if_new(path.with_suffix(".jpg"), picture)
            _write_if_new(path, document)
        except OSError as error:
            remedy = (
                "free space, mend the permissions or move what is in the way, then: audiobook feed"
            )
            raise FeedError(str(path), f"can't be written: {error.strerror}", remedy) from error

    def _feed_path(self, show: Show) -> Path:
        return self.folder / "feeds" / f"{show.name}.xml"

    @property
    def _base_url(self) -> str:
        return self.settings.publish.base_url or LOCAL_ADDRESS

    def shows(self) -> tuple[Show, ...]:
        """The shows of the configuration, their guids fixed once they have an address.

        A guid that the configuration gives wins: it is how a show moves here from elsewhere.
        """
        if not self.settings.publish.base_url:
            return self.settings.all_shows
        return tuple(
            replace(show, guid=show.guid or self.catalogue.show_guid(show.name, derive))
            for show in self.settings.all_shows
            for derive in [partial(_guid_of, show, self._base_url)]
        )

    def remove(self, name: str) -> Edition:
        """Take an edition out and rebuild the feeds.  Raises CatalogueError for an unknown name."""
        edition = self.catalogue.find(name)
        self.catalogue.remove(edition)
        self.rebuild_feeds()
        return edition

    def serve(self, host: str, port: int, ready: Callable[[str], None]) -> None:
        """Serve feeds, media and pages until interrupted; ``ready`` is given the address.

        Raises PublishError.
        """
        app = publish.make_app(self.folder, self.shows, self.catalogue.editions, feed.build_feed)
        publish.serve(app, host, port, ready)

    def _show(self, name: str) -> Show:
        shows = {show.name: show for show in self.settings.all_shows}
        if not name:
            return next(iter(shows.values()))
        if name not in shows:
            raise UsageError(
                f"show {name!r}", "is not in audiobook.toml", f"known: {', '.join(shows)}"
            )
        return shows[name]


def _guid_of(show: Show, base_url: str) -> str:
    return feed.feed_guid(f"{base_url.rstrip('/')}/feeds/{show.name}.xml")


def _write_if_new(path: Path, data: bytes) -> None:
    if not (path.is_file() and path.read_bytes() == data):
        write_whole(path, data)
