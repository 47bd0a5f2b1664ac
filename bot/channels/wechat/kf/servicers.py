"""People who answer in WeCom's own client: giving them a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.wechat.api import Api, Denied
from bot.service.ports import JSON

TRANSFER = "/cgi-bin/kf/service_state/trans"
QUEUE, PERSON = 2, 3
WAITING = "queue"
"""In the place of an account: WeCom's own queue."""


@dataclass(frozen=True)
class Servicers:
    """See `bot.service.passing.Elsewhere`."""

    api: Api
    people: Sequence[str]

    async def give(self, chat: str, to: str) -> str:
        """WeCom says no where nobody is on duty, or the session is over."""
        door, _, who = chat.partition("/")
        state: dict[str, JSON] = {"service_state": QUEUE} if to == WAITING else {"service_state": PERSON, "servicer_userid": to}
        try:
            await self.api.call(TRANSFER, {"open_kfid": door, "external_userid": who, **state})
        except Denied as wrong:
            return str(wrong.code)
        return ""
