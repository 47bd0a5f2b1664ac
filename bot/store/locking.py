"""A lock beside a database file, so that two processes cannot run on the same one.

The system lets go of it when the process ends, however it ends; the file itself stays and is empty.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.core.telling import told
from bot.store.problems import StoreProblem


class FileLock:
    """Held from its making until `let_go`."""

    def __init__(self, database: Path) -> None:
        """Raises StoreProblem if another holds it, or the folder cannot be written."""
        path = database.with_name(f"{database.name}.lock")
        try:
            self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            message = told("store_folder", folder=database.parent, why=error.strerror)
            raise StoreProblem(message) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.let_go()
            message = told("store_in_use", path=database)
            raise StoreProblem(message) from error

    def let_go(self) -> None:
        """Let another have it; once is enough."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
