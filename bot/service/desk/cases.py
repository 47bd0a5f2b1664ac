"""What the staff do to tickets and terminals: move, merge, split, arrange a visit, report it, offer an agreement, bill.

Everything the merchant can notice goes through the machine, in the chat's own transaction, and is told to him there.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from bot.core.agreements import TERMS, amount
from bot.core.cases import STATUSES
from bot.core.days import day, purchased
from bot.core.messages import Media
from bot.core.state import State, Ticket
from bot.core.understanding import TicketChanged
from bot.core.visiting import starts, windows
from bot.service.bookings import Bookings
from bot.service.casework import Casework
from bot.service.desk.bench import Bench, fresh_id, must
from bot.service.desk.catalogue import CatalogueDesk
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.shelf import Filed
from bot.service.devices import Devices
from bot.service.papering import terms_hash
from bot.service.passports import DATES, FIELDS, OWNERSHIPS, Happening, Passport, Passports
from bot.service.ports import JSON, Event
from bot.understanding.masking import masked

KINDS = ("quote", "bill", "delay")
RESULTS = {"done": "done", "part": "waiting_part", "supplier": "waiting_supplier", "merchant": "waiting_merchant"}
"""What a technician reports -> the status that follows."""
LONGEST = 600


class CaseDesk(CatalogueDesk):
    """Beside `bot.service.desk.living.StaffDesk`, over the same engine and tables."""

    def __init__(self, desk: Bench, casework: Casework, passports: Passports, bookings: Bookings) -> None:
        """Shares what ``desk`` stands on."""
        super().__init__(desk._support, desk._shelf, desk._keys, desk._blobs, desk._bus)  # noqa: SLF001 -- of the same family
        self._casework = casework
        self._passports = passports
        self._bookings = bookings
        self._devices = Devices(self._support, passports)

    # ---- looking -----------------------------------------------------------------------------

    async def case(self, me: Staff, ref: str) -> Ticket:
        """The ticket itself. Raises NotThere."""
        must(me, Right.READ)
        return (await self._filed(ref)).ticket

    async def passport(self, me: Staff, serial: str) -> Passport:
        """The terminal's passport. Raises NotThere."""
        must(me, Right.READ)
        found = await self._passports.device(serial)
        if found is None:
            raise NotThere(serial)
        return found

    async def history(self, me: Staff, serial: str) -> tuple[Sequence[Happening], Sequence[int]]:
        """What happened to a terminal, and the chats that have it."""
        must(me, Right.READ)
        return await self._passports.history(serial), await self._passports.holders(serial)

    def windows(self) -> Sequence[str]:
        """Windows that can be had, earliest first; none where there is no calendar."""
        hours = replace(self._support.mind.knowledge.visits, full=self._support.mind.calendar.full)
        return list(windows(hours, self._now()))[:30]

    def troubles(self) -> Sequence[str]:
        """What a ticket can be split off for."""
        return [one.id for one in self._support.mind.knowledge.intents.values() if one.trouble]

    async def duplicates(self, me: Staff, ref: str) -> Sequence[str]:
        """Other open tickets for the same trouble of the same terminal, in whichever chat."""
        must(me, Right.READ)
        filed = await self._filed(ref)
        serial = filed.ticket.facts.get("serial", "")
        numbers = dict.fromkeys([filed.number, *(await self._passports.holders(serial) if serial else ())])
        found = [one.ticket for number in numbers for one in await self._shelf.tickets(number=number)]
        same = (one for one in found if one.ref != ref and one.is_open and one.intent == filed.ticket.intent)
        return [one.ref for one in same if not serial or one.facts.get("serial", serial) == serial]

    async def every_ticket(self, me: Staff) -> AsyncIterator[tuple[int, Ticket]]:
        """All tickets with the numbers of their chats, for export."""
        must(me, Right.READ)
        for filed in await self._shelf.tickets(limit=100_000):
            yield filed.number, filed.ticket

    async def agreement(self, me: Staff, ref: str, version: int) -> tuple[str, str]:
        """A version of the agreement as a page, and the policy it is shown under. Raises NotThere."""
        must(me, Right.READ)
        filed = await self._filed(ref)
        if not 1 <= version <= len(filed.ticket.agreements):
            raise NotThere(ref)
        state = await self._state(me, filed)
        return self._casework.page(state, filed.ticket, filed.ticket.agreements[version - 1]), self._casework.policy

    async def _state(self, me: Staff, filed: Filed) -> State:
        chat = await self._chat((await self._lying(me, filed.number)).address)
        return chat.state or State(ref=str(chat.number))

    # ---- doing -------------------------------------------------------------------------------

    async def _happen(self, me: Staff, filed: Filed, event: TicketChanged, key: str = "") -> Outcome:
        address = (await self._lying(me, filed.number)).address
        made = replace(event, at=self._now(), who=me.id, name=me.name)
        handled = await self._support.keep(
            Event("staff", key or fresh_id(), address, made.at), lambda chat: self._support.mind.happen(chat, made)
        )
        await self._note(me, f"ticket_{event.change}", filed.number, filed.ticket.ref)
        self._tell(filed.number, "tickets")
        return Done(again=handled is None)

    def _event(self, ref: str, change: str, facts: Mapping[str, str], document: str = "", media: tuple[Media, ...] = ()) -> TicketChanged:
        clean = {name: masked(" ".join(value.split()))[0][:LONGEST] for name, value in facts.items()}
        return TicketChanged(self._now(), ref, change, clean, document=document, media=media)

    async def move(self, me: Staff, ref: str, status: str, note: str = "") -> Outcome:
        """To that status; told with the note."""
        must(me, Right.ANSWER)
        if status not in STATUSES:
            return Refused("no_such_column", "status")
        filed = await self._filed(ref)
        outcome = await self._happen(me, filed, self._event(ref, "moved", {"status": status, "note": note}))
        if status in {"done", "closed"} and filed.ticket.facts.get("serial"):
            await self._repaired(filed.ticket, me.id)
        return outcome

    async def _repaired(self, ticket: Ticket, who: str) -> None:
        """The passport knows the repair, so that the same fault soon after is its business."""
        at, serial = self._now(), ticket.facts["serial"]
        body: dict[str, JSON] = {"trouble": ticket.intent, "parts": ticket.visit.get("parts", "")}
        await self._passports.note(Happening(serial, at, "repaired", f"{ticket.ref}:repaired", ticket.ref, who, body))

    async def merge(self, me: Staff, ref: str, into: str) -> Outcome:
        """One ticket takes the other up; what belongs to another merchant's chat is only linked there."""
        must(me, Right.ANSWER)
        filed, other = await self._filed(ref), await self._filed(into)
        if ref == into or not other.ticket.is_open:
            return Refused("merge_where", "into")
        outcome = await self._happen(me, filed, self._event(ref, "merged", {"into": into}))
        if filed.number != other.number:
            await self._happen(me, other, self._event(into, "linked", {"other": ref}))
        return outcome

    async def split(self, me: Staff, ref: str, intent: str) -> Outcome:
        """A second trouble gets a ticket of its own."""
        must(me, Right.ANSWER)
        known = self._support.mind.knowledge.intents.get(intent)
        if known is None or not known.trouble:
            return Refused("no_such_trouble", "intent")
        return await self._happen(me, await self._filed(ref), self._event(ref, "split", {"intent": intent}))

    async def link(self, me: Staff, ref: str, other: str) -> Outcome:
        """Two tickets have to do with each other; both know it."""
        must(me, Right.ANSWER)
        one, two = await self._filed(ref), await self._filed(other)
        if ref == other:
            return Refused("link_itself", "other")
        await self._happen(me, one, self._event(ref, "linked", {"other": other}))
        return await self._happen(me, two, self._event(other, "linked", {"other": ref}))

    async def prioritise(self, me: Staff, ref: str, priority: int) -> Outcome:
        """0, 1 or 2."""
        must(me, Right.ANSWER)
        if priority not in {0, 1, 2}:
            return Refused("priority_form", "priority")
        return await self._happen(me, await self._filed(ref), self._event(ref, "prioritised", {"priority": str(priority)}))

    async def arrange(self, me: Staff, ref: str, window: str, technician: str) -> Outcome:
        """Somebody comes then; his name and a one-time code go to the merchant, the code also onto the technician's page."""
        must(me, Right.ANSWER)
        filed, hours = await self._filed(ref), self._support.mind.knowledge.visits
        if starts(window, hours.zone) is None:
            return Refused("visit_when", "window")
        if not technician.strip():
            return Refused("empty", "technician")
        if hours.week and not await self._bookings.take(window, ref, hours.capacity):
            return Refused("visit_full", "window")
        await self._casework.refresh()
        same = filed.ticket.visit.get("technician") == technician and filed.ticket.visit.get("window") == window
        code = filed.ticket.visit.get("code", "") if same else f"{secrets.randbelow(10_000):04}"
        facts = {"window": window, "technician": technician.strip(), "code": code, "confirmed": ""}
        event = replace(self._event(ref, "booked", facts), facts=facts)  # a code of the desk's own is no secret to be masked
        return await self._happen(me, filed, event)

    async def report(self, me: Staff, ref: str, report: Mapping[str, str], photos: tuple[Media, ...] = ()) -> Outcome:
        """What the technician found and did; at a swap with both serial numbers."""
        must(me, Right.ANSWER)
        filed = await self._filed(ref)
        result = report.get("result", "")
        if result not in RESULTS:
            return Refused("visit_result", "result")
        old, new = (_serial(report.get(name, "")) for name in ("old", "new"))
        if new and new == old:
            return Refused("swap_same", "new")
        old = old or filed.ticket.facts.get("serial", "") if new else old
        facts = {"status": RESULTS[result], "note": report.get("note", ""), "parts": report.get("parts", ""), "old": old, "new": new}
        outcome = await self._happen(me, filed, self._event(ref, "visited", facts, media=photos))
        if new:
            await self._swapped(me, filed, old, new)
        if result == "done":
            await self._repaired(
                replace(filed.ticket, facts={**filed.ticket.facts, "serial": new or filed.ticket.facts.get("serial", new)}, visit=facts),
                me.id,
            )
        return outcome

    async def _swapped(self, me: Staff, filed: Filed, old: str, new: str) -> None:
        """The shop's facts go over to the new terminal; both passports know of each other."""
        at, ref = self._now(), filed.ticket.ref
        before = await self._passports.device(old) if old else None
        if before:
            kept = {name: before.facts[name] for name in SHOPS if name in before.facts}
            await self._passports.learn(new, kept, at)
        if old:
            await self._passports.note(Happening(old, at, "swapped_out", f"{ref}:out:{old}", ref, me.id, {"new": new}))
        await self._passports.transfer(new, filed.number, Happening(new, at, "swapped_in", f"{ref}:in:{new}", ref, me.id, {"old": old}))
        address = (await self._lying(me, filed.number)).address
        await self._devices.tell(filed.number, Event("staff", f"{ref}:swap:{new}", address, at))

    # ---- agreements --------------------------------------------------------------------------

    async def offer(self, me: Staff, ref: str, terms: Mapping[str, str]) -> Outcome:
        """A version of the agreement: printed, sent, and asked about. It is the staff's word."""
        must(me, Right.ANSWER)
        filed = await self._filed(ref)
        given = {name: masked(" ".join(terms.get(name, "").split()))[0][:LONGEST] for name in TERMS}
        wrong = _terms_problem(given)
        if wrong:
            return wrong
        version = len(filed.ticket.agreements) + 1
        today = day(self._now(), self._support.mind.knowledge.warranty.zone).isoformat()
        fixed = {**given, "digest": terms_hash(filed.ticket, given, version), "offered_on": today, "by": me.id, "by_name": me.name}
        document = await self._casework.document(
            await self._state(me, filed), filed.ticket, {**fixed, "version": str(version), "state": "offered"}
        )
        event = replace(self._event(ref, "offered", {}, document), facts={**fixed, "version": str(version)})
        outcome = await self._happen(me, filed, event)
        kept = (await self._filed(ref)).ticket.agreements[version - 1 : version]
        return outcome if [one.get("digest") for one in kept] == [fixed["digest"]] else Refused("offered_meanwhile", "scope")

    async def bill(self, me: Staff, ref: str, told: Mapping[str, str]) -> Outcome:
        """A quote, a bill or a delay; where it departs from what was agreed, it is flagged and the merchant is told."""
        must(me, Right.ANSWER)
        kind = told.get("kind", "")
        if kind not in KINDS:
            return Refused("bill_kind", "kind")
        if kind != "delay" and amount(told.get("amount", "")) is None:
            return Refused("bill_amount", "amount")
        if kind == "delay" and purchased(told.get("ready", "")) is None:
            return Refused("bill_ready", "ready")
        facts = {name: told.get(name, "") for name in ("kind", "amount", "currency", "parts", "ready", "note")}
        return await self._happen(me, await self._filed(ref), self._event(ref, "billed", facts))

    # ---- terminals ---------------------------------------------------------------------------

    async def terminals_known(self, me: Staff, text: str, after: str = "") -> Sequence[Passport]:
        """Passports in order of serial past ``after``."""
        must(me, Right.READ)
        return await self._passports.search(text.strip(), after)

    async def change_device(self, me: Staff, serial: str, changes: Mapping[str, str]) -> Outcome:
        """What the staff say holds."""
        must(me, Right.ANSWER)
        given = {
            name: masked(" ".join(value.split()))[0][:LONGEST] for name, value in changes.items() if name in FIELDS and name != "serial"
        }
        bad = next((name for name in DATES if given.get(name) and purchased(given[name]) is None), "")
        if bad:
            return Refused("date_form", bad)
        if given.get("ownership") and given["ownership"] not in OWNERSHIPS:
            return Refused("ownership_form", "ownership")
        before = await self.passport(me, serial)
        at = self._now()
        await self._passports.learn(serial, given, at)
        await self._passports.note(Happening(serial, at, "changed", f"desk:{fresh_id()}", "", me.id, dict(given)))
        for number in await self._passports.holders(serial):
            address = (await self._lying(me, number)).address
            await self._devices.tell(number, Event("staff", fresh_id(), address, at))
        await self._note(me, "device_changed", None, serial, {name: (getattr(before, name), value) for name, value in given.items()})
        return Done()

    async def transfer(self, me: Staff, serial: str, number: int) -> Outcome:
        """The terminal is that merchant's from now on."""
        must(me, Right.ANSWER)
        address, before = (await self._lying(me, number)).address, list(await self._passports.holders(serial))
        await self.passport(me, serial)
        at = self._now()
        body: dict[str, JSON] = {"from": [*before], "to": number}
        await self._passports.transfer(serial, number, Happening(serial, at, "transferred", f"desk:{fresh_id()}", "", me.id, body))
        await self._devices.tell(number, Event("staff", fresh_id(), address, at))
        await self._note(me, "device_transferred", number, serial)
        self._tell(number)
        return Done()


SHOPS = ("shop", "address", "contact", "supplier", "acquirer", "ownership", "terms", "model")
"""What a unit that takes another's place takes over of its passport."""


def _serial(text: str) -> str:
    return "".join(text.replace("-", "").split()).upper()[:40]


def _terms_problem(given: Mapping[str, str]) -> Refused | None:
    if not given["scope"]:
        return Refused("empty", "scope")
    if amount(given["fee"]) is None or (given["cap"] and amount(given["cap"]) is None):
        return Refused("bill_amount", "fee" if amount(given["fee"]) is None else "cap")
    if given["parts"] not in {"original", "compatible", "either"}:
        return Refused("parts_form", "parts")
    if not given["days"].isdecimal() or (given["warranty_months"] and not given["warranty_months"].isdecimal()):
        return Refused("days_form", "days")
    return None
