"""Everything that can happen to a conversation, once it is understood.

A merchant's words, a pressed button, a photo, a timer coming due, a person of the staff
joining, speaking or leaving: all enter `bot.core.machine.step` as one of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.messages import Address, Media
from bot.core.spoken import Danger
from bot.core.state import State, Terminal


class Decision(StrEnum):
    """What the matcher makes of a sentence. Not sure is not understood."""

    ACCEPT = "accept"
    CLARIFY = "clarify"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One intent a sentence may mean: ``score`` in 0..1 (calibrated probability of being right),
    ``phrase`` the nearest example, ``why`` the words that carried it, in plain text.
    """

    intent: str
    score: float
    phrase: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A fact found in the words: slot ``name``, normalised ``value``, and where (characters) it stood."""

    name: str
    value: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What the merchant found out himself, or tells of the surroundings: the ``remedy`` of the step that finds the same; ``works``: that it
    helped; ``begun``: that it is half done. Or the flow ``leads`` that deals with it, and the facts that it ``sets`` there.
    """

    remedy: str = ""
    works: bool = False
    leads: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """The merchant wrote something.

    ``act`` is the finer reading of a ``conversation.*`` or ``handoff.human`` winner (``solved``,
    ``finished``, ``later`` …). ``offer`` is the name of the open question's offer which the words
    pick (label, synonym, number), if they pick one; ``guess`` one that they only come near to. ``refused``
    is the refusal that answers what they ask for, if it is never helped with; ``aside`` the answer to what they ask beside it.
    ``fields`` are facts, ``tried`` remedies the words say were tried without success, ``danger`` what
    they tell of that cuts through everything, ``also`` the troubles named beside the first,
    ``locale`` the language of the words when that is certain. ``correction`` is an earlier answer
    the merchant takes back: (index into `State.trail`, the option he means now). ``corrects`` says that
    the words deny the trouble at hand ("not the network, the printer"), ``asks`` what kind of question they are (when,
    question). ``hinted`` are answers to questions of the trouble that begins, which the words only come near to.
    ``looked_up``: what is kept of the terminal whose
    serial number they name, or of those whose number is one character off. ``whole``: these words after those before them, where
    they were read together. ``two``: of two machines. ``between``: offers of the
    open question that they name together, where none means them all. ``apart``: they ask in one sentence and answer in another; the
    rest is then of the answer alone, and ``about`` the subject of the question that has an answer of its own. ``angry``: in strong words.
    ``besides``: what else is asked beside, or is asked of the trouble that the same words begin.
    ``question``: what they ask of which nothing is known, in their own words; ``again``: it was asked before. ``added``: another
    trouble that is told behind an answer.
    ``gone``: what was noted for later, and is denied now. ``found``: the cause, as the merchant tells it.
    """

    at: datetime
    text: str
    decision: Decision = Decision.REJECT
    candidates: tuple[Candidate, ...] = ()
    act: str | None = None
    offer: str | None = None
    guess: str | None = None
    fields: tuple[Field, ...] = ()
    tried: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    danger: Danger | None = None
    refused: str | None = None
    aside: str | None = None
    besides: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    locale: str | None = None
    correction: tuple[int, str] | None = None
    corrects: bool = False
    asks: str = ""
    masked: int = 0
    looked_up: tuple[Terminal, ...] = ()
    hinted: tuple[Field, ...] = ()
    whole: str = ""
    two: bool = False
    inside: bool = False  # told, that the terminal holds sales which were not settled
    between: tuple[str, ...] = ()
    apart: bool = False
    about: str = ""
    angry: bool = False
    gone: tuple[str, ...] = ()
    found: Found | None = None
    question: str = ""
    again: bool = False
    added: str = ""

    @property
    def intent(self) -> str | None:
        """The best candidate, unless the sentence was rejected."""
        if self.decision is Decision.REJECT or not self.candidates:
            return None
        return self.candidates[0].intent


@dataclass(frozen=True, slots=True)
class Chose:
    """The merchant pressed a button; ``key`` is as it was offered."""

    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The merchant sent something without words."""

    at: datetime
    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A reminder came due. ``name`` is the one given in `SetReminder`, ``turn`` the turn it was set in.
    ``reached``: the merchant can be written to; where he cannot, what is said is held until he writes.
    """

    at: datetime
    name: str
    turn: int
    reached: bool = True


@dataclass(frozen=True, slots=True)
class StaffJoined:
    """A person took the conversation over; from here on the bot is silent. ``who`` is the account, ``name``
    what the merchant reads. Where another speaks already nothing happens, unless it is to be taken (``take``).
    """

    at: datetime
    who: str
    name: str = ""
    take: bool = False


@dataclass(frozen=True, slots=True)
class StaffSaid:
    """A person of the staff wrote to the merchant. Into what another holds only when meant so (``over``)."""

    at: datetime
    who: str
    text: str
    name: str = ""
    media: tuple[Media, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class StaffLeft:
    """The person handed back: to the step that was open (``resume``), or clean; or to whoever comes next (``queue``), for whom the
    merchant waits. What another holds only when meant so (``over``).
    """

    at: datetime
    who: str
    resume: bool = True
    name: str = ""
    over: bool = False
    queue: bool = False


@dataclass(frozen=True, slots=True)
class StaffClosed:
    """The conversation is done with; the merchant is asked once whether the trouble is solved. ``over`` as with `StaffLeft`."""

    at: datetime
    who: str
    name: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class TicketChanged:
    """Something was done to a ticket beside the conversation; ``change`` is a row of `bot.core.cases.tables.CHANGES`, ``facts``
    what it needs, ``document`` a blob that is told along. ``who`` is the account that did it, if a person did.
    """

    at: datetime
    ref: str
    change: str
    facts: Mapping[str, str]
    who: str = ""
    name: str = ""
    document: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is kept elsewhere of the merchant's terminals: from a list, from the shop's other merchants, from the staff."""

    at: datetime
    terminals: tuple[Terminal, ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """A lead tells something of service, from a template: ``sentence``; ``when`` is the time or place, by locale."""

    at: datetime
    sentence: str
    when: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MovedAway:
    """The merchant goes on in another chat of his, ``to``. ``first``: they have just been linked, and he is told."""

    at: datetime
    to: Address
    first: bool = False


@dataclass(frozen=True, slots=True)
class MovedHere:
    """The merchant goes on here: ``state`` is how it was left in his other chat, ``since`` the door it comes from."""

    at: datetime
    state: State
    since: Address
    first: bool = False


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """A code that links two chats does not; ``why``: wrong, own (it is this chat's), wait (too many tries),
    nowhere (there are none here).
    """

    at: datetime
    why: str


Staffed = StaffJoined | StaffSaid | StaffLeft | StaffClosed
Moved = MovedAway | MovedHere | CodeRefused
Understanding = Heard | Chose | Sent | Elapsed | Recalled | TicketChanged | Staffed | Noticed | Moved
