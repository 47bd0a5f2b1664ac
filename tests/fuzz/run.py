"""Looks for minutes: ``python -m tests.fuzz.run --minutes 30 [NAME…]``. Prints executions and findings; exit code 1 if there are some.

With ``--guided`` the way an input takes through the code decides what is tried next: much more worth a minute. It needs
atheris (``pip install atheris``). Each finding is made small, printed once a kind, and can be given again: ``--again HEX NAME``.
"""

from __future__ import annotations

import argparse
import logging
import random
import subprocess
import sys
import time
import warnings

from tests.fuzz.looking import Looked
from tests.fuzz.targets import TARGETS, Target

POOL = 500
"""Changed inputs that are changed again."""


def tell(line: str) -> None:
    """At once, also into a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def look(target: Target, until: float) -> Looked:
    """New chances until the time is up."""
    looked, chance, pool = Looked(target, timed=True), random.Random(), list(target.whole)
    while time.monotonic() < until:
        content = target.changed(chance, chance.choice(pool))
        looked.give(content)
        if chance.random() < 0.1:
            pool[len(target.whole) :] = [*pool[len(target.whole) :], content][-POOL:]
    return looked


def report(name: str, looked: Looked) -> None:
    """One line, and what was found."""
    looked.shrink(random.Random())
    tell(f"{name:<16} {looked.count:>10} executions, slowest {looked.slowest * 1000:.0f} ms, {len(looked.findings)} findings")
    for kind, (words, content) in looked.findings.items():
        tell(f"--- {kind}\n{words}\nagain: {content.hex()}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *TARGETS], default=[])
    parser.add_argument("--minutes", type=float, default=1.0, help="for each")
    parser.add_argument("--guided", action="store_true", help="by the way through the code (needs atheris)")
    parser.add_argument("--again", type=bytes.fromhex, metavar="HEX", help="give this one input, and no other")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable()
    found = sum([_found(name, chosen) for name in chosen.names or TARGETS])
    raise SystemExit(bool(found))


def _found(name: str, chosen: argparse.Namespace) -> bool:
    if chosen.guided:
        command = [sys.executable, "-m", "tests.fuzz.guided", name, str(chosen.minutes)]
        return subprocess.run(command, check=False).returncode != 0
    target = TARGETS[name]
    looked = Looked(target, timed=True)
    if chosen.again is None:
        looked = look(target, time.monotonic() + 60 * chosen.minutes)
    else:
        looked.give(chosen.again)
    report(name, looked)
    return bool(looked.findings)


if __name__ == "__main__":
    main()
