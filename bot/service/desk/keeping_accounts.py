"""One's own account, and others': what a person and an administrator do with them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.service.desk.accounts import Account, Enrolment, Invitation, Session
from bot.service.desk.entering import Entrance, deed, digest
from bot.service.desk.keys import Person
from bot.service.desk.outcomes import Done, NotAllowed, NotThere, Refused
from bot.service.desk.passwords import normal, password_problem
from bot.service.desk.people import Right, Role, Staff


class StaffAccounts(Entrance):
    """See `bot.service.desk.accounts.Accounts`."""

    async def sessions(self, me: Staff) -> Sequence[Session]:
        """Where one is signed in."""
        return await self._keys.sessions(me.id, self._tools.now())

    async def end_session(self, me: Staff, session: int) -> Done | Refused:
        """Only one's own."""
        if session not in {one.id for one in await self.sessions(me)}:
            return Refused("session_gone")
        await self._keys.end(session=session)
        await self._note(me, "session_ended")
        return Done()

    async def change_password(self, me: Staff, old: str, new: str, *, keep: int) -> Done | Refused:
        """Who has the old one may set a new one; it ends every other session."""
        person, at = await self._person(me.id), self._tools.now()
        if self._is_locked(person, at):
            return self._locked()
        if not await self._tools.hashing.matches(person.password, old):
            await self._missed(person, at)
            return Refused("password_wrong", "old")
        problem = password_problem(new, me.id, me.name)
        if problem:
            return problem
        await self._keys.change(me.id, {"password": await self._tools.hashing.hashed(new)})
        await self._keys.end(account=me.id, but=keep)
        await self._note(me, "password_changed")
        return Done()

    async def has_second(self, me: Staff) -> bool:
        """Whether a second factor is in force."""
        return bool((await self._person(me.id)).secret)

    async def enrol(self, me: Staff, code: str = "") -> Enrolment | Refused:
        """A secret that waits for its first code; it takes the place of another only for who can show a code of that one."""
        refused = await self._refused(me, code) if await self.has_second(me) else None
        if refused:
            return refused
        secret = self._tools.codes.secret()
        await self._keys.change(me.id, {"pending": secret})
        address = self._tools.codes.address(secret, me.id)
        return Enrolment(secret, address, self._tools.codes.picture(address))

    async def confirm(self, me: Staff, code: str) -> Sequence[str] | Refused:
        """The first code proves that the phone has the secret."""
        person = await self._person(me.id)
        step = self._tools.codes.step(person.pending, "".join(code.split()), self._tools.now()) if person.pending else None
        if step is None:
            return Refused("code_wrong", "code")
        await self._keys.change(me.id, {"secret": person.pending, "pending": "", "step": step})
        await self._note(me, "second_factor_enrolled")
        return await self._fresh_codes(me)

    async def new_codes(self, me: Staff, code: str) -> Sequence[str] | Refused:
        """Who can show a code gets new recovery codes."""
        refused = await self._refused(me, code)
        if refused:
            return refused
        await self._note(me, "recovery_codes_made")
        return await self._fresh_codes(me)

    async def _refused(self, me: Staff, code: str) -> Refused | None:
        """Unless it is a code of the second factor in force that was not used yet; then it is used. Guesses count as at the door."""
        person, at = await self._person(me.id), self._tools.now()
        if self._is_locked(person, at):
            return self._locked()
        step = self._tools.codes.step(person.secret, "".join(code.split()), at) if person.secret else None
        if step is not None and await self._keys.use_step(me.id, step):
            return None
        await self._missed(person, at)
        return Refused("code_wrong", "code")

    async def _fresh_codes(self, me: Staff) -> Sequence[str]:
        codes = self._tools.codes.recovery()
        await self._keys.put_codes(me.id, [digest(code.replace("-", "")) for code in codes])
        return codes

    # ---- others' -----------------------------------------------------------------------------

    async def accounts(self, me: Staff) -> Sequence[Account]:
        """All of them."""
        _must(me)
        return [
            Account(person.staff, bool(person.secret), person.locked, person.seen, sessions)
            for person, sessions in await self._keys.people()
        ]

    async def invite(self, me: Staff, role: Role, team: str = "") -> str:
        """A link for one account."""
        _must(me)
        token = self._tools.codes.token()
        await self._keys.put_link(digest(token), Invitation(role, team, self._tools.now() + self._rules.invitation, me.id))
        await self._note(me, "invited", role=(None, role.value), team=(None, team))
        return token

    async def change_account(self, me: Staff, account: str, *, role: Role, team: str, active: bool) -> Done | Refused:
        """An account that is closed is signed out everywhere."""
        _must(me)
        before = (await self._person(account)).staff
        if (role is not Role.ADMIN or not active) and await self._is_last(before):
            return Refused("last_admin")
        await self._keys.change(account, {"role": role.value, "team": team, "active": active})
        if not active:
            await self._keys.end(account=account)
        pairs = {"role": (before.role.value, role.value), "team": (before.team, team), "active": (before.active, active)}
        await self._note(me, "account_changed", account, **{name: pair for name, pair in pairs.items() if pair[0] != pair[1]})
        return Done()

    async def _is_last(self, staff: Staff) -> bool:
        admins = [one for one, _ in await self._keys.people() if one.staff.role is Role.ADMIN and one.staff.active]
        return [one.staff.id for one in admins] == [staff.id]

    async def unlock(self, me: Staff, account: str) -> Done | Refused:
        """Forget the wrong passwords."""
        _must(me)
        await self._person(account)
        await self._keys.change(account, {"failures": 0, "locked": None})
        await self._note(me, "account_unlocked", account)
        return Done()

    async def drop_second(self, me: Staff, account: str) -> Done | Refused:
        """The second factor and its recovery codes go, with every session."""
        _must(me)
        await self._person(account)
        await self._keys.change(account, {"secret": "", "pending": ""})
        await self._keys.put_codes(account, ())
        await self._keys.end(account=account)
        await self._note(me, "second_factor_dropped", account)
        return Done()

    async def end_sessions(self, me: Staff, account: str) -> Done | Refused:
        """Sign it out everywhere."""
        _must(me)
        await self._person(account)
        await self._keys.end(account=account)
        await self._note(me, "sessions_ended", account)
        return Done()

    async def add_by_hand(self, account: str, name: str, password: str, role: Role) -> Refused | Staff:
        """An account made on the command line of the machine itself."""
        problem = await self.problem(account, name, password)
        if problem:
            return problem
        staff = Staff(normal(account), name.strip(), role)
        await self._keys.add(Person(staff, await self._tools.hashing.hashed(password)))
        await self._keys.record(deed(self._tools.now(), staff.id, "account_made", changes={"role": (None, role.value)}))
        return staff

    async def everyone(self) -> Sequence[tuple[Person, int]]:
        """Every account with its open sessions, for the command line."""
        return await self._keys.people()

    async def _person(self, account: str) -> Person:
        person = await self._keys.person(account)
        if person is None:
            raise NotThere(account)
        return person

    async def _note(self, me: Staff, did: str, what: str = "", **changes: tuple[object, object]) -> None:
        await self._keys.record(deed(self._tools.now(), me.id, did, what=what, changes=changes))


def _must(me: Staff) -> None:
    if not me.may(Right.ACCOUNTS):
        raise NotAllowed(Right.ACCOUNTS)
