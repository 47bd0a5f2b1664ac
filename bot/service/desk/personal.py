"""What the staff may do with a merchant's own data: look at how he is reached, hand him everything, erase it. All of it is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from bot.service.desk.bench import fresh_id, must
from bot.service.desk.keys import Keys
from bot.service.desk.outcomes import NotThere, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.shelf import Shelf
from bot.service.desk.views import Deed
from bot.service.personal import Erased, OwnData
from bot.service.ports import Clock

SHORTEST, LONGEST = 4, 200
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was asked for: a contact, or a receipt."""

    contact: str = ""
    receipt: str = ""


class PersonalDesk:
    """Beside `bot.service.desk.ports.Desk`."""

    def __init__(self, shelf: Shelf, keys: Keys, own: OwnData, now: Clock) -> None:
        """Nothing is read yet."""
        self._shelf = shelf
        self._keys = keys
        self._own = own
        self._now = now

    async def show(self, me: Staff, merchant: int, reason: str) -> Shown | Refused:
        """How the merchant is reached, in full; who looked and why is on record first."""
        must(me, Right.ANSWER)
        if refused := _without_reason(reason):
            return refused
        known = await self._shelf.known(merchant)
        chats = await self._shelf.of_merchant(me.id, merchant)
        if not chats:
            raise NotThere(str(merchant))
        await self._note(me, "contact_shown", merchant, reason)
        return Shown(contact=known.contact or next((chat.contact for chat in chats if chat.contact), ""))

    async def export(self, me: Staff, merchant: int) -> bytes:
        """Everything, as an archive."""
        must(me, Right.PERSONAL)
        await self._there(me, merchant)
        await self._note(me, "own_exported", merchant, "")
        return await self._own.export(merchant, me.wishes.locale)

    async def erase(self, me: Staff, merchant: int, typed: str, reason: str) -> Shown | Refused:
        """Whoever erases types the number once more. On record before it is done."""
        must(me, Right.PERSONAL)
        if refused := _without_reason(reason):
            return refused
        if typed.strip().lstrip("#") != str(merchant):
            return Refused("own_number", "typed", {"n": str(merchant)})
        await self._there(me, merchant)
        ref = fresh_id()[:8]
        self._own.receipt(me.wishes.locale, ref, Erased())  # what cannot be told is not begun
        await self._note(me, "own_erased", merchant, f"{ref} {reason}")
        return Shown(receipt=self._own.receipt(me.wishes.locale, ref, await self._own.erase(merchant)))

    async def _there(self, me: Staff, merchant: int) -> None:
        if not await self._shelf.of_merchant(me.id, merchant):
            raise NotThere(str(merchant))

    async def _note(self, me: Staff, did: str, merchant: int, what: str) -> None:
        await self._keys.record(Deed(0, self._now(), me.id, did, merchant, what.strip()[:LONGEST]))


def _without_reason(reason: str) -> Refused | None:
    return Refused("own_reason", "reason") if len(reason.strip()) < SHORTEST else None
