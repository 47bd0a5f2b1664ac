"""A merchant's plan: his terminals, and each chore with the day it is next due. Plain values, and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.core.upkeep.chores import ONCE


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal in the plan. ``key`` tells it from the others; ``model`` and ``serial`` are empty while unknown. Of several
    that are alike and looked after together there is the ``count``.
    """

    key: str
    model: str = ""
    serial: str = ""
    purchased: str = ""
    count: int = 1

    @property
    def name(self) -> str:
        """How it is told from the others."""
        tail = f" …{self.serial[-4:]}" if self.serial else ""
        named = f"{self.model}{tail}".strip() or self.key
        return f"{named} ×{self.count}" if self.count > 1 else named


@dataclass(frozen=True, slots=True)
class Duty:
    """A chore of one terminal (or of the shop, where ``terminal`` is empty) and the day it is next due. ``rule`` set
    it, ``because`` of what is so in this shop. ``asked`` is when the merchant was reminded and has not answered,
    ``missed`` how often he did not; ``at`` a time of day that he named; ``done`` when it was last done. What comes only once has a
    ``number`` instead of an interval, and, where it is no ``chore``, the merchant's own ``words`` (masked). What is his own and comes
    again and again has both: ``every`` is its rhythm then (`bot.core.upkeep.turns`), counted from ``since``, the moment of its first turn;
    ``off`` are days on which it does not come (``YYYY-MM-DD/YYYY-MM-DD``); ``exact``: it comes at its time also where the shop is asleep
    or busy then, as he has insisted.
    """

    chore: str
    terminal: str
    rule: str
    because: str
    every: str
    due: date
    at: str = ""
    asked: date | None = None
    missed: int = 0
    done: date | None = None
    proof: str = ""
    number: int = 0
    words: str = ""
    since: str = ""
    off: tuple[str, ...] = ()
    exact: bool = False

    @property
    def when(self) -> str:
        """When it is next due, as a moment is named: ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``."""
        return f"{self.due.isoformat()}T{self.at}" if self.at else self.due.isoformat()

    def is_off(self, day: date) -> bool:
        """Whether it does not come on that day."""
        return any(first <= day.isoformat() <= last for first, _, last in (span.partition("/") for span in self.off))

    @property
    def key(self) -> str:
        """What it is told by."""
        if self.number:
            return f"{ONCE}.{self.number}"
        return f"{self.chore}.{self.terminal}" if self.terminal else self.chore


@dataclass(frozen=True, slots=True)
class Plan:
    """``waiting``: something is due that can only be said when the merchant writes; ``rested``: the turn after which
    the conversation was left in peace for a while. ``left``: chores that the merchant wants no reminder of. Without ``usage`` none was
    made by the table, and there is nothing in it but what is the merchant's own. ``hour``: the time of day that he named for all of it.
    """

    made: date
    usage: str
    place: str
    rush: str
    terminals: tuple[Terminal, ...] = ()
    duties: tuple[Duty, ...] = ()
    zone: str = ""
    waiting: bool = False
    rested: int = -1
    left: tuple[str, ...] = ()
    hour: str = ""

    @property
    def is_made(self) -> bool:
        """Whether it goes by the rule table."""
        return bool(self.usage)

    @property
    def own(self) -> tuple[Duty, ...]:
        """What the merchant wants to be reminded of himself, once or again and again, the earliest first."""
        return tuple(sorted((duty for duty in self.duties if duty.number), key=lambda duty: (duty.when, duty.number)))

    @property
    def open(self) -> tuple[Duty, ...]:
        """What was reminded of and not answered."""
        return tuple(duty for duty in self.duties if duty.asked)

    def terminal(self, key: str) -> Terminal | None:
        """The terminal of that key."""
        return next((one for one in self.terminals if one.key == key), None)

    def having(self, *changed: Duty) -> Plan:
        """The same plan with these in the place of those of the same key."""
        by_key = {duty.key: duty for duty in changed}
        return replace(self, duties=tuple(by_key.get(duty.key, duty) for duty in self.duties))


def encode_plan(plan: Plan | None) -> dict[str, Any] | None:
    """A plan as JSON values."""
    if plan is None:
        return None
    said = {name: getattr(plan, name) for name in ("usage", "place", "rush", "zone", "waiting", "rested")}
    once, again = ([duty for duty in plan.own if bool(duty.every) is repeats] for repeats in (False, True))
    terminals = [[one.key, one.model, one.serial, one.purchased, *([one.count] if one.count > 1 else [])] for one in plan.terminals]
    off = {str(duty.number): list(duty.off) for duty in again if duty.off}
    exact = [duty.number for duty in plan.own if duty.exact]
    return {
        **said,
        "made": plan.made.isoformat(),
        "terminals": terminals,
        "duties": [_duty(duty) for duty in plan.duties if not duty.number],
        "left": list(plan.left),
        **({"once": [[duty.number, duty.words, *_duty(duty)] for duty in once]} if once else {}),
        **({"again": [[duty.number, duty.words, duty.since, *_duty(duty)] for duty in again]} if again else {}),
        **({"off": off} if off else {}),
        **({"exact": exact} if exact else {}),
        **({"hour": plan.hour} if plan.hour else {}),
    }


def decode_plan(raw: Mapping[str, Any] | None) -> Plan | None:
    """The plan of those JSON values."""
    if raw is None:
        return None
    said = {name: raw[name] for name in ("usage", "place", "rush", "zone", "waiting", "rested")}
    terminals, duties = tuple(Terminal(*one) for one in raw["terminals"]), tuple(_read_duty(*one) for one in raw["duties"])
    once = tuple(replace(_read_duty(*one), number=number, words=words) for number, words, *one in raw.get("once", ()))
    again = tuple(replace(_read_duty(*one), number=number, words=words, since=since) for number, words, since, *one in raw.get("again", ()))
    off = raw.get("off", {})
    again = tuple(replace(duty, off=tuple(off.get(str(duty.number), ()))) for duty in again)
    exact = raw.get("exact", ())
    own = sorted((replace(duty, exact=duty.number in exact) for duty in (*once, *again)), key=lambda duty: duty.number)
    left, said["hour"] = tuple(raw.get("left", ())), raw.get("hour", "")
    return Plan(made=date.fromisoformat(raw["made"]), terminals=terminals, duties=(*duties, *own), left=left, **said)


def _duty(duty: Duty) -> list[Any]:
    days = [duty.due.isoformat(), duty.at, duty.asked and duty.asked.isoformat(), duty.missed, duty.done and duty.done.isoformat()]
    return [duty.chore, duty.terminal, duty.rule, duty.because, duty.every, *days, duty.proof]


def _read_duty(chore: str, terminal: str, rule: str, because: str, every: str, *rest: Any) -> Duty:
    due, at, asked, missed, done, proof = rest
    known = Duty(chore, terminal, rule, because, every, date.fromisoformat(due), at, _day(asked), missed)
    return replace(known, done=_day(done), proof=proof)


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
