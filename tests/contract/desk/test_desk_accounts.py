"""Signing in: passwords, codes, sessions, links, rights of administrators; what a thief would try."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.service.desk.accounts import Caller, Entered, Halfway
from bot.service.desk.keeping_accounts import StaffAccounts
from bot.service.desk.outcomes import Done, NotAllowed, NotThere, Refused
from bot.service.desk.people import Role, Staff
from bot.store.database import Database
from tests.contract.desk.room import LI, QIAN, WANG, ZHAO, Room

PASSWORD = "correct horse battery"
HERE, ELSEWHERE = Caller("10.0.0.1", "Firefox"), Caller("10.0.0.2")
HALF_MINUTE = timedelta(seconds=30)


async def entered(room: Room, who: str = "li", caller: Caller = HERE) -> Entered:
    found = await room.accounts.sign_in(who, PASSWORD, caller)
    assert isinstance(found, Entered)
    return found


async def enrolled(room: Room) -> str:
    """Li has a second factor; its secret."""
    enrolment = await room.accounts.enrol(LI)
    assert not isinstance(enrolment, Refused)
    assert enrolment.address.startswith("otpauth://totp/posbot:li?")
    assert enrolment.picture.startswith("<svg")
    assert not isinstance(await room.accounts.confirm(LI, code(room, enrolment.secret)), Refused)
    return enrolment.secret


def code(room: Room, secret: str) -> str:
    return pyotp.TOTP(secret).at(room.timed.at)


async def halfway(room: Room) -> str:
    found = await room.accounts.sign_in("li", PASSWORD, HERE)
    assert isinstance(found, Halfway)
    return found.token


def word(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.word


class TestPasswords:
    async def test_the_right_one_opens_a_session_with_a_token_of_its_own(self, room: Room) -> None:
        first, second = await entered(room), await entered(room, " LI ")
        assert first.staff == LI
        assert first.token != second.token
        session = await room.accounts.session(first.token, HERE)
        assert session
        assert (session.staff, session.address, session.agent) == (LI, "10.0.0.1", "Firefox")
        assert session.csrf not in {first.token, ""}

    @pytest.mark.parametrize(("who", "password"), [("li", "wrong"), ("nobody", PASSWORD), ("", ""), ("li", "")])
    async def test_a_wrong_one_is_told_alike_whether_or_not_the_account_exists(self, room: Room, who: str, password: str) -> None:
        assert await room.accounts.sign_in(who, password, HERE) == Refused("sign_in")

    async def test_an_account_is_locked_after_a_few_wrong_ones_and_opens_by_itself(self, room: Room) -> None:
        for _ in range(3):
            await room.accounts.sign_in("li", "wrong", HERE)
        assert word(await room.accounts.sign_in("li", PASSWORD, ELSEWHERE)) == "locked"
        await entered(room, "wang")
        room.pass_time(timedelta(minutes=15))
        await entered(room)

    async def test_an_administrator_unlocks_it_at_once(self, room: Room) -> None:
        for _ in range(3):
            await room.accounts.sign_in("li", "wrong", HERE)
        admin = await an_admin(room)
        await room.accounts.unlock(admin, "li")
        await entered(room)

    async def test_an_address_that_tries_many_accounts_is_held_back(self, room: Room) -> None:
        for number in range(12):
            await room.accounts.sign_in(f"guess{number}", "wrong", HERE)
        assert word(await room.accounts.sign_in("li", PASSWORD, HERE)) == "locked"
        await entered(room, caller=ELSEWHERE)

    async def test_a_new_one_ends_every_other_session(self, room: Room) -> None:
        kept, other = await entered(room), await entered(room)
        session = await room.accounts.session(kept.token, HERE)
        assert session
        assert word(await room.accounts.change_password(LI, "wrong", "another good one", keep=session.id)) == "password_wrong"
        assert word(await room.accounts.change_password(LI, PASSWORD, "short", keep=session.id)) == "password_length"
        assert await room.accounts.change_password(LI, PASSWORD, "another good one", keep=session.id) == Done()
        assert await room.accounts.session(kept.token, HERE)
        assert await room.accounts.session(other.token, HERE) is None
        assert await room.accounts.sign_in("li", PASSWORD, HERE) == Refused("sign_in")


class TestSecondFactor:
    async def test_a_code_lets_in_once(self, room: Room) -> None:
        secret = await enrolled(room)
        room.pass_time(HALF_MINUTE)
        digits = code(room, secret)
        assert isinstance(await room.accounts.second(await halfway(room), digits, HERE), Entered)
        assert await room.accounts.second(await halfway(room), digits, HERE) == Refused("sign_in")

    async def test_an_older_code_is_not_accepted_after_a_newer_one(self, room: Room) -> None:
        secret = await enrolled(room)
        room.pass_time(HALF_MINUTE)
        older = code(room, secret)
        room.pass_time(HALF_MINUTE)
        assert isinstance(await room.accounts.second(await halfway(room), code(room, secret), HERE), Entered)
        assert isinstance(await room.accounts.second(await halfway(room), older, HERE), Refused)

    @pytest.mark.parametrize("typed", ["000000", "", "abcdef", "１２３４５６", "1234567", "12345"])
    async def test_what_is_no_code_does_not(self, room: Room, typed: str) -> None:
        await enrolled(room)
        assert await room.accounts.second(await halfway(room), typed, HERE) == Refused("sign_in")

    async def test_guessing_codes_locks_the_account(self, room: Room) -> None:
        secret = await enrolled(room)
        token = await halfway(room)
        for _ in range(3):
            await room.accounts.second(token, "000000", HERE)
        room.pass_time(HALF_MINUTE)
        assert word(await room.accounts.second(token, code(room, secret), HERE)) == "locked"

    async def test_a_recovery_code_lets_in_once_however_it_is_typed(self, room: Room) -> None:
        enrolment = await room.accounts.enrol(LI)
        assert not isinstance(enrolment, Refused)
        codes = await room.accounts.confirm(LI, code(room, enrolment.secret))
        assert not isinstance(codes, Refused)
        assert len(set(codes)) == 10
        typed = f" {codes[0].upper()} "
        assert isinstance(await room.accounts.second(await halfway(room), typed, HERE), Entered)
        assert isinstance(await room.accounts.second(await halfway(room), typed, HERE), Refused)

    async def test_the_password_alone_is_no_session_and_waits_five_minutes(self, room: Room) -> None:
        secret = await enrolled(room)
        token = await halfway(room)
        assert await room.accounts.session(token, HERE) is None
        room.pass_time(timedelta(minutes=5))
        assert word(await room.accounts.second(token, code(room, secret), HERE)) == "halfway_over"
        assert word(await room.accounts.second("made up", code(room, secret), HERE)) == "halfway_over"

    async def test_it_is_not_in_force_before_it_is_confirmed(self, room: Room) -> None:
        await room.accounts.enrol(LI)
        assert word(await room.accounts.confirm(LI, "000000")) == "code_wrong"
        await entered(room)

    async def test_another_takes_its_place_only_for_who_can_show_a_code_of_it(self, room: Room) -> None:
        secret = await enrolled(room)
        assert word(await room.accounts.enrol(LI)) == "code_wrong"
        assert word(await room.accounts.enrol(LI, "000000")) == "code_wrong"
        room.pass_time(HALF_MINUTE)
        assert not isinstance(await room.accounts.enrol(LI, code(room, secret)), Refused)

    async def test_guessing_behind_the_door_locks_as_at_the_door(self, room: Room) -> None:
        secret = await enrolled(room)
        words = [word(await room.accounts.enrol(LI, "000000")) for _ in range(6)]
        assert words[0] == "code_wrong"
        assert words[-1] == "locked"
        room.pass_time(HALF_MINUTE)
        assert word(await room.accounts.enrol(LI, code(room, secret))) == "locked"
        assert word(await room.accounts.change_password(LI, "guessed", "another long password", keep=0)) == "locked"

    async def test_new_recovery_codes_take_the_place_of_the_old(self, room: Room) -> None:
        secret = await enrolled(room)
        assert word(await room.accounts.new_codes(LI, "000000")) == "code_wrong"
        room.pass_time(HALF_MINUTE)
        assert not isinstance(await room.accounts.new_codes(LI, code(room, secret)), Refused)
        assert word(await room.accounts.new_codes(LI, code(room, secret))) == "code_wrong"

    async def test_an_administrator_drops_a_lost_one_with_its_sessions(self, room: Room) -> None:
        before = await entered(room)
        await enrolled(room)
        await room.accounts.drop_second(await an_admin(room), "li")
        assert await room.accounts.session(before.token, HERE) is None
        await entered(room)


class TestSessions:
    @pytest.mark.parametrize("token", ["", "made up", "x" * 4000])
    async def test_a_token_that_was_never_given_is_nobody(self, room: Room, token: str) -> None:
        assert await room.accounts.session(token, HERE) is None

    async def test_one_that_rests_for_twelve_hours_is_over(self, room: Room) -> None:
        token = (await entered(room)).token
        for _ in range(3):
            room.pass_time(timedelta(hours=11))
            assert await room.accounts.session(token, HERE)
        room.pass_time(timedelta(hours=12))
        assert await room.accounts.session(token, HERE) is None

    async def test_one_is_over_after_a_week_however_much_it_is_used(self, room: Room) -> None:
        token = (await entered(room)).token
        for _ in range(7 * 24 // 8):
            room.pass_time(timedelta(hours=8))
            assert await room.accounts.session(token, HERE)
        room.pass_time(timedelta(hours=8))
        assert await room.accounts.session(token, HERE) is None

    async def test_it_can_be_ended_here_from_elsewhere_and_by_an_administrator(self, room: Room) -> None:
        first, second, third = [await entered(room) for _ in range(3)]
        await room.accounts.sign_out(first.token)
        assert await room.accounts.session(first.token, HERE) is None
        [latest, _] = await room.accounts.sessions(LI)
        assert await room.accounts.end_session(LI, latest.id) == Done()
        assert word(await room.accounts.end_session(WANG, latest.id)) == "session_gone"
        await room.accounts.end_sessions(await an_admin(room), "li")
        assert await room.accounts.session(second.token, HERE) is None
        assert await room.accounts.session(third.token, HERE) is None

    async def test_a_closed_account_is_out_at_once(self, room: Room) -> None:
        token = (await entered(room)).token
        await room.accounts.change_account(await an_admin(room), "li", role=Role.AGENT, team="", active=False)
        assert await room.accounts.session(token, HERE) is None
        assert await room.accounts.sign_in("li", PASSWORD, HERE) == Refused("sign_in")

    async def test_what_the_database_holds_lets_nobody_in(self, room: Room) -> None:
        token = (await entered(room)).token
        link = await room.accounts.invite(await an_admin(room), Role.ADMIN)
        database = room.store
        assert isinstance(database, Database)

        def everything(session: Session) -> str:
            rows: list[object] = []
            for table in ("staff", "session", "link", "recovery", "deed"):
                rows += session.connection().execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - names of our own
            return repr(rows)

        held = await database.read(everything)
        assert "li" in held
        assert all(secret not in held for secret in (token, link, PASSWORD))


async def an_admin(room: Room) -> Staff:
    made = await room.accounts.add_by_hand("root", "Root", "a long enough one", Role.ADMIN)
    assert not isinstance(made, Refused)
    return made


class TestLinks:
    async def test_the_first_link_makes_one_administrator_and_is_given_only_while_there_is_nobody(self, room: Room) -> None:
        assert await room.accounts.first_link() is None

    async def test_an_invitation_makes_one_account_of_its_role(self, room: Room) -> None:
        token = await room.accounts.invite(await an_admin(room), Role.LEAD, "first")
        invited = await room.accounts.invitation(token)
        assert invited
        assert (invited.role, invited.team, invited.by) == (Role.LEAD, "first", "root")
        assert word(await room.accounts.accept(token, "Li", "Li", "long enough too", HERE)) == "account_taken"
        assert word(await room.accounts.accept(token, "x", "X", "long enough too", HERE)) == "account_form"
        assert word(await room.accounts.accept(token, "sun", "", "long enough too", HERE)) == "name_form"
        assert word(await room.accounts.accept(token, "sun.mei.sun", "Sun", "sun.mei.sun1", HERE)) == "password_weak"
        made = await room.accounts.accept(token, "Sun", "Sun Mei", "long enough too", HERE)
        assert isinstance(made, Entered)
        assert (made.staff.id, made.staff.role, made.staff.team) == ("sun", Role.LEAD, "first")
        assert word(await room.accounts.accept(token, "sun2", "Sun", "long enough too", HERE)) == "link_over"

    async def test_an_invitation_is_over_after_a_week(self, room: Room) -> None:
        token = await room.accounts.invite(await an_admin(room), Role.AGENT)
        room.pass_time(timedelta(days=7))
        assert await room.accounts.invitation(token) is None
        assert word(await room.accounts.accept(token, "sun", "Sun", "long enough too", HERE)) == "link_over"


class TestAdministering:
    @pytest.mark.parametrize("who", [LI, ZHAO, QIAN])
    async def test_nobody_else_may(self, room: Room, who: Staff) -> None:
        for ask in (
            room.accounts.accounts(who),
            room.accounts.invite(who, Role.ADMIN),
            room.accounts.unlock(who, "li"),
            room.accounts.drop_second(who, "li"),
            room.accounts.end_sessions(who, "li"),
            room.accounts.change_account(who, "li", role=Role.ADMIN, team="", active=True),
        ):
            with pytest.raises(NotAllowed):
                await ask

    async def test_the_last_administrator_stays_one(self, room: Room) -> None:
        admin = await an_admin(room)
        for role, active in ((Role.AGENT, True), (Role.ADMIN, False)):
            assert word(await room.accounts.change_account(admin, "root", role=role, team="", active=active)) == "last_admin"
        with pytest.raises(NotThere):
            await room.accounts.unlock(admin, "nobody")

    async def test_every_step_is_on_record_and_the_record_cannot_be_changed(self, room: Room) -> None:
        await entered(room)
        await room.accounts.change_account(await an_admin(room), "li", role=Role.LEAD, team="first", active=True)
        deeds = await room.desk.deeds(QIAN)
        assert [(deed.who, deed.did) for deed in deeds] == [("root", "account_changed"), ("root", "account_made"), ("li", "signed_in")]
        assert deeds[0].changes == {"role": ("agent", "lead")}
        assert deeds[2].address == "10.0.0.1"
        database = room.store
        assert isinstance(database, Database)
        for statement in ("UPDATE deed SET who = 'nobody'", "DELETE FROM deed"):
            with pytest.raises(DBAPIError, match="not changed"):
                await database.perform(lambda session, it=statement: session.connection().execute(text(it)))  # type: ignore[misc]
        assert len(await room.desk.deeds(QIAN)) == 3


async def test_leads_and_administrators_may_have_to_enrol_a_second_factor_first(room: Room) -> None:
    strict = StaffAccounts(replace(room.tools, rules=replace(room.tools.rules, second=True)))
    lead = await strict.sign_in("zhao", PASSWORD, HERE)
    agent = await strict.sign_in("li", PASSWORD, HERE)
    assert isinstance(lead, Entered)
    assert isinstance(agent, Entered)
    assert (lead.enrol, agent.enrol) == (True, False)
    session = await strict.session(lead.token, HERE)
    assert session
    assert session.enrol
