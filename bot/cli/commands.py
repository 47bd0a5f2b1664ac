"""The list of commands. What each does stands in its own module and is imported when it is called."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from bot.cli import sweeping

MODULES = {"import": "importing"}
"""Commands whose name is none for a module."""
COMMANDS = {
    "run": "Everything configured, in one process.",
    "chat": "Talk to the bot in a terminal.",
    "match": "What a sentence would match, and why.",
    "eval": "Accuracy of the matcher on labelled sentences.",
    "check": "Lint a knowledge folder.",
    "coverage": "What of the knowledge no dialog comes to.",
    "graph": "Pictures of the flows.",
    "replay": "Real conversations against a changed knowledge.",
    "publish": "Put a folder of knowledge in force.",
    "rollback": "Go back to an earlier version of the knowledge.",
    "staff": "Accounts of the staff desk.",
    "import": "Terminals from a supplier's list.",
    "move": "From the embedded database to PostgreSQL.",
    "backup": "One archive of everything, taken while posbot runs.",
    "restore": "A new database, filled from a backup.",
    "tally": "The numbers of the dashboard, counted anew.",
    "retention": "What is too old, by the rules of POSBOT_KEEP.",
    "keys": "The keys that seal personal data: make, look, rotate.",
    "migrate": "Bring the database to this version's shape.",
    "emulator": "Telegram, played on this machine, with a page to try it on.",
    "status": "Who is at work and what waits, as a live table.",
    "doctor": "Settings, where they come from, and whether what they name works.",
}


class Lazy(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's shape
        """In the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's shape
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        sweeping.begin()
        command: click.Command = import_module(f"bot.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's shape
        """The list, without importing every command for its help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click's shape
    if value:
        try:
            click.echo(f"posbot {version('posbot')}")
        except PackageNotFoundError:
            click.echo("posbot, from a checkout that is not installed")
        ctx.exit()


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit.")
def main() -> None:
    """A support desk for payment terminals that a merchant reaches from a messenger."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese still shows the rest
