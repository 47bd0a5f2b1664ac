"""Looks for minutes: ``python -m tests.fuzz.run --minutes 30 [NAME…]``. Prints executions and findings; exit code 1 if there are some.

Each finding is shrunk to the smallest input that shows it, and printed once a kind.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
import warnings

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import TARGETS, Target

AT_ONCE = 500


class Looked:
    """What came of one target."""

    def __init__(self) -> None:
        self.count = 0
        self.findings: dict[str, str] = {}
        self.slowest = 0.0


def look(target: Target, until: float) -> Looked:
    """New chances until the time is up."""
    looked = Looked()

    def one(what: object) -> None:
        looked.count += 1
        began = time.perf_counter()
        try:
            target.run(what)
        except target.allowed:
            pass
        finally:
            looked.slowest = max(looked.slowest, time.perf_counter() - began)

    while time.monotonic() < until:
        phases = (Phase.generate, Phase.shrink)
        made = settings(max_examples=AT_ONCE, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck))
        try:
            seed(random.getrandbits(64))(made(given(target.what)(one)))()
        except Exception as wrong:  # noqa: BLE001 -- that is what is looked for
            place = traceback.extract_tb(wrong.__traceback__)[-1]
            looked.findings.setdefault(
                f"{type(wrong).__name__} at {place.filename.rpartition('/')[2]}:{place.lineno}",
                "".join(traceback.format_exception(wrong))[-2_000:],
            )
    return looked


def tell(line: str) -> None:
    """At once, also into a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *TARGETS], default=[])
    parser.add_argument("--minutes", type=float, default=1.0, help="for each")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    found = 0
    for name in chosen.names or TARGETS:
        looked = look(TARGETS[name], time.monotonic() + 60 * chosen.minutes)
        found += len(looked.findings)
        tell(f"{name:<16} {looked.count:>9} executions, slowest {looked.slowest * 1000:.0f} ms, {len(looked.findings)} findings")
        for kind, words in looked.findings.items():
            tell(f"--- {kind}\n{words}")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
