"""The folder of migrations, as Alembic reads it. Alembic itself is imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.problems import StoreProblem

if TYPE_CHECKING:
    from alembic.config import Config


def alembic_config(folder: Path) -> Config:
    """What Alembic is told, in place of an ini file."""
    from alembic.config import Config  # noqa: PLC0415 - see the top

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def check_known(config: Config, found: str | None, name: str) -> None:
    """Raises StoreProblem for a revision that is not among the migrations."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see the top

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        message = f"{name} was written by a newer posbot (schema {found}): install that version or choose another database"
        raise StoreProblem(message)
