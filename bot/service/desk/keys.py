"""What signing in needs of the world: a place for accounts and sessions, a way to hash, six-digit codes.

Tokens are stored as digests only; who reads the database cannot sign in with what is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.service.desk.accounts import Invitation, Session
from bot.service.desk.people import Staff
from bot.service.desk.views import Deed
from bot.service.ports import JSON


@dataclass(frozen=True, slots=True)
class Person:
    """An account as it is kept. ``password`` is a hash; ``secret`` the second factor in force, ``pending`` one that
    is not confirmed; ``step`` the last time step whose code was accepted; ``failures`` in a row.
    """

    staff: Staff
    password: str
    secret: str = ""
    pending: str = ""
    step: int = 0
    failures: int = 0
    locked: datetime | None = None
    seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ticketed:
    """A session to be opened. ``half``: the password was right, the code is still wanted."""

    digest: str
    staff: str
    csrf: str
    since: datetime
    until: datetime
    address: str
    agent: str
    half: bool = False


class Keys(Protocol):
    """Where accounts, sessions, links and recovery codes are kept."""

    async def person(self, account: str) -> Person | None:
        """The account of that name."""

    async def people(self) -> Sequence[tuple[Person, int]]:
        """Every account with its open sessions, by name."""

    async def add(self, person: Person, link: str = "", at: datetime | None = None) -> bool:
        """A new account, using up the link of that digest; False if the name is taken or the link is gone."""

    async def change(self, account: str, changes: Mapping[str, JSON | datetime]) -> None:
        """Columns of the account: name, role, team, away, active, wishes, password, secret, pending, failures, locked, seen."""

    async def use_step(self, account: str, step: int) -> bool:
        """Accept a code of that time step; False if one as late was accepted before."""

    async def put_codes(self, account: str, digests: Sequence[str]) -> None:
        """These recovery codes, no others."""

    async def use_code(self, account: str, digest: str) -> bool:
        """Use a recovery code up; False if there is none such."""

    async def open(self, session: Ticketed) -> int:
        """Open a session; its id."""

    async def session(self, digest: str, at: datetime, *, half: bool = False) -> Session | None:
        """The session of that token, if it stands at ``at`` and its account is active; its ``enrol`` says that the
        account has no second factor.
        """

    async def touch(self, session: int, at: datetime, until: datetime) -> None:
        """It was used."""

    async def sessions(self, account: str, at: datetime) -> Sequence[Session]:
        """Where the account is signed in, latest first."""

    async def end(self, *, account: str = "", session: int = 0, digest: str = "", but: int = 0) -> int:
        """End the session of that id or token, or all of an account but one; how many."""

    async def put_link(self, digest: str, invitation: Invitation) -> None:
        """A link that makes an account."""

    async def link(self, digest: str, at: datetime) -> Invitation | None:
        """What the link stands for, if it still does."""

    async def drop_links(self, *, first: bool) -> None:
        """Forget the links of that kind."""

    async def record(self, deed: Deed) -> None:
        """Append to the record of what the staff did; nothing changes or removes a line of it."""


class Hashing(Protocol):
    """Passwords; slow on purpose, so never on the event loop."""

    async def hashed(self, password: str) -> str:
        """A hash to be kept."""

    async def matches(self, kept: str, password: str) -> bool:
        """Whether it is that password. An empty hash takes as long and is none."""

    def is_old(self, kept: str) -> bool:
        """Whether it was hashed more weakly than is done now."""


class Codes(Protocol):
    """Second factors by time, and chance."""

    def secret(self) -> str:
        """A fresh secret."""

    def address(self, secret: str, account: str) -> str:
        """The otpauth address that a phone reads."""

    def picture(self, address: str) -> str:
        """That as an SVG."""

    def step(self, secret: str, code: str, at: datetime) -> int | None:
        """The time step that the code belongs to, one before or after ``at`` allowed; None if it fits none."""

    def token(self) -> str:
        """A token nobody can guess."""

    def recovery(self) -> Sequence[str]:
        """Ten codes that can be read aloud."""


class Brakes(Protocol):
    """How often an address may be wrong."""

    def is_held(self, address: str) -> bool:
        """Whether that address has been wrong too often lately."""

    def wrong(self, address: str) -> None:
        """It was wrong once more."""
