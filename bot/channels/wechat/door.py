"""The way out of both doors at WeChat: counted first, then sent, and what became of it returned as a decision."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.wechat.api import Api, Away, Denied
from bot.channels.wechat.bubbles import Bubble, Fit, bubbles, joined
from bot.core.messages import Outbound
from bot.rendering.words import Words
from bot.service.ports import JSON, Blobs, Clock
from bot.service.sending import Delivered, MaybeSent, Outcome, Refused, RetryAt, Unreachable, WindowClosed
from bot.service.tokens import TokenTrouble
from bot.service.windows import Shut, Window, Windows

PAUSES = (1, 2, 5, 15, 60)
"""Seconds after the first failure, the second, and so on."""
RIGHTS = timedelta(minutes=5)
BUSY = frozenset({-1, 45009, 45011, 50002})
"""Busy, or a quota of calls used up."""
NOT_ALLOWED = frozenset({48001, 48004, 48006, 60020, 48002})
"""The account lacks the right, or our address is not on its list: somebody must set that right."""


@dataclass(frozen=True)
class Reasons:
    """What a code of this platform means for the chat."""

    closed: Mapping[int, str]
    gone: frozenset[int]


@dataclass
class Kit:
    """What a door works with. ``reserve``: messages of a window that the bot's own notices leave to a person; ``gathers``: so
    long a colleague's next line is waited for, which then goes out in the same bubble.
    """

    api: Api
    now: Clock
    windows: Windows
    blobs: Blobs
    words: Words
    fit: Fit
    reasons: Reasons
    reserve: int = 1
    gathers: timedelta = timedelta(0)


@dataclass
class Door(ABC):
    """What both doors share; each says how a bubble goes out. ``_begun``: bubbles of a message that are out."""

    channel: str
    kit: Kit
    _begun: dict[str, int] = field(default_factory=dict)

    @property
    def gathers(self) -> timedelta:
        """See `bot.service.sending.Joining`."""
        return self.kit.gathers

    def joined(self, messages: Sequence[Outbound]) -> tuple[Outbound, int]:
        """See `bot.service.sending.Joining`."""
        return joined(messages, self.kit.words, self.kit.fit)

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:  # noqa: ARG002 -- the protocol's shape; the store has the clock
        """See `bot.service.sending.Door`. Bubbles that went out before a wait are not sent again."""
        made = bubbles(message, self.kit.words, self.kit.fit)
        outcome: Outcome = Refused("empty")
        for index in range(self._begun.get(message.id, 0), len(made)):
            outcome = await self._bubble(message, made, index, attempt)
            if not isinstance(outcome, Delivered):
                break
            self._begun[message.id] = index + 1
        if not isinstance(outcome, RetryAt | WindowClosed):
            self._begun.pop(message.id, None)
        return outcome

    async def _bubble(self, message: Outbound, made: Sequence[Bubble], index: int, attempt: int) -> Outcome:
        spare = self.kit.reserve if message.notice else 0
        window = await self.kit.windows.spend(message.recipient, f"{message.id}-{index}", self.kit.now(), spare)
        if isinstance(window, Shut):
            return Refused(window.value) if window is Shut.RESERVED else WindowClosed(window.value)
        return await self._posted(message, made, index, window, attempt)

    async def _posted(self, message: Outbound, made: Sequence[Bubble], index: int, window: Window, attempt: int) -> Outcome:
        try:
            return Delivered(await self.post(message, made, index, window))
        except LookupError:
            return Refused("file")
        except Denied as wrong:
            return await self._denied(message, index, wrong, attempt)
        except Away as wrong:
            return self.away(wrong, attempt)
        except TokenTrouble as wrong:
            return RetryAt(wrong.until, "token")

    @abstractmethod
    async def post(self, message: Outbound, made: Sequence[Bubble], index: int, window: Window) -> str | None:
        """Send one bubble; the messenger's name for it. Raises what `Api.call` raises, LookupError for a lost file."""

    async def _denied(self, message: Outbound, index: int, wrong: Denied, attempt: int) -> Outcome:
        now = self.kit.now()
        if wrong.code in self.kit.reasons.closed:
            await self.kit.windows.shut(message.recipient, f"{message.id}-{index}")
            return WindowClosed(self.kit.reasons.closed[wrong.code])
        if wrong.code in self.kit.reasons.gone:
            return Unreachable(str(wrong.code))
        if wrong.code in NOT_ALLOWED:
            await self.kit.api.tokens.alarm(f"the account lacks a right: {wrong}", RIGHTS)
            return RetryAt(now + RIGHTS, f"{wrong.code}")
        return self.busy(wrong, attempt) or Refused(str(wrong.code))

    def busy(self, wrong: Denied, attempt: int) -> RetryAt | None:
        """When to try again, if that is all that was wrong."""
        return RetryAt(self.kit.now() + self.pause(attempt), f"{wrong.code}") if wrong.code in BUSY else None

    def away(self, wrong: Away, attempt: int) -> Outcome:
        """No answer: who cannot say a message twice without its being shown twice does not."""
        if wrong.arrived:
            return MaybeSent("no answer")
        return RetryAt(self.kit.now() + self.pause(attempt), "network")

    @staticmethod
    def pause(attempt: int) -> timedelta:
        """Longer each time."""
        return timedelta(seconds=PAUSES[min(attempt, len(PAUSES) - 1)])

    async def media(self, bubble: Bubble) -> Mapping[str, JSON]:
        """The file, uploaded anew each time: WeChat keeps it for three days only."""
        content = await self.kit.blobs.get(bubble.ref)
        if content is None:
            raise LookupError(bubble.ref)
        return {"media_id": await self.kit.api.upload(bubble.kind, content, bubble.ref[-12:])}
