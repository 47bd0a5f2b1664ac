"""A throw-away PostgreSQL from the system's own binaries, one for a test run, started when it is first asked for.

It refuses to run as root, so root lends it to another user. Nothing of it survives the run, even one that is killed.
"""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.store.migrating import migrate
from tests.ports import free_port

PATIENCE = 30.0
SETTINGS = {
    "fsync": "off",  # the machine does not lose its power in a test
    "max_connections": "200",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
    "autovacuum": "off",
    "log_min_messages": "fatal",
}
TEMPLATE = "posbot_template"


def binaries() -> Path | None:
    """The folder that has ``initdb``, the newest if there are several."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).resolve().parent if found else folders[-1].parent if folders else None


def user() -> str | None:
    """As whom it runs: as ourselves, unless we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


@dataclass
class Server:
    """A cluster in a folder of its own."""

    bin: Path
    folder: Path
    port: int
    settings: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    ending: subprocess.Popen[bytes] | None = None
    lent: dict[Path, str] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)

    def make(self) -> None:
        """Make the cluster."""
        who = user()
        if who:
            shutil.chown(self.folder, who)
        command = [
            str(self.bin / "initdb"),
            "-D",
            str(self.folder / "data"),
            "-U",
            "posbot",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        ]
        subprocess.run(command, check=True, capture_output=True, user=who, cwd=self.folder, env=_environment())

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [f"-c{name}={value}" for name, value in self.settings.items()]
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), "-k", str(self.folder), *options]
        self.process = subprocess.Popen(command, user=user(), cwd=self.folder, env=_environment(), stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < end, "PostgreSQL does not start"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            ask(self.url("postgres"), "SELECT 1")
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False
        return True

    def stop(self) -> None:
        """Stop at once; start brings it back with what was committed."""
        if self.process:
            with self.process:
                self.process.send_signal(3)  # SIGQUIT: no farewell, as when the machine goes down
            self.process = None

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://posbot@127.0.0.1:{self.port}/{name}"

    def database(self, folder: Path) -> str:
        """The address of the migrated database that belongs to this folder, empty at first; see `give_back`."""
        if folder not in self.lent:
            self.lent[folder] = self.free.pop() if self.free else self._made()
        return self.url(self.lent[folder])

    def _made(self) -> str:
        name = f"t{len(self.lent)}_{len(self.free)}_{time.monotonic_ns()}"
        ask(self.url("postgres"), f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
        return name

    def give_back(self, folder: Path) -> None:
        """Empty the folder's database, for another; nobody uses it any more."""
        name = self.lent.pop(folder, None)
        if name is not None:
            there = ask(self.url(name), "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
            tables = ", ".join(f'"{row[0]}"' for row in there)  # also those that the program makes as it goes, such as the desk's index
            ask(self.url(name), f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
            self.free.append(name)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}


def ask(url: str, statement: str) -> list[Any]:
    """Run one statement, inside of an event loop or outside."""

    async def run() -> list[Any]:
        connection = await asyncpg.connect(url, timeout=5)
        try:
            found: list[Any] = await connection.fetch(statement)
            return found
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


def started(folder: Path, **settings: str) -> Server:
    """A cluster in that folder, running; skips the test, and says why, where there can be none."""
    if reason := why_not():
        pytest.skip(reason)
    found = binaries()
    assert found
    made = Server(found, folder, free_port(), SETTINGS | settings)
    made.make()
    made.start()
    return made


END = 'read _; kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"; while kill -0 "$(head -n 1 "$1/data/postmaster.pid")"; do sleep 0.1; done; rm -r "$1"'
"""What ends a cluster: nothing is ever written to whoever waits to do it, so he goes on once the other end of his pipe is gone."""


@cache
def server() -> Server:
    """The one of this run, with a migrated template. It ends with this process, however that ends."""
    folder = Path(tempfile.mkdtemp(prefix="posbot-postgres-"))
    made = started(folder)
    made.ending = subprocess.Popen(
        ["/bin/sh", "-c", END, "sh", folder], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    ask(made.url("postgres"), f"CREATE DATABASE {TEMPLATE}")
    migrate(made.url(TEMPLATE))
    return made


def why_not() -> str:
    """Why there can be no PostgreSQL here; empty if there can."""
    if binaries() is None:
        return "PostgreSQL is not installed: apt-get install postgresql"
    if os.geteuid() == 0 and user() is None:
        return "PostgreSQL does not run as root, and there is no other user to run it as"
    return ""
