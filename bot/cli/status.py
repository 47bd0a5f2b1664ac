"""``posbot status``: who is at work and what waits, as a table that renews itself."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from bot.cli import words
from bot.cli.objects import tell
from bot.cli.problems import explained
from bot.service.backlog import Heap, Process, last_intake

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from bot.settings import Settings
    from bot.store.looking import Look

UNITS = ((86_400, "days"), (3_600, "hours"), (60, "minutes"))
WORRYING = 60.0
"""Seconds from which an age is shown in red."""


@click.command()
@click.option("--locale", type=click.Choice(words.locales()))
@click.option("--json", "as_json", is_flag=True)
@click.option("--once", is_flag=True)
@click.option("--every", type=click.FloatRange(0.5, 60), default=2.0, show_default=True)
@explained
def command(locale: str | None, as_json: bool, once: bool, every: float) -> None:  # noqa: FBT001 -- click's shape
    """Show the processes at work, what waits, and when something last came in. Changes nothing; Ctrl-C leaves."""
    from bot.settings import read_settings  # noqa: PLC0415

    words.speak(locale)
    settings = read_settings()
    if as_json:
        tell(_object(_look(settings)))
        return
    say = words.of("status")
    if once or not sys.stdout.isatty():
        _console().print(_shown(_look(settings), say))
        return
    _keep_showing(settings, say, every)


def _keep_showing(settings: Settings, say: words.Say, every: float) -> None:
    from rich.live import Live  # noqa: PLC0415

    try:
        with Live(_shown(_look(settings), say), console=_console(), auto_refresh=False, screen=True) as live:
            while True:
                time.sleep(every)
                live.update(_shown(_look(settings), say), refresh=True)
    except KeyboardInterrupt:
        return


def _console() -> Any:
    from rich.console import Console  # noqa: PLC0415

    return Console(width=None if sys.stdout.isatty() else 120)


def _look(settings: Settings) -> Look:
    from bot.store.looking import look_at  # noqa: PLC0415
    from bot.wiring.beating import FRESH  # noqa: PLC0415

    return asyncio.run(look_at(settings.database_url, FRESH))


def _object(look: Look) -> dict[str, Any]:
    """What is seen, for programs; ages in seconds."""

    def heap(one: Heap) -> dict[str, Any]:
        return {"count": one.count, "age": round(one.age(look.at), 1)}

    backlog = look.backlog
    return {
        "at": look.at.isoformat(),
        "schema": look.schema,
        "outbox": {name: heap(one) for name, one in backlog.outbox.items()},
        "inbox": {name: heap(one) for name, one in backlog.inbox.items()},
        "timers": heap(backlog.timers),
        "people": heap(backlog.people),
        "parked": backlog.parked,
        "processes": [_plain(process, look.at) for process in look.processes],
        "intake": {source: round((look.at - at).total_seconds(), 1) for source, at in last_intake(look.processes).items()},
    }


def _plain(process: Process, at: datetime) -> dict[str, Any]:
    plain = asdict(replace(process, intake={}))
    plain.pop("intake")
    return plain | {"started": process.started.isoformat(), "beat": round((at - process.beat).total_seconds(), 1)}


# ---- the table --------------------------------------------------------------------------------------


def _shown(look: Look, say: words.Say) -> RenderableType:
    from rich.console import Group  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    head = Text(f"{say('title', at=f'{look.at:%Y-%m-%d %H:%M:%S} UTC')}   {say('schema', schema=look.schema)}", style="bold")
    tables = [_processes(look, say), _waits(look, say), _intake(look, say)]
    return Group(head, *(table for table in tables if table))


def _processes(look: Look, say: words.Say) -> RenderableType:
    if not look.processes:
        return say("nobody")
    table = _table(say("processes"), *(say(name) for name in ("process", "version", "roles", "since", "signed", "loop", "state")))
    for process in look.processes:
        loop, age = max(process.loops.items(), key=lambda one: one[1], default=("", 0.0))
        ages = (_age(say, (look.at - at).total_seconds()) for at in (process.started, process.beat))
        slowest = f"{loop} {_age(say, age)}"
        table.add_row(process.id, process.version, ", ".join(process.roles), *ages, slowest, _state(process, loop, age, say))
    return table


def _state(process: Process, loop: str, age: float, say: words.Say) -> str:
    if age > WORRYING:
        return f"[red]{say('stuck', loop=loop)}[/]"
    return f"[yellow]{say('away', why=process.away)}[/]" if process.away else f"[green]{say('fine')}[/]"


def _waits(look: Look, say: words.Say) -> RenderableType:
    rows = [(what, count, age) for what, count, age in _heaps(look, say) if count]
    if not rows:
        return say("nothing")
    table = _table(say("waits"), say("what"), say("count"), say("oldest"))
    for what, count, age in rows:
        worrying = age > WORRYING
        table.add_row(what, str(count), f"[red]{_age(say, age)}[/]" if worrying else _age(say, age) if age else "")
    return table


def _heaps(look: Look, say: words.Say) -> Iterator[tuple[str, int, float]]:
    backlog = look.backlog
    named = [(say("people"), backlog.people), (say("timers"), backlog.timers)]
    named += [(say("outbox", source=source), heap) for source, heap in sorted(backlog.outbox.items())]
    named += [(say("inbox", source=source), heap) for source, heap in sorted(backlog.inbox.items())]
    yield from ((what, heap.count, heap.age(look.at)) for what, heap in named)
    yield say("parked"), backlog.parked, 0.0


def _intake(look: Look, say: words.Say) -> RenderableType | None:
    heard = last_intake(look.processes)
    if not heard:
        return None
    table = _table(say("intake"), say("source"), say("last"))
    for source, at in sorted(heard.items()):
        table.add_row(source, _age(say, (look.at - at).total_seconds()))
    return table


def _table(title: str, *columns: str) -> Table:
    from rich.table import Table  # noqa: PLC0415

    return Table(*columns, title=title, title_justify="left", title_style="bold", expand=False)


def _age(say: words.Say, seconds: float) -> str:
    for size, name in UNITS:
        if seconds >= size:
            return say(name, n=f"{seconds / size:.0f}" if name != "days" else f"{seconds / size:.1f}")
    return say("seconds", n=f"{max(seconds, 0):.0f}")
