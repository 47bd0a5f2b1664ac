"""Plays a written conversation against the machine and says where it went another way.

Used by the tests and by `posbot check`; the same turn as the running bot, without a store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.messages import Address, Inbound, Media
from bot.core.state import State
from bot.core.telling import Told, told
from bot.core.understanding import Elapsed, StaffClosed, Staffed, StaffJoined, StaffLeft, StaffSaid, Understanding
from bot.service.durations import duration
from bot.service.ports import Alarm, Chat, EntryKind, Kept
from bot.service.turning import Mind
from bot.understanding.text.masking import sealed

ADDRESS = Address("dialog", "1")
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DOES = ("merchant", "choose", "photo", "voice", "media", "advance", "staff")
QUIET_DEEDS = frozenset({"reminder_set", "staff_joined", "staff_left", "staff_released", "staff_closed"})


@dataclass
class Player:
    """A conversation going on."""

    mind: Mind
    locale: str
    state: State | None = None
    at: datetime = START
    alarms: dict[str, Alarm] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    heard: Mapping[str, Any] = field(default_factory=dict)
    offers: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def chat(self) -> Chat:
        """The chat as a store would load it."""
        return Chat(1042, ADDRESS, self.state)

    def keep(self, kept: Kept) -> None:
        """What a store would keep."""
        self.state = kept.state
        for name in kept.silenced:
            self.alarms.pop(name, None)
        self.alarms.update((alarm.name, alarm) for alarm in kept.alarms)
        for entry in kept.entries:
            if entry.kind is EntryKind.BOT or entry.kind is EntryKind.STAFF:
                self.texts.append(str(entry.body["text"]))
            elif entry.kind is EntryKind.SYSTEM:
                self.deeds.append(str(entry.body["did"]))
            elif isinstance(heard := entry.body["heard"], dict):
                self.heard = heard
            choices = entry.body.get("choices")
            if isinstance(choices, list):
                self.offers |= {str(c["key"]).partition(".")[2]: str(c["key"]) for c in choices if isinstance(c, dict)}

    def say(self, text: str = "", choice: str | None = None, media: tuple[Media, ...] = ()) -> None:
        """The merchant writes, presses or sends."""
        self.count += 1
        inbound = Inbound(str(self.count), ADDRESS, self.at, text, choice, media, self.locale)
        self.keep(self.mind.hear(self.chat(), sealed(inbound)))

    def happen(self, event: Understanding) -> None:
        """Something that is understood already."""
        self.keep(self.mind.happen(self.chat(), event))

    def staff(self, do: str, who: str, text: str, *, resume: bool) -> None:
        """A person of the staff acts."""
        events: dict[str, Staffed] = {
            "join": StaffJoined(self.at, who),
            "say": StaffSaid(self.at, who, text),
            "leave": StaffLeft(self.at, who, resume),
            "release": StaffLeft(self.at, who, queue=True),
            "close": StaffClosed(self.at, who),
        }
        self.keep(self.mind.happen(self.chat(), events[do]))

    def advance(self, passed: timedelta) -> None:
        """Time passes; what comes due happens in order."""
        self.at += passed
        while due := sorted((a for a in self.alarms.values() if a.at <= self.at), key=lambda alarm: alarm.at):
            del self.alarms[due[0].name]
            self.keep(self.mind.happen(self.chat(), Elapsed(self.at, due[0].name, due[0].turn)))

    def play(self, turn: Mapping[str, Any]) -> list[Told]:
        """Do what a turn says; what differed from what it expects."""
        self.texts, self.deeds, self.heard = [], [], {}
        self._do(turn)
        return [wrong for key, expected in turn.items() if key in EXPECT and (wrong := EXPECT[key](self, expected))]

    def _do(self, turn: Mapping[str, Any]) -> None:
        if "merchant" in turn:
            self.say(turn["merchant"])
        elif "choose" in turn:
            name = turn["choose"]
            self.say(choice=self.offers.get(name, name))
        elif "photo" in turn:
            self.say(turn["photo"] if turn["photo"] not in {"true", "yes"} else "", media=(Media("photo", "photo.jpg"),))
        elif "voice" in turn:
            self.say(media=(Media("voice", "voice.amr"),))
        elif "media" in turn:
            self.say(media=(Media(turn["media"], turn["media"], turn.get("words", "")),))
        elif "staff" in turn:
            staff = turn["staff"]
            self.staff(staff["do"], staff.get("who", "li"), staff.get("text", ""), resume=staff.get("resume", "yes") == "yes")
        elif "advance" in turn:
            self.advance(duration(turn["advance"]))


def differences(mind: Mind, locale: str, turns: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Told]]:
    """Play the turns; each difference with the number of its turn, from 1."""
    player = Player(mind, locale)
    for number, turn in enumerate(turns, start=1):
        for wrong in player.play(turn):
            yield number, wrong


def play(mind: Mind, locale: str, turns: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every difference as ``turn N: …``."""
    return [f"turn {number}: {wrong}" for number, wrong in differences(mind, locale, turns)]


def _place(player: Player) -> tuple[str, str]:
    place = player.state.place if player.state else None
    return (place.flow, place.step) if place else ("none", "none")


def _same(what: str, found: object, expected: object) -> Told | None:
    return None if str(found) == str(expected) else told("dialog_differs", what=what, found=found, expected=expected)


def _says(player: Player, expected: str | Sequence[str]) -> Told | None:
    said = "\n".join(player.texts)
    missing = [part for part in _list(expected) if part.casefold() not in said.casefold()]
    return told("dialog_unsaid", words=missing, said=repr(said)) if missing else None


def _unsaid(player: Player, expected: str | Sequence[str]) -> Told | None:
    said = "\n".join(player.texts)
    found = [part for part in _list(expected) if part in said]
    return told("dialog_said", words=found, said=repr(said)) if found else None


def _offers(player: Player, expected: str | Sequence[str]) -> Told | None:
    missing = [name for name in _list(expected) if name not in player.offers]
    return told("dialog_unoffered", choices=missing, offered=list(player.offers)) if missing else None


def _did(player: Player, expected: str | Sequence[str]) -> Told | None:
    done = [deed for deed in player.deeds if deed not in QUIET_DEEDS]
    return _same("did", done, _list(expected))


def _slots(player: Player, expected: Mapping[str, str]) -> Told | None:
    known = player.state.slots if player.state else {}
    wrong = {name: known.get(name) for name, value in expected.items() if known.get(name) != value}
    return told("dialog_differs", what="slots", found=wrong, expected=dict(expected)) if wrong else None


def _silent(player: Player, expected: str) -> Told | None:  # noqa: ARG001 -- every expectation has the same shape
    return told("dialog_spoke", said=player.texts) if player.texts else None


def _list(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


EXPECT: dict[str, Any] = {
    "intent": lambda player, expected: _same("intent", player.heard.get("intent"), expected),
    "decision": lambda player, expected: _same("decision", player.heard.get("decision"), expected),
    "masked": lambda player, expected: _same("masked", player.heard.get("masked"), expected),
    "flow": lambda player, expected: _same("flow", _place(player)[0], expected),
    "step": lambda player, expected: _same("step", _place(player)[1], expected),
    "mode": lambda player, expected: _same("mode", player.state.mode.value if player.state else "bot", expected),
    "says": _says,
    "unsaid": _unsaid,
    "offers": _offers,
    "did": _did,
    "slots": _slots,
    "silent": _silent,
}
