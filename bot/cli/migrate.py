"""``posbot migrate``: bring the database to this version's shape."""

from __future__ import annotations

import asyncio

import click

from bot.cli.problems import explained, fail


@click.command()
@click.option("--database", default="", help="sqlite:///PATH; by default the one in the settings.")
@click.option("--finish", is_flag=True, help="Take away what only older releases used. Refused while one of them is at work.")
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
    click.echo(f"{without_password(url)} is up to date{', and nothing of older releases is left' if finish else ''}.")


def _refuse_beside_older(url: str) -> None:
    from bot.store.looking import look_at  # noqa: PLC0415
    from bot.store.migrating import HEAD  # noqa: PLC0415
    from bot.wiring.beating import FRESH  # noqa: PLC0415

    older = [process for process in asyncio.run(look_at(url, FRESH)).processes if process.schema < HEAD]
    if older:
        fail(f"{older[0].id} of version {older[0].version} is still at work: replace it first (`posbot status` lists all)")
