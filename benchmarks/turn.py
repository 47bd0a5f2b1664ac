"""What one turn costs: understanding, the step, rendering; the first turns of a process; and how long `posbot chat --json` takes to
start.

Run with ``python -m benchmarks.turn``. Prints medians and 99th percentiles in milliseconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from bot.core.machine import step
from bot.core.messages import Address, Inbound
from bot.core.state import State
from bot.rendering.phrases import Phrases
from bot.service.ports import Chat
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.wiring.mind import Sources, loaded, matcher_of
from bot.wiring.warming import FIRST, samples, warm

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "tests" / "sentences"
HERE = Address("bench", "1")
AT = datetime(2026, 11, 23, tzinfo=UTC)
STARTS = 5


def sentences() -> list[str]:
    """The unseen sentences of both languages."""
    rows = [line for name in ("zh", "en") for line in (SENTENCES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]]
    return [row.split("\t")[0] for row in rows]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def row(name: str, times: list[float]) -> str:
    """A line of the table."""
    return f"{name:<28} median {median(times):8.3f} ms   p99 {quantiles(times, n=100)[98]:8.3f} ms   of {len(times)}"


def turns() -> None:
    """Every sentence once, each part timed."""
    read = loaded(Sources())
    matcher, phrases = matcher_of(read), Phrases(read.knowledge)
    fresh = State(ref="1")
    parts: dict[str, list[float]] = {"understand": [], "step": [], "render": []}
    for text in sentences():
        inbound = Inbound("1", HERE, AT, text)
        heard = understand(inbound, fresh, read.knowledge, matcher)
        parts["understand"].append(timed(lambda inbound=inbound: understand(inbound, fresh, read.knowledge, matcher)))  # type: ignore[misc]
        state, actions = step(fresh, heard, read.knowledge)
        parts["step"].append(timed(lambda heard=heard: step(fresh, heard, read.knowledge)))  # type: ignore[misc]
        phrases.outbound(actions, state, HERE)
        parts["render"].append(timed(lambda a=actions, s=state: phrases.outbound(a, s, HERE)))  # type: ignore[misc]
    for name, times in parts.items():
        print(row(name, times))


def firsts(*, warmed: bool) -> None:
    """The first turn in each language of a process that is ready, as it is and with nothing made before."""
    read = loaded(Sources())
    mind = Mind(read.knowledge, matcher_of(read), Phrases(read.knowledge))
    warm(mind, samples(read.examples)[:FIRST] if warmed else ())
    for text in ("开不了机", "it does not turn on"):
        spent = process_time()
        mind.hear(Chat(1, HERE, None), Inbound("1", HERE, AT, text))
        print(f"the first turn{', warmed' if warmed else '':<8} {(process_time() - spent) * 1000:8.1f} ms of the processor   {text}")


def starts() -> None:
    """From the command line to the first answer, with the caches warm."""
    line = json.dumps({"chat": "a", "text": "你好"}).encode() + b"\n"
    command = [sys.executable, "-m", "bot", "chat", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}

    def start() -> None:
        subprocess.run(command, input=line, capture_output=True, check=True, env=environment)

    times = [timed(start) for _ in range(STARTS + 1)]
    print(f"{'start to first answer':<28} median {median(times[1:]):8.0f} ms   of {STARTS}")


if __name__ == "__main__":
    for is_warmed in (True, False):  # each in a process of its own, which has made nothing yet
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            apart.submit(firsts, warmed=is_warmed).result()
    turns()
    starts()
