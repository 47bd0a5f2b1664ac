"""What can be wrong with a store, said in one line to the person who starts the program."""

from __future__ import annotations

from bot.core.telling import ToldError
from bot.service.problems import StoreAway


class StoreProblem(ToldError):
    """The store cannot be opened or written; one line says what to do."""


class DatabaseAway(StoreProblem, StoreAway):
    """The database did not answer for as long as whoever asked may wait."""
