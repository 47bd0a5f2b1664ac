"""From a talk to what it adds to the counts. Pure. What changes in a talk is subtracted as it was and added as it is, so that
every talk is counted exactly once whatever happens to it, and a count made anew is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, tzinfo
from enum import StrEnum
from typing import NamedTuple

from bot.core.reminders.watching import REMINDER
from bot.service.insight.spans import bucket_of
from bot.service.insight.talks import Outcome, Talk

CAME, GAVE_UP, TO_PERSON = "", "@gave_up", "@person"
"""What is counted of a step beside its answers."""


class Span(StrEnum):
    """What is timed."""

    RESPONSE = "response"  # from calling a person to his first word
    SOLVED = "solved"  # from the merchant's first word to his saying that it is solved, without a person
    PERSON = "person"  # the same to the closing, with one


class Cell(NamedTuple):
    """Where a talk is counted. ``day``: on which it began, where the desk is. A tuple, like all that has one: counting is hashing."""

    day: date
    channel: str
    locale: str
    model: str
    firmware: str
    supplier: str
    trouble: str


class Numbered(NamedTuple):
    """How many of a cell: ``measure`` is ``begun``, an outcome, ``again``, ``rated_solved`` or ``rated_not_yet``."""

    cell: Cell
    measure: str


class Timed(NamedTuple):
    """How many of a cell took so long; of the trouble nothing is asked."""

    cell: Cell
    span: Span
    bucket: int


class Stepped(NamedTuple):
    """How often a step was come to, answered so, or left so. ``seconds`` says that they are counted, not visits."""

    cell: Cell
    flow: str
    step: str
    answer: str
    seconds: bool = False


Count = Numbered | Timed | Stepped
Counts = Counter[Count]


def counted(talk: Talk, channel: str, zone: tzinfo) -> Counts:
    """All that a talk adds."""
    traits = talk.traits
    day = talk.began.astimezone(zone).date()
    cell = Cell(day, channel, traits.locale, traits.model, traits.firmware, traits.supplier, traits.trouble)
    found: Counts = Counter(_steps(talk, cell))
    found.update(dict(_seconds(talk, cell)))
    if traits.trouble != REMINDER:
        found.update(Numbered(cell, name) for name in _measures(talk))
        found.update(Timed(cell, span, bucket_of(seconds)) for span, seconds in _spans(talk))
    return found


def _measures(talk: Talk) -> Iterator[str]:
    yield "begun"
    if talk.outcome is not Outcome.OPEN:
        yield talk.outcome.value
    if talk.again:
        yield "again"
    if talk.rating:
        yield f"rated_{talk.rating}"


def _spans(talk: Talk) -> Iterator[tuple[Span, float]]:
    if talk.called and talk.answered and talk.answered >= talk.called:
        yield Span.RESPONSE, (talk.answered - talk.called).total_seconds()
    if talk.ended and talk.outcome is Outcome.SOLVED:
        yield Span.SOLVED, (talk.ended - talk.began).total_seconds()
    if talk.ended and talk.outcome is Outcome.PERSON:
        yield Span.PERSON, (talk.ended - talk.began).total_seconds()


def _steps(talk: Talk, cell: Cell) -> Iterator[Count]:
    for visit in talk.visits:
        yield Stepped(cell, visit.flow, visit.step, CAME)
        if visit.answer:
            yield Stepped(cell, visit.flow, visit.step, visit.answer)
    left = {Outcome.SILENT: GAVE_UP, Outcome.NOT_SOLVED: GAVE_UP, Outcome.PERSON: TO_PERSON}.get(talk.outcome)
    if left and talk.visits:
        yield Stepped(cell, talk.visits[-1].flow, talk.visits[-1].step, left)


def _seconds(talk: Talk, cell: Cell) -> Iterator[tuple[Count, int]]:
    found: Counts = Counter()
    for visit in talk.visits:
        if visit.answer and visit.seconds:
            found[Stepped(cell, visit.flow, visit.step, visit.answer, seconds=True)] += min(visit.seconds, LONGEST)
    yield from found.items()


LONGEST = 3_600
"""Seconds that a step can have taken at most; who answers the next morning did not try it all night."""


def changed(before: Iterable[Talk], after: Iterable[Talk], channel: str, zone: tzinfo) -> Counts:
    """What is to be added, or taken away, when the talks have changed."""
    found: Counts = Counter()
    for talk in after:
        found.update(counted(talk, channel, zone))
    for talk in before:
        found.subtract(counted(talk, channel, zone))
    return Counter({count: number for count, number in found.items() if number})
