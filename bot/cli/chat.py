"""``posbot chat``: talk to the bot in a terminal, or by JSON lines."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.configured import sources
from bot.cli.objects import tell
from bot.cli.problems import explained
from bot.cli.words import say, spoken
from bot.wiring.mind import loaded, matcher_of, usable

if TYPE_CHECKING:
    from bot.channels.terminal.lines import Lines
    from bot.service.ports import Store


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    from bot.channels.terminal.talk import TalkProblem, moment  # noqa: PLC0415

    try:
        return moment(value)
    except TalkProblem as wrong:
        raise click.BadParameter(str(wrong)) from None


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--locale", type=click.Choice(spoken()), default="zh", show_default=True)
@click.option("--knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--database", default="memory:", show_default=True)
@click.option("--now", callback=_moment)
@explained
def command(as_json: bool, locale: str, knowledge: Path | None, database: str, now: datetime | None) -> None:  # noqa: FBT001 -- click's shape
    """Talk to the bot in a terminal: choices by number, Ctrl-D leaves."""
    chosen = sources(knowledge)
    read = loaded(chosen)
    if not usable(read.knowledge):
        raise click.UsageError(say("chat_examples_only"))
    from bot.wiring.talking import talk_of  # noqa: PLC0415

    matcher = matcher_of(read, precision=chosen.precision)
    talk, store = talk_of(read, matcher, database, locale)
    if as_json:
        from bot.channels.terminal.lines import Lines  # noqa: PLC0415

        asyncio.run(_lines(Lines(talk, now), store))
    else:
        from bot.channels.terminal.parlour import converse  # noqa: PLC0415

        asyncio.run(converse(talk, locale, now))
        asyncio.run(store.close())


async def _lines(lines: Lines, store: Store) -> None:
    try:
        while raw := await asyncio.to_thread(sys.stdin.buffer.readline):
            line = raw.decode("utf-8-sig", "replace").strip()  # some shells begin with a byte order mark
            if line:
                tell(await lines.answer(line))
    finally:
        await store.close()
