"""Merchants who write to a running posbot, at the rate of a day's curve, whatever it takes to answer.

    python -m benchmarks.load URL [--rate 50] [--seconds 30] [--merchants 200] [--flat]

Open loop: when a message is due is decided beforehand, and its time is counted from then, not from when it could be
sent; a posbot that falls behind shows in the figures instead of slowing the questions down. Messages come through the
door of the merchant page and are understood, stepped, kept and answered before the reply to the request; each merchant has
an address of his own and asks for the lines after those he has, as the page does. Within the
seconds a whole day passes: quiet at night, most at ten and at three (`CURVE`), on average ``rate`` messages a second.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

CURVE = (1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 17, 12, 13, 17, 19, 16, 13, 12, 12, 10, 7, 4, 2)
"""Shares of the hours of a shop's day."""

TEXTS = (
    "开不了机",
    "打印出来是白纸",
    "刷卡提示 51",
    "没电了",
    "the printer is out of paper",
    "no network",
    "转人工",
    "好了",
    "还是不行",
    "你好",
)


@dataclass
class Tally:
    """Seconds from when a message was due to its answer; what was answered otherwise."""

    times: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def at(self, share: float) -> float:
        """So many milliseconds at most for that share of them."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


def due_times(rate: float, seconds: float, chance: random.Random, *, flat: bool) -> Iterator[float]:
    """Seconds from the start; chance decides when within a moment, the curve how many."""
    at, mean = 0.0, sum(CURVE) / len(CURVE)
    while True:
        hour = int(at / seconds * len(CURVE)) % len(CURVE)
        at += chance.expovariate(rate if flat else rate * CURVE[hour] / mean)
        if at >= seconds:
            return
        yield at


@dataclass
class Merchant:
    """A browser: its cookie, its address, and the last line that it shows."""

    cookie: str
    address: str
    last: int = 0


async def say(client: httpx.AsyncClient, merchant: Merchant, text: str, due: float, tally: Tally) -> None:
    """One message of a merchant."""
    form = {"id": str(uuid4()), "text": text, "after": str(merchant.last)}
    headers = {"accept": "application/json", "origin": str(client.base_url).rstrip("/"), "cookie": merchant.cookie}
    try:
        answer = await client.post("/chat", data=form, headers=headers | {"x-forwarded-for": merchant.address})
        tally.answers[str(answer.status_code)] += 1
        merchant.last = max(merchant.last, answer.json().get("last", 0))
    except httpx.HTTPError as wrong:
        tally.answers[type(wrong).__name__] += 1
    tally.times.append(time.perf_counter() - due)


async def load(url: str, rate: float, seconds: float, merchants: int, *, flat: bool) -> Tally:
    """All of it."""
    chance, tally = random.Random(1), Tally()
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=500)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        known = []
        for number in range(merchants):
            address = f"10.0.{number // 250}.{number % 250 + 1}"
            visit = await client.get("/", headers={"x-forwarded-for": address})
            known.append(Merchant("; ".join(f"{name}={value}" for name, value in visit.cookies.items()), address))
            client.cookies.clear()
        begun, tasks = time.perf_counter(), []
        for due in due_times(rate, seconds, chance, flat=flat):
            await asyncio.sleep(max(0.0, begun + due - time.perf_counter()))
            tasks.append(asyncio.create_task(say(client, chance.choice(known), chance.choice(TEXTS), begun + due, tally)))
        await asyncio.gather(*tasks)
    return tally


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--merchants", type=int, default=200)
    parser.add_argument("--flat", action="store_true", help="the same rate all the time")
    given = parser.parse_args()
    if not given.url:
        print("load: name a running posbot, such as http://127.0.0.1:8080")
        return
    tally = asyncio.run(load(given.url, given.rate, given.seconds, given.merchants, flat=given.flat))
    told = ", ".join(f"{count} x {answer}" for answer, count in tally.answers.most_common())
    print(
        f"{len(tally.times) / given.seconds:.0f}/s offered; p50 {tally.at(0.5):.0f} ms, p95 {tally.at(0.95):.0f} ms, p99 {tally.at(0.99):.0f} ms; {told}"
    )


if __name__ == "__main__":
    main()
