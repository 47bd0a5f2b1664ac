"""Several processes of `posbot run` on one machine: they share the listening socket, and are replaced when they end.

SIGTERM and SIGINT stop them all, each finishing what is under way; SIGHUP replaces them one after the other, a new
one answering before its forerunner goes, so that nobody notices.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from types import FrameType

READY_SECONDS = 120.0
STOP_SECONDS = 60.0
COUNTED = "PROMETHEUS_MULTIPROC_DIR"
"""Tells the processes where they count together, so that whichever is asked for metrics tells of all."""
PAUSE_SECONDS = 1.0
"""Between the end of a process and its successor: one that ends at once must not take the machine with it."""


@dataclass
class Child:
    """A process, and the pipe on which it says that it answers."""

    process: subprocess.Popen[bytes]
    ready: int

    def is_ready(self) -> bool:
        """Whether it answers; False if it ended instead, or takes too long."""
        try:
            return bool(select.select([self.ready], [], [], READY_SECONDS)[0]) and os.read(self.ready, 1) == b"1"
        finally:
            os.close(self.ready)

    def stop(self) -> None:
        """Ask it to finish, and wait."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Crowd:
    """So many processes with the same roles."""

    count: int
    role: str
    listening: socket.socket
    stopping: bool = False
    renewing: bool = False
    children: list[Child] = field(default_factory=list)

    def run(self) -> bool:
        """Until a signal says stop. False if they could not be started."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGHUP, self._renew)
        with tempfile.TemporaryDirectory(prefix="posbot-counted-") as counted:
            os.environ[COUNTED] = counted
            return self._run()

    def _run(self) -> bool:
        self.children = [self._born(*(("--greet",) if not place else ())) for place in range(self.count)]
        started = [child.is_ready() for child in self.children]
        if not any(started) and not self.stopping:
            self._end()
            return False
        while not self.stopping:
            self._look_after()
            time.sleep(PAUSE_SECONDS)
        self._end()
        return True

    def _born(self, *more: str) -> Child:
        reading, writing = os.pipe()
        shared = self.listening.fileno()
        command = [sys.executable, "-m", "bot", "run", "--role", self.role, "--socket", str(shared), "--ready", str(writing), *more]
        process = subprocess.Popen(command, pass_fds=(shared, writing))  # noqa: S603 - our own program
        os.close(writing)
        return Child(process, reading)

    def _look_after(self) -> None:
        for place, child in enumerate(self.children):
            if child.process.poll() is not None and not self.stopping:
                self.children[place] = self._born()
                self.children[place].is_ready()
        if self.renewing:
            self.renewing = False
            self._replace_all()

    def _replace_all(self) -> None:
        for place, old in enumerate(self.children):
            new = self._born()
            if self.stopping or not new.is_ready():
                new.stop()
                return
            self.children[place] = new
            old.stop()

    def _end(self) -> None:
        for child in self.children:
            child.process.terminate()
        for child in self.children:
            child.stop()

    def _stop(self, _sign: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _renew(self, _sign: int, _frame: FrameType | None) -> None:
        self.renewing = True


def told_ready(pipe: int) -> None:
    """Say to the one who started us that we answer."""
    os.write(pipe, b"1")
    os.close(pipe)


def inherited(number: int) -> socket.socket:
    """The listening socket that we were started with."""
    return socket.socket(fileno=number)
