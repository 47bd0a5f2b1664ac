"""What can be wrong with a store, said in one line to the person who starts the program."""

from __future__ import annotations

from bot.service.problems import StoreAway


class StoreProblem(Exception):
    """The store cannot be opened or written; ``message`` is one line that says what to do."""

    def __init__(self, message: str) -> None:
        """Keep the line as the whole message."""
        super().__init__(message)
        self.message = message


class DatabaseAway(StoreProblem, StoreAway):
    """The database did not answer for as long as whoever asked may wait."""
