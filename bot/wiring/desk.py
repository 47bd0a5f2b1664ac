"""Puts the staff's desk together: its work, its accounts, the link for the first of them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from bot.console.access.secrets import AddressBrakes, Argon2, TimedCodes
from bot.console.door import desk_routes
from bot.console.insight import Insight
from bot.core.messages import Address
from bot.core.telling import Told, told
from bot.rendering.documents import Documents
from bot.service.casework import Casework
from bot.service.desk.bus import QUEUE, TOPIC, Bus
from bot.service.desk.cases import CaseDesk
from bot.service.desk.entering import EntryRules, Tools
from bot.service.desk.indexing import Indexer
from bot.service.desk.keeping_accounts import StaffAccounts
from bot.service.desk.living import StaffDesk
from bot.service.desk.naming import Names
from bot.service.desk.noticing import Notices
from bot.service.desk.overseeing import REFRESHED, Oversight
from bot.service.desk.personal import PersonalDesk
from bot.service.hours import zone_of
from bot.service.insight.flows import FlowNumbers
from bot.service.insight.incidents import Incidents
from bot.service.insight.numbers import Numbers
from bot.service.insight.reasons import Reasons
from bot.service.insight.weekly import Weekly
from bot.service.ports import Blobs, Store
from bot.service.press import Press
from bot.service.problems import StoreAway
from bot.service.support import Support
from bot.store.database import Database
from bot.store.desk.index import StoredIndex
from bot.store.desk.keys import StoredKeys
from bot.store.desk.shelf import StoredShelf
from bot.store.insight.incidents import StoredIncidents
from bot.store.insight.ledger import StoredLedger, StoredSteps
from bot.store.notices import StoredNotices
from bot.wiring.desk_tables import database_of
from bot.wiring.devices import bookings_of, casework_of, passports_of
from bot.wiring.ground import Ground, Part
from bot.wiring.personal import own_data
from bot.wiring.places import shipped
from bot.wiring.studio import studio_of
from bot.wiring.tallying import tallied


@dataclass(frozen=True, slots=True)
class Staffed:
    """The desk and who may sit at it."""

    desk: StaffDesk
    accounts: StaffAccounts


def staffed(support: Support, blobs: Blobs, *, second: bool = False) -> Staffed:
    """The desk over the engine's own store. ``second``: leads and administrators need a second factor."""
    database = database_of(support.store)
    keys = StoredKeys(database)
    desk = StaffDesk(support, StoredShelf(database), keys, blobs, Bus(support.store.tell))
    return Staffed(desk, accounts_of(support.store, second=second))


def overseen(ground: Ground) -> Part:
    """Who looks after those who wait, in every process, since each may hear a merchant call."""
    if not isinstance(ground.store, Database):
        return Part()
    oversight = Oversight(ground.support, StoredShelf(ground.store), StoredKeys(ground.store), ground.blobs, Bus())
    ground.support.oversee(oversight)
    return Part(runs=(oversight.run,))


TALLIED = 2.0
"""Seconds in which what is to be counted is gathered."""


def indexed(ground: Ground) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
    """Who keeps the index of the search and the counts; nothing where there are no tables."""
    if not isinstance(ground.store, Database):
        return ()
    counts = Indexer(
        tallied(ground.store, ground.support.mind.knowledge), ground.support.signals, ground.store.keeps, TALLIED, TALLIED * 30
    )
    return (Indexer(StoredIndex(ground.store), ground.support.signals, ground.store.keeps).run, counts.run)


def insight_of(ground: Ground, bus: Bus) -> Insight:
    """What is learned from what happened."""
    database, shelf = database_of(ground.store), StoredShelf(database_of(ground.store))
    zone = zone_of(ground.support.mind.knowledge.warranty.zone)
    numbers = Numbers(StoredLedger(database), zone, ground.store.now)
    flows = FlowNumbers(ground.support, StoredSteps(database), numbers)
    return Insight(numbers, Reasons(ground.support, shelf), incidents_of(ground, bus), flows, weekly_of(ground))


def weekly_of(ground: Ground) -> Weekly:
    """The week's report."""
    database, mind = database_of(ground.store), ground.support.mind
    numbers = Numbers(StoredLedger(database), zone_of(mind.knowledge.warranty.zone), ground.store.now)
    templates = ground.settings.templates or shipped("templates")
    return Weekly(numbers, Names(lambda: ground.support.mind.knowledge), Press(Documents(templates)))


def incidents_of(ground: Ground, bus: Bus | None = None) -> Incidents:
    """What many shops have at once; open pages look when there is another."""
    database = database_of(ground.store)
    zone = zone_of(ground.support.mind.knowledge.warranty.zone)
    stir = (lambda: bus.overhear(Address(TOPIC, QUEUE))) if bus else (lambda: None)
    return Incidents(ground.support, StoredIncidents(database), StoredKeys(database), zone, stir)


def looking_out(ground: Ground) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
    """Who looks for incidents; nobody where there are no tables."""
    return (incidents_of(ground).run,) if isinstance(ground.store, Database) else ()


def noticing(ground: Ground) -> Notices | None:
    """What leads tell many; nothing where there are no tables."""
    if not isinstance(ground.store, Database):
        return None
    return Notices(ground.support, StoredNotices(ground.store), StoredKeys(ground.store))


def accounts_of(store: Store, *, second: bool = False) -> StaffAccounts:
    """The accounts alone, as the command line needs them."""
    keys = StoredKeys(database_of(store))
    return StaffAccounts(Tools(keys, Argon2(), TimedCodes(), AddressBrakes(), store.now, EntryRules(second=second)))


def desk(ground: Ground) -> Part:
    """The staff desk and its pages; nothing where there are no tables to keep them in."""
    if not isinstance(ground.store, Database):
        return Part()
    settings = ground.settings
    made = staffed(ground.support, ground.blobs, second=settings.second_factor)
    if ground.passing:
        made.desk.passes(ground.passing)
    casework = casework_of(ground.support, ground.blobs, settings.templates)
    own = own_data(settings, ground.store, ground.support)
    cases = CaseDesk(made.desk, casework, passports_of(ground.store), bookings_of(ground.store))
    studio, stop_studio = studio_of(ground, made.desk.bus)
    insight = insight_of(ground, made.desk.bus)
    pages = (settings.templates or shipped("templates")) / "pages"
    routes = desk_routes(
        made.desk,
        made.accounts,
        pages,
        ground.store.now,
        locale=settings.locale,
        secure=settings.secure_cookies,
        notices=noticing(ground),
        cases=cases,
        personal=PersonalDesk(StoredShelf(ground.store), StoredKeys(ground.store), own, ground.store.now),
        studio=studio,
        insight=insight,
    )
    return Part(
        routers=(routes,),
        runs=(lambda: keeping_up(casework), insight.incidents.watch),
        stop=made.desk.stop,
        closes=(stop_studio,),
        greets=lambda address: first_greeting(made.accounts, address),
    )


async def first_greeting(accounts: StaffAccounts, address: str) -> Sequence[Told]:
    """Where the staff come in; while there is nobody, with the link for the first of them."""
    token = await accounts.first_link()
    shown = told("run_desk", page=f"{address}/desk")
    return (shown, told("run_first", page=f"{address}/desk/join/{token}")) if token else (shown,)


async def keeping_up(casework: Casework) -> None:
    """Windows that another process gave away are not offered here for long."""
    while True:
        with contextlib.suppress(StoreAway):
            await casework.refresh()
        await asyncio.sleep(REFRESHED)
