"""``posbot retention``: what is too old, by the rules of POSBOT_KEEP. posbot itself does the work every night."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import click

from bot.cli.problems import explained
from bot.cli.words import say


@click.command()
@click.option("--dry-run", is_flag=True, required=True)
@explained
def command(dry_run: bool) -> None:  # noqa: ARG001, FBT001 -- click's shape; it is always true
    """Say what the next night takes away, by kind, while posbot runs."""
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
        click.echo(f"{kind:<10} {_going(kept[kind], found[kind], cutoffs[kind]) if kind in kept else say('retention_ever')}")


def _going(days: int, count: int, cutoff: datetime) -> str:
    return say("retention_line", days=f"{days:>6}", count=f"{count:>9}", day=f"{cutoff:%Y-%m-%d}")
