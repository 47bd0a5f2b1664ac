"""``posbot retention``: what is too old, by the rules of POSBOT_KEEP. posbot itself does the work every night."""

from __future__ import annotations

import asyncio

import click

from bot.cli.problems import explained


@click.command()
@click.option("--dry-run", is_flag=True, required=True, help="Say what would go; the running posbot does it.")
@explained
def command(dry_run: bool) -> None:  # noqa: ARG001, FBT001 -- click's shape; it is always true
    """Say what the next night takes away, by kind, while posbot runs."""
    from datetime import UTC, datetime  # noqa: PLC0415
    from functools import partial  # noqa: PLC0415

    from bot.service.retention import KINDS, due  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store.copying import reading  # noqa: PLC0415
    from bot.store.retention import counted  # noqa: PLC0415
    from bot.wiring.tidying import rules  # noqa: PLC0415

    settings = read_settings()
    kept = rules(settings)
    cutoffs = dict(due(kept, datetime.now(UTC)))

    async def look() -> dict[str, int]:
        async with reading(settings.database_url) as ask:
            return {kind: await ask(partial(counted, kind=kind, cutoff=cutoff)) for kind, cutoff in cutoffs.items()}

    found = asyncio.run(look())
    for kind in KINDS:
        told = f"{kept[kind]:>6} days  {found[kind]:>9} older than {cutoffs[kind]:%Y-%m-%d} would go" if kind in kept else "kept for ever"
        click.echo(f"{kind:<10} {told}")
