"""One folder: all that the command line can do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from audiobook import articles, licences, listening, narration, provenance, publish, speech
from audiobook.catalogue import Catalogue
from audiobook.config import FILE_NAME, TEMPLATE, Settings, load_settings
from audiobook.errors import AudiobookError, ConfigError
from audiobook.files import cache_folder, write_whole
from audiobook.model import Edition, Finding, Outcome, Style
from audiobook.project.batch import Batch, requests_of
from audiobook.project.changes import Changes
from audiobook.project.checking import Checking
from audiobook.project.feeds import Feeds
from audiobook.project.forgotten import refuse_lost_catalogue
from audiobook.project.making import Maker
from audiobook.project.options import Options
from audiobook.project.planning import Planner, templates_of
from audiobook.project.progress import Phase, Progress
from audiobook.project.publishing import Publishing
from audiobook.project.reading import Reading, Rehearsal
from audiobook.project.routing import Routing
from audiobook.project.serving import ProjectLibrary
from audiobook.project.showing import Particulars, particulars
from audiobook.project.subscriptions import Subscriptions
from audiobook.project.voices import Voices

LEXICONS = ("lexicon.pls", "lexicon.tsv")
"""Read in this order; of two entries for a word the later one counts."""


class Project:
    """The project in a folder, or the nearest one above it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.voices = Voices(settings.narrator)
        self.catalogue = Catalogue(folder)
        self.feeds = Feeds(folder, settings, self.catalogue)
        self.checking = Checking(folder, settings, self.catalogue, self.feeds)
        self.publishing = Publishing(folder, settings, self.catalogue, self.feeds)
        self.subscriptions = Subscriptions(settings, self.catalogue, self.feeds)
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

    def make(
        self, sources: Sequence[str], options: Options, progress: Progress | None = None
    ) -> Iterator[Outcome]:
        """Make an edition of each article, record it, and rebuild the feeds at the end.

        Outcomes come as they are known; ``progress`` is told what goes on between.  An error of one
        article is its outcome; the others go on.  Waits for another run in this folder.  Raises
        UsageError for an unknown show, ConfigError for a policy or lexicon that can't be read or a
        show that makes no feed, CatalogueError for a catalogue that is lost: all before anything is
        written; CatalogueError, too, if the other run lasts too long.
        """
        self._check(options)
        progress = progress or Progress()
        signer = self._signer()
        planner = self._planner(options, self.style())
        works = yield from planner.plan(sources)
        progress.know_all()
        if options.dry_run:
            return
        if works:
            with self.catalogue.run(progress.hold):
                progress.enter(Phase.READING)
                works = yield from planner.still_to_do(works)
                self.catalogue.tidy()
                maker = Maker(self.catalogue, progress, signer)
                with maker.workers(options.jobs, options.cluster) as force:
                    yield from maker.carry_out(works, force)
        progress.enter(Phase.FEEDS)
        self.feeds.rebuild(only_stale=True)

    def batch(
        self,
        sources: Sequence[str],
        options: Options,
        is_stopped: Callable[[], bool] = lambda: False,
        progress: Progress | None = None,
    ) -> Iterator[Outcome]:
        """The same for all new and changed articles of many sources, or of those in the settings.

        What has not changed since it was made is not even read.  What is made is told of bit by
        bit, so that a run which is killed has lost nothing; once stopped, it finishes what is in
        hand.  An edition whose source is gone is an outcome, and stays.  Waits for another run in
        this folder.  Raises the same errors as ``make``, and CatalogueError.
        """
        progress = progress or Progress()
        requests, style = requests_of(self.settings, self.folder, sources, options), self.style()
        for request in requests:
            self._check(request.options)
        signer = self._signer()
        with nullcontext() if options.dry_run else self.catalogue.run(progress.hold):
            progress.enter(Phase.READING)
            changes = Changes(self.catalogue, self.web)
            batch = Batch(
                Maker(self.catalogue, progress, signer),
                self.feeds,
                changes,
                lambda asked: self._planner(asked, style, changes),
                is_stopped,
                progress,
            )
            if options.dry_run:
                yield from batch.rehearse(requests)
                return
            self.catalogue.tidy()
            yield from batch.run(requests, options.jobs, options.cluster)

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
        self._check_policy()
        yield from self._reading(options).scripts(source, self.style())

    def unknown_words(self, source: str, options: Options) -> list[narration.UnknownWord]:
        """The words of a source's articles that a voice may say wrong, the most frequent first."""
        self._check_policy()
        return self._reading(options).unknown_words(source, self.style())

    def findings(
        self, sources: Sequence[str], show: str = ""
    ) -> Iterator[tuple[str, str, Finding | AudiobookError]]:
        """Name and title of every article in the sources, and its licence for the show it goes to.

        An article that can't be read has its error instead.
        """
        return self._reading(Options(show=show)).findings(sources)

    def editions(self, show: str | None = None) -> tuple[Edition, ...]:
        """The editions of a show, or of all, newest first.  Raises UsageError for an unknown show.

        One that the configuration has no more is known as long as it has episodes.
        """
        if show is not None and show not in self.catalogue.episodes.shows():
            Routing(self.settings.all_shows, show)
        return self.catalogue.editions(show)

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

    def particulars(self, name: str) -> Particulars:
        """What the files of an edition say of it.

        Raises CatalogueError for an unknown name, or a manifest that can't be read.
        """
        return particulars(self.folder, self.catalogue.find(name))

    # ------------------------------------------------------------------ the show

    def remove(self, name: str) -> Edition:
        """Take an edition out and rebuild the feeds.

        Raises CatalogueError for an unknown name, ConfigError, before anything is written, for a
        show that makes no feed.
        """
        edition = self.catalogue.find(name)
        self.feeds.check()
        with self.catalogue.exclusive():
            self.catalogue.remove(edition)
        self.feeds.rebuild(only_stale=True)
        return edition

    def serve(
        self, host: str, port: int, ready: Callable[[str], None], proxies: Sequence[str] = ()
    ) -> None:
        """Serve feeds, media and pages until interrupted; ``ready`` is given the address.

        ``proxies`` are believed what they say of the address they were asked by.  Raises
        PublishError, and ConfigError for a show that makes no feed.
        """
        self.feeds.check()
        app = publish.make_app(self.folder, ProjectLibrary(self.catalogue, self.feeds), proxies)
        publish.serve(app, host, port, ready)

    def _reading(self, options: Options) -> Reading:
        return Reading(self.folder, self.settings, self.web, options)

    def _planner(self, options: Options, style: Style, changes: Changes | None = None) -> Planner:
        routing = Routing(self.settings.all_shows, options.show)
        return Planner(self.settings, self.catalogue, self.web, routing, style, options, changes)

    def _signer(self) -> provenance.Signer | None:
        return provenance.load_signer(self.settings, self.folder, os.environ)

    def _check(self, options: Options) -> None:
        """Make sure of what would otherwise fail only after all the work."""
        Routing(self.settings.all_shows, options.show)
        self._check_policy()
        self.feeds.check()
        refuse_lost_catalogue(self.catalogue)

    def _check_policy(self) -> None:
        for show in self.settings.all_shows:
            licences.check_policy(self.settings.licences.accept, templates_of(self.settings, show))
