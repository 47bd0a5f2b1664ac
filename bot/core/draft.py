"""A turn in the making: the state so far and what is wanted so far, never changed in place.

The machine's rules take a `Draft` and return the next one; `bot.core.machine.step` unwraps the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.core.actions import Action, Say, SetReminder, Value
from bot.core.device import facts_of
from bot.core.knowledge import Knowledge, Step
from bot.core.lookups import Office
from bot.core.state import Attempt, Crumb, Offer, Place, Question, State, Terminal

NUDGE_AFTER = timedelta(minutes=15)
SKIPPED = "-"
"""The value of a slot that was asked and left open."""
OTHER = "other"
"""The value of the slot ``device`` for a terminal that is none of those known."""
UNKNOWN = frozenset({"", SKIPPED, "photo"})
"""Values of a serial number that name no terminal."""
NOT_FIXED = "choice.not_fixed"
"""The label that says, without more, that a step did not help."""
TRAIL = 12
"""How many answers can be taken back."""


SLIP = 2
"""Characters by which a number that is put right differs at most."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``learned`` are the facts that came in this turn: they belong to whatever begins in it. ``hinted`` are answers that its
    words only come near to, by slot: one is taken where it is asked for, and said aloud.
    """

    knowledge: Knowledge
    at: datetime
    state: State
    actions: tuple[Action, ...] = ()
    learned: Mapping[str, str] = field(default_factory=dict)
    hinted: Mapping[str, str] = field(default_factory=dict)
    revised: frozenset[str] = frozenset()  # facts of this turn that were known otherwise
    switched: bool = False  # the language changed in this turn: what stands above is in another one

    def but(self, **changes: Any) -> Draft:
        """The same turn with these fields of the state changed."""
        fresh = {name: value for name, value in changes.items() if getattr(self.state, name) != value}
        return self._with(self.state.but(**fresh), self.actions) if fresh else self

    def want(self, *actions: Action) -> Draft:
        """The same turn, wanting this too."""
        return self._with(self.state, (*self.actions, *actions))

    def _with(self, state: State, actions: tuple[Action, ...]) -> Draft:
        """Made a dozen times a message: `dataclasses.replace` takes four times as long."""
        return Draft(self.knowledge, self.at, state, actions, self.learned, self.hinted, self.revised, self.switched)

    def say(self, sentence: str, **values: Value) -> Draft:
        """Say a sentence that asks nothing."""
        return self.want(Say(sentence, self.values(values)))

    def taken_as(self, label: str) -> Draft:
        """Said aloud what the words were taken for, so that it can be put right; in words that go round with the turns."""
        way = str(self.state.turn % 3)
        return (
            self.say("common.taken_not_fixed", way=way) if label == NOT_FIXED else self.say("common.taken_as", other=f"@{label}", way=way)
        )

    def ask(self, sentence: str, question: Question, progress: tuple[int, int] | None = None, **values: Value) -> Draft:
        """Say a sentence that leaves this question open, and remind once if nothing comes back."""
        said = Say(sentence, self.values(values), question, progress)
        nudge = SetReminder("nudge", self.at + NUDGE_AFTER, self.state.turn)
        return self.but(question=question).want(said, nudge)

    def question(self, *offers: Offer, slot: str = "") -> Question:
        """A question asked in this turn."""
        return Question(self.state.turn, offers, slot)

    def values(self, more: Mapping[str, Value]) -> dict[str, Value]:
        """What a sentence may use: every slot (empty while unknown), what the model and the supplier
        are known for, and ``more``.
        """
        known: dict[str, Value] = dict.fromkeys(self.knowledge.slots, "")
        told = {name: value for name, value in self.state.slots.items() if value != SKIPPED}
        device = facts_of(self.knowledge, self.state.slots)
        return known | told | device | _supplier(self.knowledge, self.state.locale, told.get("supplier", "")) | dict(more)

    def slot(self, **facts: str) -> Draft:
        """These facts are known now; an empty value forgets one. Another serial number, or another terminal, brings along
        what is known of that, and takes away what was known of the last.
        """
        if not facts:
            return self
        slots = {name: value for name, value in {**self.state.slots, **self._of_terminal(facts), **facts}.items() if value}
        terminals = self._without_slip(self.state.slots.get("serial", ""), slots.get("serial", ""))
        return self.but(slots=slots, terminals=terminals, doubted="" if "serial" in facts else self.state.doubted)

    def _without_slip(self, before: str, serial: str) -> tuple[Terminal, ...]:
        """The merchant's terminals but for a number that is put right, if nothing else was ever known of it."""
        known = self.state.terminals
        if not before or before == serial or not self._is_slip(before, serial):
            return known
        return tuple(one for one in known if one["serial"] != before or not one.keys() <= {"serial", "device"})

    def _of_terminal(self, facts: Mapping[str, str]) -> dict[str, str]:
        named = facts.get("device", "")
        serial = facts.get("serial", "") if named in {"", OTHER} else named
        before, lasting = self.state.slots, {name for name, slot in self.knowledge.slots.items() if slot.lasts == "device"}
        if named != OTHER and serial in UNKNOWN:
            return {}
        told_before = before.get("serial", "")
        changes = named == OTHER or (told_before not in {*UNKNOWN, serial} and not self._is_slip(told_before, serial))
        forgotten = dict.fromkeys(lasting & before.keys(), "") if changes else {}
        known = next((one for one in (*self.state.looked_up, *self.state.terminals) if one["serial"] == serial), {})
        open_now = {name for name in self.knowledge.slots if name in forgotten or before.get(name, SKIPPED) == SKIPPED}
        told = {name: value for name, value in known.items() if name in open_now and name != "device"}
        marked = {"serial": serial, "device": serial} if serial and "device" in self.knowledge.slots else {}
        return forgotten | told | marked

    def _is_slip(self, before: str, serial: str) -> bool:
        """Whether a number amid a form only puts right a slip in the one before: two characters at most, and none that is known."""
        known = {one["serial"] for one in (*self.state.looked_up, *self.state.terminals)}
        apart = sum(one != other for one, other in zip(before, serial, strict=False))
        return self.state.place is not None and len(before) == len(serial) and apart <= SLIP and serial not in known

    def tried(self, remedy: str, result: str) -> Draft:
        """A remedy was tried with this result; the last word on it counts."""
        rest = tuple(attempt for attempt in self.state.attempts if attempt.remedy != remedy)
        return self.but(attempts=(*rest, Attempt(remedy, result)))

    def remember(self, place: Place) -> Draft:
        """Leave a crumb: going back from what follows leads here."""
        state = self.state
        crumb = Crumb(place, state.slots, state.attempts, state.paused)
        return self.but(trail=(*state.trail, crumb)[-TRAIL:])

    @property
    def step(self) -> Step | None:
        """The step the conversation stands at."""
        place = self.state.place
        return self.knowledge.step(place.flow, place.step) if place else None

    def has(self, sentence: str) -> bool:
        """Whether there is such a sentence."""
        return sentence in self.knowledge.sentences.get(self.state.locale, {})


def _supplier(knowledge: Knowledge, locale: str, named: str) -> dict[str, str]:
    """Our own facts; of a terminal that another has supplied, those of the directory, with where and when they were read."""
    listed = next((office for office in knowledge.directory if named and _is_called(office, named)), None)
    if listed is None:
        facts = dict(knowledge.supplier.get(locale, {}))
    else:
        facts = {"name": listed.names.get(locale, named), "phone": listed.phone, "hours": listed.hours.get(locale, "")}
        facts |= {"source": listed.reviewed.source, "checked": listed.reviewed.reviewed} if listed.reviewed else {}
    return {f"supplier_{name}": facts.get(name, "") for name in ("name", "phone", "hours", "source", "checked")}


def _is_called(office: Office, named: str) -> bool:
    return named.casefold() in {office.id, *(name.casefold() for name in office.names.values())}
