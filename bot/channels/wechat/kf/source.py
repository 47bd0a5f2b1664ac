"""Fetches messages of WeChat Customer Service, page by page; a page and its cursor are kept in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.wechat.api import Api
from bot.channels.wechat.kf.parsing import lane_of, since
from bot.service.cursors import Cursors, Page
from bot.service.fitting import fit
from bot.service.inbox import Update
from bot.service.ports import JSON, Clock

SYNC = "/cgi-bin/kf/sync_msg"
AT_ONCE = 1000
PAGES = 1000
"""Pages of one pull at most: three days of messages are fewer."""
OLDEST = timedelta(minutes=30)
"""Where nothing was ever fetched, WeChat begins with the last three days: what is older than this was answered by others."""
logger = logging.getLogger(__name__)


@dataclass
class Source:
    """One company's messages. ``wake`` is called when there are new ones."""

    account: str
    api: Api
    cursors: Cursors
    now: Clock
    wake: Callable[[], None]

    async def pull(self, door: str, token: str = "") -> int:
        """Everything that this door (an open_kfid) holds past the cursor; how many messages. Without the ``token`` of
        a push WeChat allows it seldom. Raises what `Api.call` raises.
        """
        count = 0
        for _ in range(PAGES):
            before = await self.cursors.at(self.account, door)
            asked: dict[str, JSON] = {"cursor": before, "limit": AT_ONCE, "voice_format": 0, "open_kfid": door}
            answer = await self.api.call(SYNC, asked | ({"token": token} if token else {}))
            after, found = str(answer.get("next_cursor") or before), answer.get("msg_list")
            messages = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
            await self.cursors.keep(Page(self.account, door, before, after, self._updates(messages, begins=not before)))
            count += len(messages)
            self.wake()
            if not answer.get("has_more") or after == before:
                break
        return count

    def _updates(self, messages: Sequence[Mapping[str, JSON]], *, begins: bool) -> tuple[Update, ...]:
        at = self.now()
        return tuple(update for message in messages if (update := self._update(message, at, begins=begins)))

    def _update(self, message: Mapping[str, JSON], at: datetime, *, begins: bool) -> Update | None:
        """None for what has no name to know it by, and for the past."""
        id_ = message.get("msgid")
        if not isinstance(id_, str) or not id_:
            logger.warning("%s: a message without an id was left out", self.account)
            return None
        try:
            lane = lane_of(message)
            is_past = begins and since(message) < at - OLDEST
        except (KeyError, ValueError):
            lane, is_past = "", False  # it is put aside when it is worked off
        return None if is_past else Update(self.account, id_, lane, at, fit(dict(message)))
