"""What the bot knows, as plain values: intents, flows, answers, slots, guards, sentences.

Built from files by `bot.knowledge`, checked there; here it can be trusted. The files' keys and
these fields share their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.lookups import Codes, Model, Office, Reviewed, VisitHours, Warranty
from bot.core.spoken import Aside, Cause, Danger, Refusal
from bot.core.state import Place
from bot.core.upkeep.chores import Upkeep


class Risk(StrEnum):
    """What carrying out a step can cost the shop, least first. `BREAKS_SEAL` is never allowed."""

    SAFE = "safe"
    INTERRUPTS_SALES = "interrupts_sales"
    LOSES_DATA = "loses_data"
    BREAKS_SEAL = "breaks_seal"


class Kind(StrEnum):
    """What a step does. See ``docs/knowledge.md`` for the file format."""

    ASK = "ask"  # a question with choices; the chosen key becomes the slot's value
    TRY = "try"  # an instruction, and whether it helped
    TELL = "tell"  # a statement; the conversation goes on in the same turn
    FORM = "form"  # several slots, asked one at a time, only those not known
    CHECK = "check"  # a branch on what is known; says nothing
    TICKET = "ticket"  # opens a ticket, or updates the one that is open
    UPDATE = "update"  # changes or cancels a ticket
    DO = "do"  # one of `bot.core.deeds`; says what the deed says


OF_THE_TERMINAL = frozenset({"power", "hardware", "software", "network"})
"""The groups whose troubles are the terminal's own, or its line's."""
OF_MONEY = frozenset({"transaction", "settlement", "account"})
"""The groups whose troubles are with money or who may have it: nothing is broken there that could be asked whether it works."""
QUOTE = "repair.quote"
LATER = frozenset({"account", "ticket", "supplier", "warranty"})
"""The groups whose requests are kept for after a trouble that is told with them."""


def group_of(name: str) -> str:
    """What comes before the first dot of an intent's or a flow's id: ``power`` of ``power.no_boot``."""
    return name.partition(".")[0]


def kind_of(intent: str) -> str:
    """What it is of: its group, or of a terminal's parts the part, as ``hardware.printer``."""
    return intent.partition("_")[0] if group_of(intent) == "hardware" else group_of(intent)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer a step. ``to`` is a target; ``sets`` are further slots it makes known; it is
    not offered where the model is known to lack one of ``needs`` or to have one of ``unless``. Naming
    the fact that it ``takes`` picks it.
    """

    key: str
    to: str
    sets: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    takes: str = ""
    plainly: bool = False  # costs dear where it was not meant: half an answer never takes it
    broad: bool = False  # little more than the name of the trouble: one that is told beside it is meant


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a flow. It is passed over where the model is known to lack one of ``needs`` or to
    have one of ``unless``.

    Targets (``to``, ``next``, ``otherwise``, values of ``branches``): a step of the same flow, the
    id of another flow (it has a dot), or one of `ENDS`.
    """

    id: str
    kind: Kind
    risk: Risk = Risk.SAFE
    options: tuple[Option, ...] = ()
    next: str = ""
    slot: str = ""  # ask: the slot answered; check: the slot looked at
    remedy: str = ""  # try: the remedy; the step is struck once it was tried
    struck_by: tuple[str, ...] = ()  # try: other remedies of which this act is a part; struck once one was done
    slots: tuple[str, ...] = ()  # form
    rule: str = ""  # check: a rule of `bot.core.rules` instead of a slot
    branches: Mapping[str, str] = field(default_factory=dict)  # check: value -> target
    otherwise: str = ""  # check: no branch fits; any other: a guard or the model forbids it
    ticket: str = ""  # ticket: warranty | paid | other; update: change | cancel
    deed: str = ""  # do: what is done
    document: str = ""  # tell, ask: what is sent along, by its name among the chat's documents
    reason: str = ""  # why a person is called when this step leads to one
    optional: tuple[str, ...] = ()  # form: slots that "don't know" may leave open
    needs: tuple[str, ...] = ()  # parts of a terminal, see `bot.core.variables.PARTS`
    unless: tuple[str, ...] = ()
    # ask: how the words that begin the trouble may answer it: words, if they hold an option; near, if they come near; very_near, if
    # they or a part of them come very near
    hinted: str = ""

    def option(self, key: str) -> Option | None:
        """The option of that key."""
        return next((option for option in self.options if option.key == key), None)


NONE = "none"
"""The value of a slot that says of something needed that the shop has none."""

EITHER, WITH, GAP = "|", " + ", "…"
"""How a pattern among the phrases of a remedy is written: either word of a group, with one of each other
group; a gap in a word stands for a few characters.
"""

SOLVED, PERSON, DONE, RETURN = "solved", "person", "done", "return"
ENDS = frozenset({SOLVED, PERSON, DONE, RETURN})


@dataclass(frozen=True, slots=True)
class Flow:
    """A guided conversation. Its id is the intent that starts it, or a name others go to. ``leads_to`` are
    the flows it can lead to, ``remedies`` those that it or one of them may propose.
    """

    id: str
    start: str
    steps: Mapping[str, Step]
    reviewed: Reviewed
    safety: bool = False  # cuts through every other flow
    ahead: Mapping[str, int] = field(default_factory=dict)  # step -> questions still ahead, at most
    leads_to: frozenset[str] = frozenset()
    remedies: frozenset[str] = frozenset()

    @property
    def asked(self) -> frozenset[str]:
        """The facts it asks for."""
        steps = self.steps.values()
        return frozenset(slot for step in steps for slot in (*step.slots, step.slot) if slot and step.kind is not Kind.CHECK)


@dataclass(frozen=True, slots=True)
class Answer:
    """A looked-up answer: one sentence, then back to what was going on."""

    id: str
    reviewed: Reviewed
    risk: Risk = Risk.SAFE
    then: str = ""  # a flow offered after it


@dataclass(frozen=True, slots=True)
class Intent:
    """Something a merchant can want. ``trouble``: it is worked on as a trouble of the terminal."""

    id: str
    group: str
    trouble: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact that can be known. ``lasts``: ``trouble`` (forgotten with it), ``device`` or ``merchant``. ``carries``: the answers
    that hold for the next trouble of the same sitting as well.

    ``kind``: choice, serial, model, date, phone, address, window, code, amount, photo, moment, zone, text.
    """

    name: str
    kind: str
    lasts: str = "trouble"
    carries: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()  # other slots: where all of them are known, this one is not asked for


@dataclass(frozen=True, slots=True)
class Guard:
    """A question that must be answered well before a risky step: ``flow`` asks it and ends with
    `RETURN`; the step may be proposed when ``slot`` holds one of ``passes``.
    """

    slot: str
    flow: str
    passes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it. ``sentences``: locale -> name -> Jinja2 source. ``hears``: locale -> label name ->
    further phrasings of that choice. ``remedies``: locale -> remedy -> phrasings of "already done", words or patterns.
    """

    version: str
    locales: tuple[str, ...]
    intents: Mapping[str, Intent]
    flows: Mapping[str, Flow]
    answers: Mapping[str, Answer]
    slots: Mapping[str, Slot]
    guards: Mapping[Risk, tuple[Guard, ...]]
    menu: tuple[str, ...]
    warranty: Warranty
    sentences: Mapping[str, Mapping[str, str]]
    hears: Mapping[str, Mapping[str, tuple[str, ...]]]
    remedies: Mapping[str, Mapping[str, tuple[str, ...]]]
    dangers: Mapping[str, tuple[Danger, ...]] = field(default_factory=dict)  # locale -> most pressing first
    refusals: Mapping[str, tuple[Refusal, ...]] = field(default_factory=dict)  # by locale
    asides: Mapping[str, tuple[Aside, ...]] = field(default_factory=dict)  # by locale
    causes: Mapping[str, tuple[Cause, ...]] = field(default_factory=dict)  # by locale
    supplier: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # locale -> fact -> value
    directory: tuple[Office, ...] = ()  # whom to call: suppliers, acquirers, makers, repair shops, authorities
    codes: Codes = field(default_factory=Codes)
    visits: VisitHours = field(default_factory=VisitHours)
    within: tuple[str, ...] = ("P5D", "P2D", "PT8H")  # working time from filing a ticket to its end, by priority
    standstill: tuple[str, ...] = ()  # troubles with which a shop of one terminal takes no money
    models: Mapping[str, Model] = field(default_factory=dict)  # by name; a family is there under its own
    upkeep: Upkeep = field(default_factory=Upkeep)

    def step(self, flow: str, step: str) -> Step | None:
        """The step, unless the files have changed so that it is gone."""
        found = self.flows.get(flow)
        return found.steps.get(step) if found else None

    def ahead(self, *flows: str) -> tuple[Flow, ...]:
        """The flows, and those they may lead to that are no troubles of their own: the repair, after whatever was tried."""
        known = [name for name in flows if name in self.flows]
        led_to = {name for flow in known for name in self.flows[flow].leads_to} - set(known)
        beside = sorted(name for name in led_to if not (name in self.intents and self.intents[name].trouble))
        return tuple(self.flows[name] for name in (*known, *beside))

    def passing(self, place: Place | None) -> frozenset[str]:
        """The options of the step at that place that let a risky step pass, where it is a guard's."""
        step = self.step(place.flow, place.step) if place else None
        guards = {guard.slot: guard for of in self.guards.values() for guard in of if place and guard.flow == place.flow}
        if step is None:
            return frozenset()
        told = ((option.key, {**({step.slot: option.key} if step.slot else {}), **option.sets}) for option in step.options)
        return frozenset(key for key, sets in told if any(sets.get(slot) in guard.passes for slot, guard in guards.items()))

    def dear(self, place: Place | None) -> frozenset[str]:
        """The options of the step at that place that half an answer never takes."""
        step = self.step(place.flow, place.step) if place else None
        return frozenset(option.key for option in step.options if option.plainly) if step else frozenset()

    def is_safety(self, intent: str) -> bool:
        """Whether a trouble is danger or crime."""
        return intent in self.flows and self.flows[intent].safety

    def can_wait(self, intent: str) -> bool:
        """Whether it is kept for afterwards if it is named beside another: a trouble, or a request that no trouble leads to."""
        return self.intents[intent].trouble or (intent in self.flows and group_of(intent) in LATER)

    def asks_of_cost(self, intent: str) -> bool:
        """Whether it is asked who pays, and it can be answered: is it covered, what does it cost."""
        return intent in self.answers and (group_of(intent) == "warranty" or intent == QUOTE)

    def pressing(self, intent: str, known: Mapping[str, str] | None = None) -> int:
        """The rank of a danger, 0 the most pressing; what is none comes last. Where facts are ``known``, as it was told; until then the
        worst that it may turn out to be counts no more than the least.
        """
        of_it = [(rank, one.sets) for of in self.dangers.values() for rank, one in enumerate(of) if one.intent == intent and not one.narrow]
        told = [rank for rank, sets in of_it if known is None or all(known.get(slot) == value for slot, value in sets.items())]
        return min(told, default=max((rank for rank, _ in of_it), default=len(self.flows)))

    def may_propose(self, trouble: str, remedy: str) -> bool:
        """Whether a remedy has to do with a trouble: "cleaned it" is of the screen here, of the print head there."""
        found = self.flows.get(trouble)
        return found is None or remedy in found.remedies
