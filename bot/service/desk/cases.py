"""What the staff do to tickets: move, merge, split, arrange a visit, report it, offer an agreement, bill."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace

from bot.core.agreements import TERMS, amount, currency
from bot.core.cases.life import STATUSES, open_for
from bot.core.days import day, purchased
from bot.core.messages import Media
from bot.core.visiting import ends
from bot.service.desk.bench import must
from bot.service.desk.docket import clean
from bot.service.desk.outcomes import Done, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.shelf import Filed
from bot.service.desk.terminals import TerminalDesk
from bot.service.papering import terms_hash
from bot.service.passports import Happening
from bot.service.ports import Event

KINDS = ("quote", "bill", "delay")
RESULTS = {"done": "done", "part": "waiting_part", "supplier": "waiting_supplier", "merchant": "waiting_merchant"}
"""What a technician reports -> the status that follows."""


class CaseDesk(TerminalDesk):
    """Beside `bot.service.desk.living.StaffDesk`, over the same engine and tables."""

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

    async def merge(self, me: Staff, ref: str, into: str) -> Outcome:
        """One ticket takes the other up; one in another merchant's chat learns of it by an errand (`desk.together`)."""
        must(me, Right.ANSWER)
        filed, other = await self._filed(ref), await self._found_by(into)
        if ref == into or other is None or not other.ticket.is_open:
            return Refused("merge_where", "into")
        return await self._happen(me, filed, self._event(ref, "merged", {"into": into}))

    async def split(self, me: Staff, ref: str, intent: str) -> Outcome:
        """A second trouble gets a ticket of its own."""
        must(me, Right.ANSWER)
        known = self._support.mind.knowledge.intents.get(intent)
        if known is None or not known.trouble:
            return Refused("no_such_trouble", "intent")
        filed = await self._filed(ref)
        same = open_for(await self._state(me, filed), filed.ticket.facts.get("serial", ""), intent)
        if same:
            return Refused("ticket_open", "intent", {"ref": same.ref})
        return await self._happen(me, filed, self._event(ref, "split", {"intent": intent}))

    async def link(self, me: Staff, ref: str, other: str) -> Outcome:
        """Two tickets have to do with each other; both know it."""
        must(me, Right.ANSWER)
        one, two = await self._filed(ref), await self._found_by(other)
        if two is None:
            return Refused("link_where", "other")
        if ref == other:
            return Refused("link_itself", "other")
        here = await self._happen(me, one, self._event(ref, "linked", {"other": other}))
        there = await self._happen(me, two, self._event(other, "linked", {"other": ref}))
        return here if isinstance(here, Done) else there

    async def prioritise(self, me: Staff, ref: str, priority: int) -> Outcome:
        """0, 1 or 2."""
        must(me, Right.ANSWER)
        if priority not in {0, 1, 2}:
            return Refused("priority_form", "priority")
        return await self._happen(me, await self._filed(ref), self._event(ref, "prioritised", {"priority": str(priority)}))

    async def arrange(self, me: Staff, ref: str, window: str, technician: str) -> Outcome:
        """Somebody comes then; his name and a one-time code go to the merchant, the code also onto the technician's page."""
        must(me, Right.ANSWER)
        filed = await self._filed(ref)
        hours = self.hours(filed.ticket)
        till = ends(window, hours.zone)
        if till is None or till <= self._now():
            return Refused("visit_past" if till else "visit_when", "window")
        if not technician.strip():
            return Refused("empty", "technician")
        if hours.week and not await self._casework.seated(filed.ticket, window):
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

    async def offer(self, me: Staff, ref: str, terms: Mapping[str, str]) -> Outcome:
        """A version of the agreement: printed, sent, and asked about. It is the staff's word."""
        must(me, Right.ANSWER)
        filed = await self._filed(ref)
        given = {name: clean(terms.get(name, "")) for name in TERMS}
        given["currency"] = currency(given["currency"])
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
        if kind != "delay" and told.get("currency") and not currency(told["currency"]):
            return Refused("currency_form", "currency")
        if kind == "delay" and purchased(told.get("ready", "")) is None:
            return Refused("bill_ready", "ready")
        facts = {name: told.get(name, "") for name in ("kind", "amount", "currency", "parts", "ready", "note")}
        facts["currency"] = currency(facts["currency"])
        return await self._happen(me, await self._filed(ref), self._event(ref, "billed", facts))


SHOPS = ("shop", "address", "contact", "supplier", "acquirer", "ownership", "terms", "model")
"""What a unit that takes another's place takes over of its passport."""


def _serial(text: str) -> str:
    return "".join(text.replace("-", "").split()).upper()[:40]


def _terms_problem(given: Mapping[str, str]) -> Refused | None:
    """The first thing that keeps these terms from being offered."""
    fee, cap = amount(given["fee"]), amount(given["cap"])
    problems = (
        (not given["scope"], "empty", "scope"),
        (fee is None, "bill_amount", "fee"),
        (bool(given["cap"]) and cap is None, "bill_amount", "cap"),
        (fee is not None and cap is not None and cap < fee, "cap_below_fee", "cap"),
        (not given["currency"], "currency_form", "currency"),
        (given["parts"] not in {"original", "compatible", "either"}, "parts_form", "parts"),
        (not given["days"].isdecimal(), "days_form", "days"),
        (bool(given["warranty_months"]) and not given["warranty_months"].isdecimal(), "days_form", "warranty_months"),
    )
    return next((Refused(why, where) for is_wrong, why, where in problems if is_wrong), None)
