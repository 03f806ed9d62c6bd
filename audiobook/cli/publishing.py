"""The command that publishes."""

from __future__ import annotations

import click

from audiobook.cli.frame import as_json, open_project, say


@click.command(epilog="Example: audiobook publish s3://my-bucket/reading-room --dry-run")
@click.argument("target", default="")
@click.option("--delete", is_flag=True, help="Remove there what was taken out here.")
@click.option("--verify", is_flag=True, help="Look whether all that was sent is still there.")
@click.option("--adopt", is_flag=True, help="Overwrite what another program put there.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent; send nothing.")
@as_json
def publish(
    target: str, delete: bool, verify: bool, adopt: bool, dry_run: bool, in_json: bool
) -> None:
    """Send feeds, media and pages to a folder, a bucket (s3://…) or a host (sftp://…).

    Only what changed is sent.  Stopped half-way, the same command goes on.  Without TARGET, to the
    one in audiobook.toml.
    """
    from audiobook.cli.publishing_report import PublishingReport  # noqa: PLC0415 - see open_project

    project = open_project()
    for show in project.settings.all_shows:
        if show.private and not project.settings.publish.private:
            say(
                f"audiobook: show {show.name!r} is private and is not sent; serve it: audiobook "
                "serve; or set private = true under [publish]",
                err=True,
            )
    with PublishingReport(in_json=in_json, dry_run=dry_run) as report:
        for event in project.publishing.publish(
            target, delete=delete, verify=verify, adopt=adopt, dry_run=dry_run
        ):
            report.show(event)
    report.summarise()
