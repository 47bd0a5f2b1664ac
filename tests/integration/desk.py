"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120.0


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of our own that happen to be set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POSBOT_")}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def posbot(
    *arguments: str, stdin: bytes = b"", cwd: Path = ROOT, given: Mapping[str, str] | None = None, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        capture_output=True,
        timeout=PATIENCE_SECONDS,
        cwd=cwd,
        env=environment(**(given or {}), **settings),
        check=False,
    )


def chat(lines: Iterable[Mapping[str, Any] | bytes], *arguments: str, cwd: Path = ROOT) -> list[dict[str, Any]]:
    """What `posbot chat --json` answers to these lines."""
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n"
    done = posbot("chat", "--json", *arguments, stdin=raw, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@dataclass
class Desk:
    """A running `posbot run`."""

    process: subprocess.Popen[bytes]
    url: str

    def stop(self, sign: int = signal.SIGINT) -> int:
        """Send the signal, wait for the end; the exit code."""
        self.process.send_signal(sign)
        with self.process:
            return self.process.wait(PATIENCE_SECONDS)


def start(folder: Path, port: int | None = None, *options: str, **settings: str) -> Desk:
    """Start the desk with its data in ``folder`` and wait until it says that it is up."""
    at = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=environment(POSBOT_FOLDER=str(folder), POSBOT_PORT=str(at), PYTHONUNBUFFERED="1", **settings),
    )
    assert process.stdout is not None
    line = process.stdout.readline().decode()
    assert f"http://127.0.0.1:{at}/" in line, line
    desk = Desk(process, f"http://127.0.0.1:{at}")
    # The line comes before the first request is taken: ask until the door opens.
    with httpx.Client(transport=httpx.HTTPTransport(retries=20)) as client:
        assert client.get(f"{desk.url}/health/live", timeout=PATIENCE_SECONDS).status_code == 200
    return desk
