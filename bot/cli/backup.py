"""``posbot backup``: one archive of everything, taken while posbot runs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.problems import explained


@click.command()
@click.argument("archive", required=False, type=click.Path(dir_okay=False, path_type=Path))
@explained
def command(archive: Path | None) -> None:
    """Write every table and every photo into ARCHIVE (by default posbot-DATE.zip), and read it again to be sure."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store.saving import back_up  # noqa: PLC0415

    settings = read_settings()
    to = archive or Path(f"posbot-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip")
    manifest = asyncio.run(back_up(settings.database_url, settings.media_folder, to))
    count = sum(count for count, _ in manifest["tables"].values())
    click.echo(f"{to}: {count} rows, {manifest['media']} photos and documents; read again and whole.")
    if settings.bucket:
        click.echo(f"Photos are not in it: they are in {settings.bucket}, which keeps its own versions.")
