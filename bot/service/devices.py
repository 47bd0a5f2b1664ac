"""Between conversations and passports: what was said of a terminal is written down, what is known of it comes back.

Both are errands beside the turn: a turn waits for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.draft import UNKNOWN
from bot.core.state import State, Terminal
from bot.core.understanding import Recalled
from bot.service.companions import Errand
from bot.service.passports import Passports
from bot.service.ports import Chat, Due, Event, Kept
from bot.service.support import Support
from bot.service.turning import NOTED
from bot.understanding.facts.extracting import extract

SHOP = ("address", "contact")
"""What a merchant says of the shop; it is written into the passport of the terminal that stands there."""


class Devices:
    """Registers with the engine; see `errands` and `recall`."""

    def __init__(self, support: Support, passports: Passports) -> None:
        """``passports`` may be of a database or in memory."""
        self._support = support
        self._passports = passports

    @property
    def errands(self) -> Mapping[str, Errand]:
        """By the name of the timer."""
        return {NOTED: self._write_down}

    async def recall(self, text: str) -> Sequence[Terminal]:
        """What is kept of the serial number in the words; if of none, of those one slip away from it."""
        if not any(character.isdigit() for character in text):
            return ()
        written = [field.value for field in extract(text, self._support.store.now(), "serial") if field.name == "serial"]
        if len(written) != 1:
            return ()
        known = await self._passports.device(written[0])
        return [one.facts for one in ([known] if known else await self._passports.near(written[0]))]

    async def _write_down(self, due: Due, at: datetime) -> None:
        chat = await self._support.store.chat(due.address)
        if chat is None or chat.state is None:
            return
        serial = due.name.partition(":")[2]
        await self._passports.hear(chat.number, _said(chat.state, serial), at)
        known = Recalled(at, tuple(one.facts for one in reversed(await self._passports.of_chat(chat.number))))
        event = due.fired(at)
        await self._support.keep(event, lambda chat: self._remembering(chat, known))

    def _remembering(self, chat: Chat, known: Recalled) -> Kept:
        return self._support.minds.happen(chat, known)

    async def tell(self, number: int, event: Event) -> None:
        """What is kept of that chat's terminals has changed elsewhere: the conversation knows it from now on."""
        known = Recalled(event.at, tuple(one.facts for one in reversed(await self._passports.of_chat(number))))
        await self._support.keep(event, lambda chat: self._remembering(chat, known))


def _said(state: State, serial: str) -> dict[str, str]:
    facts = next((dict(one) for one in state.terminals if one["serial"] == serial), {"serial": serial})
    if state.slots.get("serial") == serial:
        facts |= {name: state.slots[name] for name in SHOP if state.slots.get(name, "") not in UNKNOWN}
    return facts
