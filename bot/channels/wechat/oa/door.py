"""How the service account speaks: in the push that waits, or by the customer-service API; a notice where both are shut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.channels.wechat.api import Away, Denied
from bot.channels.wechat.bubbles import Bubble
from bot.channels.wechat.door import Door, Reasons
from bot.channels.wechat.oa.replies import Replies
from bot.core.messages import Address, Outbound
from bot.service.consents import Consents
from bot.service.ports import JSON
from bot.service.sending import Delivered, Outcome, Refused, RetryAt
from bot.service.tokens import TokenTrouble
from bot.service.windows import Window

SEND, NOTICE, TEMPLATE = "/cgi-bin/message/custom/send", "/cgi-bin/message/subscribe/bizsend", "/cgi-bin/message/template/send"
REASONS = Reasons({45015: "window", 45047: "quota"}, frozenset({40003, 43004, 43019, 40013}))
FIELD = 20
"""Characters that a field of a notice holds."""


@dataclass(frozen=True)
class Notices:
    """Notices for when no message may be sent. ``template`` needs the merchant's consent, each time anew;
    ``message`` (a template message) needs none. ``fields``: field of the template -> words.
    """

    consents: Consents
    template: str = ""
    message: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass
class AccountDoor(Door):
    """Sends through the service account."""

    replies: Replies = field(default_factory=Replies)
    notices: Notices | None = None

    async def post(self, message: Outbound, made: Sequence[Bubble], index: int, window: Window) -> str | None:  # noqa: ARG002 -- the base's shape
        """A message of words alone may go back in the push."""
        bubble, chat = made[index], message.recipient.chat
        if bubble.kind == "text" and len(made) == 1 and await self.replies.give(chat, bubble.text):
            return None
        content: Mapping[str, JSON] = {"content": bubble.text} if bubble.kind == "text" else await self.media(bubble)
        await self.kit.api.call(SEND, {"touser": chat, "msgtype": bubble.kind, bubble.kind: dict(content)})
        return None

    async def knock(self, address: Address, key: str, attempt: int) -> Outcome:
        """See `bot.service.sending.Knocking`."""
        try:
            noticed = await self._noticed(self.notices, address, key) if self.notices else False
        except Denied as wrong:
            return self.busy(wrong, attempt) or Refused(str(wrong.code))
        except Away as wrong:
            return self.away(wrong, attempt)
        except TokenTrouble as wrong:
            return RetryAt(wrong.until, "token")
        return Delivered() if noticed else Refused("no notice")

    async def _noticed(self, notices: Notices, address: Address, key: str) -> bool:
        chat = address.chat
        fields: dict[str, JSON] = {name: {"value": words[:FIELD]} for name, words in notices.fields.items()}
        if notices.template and await notices.consents.take(address, notices.template, key):
            await self.kit.api.call(NOTICE, {"touser": chat, "template_id": notices.template, "data": fields})
            return True
        if notices.message:
            await self.kit.api.call(TEMPLATE, {"touser": chat, "template_id": notices.message, "data": fields})
            return True
        return False
