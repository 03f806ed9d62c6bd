"""The command for feeds, those of single subscribers included."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobook.cli.frame import as_json, open_project, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command(epilog="Example: audiobook feed --private ada --show letters")
@click.option("--private", "name", metavar="NAME", help="Print a subscriber's own address.")
@click.option("--password", is_flag=True, help="Print the one that asks for a login, and it.")
@click.option("--end", "ended", metavar="NAME", help="Withdraw a subscriber's own address.")
@click.option("--show", default="", metavar="NAME", help="Which private show, of several.")
@as_json
def feed(name: str | None, password: bool, ended: str | None, show: str, in_json: bool) -> None:
    """Rebuild every feed from the catalogue, and say which files changed.

    With --private, print the address by which one person subscribes to a private show; it is made
    when it is first asked for, and holds until --end.  With --password, too, print another one, for
    apps that ask for name and password; audiobook serve has it.
    """
    project = open_project()
    if ended is not None:
        project.subscriptions.end(ended, show)
        say(f"{ended}: the address is withdrawn", err=True)
    if name is not None:
        keys = {"name": name}
        if password:
            keys["address"], keys["password"] = project.subscriptions.login(name, show)
        else:
            keys["address"] = project.subscriptions.address(name, show)
        if in_json:
            print_json(keys)
        else:
            say(keys["address"])
            if password:
                say(f"name: {name}\npassword: {keys['password']}")
    if name is None and ended is None:
        _say_written(project.feeds.rebuild(), in_json)
        _warn_of(project.feeds.forsaken())


def _say_written(paths: Sequence[Path], in_json: bool) -> None:
    for path in paths:
        if in_json:
            print_json({"written": str(path)})
        else:
            say(path)
    if not paths:
        say("Every feed is as it should be.", err=True)


def _warn_of(forsaken: Sequence[str]) -> None:
    for name in forsaken:
        say(
            f"audiobook: show {name!r}: is in audiobook.toml no more, so its feed stays as it was; "
            f"bring the show back, or delete feeds/{name}.xml",
            err=True,
        )
