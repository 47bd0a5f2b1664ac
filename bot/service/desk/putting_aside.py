"""Messages of a messenger that could not be worked off: looked at, tried again, or given up. By leads, and on record."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.service.desk.bench import Bench, must
from bot.service.desk.outcomes import Done, NotThere, Outcome
from bot.service.desk.people import Right, Staff
from bot.service.desk.views import Aside
from bot.service.fitting import unpacked
from bot.service.inbox import Parked
from bot.service.ports import JSON
from bot.understanding.text.masking import masked

AT_ONCE = 200
SHOWN = 4_000
"""Characters of an update that are shown."""


class AsideDesk(Bench):
    """The part of `bot.service.desk.ports.Papers` that is about the inbox."""

    async def aside(self, me: Staff) -> Sequence[Aside]:
        """What was put aside, oldest first."""
        must(me, Right.ASIDE)
        return [aside_of(one) for one in await self._support.store.inbox.parked(AT_ONCE)]

    async def try_again(self, me: Staff, aside: int) -> Outcome:
        """From the beginning, as if it had just come."""
        must(me, Right.ASIDE)
        if not await self._support.store.inbox.unpark(aside):
            raise NotThere(str(aside))
        self._support.work.set()
        await self._note(me, "aside_retried", what=str(aside))
        return Done()

    async def give_up(self, me: Staff, aside: int) -> Outcome:
        """Forget what it says; who gave it up stays known."""
        must(me, Right.ASIDE)
        if not await self._support.store.inbox.drop(aside):
            raise NotThere(str(aside))
        await self._note(me, "aside_dropped", what=str(aside))
        return Done()


def aside_of(parked: Parked) -> Aside:
    """As it is shown: nobody knows what a text of unknown shape says, so every word of it is masked once more."""
    update = parked.update
    content = json.dumps(_masked(dict(unpacked(update.raw)[0])), ensure_ascii=False, indent=2)
    return Aside(parked.id, update.at, update.account, update.lane, parked.tries, parked.reason, content[:SHOWN])


def _masked(value: JSON) -> JSON:
    match value:
        case str():
            return masked(value)[0]
        case list():
            return [_masked(one) for one in value]
        case dict():
            return {name: _masked(one) for name, one in value.items()}
        case _:
            return value
