"""The command that shows one edition."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.frame import as_json, open_project, print_json, say


@click.command(epilog="Example: audiobook show 1f00ba42 --picture sound.png")
@click.argument("name", metavar="ID")
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw the sound into an SVG or PNG file.",
)
@as_json
def show(name: str, picture: Path | None, in_json: bool) -> None:
    """Show one edition: who reads what, how loud it is, its files, its chapters and its sound.

    ID is its slug, the eight digits that end it, or its guid.
    """
    from audiobook.cli.edition_view import particulars_keys, show_particulars  # noqa: PLC0415 - see open_project

    found = open_project().particulars(name)
    if picture:
        found.write_picture(picture)
        say(f"{picture}: written", err=True)
    if in_json:
        print_json(particulars_keys(found))
    elif not picture:
        show_particulars(found)
