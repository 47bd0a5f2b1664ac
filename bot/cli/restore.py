"""``posbot restore``: an empty database and the folder of photos, filled from a backup."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.cli.problems import explained


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@explained
def command(archive: Path) -> None:
    """Fill the database that the settings name from ARCHIVE; it must be new or empty, of either kind."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store.saving import restore  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    settings = read_settings()
    manifest = asyncio.run(restore(archive, settings.database_url, settings.media_folder, shipped("migrations")))
    count = sum(count for count, _ in manifest["tables"].values())
    click.echo(f"{count} rows, {manifest['media']} photos and documents restored, as of {manifest['at']}.")
    if settings.bucket and manifest["media"]:
        click.echo(f"The photos are in {settings.media_folder}: copy what is in its folders to {settings.bucket}, without the folders.")
