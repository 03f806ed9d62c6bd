"""The commands around voices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobook.cli.frame import as_json, open_project, print_json, say
from audiobook.errors import SpeechError, UsageError, VoiceError

if TYPE_CHECKING:
    from audiobook.model import Voice
    from audiobook.project.voices import Voices

_force = click.option("--force", is_flag=True, help="Overwrite the file if it is there.")


@click.group(invoke_without_command=True, epilog="Example: audiobook voices --language de")
@click.option("--language", metavar="TAG", help="Only voices that speak this language.")
@click.option("--all", "in_full", is_flag=True, help="Tell of each engine that can't speak why.")
@click.option("--measure", is_flag=True, help="Measure the speed of those never measured here.")
@as_json
@click.pass_context
def voices(
    ctx: click.Context, language: str | None, in_full: bool, measure: bool, in_json: bool
) -> None:
    """List the engines and voices installed, their terms, and how fast they speak here."""
    from audiobook.cli.console import show_unusable, show_voices, voice_keys  # noqa: PLC0415

    if ctx.invoked_subcommand:
        return
    at_hand = open_project().voices
    found = [(voice, at_hand.speed(voice)) for voice in at_hand.installed(language)]
    if not found:
        raise VoiceError(f"language {language!r}", "no voice speaks it", "see: audiobook voices")
    if measure:
        found = [(voice, speed or _measured(at_hand, voice)) for voice, speed in found]
    if in_json:
        for voice, speed in found:
            print_json(voice_keys(voice, speed))
    else:
        show_voices(found)
        show_unusable(at_hand.unusable(), in_full)


def _measured(at_hand: Voices, voice: Voice) -> float | None:
    try:
        _, spoken, took = at_hand.try_out(f"{voice.engine}:{voice.name}", None)
    except SpeechError as error:
        say(f"audiobook: {error}", err=True)
        return None
    return spoken.duration_ms / 1000 / took


@voices.command("try", epilog='Example: audiobook voices try en-gb "Good evening." -o hello.wav')
@click.argument("name")
@click.argument("text", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), default="voice.wav")
@_force
def try_voice(name: str, text: str | None, output: Path, force: bool) -> None:
    """Speak a sentence with a voice, into a WAV file."""
    _check_free(output, force)
    seconds, took = open_project().try_voice(name, text, output)
    say(f"{output}: {seconds:.1f} s of speech, made in {took:.2f} s")


@voices.command("add", epilog="Example: audiobook voices add en_US-lessac-medium")
@click.argument("name")
def add_voice(name: str) -> None:
    """Fetch a voice for Piper, with its card; some 60 MB."""
    from audiobook.cli.console import terms_line  # noqa: PLC0415 - see open_project

    voice = open_project().voices.add(name)
    say(f"{voice.engine}:{voice.name}: added; {terms_line(voice)}")


@voices.command("compare", epilog="Example: audiobook voices compare pyttsx3:en-gb -o voices.html")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--text", help="What they say; by default a sentence in the show's language.")
@click.option("--language", metavar="TAG", help="Of the text; by default the show's.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default="voices.html")
@_force
def compare_voices(
    names: tuple[str, ...], text: str | None, language: str | None, output: Path, force: bool
) -> None:
    """Write one page with a sample of each voice; without NAME, each engine's best."""
    _check_free(output, force)
    open_project().compare_voices(names, text, language, output)
    say(f"{output}: open it in a browser")


def _check_free(output: Path, force: bool) -> None:
    """Raise UsageError where a file is not to be written, before anything is spoken for it."""
    if not output.parent.is_dir():
        raise UsageError(str(output), f"{output.parent} is no folder", "make it first")
    if output.exists() and not force:
        remedy = "choose another with -o, or overwrite it with --force"
        raise UsageError(str(output), "is there already", remedy)
