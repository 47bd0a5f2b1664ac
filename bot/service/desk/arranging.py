"""What the staff arrange around a conversation: assign, snooze, tag, prioritise, merge; and taking things back."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.understanding import StaffJoined
from bot.service.desk.acts import REJOIN, REOPEN, ActDesk
from bot.service.desk.bench import fresh_id, must
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.sharing import next_in_turn
from bot.service.desk.shelf import Lying
from bot.service.placing import STAFF, WAITING
from bot.service.ports import JSON, Alarm, Event, Kept

WAKE = "desk.wake"
JUST_NOW = timedelta(minutes=1)
TAG_CHARACTERS, TAGS = 30, 12
PRIORITIES = (0, 1, 2)


class ArrangingDesk(ActDesk):
    """The other half of `bot.service.desk.ports.Acts`."""

    async def assign(self, me: Staff, number: int, who: str) -> Outcome:
        """Meant for that person; where a person speaks already, it goes over to the new one at once."""
        must(me, Right.ANSWER)
        lying, crowd = await self._lying(me, number), await self._everybody()
        if lying.staff not in {"", me.id} and not await self._has_just_assigned(me, lying):
            must(me, Right.ASSIGN)
        person = crowd.people.get(who)
        if who and (person is None or not person.may(Right.ANSWER)):
            return Refused("cannot_answer", "who")
        if lying.place == STAFF:
            if person is None:
                return Refused("somebody_speaks", "who")
            event = StaffJoined(self._now(), who, person.name, take=True)
            await self._support.staff(lying.address, fresh_id(), event)
        before = await self._shelf.arrange(number, {"assignee": who, "alerted": []})
        was = lying.staff or before.assignee
        await self._note(me, "assigned", number, changes={"assignee": (was, who)})
        self._tell(number)
        return Done(f"assign:{was}")

    async def _has_just_assigned(self, me: Staff, lying: Lying) -> bool:
        """Whether it was this person who gave it away, a moment ago: then it can be taken back."""
        since = self._now() - JUST_NOW
        for deed in await self._shelf.deeds(lying.number, "", 0, 0, 1):
            return deed.who == me.id and deed.did == "assigned" and deed.at >= since and deed.changes["assignee"] == (me.id, lying.staff)
        return False

    async def assign_team(self, me: Staff, number: int, team: str) -> Outcome:
        """Into that team's queue; what one speaks in oneself is let go of."""
        must(me, Right.ANSWER)
        lying, crowd = await self._lying(me, number), await self._everybody()
        if lying.staff not in {"", me.id}:
            must(me, Right.ASSIGN)
        if team and team not in crowd.teams:
            raise NotThere(team)
        if team and lying.staff == me.id:
            await self.release(me, number)
            lying = await self._lying(me, number)
        before = await self._shelf.arrange(number, {"team": team})
        await self._note(me, "team_assigned", number, changes={"team": (before.team, team)})
        if team and crowd.teams[team].by_turns:
            await self.share_out(lying, team)
        self._tell(number)
        return Done(f"team:{before.team}")

    async def share_out(self, lying: Lying, team: str) -> str:
        """To whoever of the team has least, if it waits and is meant for nobody; who that is."""
        if lying.place != WAITING or lying.assignee:
            return ""
        crowd = await self._everybody()
        members = [one for one in crowd.people.values() if one.team == team]
        chosen = next_in_turn(members, await self._shelf.loads(), await self._shelf.last_in_turn(team))
        if chosen is None:
            return ""
        await self._shelf.last_in_turn(team, chosen.id)
        await self._shelf.arrange(lying.number, {"assignee": chosen.id})
        self._tell(lying.number)
        return chosen.id

    async def snooze(self, me: Staff, number: int, until: datetime | None) -> Outcome:
        """Out of the list; a timer brings it back even when nobody looks."""
        must(me, Right.ANSWER)
        lying, at = await self._lying(me, number), self._now()
        if until is not None and until <= at:
            return Refused("snooze_past", "until")
        if lying.place not in {WAITING, STAFF}:
            return Refused("nothing_waits")
        if until is not None:
            wake = Alarm(WAKE, until, 0)
            await self._support.keep(
                Event("staff", fresh_id(), lying.address, at),
                lambda chat: Kept(chat.begun, alarms=(wake,)),
            )
        before = await self._shelf.arrange(number, {"snoozed": until, "snoozed_at": at})
        was = before.snoozed.isoformat() if before.snoozed and before.snoozed > at else ""
        await self._note(me, "snoozed", number, changes={"until": (was, until.isoformat() if until else "")})
        self._tell(number)
        return Done(f"snooze:{was}")

    async def tag(self, me: Staff, number: int, tags: Sequence[str]) -> Outcome:
        """Trimmed, each once, in the order given."""
        must(me, Right.ANSWER)
        await self._lying(me, number)
        given: list[JSON] = [*dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip())]
        if len(given) > TAGS or any(len(str(tag)) > TAG_CHARACTERS or '"' in str(tag) for tag in given):
            return Refused("tag_form", "tags", {"n": str(TAG_CHARACTERS), "most": str(TAGS)})
        before = await self._shelf.arrange(number, {"tags": given})
        await self._note(me, "tagged", number, changes={"tags": (list(before.tags), given)})
        self._tell(number)
        return Done(f"tags:{json.dumps(list(before.tags), ensure_ascii=False)}")

    async def prioritise(self, me: Staff, number: int, priority: int) -> Outcome:
        """Over what the trouble says by itself."""
        must(me, Right.ANSWER)
        await self._lying(me, number)
        if priority not in PRIORITIES:
            return Refused("priority_form", "priority")
        before = await self._shelf.arrange(number, {"priority": priority})
        await self._note(me, "prioritised", number, changes={"priority": (before.priority, priority)})
        self._tell(number)
        return Done(f"priority:{'' if before.priority is None else before.priority}")

    async def merge(self, me: Staff, number: int, into: int) -> Outcome:
        """All chats of the one merchant become the other's; each keeps its own transcript."""
        must(me, Right.MERGE)
        lying, other = await self._lying(me, number), await self._lying(me, into)
        if lying.merchant == other.merchant:
            return Refused("same_merchant", "into")
        moved = [chat.number for chat in await self._shelf.of_merchant(me.id, lying.merchant)]
        for chat in moved:
            await self._shelf.arrange(chat, {"merchant": other.merchant})
        await self._note(me, "merged", number, str(into), {"merchant": (lying.merchant, other.merchant)})
        self._tell(number, *(f"c{chat}" for chat in moved))
        return Done(f"unmerge:{lying.merchant}:{','.join(str(chat) for chat in moved)}")

    # ---- taking back -------------------------------------------------------------------------

    async def undo(self, me: Staff, number: int, undo: str) -> Outcome:
        """Does the opposite, with the rights that it takes."""
        what, _, rest = undo.partition(":")
        steps: Mapping[str, Callable[[], Awaitable[Outcome]]] = {
            REJOIN: lambda: self.join(me, number),
            REOPEN: lambda: self.reopen(me, number),
            "assign": lambda: self.assign(me, number, rest),
            "team": lambda: self.assign_team(me, number, rest),
            "snooze": lambda: self.snooze(me, number, datetime.fromisoformat(rest) if rest else None),
            "tags": lambda: self.tag(me, number, json.loads(rest)),
            "priority": lambda: self._unprioritise(me, number, rest),
            "unmerge": lambda: self._unmerge(me, number, rest),
        }
        try:
            return await steps[what]() if what in steps else Refused("nothing_to_undo")
        except ValueError:
            return Refused("nothing_to_undo")

    async def _unprioritise(self, me: Staff, number: int, rest: str) -> Outcome:
        if rest:
            return await self.prioritise(me, number, int(rest))
        must(me, Right.ANSWER)
        before = await self._shelf.arrange(number, {"priority": None})
        await self._note(me, "prioritised", number, changes={"priority": (before.priority, None)})
        self._tell(number)
        return Done()

    async def _unmerge(self, me: Staff, number: int, rest: str) -> Outcome:
        must(me, Right.MERGE)
        own, _, chats = rest.partition(":")
        known = {int(chat) for chat in chats.split(",")}
        lying = await self._lying(me, number)
        together = {chat.number for chat in await self._shelf.of_merchant(me.id, lying.merchant)}
        for chat in known & together:
            await self._shelf.arrange(chat, {"merchant": int(own)})
        await self._note(me, "unmerged", number, changes={"merchant": (lying.merchant, int(own))})
        self._tell(number)
        return Done()
