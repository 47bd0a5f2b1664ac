"""One target, its inputs chosen by the way that earlier ones took through the code: ``python -m tests.fuzz.guided NAME MINUTES``.

`run` calls it, once a target: atheris ends the process it runs in. Only here is atheris named; nothing else needs it.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path
from random import Random

INSTRUMENTED = ["bot", "PIL", "defusedxml", "python_multipart", "starlette"]


def main(name: str, minutes: float) -> None:
    """Does not return."""
    import atheris  # noqa: PLC0415 -- the one module that needs it; it is no requirement of the tests

    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.looking import Looked  # noqa: PLC0415 -- what is imported here is watched
        from tests.fuzz.run import report  # noqa: PLC0415 -- as above
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 -- as above

    warnings.simplefilter("ignore")
    logging.disable()
    target = TARGETS[name]
    looked = Looked(target, timed=True)
    until = time.monotonic() + 60 * minutes

    def one(content: bytes) -> None:
        if time.monotonic() > until:
            report(name, looked)
            os._exit(bool(looked.findings))
        looked.give(content)

    def change(content: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        return bytes(atheris.Mutate(content, most) if chance.random() < 0.3 else target.changed(chance, content)[:most])

    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(target.whole):
            (Path(folder) / str(number)).write_bytes(content)
        # An input may grow; what takes too long or raises is noted by `one`, so that nothing stops the search.
        atheris.Setup([name, folder, f"-max_len={target.longest}", "-timeout=300", "-verbosity=0"], one, custom_mutator=change)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
