"""Works off pushes (fetch what there is) and messages (hand them on) of WeChat Customer Service."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.wechat.intake import Taking
from bot.channels.wechat.kf.parsing import Answered, Entered, Failed, Returned, Said, lane_of, parsed, since
from bot.channels.wechat.kf.source import Source
from bot.core.messages import Address, Inbound
from bot.service import buttons
from bot.service.fitting import unpacked
from bot.service.inbox import Update
from bot.service.ports import JSON
from bot.service.windows import Deed

CHANNEL = "wx_kf"


@dataclass
class PushIntake:
    """A push says that there is something, at which door, and holds a token for fetching it."""

    source: Source

    async def take(self, update: Update) -> None:
        """See `bot.service.taking.Intake`."""
        push, _ = unpacked(update.raw)
        if push.get("Event") == "kf_msg_or_event":
            await self.source.pull(str(push["OpenKfId"]), str(push.get("Token") or ""))


@dataclass
class ServiceIntake:
    """What is made of the messages."""

    taking: Taking

    async def take(self, update: Update) -> None:
        """See `bot.service.taking.Intake`."""
        message, masked = unpacked(update.raw)
        address, happened = Address(CHANNEL, lane_of(message)), parsed(message)
        match happened:
            case Said():
                await self.taking.opened(address, Deed.SAID, update, since(message))
                await self.taking.received(await self._inbound(happened, address, update, masked))
            case Entered(code, scene):
                await self.taking.opened(address, Deed.CODE, update, since(message), code)
                await self.taking.received(await self.taking.arrived(address, scene, update))
            case Failed(name, why):
                await self.taking.front.not_arrived(address, name, update.update_id, update.at, why)
            case Answered(who, text):
                body: dict[str, JSON] = {"did": "answered_there", "who": who, "to": text}
                await self.taking.front.note(address, update.update_id, update.at, body)
            case Returned():
                await self.taking.front.returned(address, update.update_id, update.at)
            case None:
                pass

    async def _inbound(self, said: Said, address: Address, update: Update, masked: int) -> Inbound:
        if said.pressed:
            line = buttons.line_of(said.pressed)
            entries = await self.taking.front.log(address, line - 1, 1) if line else ()
            choice = buttons.meaning(said.pressed, entries)
            return Inbound(update.update_id, address, update.at, choice=choice.key if choice else buttons.UNKNOWN)
        media = (*said.media, *await self.taking.fetched(said.files))
        return Inbound(update.update_id, address, update.at, said.text, media=media, masked=masked)
