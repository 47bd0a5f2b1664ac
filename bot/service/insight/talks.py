"""From the lines of a chat's log to the conversations they hold, and what came of each. Pure: the same lines give the same
conversations, whether they come one by one or all at once.

A *talk* is one matter of a merchant: it begins with his words and ends when he says that it is solved, when a person closes
it, or when nobody has said anything for `SILENCE`. What came of it is one of four things that are never added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

SILENCE = timedelta(hours=24)
"""So long without a word, and a talk with the bot is over."""
ABANDONED = timedelta(days=7)
"""So long without a word, and one that a person has in hand is over as well."""
AGAIN = timedelta(days=7)
"""Who comes back so soon about the same trouble comes back."""
MOST_VISITS = 60
"""Steps of one talk that are kept; who goes round further goes in circles."""


class Outcome(StrEnum):
    """What came of a talk. A person's is nobody else's credit: it counts as such whatever the merchant says later."""

    OPEN = "open"
    SOLVED = "solved"  # the merchant said so
    NOT_SOLVED = "not_solved"  # the merchant's last word on it was that it did not help
    SILENT = "silent"  # nobody knows
    PERSON = "person"  # a person was called, came, or was given a ticket


@dataclass(frozen=True, slots=True)
class Visit:
    """A step that was put before the merchant at ``at``, and what he made of it: the key of his answer and how many seconds
    that took. ``answer`` is empty where he gave none.
    """

    flow: str
    step: str
    at: datetime
    answer: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Traits:
    """What a talk is counted by. Empty where it is not known. ``ring``: how far the trouble reaches; ``acquirer``: the family
    of response codes.
    """

    locale: str = ""
    trouble: str = ""
    model: str = ""
    firmware: str = ""
    supplier: str = ""
    acquirer: str = ""
    code: str = ""
    ring: str = ""


DEVICE = ("model", "firmware", "supplier", "acquirer")
"""Traits that stay with the merchant's terminal when a talk is over."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One matter. ``seq``: the line it begins with; ``called``: a person was wanted; ``answered``: he said something;
    ``rating``: solved or not_yet, said of a person's help; ``again``: the same trouble within `AGAIN` of its last end.
    """

    seq: int
    began: datetime
    last: datetime
    traits: Traits = Traits()
    outcome: Outcome = Outcome.OPEN
    called: datetime | None = None
    answered: datetime | None = None
    ended: datetime | None = None
    rating: str = ""
    again: bool = False
    helped: bool = True  # what was last tried did not fail
    remedy: str = ""
    visits: tuple[Visit, ...] = ()

    @property
    def over(self) -> datetime | None:
        """When silence ends it."""
        if self.ended:
            return None
        return self.last + (ABANDONED if self.outcome is Outcome.PERSON else SILENCE)


@dataclass(frozen=True, slots=True)
class Heard:
    """The merchant's last line: where, when, whether it was about something new, and what, where that is certain."""

    seq: int
    at: datetime
    is_new: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All that is remembered of a chat to go on counting: up to which line, the talk at hand (which may be over already, so
    that thanks begin no new one), a reminder that was told, the terminal's traits, when which trouble last ended.
    """

    seq: int = 0
    talk: Talk | None = None
    reminder: Talk | None = None
    heard: Heard | None = None
    turn: int = 0  # of the question that stands open,
    asks: str = ""  # its flow,
    offers: tuple[str, ...] = ()  # and what can be answered
    trouble: str = ""  # that the state named last
    known: Mapping[str, str] = field(default_factory=dict)
    ended: Mapping[str, datetime] = field(default_factory=dict)
    finished: tuple[Talk, ...] = ()  # since the chronicle was last put away

    def talks(self) -> Iterator[Talk]:
        """Everything that is counted now."""
        yield from self.finished
        yield from (one for one in (self.talk, self.reminder) if one)


def silenced(chronicle: Chronicle, at: datetime) -> Chronicle:
    """The talk is over if nothing was said for so long by then; it ended when the time had run out, not when it was noticed."""
    talk = chronicle.talk
    if talk is None or talk.over is None or talk.over > at:
        return chronicle
    return ended(chronicle, replace(talk, outcome=_unsaid(talk), ended=talk.over))


def _unsaid(talk: Talk) -> Outcome:
    """What silence means: that it did not help if that was the last word, or else nothing at all."""
    if talk.outcome is not Outcome.OPEN:
        return talk.outcome
    return Outcome.SILENT if talk.helped else Outcome.NOT_SOLVED


def ended(chronicle: Chronicle, talk: Talk) -> Chronicle:
    """The talk is over; it stays at hand for what still belongs to it."""
    at, trouble = talk.ended, talk.traits.trouble
    if at is None or not trouble:
        return replace(chronicle, talk=talk)
    recent = {name: when for name, when in chronicle.ended.items() if at - when <= AGAIN}
    return replace(chronicle, talk=talk, ended={**recent, trouble: at})


def begun(chronicle: Chronicle, seq: int, at: datetime) -> tuple[Chronicle, Talk]:
    """A new matter; the one before is put away."""
    before = chronicle.talk
    if before and before.ended is None:
        before = replace(before, outcome=_unsaid(before), ended=at)
        chronicle = ended(chronicle, before)
    traits = Traits(**{name: chronicle.known.get(name, "") for name in DEVICE})
    talk = Talk(seq, at, at, traits)
    return replace(chronicle, talk=talk, finished=(*chronicle.finished, *((before,) if before else ()))), talk


def about(chronicle: Chronicle, talk: Talk, trouble: str) -> Talk:
    """The talk is about that."""
    last = chronicle.ended.get(trouble)
    again = last is not None and last <= talk.began <= last + AGAIN
    return replace(talk, traits=replace(talk.traits, trouble=trouble), again=again)


def visited(talk: Talk, flow: str, step: str, at: datetime) -> Talk:
    """A step was put before the merchant; put again it is the same visit."""
    last = talk.visits[-1] if talk.visits else None
    if last and (last.flow, last.step) == (flow, step):
        return talk
    return replace(talk, visits=(*talk.visits, Visit(flow, step, at))[:MOST_VISITS])


def answered(talk: Talk, answer: str, at: datetime) -> Talk:
    """The merchant answered the step at hand; the first answer counts."""
    if not talk.visits or talk.visits[-1].answer or not answer:
        return talk
    last = talk.visits[-1]
    given = replace(last, answer=answer, seconds=max(0, int((at - last.at).total_seconds())))
    return replace(talk, visits=(*talk.visits[:-1], given), helped=answer != "not_fixed" and (talk.helped or answer == "solved"))
