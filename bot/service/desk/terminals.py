"""What the staff do to terminals: look at a passport and what happened, correct it, hand it to another merchant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.days import purchased
from bot.core.veiling import recorded
from bot.service.desk.bench import fresh_id, must
from bot.service.desk.docket import Docket, clean
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.passports import DATES, FIELDS, OWNERSHIPS, Happening, Passport
from bot.service.ports import JSON, Event


class TerminalDesk(Docket):
    """Passports."""

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

    async def terminals_known(self, me: Staff, text: str, after: str = "") -> Sequence[Passport]:
        """Passports in order of serial past ``after``."""
        must(me, Right.READ)
        return await self._passports.search(text.strip(), after)

    async def change_device(self, me: Staff, serial: str, changes: Mapping[str, str]) -> Outcome:
        """What the staff say holds."""
        must(me, Right.ANSWER)
        given = {name: clean(value) for name, value in changes.items() if name in FIELDS and name != "serial"}
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
        told: dict[str, tuple[JSON, JSON]] = {name: recorded(name, getattr(before, name), value) for name, value in given.items()}
        await self._note(me, "device_changed", None, serial, told)
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
