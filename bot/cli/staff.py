"""``posbot staff``: accounts of the desk, made on the machine itself."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import click

from bot.cli.columns import padded
from bot.cli.problems import explained
from bot.cli.words import fail, say

if TYPE_CHECKING:
    from bot.service.desk.keeping_accounts import StaffAccounts

ROLES = ("agent", "lead", "admin", "auditor")


@click.group()
def command() -> None:
    """Accounts of the staff desk."""


@command.command()
@click.argument("account")
@click.option("--name")
@click.option("--role", type=click.Choice(ROLES), default="agent", show_default=True)
@click.option("--password", envvar="POSBOT_STAFF_PASSWORD")
@click.option("--database", default="")
@explained
def add(account: str, name: str | None, role: str, password: str | None, database: str) -> None:
    """Add ACCOUNT. With the embedded database posbot must not be running meanwhile."""
    if not (password or sys.stdin.isatty()):
        fail("staff_nobody")
    chosen = password or click.prompt(say("staff_password"), hide_input=True, confirmation_prompt=True)

    async def work(accounts: StaffAccounts) -> None:
        from bot.service.desk.outcomes import Refused  # noqa: PLC0415
        from bot.service.desk.people import Role  # noqa: PLC0415

        made = await accounts.add_by_hand(account, name or account, chosen, Role(role))
        if isinstance(made, Refused):
            fail(f"staff_{made.word}")
        click.echo(say("staff_added", account=made.id, role=role))

    _with_accounts(database, work)


@command.command("list")
@click.option("--database", default="")
@explained
def list_(database: str) -> None:
    """Every account: name, role, whether it may sign in."""

    async def work(accounts: StaffAccounts) -> None:
        everyone = await accounts.everyone()
        if not everyone:
            click.echo(say("staff_none"))
        for person, sessions in everyone:
            state = padded(say("staff_active" if person.staff.active else "staff_closed"), 7)
            second = padded(say("staff_second_factor" if person.secret else "staff_password_only"), 14)
            head = f"{person.staff.id:<20} {person.staff.role.value:<8} {state} {second}"
            click.echo(f"{head} {say('staff_sessions', count=sessions)}  {person.staff.name}")

    _with_accounts(database, work)


def _with_accounts(database: str, work: Callable[[StaffAccounts], Awaitable[None]]) -> None:
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.desk import accounts_of  # noqa: PLC0415
    from bot.wiring.keeping import store_of  # noqa: PLC0415

    async def run() -> None:
        settings = read_settings()
        store = store_of(settings.model_copy(update={"database": database}) if database else settings)
        try:
            await work(accounts_of(store))
        finally:
            await store.close()

    asyncio.run(run())
