"""Puts the desk in Telegram together: its bot, who works off the group's updates, and what is shown there."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.core.telling import told
from bot.service.desk.people import Role, Staff, Wishes
from bot.service.fetching import Fetcher, Raw
from bot.service.hours import zone_of
from bot.service.insight.numbers import Asked
from bot.service.insight.weekly import Messenger
from bot.settings import Settings, SettingsProblem
from bot.store.database import Database
from bot.store.insight.weekly import StoredWeeks
from bot.store.topics import StoredTopics
from bot.wiring.desk import staffed, weekly_of
from bot.wiring.fronts import is_alone, keeper, sentences, until_done
from bot.wiring.ground import Ground, Part
from bot.wiring.hooks import hook
from bot.wiring.played import guests
from bot.wiring.telegram import address_of

CHANNEL = "desk"
ROBOT = "telegram"


def thread_of(update: Raw) -> str:
    """What stays in order: a topic."""
    message = update.get("message")
    return str(message.get("message_thread_id", "")) if isinstance(message, Mapping) else ""


def linked(settings: Settings) -> Mapping[int, str]:
    """Who is who: TELEGRAM NUMBER=ACCOUNT, separated by commas."""
    found: dict[int, str] = {}
    for pair in filter(None, (part.strip() for part in settings.telegram_staff.split(","))):
        number, _, account = pair.partition("=")
        if not number.strip().isdecimal() or not account.strip():
            raise SettingsProblem(
                told("setting_form", setting="POSBOT_TELEGRAM_STAFF", got=told("setting_got", value=repr(pair)), form="123456789=account")
            )
        found[int(number)] = account.strip().lower()
    return found


def group_desk(ground: Ground, **pace: Any) -> Part:
    """The staff's group. Nothing of it is imported without a token. ``pace``: ``rate`` and ``burst`` of the group."""
    settings = ground.settings
    if not settings.telegram_desk_token or not isinstance(ground.store, Database):
        return Part()
    bot = _bot(settings)
    from bot.channels.desk.account import PATH, GroupSource, listen, secret_of  # noqa: PLC0415
    from bot.channels.desk.group import Group  # noqa: PLC0415
    from bot.channels.desk.intake import GroupIntake, Linked  # noqa: PLC0415
    from bot.channels.desk.mirror import Mirror  # noqa: PLC0415
    from bot.channels.desk.words import Words  # noqa: PLC0415

    account = f"{CHANNEL}:{bot.token.partition(':')[0]}"
    desk = staffed(ground.support, ground.blobs).desk
    own = sentences(ground.support, "telegram")[settings.locale]
    visiting = guests(settings)
    words = Words(own, sentences(ground.support, "desk")[settings.locale], {one.id: one.name for one in visiting.values()})
    topics = StoredTopics(ground.store)
    group = Group(bot, ground.store, topics, settings.telegram_desk_group, **pace)
    robot = Staff(ROBOT, ROBOT, Role.AUDITOR, wishes=Wishes(locale=settings.locale))
    mirror = Mirror(desk, group, topics, ground.store, ground.blobs, words, robot, alone=is_alone(settings))
    keep = keeper(ground.store, account, thread_of, ground.support.work.set, ground.support.watch)
    address = address_of(settings, PATH)
    fetcher = Fetcher(ground.store, GroupSource(bot, account), keep, alone=is_alone(settings), watch=ground.support.watch)
    commands = {name: own[f"desk_command_{name}"] for name in ("note", "take", "back", "close", "ticket")}

    report = _report(ground, ground.store, group.announce, own["desk_weekly"])

    async def attend() -> None:
        await until_done("Telegram, desk", lambda: listen(bot, address, commands))
        if not address:
            await fetcher.run()

    def stop() -> None:
        fetcher.stop()
        mirror.stop()
        desk.stop()

    return Part(
        hooks=(hook(PATH, secret_of(bot.token), keep),),
        intakes={account: GroupIntake(mirror, Linked(desk, linked(settings), visiting))},
        runs=(attend, mirror.run, report.run),
        stop=stop,
        closes=(bot.shutdown,),
    )


def _bot(settings: Settings) -> Any:
    """The library's bot; it is imported here and not before."""
    if not settings.telegram_desk_group:
        raise SettingsProblem(told("group_missing"))
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library asks for it; without, it warns at every wait
    from bot.channels.desk.account import desk_bot  # noqa: PLC0415

    try:
        return desk_bot(settings.telegram_desk_token, settings.telegram_server)
    except ValueError:
        raise SettingsProblem(told("token_form", setting="POSBOT_TELEGRAM_DESK_TOKEN")) from None


def _report(ground: Ground, store: Database, announce: Callable[[str], Awaitable[None]], sentence: str) -> Messenger:
    """A few lines of the week's report, told to the group on Monday."""

    async def weekly(asked: Asked, counts: Mapping[str, int], seconds: int | None) -> None:
        median = "–" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"
        await announce(sentence.format(**{**counts, "first": asked.first, "last": asked.last, "median": median}))

    zone = zone_of(ground.support.mind.knowledge.warranty.zone)
    return Messenger(weekly_of(ground), StoredWeeks(store), ground.store.now, zone, weekly)
