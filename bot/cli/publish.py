"""``posbot publish``: put a folder of knowledge in force, as the studio does; every process takes it up."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.cli import words
from bot.cli.problems import explained
from bot.cli.words import fail, problem, say


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--by", required=True)
@click.option("--reviewed-by", default="")
@click.option("--note", default="")
@explained
def command(folder: Path, by: str, reviewed_by: str, note: str) -> None:
    """Put FOLDER, which holds knowledge/ and templates/, in force. It is checked and learned first.

    With the embedded database posbot must not be running meanwhile; the studio publishes while it runs.
    """
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.releasing import publish  # noqa: PLC0415

    told = asyncio.run(publish(read_settings(), folder, by, reviewed_by, note))
    if told.problems:
        for one in told.problems:
            click.echo(problem(one), err=True)
        fail("publish_problems", count=len(told.problems))
    if told.refused:
        fail("said", what=words.told(told.refused))
    click.echo(say("in_force", version=told.version))
