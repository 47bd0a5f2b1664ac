"""``posbot move``: from the embedded database to PostgreSQL."""

from __future__ import annotations

import asyncio

import click

from bot.cli.problems import explained
from bot.cli.words import say


@click.command()
@click.argument("source")
@click.argument("target")
@explained
def command(source: str, target: str) -> None:
    """Copy everything from SOURCE (sqlite:///PATH) to TARGET (postgresql://…), with counts and checksums.

    Stop posbot first. If it is interrupted, run it again. Photos stay where they are.
    """
    from bot.store.moving import move, without_password  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    asyncio.run(move(source, target, shipped("migrations"), click.echo))
    click.echo(say("move_done", database=without_password(target)))
