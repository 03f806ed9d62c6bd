"""The commands.  Each parses its arguments, calls the project, and prints what comes back."""

from __future__ import annotations

import io
import json
import logging
import math
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audiobook.errors import AudiobookError, LicenceError, SpeechError, VoiceError

if TYPE_CHECKING:
    from audiobook.model import Voice
    from audiobook.project import Options, Project
    from audiobook.project.voices import Voices

Command = TypeVar("Command", bound=Callable[..., Any])
_INTERRUPTED = 130


class Rate(click.FloatRange):
    """A range that ``nan``, which is in every range and in none, is not in."""

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """The number.  Fails for one that is not finite."""
        rate = float(super().convert(value, param, ctx))
        if not math.isfinite(rate):
            self.fail(f"{value} is no rate", param, ctx)
        return rate


class Commands(click.Group):
    """A group in which an expected error is one line and its exit status, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command named."""
        try:
            return super().invoke(ctx)
        except AudiobookError as error:
            click.echo(f"audiobook: {error}", err=True)
            ctx.exit(error.exit_status)
        except OSError as error:
            named = error.filename or "audiobook"
            click.echo(f"audiobook: {named}: {error.strerror or error}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("audiobook: interrupted; run the same command again to go on", err=True)
            ctx.exit(_INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="audiobook-editions", prog_name="audiobook")
def main() -> None:
    """Turn articles into audio editions that people subscribe to in podcast apps.

    Run it in a folder of your own.  `audiobook make ARTICLE` makes an MP3 and a feed,
    `audiobook serve` lets you listen.
    """
    logging.basicConfig(format="audiobook: %(message)s", level=logging.ERROR)
    logging.getLogger("audiobook").setLevel(logging.WARNING)


def _making(command: Command) -> Command:
    """The options that every command which makes editions takes."""
    for option in reversed(
        [
            click.option("--voice", default="", metavar="NAME", help="A voice, or ENGINE:VOICE."),
            click.option("--rate", type=Rate(0.5, 3), help="1.0 is the voice's own."),
            click.option("--language", metavar="TAG", help="The articles' language, as in en-GB."),
            click.option("--title", metavar="TEXT", help="The title, for a text that has none."),
            click.option("--show", default="", metavar="NAME", help="A show of audiobook.toml."),
            click.option("--licence", metavar="ID", help="State the licence yourself: CC-BY-4.0."),
            click.option(
                "--jobs", type=click.IntRange(1), default=1, help="Processes to spread work over."
            ),
            click.option("--force", is_flag=True, help="Make it again even if nothing changed."),
            click.option(
                "--reproducible", is_flag=True, help="The same bytes each time, if an engine can."
            ),
            click.option("--dry-run", is_flag=True, help="Say what would be made; make nothing."),
        ]
    ):
        command = option(command)
    return command


_as_json = click.option("--json", "as_json", is_flag=True, help="One JSON value a line.")


@main.command(epilog="Example: audiobook init reading-room")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
def init(folder: Path) -> None:
    """Write a commented audiobook.toml."""
    from audiobook.project import Project  # noqa: PLC0415 - see _project

    path = Project.create(folder)
    click.echo(f"{path}: written; edit the show's title, then: audiobook make ARTICLE")


@main.command(epilog="Example: audiobook make article.md notes/ --jobs 2")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_making
@_as_json
def make(sources: tuple[str, ...], as_json: bool, **chosen: Any) -> None:
    """Make an edition of each article: a file, a folder, or - for standard input."""
    from audiobook.cli.report import Report  # noqa: PLC0415 - see _project

    project, options = _project(), _options(**chosen)
    with Report(as_json, options.dry_run) as report:
        for outcome in project.make(sources, options):
            report.add(outcome)
    report.summarise(project.folder, project.settings.publish.base_url)
    sys.exit(report.exit_status)


@main.command(epilog="Example: audiobook script article.md --unknown >> lexicon.tsv")
@click.argument("source")
@click.option("--language", metavar="TAG", help="The article's language, as in en-GB.")
@click.option("--title", metavar="TEXT", help="The title, for a text that has none.")
@click.option("--licence", metavar="ID", help="State the licence yourself: CC-BY-4.0.")
@click.option("--unknown", is_flag=True, help="List words that a voice may say wrong instead.")
@_as_json
def script(source: str, unknown: bool, as_json: bool, **chosen: Any) -> None:
    """Show what would be said and what left out, with the licence; speak nothing.

    With --unknown, the lines to paste into lexicon.tsv, the most frequent word first.
    """
    from audiobook.cli import script_view  # noqa: PLC0415 - see _project
    from audiobook.manifest import script_keys  # noqa: PLC0415

    project, options = _project(), _options(**chosen)
    if unknown:
        words = project.unknown_words(source, options)
        if as_json:
            for word in words:
                _print_json(asdict(word))
        else:
            click.echo("\n".join(script_view.lexicon_lines(words)))
        return
    for article, finding, clearance, written in project.scripts(source, options):
        if as_json:
            _print_json(script_keys(article, finding.licence, clearance, written))
        else:
            script_view.show_script(article, finding, written)


@main.command(epilog='Example: audiobook normalise "It cost $2.50 on 3 May 1998."')
@click.argument("text", required=False)
@click.option("--language", default="en", show_default=True, metavar="TAG")
def normalise(text: str | None, language: str) -> None:
    """Turn a written line into a spoken one; without TEXT, each line of standard input."""
    project = _project()
    lines: Iterable[str] = [text] if text is not None else _lines_of_standard_input()
    for line in lines:
        click.echo(project.normalise(line.rstrip("\r\n"), language))


@main.command(epilog="Example: audiobook licence articles/ https://example.org/feed.xml --json")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--show", default="", metavar="NAME", help="A show of audiobook.toml.")
@_as_json
def licence(sources: tuple[str, ...], show: str, as_json: bool) -> None:
    """Show the licence found, the words it was found by, and whether it allows an edition.

    Every article of a folder or a feed is judged.  The exit status is 0 if all are allowed, 5 if
    none is, 1 if some are.
    """
    from audiobook.cli.console import show_licences  # noqa: PLC0415 - see _project

    statuses, rows = set(), []
    for name, title, found in _project().findings(sources, show):
        if isinstance(found, AudiobookError):
            click.echo(f"audiobook: {found}", err=True)
            statuses.add(found.exit_status)
            continue
        statuses.add(0 if found.verdict == "allowed" else LicenceError.exit_status)
        if as_json:
            _print_json(_finding_keys(name, found))
        else:
            rows.append((name, title, found))
    show_licences(rows)
    sys.exit(statuses.pop() if len(statuses) == 1 else min(len(statuses), 1))


def _finding_keys(source: str, finding: Any) -> dict[str, Any]:
    known = finding.licence
    return {
        "source": source,
        "licence": known and known.id,
        "url": known and known.url,
        "holder": known and known.holder,
        "evidence": known and known.evidence,
        "verdict": str(finding.verdict),
        "why": finding.why,
    }


@main.group(invoke_without_command=True, epilog="Example: audiobook voices --language de")
@click.option("--language", metavar="TAG", help="Only voices that speak this language.")
@click.option("--measure", is_flag=True, help="Measure the speed of those never measured here.")
@_as_json
@click.pass_context
def voices(ctx: click.Context, language: str | None, measure: bool, as_json: bool) -> None:
    """List the engines and voices installed, their terms, and how fast they speak here."""
    from audiobook.cli.console import show_unusable, show_voices, voice_keys  # noqa: PLC0415

    if ctx.invoked_subcommand:
        return
    at_hand = _project().voices
    found = [(voice, at_hand.speed(voice)) for voice in at_hand.installed(language)]
    if not found:
        raise VoiceError(f"language {language!r}", "no voice speaks it", "see: audiobook voices")
    if measure:
        found = [(voice, speed or _measured(at_hand, voice)) for voice, speed in found]
    if as_json:
        for voice, speed in found:
            _print_json(voice_keys(voice, speed))
    else:
        show_voices(found)
        show_unusable(at_hand.unusable())


def _measured(at_hand: Voices, voice: Voice) -> float | None:
    try:
        _, spoken, took = at_hand.try_out(f"{voice.engine}:{voice.name}", None)
    except SpeechError as error:
        click.echo(f"audiobook: {error}", err=True)
        return None
    return spoken.duration_ms / 1000 / took


@voices.command("try", epilog='Example: audiobook voices try en-gb "Good evening." -o hello.wav')
@click.argument("name")
@click.argument("text", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), default="voice.wav")
def try_voice(name: str, text: str | None, output: Path) -> None:
    """Speak a sentence with a voice, into a WAV file."""
    seconds, took = _project().try_voice(name, text, output)
    click.echo(f"{output}: {seconds:.1f} s of speech, made in {took:.2f} s")


@voices.command("add", epilog="Example: audiobook voices add en_US-lessac-medium")
@click.argument("name")
def add_voice(name: str) -> None:
    """Fetch a voice for Piper, with its card; some 60 MB."""
    from audiobook.cli.console import terms_line  # noqa: PLC0415 - see _project

    voice = _project().voices.add(name)
    click.echo(f"{voice.engine}:{voice.name}: added; {terms_line(voice)}")


@voices.command("compare", epilog="Example: audiobook voices compare pyttsx3:en-gb -o voices.html")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--text", help="What they say; by default a sentence in the show's language.")
@click.option("--language", metavar="TAG", help="Of the text; by default the show's.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default="voices.html")
def compare_voices(
    names: tuple[str, ...], text: str | None, language: str | None, output: Path
) -> None:
    """Write one page with a sample of each voice; without NAME, each engine's best."""
    _project().compare_voices(names, text, language, output)
    click.echo(f"{output}: open it in a browser")


@main.command("list", epilog="Example: audiobook list --json")
@_as_json
def list_editions(as_json: bool) -> None:
    """List the editions that the catalogue holds."""
    from audiobook.cli.console import edition_keys, show_editions  # noqa: PLC0415 - see _project

    editions = _project().catalogue.editions()
    if as_json:
        for edition in editions:
            _print_json(edition_keys(edition))
    else:
        show_editions(editions)


@main.command(epilog="Example: audiobook remove 1f00ba42")
@click.argument("name", metavar="ID")
def remove(name: str) -> None:
    """Take an edition out: its files, and its episode in the feed."""
    edition = _project().remove(name)
    click.echo(f"{edition.slug}: removed")


@main.command(epilog="Example: audiobook check --listen 1f00ba42 --model base")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--listen", is_flag=True, help="Let a speech recogniser hear the editions.")
@click.option(
    "--model",
    default="base",
    show_default=True,
    envvar="AUDIOBOOK_WHISPER_MODEL",
    help="A Whisper model: its folder, or a name to download it by.",
)
@click.option(
    "--allowed",
    type=Rate(0, 1),
    default=0.1,
    show_default=True,
    help="The share of words that may be heard as others.",
)
@_as_json
def check(names: tuple[str, ...], listen: bool, model: str, allowed: float, as_json: bool) -> None:
    """Hold the editions named, or all, against what they should say.

    Only --listen is there so far: it shows where a recogniser and the script disagree, and ends
    with status 1 if an edition has more errors than are allowed.
    """
    from audiobook.cli.hearing_view import json_lines, show_hearing  # noqa: PLC0415 - see _project

    if not listen:
        raise click.UsageError("nothing to check: say --listen")
    status = 0
    for edition, hearing in _project().listen(names, model):
        if as_json:
            click.echo("\n".join(json_lines(edition, hearing)))
        else:
            show_hearing(edition, hearing)
        if hearing.word_error_rate > allowed:
            status = 1
    sys.exit(status)


@main.command(epilog="Example: audiobook feed")
def feed() -> None:
    """Rebuild every feed from the catalogue."""
    for path in _project().rebuild_feeds():
        click.echo(path)


@main.command(epilog="Example: audiobook serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve(host: str, port: int) -> None:
    """Serve feeds, media and pages, so that a browser or a podcast app can listen."""
    project = _project()

    def ready(address: str) -> None:
        click.echo(f"Listen:    {address}", err=True)
        for show in project.settings.all_shows:
            click.echo(f"Subscribe: {address}feeds/{show.name}.xml", err=True)
        click.echo("Stop with Ctrl-C.", err=True)

    project.serve(host, port, ready)


def _lines_of_standard_input() -> Iterable[str]:
    # UTF-8 whatever the locale says, as everywhere else here.
    return io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace")


def _project() -> Project:
    # Imported here so that --help and usage errors answer at once.
    from audiobook.project import Project  # noqa: PLC0415

    project = Project.around(Path.cwd())
    click.get_current_context().call_on_close(project.close)
    return project


def _options(**chosen: Any) -> Options:
    from audiobook.project import Options  # noqa: PLC0415 - see _project

    return replace(Options(), **chosen)


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
