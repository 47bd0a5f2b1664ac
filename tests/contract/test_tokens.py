"""A messenger's token on every database: one renews it, all use it, and nobody makes a storm."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.service.tokens import Issued, NotIssued, Tokens, TokenTrouble
from bot.store.database import Database
from bot.store.tokens import StoredTokens
from tests.contract.building import BACK_ENDS, NINE
from tests.postgres import server

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Mint:
    """Gives out tokens, counts them, and can be out of order."""

    count: int = 0
    wrong: NotIssued | None = None
    asked_anew: list[bool] = field(default_factory=list)

    async def issue(self, *, anew: bool) -> Issued:
        self.count += 1
        self.asked_anew.append(anew)
        await asyncio.sleep(0)
        if self.wrong:
            raise self.wrong
        return Issued(f"T{self.count}", timedelta(seconds=7200))


@dataclass
class Clock:
    now: datetime = NINE

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(params=["sqlite", "postgres"])
async def holders(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Callable[[Mint, Clock], list[Tokens]]]:
    """Four holders that share nothing but the database; on PostgreSQL each has its own connection."""
    count = 4 if request.param == "postgres" else 1
    stores = [BACK_ENDS[request.param](tmp_path) for _ in range(count)]

    def made(mint: Mint, clock: Clock) -> list[Tokens]:
        found = []
        for index in range(4):
            store = stores[index % count]
            assert isinstance(store, Database)
            found.append(Tokens("wx:1", StoredTokens(store), mint, clock))
        return found

    yield made
    for store in stores:
        await store.close()
    if request.param == "postgres":
        server().give_back(tmp_path)


async def test_all_that_ask_at_once_get_one_token(holders: Callable[[Mint, Clock], list[Tokens]]) -> None:
    mint = Mint()
    four = holders(mint, Clock())
    assert set(await asyncio.gather(*(one.token() for one in four for _ in range(5)))) == {"T1"}
    assert mint.count == 1


async def test_a_token_that_failed_is_renewed_once_for_all(holders: Callable[[Mint, Clock], list[Tokens]]) -> None:
    mint, clock = Mint(), Clock()
    four = holders(mint, clock)
    await four[0].token()
    clock.now += timedelta(minutes=10)
    assert set(await asyncio.gather(*(one.token("T1") for one in four for _ in range(5)))) == {"T2"}
    assert mint.asked_anew == [False, True]


async def test_one_that_heard_late_takes_the_new_one(holders: Callable[[Mint, Clock], list[Tokens]]) -> None:
    mint, clock = Mint(), Clock()
    four = holders(mint, clock)
    await four[0].token()
    clock.now += timedelta(minutes=10)
    await four[1].token("T1")
    clock.now += timedelta(minutes=10)
    assert await four[2].token("T1") == "T2"
    assert mint.count == 2


async def test_a_token_is_renewed_before_it_ends(holders: Callable[[Mint, Clock], list[Tokens]]) -> None:
    mint, clock = Mint(), Clock()
    four = holders(mint, clock)
    await four[0].token()
    clock.now += timedelta(seconds=7200 - 299)
    assert await four[1].token() == "T2"


async def test_a_new_token_that_fails_too_is_an_alarm_and_no_storm(
    holders: Callable[[Mint, Clock], list[Tokens]], caplog: pytest.LogCaptureFixture
) -> None:
    mint, clock = Mint(), Clock()
    four = holders(mint, clock)
    await four[0].token()
    clock.now += timedelta(minutes=10)
    await four[0].token("T1")
    found = await asyncio.gather(*(one.token("T2") for one in four for _ in range(10)), return_exceptions=True)
    assert all(isinstance(one, TokenTrouble) for one in found)
    assert mint.count == 2
    assert "right after it was renewed" in caplog.text
    clock.now += timedelta(minutes=6)
    assert await four[3].token("T2") == "T3"


async def test_a_secret_that_is_refused_is_asked_about_once(
    holders: Callable[[Mint, Clock], list[Tokens]], caplog: pytest.LogCaptureFixture
) -> None:
    mint, clock = Mint(wrong=NotIssued("invalid appsecret", refused=True)), Clock()
    four = holders(mint, clock)
    found = await asyncio.gather(*(one.token() for one in four for _ in range(10)), return_exceptions=True)
    assert all(isinstance(one, TokenTrouble) and "appsecret" in str(one) for one in found)
    assert mint.count == 1
    assert len([line for line in caplog.records if line.levelname == "ERROR"]) == 1


PROCESS = """
import asyncio, sys
from datetime import timedelta
from pathlib import Path
from bot.service.tokens import Issued, Tokens
from bot.store.opening import open_store
from bot.store.tokens import StoredTokens

class Mint:
    async def issue(self, *, anew):
        with open(sys.argv[2], "a") as told:
            told.write("issued\\n")
        await asyncio.sleep(0.05)
        return Issued("T" + str(len(Path(sys.argv[2]).read_text().splitlines())), timedelta(seconds=7200))

async def main():
    store = open_store(sys.argv[1])
    tokens = Tokens("wx:1", StoredTokens(store), Mint(), store.now)
    print("ready", flush=True)
    sys.stdin.readline()
    print(await tokens.token(), flush=True)
    await store.close()

asyncio.run(main())
"""


async def test_four_processes_fetch_one_token_between_them(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    told = tmp_path / "told"
    told.touch()
    pipe = asyncio.subprocess.PIPE
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", PROCESS, url, str(told), stdin=pipe, stdout=pipe, env=environment)
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout
        assert (await process.stdout.readline()).strip() == b"ready"
    found = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    assert [out.strip() for out, _ in found] == [b"T1"] * 4
    assert told.read_text() == "issued\n"
    server().give_back(tmp_path)
