"""``posbot doctor``: each setting with where it came from, and whether what it names works."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

import click

from bot.cli import examining, setting_up, words
from bot.cli.problems import explained
from bot.cli.words import fail

if TYPE_CHECKING:
    from bot.settings import Settings

SECRET = ("token", "secret", "key", "password")


@click.command()
@click.option("--locale", type=click.Choice(words.locales()))
@explained
def command(locale: str | None) -> None:
    """Print the settings and test what they name. Exit code 1 if something does not work, or is set up by half."""
    from bot.settings import read_settings, sources  # noqa: PLC0415

    words.speak(locale)
    settings = read_settings()
    origins = sources(settings)
    held = settings.model_dump()
    wide = max(map(len, held))
    for name, value in held.items():
        shown = "********" if value and is_secret(name) else "" if value is None else _without_password(str(value))
        click.echo(f"POSBOT_{name.upper():<{wide}} {shown!s:<40} ({origins[name]})")
    say = words.of("doctor")
    found = [_tested(settings, what, test, say) for what, test in TESTS.items()]
    for state, told in (*found, *(("note", say(f"advice_{one}")) for one in examining.advice(settings))):
        click.echo(f"{say(f'state_{state}'):<4} {told}")
    if failed := sum(state == "fail" for state, _ in found):
        fail("said", what=say("failed", count=failed))


def _tested(settings: Settings, what: str, test: Callable[[Settings], str], say: words.Say) -> tuple[str, str]:
    """ok, fail or off, and what is said of it. What is not set up, or only by half, is not tested."""
    if not setting_up.is_set_up(settings, what):
        return "off", say("line", what=say(what), told=say(f"off_{what}"))
    lacking = setting_up.missing(settings, what)
    named = [say("missing", setting=f"POSBOT_{name.upper()}", where=say(f"where_{name}")) for name in lacking]
    wrong = say("half", settings=reduce(lambda one, other: say("both", one=one, other=other), named)) if lacking else _said(settings, test)
    return ("fail", say("line", what=say(what), told=wrong)) if wrong else ("ok", say(what))


def _said(settings: Settings, test: Callable[[Settings], str]) -> str:
    """What the test says, or what stopped it, in words; empty if all is well."""
    from bot.settings import SettingsProblem  # noqa: PLC0415
    from bot.store.problems import StoreProblem  # noqa: PLC0415

    try:
        return test(settings)
    except (SettingsProblem, StoreProblem) as wrong:
        return words.told(wrong.told)


def is_secret(name: str) -> bool:
    """Whether what that setting holds is never shown; the name of a file is."""
    return any(word in name for word in SECRET) and not name.endswith("_file")


def _without_password(text: str) -> str:
    """An address may hold one."""
    return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:********@", text)


def _knowledge(settings: Settings) -> str:
    from bot.knowledge.problems import KnowledgeProblem  # noqa: PLC0415
    from bot.wiring.mind import Sources, loaded  # noqa: PLC0415

    try:
        problems = loaded(Sources(settings.knowledge, settings.templates), strict=False).problems
    except KnowledgeProblem as wrong:
        problems = tuple(wrong.problems)
    return words.say("doctor_problems", count=len(problems), first=words.problem(problems[0])) if problems else ""


def _folder(settings: Settings) -> str:
    return examining.writable(settings.folder) or examining.writable(settings.studio_folder)


def _database(settings: Settings) -> str:
    from bot.store.looking import is_in_use  # noqa: PLC0415
    from bot.wiring.keeping import store_of  # noqa: PLC0415

    if is_in_use(settings.database_url):
        return _seen(settings)

    async def look() -> None:
        store = store_of(settings)
        await store.next_due()
        await store.close()

    asyncio.run(look())
    return ""


def _keys(settings: Settings) -> str:
    from bot.wiring.keeping import vault_of  # noqa: PLC0415

    vault_of(settings)
    return ""


def _seen(settings: Settings) -> str:
    """A database on which posbot runs is looked at from outside."""
    from bot.store.looking import look_at  # noqa: PLC0415
    from bot.wiring.beating import FRESH  # noqa: PLC0415

    asyncio.run(look_at(settings.database_url, FRESH))
    return ""


def _merchants_bot(settings: Settings) -> str:
    from bot.wiring.inspecting import merchants_bot  # noqa: PLC0415

    return merchants_bot(settings)


def _staff_group(settings: Settings) -> str:
    from bot.wiring.inspecting import staff_group  # noqa: PLC0415

    return staff_group(settings)


def _printing(_settings: Settings) -> str:
    from bot.rendering.printing import why_not  # noqa: PLC0415

    wrong = why_not()
    return words.told(wrong) if wrong else ""


def _service_account(settings: Settings) -> str:
    from bot.wiring.inspecting import service_account  # noqa: PLC0415

    return service_account(settings)


def _customer_service(settings: Settings) -> str:
    from bot.wiring.inspecting import customer_service  # noqa: PLC0415

    return customer_service(settings)


def _signals(settings: Settings) -> str:
    """Whether signs between processes of PostgreSQL arrive; a pooler in transaction mode swallows them."""
    from bot.store.postgres.examining import why_no_signals  # noqa: PLC0415
    from bot.wiring.keeping import access_of  # noqa: PLC0415

    return asyncio.run(why_no_signals(access_of(settings)))


TESTS: dict[str, Callable[[Settings], str]] = {
    "unknown": examining.unknown,
    "folder": _folder,
    "space": examining.space,
    "reach": examining.reach,
    "database": _database,
    "keys": _keys,
    "signals": _signals,
    "knowledge": _knowledge,
    "printing": _printing,
    "photos": examining.photos,
    "backups": examining.backups,
    "traces": examining.traces,
    "telegram_merchants": _merchants_bot,
    "telegram_staff": _staff_group,
    "wechat_account": _service_account,
    "wechat_service": _customer_service,
}
