"""What the staff do to a ticket is told to the merchant once, on SQLite and on PostgreSQL; also what follows by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.draft import Draft
from bot.core.lookups import Office, Reviewed, VisitArea, VisitHours
from bot.core.state import State
from bot.core.understanding import Chose
from bot.rendering.documents import Documents
from bot.service.casework import Casework
from bot.service.desk.cases import CaseDesk
from bot.service.desk.outcomes import Done, NotAllowed, Outcome, Refused
from bot.service.desk.together import Together
from bot.service.devices import Devices
from bot.service.passports import Passport
from bot.service.ports import EntryKind
from bot.service.press import Press
from bot.service.turning import Mind
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.devices import bookings_of, passports_of
from tests.contract.building import at
from tests.contract.desk.room import LI, QIAN, WANG, Room
from tests.world import heard

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
WEEK = {str(number): ("09:00-12:00",) for number in range(7)}
WINDOW = "2026-03-05T09:00/12:00"
TERMS: Mapping[str, str] = {"scope": "new battery", "parts": "original", "fee": "260", "cap": "300", "currency": "CNY", "days": "5"}


class Cases:
    """The desk for tickets in a room, with real sentences and documents."""

    def __init__(self, room: Room, mind: Mind) -> None:
        self.room = room
        hours = VisitHours(week=WEEK, capacity=1)
        room.support.minds.current = room.mind = replace(mind, knowledge=replace(mind.knowledge, visits=hours), locale="en")
        self.blobs = MemoryBlobs()
        self.passports, self.bookings = passports_of(room.store), bookings_of(room.store)
        casework = Casework(room.support, self.bookings, self.blobs, Press(Documents(TEMPLATES)))
        devices = Devices(room.support, self.passports)
        room.support.run_errands({**devices.errands, **casework.errands, **Together(room.support, room.shelf).errands}, devices.recall)
        self.desk = CaseDesk(room.desk, casework, self.passports, self.bookings)

    async def filed(self, chat: str = "shop") -> str:
        """A ticket of a merchant with a terminal; its number."""
        number = await self.room.hears(heard("power.no_power", text="dead"), chat)
        await self.room.desk.open_ticket(LI, number, "paid")
        await self.room.ticks()
        [card] = [one for one in await self.room.desk.board(LI) if one.number == number]
        return card.ref

    async def texts(self, chat: str = "shop") -> list[str]:
        lines = await self.room.store.log(at(chat))
        return [str(line.body["text"]) for line in lines if line.kind in {EntryKind.BOT, EntryKind.STAFF}]

    async def last(self) -> Any:
        lines = await self.room.store.log(at())
        return [line for line in lines if line.kind is EntryKind.BOT][-1].body


@pytest.fixture
def cases(room: Room, mind: Mind) -> Cases:
    return Cases(room, mind)


def ok(outcome: Outcome) -> bool:
    return isinstance(outcome, Done)


async def test_a_ticket_moved_on_the_board_is_told_with_its_number_and_the_same_again_is_not(cases: Cases) -> None:
    ref = await cases.filed()
    before = len(await cases.texts())
    await cases.room.desk.move_ticket(LI, ref, "working")
    await cases.room.desk.move_ticket(LI, ref, "working")
    assert (await cases.texts())[before:] == [f"Work on ticket {ref} has begun."]
    assert ok(await cases.desk.move(LI, ref, "waiting_part", "A battery, about three days."))
    assert "about three days" in (await cases.texts())[-1]
    card = await cases.room.desk.ticket(LI, ref)
    assert (card.status, card.state, card.due) == ("working", "waiting_part", None)
    assert isinstance(await cases.desk.move(LI, ref, "lost"), Refused)


async def test_while_a_person_speaks_it_goes_out_in_the_persons_name(cases: Cases) -> None:
    ref = await cases.filed()
    await cases.room.desk.join(LI, (await cases.room.desk.ticket(LI, ref)).number)
    await cases.desk.move(LI, ref, "scheduled")
    last = (await cases.room.store.log(at()))[-1]
    assert (last.kind, last.body["who"], last.body["text"]) == (EntryKind.STAFF, "Li Na", f"Ticket {ref} is scheduled.")


async def test_a_visit_goes_from_window_to_code_to_swap_and_the_passports_know(cases: Cases) -> None:
    ref = await cases.filed()
    number = (await cases.room.desk.ticket(LI, ref)).number
    await cases.passports.take([Passport("NB12345678", "PAX A920", shop="Corner Shop")], cases.room.timed.at)
    assert ok(await cases.desk.transfer(LI, "NB12345678", number))
    assert ok(await cases.desk.arrange(LI, ref, WINDOW, "Zhao Lei"))
    code = (await cases.desk.case(LI, ref)).visit["code"]
    assert code in (await cases.texts())[-1]
    assert "Zhao Lei" in (await cases.texts())[-1]
    other = await cases.filed("cafe")
    assert await cases.desk.arrange(LI, other, WINDOW, "Zhao Lei") == Refused("visit_full", "window")
    cases.room.timed.at = cases.room.timed.at.replace(day=4, hour=10)
    await cases.room.ticks()
    assert (await cases.texts())[-1].startswith("Tomorrow, Thu 5 Mar 09:00–12:00")
    cases.room.timed.at = cases.room.timed.at.replace(day=5, hour=0)
    await cases.room.ticks()
    assert (await cases.texts())[-1].startswith("Today, ")
    swap = {"result": "done", "old": "NB12345678", "new": "NB 8765-4321", "parts": "unit"}
    assert ok(await cases.desk.report(LI, ref, swap))
    texts = (await cases.texts())[-1]
    assert "new serial number NB87654321" in texts
    assert "Is the terminal working now?" in texts
    fresh = await cases.desk.passport(LI, "NB87654321")
    assert (fresh.model, fresh.shop) == ("PAX A920", "Corner Shop")
    happened, holders = await cases.desk.history(LI, "NB87654321")
    assert [one.what for one in happened] == ["repaired", "swapped_in"]
    assert holders == [number]
    assert [one.what for one in (await cases.desk.history(LI, "NB12345678"))[0]][:1] == ["swapped_out"]


async def test_each_round_has_seats_of_its_own_and_an_address_on_another_frees_the_old_one(cases: Cases) -> None:
    room = cases.room
    visits = replace(room.mind.knowledge.visits, areas=(VisitArea("north", ("Baoshan",), WEEK, 1, 0),))
    room.support.minds.current = room.mind = replace(room.mind, knowledge=replace(room.mind.knowledge, visits=visits))
    first, second = await cases.filed(), await cases.filed("cafe")
    assert ok(await cases.desk.arrange(LI, first, WINDOW, "Zhao Lei"))
    assert await cases.desk.arrange(LI, second, WINDOW, "Zhao Lei") == Refused("visit_full", "window")
    number = (await room.desk.ticket(LI, second)).number
    filed = await cases.desk.case(LI, second)
    await room.desk._keep_ticket(LI, number, replace(filed, facts={**filed.facts, "address": "3 Baoshan Road"}), "ticket_updated")
    assert ok(await cases.desk.arrange(LI, second, WINDOW, "Wang Min")), "the northern round has a seat of its own"
    assert await cases.bookings.taken("2026-03-01") == {WINDOW: 1, f"{WINDOW}@north": 1}
    assert WINDOW not in cases.desk.windows(await cases.desk.case(LI, second))


async def test_the_directory_says_where_each_number_is_from_and_which_are_too_old_to_be_trusted(cases: Cases) -> None:
    listed = {one.id: (one.phone, one.reviewed.source if one.reviewed else "", holds) for one, holds in cases.desk.directory(QIAN)}
    assert listed["anti_fraud"][0] == "96110"
    assert all(source and holds for _, source, holds in listed.values())
    cases.room.timed.at += timedelta(days=700)
    assert not any(holds for _, holds in cases.desk.directory(QIAN))
    office = Office("bank", "acquirer", {"en": "The Bank"}, "+86 21 5555", reviewed=Reviewed("contract", "li", "2026-03-01", "2027-03-01"))
    draft = Draft(replace(cases.room.mind.knowledge, directory=(office,)), cases.room.timed.at, State(ref="1", locale="en"))
    values = draft.slot(supplier="the bank").values({})
    assert [values[f"supplier_{name}"] for name in ("name", "phone", "source", "checked")] == [
        "The Bank",
        "+86 21 5555",
        "contract",
        "2026-03-01",
    ]


async def test_an_agreement_is_sent_confirmed_sealed_and_what_departs_is_flagged(cases: Cases) -> None:
    ref = await cases.filed()
    assert ok(await cases.desk.offer(LI, ref, TERMS))
    body = await cases.last()
    assert str(body["document"]).endswith(".pdf")
    assert (await cases.blobs.get(str(body["document"])) or b"").startswith(b"%PDF")
    html, policy = await cases.desk.agreement(LI, ref, 1)
    assert "new battery" in html
    assert policy.startswith("default-src 'none'")
    key = next(str(choice["key"]) for choice in body["choices"] if choice["key"].endswith(".agree"))
    await cases.room.hears(Chose(cases.room.timed.at, key))
    await cases.room.ticks()
    agreed = (await cases.desk.case(LI, ref)).agreements[-1]
    assert (agreed["state"], len(agreed["digest"])) == ("agreed", 64)
    sealed = await cases.last()
    assert str(sealed["document"]).endswith(".pdf")
    assert agreed["digest"][:12] in str(sealed["text"])
    assert ok(await cases.desk.bill(LI, ref, {"kind": "bill", "amount": "480", "currency": "CNY"}))
    assert "more than the 300 CNY agreed" in (await cases.texts())[-1]
    assert (await cases.room.desk.ticket(LI, ref)).flags == ("bill:over_cap",)


async def test_of_two_agreements_offered_at_once_each_has_its_own_version_or_is_refused(cases: Cases) -> None:
    ref = await cases.filed()
    outcomes = await asyncio.gather(cases.desk.offer(LI, ref, TERMS), cases.desk.offer(WANG, ref, {**TERMS, "fee": "900", "cap": "990"}))
    versions = (await cases.desk.case(LI, ref)).agreements
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == len(versions) >= 1
    assert all(outcome == Refused("offered_meanwhile", "scope") for outcome in outcomes if not isinstance(outcome, Done))


async def test_what_cannot_be_is_refused_with_a_reason(cases: Cases) -> None:
    ref = await cases.filed()
    desk = cases.desk
    refusals = [
        await desk.arrange(LI, ref, "tomorrow", "Zhao"),
        await desk.arrange(LI, ref, "2026-03-05T12:00/09:00", "Zhao"),
        await desk.arrange(LI, ref, "2026-03-01T09:00/12:00", "Zhao"),
        await desk.arrange(LI, ref, WINDOW, " "),
        await desk.report(LI, ref, {"result": "perhaps"}),
        await desk.report(LI, ref, {"result": "done", "old": "AB1234", "new": "ab 1234"}),
        await desk.offer(LI, ref, {**TERMS, "scope": ""}),
        await desk.offer(LI, ref, {**TERMS, "fee": "a lot"}),
        await desk.offer(LI, ref, {**TERMS, "parts": "cheap"}),
        await desk.offer(LI, ref, {**TERMS, "days": "soon"}),
        await desk.offer(LI, ref, {**TERMS, "currency": "pounds"}),
        await desk.offer(LI, ref, {**TERMS, "cap": "200"}),
        await desk.bill(LI, ref, {"kind": "bill", "amount": "1", "currency": "pounds"}),
        await desk.bill(LI, ref, {"kind": "gift"}),
        await desk.bill(LI, ref, {"kind": "bill", "amount": "-4"}),
        await desk.bill(LI, ref, {"kind": "delay", "ready": "soon"}),
        await desk.merge(LI, ref, ref),
        await desk.link(LI, ref, ref),
        await desk.split(LI, ref, "supplier.contact"),
        await desk.split(LI, ref, "power.no_power"),
        await desk.prioritise(LI, ref, 7),
    ]
    assert [one.word for one in refusals if isinstance(one, Refused)] == [
        "visit_when", "visit_when", "visit_past", "empty", "visit_result", "swap_same", "empty", "bill_amount", "parts_form", "days_form", "currency_form",
        "cap_below_fee", "currency_form", "bill_kind",
        "bill_amount", "bill_ready", "merge_where", "link_itself", "no_such_trouble", "ticket_open", "priority_form",
    ]  # fmt: skip


async def test_the_same_trouble_of_the_same_terminal_in_another_chat_is_found_and_merged(cases: Cases) -> None:
    one, two = await cases.filed(), await cases.filed("cafe")
    for ref in (one, two):
        number = (await cases.room.desk.ticket(LI, ref)).number
        await cases.passports.hear(number, {"serial": "NB12345678"}, cases.room.timed.at)
        filed = await cases.desk.case(LI, ref)
        await cases.room.desk._keep_ticket(LI, number, replace(filed, facts={**filed.facts, "serial": "NB12345678"}), "ticket_updated")
    assert await cases.desk.duplicates(LI, one) == [two]
    assert ok(await cases.desk.merge(LI, two, one))
    assert f"{two} and {one} are about the same trouble" in (await cases.texts("cafe"))[-1]
    await cases.room.ticks()
    assert (await cases.desk.case(LI, one)).links == (two,)
    assert await cases.desk.duplicates(LI, one) == []
    assert [ticket.status async for _, ticket in cases.desk.every_ticket(LI)] == ["open", "merged"]


async def test_what_changes_nothing_is_said_to_the_staff_and_a_new_note_is_told_once(cases: Cases) -> None:
    ref = await cases.filed()
    assert ok(await cases.desk.move(LI, ref, "waiting_part", "On Friday."))
    assert ok(await cases.desk.move(LI, ref, "waiting_part", "On Monday."))
    before = await cases.texts()
    assert before[-1].endswith("On Monday.")
    unchanged = Refused("case_unchanged")
    assert await cases.desk.move(LI, ref, "waiting_part", "On Monday.") == unchanged
    assert await cases.desk.move(LI, ref, "waiting_part") == unchanged
    assert await cases.desk.prioritise(LI, ref, (await cases.desk.case(LI, ref)).priority) == unchanged
    assert await cases.desk.link(LI, ref, "9999-1") == Refused("link_where", "other")
    assert await cases.desk.merge(LI, ref, "9999-1") == Refused("merge_where", "into")
    assert await cases.texts() == before


async def test_what_the_staff_say_of_a_terminal_the_conversation_knows(cases: Cases) -> None:
    ref = await cases.filed()
    number = (await cases.room.desk.ticket(LI, ref)).number
    await cases.passports.hear(number, {"serial": "NB12345678"}, cases.room.timed.at)
    assert ok(await cases.desk.change_device(LI, "NB12345678", {"ownership": "rented", "terms": "standard"}))
    state = await cases.room.state()
    assert state.terminals[-1]["ownership"] == "rented"
    assert await cases.desk.change_device(LI, "NB12345678", {"purchased": "soon"}) == Refused("date_form", "purchased")
    assert await cases.desk.change_device(LI, "NB12345678", {"ownership": "mine"}) == Refused("ownership_form", "ownership")
    assert [one.serial for one in await cases.desk.terminals_known(LI, "NB")] == ["NB12345678"]


async def test_who_may_only_read_changes_nothing(cases: Cases) -> None:
    ref = await cases.filed()
    for act in (cases.desk.move(QIAN, ref, "done"), cases.desk.offer(QIAN, ref, TERMS), cases.desk.bill(QIAN, ref, {})):
        with pytest.raises(NotAllowed):
            await act
    assert await cases.desk.duplicates(QIAN, ref) == []
