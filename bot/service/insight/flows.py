"""A flow with what was counted of it: where merchants solve it, where they give up, where they go to a person; and whether another
order of its steps would be quicker. The picture is that of `bot.knowledge.drawing`; the order is a proposal, a person decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.draft import SKIPPED
from bot.core.knowledge import Flow, Knowledge, Risk
from bot.core.state import Place
from bot.knowledge.drawing import Drawing, draw
from bot.service.desk.bench import must
from bot.service.desk.naming import Names
from bot.service.desk.outcomes import NotThere
from bot.service.desk.people import Right, Staff
from bot.service.insight.numbers import Asked, Choices, Numbers, asked_of
from bot.service.insight.ordering import Proposal, Tried, proposed, runs
from bot.service.support import Support

UNSAID = "unsaid"
SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Stepping:
    """What was counted of a step: ``came``, each answer with how often and how many seconds together, left without a word, left
    to a person.
    """

    came: int = 0
    answers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    gave_up: int = 0
    to_person: int = 0

    def answered(self, answer: str) -> int:
        """How often."""
        return self.answers[answer][0] if answer in self.answers else 0


@dataclass(frozen=True, slots=True)
class Listing:
    """How often a flow's steps solved it, were left without a word, were left to a person."""

    solved: int = 0
    gave_up: int = 0
    to_person: int = 0


class StepBook(Protocol):
    """Where steps are counted."""

    async def steps(self, flow: str, asked: Asked) -> Mapping[str, Stepping]:
        """By step."""

    async def flows(self, asked: Asked) -> Mapping[str, Listing]:
        """By flow: its steps together."""

    async def choices(self, asked: Asked) -> Choices:
        """What there is to filter by."""


@dataclass(frozen=True, slots=True)
class StepNumbers:
    """A step with its kind, risk and counts. ``words``: its sentence, or else the facts that it is about. ``answers``: label and how
    often, the most frequent first.
    """

    id: str
    kind: str
    risk: str
    words: str
    counted: Stepping
    answers: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A flow as it is shown. ``orders``: of each run of steps the proposal."""

    flow: str
    name: str
    asked: Asked
    drawing: Drawing
    steps: Mapping[str, StepNumbers]
    orders: Sequence[Proposal]
    choices: Choices


@dataclass(frozen=True, slots=True)
class Listed:
    """A flow in the list: what it is called, how often it solved, how often it was left."""

    flow: str
    name: str
    solved: int
    gave_up: int
    to_person: int


class FlowNumbers:
    """Looks them up."""

    def __init__(self, support: Support, book: StepBook, numbers: Numbers) -> None:
        """Days are those of ``numbers``."""
        self._support = support
        self._book = book
        self._numbers = numbers

    def asked(self, given: Mapping[str, str]) -> Asked:
        """Which days, and of which talks."""
        return asked_of(given, self._numbers.today())

    async def every(self, me: Staff, given: Mapping[str, str]) -> Sequence[Listed]:
        """All flows, the busiest first."""
        must(me, Right.READ)
        knowledge, locale = self._support.mind.knowledge, me.wishes.locale
        found = await self._book.flows(self.asked(given))
        names = Names(lambda: knowledge)
        listed = [_listed(flow, names.trouble(locale, flow), found.get(flow, Listing())) for flow in knowledge.flows]
        return sorted(listed, key=lambda one: (-(one.solved + one.gave_up + one.to_person), one.flow))

    async def flow(self, me: Staff, flow: str, given: Mapping[str, str]) -> FlowPage:
        """One flow. Raises NotThere."""
        must(me, Right.READ)
        knowledge, asked = self._support.mind.knowledge, self.asked(given)
        if flow not in knowledge.flows:
            raise NotThere(flow)
        counted = await self._book.steps(flow, asked)
        return flow_page(knowledge, knowledge.flows[flow], asked, counted, me.wishes.locale, await self._book.choices(asked))


def flow_page(  # noqa: PLR0913 -- a page's parts
    knowledge: Knowledge, flow: Flow, asked: Asked, counted: Mapping[str, Stepping], locale: str, choices: Choices
) -> FlowPage:
    """Put together. Pure."""
    names = Names(lambda: knowledge)
    return FlowPage(
        flow=flow.id,
        name=names.trouble(locale, flow.id),
        asked=asked,
        drawing=draw(knowledge, flow, say=lambda step, answer: _label(knowledge, locale, Place(flow.id, step), answer)),
        steps={name: _step(knowledge, flow, name, counted.get(name, Stepping()), locale) for name in flow.steps},
        orders=[proposed([tried(step.id, step.risk, counted.get(step.id, Stepping())) for step in run]) for run in runs(flow)],
        choices=choices,
    )


def tried(step: str, risk: Risk, counted: Stepping) -> Tried:
    """As the order of steps is reckoned with it."""
    answered, seconds = (sum(part) for part in zip(*counted.answers.values(), strict=True)) if counted.answers else (0, 0)
    return Tried(step, answered, counted.answered(SOLVED), seconds, risk)


def _listed(flow: str, name: str, counted: Listing) -> Listed:
    return Listed(flow, name, counted.solved, counted.gave_up, counted.to_person)


def _step(knowledge: Knowledge, flow: Flow, name: str, counted: Stepping, locale: str) -> StepNumbers:
    step, said = flow.steps[name], knowledge.sentences.get(locale, {})
    words = " ".join(said.get(f"{flow.id}.{name}", "").split())
    facts = " · ".join(Names(lambda: knowledge).slot(locale, slot) for slot in (*step.slots, *((step.slot,) if step.slot else ())))
    often = Counter({answer: n for answer, (n, _) in counted.answers.items()}).most_common()
    return StepNumbers(
        id=name,
        kind=step.kind.value,
        risk=step.risk.value,
        words=facts if not words or "{" in words else words,
        counted=counted,
        answers=[(_label(knowledge, locale, Place(flow.id, name), answer), n) for answer, n in often],
    )


def _label(knowledge: Knowledge, locale: str, place: Place, answer: str) -> str:
    """What the button reads; where the way parts by what is known, that in words."""
    said, step = knowledge.sentences.get(locale, {}), knowledge.flows[place.flow].steps[place.step]
    own = said.get(f"{place.flow}.{place.step}.{answer}") or said.get(f"choice.{answer}")
    shown = own or Names(lambda: knowledge).value(locale, step.slot, answer)
    if shown != answer:
        return shown.strip()
    return said.get(f"desk.way_{UNSAID if answer == SKIPPED else answer}", answer.replace("_", " ")).strip()
