"""What is done beside the conversations: tickets, merchants, replies, filters, teams, one's own wishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

from bot.core.cases.life import priority
from bot.core.state import State, Ticket
from bot.core.understanding import TicketChanged
from bot.core.veiling import recorded
from bot.service.desk.bench import fresh_id, must
from bot.service.desk.catalogue import STATUS, CatalogueDesk
from bot.service.desk.clocks import AGREED
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff, Team, Wishes
from bot.service.desk.rows import SavedFilter
from bot.service.desk.shelf import Filed
from bot.service.desk.views import Canned
from bot.service.hours import zone_of
from bot.service.ports import JSON, Alarm, Chat, Entry, EntryKind, Event, Kept
from bot.service.turning import at_home
from bot.understanding.text.masking import masked

COLUMNS = {"new": "open", "scheduled": "scheduled", "working": "working", "done": "done", "cancelled": "cancelled"}
KINDS = ("warranty", "paid", "other")
KNOWN = ("name", "contact", "locale", "plan", "note")
LONGEST: Mapping[str, int] = {"note": 4_000}
USUAL = 200


class BelongingDesk(CatalogueDesk):
    """See `bot.service.desk.ports.Papers`."""

    async def move_ticket(self, me: Staff, ref: str, status: str, due: datetime | None = None) -> Outcome:
        """The bot knows it from then on as well, and the merchant is told."""
        must(me, Right.ANSWER)
        filed = await self._filed(ref)
        if status not in COLUMNS:
            return Refused("no_such_column", "status")
        ticket, at = replace(filed.ticket, status=COLUMNS[status]), self._now()
        if STATUS.get(filed.ticket.status, filed.ticket.status) != status:
            address = (await self._lying(me, filed.number)).address
            moved = TicketChanged(at, ref, "moved", {"status": ticket.status}, me.id, me.name)
            await self._support.keep(Event("staff", fresh_id(), address, at), lambda chat: self._support.minds.happen(chat, moved))
        if due:
            await self._clock(me, filed, due)
        changes: dict[str, JSON | datetime] = {"moved": at}
        await self._shelf.arrange_ticket(ref, changes | ({"due": due} if due else {}))
        await self._note(
            me, "ticket_moved", filed.number, ref, {"status": (filed.ticket.status, ticket.status), "due": _times(filed.due, due)}
        )
        self._tell(filed.number, "tickets")
        return Done(f"ticket:{ref}:{filed.ticket.status}")

    async def _clock(self, me: Staff, filed: Filed, due: datetime) -> None:
        """Whoever looks after those who wait looks at it then."""
        at, address = self._now(), (await self._lying(me, filed.number)).address

        def turn(chat: Chat) -> Kept:
            state = at_home(chat)
            return Kept(state, alarms=(Alarm(f"{AGREED}:{filed.ticket.ref}", due, state.turn),))

        await self._support.keep(Event("staff", fresh_id(), address, at), turn)

    async def _keep_ticket(self, me: Staff, number: int, ticket: Ticket, did: str) -> None:
        at, address = self._now(), (await self._lying(me, number)).address

        def turn(chat: Chat) -> Kept:
            state = at_home(chat)
            others = tuple(one for one in state.tickets if one.ref != ticket.ref)
            line: dict[str, JSON] = {"did": did, "ref": ticket.ref, "ticket": ticket.kind, "intent": ticket.intent}
            entry = Entry(EntryKind.SYSTEM, at, line | {"status": ticket.status, "by": me.id, "who": me.name})
            return Kept(state.but(tickets=(*others, ticket)), (entry,), tickets=(ticket,))

        await self._support.keep(Event("staff", fresh_id(), address, at), turn)

    async def open_ticket(self, me: Staff, number: int, kind: str) -> Outcome:
        """For the trouble at hand, with all that is known of it."""
        must(me, Right.ANSWER)
        if kind not in KINDS:
            return Refused("no_such_kind", "kind")
        lying = (await self._lying(me, number)).address
        state = (await self._chat(await self._support.home(lying))).state or State(ref=str(number))
        same = [one for one in state.tickets if one.is_open and one.intent == state.trouble]
        if same:
            return Refused("ticket_open", "kind", {"ref": same[0].ref})
        facts = {name: value for name, value in state.slots.items() if value != "-" and name != "ticket"}
        ref = f"{state.ref}-{state.turn}{'' if not _uses(state) else f'-{len(state.tickets)}'}"
        filled = {"facts": facts, "attempts": state.attempts, "words": state.words, "media": state.media}
        rank = priority(self._support.mind.knowledge, state)
        ticket = Ticket(ref, kind, state.trouble, self._now(), priority=rank, **filled)  # type: ignore[arg-type]  # the fields by their names
        await self._keep_ticket(me, number, ticket, "ticket_opened")
        await self._note(me, "ticket_opened", number, ref)
        self._tell(number, "tickets")
        return Done(f"ticket:{ref}:cancelled", seq=0)

    async def assign_ticket(self, me: Staff, ref: str, who: str) -> Outcome:
        """Whose it is."""
        must(me, Right.ANSWER)
        filed, crowd = await self._filed(ref), await self._everybody()
        if who and who not in crowd.people:
            return Refused("cannot_answer", "who")
        await self._shelf.arrange_ticket(ref, {"assignee": who})
        await self._note(me, "ticket_assigned", filed.number, ref, {"assignee": (filed.assignee, who)})
        self._tell(filed.number, "tickets")
        return Done()

    async def change_merchant(self, me: Staff, merchant: int, changes: Mapping[str, str]) -> Outcome:
        """Only what is given."""
        must(me, Right.ANSWER)
        address = (await self._lying(me, merchant)).address
        given = {name: masked(value.strip())[0] for name, value in changes.items() if name in KNOWN}
        if "contact" in given and given["contact"] == (await self.merchant(me, merchant)).contact:
            del given["contact"]  # as it was shown, veiled: nobody has changed it
        long = next((name for name, value in given.items() if len(value) > LONGEST.get(name, USUAL)), "")
        if long:
            return Refused("too_long", long, {"n": str(LONGEST.get(long, USUAL))})
        before = await self._shelf.know(merchant, given)
        pairs: dict[str, tuple[JSON, JSON]] = {name: recorded(name, getattr(before, name), value) for name, value in given.items()}
        await self._note(me, "merchant_changed", merchant, changes={name: pair for name, pair in pairs.items() if pair[0] != pair[1]})
        self._tell(merchant)
        self._support.signals.tell(address)
        return Done()

    async def keep_canned(self, me: Staff, reply: Canned) -> Outcome:
        """One's own, or everybody's for who may share."""
        must(me, Right.ANSWER if reply.owner == me.id else Right.SHARE)
        existing = {one.id: one for one in await self._shelf.canned(me.id)}
        if reply.id and reply.id not in existing:
            raise NotThere(str(reply.id))
        if reply.id and not existing[reply.id].owner:
            must(me, Right.SHARE)
        texts = {locale: text.strip() for locale, text in reply.texts.items() if text.strip()}
        if not reply.short.strip() or not texts:
            return Refused("empty", "short" if texts else "texts")
        kept = await self._shelf.keep_canned(replace(reply, short=reply.short.strip(), texts=texts))
        await self._note(me, "reply_kept", what=reply.short, changes={"id": (reply.id or None, kept)})
        return Done(seq=kept)

    async def drop_canned(self, me: Staff, reply: int) -> Outcome:
        """One's own, or a shared one for who may share."""
        existing = {one.id: one for one in await self._shelf.canned(me.id)}
        if reply not in existing:
            raise NotThere(str(reply))
        must(me, Right.ANSWER if existing[reply].owner else Right.SHARE)
        await self._shelf.drop_canned(reply)
        await self._note(me, "reply_dropped", what=existing[reply].short)
        return Done()

    async def keep_filter(self, me: Staff, wanted: SavedFilter) -> Outcome:
        """One's own, or everybody's for who may share."""
        must(me, Right.SHARE if wanted.shared else Right.READ)
        owners = {one.id: owner for one, owner in await self._shelf.filters(me.id)}
        if wanted.id and owners.get(wanted.id) != me.id:
            raise NotThere(str(wanted.id))
        if not wanted.name.strip():
            return Refused("empty", "name")
        return Done(seq=await self._shelf.keep_filter(me.id, wanted))

    async def drop_filter(self, me: Staff, wanted: int) -> Outcome:
        """One's own, or a shared one for who may share."""
        found = {one.id: (one, owner) for one, owner in await self._shelf.filters(me.id)}
        if wanted not in found:
            raise NotThere(str(wanted))
        if found[wanted][1] != me.id:
            must(me, Right.SHARE)
        await self._shelf.drop_filter(wanted)
        return Done()

    async def keep_team(self, me: Staff, team: Team) -> Outcome:
        """Hours, targets, turns, and who is alerted."""
        must(me, Right.TEAMS)
        problem = _team_problem(team)
        if problem:
            return problem
        await self._shelf.keep_team(team)
        self._crowd = None
        await self._note(me, "team_kept", what=team.id)
        self._bus.tell("queue")
        return Done()

    async def keep_wishes(self, me: Staff, wishes: Wishes, *, away: bool) -> Staff:
        """Kept with the account."""
        must(me, Right.SIGNED_IN)
        changed = replace(me, wishes=wishes, away=away)
        await self._shelf.keep_wishes(me.id, wishes, away=away)
        self._crowd = None
        if away != me.away:
            await self._note(me, "away", changes={"away": (me.away, away)})
        return changed


def _times(before: datetime | None, after: datetime | None) -> tuple[JSON, JSON]:
    return before.isoformat() if before else None, (after or before).isoformat() if after or before else None  # type: ignore[union-attr]


def _uses(state: State) -> bool:
    return any(one.ref == f"{state.ref}-{state.turn}" for one in state.tickets)


def _team_problem(team: Team) -> Refused | None:
    if not team.id.strip() or not team.name.strip():
        return Refused("empty", "name")
    try:
        zone_of(team.hours.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return Refused("no_such_zone", "zone")
    spans = (team.targets.first, team.targets.following, team.targets.resolution, team.targets.nobody)
    return Refused("target_form", "targets") if any(span is not None and span <= timedelta() for span in spans) else None
