"""``posbot tally``: the numbers of the dashboard, counted to the end of every log."""

from __future__ import annotations

import asyncio

import click

from bot.cli.problems import explained
from bot.cli.words import say


@click.command()
@click.option("--rebuild", is_flag=True)
@explained
def command(rebuild: bool) -> None:  # noqa: FBT001 -- click's shape
    """Count what came of the conversations, as `posbot run` does all the time; with --rebuild from the beginning."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.mind import Sources  # noqa: PLC0415
    from bot.wiring.tallying import counted  # noqa: PLC0415

    settings = read_settings()
    talks = asyncio.run(counted(settings, Sources(settings.knowledge, settings.templates), rebuild=rebuild))
    click.echo(say("tally_done", count=talks))
