"""``posbot migrate``: bring the database to this version's shape."""

from __future__ import annotations

import click

from bot.cli.problems import explained


@click.command()
@click.option("--database", default="", help="sqlite:///PATH; by default the one in the settings.")
@explained
def command(database: str) -> None:
    """Bring the database to this version's shape. `posbot run` does it by itself."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store.migrating import migrate  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    url = database or read_settings().database_url
    migrate(url, shipped("migrations"))
    click.echo(f"{url} is up to date.")
