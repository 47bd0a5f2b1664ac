"""Works off one push of the service account: what happened opens a window, and is handed on."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.wechat.intake import Taking
from bot.channels.wechat.oa.parsing import Agreed, Came, Happened, Left, Said, Tapped, parsed, sender, since
from bot.core.messages import Address, Inbound
from bot.service.consents import Consents
from bot.service.fitting import unpacked
from bot.service.inbox import Update
from bot.service.windows import Deed

CHANNEL = "wx_oa"
CHOICES = {"person": "0.person", "ticket": "0.ticket.status"}
"""Keys of the menu that are the same as pressing a button which never grows old."""


@dataclass
class AccountIntake:
    """What the service account makes of its pushes."""

    taking: Taking
    consents: Consents

    async def take(self, update: Update) -> None:
        """See `bot.service.taking.Intake`."""
        push, masked = unpacked(update.raw)
        address, happened = Address(CHANNEL, sender(push)), parsed(push)
        if isinstance(happened, Said | Came | Tapped):
            is_said = isinstance(happened, Said) and not happened.tapped
            await self.taking.opened(address, Deed.SAID if is_said else Deed.DID, update, since(push))
            await self.taking.received(await self._inbound(happened, address, update, masked))
        elif isinstance(happened, Agreed):
            await self._agreed(happened, address, update)
        elif isinstance(happened, Left):
            await self.taking.front.note(address, update.update_id, update.at, {"did": "blocked"})

    async def _inbound(self, happened: Happened, address: Address, update: Update, masked: int) -> Inbound:
        match happened:
            case Said(text, files, media):
                sent = (*media, *await self.taking.fetched(files))
                return Inbound(update.update_id, address, update.at, text, media=sent, masked=masked)
            case Tapped(key) if key in CHOICES:
                return Inbound(update.update_id, address, update.at, choice=CHOICES[key])
            case Came(scene):
                return await self.taking.arrived(address, scene, update)
            case _:
                return Inbound(update.update_id, address, update.at, self.taking.words(None, "say_menu"))

    async def _agreed(self, agreed: Agreed, address: Address, update: Update) -> None:
        for template, may in agreed.answers:
            if may:
                await self.consents.give(address, template, update.update_id, update.at)
            else:
                await self.consents.withdraw(address, template, update.at)
