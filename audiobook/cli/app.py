"""The commands.  Each parses its arguments, calls the project, and prints what comes back."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from audiobook.cli.batch import batch
from audiobook.cli.checking import check
from audiobook.cli.feeds import feed
from audiobook.cli.frame import (
    Commands,
    SaidLog,
    as_json,
    open_project,
    print_json,
    say,
)
from audiobook.cli.licence import licence
from audiobook.cli.making import making_options, options_of
from audiobook.cli.publishing import publish
from audiobook.cli.show import show
from audiobook.cli.verifying import verify
from audiobook.cli.voices import voices
from audiobook.errors import AudiobookError


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="audiobook-editions", prog_name="audiobook")
def main() -> None:
    """Turn articles into audio editions that people subscribe to in podcast apps.

    Run it in a folder of your own.  `audiobook make ARTICLE` makes an MP3 and a feed,
    `audiobook serve` lets you listen.
    """
    logging.basicConfig(handlers=[SaidLog()], level=logging.ERROR)
    logging.getLogger("audiobook").setLevel(logging.WARNING)


@main.command(epilog="Example: audiobook init reading-room")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
def init(folder: Path) -> None:
    """Write a commented audiobook.toml."""
    from audiobook.project import Project  # noqa: PLC0415 - see open_project

    path = Project.create(folder)
    say(f"{path}: written; edit the show's title, then: audiobook make ARTICLE")


@main.command(epilog="Example: audiobook make article.md notes/ --jobs 2")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--title", metavar="TEXT", help="The title of one article, if its text has none.")
@making_options(jobs=1)
@as_json
def make(sources: tuple[str, ...], in_json: bool, **chosen: Any) -> None:
    """Make an edition of each article: a file, folder, address, feed, or - (standard input)."""
    from audiobook.cli.report import Report  # noqa: PLC0415 - see open_project
    from audiobook.project import Progress  # noqa: PLC0415 - see open_project

    project, options, progress = open_project(), options_of(**chosen), Progress()
    with Report(progress, in_json, options.dry_run) as report:
        for outcome in project.make(sources, options, progress):
            report.add(outcome)
    report.summarise(project.folder, project.settings)
    sys.exit(report.exit_status)


@main.command(epilog="Example: audiobook script article.md --unknown >> lexicon.tsv")
@click.argument("source")
@click.option("--language", metavar="TAG", help="The article's language, as in en-GB.")
@click.option("--title", metavar="TEXT", help="The title, for a text that has none.")
@click.option("--licence", metavar="ID", help="State the licence yourself: CC-BY-4.0.")
@click.option("--unknown", is_flag=True, help="List words that a voice may say wrong instead.")
@as_json
def script(source: str, unknown: bool, in_json: bool, **chosen: Any) -> None:
    """Show what would be said and what left out, with the licence; speak nothing.

    With --unknown, the lines to paste into lexicon.tsv, the most frequent word first.
    """
    from audiobook.cli import script_view  # noqa: PLC0415 - see open_project
    from audiobook.manifest import script_keys  # noqa: PLC0415

    project, options = open_project(), options_of(**chosen)
    if unknown:
        words = project.unknown_words(source, options)
        if in_json:
            for word in words:
                print_json(asdict(word))
        else:
            say("\n".join(script_view.lexicon_lines(words)))
        return
    statuses = set()
    for found in project.scripts(source, options):
        if isinstance(found, AudiobookError):
            say(f"audiobook: {found}", err=True)
            statuses.add(found.exit_status)
            continue
        statuses.add(0)
        if in_json:
            licence = found.finding.licence
            print_json(script_keys(found.article, licence, found.clearance, found.script))
        else:
            script_view.show_script(found.article, found.finding, found.script)
    sys.exit(statuses.pop() if len(statuses) == 1 else min(len(statuses), 1))


@main.command(epilog='Example: audiobook normalise "It cost $2.50 on 3 May 1998."')
@click.argument("text", required=False)
@click.option("--language", default="en", show_default=True, metavar="TAG")
def normalise(text: str | None, language: str) -> None:
    """Turn a written line into a spoken one; without TEXT, each line of standard input."""
    from audiobook.narration import check_tag  # noqa: PLC0415 - see open_project

    check_tag(language)
    project = open_project()
    lines: Iterable[str] = [text] if text is not None else _lines_of_standard_input()
    for line in lines:
        click.echo(project.normalise(line.rstrip("\r\n"), language))


@main.command("list", epilog="Example: audiobook list --show essays --json")
@click.option("--show", metavar="NAME", help="Only the episodes of one show.")
@as_json
def list_editions(show: str | None, in_json: bool) -> None:
    """List the editions that the catalogue holds, newest first."""
    from audiobook.cli.console import edition_keys, show_editions  # noqa: PLC0415 - see open_project

    editions = open_project().editions(show)
    if in_json:
        for edition in editions:
            print_json(edition_keys(edition))
    else:
        show_editions(editions)


@main.command(epilog="Example: audiobook remove 1f00ba42")
@click.argument("name", metavar="ID")
def remove(name: str) -> None:
    """Take an edition out: its files, and its episode in the feed."""
    edition = open_project().remove(name)
    say(f"{edition.slug}: removed")


@main.command(epilog="Example: audiobook serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--proxy", "proxies", multiple=True, metavar="ADDRESS", help="Believe its X-Forwarded-*."
)
def serve(host: str, port: int, proxies: tuple[str, ...]) -> None:
    """Serve feeds, media and pages, so that a browser or a podcast app can listen."""
    project = open_project()

    def ready(address: str) -> None:
        say(f"Listen:    {address}", err=True)
        for each in project.settings.all_shows:
            if not each.private:
                say(f"Subscribe: {address}feeds/{each.name}.xml", err=True)
        say("Stop with Ctrl-C.", err=True)

    project.serve(host, port, ready, proxies)


def _lines_of_standard_input() -> Iterable[str]:
    # UTF-8 whatever the locale says, as everywhere else here.
    return io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace")


for _command in (batch, check, feed, licence, publish, show, verify, voices):
    main.add_command(_command)
