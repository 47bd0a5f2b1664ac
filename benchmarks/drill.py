"""The drill at full size: so many merchants' messages with their answers, a backup under load, everything lost, and back again.

    python -m benchmarks.drill [--messages 1000000] [--postgres] [--plain]

Measured are the backup, with and without trying it out, and the way back: from the archive alone to a desk that is ready and
answers. Nothing that was acknowledged before the backup began may be missing; if it is, this stops.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from benchmarks.growing import BODY_TEXT, CHAT, STATE_TEXT
from bot.store.migrating import migrate, migrations_folder
from bot.store.restoring import rehearse, restore
from bot.store.saving import back_up
from tests.integration.desk import environment
from tests.ports import free_port
from tests.postgres import Server, ask, started

TURNS = 10
"""Messages of a chat, each with its answer."""
PASSPHRASE = "correct horse battery staple"  # noqa: S105 - made up


def fill(run: Callable[[str], object], series: Callable[[int], str], messages: int) -> None:
    """So many messages with their answers, straight into the tables."""
    chats = messages // TURNS
    values = f"n, 'web', 'filled ' || n, '{STATE_TEXT}', {TURNS}, 'bot', {2 * TURNS}, {2 * TURNS}, 'free', 0, 0"
    run(f"INSERT INTO chat ({CHAT}) SELECT {values} FROM ({series(chats)}) t")
    for seq in range(1, 2 * TURNS + 1):
        kind = "merchant" if seq % 2 else "bot"
        row = f"n, {seq}, '{kind}', 1, '{BODY_TEXT}', 'sent'"
        run(f"INSERT INTO log (number, seq, kind, at, body, status) SELECT {row} FROM ({series(chats)}) t")
    for turn in range(TURNS):
        run(f"INSERT INTO seen (number, account, id, at) SELECT n, 'web', 'old {turn}', 1 FROM ({series(chats)}) t")


def recursive(count: int) -> str:
    return f"SELECT n FROM (WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s)"


def filled_sqlite(folder: Path, messages: int) -> str:
    url = f"sqlite:///{folder}/posbot.db"
    migrate(url)
    connection = sqlite3.connect(folder / "posbot.db")
    with connection:
        fill(connection.execute, recursive, messages)
    connection.close()
    return url


def filled_postgres(server: Server, messages: int) -> str:
    ask(server.url("postgres"), "CREATE DATABASE lost")
    url = server.url("lost")
    migrate(url)
    fill(lambda text: ask(url, text), lambda count: f"SELECT n FROM generate_series(1, {count}) n", messages)
    ask(url, "SELECT setval(pg_get_serial_sequence('chat', 'number'), (SELECT max(number) FROM chat))")
    ask(url, "ANALYZE")
    return url


def of_processor(process: subprocess.Popen[bytes]) -> float:
    """Seconds of the processor that it has used so far; the clock says little where the machine is shared."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ready(folder: Path, database: str) -> float:
    """Seconds until a desk over the restored data is ready and has answered a merchant."""
    began, port = time.perf_counter(), free_port()
    settings = environment(POSBOT_FOLDER=str(folder), POSBOT_DATABASE=database, POSBOT_PORT=str(port))
    process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=settings, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=url, transport=httpx.HTTPTransport(retries=30), timeout=60) as client:
        while client.get("/health/ready").status_code != 200:
            time.sleep(0.2)
        client.get("/")
        said = client.post(
            "/chat",
            data={"id": "drill-after-restore", "text": "开不了机", "after": "0"},
            headers={"accept": "application/json", "origin": url},
        )
        assert len(said.json()["entries"]) >= 2, said.text
    seconds = time.perf_counter() - began
    print(f"{'of the processor, for the start':<52} {of_processor(process):8.1f} s", flush=True)
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    return seconds


def timed(what: str, work: Callable[[], object]) -> float:
    began, used = time.perf_counter(), time.process_time()
    work()
    seconds = time.perf_counter() - began
    print(f"{what:<52} {seconds:8.1f} s, {time.process_time() - used:8.1f} s of the processor", flush=True)
    return seconds


def drill(folder: Path, lost: Path, source: str, target: str, passphrase: str) -> None:
    """Under load: back up, kill, lose, restore, start."""
    archive = folder / "backup"
    load = subprocess.Popen([sys.executable, "-m", "tests.integration.drilled", source], stdout=subprocess.PIPE, env=environment())
    assert load.stdout
    acknowledged = [load.stdout.readline().decode().strip() for _ in range(2_000)]
    # Nobody reads any more: the load goes on until the pipe is full, and then waits.
    timed("backup under load, read again", lambda: asyncio.run(back_up(source, folder / "media", archive, passphrase)))
    load.kill()
    load.wait()
    print(f"{'size of the archive':<52} {archive.stat().st_size / 2**20:8.1f} MiB")
    timed("trying it out (restored into a scratch place)", lambda: asyncio.run(rehearse(archive, migrations_folder(), passphrase, folder)))
    shutil.rmtree(lost)
    back = timed(
        "restore elsewhere, compared", lambda: asyncio.run(restore(archive, target, folder / "m", migrations_folder(), passphrase))
    )
    back += timed("start, ready and a merchant answered", lambda: ready(folder / "desk", target))
    names = [row[0] for row in rows(target, "SELECT s.id FROM seen s JOIN chat c USING (number) WHERE c.chat LIKE 'shop %'")]
    missing = set(acknowledged) - set(names)
    assert not missing, f"{len(missing)} acknowledged messages are missing"
    print(f"{'from the archive alone to service':<52} {back:8.1f} s")
    print(f"{'acknowledged before the backup and missing after':<52} {len(missing):8d}")


def rows(url: str, statement: str) -> list[tuple[str]]:
    if url.startswith("sqlite"):
        return sqlite3.connect(url.removeprefix("sqlite:///")).execute(statement).fetchall()
    return [tuple(row) for row in ask(url, statement)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--plain", action="store_true", help="not enciphered")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="posbot-drill-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        lost = folder / "lost"
        lost.mkdir()
        passphrase = "" if chosen.plain else PASSPHRASE
        print(
            f"{chosen.messages} messages of merchants with their answers, {'PostgreSQL' if chosen.postgres else 'SQLite'}, {os.cpu_count()} cores"
        )
        if chosen.postgres:
            cluster = folder / "cluster"
            cluster.mkdir()
            server = started(cluster, fsync="on")
            ask(server.url("postgres"), "CREATE DATABASE found")
            source = filled_postgres(server, chosen.messages)
            drill(folder, lost, source, server.url("found"), passphrase)
            server.stop()
        else:
            source = filled_sqlite(lost, chosen.messages)
            drill(folder, lost, source, f"sqlite:///{folder}/found/posbot.db", passphrase)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of the one who does it':<52} {peak:8.0f} MiB")


if __name__ == "__main__":
    main()
