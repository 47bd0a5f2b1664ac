"""Everything the machine can want, as data. Nothing here is a call; the service carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.core.messages import Media
from bot.core.state import Question, Ticket

Value: TypeAlias = "str | Iterable[Say]"
ABOUT = "≈"
"""How a value begins that is a month or a year, known no better."""


@dataclass(frozen=True, slots=True)
class Say:
    """Say the sentence of that name, with these values; one that begins with ``@`` names a sentence
    that stands for it, and sentences are lines that stand for it. ``question`` is what the sentence asks,
    if it asks something; ``document`` is the ref of what is sent along.
    """

    sentence: str
    values: Mapping[str, Value] = field(default_factory=dict)
    question: Question | None = None
    progress: tuple[int, int] | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Relay:
    """Pass on what a person of the staff wrote."""

    who: str
    text: str
    name: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Notify:
    """Told while a person speaks: in the name of whoever did it, ``name`` being what the merchant reads."""

    who: str
    name: str
    told: Say


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """File a ticket."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class UpdateTicket:
    """The ticket of that number now reads so; ``what``: added, changed, cancelled, or what `bot.core.cases` did."""

    ticket: Ticket
    what: str


@dataclass(frozen=True, slots=True)
class SetReminder:
    """Come back at ``at`` with `Elapsed(name, turn)`; the same name set again replaces it."""

    name: str
    at: datetime
    turn: int


@dataclass(frozen=True, slots=True)
class CancelReminder:
    """Forget the reminder of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class Knock:
    """Something is due that cannot be said now: let the merchant know in another way that it waits, if there is one."""


@dataclass(frozen=True, slots=True)
class CallStaff:
    """Put the conversation in the staff's queue."""

    reason: str


@dataclass(frozen=True, slots=True)
class CallOff:
    """Take the conversation out of the staff's queue again: the merchant needs nobody any more."""


@dataclass(frozen=True, slots=True)
class NoteDevice:
    """Facts of the terminal that were learned: slot -> value."""

    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The merchant confirmed that the trouble is gone; ``remedy`` is what did it, if known."""

    intent: str
    remedy: str


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """A supplier, an agent or a repair shop was checked; ``result``: pass, gaps, warning."""

    result: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """The merchant said how the help was: ``result`` is solved, not_yet or, where he left that open, empty; ``word``
    are his words on it.
    """

    result: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Explain:
    """The rule of the machine that chose the answer, for the record."""

    rule: str


Action = (
    Say
    | Relay
    | Notify
    | OpenTicket
    | UpdateTicket
    | SetReminder
    | CancelReminder
    | Knock
    | CallStaff
    | CallOff
    | NoteDevice
    | Resolved
    | RecordCheck
    | Rate
    | Explain
)
