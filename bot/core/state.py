"""Everything that is remembered of one conversation; what is not here is not remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.core.messages import Address, Media
from bot.core.upkeep.plan import Plan
from bot.core.upkeep.sheets import Sheet

Terminal = Mapping[str, str]
"""What is known of one terminal: slot -> value, its ``serial`` among them."""


class Mode(StrEnum):
    """Who speaks: the bot, a person of the staff, or nobody until the merchant writes again."""

    BOT = "bot"
    STAFF = "staff"
    CLOSED = "closed"


class Move(StrEnum):
    """What picking an offer does."""

    ANSWER = "answer"  # answers the step at `State.place`; `to` is the option's key
    START = "start"  # takes up the intent `to`
    PERSON = "person"
    MENU = "menu"
    MISTAKEN = "mistaken"  # the trouble was misunderstood; what was told of it stays
    KEEP = "keep"  # stays at the open step and asks it again
    SKIP = "skip"  # leaves the awaited slot open
    LEAVE = "leave"  # lets what was offered rest
    SOLVED = "solved"  # the trouble is gone
    CASE = "case"  # answers what was told of a ticket: `to` is verb:ref, see `bot.core.cases`
    MUTE = "mute"  # no notices any more
    UNMUTE = "unmute"
    RATED = "rated"  # what the staff did has solved it
    NOT_YET = "not_yet"  # it has not: a person is called again


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the knowledge a conversation stands."""

    flow: str
    step: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to answer the open question. ``label`` names the sentence that the button shows; one
    that begins with ``=`` is shown as it stands (a ticket's number). One that is not ``shown`` can be
    meant by words, but has no button. ``takes`` is a slot: naming such a fact picks it.
    """

    name: str
    label: str
    move: Move
    to: str = ""
    shown: bool = True
    takes: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The open question: the turn it was asked in, its offers, and the slot it waits for, if any.

    ``said`` and ``tried`` are the words that led to it and the remedies they named: they belong to
    the trouble that is picked. ``also`` are the troubles they named: what is not picked of them is noted for later.
    ``over`` is the turn of the question that it stands over and that can still be answered. ``word``: what is written may
    be a word on how the help was.
    ``aside``: asked in passing; the conversation is over whether it is answered or not. ``noted``: what answered nothing was
    noted already, and that was said.
    """

    turn: int
    offers: tuple[Offer, ...] = ()
    slot: str = ""
    said: str = ""
    tried: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    over: int = 0
    word: bool = False
    aside: bool = False
    noted: bool = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing is awaited: it can be left just so, with "that is all"."""
        return self.offer("fine") is not None

    @property
    def asks_whether_it_works(self) -> bool:
        """Whether only that is asked: whether it works now, or not."""
        return {offer.name for offer in self.offers} == {"solved", "not_fixed"}

    def key(self, offer: Offer) -> str:
        """The button's key: it says which turn it belongs to, so that an old one is known as such."""
        return f"{self.turn}.{offer.name}"

    def offer(self, name: str) -> Offer | None:
        """The offer of that name."""
        return next((offer for offer in self.offers if offer.name == name), None)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A remedy that was tried. ``result``: solved, not_fixed, cannot."""

    remedy: str
    result: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """What going back one step restores."""

    place: Place
    slots: Mapping[str, str]
    attempts: tuple[Attempt, ...]
    paused: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a merchant said to the ticket ``ref`` of his, which another has taken up; ``verb`` as in `bot.core.cases.tables.ANSWERS`."""

    ref: str
    verb: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """A case handed to people. ``ref`` can be read over the phone; ``kind``: warranty, paid, other."""

    ref: str
    kind: str
    intent: str
    opened: datetime
    status: str = "open"
    facts: Mapping[str, str] = field(default_factory=dict)
    attempts: tuple[Attempt, ...] = ()
    words: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    priority: int = 0  # 2: somebody may be hurt; 1: the shop stands still, or money is at stake
    visit: Mapping[str, str] = field(default_factory=dict)  # window, wanted, technician, code, confirmed, old, new, parts
    agreements: tuple[Mapping[str, str], ...] = ()  # every version; state: offered, agreed, declined
    links: tuple[str, ...] = ()
    into: str = ""  # the ticket that has taken it up
    answers: tuple[Answer, ...] = ()  # what was said to tickets that it has taken up
    flags: tuple[str, ...] = ()  # where a quote, bill or delay departs from what was agreed
    reopened: datetime | None = None  # since when its clock runs anew
    waits: tuple[tuple[datetime, datetime | None], ...] = ()  # when somebody else was waited for, which stops its clock

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act on it."""
        return self.status not in {"done", "closed", "cancelled", "merged"}

    @property
    def is_waiting(self) -> bool:
        """Whether the next step is another's: the merchant's, a part's, the supplier's."""
        return self.status.startswith("waiting_")


@dataclass(frozen=True)  # without slots: `but` copies what it holds in one go
class State:
    """One conversation. ``words`` are the merchant's own (masked) of the trouble at hand."""

    ref: str
    locale: str = "zh"
    client: str = ""  # what the merchant's client last said of its language
    mode: Mode = Mode.BOT
    turn: int = 0
    misses: int = 0
    stays: int = 0  # how often in a row the open step was put again in full
    called: bool = False  # a person was called and has not come yet
    staff: str = ""  # the account of the person who speaks
    staff_name: str = ""  # what the merchant reads as his name
    since: datetime | None = None  # since when the merchant waits for a person's words
    wrote: datetime | None = None  # when the merchant last wrote
    rated: bool = False  # the merchant was asked whether it is solved
    rating: str = ""  # what he said to that: solved, not_yet
    word: str = ""  # his words on how the help was
    trouble: str = ""
    place: Place | None = None
    question: Question | None = None
    paused: tuple[Place, ...] = ()
    noted: tuple[str, ...] = ()
    ahead: Mapping[str, str] = field(default_factory=dict)  # answers told before they were asked, by slot, and not said aloud yet
    slots: Mapping[str, str] = field(default_factory=dict)
    attempts: tuple[Attempt, ...] = ()
    trail: tuple[Crumb, ...] = ()
    words: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    terminals: tuple[Terminal, ...] = ()  # the merchant's, the latest named last
    looked_up: tuple[Terminal, ...] = ()  # what is kept elsewhere of the number that was named last, or of those near it
    refused: str = ""  # what the merchant has just asked for and was told is not helped with
    answered: str = ""  # the question beside that has just been answered
    asked: str = ""  # the last question that got no answer, in the merchant's words
    given: tuple[str, ...] = ()  # the answers to questions beside that were given in full in this sitting
    cautioned: str = ""  # the danger whose words of caution were said in full
    parted: datetime | None = None  # when the person left who had it in hand last
    soothed: datetime | None = None  # when he was told last that it is no pleasure
    left_off: datetime | None = None  # when it was said last that a dangerous terminal stays off
    interrupted: Crumb | None = None  # where a trouble stood that a danger has interrupted, which may turn out to be none
    doubted: str = ""  # a serial number as it was written, which is not known, while those looked up are near it
    said: str = ""  # the messenger's own id of the merchant's last message, where that may still be changed
    told: str = ""  # stands for what it was answered
    before: State | None = None  # how it stood before that message
    plan: Plan | None = None
    sheets: tuple[Sheet, ...] = ()
    muted: bool = False  # wants no notices
    offered: bool = False  # a plan was offered once, and is not again
    knowledge: str = ""  # the version that what is under way was begun with
    lives_at: Address | None = None  # another chat of the merchant's, which has the conversation; `before` is how it was left here

    def but(self, **changes: Any) -> State:
        """The same with these fields changed. A message makes a dozen of them: writing each field anew, as `dataclasses.replace`
        does, takes ten times as long. Raises TypeError for what is no field.
        """
        if not _FIELDS.issuperset(changes):
            raise TypeError(sorted(changes.keys() - _FIELDS))
        fresh = object.__new__(State)
        object.__setattr__(fresh, "__dict__", self.__dict__ | changes)
        return fresh

    @property
    def is_awaiting(self) -> bool:
        """Whether a person was called whom the merchant waits for; one whom only the desk has called does not hold the bot up."""
        return self.called and self.since is not None


_FIELDS = frozenset(one.name for one in fields(State))
