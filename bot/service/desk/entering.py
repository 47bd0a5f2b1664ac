"""Signing in: passwords, codes, sessions, links. Says the same to an outsider whatever was wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.service.desk.accounts import Caller, Entered, Halfway, Invitation, Session
from bot.service.desk.keys import Brakes, Codes, Hashing, Keys, Person, Ticketed
from bot.service.desk.outcomes import Refused
from bot.service.desk.passwords import account_problem, name_problem, normal, password_problem
from bot.service.desk.people import Role, Staff
from bot.service.desk.views import Deed

WRONG = Refused("sign_in")
STRICT = frozenset({Role.LEAD, Role.ADMIN})
"""Roles that need a second factor where the desk asks for one."""


@dataclass(frozen=True, slots=True)
class EntryRules:
    """How strict the door is. ``second``: leads and administrators must have a second factor."""

    tries: int = 8
    lock: timedelta = timedelta(minutes=15)
    idle: timedelta = timedelta(hours=12)
    longest: timedelta = timedelta(days=7)
    halfway: timedelta = timedelta(minutes=5)
    invitation: timedelta = timedelta(days=7)
    second: bool = False


@dataclass(frozen=True, slots=True)
class Tools:
    """What signing in works with."""

    keys: Keys
    hashing: Hashing
    codes: Codes
    brakes: Brakes
    now: Callable[[], datetime]
    rules: EntryRules = field(default_factory=EntryRules)


def digest(token: str) -> str:
    """How a token is kept. It is long and random, so that one round is enough."""
    return sha256(token.encode()).hexdigest()


def deed(at: datetime, who: str, did: str, caller: Caller | None = None, **more: Any) -> Deed:
    """A line for the record."""
    return Deed(0, at, who, did, address=caller.address if caller else "", **more)


class Entrance:
    """See `bot.service.desk.accounts.SigningIn`."""

    def __init__(self, tools: Tools) -> None:
        """Holds nothing of its own."""
        self._tools = tools
        self._keys = tools.keys
        self._rules = tools.rules

    async def sign_in(self, account: str, password: str, caller: Caller) -> Halfway | Entered | Refused:
        """The password. An account that does not exist takes as long as one that does."""
        at = self._tools.now()
        person = await self._keys.person(normal(account))
        held = self._held(person, caller, at)
        if held:
            return held
        if not await self._tools.hashing.matches(person.password if person else "", password):
            return await self._wrong(person, normal(account), caller, at)
        if person is None or not person.staff.active:
            return await self._wrong(person, normal(account), caller, at)
        await self._refresh(person, password)
        if person.secret:
            return Halfway(await self._opened(person.staff, caller, at, half=True))
        return await self._entered(person, caller, at)

    def _held(self, person: Person | None, caller: Caller, at: datetime) -> Refused | None:
        """Held back, by account or by address; told alike, and before anything is looked at."""
        is_locked = person is not None and self._is_locked(person, at)
        return self._locked() if is_locked or self._tools.brakes.is_held(caller.address) else None

    def _is_locked(self, person: Person, at: datetime) -> bool:
        return person.locked is not None and person.locked > at

    def _locked(self) -> Refused:
        return Refused("locked", values={"minutes": str(int(self._rules.lock.total_seconds() // 60))})

    async def _missed(self, person: Person, at: datetime) -> None:
        """One failure more in a row; after so many the account is locked for a while."""
        failures = person.failures + 1
        locked = at + self._rules.lock if failures >= self._rules.tries else None
        await self._keys.change(person.staff.id, {"failures": 0 if locked else failures, "locked": locked})

    async def _wrong(self, person: Person | None, account: str, caller: Caller, at: datetime) -> Refused:
        self._tools.brakes.wrong(caller.address)
        await self._keys.record(deed(at, account[:60], "sign_in_failed", caller))
        if person:
            await self._missed(person, at)
        return WRONG

    async def _refresh(self, person: Person, password: str) -> None:
        """A hash made when hashing was weaker is made anew while the password is at hand."""
        if self._tools.hashing.is_old(person.password):
            await self._keys.change(person.staff.id, {"password": await self._tools.hashing.hashed(password)})

    async def second(self, halfway: str, code: str, caller: Caller) -> Entered | Refused:
        """The code, or a recovery code."""
        at = self._tools.now()
        half = await self._keys.session(digest(halfway), at, half=True)
        person = await self._keys.person(half.staff.id) if half else None
        if half is None or person is None:
            return Refused("halfway_over")
        held = self._held(person, caller, at)
        if held:
            return held
        if not await self._code_fits(person, code, at):
            return await self._wrong(person, person.staff.id, caller, at)
        await self._keys.end(session=half.id)
        return await self._entered(person, caller, at)

    async def _code_fits(self, person: Person, code: str, at: datetime) -> bool:
        typed = "".join(code.split()).lower()
        step = self._tools.codes.step(person.secret, typed, at)
        if step is not None:
            return await self._keys.use_step(person.staff.id, step)
        return await self._keys.use_code(person.staff.id, digest(typed.replace("-", "")))

    async def _entered(self, person: Person, caller: Caller, at: datetime) -> Entered:
        token = await self._opened(person.staff, caller, at)
        await self._keys.change(person.staff.id, {"failures": 0, "locked": None, "seen": at})
        await self._keys.record(deed(at, person.staff.id, "signed_in", caller))
        return Entered(token, person.staff, enrol=self._must_enrol(person.staff, has_second=bool(person.secret)))

    def _must_enrol(self, staff: Staff, *, has_second: bool) -> bool:
        return self._rules.second and staff.role in STRICT and not has_second

    async def _opened(self, staff: Staff, caller: Caller, at: datetime, *, half: bool = False) -> str:
        token = self._tools.codes.token()
        until = at + (self._rules.halfway if half else self._rules.idle)
        csrf = self._tools.codes.token()
        await self._keys.open(Ticketed(digest(token), staff.id, csrf, at, until, caller.address, caller.agent, half))
        return token

    async def session(self, token: str, caller: Caller) -> Session | None:  # noqa: ARG002 - a session may move between addresses
        """Prolonged by use, once a minute, up to a limit."""
        if not token:
            return None
        at = self._tools.now()
        found = await self._keys.session(digest(token), at)
        if found is None or at - found.since > self._rules.longest:
            return None
        if at - found.seen > timedelta(minutes=1):
            await self._keys.touch(found.id, at, at + self._rules.idle)
        return replace(found, enrol=self._must_enrol(found.staff, has_second=not found.enrol))

    async def sign_out(self, token: str) -> None:
        """End this session."""
        await self._keys.end(digest=digest(token))

    async def invitation(self, token: str) -> Invitation | None:
        """What a link still stands for."""
        return await self._keys.link(digest(token), self._tools.now())

    async def accept(self, token: str, account: str, name: str, password: str, caller: Caller) -> Entered | Refused:
        """Make the account and sign in."""
        at = self._tools.now()
        invited = await self._keys.link(digest(token), at)
        if invited is None:
            return Refused("link_over")
        problem = await self.problem(account, name, password)
        if problem:
            return problem
        staff = Staff(normal(account), name.strip(), invited.role, invited.team)
        person = Person(staff, await self._tools.hashing.hashed(password))
        if not await self._keys.add(person, digest(token), at):
            return Refused("account_taken", "account")
        await self._keys.record(deed(at, staff.id, "account_made", caller, changes=_made(invited)))
        return await self._entered(person, caller, at)

    async def problem(self, account: str, name: str, password: str) -> Refused | None:
        """What is wrong with an account to be made."""
        found = account_problem(account) or name_problem(name) or password_problem(password, account, name)
        if found:
            return found
        return Refused("account_taken", "account") if await self._keys.person(normal(account)) else None

    async def first_link(self) -> str | None:
        """A link for the first account, while there is none; the one before it is forgotten."""
        if await self._keys.people():
            return None
        await self._keys.drop_links(first=True)
        token = self._tools.codes.token()
        until = self._tools.now() + self._rules.invitation
        await self._keys.put_link(digest(token), Invitation(Role.ADMIN, "", until, first=True))
        return token


def _made(invited: Invitation) -> Mapping[str, tuple[Any, Any]]:
    return {"role": (None, invited.role.value), "team": (None, invited.team), "by": (None, invited.by)}
