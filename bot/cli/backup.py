"""``posbot backup``: one archive of everything, taken while posbot runs, and tried out before it counts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.problems import explained
from bot.cli.words import fail, say

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.wiring.archives import Archives


@click.command()
@click.argument("archive", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--quick", is_flag=True)
@click.option("--list", "listed", is_flag=True)
@explained
def command(archive: Path | None, quick: bool, listed: bool) -> None:  # noqa: FBT001 -- click's shape
    """Write every table and every photo into ARCHIVE, restore it into a scratch place to be sure, and take that away again.

    Without ARCHIVE it goes where POSBOT_BACKUPS says, and backups that POSBOT_BACKUP_KEEP does not want are removed;
    without that, into posbot-DATE.zip here. Enciphered with POSBOT_BACKUP_KEY, if that is set.
    """
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.archives import archives_of  # noqa: PLC0415

    settings = read_settings()
    archives = archives_of(settings)
    if listed:
        _list(archives)
    elif archive or archives is None:
        _take(settings, archive, tried=not quick)
    else:
        _take_there(settings, archives, tried=not quick)


def _list(archives: Archives | None) -> None:
    from bot.store.thinning import taken  # noqa: PLC0415

    if archives is None:
        fail("backup_none_kept")
    for name, at in sorted(taken(archives.names()).items(), key=lambda one: one[1]):
        click.echo(say("backup_kept", at=f"{at:%Y-%m-%d %H:%M}", name=name))


def _take(settings: Settings, archive: Path | None, *, tried: bool) -> None:
    from bot.store.thinning import name_of  # noqa: PLC0415
    from bot.wiring.archives import take  # noqa: PLC0415

    if archive and archive.exists() and not archive.is_file():
        fail("backup_no_file", file=archive)
    to = archive or Path(name_of(datetime.now(UTC), sealed=bool(settings.backup_key)))
    _tell(to.resolve(), take(settings, to, tried=tried), settings, tried=tried)


def _take_there(settings: Settings, archives: Archives, *, tried: bool) -> None:
    from bot.wiring.archives import take_there  # noqa: PLC0415

    name, manifest, gone = take_there(settings, archives, tried=tried)
    _tell(f"{settings.backups.rstrip('/')}/{name}", manifest, settings, tried=tried)
    for old in gone:
        click.echo(say("backup_removed", name=old))


def _tell(to: object, manifest: dict[str, dict[str, list[int]]], settings: Settings, *, tried: bool) -> None:
    rows = sum(count for count, _ in manifest["tables"].values())
    seen = say("backup_restored" if tried else "backup_read")
    sealed = say("backup_sealed" if settings.backup_key else "backup_open")
    click.echo(say("backup_made", to=to, rows=rows, media=manifest["media"], seen=seen, sealed=sealed))
