"""``posbot rollback``: put the version in force that was before."""

from __future__ import annotations

import asyncio

import click

from bot.cli import words
from bot.cli.problems import explained
from bot.cli.words import fail, say


@click.command()
@click.option("--by", required=True)
@click.option("--to", "version", default="")
@explained
def command(by: str, version: str) -> None:
    """Go back to an earlier version of the knowledge; every process takes it up without a restart.

    With the embedded database posbot must not be running meanwhile; the studio goes back while it runs.
    """
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.releasing import roll_back  # noqa: PLC0415

    told = asyncio.run(roll_back(read_settings(), by, version))
    if told.refused:
        fail("said", what=words.told(told.refused))
    click.echo(say("in_force", version=told.version))
