"""``posbot restore``: an empty database and the place of photos, filled from a backup; or only a look whether that works."""

from __future__ import annotations

import asyncio
from datetime import datetime

import click

from bot.cli.problems import explained
from bot.cli.words import say


@click.command()
@click.argument("archive")
@click.option("--check", is_flag=True)
@explained
def command(archive: str, check: bool) -> None:  # noqa: FBT001 -- click's shape
    """Fill the database that the settings name from ARCHIVE; it must be new or empty, of either kind.

    ARCHIVE is a file, or the name of a backup where POSBOT_BACKUPS says, or `latest`. One of an older version is brought to
    this version's shape. Its passphrase is POSBOT_BACKUP_KEY.
    """
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store.restoring import rehearse, restore  # noqa: PLC0415
    from bot.wiring.archives import album_of, named  # noqa: PLC0415
    from bot.wiring.keeping import vault_of  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    settings, migrations = read_settings(), shipped("migrations")
    with named(settings, archive) as file:
        if check:
            manifest = asyncio.run(rehearse(file, migrations, settings.backup_key, vault=vault_of(settings)))
        else:
            manifest = asyncio.run(restore(file, settings.database_url, album_of(settings), migrations, settings.backup_key))
    rows = sum(count for count, _ in manifest["tables"].values())
    kind, _, path = settings.database_url.partition(":///")
    place = path if kind == "sqlite" else "PostgreSQL"  # an address there holds a password
    done = "restore_checked" if check else "restore_done"
    at = f"{datetime.fromisoformat(manifest['at']):%Y-%m-%d %H:%M} UTC"
    click.echo(say(done, rows=rows, media=manifest["media"], at=at, place=place))
