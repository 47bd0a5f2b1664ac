"""Pushes that wait for their answer: one bubble that is ready within seconds goes back in the push itself.

It lives in the process that got the push. A push that is not answered so is answered by a message of its own.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque

REMEMBERED = 1000
"""Answers given that are known: WeChat asks three times within fifteen seconds if it did not hear the first."""


class Replies:
    """Who waits, by chat."""

    def __init__(self) -> None:
        """Nobody."""
        self._waiting: dict[str, deque[tuple[str, asyncio.Future[str]]]] = {}
        self._given: OrderedDict[str, str] = OrderedDict()

    async def wait(self, chat: str, update: str, seconds: float) -> str | None:
        """The words to answer this push with; None if none are ready in time."""
        if update in self._given:
            return self._given[update]
        place: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(chat, deque()).append((update, place))
        try:
            return await asyncio.wait_for(place, seconds)
        except TimeoutError:
            return None
        finally:
            self._leave(chat, (update, place))

    def _leave(self, chat: str, who: tuple[str, asyncio.Future[str]]) -> None:
        waiting = self._waiting.get(chat)
        if waiting and who in waiting:
            waiting.remove(who)
        if not waiting:
            self._waiting.pop(chat, None)

    def give(self, chat: str, text: str) -> bool:
        """Hand the words to the push that has waited longest. False if none waits any more."""
        waiting = self._waiting.get(chat, deque())
        while waiting:
            update, place = waiting.popleft()
            if not place.done():
                place.set_result(text)
                self._given[update] = text
                while len(self._given) > REMEMBERED:
                    self._given.popitem(last=False)
                return True
        return False
