"""``posbot replay``: the last real conversations under the version in force and under a folder, and where they part."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.objects import tell
from bot.cli.problems import explained
from bot.cli.words import fail, say

if TYPE_CHECKING:
    from bot.settings import Settings

SHOWN = 20


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--conversations", default=1_000, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--workers", default=0, type=click.IntRange(0, 64))
@click.option("--json", "as_json", is_flag=True)
@explained
def command(folder: Path, conversations: int, workers: int, as_json: bool) -> None:  # noqa: FBT001 -- click's shape
    """Replay conversations against FOLDER, which holds knowledge/ and templates/. Exit code 1 if any would differ.

    Nothing is written and nobody is answered. A SQLite database that posbot is using cannot be opened a second time: use the studio.
    """
    from bot.settings import read_settings  # noqa: PLC0415

    found = asyncio.run(_replayed(folder, conversations, workers, read_settings()))
    if as_json:
        tell(found)
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found))
    if found["differ"]:
        fail("replay_differ", count=found["differ"])


async def _replayed(folder: Path, conversations: int, workers: int, settings: Settings) -> dict[str, Any]:
    from bot.wiring.replaying import replayed  # noqa: PLC0415 -- numpy and the rest only when asked for

    return await replayed(settings, folder, conversations, workers, _told if sys.stderr.isatty() else None)


def _told(done: int, total: int) -> None:
    sys.stderr.write(f"\r{say('replay_progress', done=done, total=total)} ")
    sys.stderr.flush()


def _lines(found: dict[str, Any]) -> list[str]:
    head = say("replay_head", **{name: found[name] for name in ("conversations", "turns", "differ")})
    ends = [f"  {before} -> {after}: {count}" for before, after, count in found["ends"]]
    turns = ["  " + _turn(one["number"], turn) for one in found["found"][:SHOWN] for turn in one["differences"][:1]]
    return [head, *ends, *turns]


def _turn(number: object, turn: dict[str, Any]) -> str:
    before = turn["before"]
    named = {"number": number, "line": before["seq"], "kind": turn["kind"], "words": repr(before["words"])}
    return say("replay_turn", **named, before=_place(before), after=_place(turn["after"]))


def _place(answer: dict[str, Any]) -> str:
    return f"{answer['flow']}.{answer['step']}" if answer["flow"] else answer["decision"] or "-"
