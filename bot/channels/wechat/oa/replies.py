"""Pushes that wait for their answer: one bubble that is ready within seconds goes back in the push itself.

It lives in the process that got the push. A push that is not answered so is answered by a message of its own: a bubble
counts as said once the response that holds it is written, not before.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass, field

REMEMBERED = 1000
"""Answers given that are known: WeChat asks three times within fifteen seconds if it did not hear the first."""


WRITTEN_WITHIN = 3.0
"""Seconds in which a response that is ready is written, or its reader is gone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The words to answer a push with; ``written`` is set once they are on their way."""

    text: str
    written: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


class Replies:
    """Who waits, by chat."""

    def __init__(self) -> None:
        """Nobody."""
        self._waiting: dict[str, deque[tuple[str, asyncio.Future[Answer]]]] = {}
        self._given: OrderedDict[str, Answer] = OrderedDict()

    async def wait(self, chat: str, update: str, seconds: float) -> Answer | None:
        """The words to answer this push with; None if none are ready in time."""
        if update in self._given:
            return self._given[update]
        place: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(chat, deque()).append((update, place))
        try:
            async with asyncio.timeout(seconds):
                return await place
        except TimeoutError:
            return None
        finally:
            self._leave(chat, (update, place))

    def _leave(self, chat: str, who: tuple[str, asyncio.Future[Answer]]) -> None:
        waiting = self._waiting.get(chat)
        if waiting and who in waiting:
            waiting.remove(who)
        if not waiting:
            self._waiting.pop(chat, None)

    async def give(self, chat: str, text: str) -> bool:
        """Answer the push that has waited longest. False if none waits any more, or nobody read the answer: then they are
        to be said in another way.
        """
        answer = self._handed(chat, text)
        if answer is None:
            return False
        try:
            async with asyncio.timeout(WRITTEN_WITHIN):
                await answer.written.wait()
        except TimeoutError:
            self._given = OrderedDict((update, one) for update, one in self._given.items() if one is not answer)
            return False
        return True

    def _handed(self, chat: str, text: str) -> Answer | None:
        waiting = self._waiting.get(chat, deque())
        while waiting:
            update, place = waiting.popleft()
            if not place.done():
                answer = Answer(text)
                place.set_result(answer)
                self._given[update] = answer
                while len(self._given) > REMEMBERED:
                    self._given.popitem(last=False)
                return answer
        return None
