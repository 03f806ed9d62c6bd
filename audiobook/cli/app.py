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

from audiobook.errors import AudiobookError, VoiceError

if TYPE_CHECKING:
    from audiobook.project import Options, Project

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


@main.command(epilog="Example: audiobook licence articles/*.html --json")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_as_json
def licence(sources: tuple[str, ...], as_json: bool) -> None:
    """Show the licence found, the words it was found by, and whether it allows an edition."""
    from audiobook.cli.console import show_licences  # noqa: PLC0415 - see _project

    found = _project().findings(sources)
    status = 0
    rows = []
    for source, result in found:
        if isinstance(result, AudiobookError):
            click.echo(f"audiobook: {result}", err=True)
            status = result.exit_status if len(sources) == 1 else 1
        elif as_json:
            _print_json(_finding_keys(source, result))
        else:
            rows.append((source, result))
    if rows:
        show_licences(rows)
    sys.exit(status)


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
@_as_json
@click.pass_context
def voices(ctx: click.Context, language: str | None, as_json: bool) -> None:
    """List the engines and voices installed."""
    from audiobook.cli.console import show_voices  # noqa: PLC0415 - see _project

    if ctx.invoked_subcommand:
        return
    found = list(_project().voices(language))
    if not found:
        raise VoiceError(f"language {language!r}", "no voice speaks it", "see: audiobook voices")
    if as_json:
        for voice in found:
            _print_json(
                {
                    "engine": voice.engine,
                    "voice": voice.name,
                    "languages": list(voice.languages),
                    "gender": voice.gender,
                    "description": voice.description,
                }
            )
    else:
        show_voices(found)


@voices.command("try", epilog='Example: audiobook voices try en-gb "Good evening." -o hello.wav')
@click.argument("name")
@click.argument("text", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), default="voice.wav")
def try_voice(name: str, text: str | None, output: Path) -> None:
    """Speak a sentence with a voice, into a WAV file."""
    seconds, took = _project().try_voice(name, text, output)
    click.echo(f"{output}: {seconds:.1f} s of speech, made in {took:.2f} s")


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
