"""How WeChat Customer Service speaks. Our own name goes along with each message, so that none is shown twice.

Being taken does not mean having arrived: an event says so when it has not.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.channels.wechat.api import Away, Denied
from bot.channels.wechat.bubbles import Bubble
from bot.channels.wechat.door import Door, Reasons
from bot.core.messages import Outbound
from bot.service.ports import JSON
from bot.service.sending import AGAIN, Outcome, RetryAt
from bot.service.windows import Deed, Window

STATE = "/cgi-bin/kf/service_state/get"
SEND, ON_EVENT = "/cgi-bin/kf/send_msg", "/cgi-bin/kf/send_msg_on_event"
SESSION = 95018
REASONS = Reasons({95001: "quota", SESSION: "session"}, frozenset({40096, 95011}))
TWICE = ("msgid", "repeat", "duplicate")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


ANSWERABLE = frozenset({0, 1})
"""States of a session in which the API may send: new, and with the assistant."""
REMEMBERED = 10_000


@dataclass
class ServiceDoor(Door):
    """Sends through WeChat Customer Service. ``_seen``: the window of each chat whose session was looked at: who has it is
    asked once for each message of the merchant's, before the first answer.
    """

    _seen: OrderedDict[str, str] = field(default_factory=OrderedDict)

    async def post(self, message: Outbound, made: Sequence[Bubble], index: int, window: Window) -> str | None:
        """In the window that a code opens, by the code."""
        bubble, name = made[index], msgid(message.id, index, window)
        body: dict[str, JSON] = {"msgid": name, "msgtype": KINDS[bubble.kind], KINDS[bubble.kind]: dict(await self._content(bubble))}
        try:
            if window.deed is Deed.CODE:
                await self.kit.api.call(ON_EVENT, {"code": window.key, **body})
            else:
                door, _, who = message.recipient.chat.partition("/")
                await self._look(message.recipient.chat, {"open_kfid": door, "external_userid": who}, window.key)
                await self.kit.api.call(SEND, {"touser": who, "open_kfid": door, **body})
        except Denied as wrong:
            if not _is_known(wrong):
                raise
        return name

    async def _look(self, chat: str, session: Mapping[str, JSON], window: str) -> None:
        """Raises `Denied` as sending would, where a servicer has the session."""
        if self._seen.get(chat) == window:
            return
        state = (await self.kit.api.call(STATE, session)).get("service_state")
        if state not in ANSWERABLE:
            raise Denied(SESSION, f"the session is in state {state}")
        self._seen[chat] = window
        self._seen.move_to_end(chat)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    async def _content(self, bubble: Bubble) -> Mapping[str, JSON]:
        if bubble.kind == "text":
            return {"content": bubble.text}
        if bubble.kind == "menu":
            items: list[JSON] = [{"type": "click", "click": {"id": key, "content": label}} for key, label in bubble.items]
            return {"head_content": bubble.text, "list": items}
        return await self.media(bubble)

    def away(self, wrong: Away, attempt: int) -> Outcome:
        """Asked again at once: the name keeps it from being shown twice."""
        return RetryAt(self.kit.now() + max(self.pause(attempt), timedelta(seconds=1)), AGAIN if wrong.arrived else "network")


KINDS: Mapping[str, str] = {"text": "text", "menu": "msgmenu", "image": "image", "file": "file"}


def msgid(message: str, index: int, window: Window) -> str:
    """Our name for a bubble: the same when it is tried again, another when it is said anew in another window, and
    another in another database. 32 letters, digits and dashes at most.
    """
    number, name = int(window.since.timestamp()), ""
    while number:
        number, digit = divmod(number, 36)
        name = _DIGITS[digit] + name
    return f"{message}-{index}-{name}"[-32:]


def _is_known(wrong: Denied) -> bool:
    """WeChat has this name already: the message went out before."""
    words = wrong.words.casefold()
    return TWICE[0] in words and any(word in words for word in TWICE[1:])
