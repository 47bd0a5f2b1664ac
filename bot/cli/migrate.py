"""``posbot migrate``: bring the database to this version's shape."""

from __future__ import annotations

import asyncio

import click

from bot.cli.problems import explained
from bot.cli.words import fail, say


@click.command()
@click.option("--database", default="")
@click.option("--finish", is_flag=True)
@explained
def command(database: str, finish: bool) -> None:  # noqa: FBT001 -- click's shape
    """Bring the database to this version's shape. `posbot run` does it by itself, so that the release before can go on working."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store.migrating import FINISHED, migrate  # noqa: PLC0415
    from bot.store.moving import without_password  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    url = database or read_settings().database_url
    migrate(url, shipped("migrations"))
    if finish:
        _refuse_beside_older(url)
        migrate(url, shipped("migrations"), FINISHED)
    click.echo(say("migrate_finished" if finish else "migrate_done", database=without_password(url)))


def _refuse_beside_older(url: str) -> None:
    from bot.store.looking import look_at  # noqa: PLC0415
    from bot.store.migrating import HEAD  # noqa: PLC0415
    from bot.wiring.beating import FRESH  # noqa: PLC0415

    older = [process for process in asyncio.run(look_at(url, FRESH)).processes if process.schema < HEAD]
    if older:
        fail("migrate_older", process=older[0].id, version=older[0].version)
