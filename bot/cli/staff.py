"""``posbot staff``: accounts of the desk, made on the machine itself."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import click

from bot.cli.problems import explained, fail

if TYPE_CHECKING:
    from bot.service.desk.keeping_accounts import StaffAccounts

ROLES = ("agent", "lead", "admin", "auditor")
WHY = {
    "account_form": "the account needs 2 to 32 letters, digits, points or dashes, a letter first",
    "account_taken": "there is an account of that name",
    "name_form": "the name needs 1 to 40 characters that can be read",
    "password_length": "the password needs at least 10 characters",
    "password_weak": "the password is too easy to guess: take several words",
}


@click.group()
def command() -> None:
    """Accounts of the staff desk."""


@command.command()
@click.argument("account")
@click.option("--name", help="What merchants and colleagues read; by default the account.")
@click.option("--role", type=click.Choice(ROLES), default="agent", show_default=True)
@click.option("--password", envvar="POSBOT_STAFF_PASSWORD", help="Asked for if it is not given; or POSBOT_STAFF_PASSWORD.")
@click.option("--database", default="", help="sqlite:///PATH or postgresql://…; by default the one in the settings.")
@explained
def add(account: str, name: str | None, role: str, password: str | None, database: str) -> None:
    """Add ACCOUNT. With the embedded database posbot must not be running meanwhile."""
    if not (password or sys.stdin.isatty()):
        fail("nobody is there to be asked for the password: name it in POSBOT_STAFF_PASSWORD")
    chosen = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)

    async def work(accounts: StaffAccounts) -> None:
        from bot.service.desk.outcomes import Refused  # noqa: PLC0415
        from bot.service.desk.people import Role  # noqa: PLC0415

        made = await accounts.add_by_hand(account, name or account, chosen, Role(role))
        if isinstance(made, Refused):
            fail(WHY[made.word])
        click.echo(f"{made.id} can sign in now, as {role}.")

    _with_accounts(database, work)


@command.command("list")
@click.option("--database", default="", help="By default the one in the settings.")
@explained
def list_(database: str) -> None:
    """Every account: name, role, whether it may sign in."""

    async def work(accounts: StaffAccounts) -> None:
        everyone = await accounts.everyone()
        if not everyone:
            click.echo("There is no account yet: `posbot staff add ACCOUNT`, or the one-time link that `posbot run` prints.")
        for person, sessions in everyone:
            state = "active" if person.staff.active else "closed"
            second = "second factor" if person.secret else "password only"
            click.echo(
                f"{person.staff.id:<20} {person.staff.role.value:<8} {state:<7} {second:<14} {sessions} session(s)  {person.staff.name}"
            )

    _with_accounts(database, work)


def _with_accounts(database: str, work: Callable[[StaffAccounts], Awaitable[None]]) -> None:
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store.opening import open_store  # noqa: PLC0415
    from bot.wiring.desk import accounts_of  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    async def run() -> None:
        store = open_store(database or read_settings().database_url, migrations=shipped("migrations"))
        try:
            await work(accounts_of(store))
        finally:
            await store.close()

    asyncio.run(run())
