"""Signing in, as the console's doors ask for it: passwords, second factors, sessions, invitations.

Every answer that could tell an outsider whether an account exists is the same one: `Refused("sign_in")`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.service.desk.outcomes import Done, Refused
from bot.service.desk.people import Role, Staff


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from: network address and browser, for lock-out and the record."""

    address: str
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Halfway:
    """The password was right and a code is wanted. ``token`` lives five minutes."""

    token: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Signed in. ``token`` goes into the cookie and is stored nowhere; ``enrol``: the role wants a second factor
    and the account has none yet, so that only the account's own page may be seen.
    """

    token: str
    staff: Staff
    enrol: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A session that stands. ``csrf`` belongs to it; ``id`` is what ends it and is no secret."""

    id: int
    staff: Staff
    csrf: str
    since: datetime
    seen: datetime
    address: str
    agent: str
    enrol: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who may make an account with the link. ``first`` is the link that `posbot run` prints."""

    role: Role
    team: str
    until: datetime
    by: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A second factor to be confirmed with its first code. ``picture`` is an SVG of ``address`` (otpauth://…)."""

    secret: str
    address: str
    picture: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account as an administrator sees it."""

    staff: Staff
    second: bool
    locked: datetime | None
    seen: datetime | None
    sessions: int


class SigningIn(Protocol):
    """From nobody to somebody."""

    async def sign_in(self, account: str, password: str, caller: Caller) -> Halfway | Entered | Refused:
        """The password. After too many wrong ones by account or address: ``Refused("locked")`` with ``minutes``."""

    async def second(self, halfway: str, code: str, caller: Caller) -> Entered | Refused:
        """The six digits, each accepted once, or a recovery code, used up by it."""

    async def session(self, token: str, caller: Caller) -> Session | None:
        """The session of a cookie; None once it has ended, run out, or the account was closed."""

    async def sign_out(self, token: str) -> None:
        """End this session."""

    async def invitation(self, token: str) -> Invitation | None:
        """What a link still stands for."""

    async def accept(self, token: str, account: str, name: str, password: str, caller: Caller) -> Entered | Refused:
        """Make the account; the link is used up. ``Refused`` names the field: account, name or password."""


class OwnAccount(Protocol):
    """What a person does with the own account."""

    async def sessions(self, me: Staff) -> Sequence[Session]:
        """Where one is signed in, latest first."""

    async def end_session(self, me: Staff, session: int) -> Done | Refused:
        """Sign that one out."""

    async def change_password(self, me: Staff, old: str, new: str, *, keep: int) -> Done | Refused:
        """A new password; every session but ``keep`` ends."""

    async def has_second(self, me: Staff) -> bool:
        """Whether a second factor is in force."""

    async def enrol(self, me: Staff, code: str = "") -> Enrolment | Refused:
        """A secret that waits for its first code; ``code``: of the second factor in force, where there is one."""

    async def confirm(self, me: Staff, code: str) -> Sequence[str] | Refused:
        """The second factor is in force; the recovery codes, shown this once."""

    async def new_codes(self, me: Staff, code: str) -> Sequence[str] | Refused:
        """Ten new recovery codes in place of the old."""


class Administering(Protocol):
    """What an administrator does with others' accounts (Right.ACCOUNTS)."""

    async def accounts(self, me: Staff) -> Sequence[Account]:
        """All of them, by name."""

    async def invite(self, me: Staff, role: Role, team: str = "") -> str:
        """A link's token, good for seven days and one account."""

    async def change_account(self, me: Staff, account: str, *, role: Role, team: str, active: bool) -> Done | Refused:
        """Role, team, whether it may sign in. The last active administrator stays one."""

    async def unlock(self, me: Staff, account: str) -> Done | Refused:
        """Forget the wrong passwords."""

    async def drop_second(self, me: Staff, account: str) -> Done | Refused:
        """The phone is lost: the second factor goes, its sessions end, it is enrolled anew."""

    async def end_sessions(self, me: Staff, account: str) -> Done | Refused:
        """Sign the account out everywhere."""


class Accounts(SigningIn, OwnAccount, Administering, Protocol):
    """The accounts as the console sees them."""
