"""What the written conversations reach of the knowledge, and what they leave out.

The machine is not asked to tell: it is handed knowledge and sentences that note what is looked up,
picked and said, and otherwise are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.core.actions import Action, Say
from bot.core.knowledge import Flow, Kind, Knowledge, Option, Step
from bot.core.messages import Address, Outbound
from bot.core.state import State
from bot.rendering.phrases import LITERAL, REFERENCE, Phrases
from bot.service.exploring import explore
from bot.service.playing import Player
from bot.service.turning import Mind

STEPS, OPTIONS, SENTENCES, ANSWERS = KINDS = ("steps", "options", "sentences", "answers")
SPEAKS = frozenset({Kind.ASK, Kind.TRY, Kind.TELL})
"""Kinds of steps that have been reached only when their sentence was said: one that is passed over does not count."""
_PAGES, _STAFF = (
    "words of a door, a page or a command, not of a conversation",
    "said when the staff or a lead do something; played in tests/contract/desk",
)
_CALENDAR = "needs a supplier who keeps a calendar of visits; played in tests/unit/core/test_cases.py"
_WORLD = "needs a supplier with shops in several time zones; played in tests/unit/core/test_single.py"
_PRINTED = "a guided check that is due is begun, not explained; in the plan's calendar, played in tests/unit/service/test_papers.py"
ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(("web.", "telegram.", "wechat.", "emulator.", "desk.", "status.", "doctor.", "commands.", "told.", "check."), _PAGES),
    **dict.fromkeys(("remedy.", "slot_name."), "names of things on tickets, papers and the staff's pages"),
    **dict.fromkeys(("case.", "agreement.", "notice.", "choice.mute", "choice.unmute", "choice.agree", "choice.decline"), _STAFF),
    **dict.fromkeys(("choice.talk_it_over", "choice.fits", "choice.another_time", "choice.cancel_visit"), _STAFF),
    **dict.fromkeys(("visit.", "slot.appointment", "repair.appointment."), _CALENDAR),
    "own.": "what was kept of a merchant, handed out or erased by the store; played in tests/contract/desk/test_personal.py",
    "link.": "needs two chats; played in tests/unit/core/test_moving.py",
    "device.": "needs a list of terminals to look in; played in tests/unit/core/test_terminals.py",
    "choice.as_written": "as above",
    "common.moved_on": "needs files that change under a conversation",
    "common.outside_hours": "needs opening hours; played in tests/contract",
    "ticket.none": "guards against a ticket that is gone; every flow asks first whether there is one",
    **dict.fromkeys(("upkeep.how_protection", "upkeep.how_inspection", "upkeep.how_yearly"), _PRINTED),
    **dict.fromkeys(("maintenance.reminder.zone", "maintenance.reminder.clock_told"), _WORLD),
    "upkeep.line": "for the staff and the sent calendar; played in tests/unit/rendering/test_calendars.py",
    "upkeep.month_": "needs a whole year; played in tests/simulation/year.py",
    "network.other_link.which.ethernet": "every model of the list that lacks a link lacks the network socket too; others may not",
}
"""Beginnings of names that no played conversation comes to, and why."""


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation to play: its language, and its turns as `Player` plays them."""

    locale: str
    turns: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Share:
    """How much there is of a kind, and what of it no conversation came to."""

    of: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The part that was come to; all of nothing is all."""
        return 100.0 * (self.of - len(self.missing)) / self.of if self.of else 100.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """``shares``: locale -> kind -> share. ``differences`` are turns that went another way than written: then the
    shares say what was reached, not what was meant to be.
    """

    shares: Mapping[str, Mapping[str, Share]]
    scripts: int
    differences: int
    elsewhere: Mapping[str, str] = field(default_factory=lambda: ELSEWHERE)

    @property
    def least(self) -> float:
        """The smallest share."""
        return min((share.percent for kinds in self.shares.values() for share in kinds.values()), default=100.0)


def cover(mind: Mind, scripts: Iterable[Script], *, walked: bool = False) -> Coverage:
    """Play them all, and count; with ``walked``, what the systematic walk comes to counts as well."""
    trace = Trace()
    watched = replace(mind, knowledge=_watched(mind.knowledge, trace), phrases=WatchedPhrases(mind.knowledge, trace))
    seen: dict[str, set[tuple[str, str]]] = {locale: set() for locale in mind.knowledge.locales}
    played = differences = 0
    for script in scripts:
        played += 1
        player = Player(watched, script.locale)
        for turn in script.turns:
            before = player.state
            trace.clear()
            differences += bool(player.play(turn))
            after = player.state
            if after is not None:
                seen[after.locale].update(_reached(mind.knowledge, trace, before))
    for locale in mind.knowledge.locales if walked else ():
        trace.clear()
        for made in explore(watched, locale):
            seen[locale].update(_reached(mind.knowledge, trace, made.before))
            trace.clear()
    shares = {locale: _shares(mind.knowledge, locale, seen[locale]) for locale in mind.knowledge.locales}
    return Coverage(shares, played, differences)


def _shares(knowledge: Knowledge, locale: str, seen: AbstractSet[tuple[str, str]]) -> dict[str, Share]:
    found: dict[str, Share] = {}
    for kind, names in everything(knowledge, locale).items():
        found[kind] = Share(len(names), tuple(name for name in names if (kind, name) not in seen))
    return found


def everything(knowledge: Knowledge, locale: str) -> dict[str, tuple[str, ...]]:
    """All that there is to be come to, by kind, in the order of the files."""
    steps = [(f"{flow.id}.{step.id}", step) for flow in knowledge.flows.values() for step in flow.steps.values()]
    return {
        STEPS: _counted(name for name, _ in steps),
        OPTIONS: _counted(f"{name}.{option.key}" for name, step in steps for option in step.options),
        SENTENCES: _counted(knowledge.sentences.get(locale, {})),
        ANSWERS: tuple(knowledge.answers),
    }


def _counted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if not name.startswith(tuple(ELSEWHERE)))


def _reached(knowledge: Knowledge, trace: Trace, before: State | None) -> Iterator[tuple[str, str]]:
    """What one turn came to, as (kind, name)."""
    for flow, id_ in trace.entered:
        step, name = knowledge.step(flow, id_), f"{flow}.{id_}"
        if step and (step.kind not in SPEAKS or name in trace.said):
            yield STEPS, name
    stood = {(place.flow, place.step) for place in _stood(before)}
    yield from ((OPTIONS, f"{flow}.{step}.{key}") for flow, step, key in trace.picked if (flow, step) in stood)
    yield from ((SENTENCES, name) for name in trace.said)
    yield from ((ANSWERS, name.removeprefix("answer.")) for name in trace.said if name.startswith("answer."))


def _stood(before: State | None) -> Iterator[Any]:
    """Where an answer can belong: the open step, or an earlier one that is answered anew. A step that is passed
    over because its answer is known is looked up as well, but nobody answered it.
    """
    if before is not None:
        yield from (crumb.place for crumb in before.trail)
        yield from (before.place,) if before.place else ()


# ---- watching --------------------------------------------------------------------------------


@dataclass(slots=True)
class Trace:
    """What was met in one turn."""

    entered: set[tuple[str, str]] = field(default_factory=set)
    picked: set[tuple[str, str, str]] = field(default_factory=set)
    said: set[str] = field(default_factory=set)

    def clear(self) -> None:
        """A new turn."""
        self.entered.clear()
        self.picked.clear()
        self.said.clear()


@dataclass(frozen=True, slots=True)
class WatchedKnowledge(Knowledge):
    """Notes which steps are looked up."""

    trace: Trace = field(default_factory=Trace)

    def step(self, flow: str, step: str) -> Step | None:
        """The step, noted."""
        found = Knowledge.step(self, flow, step)
        if found:
            self.trace.entered.add((flow, step))
        return found


@dataclass(frozen=True, slots=True)
class WatchedStep(Step):
    """Notes which of its options are looked up."""

    flow: str = ""
    trace: Trace = field(default_factory=Trace)

    def option(self, key: str) -> Option | None:
        """The option, noted."""
        found = Step.option(self, key)
        if found:
            self.trace.picked.add((self.flow, self.id, key))
        return found


class WatchedPhrases(Phrases):
    """Notes which sentences and labels are said, whether by themselves or inside another."""

    def __init__(self, knowledge: Knowledge, trace: Trace) -> None:
        super().__init__(knowledge)
        self._trace = trace

    def outbound(self, actions: Iterable[Action], state: State, recipient: Address) -> Outbound | None:
        """The message, its sentences noted."""
        said = [action for action in actions if isinstance(action, Say)]
        message = super().outbound(said, state, recipient)
        if message is not None:
            self._trace.said.update(self._names(said, state.locale, message.text))
        return message

    def _names(self, said: Sequence[Say], locale: str, text: str) -> Iterator[str]:
        for say in said:
            yield say.sentence
            for value in say.values.values():
                if not isinstance(value, str):
                    yield from self._names(tuple(value), locale, text)
                elif value.startswith(REFERENCE) and self.value(locale, value) in text:
                    yield value.removeprefix(REFERENCE)
        question = next((say.question for say in reversed(said) if say.question), None)
        offers = question.offers if question else ()
        yield from (offer.label for offer in offers if offer.shown and not offer.label.startswith(LITERAL))


def _watched(knowledge: Knowledge, trace: Trace) -> WatchedKnowledge:
    flows = {id_: _watched_flow(flow, trace) for id_, flow in knowledge.flows.items()}
    return WatchedKnowledge(**_values(knowledge) | {"flows": flows}, trace=trace)


def _watched_flow(flow: Flow, trace: Trace) -> Flow:
    return replace(flow, steps={id_: WatchedStep(**_values(step), flow=flow.id, trace=trace) for id_, step in flow.steps.items()})


def _values(plain: Knowledge | Step) -> dict[str, Any]:
    """Its fields as they are; `asdict` would take apart what they hold."""
    return {one.name: getattr(plain, one.name) for one in fields(plain)}
