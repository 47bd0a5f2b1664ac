"""How seldom memory is looked through for what nobody needs. Says nothing of what is kept or forgotten.

A start makes a million things that stay: to look through them again and again while they are made, and once more when all of
it ends, takes a third of a command's time.
"""

from __future__ import annotations

import atexit
import gc

SELDOM = (200_000, 50, 100)
"""New things until the young ones, the middle-aged, all of them are looked through."""


def begin() -> None:
    """Seldom from now on, and not at the end: the system takes back the whole."""
    gc.set_threshold(*SELDOM)
    atexit.register(gc.freeze)


def settle() -> None:
    """What is there now stays as long as the process does; whatever comes is looked through as seldom as before."""
    gc.freeze()
