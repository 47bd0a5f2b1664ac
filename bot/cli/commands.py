"""The list of commands. What each does stands in its own module and is imported when it is called."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from bot.cli import helping, sweeping, words

MODULES = {"import": "importing"}
"""Commands whose name is none for a module."""
COMMANDS = (
    "run", "chat", "match", "eval", "check", "coverage", "graph", "replay", "publish", "rollback", "staff", "import", "move",
    "backup", "restore", "tally", "retention", "keys", "migrate", "emulator", "status", "doctor",
)  # fmt: skip


class Lazy(click.Group):
    """A group whose commands are modules of this package."""

    context_class = helping.Context

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Speak the language of whoever called, on a terminal that may not show it."""
        helping.teach_click()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese still shows the rest
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's shape
        """In the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's shape
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        sweeping.begin()
        command: click.Command = import_module(f"bot.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return helping.speaking(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's shape
        """The list, without importing every command for its help."""
        with formatter.section(words.say("click_commands")):
            formatter.write_dl([(name, words.say(f"about_{name}")) for name in COMMANDS])


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click's shape
    if value:
        try:
            click.echo(words.say("version", version=version("posbot")))
        except PackageNotFoundError:
            click.echo(words.say("version_unknown"))
        ctx.exit()


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version)
def main() -> None:
    """A support desk for payment terminals that a merchant reaches from a messenger."""
