"""Who counts what came of the talks, for the processes and for the command line."""

from __future__ import annotations

from bot.core.knowledge import Knowledge
from bot.service.hours import zone_of
from bot.service.ports import Store
from bot.settings import Settings
from bot.store.database import Database
from bot.store.insight.tallying import StoredTally
from bot.store.problems import StoreProblem
from bot.wiring.keeping import store_of
from bot.wiring.mind import Sources, loaded


def tallied(store: Store, knowledge: Knowledge) -> StoredTally:
    """The days begin where the supplier is. Raises StoreProblem for a store without tables."""
    if not isinstance(store, Database):
        message = "counting needs a database: use sqlite:///path/to/file or PostgreSQL"
        raise StoreProblem(message)
    return StoredTally(store, zone_of(knowledge.warranty.zone), store.now)


async def counted(settings: Settings, sources: Sources, *, rebuild: bool) -> int:
    """Every log to its end, or anew from its beginning; how many talks there are."""
    store = store_of(settings)
    try:
        tally = tallied(store, loaded(sources).knowledge)
        if rebuild:
            await tally.forget()
        after = await tally.catch_up()
        while after:
            after = await tally.catch_up(after)
        return await tally.talks()
    finally:
        await store.close()
