"""``posbot run``: the desk, in one process or several."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Iterable, Sequence
from types import FrameType
from typing import TYPE_CHECKING

import click

from bot.cli import processes, sweeping, words
from bot.cli.problems import explained
from bot.cli.words import fail, say

if TYPE_CHECKING:
    from uvicorn import Server

    from bot.core.telling import Told
    from bot.settings import Settings

ALL = "all"
WEBHOOKS = "webhooks"

# Seconds an idle connection stays open: longer than a reverse proxy or a browser keeps its own, so that
# neither sends a request into a connection that is just being closed (nginx keeps 60, Caddy 120 unless told).
KEPT_OPEN = 130


@click.command()
@click.option("--role", default=ALL, show_default=True)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--socket", "inherited", type=int, hidden=True)
@click.option("--ready", type=int, hidden=True)
@click.option("--greet", is_flag=True, hidden=True)
@explained
def command(role: str, workers: int, inherited: int | None, ready: int | None, greet: bool) -> None:  # noqa: FBT001 -- click's shape
    """Run the desk: the merchant page and every other door, delivery and reminders."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.logs import set_up  # noqa: PLC0415

    settings = read_settings()
    set_up(settings.log_level, settings.log_format)
    roles = _roles(role, _known_roles(role), settings.database_url)
    step_back(settings.nice, roles)
    if workers > 1 and not settings.database_url.startswith("postgres"):
        raise click.BadParameter(say("run_one_process"), param_hint="--workers")
    if inherited is None:
        _check_folder(settings.folder)
    listening = _listen(settings.host, settings.port) if inherited is None else processes.inherited(inherited)
    up = say("run_up", address=f"{settings.host}:{settings.port}")
    if workers > 1:
        _several(settings, role, workers, listening, up)
    else:
        _alone(settings, roles, listening, ready, "" if ready else up, greet=greet or ready is None)
    if inherited is None:
        click.echo(say("run_stopped"))


def step_back(nice: int, roles: Sequence[str]) -> None:
    """A messenger waits for its acknowledgement, so whoever takes what is pushed comes first; the threads to come do the same."""
    if nice and WEBHOOKS not in roles and hasattr(os, "nice"):
        os.nice(nice)


def _several(settings: Settings, role: str, workers: int, listening: socket.socket, up: str) -> None:
    from bot.store.migrating import migrate  # noqa: PLC0415
    from bot.wiring.places import shipped  # noqa: PLC0415

    migrate(settings.database_url, shipped("migrations"))
    crowd = processes.Crowd(workers, role, listening)
    click.echo(up)
    if not crowd.run():
        fail("run_not_started")


def _alone(settings: Settings, roles: Sequence[str], listening: socket.socket, ready: int | None, up: str, *, greet: bool) -> None:  # noqa: PLR0913 -- what was asked for
    from uvicorn import Config  # noqa: PLC0415

    from bot.cli.leaving import Leaving  # noqa: PLC0415
    from bot.wiring.mind import Sources, is_learned, loaded, usable  # noqa: PLC0415
    from bot.wiring.serving import open_desk  # noqa: PLC0415

    read = loaded(Sources(settings.knowledge, settings.templates))
    if not usable(read.knowledge):
        fail("run_no_flows")
    if up and not is_learned(read):
        click.echo(say("run_learning"))
    desk = open_desk(settings, roles, read)
    sweeping.settle()
    if up:
        click.echo(up)
    config = Config(
        desk.app,
        http="h11",  # httptools, taken by itself where somebody has installed it, reads a head that does not end into memory
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEPT_OPEN,
        timeout_graceful_shutdown=5,
    )
    server = Leaving(config, desk.stop)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _no_more)
    asyncio.run(_serve(server, listening, ready, desk.greet(f"http://{settings.host}:{settings.port}") if greet else None))


async def _serve(server: Server, listening: socket.socket, ready: int | None, greeting: Awaitable[Iterable[Told]] | None) -> None:
    """Serve; whoever started us is told as soon as we answer."""
    for line in await greeting if greeting else ():
        click.echo(words.told(line))
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    while ready is not None and not serving.done():
        if server.started:
            processes.told_ready(ready)
            ready = None
        await asyncio.sleep(0.05)
    await serving


def _known_roles(role: str) -> Sequence[str]:
    """The roles that are all of them; click.BadParameter if one that is wanted is no role."""
    from bot.wiring.parts import APART, PARTS  # noqa: PLC0415

    unknown = sorted(set(role.split(",")) - {*PARTS, *APART, ALL})
    if unknown:
        known = ", ".join((*PARTS, *APART))
        raise click.BadParameter(say("run_roles", unknown=", ".join(unknown), known=known), param_hint="--role")
    return tuple(PARTS)


def _roles(wanted: str, known: Sequence[str], database: str) -> Sequence[str]:
    """The roles wanted; with the embedded database, which has one writer, only all of them."""
    roles = known if wanted == ALL else tuple(wanted.split(","))
    if set(roles) != set(known) and not database.startswith("postgres"):
        raise click.BadParameter(say("run_all_roles"), param_hint="--role")
    return roles


def _check_folder(folder: os.PathLike[str]) -> None:
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 -- one call for both failures
    except OSError as wrong:
        fail("run_no_folder", folder=folder, why=wrong.strerror)
    if not os.access(folder, os.W_OK):
        fail("run_folder_rights", folder=folder)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError as wrong:
        listening.close()
        fail("run_no_port", address=f"{host}:{port}", why=wrong.strerror)
    except (TypeError, ValueError):  # what the operating system is not even asked for
        listening.close()
        fail("run_no_host", host=repr(host))
    return listening


def _no_more(_sign: int, _frame: FrameType | None) -> None:
    """The server repeats a signal once it has stopped; by then there is nothing left to stop."""
