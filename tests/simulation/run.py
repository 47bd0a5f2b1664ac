"""Runs simulated merchants against the shipped knowledge and counts what went right.

python -m tests.simulation.run --runs 500 --locale zh --seed 1
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bot.core.actions import Action, CallStaff, Explain, OpenTicket, Resolved, Say
from bot.core.knowledge import Kind, Knowledge, Risk, Step
from bot.core.messages import Address, Media
from bot.core.state import State
from bot.core.understanding import Understanding
from bot.knowledge.loading import load_or_raise
from bot.rendering.phrases import Phrases
from bot.service.playing import Player
from bot.service.ports import JSON, Entry, Kept
from bot.service.turning import Mind
from bot.understanding.matcher.matching import Matcher
from bot.wiring.places import cache_folder
from tests.simulation.faults import FAULTS, Fault
from tests.simulation.merchant import PATIENCE, Merchant, Message

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = frozenset({"not_understood", "complaint"})
"""Why a person is called when it is no merit of the flow."""
LOST = ("common.missed", "common.missed_twice", "common.not_that", "common.no_such_fact", "common.pick_one", "common.say_something")
RETOLD_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What the machine was given and what it made of it."""

    before: State
    after: State
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class WatchedMind(Mind):
    """A mind whose turns can be looked at, not only heard."""

    turns: list[Turn] = field(default_factory=list)

    def _turn(self, address: Address, before: State, event: Understanding, entry: Entry | None, first: str = "") -> Kept:
        from bot.core.machine import step  # noqa: PLC0415 -- the same pure step once more, for its actions

        kept = Mind._turn(self, address, before, event, entry, first)
        after, actions = step(before, event, self.knowledge)
        self.turns.append(Turn(before, after, actions))
        return kept


@dataclass
class Run:
    """One conversation and what was counted in it."""

    fault: str
    locale: str
    mood: str
    seed: str
    bot_turns: int = 0
    seen: set[str] = field(default_factory=set)
    right: bool = False
    cause: str = ""
    guards: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    missed: int = 0
    asked_which: int = 0
    misheard: list[str] = field(default_factory=list)
    off_map: list[str] = field(default_factory=list)
    unattributed: bool = False
    second_first: bool = False
    second_lost: bool = False
    lines: list[str] = field(default_factory=list)


class Conversation:
    """One merchant at the desk, until it is decided or he gives up."""

    def __init__(self, mind: Mind, fault: Fault, locale: str, seed: str) -> None:
        """Everything follows from the seed."""
        self.mind = WatchedMind(mind.knowledge, mind.matcher, mind.phrases, mind.locale)
        self.knowledge: Knowledge = mind.knowledge
        self.player = Player(self.mind, locale)
        self.merchant = Merchant(fault, locale, Random(seed), mind.knowledge)
        self.fault = fault
        self.run = Run(fault.id, locale, self.merchant.mood.name, seed)
        self.answered: set[str] = set()
        self.open_key = ""

    def play(self) -> Run:
        """Talk until it is over."""
        message = self.merchant.open()
        while True:
            self._send(message)
            if self._over():
                break
            message = self.merchant.reply(self._state, self._labels())
        return self._judged()

    @property
    def _state(self) -> State:
        assert self.player.state is not None
        return self.player.state

    def _labels(self) -> dict[str, str]:
        question = self._state.question
        return {o.name: self.mind.phrases.label(self._state.locale, o) for o in question.offers} if question else {}

    # ---- a turn

    def _send(self, message: Message) -> None:
        player, labels = self.player, self._labels() if self.player.state else {}
        player.texts, player.deeds, player.heard = [], [], {}
        self.mind.turns.clear()
        self.run.lines.append(f"  > {_shown(message, labels)}")
        if message.silent:
            player.advance(timedelta(minutes=20))
        elif message.photo:
            player.say(media=(Media("photo", "photo.jpg"),))
        elif message.voice:
            player.say(media=(Media("voice", "voice.amr"),))
        elif message.choose:
            player.say(choice=self._pressed(message.choose))
        else:
            player.say(message.text)
        self.run.bot_turns += len(player.texts) if not message.silent else 0
        for turn in self.mind.turns:
            self._watch(turn, message)

    def _pressed(self, name: str) -> str:
        """The key of the open question's button, also where a later bubble of the bot showed none."""
        question = self._state.question
        offer = question.offer(name) if question else None
        return question.key(offer) if question and offer else name

    def _watch(self, turn: Turn, message: Message) -> None:
        said = [action for action in turn.actions if isinstance(action, Say)]
        rule = next((action.rule for action in turn.actions if isinstance(action, Explain)), "")
        place = f"{turn.after.place.flow}.{turn.after.place.step}" if turn.after.place else "-"
        text = " ".join(" ".join(self.player.texts).split())[:90]
        offers = ",".join(o.name for o in turn.after.question.offers) if turn.after.question else ""
        self.run.lines.append(f"  < [{rule} {place}] {text} {{{offers}}}")
        self._count(turn, said, rule)
        if message.tag in {"answer", "fact"}:
            self._misheard(turn, message)
        for action in turn.actions:
            self._note(action, turn)
        self._questions(turn, said, message)

    def _count(self, turn: Turn, said: list[Say], rule: str) -> None:
        self.run.seen.update(f"told:{say.sentence}" for say in said)
        self.run.missed += any(say.sentence in LOST for say in said)
        self.run.asked_which += rule == "either"
        if turn.before.trouble != turn.after.trouble and turn.after.trouble and "first" not in self.run.cause:
            self.run.cause = f"first {turn.after.trouble}"

    def _misheard(self, turn: Turn, message: Message) -> None:
        before = turn.before
        step = self.knowledge.step(before.place.flow, before.place.step) if before.place else None
        if step is None or not message.meant or step.option(message.meant) is None:
            return
        if step.kind is Kind.ASK and step.slot:
            taken = turn.after.slots.get(step.slot, message.meant)
        elif step.kind is Kind.TRY:
            results = {a.remedy: a.result for a in turn.after.attempts}
            meant = message.meant if message.meant in {"solved", "not_fixed"} else "cannot"
            taken = message.meant if results.get(step.remedy, meant) == meant else results[step.remedy]
        else:
            return
        if taken != message.meant and turn.after.trouble == before.trouble:
            self.run.misheard.append(f"{step.slot or step.remedy}: {message.meant} as {taken}: {message.text!r}")

    def _note(self, action: Action, turn: Turn) -> None:
        """What was done, and whether it concerns the fault at hand."""
        before, after, seen = turn.before, turn.after, self.run.seen
        flows = {place.flow for place in (before.place, after.place) if place}
        mine = bool({before.trouble, after.trouble, *flows} & set(self.fault.intents))
        if not mine and self.merchant.at_second and not isinstance(action, Say):
            seen.add("the second trouble first")
            return
        match action:
            case Resolved(_, remedy):
                seen.add("solved" if mine and self.merchant.fixed else "solved wrongly")
                self.run.unattributed = not remedy and bool(self.fault.cures)
            case OpenTicket(ticket):
                seen.update({"ticket", f"ticket:{ticket.kind}"} if ticket.intent in self.fault.intents else {"ticket for another trouble"})
            case CallStaff("human") if self.merchant.asked_person:
                seen.add("person asked for")
            case CallStaff(reason) if reason in NOT_OURS:
                seen.add(f"person because {reason}")
            case CallStaff(reason):
                seen.add("person" if mine else f"person because {reason}")
            case _:
                pass

    # ---- what is asked

    def _questions(self, turn: Turn, said: list[Say], message: Message) -> None:
        asked = [key for say in said if say.question and (key := self._key(say, turn.after))]
        now = asked[-1] if asked else ""
        if message.tag in {"answer", "fact"} and self.open_key and self._is_answered(turn):
            self.answered.add(self.open_key)
            self.open_key = ""
        if message.tag in {"back", "correct", "aside"}:  # he asked for it himself
            self.answered.discard(now)
            self.merchant.told.discard(now.removeprefix("remedy:"))
        if not now:
            return
        if now in self.answered:
            self.run.repeated.append(now)
        if now != self.open_key:
            self._propose(turn.after, mistaken=message.tag == "mistake")
        self.open_key = now

    def _key(self, say: Say, after: State) -> str:
        step = self.knowledge.step(after.place.flow, after.place.step) if after.place else None
        if step is None or after.place is None or say.question is None:
            return ""
        if say.question.slot:
            return f"slot:{say.question.slot}"
        place = f"{after.place.flow}.{step.id}"
        if say.sentence != place:
            return ""
        return f"remedy:{step.remedy}" if step.kind is Kind.TRY else f"slot:{step.slot}" if step.slot else place

    def _is_answered(self, turn: Turn) -> bool:
        """Whether the open question was taken as answered in this turn, rightly or not."""
        kind, _, name = self.open_key.partition(":")
        if kind == "slot":
            return turn.before.slots.get(name) != turn.after.slots.get(name)
        if kind == "remedy":
            return turn.before.attempts != turn.after.attempts
        crumbs = [f"{crumb.place.flow}.{crumb.place.step}" for crumb in turn.after.trail]
        return self.open_key in crumbs[len(turn.before.trail) :]

    def _propose(self, state: State, *, mistaken: bool) -> None:
        """What must hold when a step is proposed: its guards, the world, and what he has done already. Where he has just
        ``mistaken`` one answer for another, and will say so, the step fits what he said and not his fault.
        """
        assert state.place is not None
        step = self.knowledge.step(state.place.flow, state.place.step)
        if step is None:
            return
        place = f"{state.place.flow}.{step.id}"
        self.run.guards.extend(f"{place}: {why}" for why in self._unsafe(place, step, state, mistaken=mistaken))
        if step.kind is Kind.TRY and step.remedy in self.merchant.told:
            self.run.again.append(f"{place}: {step.remedy}")

    def _unsafe(self, place: str, step: Step, state: State, *, mistaken: bool) -> Iterator[str]:
        if step.kind is Kind.TRY and step.risk is not Risk.SAFE:
            for guard in self.knowledge.guards.get(step.risk, ()):
                if state.slots.get(guard.slot) not in guard.passes:
                    yield f"{guard.slot} not asked"
            if self.merchant.running:
                yield "a sale is running"
            if step.risk is Risk.LOSES_DATA and self.merchant.unsettled:
                yield "sales are not settled"
        if not mistaken and (place in self.fault.forbids or step.remedy in self.fault.forbids):
            yield f"forbidden with {self.fault.id}"

    # ---- the end

    def _over(self) -> bool:
        state, seen = self._state, self.run.seen
        ended = any(token.startswith(("solved", "ticket", "person")) for token in seen)
        if ended or self.merchant.sent >= PATIENCE:
            return True
        if state.question is not None:
            return False
        return self._holds() or self.merchant.retold >= RETOLD_AT_MOST

    def _holds(self) -> bool:
        seen = self.run.seen
        helped = self.merchant.refused and bool({"ticket", "person"} & seen)  # what would have mended it he would not do
        return any(set(one.split("+")) <= seen for one in self.fault.right) or "person asked for" in seen or helped

    def _judged(self) -> Run:
        run, merchant = self.run, self.merchant
        run.right = self._holds()
        run.off_map = list(merchant.off_map)
        state = self._state
        run.second_first = "the second trouble first" in run.seen
        noted = merchant.second in {*state.noted, state.trouble} or bool({"told:common.noted", "told:common.take_up"} & run.seen)
        run.second_lost = bool(merchant.second) and not noted
        first = run.cause.removeprefix("first ")
        if run.right:
            run.cause = ""
        elif run.misheard or run.asked_which or run.missed or (first and first not in self.fault.intents):
            run.cause = "understanding"
        elif run.off_map:
            run.cause = "flow"
        else:
            run.cause = "machine" if merchant.sent >= PATIENCE else "flow"
        run.lines.append(f"  = {sorted(t for t in run.seen if not t.startswith('told:'))}, wanted {list(self.fault.right)}")
        return run


def _shown(message: Message, labels: dict[str, str]) -> str:
    if message.choose:
        return f"[{labels.get(message.choose, message.choose)}]"
    if message.photo or message.silent or message.voice:
        return "(photo)" if message.photo else "(voice)" if message.voice else "(silence)"
    meant = f"   ({message.tag}{': ' + message.meant if message.meant else ''})"
    return f"{message.text}{meant}"


def simulate(mind: Mind, locale: str, runs: int, seed: int, only: str = "") -> list[Run]:
    """So many conversations, the faults in turn."""
    faults = [fault for fault in FAULTS if only in {"", fault.id, fault.group}]
    return [Conversation(mind, faults[n % len(faults)], locale, f"{seed}/{locale}/{n}").play() for n in range(runs)]


# ---- telling


def totals(runs: Sequence[Run]) -> dict[str, Any]:
    """The figures over these runs."""
    return {
        "runs": len(runs),
        "right": round(100 * sum(run.right for run in runs) / max(len(runs), 1), 1),
        "turns": median(run.bot_turns for run in runs) if runs else 0,
        "guards": sum(len(run.guards) for run in runs),
        "repeated": sum(len(run.repeated) for run in runs),
        "again": sum(len(run.again) for run in runs),
        "missed": sum(run.missed for run in runs),
        "which": sum(run.asked_which for run in runs),
        "misheard": sum(len(run.misheard) for run in runs),
    }


COLUMNS = ("runs", "right", "turns", "guards", "repeated", "again", "missed", "which", "misheard")


def table(runs: Sequence[Run]) -> str:
    """A line per fault, and the totals."""
    names = list(dict.fromkeys(run.fault for run in runs))
    rows = [(name, totals([run for run in runs if run.fault == name])) for name in names] + [("TOTAL", totals(runs))]
    head = f"{'fault':24}" + "".join(f"{column:>10}" for column in COLUMNS)
    return "\n".join([head, *(f"{name:24}" + "".join(f"{row[column]:>10}" for column in COLUMNS) for name, row in rows)])


def by(runs: Sequence[Run], what: str) -> dict[str, str]:
    """Right outcomes by mood or by locale."""
    names = sorted({str(getattr(run, what)) for run in runs})
    groups = {name: [run for run in runs if getattr(run, what) == name] for name in names}
    return {name: f"{sum(run.right for run in group)}/{len(group)}" for name, group in groups.items()}


def _as_json(runs: Sequence[Run]) -> dict[str, JSON | Any]:
    shown = [{**{k: v for k, v in vars(run).items() if k not in {"seen", "lines"}}, "seen": sorted(run.seen)} for run in runs]
    return {
        "totals": totals(runs),
        "moods": by(runs, "mood"),
        "causes": dict(Counter(run.cause for run in runs if run.cause)),
        "runs": shown,
    }


def shipped() -> Mind:
    """The knowledge of this checkout, with the matcher trained on it."""
    loaded = load_or_raise(ROOT / "knowledge", ROOT / "templates", cache_folder(os.environ))
    matcher = Matcher.build(loaded.examples, cache=cache_folder(os.environ))
    return Mind(loaded.knowledge, matcher, Phrases(loaded.knowledge))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.run", description=__doc__)
    parser.add_argument("--runs", type=int, default=500, help="conversations per language")
    parser.add_argument("--locale", choices=("zh", "en", "both"), default="both")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a fault or a group of faults")
    parser.add_argument("--show-wrong", type=int, default=0, metavar="N", help="print N transcripts of wrong outcomes")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser.parse_args()


def main() -> int:
    """The command."""
    arguments = _arguments()
    mind = shipped()
    report: dict[str, Any] = {}
    for locale in ("zh", "en") if arguments.locale == "both" else (arguments.locale,):
        began = time.monotonic()
        runs = simulate(mind, locale, arguments.runs, arguments.seed, arguments.only)
        report[locale] = _as_json(runs)
        if not arguments.json:
            _print(locale, runs, arguments.show_wrong, time.monotonic() - began)
    if arguments.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    return 0


def _print(locale: str, runs: Sequence[Run], show: int, seconds: float) -> None:
    out = [f"== {locale}, {seconds:.0f} s", table(runs), f"by mood: {by(runs, 'mood')}"]
    out.append(f"causes of wrong outcomes: {dict(Counter(run.cause for run in runs if run.cause))}")
    figures = {
        "of two troubles, one not noted": sum(run.second_lost for run in runs),
        "the second taken first": sum(run.second_first for run in runs),
        "solved, by which remedy is not known": sum(run.unattributed for run in runs),
    }
    out.append(str(figures))
    for kind in ("guards", "repeated", "again", "misheard"):
        out += [f"{kind}: {run.seed} {run.fault}: {what}" for run in runs for what in getattr(run, kind)]
    for run in [run for run in runs if not run.right][:show]:
        out += ["", f"-- {run.fault} ({run.mood}, {run.cause}, seed {run.seed})", *run.lines]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    sys.exit(main())
