"""``posbot check``: lint a knowledge folder, and play its dialogs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click

from bot.cli.configured import sources
from bot.cli.problems import explained
from bot.cli.words import fail, problem, say
from bot.knowledge.problems import Problem
from bot.wiring.mind import Sources, loaded, matcher_of, usable


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--templates", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dialogs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--deep", is_flag=True)
@click.option("--rivals", is_flag=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]))
@explained
def command(folder: Path | None, templates: Path | None, dialogs: Path | None, deep: bool, rivals: bool, today: datetime | None) -> None:  # noqa: FBT001, PLR0913 -- click's shape
    """Lint FOLDER (by default the knowledge in use): one problem a line as path:line: code message."""
    from bot.knowledge.linting import check  # noqa: PLC0415

    chosen = Sources(folder, templates) if folder or templates else sources(None)
    if rivals:
        sys.stdout.writelines(f"{line}\n" for line in _rivals(chosen))
        return
    knowledge, sentences = chosen.folders
    tried = dialogs or _beside(knowledge)
    day = today.date() if today else datetime.now(UTC).date()
    problems = [*check(knowledge, sentences, tried, today=day, deep=deep), *_played(chosen, tried, day)]
    sys.stdout.writelines(f"{problem(one)}\n" for one in problems)
    if problems:
        fail("check_count", count=len(problems))


def _rivals(chosen: Sources) -> Iterator[str]:
    """A line for each example that is lost or has a twin in another intent, and how many of all win."""
    from bot.understanding.matcher.rivals import rivalry  # noqa: PLC0415 -- numpy and the rest only when asked for

    for found in rivalry(loaded(chosen).examples):
        for rival in found.rivals:
            verdicts = (say("rival_lost") if rival.is_lost else "", say("rival_twin") if rival.is_twin else "")
            named = {"intent": rival.intent, "text": rival.text, "taken_for": rival.taken_for, "near": rival.near}
            yield say("rival", locale=rival.locale, verdict=" ".join(filter(None, verdicts)), **named)
        yield say("rivals_won", locale=found.locale, won=found.examples - found.lost, count=found.examples)


def _beside(knowledge: Path) -> Path | None:
    folder = knowledge.parent / "tests" / "dialogs"
    return folder if folder.is_dir() else None


def _played(chosen: Sources, dialogs: Path | None, _day: date) -> Iterator[Problem]:
    """What went another way than written; only where the knowledge can be loaded at all."""
    from bot.knowledge.dialogs import read_dialogs  # noqa: PLC0415
    from bot.rendering.phrases import Phrases  # noqa: PLC0415
    from bot.service.playing import differences  # noqa: PLC0415
    from bot.service.turning import Mind  # noqa: PLC0415

    read = loaded(chosen, strict=False)
    if dialogs is None or read.problems or not usable(read.knowledge):
        return
    mind = Mind(read.knowledge, matcher_of(read), Phrases(read.knowledge))
    for dialog in read_dialogs(dialogs):
        for turn, wrong in differences(mind, dialog.locale, dialog.turns):
            yield Problem(str(dialog.path), dialog.lines[turn - 1], "dialog", wrong)
