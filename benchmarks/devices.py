"""A supplier's list of 100,000 terminals taken, and numbers looked up: right, and with one character mistyped."""

from __future__ import annotations

import asyncio
import csv
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.service.passports import Passports
from bot.store.opening import open_store
from bot.wiring.devices import passports_of
from tests.postgres import ask, server

ROWS = 100_000
LOOKS = 200


def write_list(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["序列号", "型号", "购机日期", "归属", "门店", "地址", "电话"])
        for n in range(ROWS):
            rows.writerow(
                [
                    f"NB26{n:08}",
                    "PAX A920",
                    f"202{n % 6}-{n % 12 + 1:02}-{n % 28 + 1:02}",
                    "购买",
                    f"店铺{n // 3}",
                    f"人民路{n}号",
                    f"138{n:08}",
                ]
            )


def taken(path: Path, url: str, *options: str) -> tuple[float, float]:
    """Seconds, and megabytes of the process at most."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", "import", str(path), *options], check=True, env={"POSBOT_DATABASE": url, "PATH": "/usr/bin:/bin"}
    )
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


async def looks(url: str) -> None:
    store = open_store(url)
    passports = passports_of(store)
    chance = random.Random(7)
    serials = [f"NB26{chance.randrange(ROWS):08}" for _ in range(LOOKS)]
    slips = [serial[:7] + "X" + serial[8:] for serial in serials]
    for name, ask_for in (("exact", serials), ("one mistyped", slips)):
        spans = sorted([await _span(passports, serial, exact=name == "exact") for serial in ask_for])
        print(f"  look-up, {name:<13} p50 {statistics.median(spans):5.2f} ms   p99 {spans[int(LOOKS * 0.99)]:5.2f} ms")
    await store.close()


async def _span(passports: Passports, serial: str, *, exact: bool) -> float:
    began = time.perf_counter()
    found = await passports.device(serial) if exact else await passports.near(serial)
    assert found
    return (time.perf_counter() - began) * 1000


def measured(name: str, path: Path, url: str) -> None:
    first, peak = taken(path, url)
    again, _ = taken(path, url)
    print(f"{name}: {ROWS:,} rows in {first:.1f} s, the same again in {again:.1f} s, at most {peak:.0f} MB")
    asyncio.run(looks(url))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder, "devices.csv"), Path(folder, "few.csv")
        write_list(path)
        small.write_text("serial\nAB123456\n", encoding="utf-8")
        _, least = taken(small, f"sqlite:///{folder}/few.db")
        print(f"one row: {least:.0f} MB")
        measured("SQLite", path, f"sqlite:///{folder}/posbot.db")
        measured("PostgreSQL", path, server().database(Path(folder)))
        ask(server().database(Path(folder)), "SELECT 1")


if __name__ == "__main__":
    main()
