"""What understanding costs with the product's own examples: first build, load, one query, memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.matching import Matcher


def examples(folder: Path, most: int = 10_000) -> Examples:
    """The examples of a knowledge folder, at most so many per intent; no checks."""
    phrases: dict[str, dict[str, tuple[Example, ...]]] = {}
    background: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / "examples").glob("*/*.yaml")):
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 -- the base loader makes text only
        locale = path.parent.name
        acts = read.get("acts") or {"": read.get("examples", [])}
        found = [Example(text, act) for act, texts in acts.items() for text in texts][:most]
        if read["intent"] == "out_of_scope":
            background[locale] = tuple(example.text for example in found)
        else:
            phrases.setdefault(locale, {})[read["intent"]] = tuple(found)
    return Examples(phrases, background)


def cost(folder: Path) -> None:
    """One table: this many examples, and the size the target is stated for."""
    print("\n| examples an intent | sentences | first build, s | load from cache, s | query p50 / p99, ms | memory after load, MB |")
    print("| --- " * 6 + "|")
    for most in (60, 10_000):
        with tempfile.TemporaryDirectory() as cache:
            began = time.process_time()
            found = examples(folder, most)
            Matcher.build(found, cache=Path(cache))
            build = time.process_time() - began
            command = [sys.executable, "-m", "benchmarks.understanding_cost", str(folder), str(most), cache]
            rest = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        count = sum(len(e) for intents in found.phrases.values() for e in intents.values())
        print(f"| {'≤ 60' if most == 60 else 'all'} | {count} | {build:.1f} | {rest} |", flush=True)


def _loaded(folder: Path, most: int, cache: Path) -> str:
    """In a fresh process: load, then match every third example."""
    found = examples(folder, most)
    began = time.process_time()
    matcher = Matcher.build(found, cache=cache)
    load = time.process_time() - began
    texts = [e.text for intents in found.phrases.values() for phrases in intents.values() for e in phrases[::3]]
    times = []
    for text in texts:
        began = time.process_time()
        matcher.match(text + "?")
        times.append((time.process_time() - began) * 1000)
    times.sort()
    peak = int(Path("/proc/self/status").read_text(encoding="utf-8").partition("VmHWM:")[2].split()[0]) / 1024
    return f"{load:.2f} | {times[len(times) // 2]:.2f} / {times[int(len(times) * 0.99)]:.2f} | {peak:.0f}"


if __name__ == "__main__":
    print(_loaded(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
