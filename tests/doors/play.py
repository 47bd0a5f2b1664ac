"""A written conversation at five doors at once: each is held to what is written, and all to the same tickets and the same end.

python -m tests.doors.play [--sample 20] [--seed 1] [--only zh_ticket_1]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.core.state import State
from bot.core.understanding import StaffClosed, Staffed, StaffJoined, StaffLeft, StaffSaid
from bot.knowledge.dialogs import Dialog, read_dialogs
from bot.knowledge.loading import Loaded, load_or_raise
from bot.rendering.phrases import Phrases
from bot.service.durations import duration
from bot.service.playing import EXPECT, Player
from bot.service.ports import Entry, EntryKind, Kept
from bot.service.turning import Mind
from bot.understanding.matcher.matching import Matcher
from bot.wiring.places import cache_folder
from tests.doors.phones import NotThere, Phone, WeChatPhone
from tests.doors.stage import PAUSE, Stage, staged

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "dialogs"
LOCALES = ("zh", "en")


@dataclass
class Seen(Player):
    """What a turn left in the log of one door, held against what is written."""

    wrong: list[str] = field(default_factory=list)
    left: str = ""

    def hear(self, number: int, turn: Mapping[str, Any], state: State | None, lines: Sequence[Any]) -> None:
        """What came of it."""
        self.texts, self.deeds, self.heard = [], [], {}
        if state:
            self.keep(Kept(state, tuple(Entry(line.kind, line.at, line.body) for line in lines)))
        expected = {key: value for key, value in turn.items() if key in EXPECT}
        self.wrong += [f"turn {number}: {wrong}" for key, value in expected.items() if (wrong := EXPECT[key](self, value))]


Ended = tuple[object, ...]


def ended(state: State | None) -> Ended:
    """The tickets and where it ends."""
    if state is None:
        return ()
    tickets = [(one.kind, one.intent, one.status, dict(one.facts), one.attempts) for one in state.tickets]
    return (tickets, state.mode, state.place, state.trouble, dict(state.slots), state.called)


@dataclass
class Played:
    """What was found in one conversation. ``left``: doors that could not do a turn, and why."""

    wrong: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


async def played(stage: Stage, dialog: Dialog, chance: Random) -> Played:
    """All turns, at all doors."""
    phones = await stage.begin(chance)
    seen = {name: Seen(stage.support.mind, dialog.locale) for name in phones}
    for number, turn in enumerate(dialog.turns, 1):
        there = {name: phone for name, phone in phones.items() if not seen[name].left}
        await _done(stage, turn, there, seen)
        for name, phone in there.items():
            if not seen[name].left:
                chat = await stage.store.chat(phone.address)
                lines = await phone.read()
                if any(line.status == "kept" for line in lines if line.kind is EntryKind.BOT) and isinstance(phone, WeChatPhone):
                    seen[name].left = "waits until the merchant writes again"
                    continue
                seen[name].hear(number, turn, chat.state if chat else None, lines)
    return _judged(phones, seen)


async def _done(stage: Stage, turn: Mapping[str, Any], there: Mapping[str, Phone], seen: Mapping[str, Seen]) -> None:
    if "advance" in turn:
        await stage.pass_time(duration(turn["advance"]))
        return
    stage.clock.at += PAUSE
    for name, phone in there.items():
        try:
            await (_staff(stage, phone, turn["staff"]) if "staff" in turn else phone.do(turn))
        except NotThere as why:
            seen[name].left = str(why)
    await stage.settle()


async def _staff(stage: Stage, phone: Phone, staff: Mapping[str, str]) -> None:
    at, who = stage.store.now(), staff.get("who", "li")
    events: dict[str, Staffed] = {
        "join": StaffJoined(at, who),
        "say": StaffSaid(at, who, staff.get("text", "")),
        "leave": StaffLeft(at, who, staff.get("resume", "yes") == "yes"),
        "close": StaffClosed(at, who),
    }
    await stage.support.staff(phone.address, f"{len(phone.lines)}", events[staff["do"]])


def _judged(phones: Mapping[str, Phone], seen: Mapping[str, Seen]) -> Played:
    found = Played()
    ends: dict[str, Ended] = {}
    for name, one in seen.items():
        found.wrong += [f"{name}: {wrong}" for wrong in one.wrong]
        if one.left:
            found.left[name] = one.left
            continue
        ends[name] = ended(one.state)
        found.wrong += [f"{name}: {wrong}" for wrong in _unseen(phones[name])]
    usual = ends.get("terminal", next(iter(ends.values()), ()))
    found.wrong += [f"{name}: it ends otherwise: {_differs(end, usual)}" for name, end in ends.items() if end != usual]
    return found


def _differs(end: Ended, other: Ended) -> str:
    return "; ".join(f"{one!r} instead of {two!r}" for one, two in zip(end, other, strict=False) if one != two)


def _unseen(phone: Phone) -> Iterator[str]:
    """What was said and stands on no screen."""
    shown = "\n".join(phone.shown())
    for line in phone.lines:
        if line.kind not in {EntryKind.BOT, EntryKind.STAFF} or not shown:
            continue
        first = str(line.body["text"]).split("\n", maxsplit=1)[0]
        if first and first not in shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"):
            yield f"line {line.seq} ({line.status}) is not on the phone: {first!r}"


async def play(dialogs: Sequence[Dialog], read: Loaded, mind: Mind, folder: Path, seed: int = 1) -> dict[str, Played]:
    """Every dialog, by name; a stage for each language."""
    found: dict[str, Played] = {}
    for locale in LOCALES:
        mine = [dialog for dialog in dialogs if dialog.locale == locale]
        place = folder / locale
        place.mkdir()
        async with staged(read, replace(mind, locale=locale), place) as stage:
            for dialog in mine:
                chance = Random(f"{seed} {dialog.path.stem}")
                found[dialog.path.stem] = await played(stage, dialog, chance)
    return found


def shipped() -> tuple[Loaded, Mind]:
    """The knowledge of this checkout, with the matcher trained on it."""
    read = load_or_raise(ROOT / "knowledge", ROOT / "templates", cache_folder(os.environ))
    return read, Mind(read.knowledge, Matcher.build(read.examples, cache=cache_folder(os.environ)), Phrases(read.knowledge))


def told(dialogs: Sequence[Dialog], found: Mapping[str, Played]) -> Iterator[str]:
    """What was found, for people."""
    wrong = {name: one.wrong for name, one in found.items() if one.wrong}
    for name, lines in wrong.items():
        yield "\n  ".join((name, *lines))
    left = Counter(f"{door}: {why}" for one in found.values() for door, why in one.left.items())
    turns = sum(len(dialog.turns) for dialog in dialogs)
    yield f"{len(dialogs)} conversations, {turns} turns, five doors: {len(wrong)} differ"
    yield f"a door had no way to do a turn {left.total()} times, and stopped there: {dict(left)}"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.doors.play", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many, chosen by the seed; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of a name")
    given = parser.parse_args()
    dialogs = [dialog for dialog in read_dialogs(FOLDER) if given.only in dialog.path.stem]
    chosen = Random(given.seed).sample(dialogs, given.sample) if given.sample else dialogs
    read, mind = shipped()
    began = time.process_time()
    with TemporaryDirectory() as folder:
        found = asyncio.run(play(chosen, read, mind, Path(folder), given.seed))
    sys.stdout.writelines(f"{line}\n" for line in told(chosen, found))
    sys.stdout.write(f"{time.process_time() - began:.0f} s of one core\n")
    return 1 if any(one.wrong for one in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
