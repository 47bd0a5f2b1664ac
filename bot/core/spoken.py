"""What merchants say that the knowledge lists in their words: dangers, what is refused, questions beside, and what they found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Danger:
    """Words that tell of a danger: the safety flow they start, what they make known, and how they are put."""

    intent: str
    sets: Mapping[str, str]
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()  # what a clause that tells of something else has …
    yet: tuple[str, ...] = ()  # … if it has none of these
    others: tuple[str, ...] = ()  # other things that it may have befallen, unless the clause has one of ``yet`` …
    spared: tuple[str, ...] = ()  # … and none of these, which say that the terminal was spared
    hurt: str = field(default="", kw_only=True)  # how somebody was hurt by it, who is looked after before the terminal
    narrow: bool = field(default=False, kw_only=True)  # told first, as narrower than what follows; it presses no more than its kind


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words that ask for what is not done here; the sentence ``refusal.<name>`` says why not, and what is instead.
    A ``mild`` one counts only where nothing else was understood.
    """

    name: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()  # as of a danger
    yet: tuple[str, ...] = ()
    mild: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A question that merchants ask beside what is at hand; the sentence ``aside.<name>`` answers it. ``of``: the flows, or groups of
    flows, amid which it is meant so; anywhere, where there are none. A ``mild`` one counts only where nothing else was understood, one
    ``asked`` only where the words ask or wonder. ``over``: the dangers that it sounds like and does not tell of, with nothing at hand.
    """

    name: str
    phrases: tuple[str, ...]
    of: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()  # as of a danger
    yet: tuple[str, ...] = ()
    mild: bool = False
    asked: bool = False
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """``phrases`` tell that it is so, ``things`` with what in its place the terminal works, ``works`` that it does then. It leads to the
    step of the flow at hand that tries the ``remedy``, or into the flow ``leads``, where it makes ``sets`` known. ``of``: the flows, or
    groups of flows, amid which it is meant so; amid any of the terminal, and with nothing at hand, where there are none. ``begun``: the
    step is half done then, and the rest of it is to be said.
    """

    name: str
    remedy: str = ""
    leads: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # the questions beside that it answers as well
    unless: tuple[str, ...] = ()  # what a clause that tells of something else has
    begun: bool = False
    not_beside: tuple[str, ...] = ()  # what a message that tells of something else has, in whichever clause
