"""What a start of `posbot run` costs until its health page says that it is ready: seconds of the processor, and memory.

    python -m benchmarks.starting [--rounds 5] [--against FOLDER]

Without a messenger, over an embedded database that is there already. ``--against``: another checkout, started in turn with this
one, because seconds that were not taken side by side say little.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx

from benchmarks.rivals import ROOT, end, free_port, memory
from benchmarks.whole import cpu_of

PATIENCE = 120.0


def started(tree: Path, folder: str) -> tuple[float, float]:
    """Seconds of the processor and megabytes of one start."""
    port = free_port()
    settings = {"POSBOT_FOLDER": folder, "POSBOT_PORT": str(port), "PYTHONPATH": str(tree)}
    command = [sys.executable, "-m", "bot", "run"]
    process = subprocess.Popen(command, cwd=tree, env=os.environ | settings, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=PATIENCE).is_success:
                    return cpu_of(process), memory(process)
            time.sleep(0.02)
        raise SystemExit(f"{tree} does not become ready")
    finally:
        end(process, signal.SIGTERM)


def main() -> None:
    """A line for each checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", type=Path, help="another checkout")
    given = parser.parse_args()
    trees = [ROOT, *([given.against.resolve()] if given.against else [])]
    with contextlib.ExitStack() as stack:
        folders = [stack.enter_context(tempfile.TemporaryDirectory()) for _ in trees]
        for tree, folder in zip(trees, folders, strict=True):
            started(tree, folder)  # the database is made, the caches are written
        rounds = [[started(tree, folder) for tree, folder in zip(trees, folders, strict=True)] for _ in range(given.rounds)]
    for tree, found in zip(trees, zip(*rounds, strict=True), strict=True):
        spent = [seconds for seconds, _ in found]
        print(f"{tree}: least {min(spent):.2f} s, median {median(spent):.2f} s of the processor, {median(mb for _, mb in found):.0f} MB")


if __name__ == "__main__":
    main()
