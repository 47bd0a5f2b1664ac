"""Who works at the desk: persons, their roles and rights, teams and their hours. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from bot.service.hours import Hours


class Role(StrEnum):
    """What a person is at the desk; what that allows stands in `RIGHTS`."""

    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Right(StrEnum):
    """Something that may be done. Every route of the console names exactly one, or is public."""

    SIGNED_IN = "signed_in"  # one's own account, the help page, the stream
    READ = "read"  # conversations, tickets, merchants, terminals
    ANSWER = "answer"  # take over, say, note, hand back, close, tags, snooze, own canned replies
    ASSIGN = "assign"  # to somebody else, also what another holds
    MERGE = "merge"  # two chats of one merchant
    SHARE = "share"  # canned replies and filters for everybody
    TEAMS = "teams"  # hours, holidays, targets, membership
    ACCOUNTS = "accounts"  # invite, change roles, lock, end sessions
    AUDIT = "audit"  # read and export the record of what the staff did
    ASIDE = "aside"  # messages that could not be read
    NOTICES = "notices"  # tell a set of merchants something of service
    PERSONAL = "personal"  # hand out everything of a merchant, and erase it
    KNOWLEDGE = "knowledge"  # look at what the bot knows, its drafts and versions, and what went wrong
    STUDIO = "studio"  # change drafts of what the bot knows, and approve others'
    PUBLISH = "publish"  # put a version in force, and go back to one


_ANSWERING = frozenset({Right.SIGNED_IN, Right.READ, Right.ANSWER})
_LEADING = _ANSWERING | {
    Right.ASSIGN,
    Right.MERGE,
    Right.SHARE,
    Right.TEAMS,
    Right.ASIDE,
    Right.NOTICES,
    Right.KNOWLEDGE,
    Right.STUDIO,
    Right.PUBLISH,
    Right.PERSONAL,
}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.AGENT: _ANSWERING,
    Role.LEAD: _LEADING,
    Role.ADMIN: frozenset(Right),
    Role.AUDITOR: frozenset({Right.SIGNED_IN, Right.READ, Right.AUDIT, Right.KNOWLEDGE}),
}
"""Least rights: an auditor sees everything and changes nothing."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants the desk. ``theme``: light, dark or empty (the device's). ``quiet`` is the time
    of day (from, to) in which no alert sounds; equal ends: never quiet.
    """

    locale: str = "zh"
    zone: str = "Asia/Shanghai"
    theme: str = ""
    letters: bool = True  # single-letter keys
    enter_sends: bool = True
    sound: bool = True
    notices: bool = False  # desktop notifications
    quiet: tuple[time, time] = (time(0), time(0))


@dataclass(frozen=True, slots=True)
class Staff:
    """A person of the staff. ``id`` is the account's name (lower case, never changes), ``name`` what
    merchants and colleagues read. ``away``: gets nothing assigned by turns.
    """

    id: str
    name: str
    role: Role = Role.AGENT
    team: str = ""
    away: bool = False
    active: bool = True
    wishes: Wishes = field(default_factory=Wishes)

    def may(self, right: Right) -> bool:
        """Whether the role has that right."""
        return self.active and right in RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Targets:
    """How long a merchant may wait, in working time; None: no such clock. ``nobody`` is when the next in
    line is alerted because nobody has taken a waiting chat.
    """

    first: timedelta | None = timedelta(minutes=5)
    following: timedelta | None = timedelta(minutes=10)
    resolution: timedelta | None = timedelta(hours=8)
    nobody: timedelta = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Team:
    """People who share a queue. ``by_turns``: what waits is assigned to whoever has least.
    ``escalate`` names who is alerted, in order, when nobody comes or a clock breaks.
    """

    id: str
    name: str
    hours: Hours = field(default_factory=Hours)
    targets: Targets = field(default_factory=Targets)
    by_turns: bool = False
    escalate: tuple[str, ...] = ()
